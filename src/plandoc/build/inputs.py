"""Digests of everything that an output depends on: the texts, templates, locales, fonts, plandoc itself, the order.

Nothing is parsed or imported for it, so that an unchanged build is quick.
"""

import shutil
import subprocess
import sysconfig
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import plandoc
from plandoc.build.targets import Target
from plandoc.model.blocks import LineKind, Part, Structure
from plandoc.model.workspace import Workspace

_SETTINGS = "plandoc.toml"
_FONT_LIST = "%{file}|%{fontversion}|%{family}|%{style}\\n"


class InputDigests:
    """The digests of one build; each is worked out once, when it is first asked for."""

    def __init__(self, workspace: Workspace, root: Path, created: datetime) -> None:
        """Take the workspace that was read from the folder `root`, and the time that outputs bear."""
        self._workspace = workspace
        self._root = root
        self._created = created

    def of(self, target: Target) -> dict[str, str]:
        """Return the digests of a target's inputs by their names."""
        order = target.order
        scenario = order.scenario.name if order.scenario else ""
        asked = (order.document.name, order.edition, order.reading, scenario)
        wanted = (target.format, *asked, self._created.isoformat())
        digests = {
            "order": _digest("\0".join(wanted).encode()),
            "sources": self._sources,
            "templates": self._templates,
            "locales": self._locales,
            "program": self._program,
        }
        return digests | ({"fonts": self._fonts} if target.format == "pdf" else {})

    def files(self, target: Target) -> tuple[str, ...]:
        """Return the paths of the files that a target's words come from: settings, parts, scenario or positions, PO."""
        plan, scenario = target.order.document, target.order.scenario
        names = (plan.frame,) if plan.frame else plan.parts
        parts = (part for name in names for part in _with_slots(self._workspace, name, frozenset()))
        beside = (scenario,) if scenario else self._workspace.positions
        paths = [_SETTINGS, *(part.span.path for part in parts), *(one.span.path for one in beside)]
        for language in target.order.languages:
            if language != self._workspace.settings.language:
                translations = (self._root / "locales" / language).rglob("*.po")
                paths += sorted(path.relative_to(self._root).as_posix() for path in translations)
        return tuple(dict.fromkeys(path for path in paths if path))

    @cached_property
    def _sources(self) -> str:
        return _digest(*(part.encode() for text in self._workspace.texts for part in (text.path, text.text)))

    @cached_property
    def _templates(self) -> str:
        return _folder_digest(self._root / "templates")

    @cached_property
    def _locales(self) -> str:
        return _folder_digest(self._root / "locales")

    @cached_property
    def _program(self) -> str:
        """Digest of the package's files and of which versions of other packages are installed beside it."""
        # The names of these folders are name and version of each package (PEP 376).
        installed = sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))
        return _digest(_folder_digest(Path(plandoc.__file__).parent).encode(), "\0".join(installed).encode())

    @cached_property
    def _fonts(self) -> str:
        command = shutil.which("fc-list")
        if command is None:
            return ""
        listed = subprocess.run([command, "--format", _FONT_LIST], capture_output=True, check=True)
        return _digest(*sorted(listed.stdout.splitlines()))


def _with_slots(workspace: Workspace, name: str, seen: frozenset[str]) -> Iterator[Part]:
    part = workspace.part(name)
    if part is None or name in seen:
        return
    yield part
    for line in part.lines:
        if isinstance(line, Structure) and line.kind is LineKind.SLOT:
            yield from _with_slots(workspace, line.name, seen | {name})


def _folder_digest(folder: Path) -> str:
    """Return the digest of all files below a folder, with their names; of nothing where there is no such folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return _digest(*_named_contents(folder, files))


def _named_contents(folder: Path, files: Iterable[Path]) -> Iterator[bytes]:
    for path in files:
        yield path.relative_to(folder).as_posix().encode()
        yield path.read_bytes()


def _digest(*contents: bytes) -> str:
    """Return the SHA-256 of some contents, each with its length, so that no two sequences run into one another."""
    total = sha256()
    for content in contents:
        total.update(f"{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()
