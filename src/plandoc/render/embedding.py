"""Styles, modules and data within one HTML file, and the policy under which a browser runs those and nothing else."""

import json
import posixpath
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote

from markupsafe import Markup

from plandoc.render.templates import Templates

_IMPORT = re.compile(r"""(\b(?:from|import)\s*\(?\s*)(["'])(\.{1,2}/[a-z./-]+\.js)\2""")
"""An import of one module by another, by its place beside it."""
_POLICY = (
    "default-src 'none'; script-src {scripts} data:; style-src {styles}; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
"""What the file may do: run its own modules, and fetch nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """What a page consists of besides its markup, each ready for its place in the file."""

    styles: Markup
    """For a `style` element."""
    modules: Markup
    """For a `script` element of the type `importmap`."""
    starter: Markup
    """For a `script` element of the type `module`."""
    policy: str
    """For a `Content-Security-Policy`."""


def embed(templates: Templates, styles: Sequence[str], modules: Sequence[str], first: str) -> Embedded:
    """Return style sheets and modules, by the names of their templates, as they stand in one file; `first` is started.

    A module in a `data:` URL cannot name its neighbours by a relative path, so an import map gives each its name.
    """
    style = "".join(templates.text(name) for name in styles).replace("</", "<\\/")
    urls = {name: "data:text/javascript;charset=utf-8," + quote(_bare(name, templates.text(name))) for name in modules}
    imports = json.dumps({"imports": urls}, separators=(",", ":")).replace("<", "\\u003c")
    starter = f'import "{first}";'
    scripts = " ".join(_allowed(text) for text in (imports, starter))
    return Embedded(
        styles=Markup(style),
        modules=Markup(imports),
        starter=Markup(starter),
        policy=_POLICY.format(scripts=scripts, styles=_allowed(style)),
    )


def embedded_json(data: Mapping[str, object]) -> Markup:
    """Return JSON that may stand within a script element, whose end no text in it can look like."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=False)
    return Markup(text.replace("<", "\\u003c"))


def _bare(name: str, module: str) -> str:
    """Return a module whose imports name others as the import map does."""
    folder = posixpath.dirname(name)

    def named(match: re.Match[str]) -> str:
        before, mark, path = match.groups()
        return f"{before}{mark}{posixpath.normpath(posixpath.join(folder, path))}{mark}"

    return _IMPORT.sub(named, module)


def _allowed(text: str) -> str:
    """Return the source of a policy that allows an inline element with this text (CSP 3, 2.3.1)."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
