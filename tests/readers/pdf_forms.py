"""The fields of a PDF form as a viewer finds them: from the widgets of its pages up to the names; and filling them in."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, String


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field with a value."""

    name: str
    kind: str
    """`radio`, `check`, `combo` or `text`."""
    states: tuple[str, ...]
    """What its widgets can be on as, or the codes of a list, in order."""
    labels: tuple[str, ...]
    """Of a list."""
    required: bool
    multiline: bool
    tooltip: str
    tooltips: tuple[str, ...]
    """Of its widgets."""
    value: str
    pages: tuple[int, ...]


def pdf_fields(data: bytes) -> dict[str, Field]:
    """The fields by their names, in the order in which their first widgets stand on the pages."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {name: _field(name, widgets) for name, widgets in _by_name(pdf).items()}


def fill_pdf(data: bytes, values: Mapping[str, str]) -> bytes:
    """Fill fields: buttons with a code, others with words; everything is written as a viewer does."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = _by_name(pdf)
        for name, value in values.items():
            widgets = [widget for _, widget in found[name]]
            field = _holder(widgets[0])
            if _inherited(widgets[0], "/FT") == Name.Btn:
                field.V = Name(f"/{value}")
                for widget in widgets:
                    widget.AS = Name(f"/{value}") if f"/{value}" in widget.AP.N else Name.Off
            else:
                field.V = String(value)
        return saved(pdf)


def saved(pdf: pikepdf.Pdf) -> bytes:
    """The bytes of a PDF."""
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


def _by_name(pdf: pikepdf.Pdf) -> dict[str, list[tuple[int, pikepdf.Object]]]:
    found: dict[str, list[tuple[int, pikepdf.Object]]] = {}
    for number, page in enumerate(pdf.pages):
        for annotation in page.obj.get("/Annots", Array()).as_list():
            assert annotation.Subtype == Name.Widget
            found.setdefault(".".join(_path(annotation)), []).append((number, annotation))
    return found


def _path(node: pikepdf.Object) -> Iterator[str]:
    if "/Parent" in node:
        yield from _path(node.Parent)
    if "/T" in node:
        yield str(node.T)


def _holder(widget: pikepdf.Object) -> pikepdf.Object:
    """The field of a widget: itself where it bears a name, else what it hangs from."""
    return widget if "/T" in widget else widget.Parent


def _inherited(node: pikepdf.Object, key: str) -> pikepdf.Object | None:
    if key in node:
        return node[key]
    return _inherited(node.Parent, key) if "/Parent" in node else None


def _field(name: str, placed: list[tuple[int, pikepdf.Object]]) -> Field:
    first, flags = placed[0][1], int(str(_inherited(placed[0][1], "/Ff") or 0))
    options = [tuple(map(str, one.as_list())) for one in first.get("/Opt", Array()).as_list()]
    looks = [str(key)[1:] for _, widget in placed for key in widget.get("/AP", Dictionary()).N if _is_button(widget)]
    kinds = {Name.Tx: "text", Name.Ch: "combo", Name.Btn: "radio" if flags >> 15 & 1 else "check"}
    kind = next(word for key, word in kinds.items() if key == _inherited(first, "/FT"))
    if kind == "combo":
        assert flags >> 17 & 1
    holder = _holder(first)
    assert "/MaxLen" not in holder
    return Field(
        name=name,
        kind=kind,
        states=tuple(code for code, _ in options) or tuple(look for look in looks if look != "Off"),
        labels=tuple(label for _, label in options),
        required=bool(flags >> 1 & 1),
        multiline=kind == "text" and bool(flags >> 12 & 1),
        tooltip=str(holder.TU),
        tooltips=tuple(str(widget.TU) for _, widget in placed),
        value=str(holder.V),
        pages=tuple(page for page, _ in placed),
    )


def _is_button(widget: pikepdf.Object) -> bool:
    return _inherited(widget, "/FT") == Name.Btn
