"""The fields of a filled PDF as plain values, whichever program filled them in.

Programs write what is on in several ways: as a name or as a string, with a slash or without, at the field or only at
the widget. Both are kept here; which one counts is decided where answers are made of them.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name

from plandoc.render.forms.pdf.fields import FieldKind, Path

_OFF: Final = "Off"
_RADIO: Final = 1 << 15
_DEEPEST: Final = 8
"""Levels that a field may lie below others; ours have five."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a field holds."""

    path: Path
    kind: FieldKind
    """`CHECKS` for a single check box."""
    value: str
    """Words, or the code that the field says is on; line ends are LF."""
    shown: frozenset[str] = frozenset()
    """The codes that the widgets of a button show as on."""
    choices: Mapping[str, str]
    """The codes that the field offers, by themselves and by their labels."""


def scan(data: bytes) -> tuple[Held, ...]:
    """Return what the fields of a PDF hold, in their order.

    Where the file is no PDF form, `pikepdf.PdfError`, `AttributeError`, `LookupError`, `TypeError` or `ValueError` is
    raised.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return tuple(_Walk().fields(pdf.Root.AcroForm.Fields, (), None, 0))


class _Walk:
    """Goes through a tree of fields, each once: a file may name one below itself."""

    def __init__(self) -> None:
        self._seen: set[tuple[int, int]] = set()

    def fields(self, entries: pikepdf.Object, above: Path, kind: pikepdf.Object | None, flags: int) -> Iterator[Held]:
        """Yield the fields that hold something: nothing below them has a name of its own."""
        for entry in entries.as_list():
            if len(above) == _DEEPEST or (entry.is_indirect and entry.objgen in self._seen):
                continue
            self._seen.add(entry.objgen)
            path = (*above, str(entry.get("/T", "")))
            own, own_flags = entry.get("/FT", kind), int(entry.get("/Ff", flags))
            kids = [*entry.get("/Kids", Array()).as_list()]
            if named := [kid for kid in kids if "/T" in kid]:
                yield from self.fields(Array(named), path, own, own_flags)
            else:
                yield _held(entry, path, _kind(own, own_flags), kids or [entry])


def _kind(kind: pikepdf.Object | None, flags: int) -> FieldKind:
    if kind == Name.Btn:
        return FieldKind.RADIO if flags & _RADIO else FieldKind.CHECKS
    return FieldKind.COMBO if kind == Name.Ch else FieldKind.TEXT


def _held(entry: pikepdf.Object, path: Path, kind: FieldKind, widgets: list[pikepdf.Object]) -> Held:
    value = entry.get("/V")
    if kind in (FieldKind.TEXT, FieldKind.COMBO):
        return Held(path=path, kind=kind, value=_words(value), choices=dict(_listed(entry)))
    looks = (look for widget in widgets for look in widget.get("/AP", Dictionary()).get("/N", Dictionary()))
    codes = {code for look in looks if (code := _code(look))}
    shown = frozenset(code for widget in widgets if (code := _code(widget.get("/AS"))))
    return Held(path=path, kind=kind, value=_code(value), shown=shown, choices={code: code for code in codes})


def _words(value: pikepdf.Object | None) -> str:
    """Return the text of a value; of several, as lists may have them, the first."""
    if isinstance(value, Array):
        return _words(value[0]) if len(value) else ""
    return "" if value is None else str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def _listed(entry: pikepdf.Object) -> Iterator[tuple[str, str]]:
    """Yield what may stand for a choice of a list, and its code; a code comes before a label that looks like it."""
    pairs = [tuple(map(str, one.as_list())) for one in entry.get("/Opt", Array()).as_list() if isinstance(one, Array)]
    yield from ((label, code) for code, label in pairs)
    yield from ((code, code) for code, _ in pairs)


def _code(state: pikepdf.Object | str | None) -> str:
    """Return the code that a state names, be it a name or a string; empty where it is off."""
    code = "" if state is None else str(state).removeprefix("/")
    return "" if code == _OFF else code
