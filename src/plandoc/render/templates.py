"""The templates that decide looks: package defaults, overridden file by file in a workspace, rendered in a sandbox.

Reading them is the only I/O; after that a template can reach neither disk nor network nor the insides of Python.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import TracebackType

from jinja2 import FunctionLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

KINDS = (".j2", ".css", ".js", ".docx")
"""Endings of the files that are templates; whatever else lies in the folder is left alone."""


class TemplateFault(Exception):  # noqa: N818 - the fault of a file, which becomes a diagnostic
    """A template that cannot be used: `file` and `line` say where, `message` what is wrong."""

    def __init__(self, *, file: str, line: int, message: str) -> None:
        """Keep the place (line from 1) and one sentence."""
        super().__init__(f"{file}:{line}: {message}")
        self.file = file
        self.line = line
        self.message = message


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFile:
    """One template as it was read."""

    name: str
    """Path below the templates folder, `html/document.html.j2`; what other templates include it by."""
    origin: str
    """Where it was read, for messages: a path, or `plandoc:html/document.html.j2` for a default."""
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates:
    """All templates of a build, sorted by name; equal files make equal values."""

    files: tuple[TemplateFile, ...]

    def file(self, name: str) -> TemplateFile:
        """Return the template of that name; `TemplateFault` if there is none."""
        for entry in self.files:
            if entry.name == name:
                return entry
        raise TemplateFault(file=name, line=1, message="there is no such template")

    def data(self, name: str) -> bytes:
        """Return a template's bytes, as for `docx/base.docx`."""
        return self.file(name).content

    def text(self, name: str) -> str:
        """Return a template's text without a byte order mark, line ends as LF; `TemplateFault` if it is not UTF-8."""
        entry = self.file(name)
        try:
            return entry.content.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = entry.content.count(b"\n", 0, error.start) + 1
            raise TemplateFault(file=entry.origin, line=line, message="the file is not UTF-8") from error

    def render(self, name: str, context: Mapping[str, object]) -> str:
        """Render a template with the given names; every error becomes a `TemplateFault` with its line."""
        try:
            return _environment(self).get_template(name).render(context)
        except TemplateFault:
            raise
        except TemplateSyntaxError as error:
            file = self._origin(error.name or name)
            raise TemplateFault(file=file, line=error.lineno, message=error.message or "syntax error") from error
        except TemplateNotFound as error:
            file, line = self._place(error.__traceback__) or (self._origin(name), 1)
            raise TemplateFault(file=file, line=line, message=f"there is no template '{error.name}'") from error
        except Exception as error:
            # Whatever a template's expressions raise (names, types, the sandbox's refusals) is the template's fault
            # if one of its lines is on the stack, and ours if none is.
            place = self._place(error.__traceback__)
            if place is None:
                raise
            message = str(error) or type(error).__name__
            raise TemplateFault(file=place[0], line=place[1], message=message) from error

    def digest(self, folder: str = "") -> str:
        """Return the SHA-256 of names and contents, in hexadecimal, of all templates or of one folder (`html`)."""
        total = sha256()
        for entry in self.files:
            if entry.name.startswith(folder):
                total.update(f"{entry.name}\0{len(entry.content)}\0".encode())
                total.update(entry.content)
        return total.hexdigest()

    def _origin(self, name: str) -> str:
        return next((entry.origin for entry in self.files if entry.name == name), name)

    def _place(self, traceback: TracebackType | None) -> tuple[str, int] | None:
        """Return file and line of the innermost frame that belongs to a template."""
        names = {entry.name for entry in self.files}
        found = None
        while traceback is not None:
            name = traceback.tb_frame.f_code.co_filename
            if name in names:
                found = (self._origin(name), traceback.tb_lineno)
            traceback = traceback.tb_next
        return found


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with a short way for what templates read most, which halves the time of a large table."""

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Allow public fields of frozen dataclasses unless they can be called; ask Jinja about all else."""
        parameters = getattr(type(obj), "__dataclass_params__", None)
        if parameters is not None and parameters.frozen and not attr.startswith("_") and not callable(value):
            return True
        return super().is_safe_attribute(obj, attr, value)


@lru_cache(maxsize=4)
def _environment(templates: Templates) -> ImmutableSandboxedEnvironment:
    """Return the environment that compiles these templates; a memo, since compiling outlasts rendering a page."""

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        if all(entry.name != name for entry in templates.files):
            return None
        # The name doubles as file name, so that Jinja's tracebacks carry it.
        return templates.text(name), name, lambda: True

    environment = _Sandbox(
        autoescape=True,
        loader=FunctionLoader(load),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=100,
    )
    environment.globals.pop("lipsum")
    return environment


def load_templates(folder: Path | None) -> Templates:
    """Read the default templates and, over them, those in `folder`, a workspace's `templates/`, if it exists.

    Links that lead out of the folder are not followed. Raises `OSError` if a file cannot be read.
    """
    found = {entry.name: entry for entry in _defaults(files("plandoc") / "templates", "")}
    if folder is not None and folder.is_dir():
        found |= {entry.name: entry for entry in _overrides(folder)}
    return Templates(files=tuple(found[name] for name in sorted(found)))


def _defaults(place: Traversable, prefix: str) -> Iterator[TemplateFile]:
    for entry in place.iterdir():
        name = f"{prefix}{entry.name}"
        if entry.is_dir():
            yield from _defaults(entry, f"{name}/")
        elif name.endswith(KINDS):
            yield TemplateFile(name=name, origin=f"plandoc:{name}", content=entry.read_bytes())


def _overrides(folder: Path) -> Iterator[TemplateFile]:
    root = folder.resolve()
    for path in sorted(folder.rglob("*")):
        if path.suffix in KINDS and path.is_file() and path.resolve().is_relative_to(root):
            name = path.relative_to(folder).as_posix()
            yield TemplateFile(name=name, origin=f"{folder.name}/{name}", content=path.read_bytes())
