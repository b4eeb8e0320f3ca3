"""The fillable version: every box of the pages becomes a widget where it is, a field of an interactive form."""

from collections.abc import Iterator
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from plandoc.model.printed_form import PrintedForm
from plandoc.render.forms.pdf.embedding import embed_font
from plandoc.render.forms.pdf.fieldfont import alphabet
from plandoc.render.forms.pdf.fields import IDENTITY, FieldKind, FormField, Path
from plandoc.render.forms.pdf.identity import identity_words
from plandoc.render.forms.pdf.links import Box

# Flags of fields (ISO 32000-1, tables 221, 226, 228 and 230).
_READ_ONLY: Final = 1 << 0
_REQUIRED: Final = 1 << 1
_MULTILINE: Final = 1 << 12
_NO_TOGGLE_TO_OFF: Final = 1 << 14
_RADIO: Final = 1 << 15
_COMBO: Final = 1 << 17
_PRINTED: Final = 1 << 2
"""Flag of an annotation."""
_WRITTEN: Final = "/Field 10 Tf 0 g"
_MARKS: Final = {FieldKind.RADIO: "l", FieldKind.CHECKS: "4"}
"""A dot and a tick in ZapfDingbats."""
_INSET: Final = {FieldKind.RADIO: (0.165, 0.21), FieldKind.CHECKS: (0.14, 0.19)}
"""Where the mark begins, in parts of the box's width and height."""


def make_fillable(pdf: pikepdf.Pdf, form: PrintedForm, fields: tuple[FormField, ...], boxes: dict[str, Box]) -> None:
    """Give a PDF the fields of a form, in place."""
    writer = _FieldWriter(pdf, boxes)
    for field in fields:
        writer.add(field)
    writer.say(IDENTITY, identity_words(form))
    labels = "".join(label for field in fields for _, label in field.choices)
    font = embed_font(pdf, alphabet(han=form.language.startswith("zh")) + "".join(sorted(set(labels))))
    pdf.Root.AcroForm = pdf.make_indirect(
        Dictionary(
            Fields=writer.top,
            DR=Dictionary(Font=Dictionary(Field=font, ZaDb=writer.dingbats)),
            DA=String(_WRITTEN),
            NeedAppearances=True,
        )
    )
    for page in pdf.pages:
        page.obj.Tabs = Name.S


class _FieldWriter:
    """Turns boxes into widgets and hangs them below their fields."""

    def __init__(self, pdf: pikepdf.Pdf, boxes: dict[str, Box]) -> None:
        self._pdf = pdf
        self._boxes = boxes
        self._above: dict[Path, pikepdf.Object] = {}
        self._looks: dict[tuple[FieldKind, tuple[float, float]], tuple[pikepdf.Object, pikepdf.Object]] = {}
        self._blanks: dict[tuple[float, float], pikepdf.Object] = {}
        self.top = Array()
        self.dingbats = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.ZapfDingbats))

    def add(self, field: FormField) -> None:
        """Make one field with its widgets."""
        match field.kind:
            case FieldKind.RADIO:
                self._radio(field)
            case FieldKind.CHECKS:
                for code, widget in self._buttons(field):
                    widget.FT, widget.V = Name.Btn, Name.Off
                    self._hang(widget, (*field.path, code))
            case FieldKind.COMBO | FieldKind.TEXT:
                self._words(field)

    def say(self, name: str, words: str) -> None:
        """Add a field that is on no page and cannot be changed; it goes wherever the answers go."""
        field = Dictionary(FT=Name.Tx, T=String(name), V=String(words), Ff=_READ_ONLY)
        self.top.append(self._pdf.make_indirect(field))

    def _radio(self, field: FormField) -> None:
        flags = _RADIO | _NO_TOGGLE_TO_OFF | (_REQUIRED if field.required else 0)
        made = self._pdf.make_indirect(
            Dictionary(FT=Name.Btn, Ff=flags, V=Name.Off, TU=String(field.tooltip), Kids=Array())
        )
        self._hang(made, field.path)
        for _, widget in self._buttons(field):
            widget.Parent = made
            made.Kids.append(widget)

    def _words(self, field: FormField) -> None:
        widget = self._widget(field.name, field.tooltip)
        flags = _REQUIRED if field.required else 0
        if field.kind is FieldKind.COMBO:
            widget.FT, widget.Ff = Name.Ch, flags | _COMBO
            widget.Opt = Array([Array([String(code), String(label)]) for code, label in field.choices])
        else:
            widget.FT, widget.Ff = Name.Tx, flags | (_MULTILINE if field.lines > 1 else 0)
        widget.DA, widget.V = String(_WRITTEN), String("")
        widget.AP = Dictionary(N=self._blank(self._boxes[field.name].size))
        self._hang(widget, field.path)

    def _widget(self, name: str, tooltip: str) -> pikepdf.Object:
        """Turn the link of a box into a widget."""
        box = self._boxes[name]
        widget = box.annotation
        for key in ("/A", "/BS", "/Contents"):
            if key in widget:
                del widget[key]
        widget.Subtype, widget.F, widget.P = Name.Widget, _PRINTED, box.page.obj
        widget.Rect, widget.TU = Array(box.rectangle), String(tooltip)
        return widget

    def _buttons(self, field: FormField) -> Iterator[tuple[str, pikepdf.Object]]:
        """Yield code and widget of each choice; the page draws the box, so there is nothing to draw where it is off."""
        for (code, _), (name, tooltip) in zip(field.choices, field.boxes, strict=True):
            widget, look = self._widget(name, tooltip), (field.kind, self._boxes[name].size)
            if look not in self._looks:
                self._looks[look] = self._marked(*look), self._blank(look[1])
            marked, blank = self._looks[look]
            widget.AP = Dictionary(N=Dictionary({f"/{code}": marked, "/Off": blank}))
            widget.AS, widget.MK = Name.Off, Dictionary(CA=String(_MARKS[field.kind]))
            widget.DA = String("/ZaDb 0 Tf 0 g")
            yield code, widget

    def _marked(self, kind: FieldKind, size: tuple[float, float]) -> pikepdf.Object:
        width, height = size
        across, up = _INSET[kind]
        letters = f"/ZaDb {height * 0.85:.2f} Tf {width * across:.2f} {height * up:.2f} Td ({_MARKS[kind]}) Tj"
        drawn = f"q 0.1 0.2 0.5 rg BT {letters} ET Q".encode()
        return self._look(drawn, size, Dictionary(Font=Dictionary(ZaDb=self.dingbats)))

    def _blank(self, size: tuple[float, float]) -> pikepdf.Object:
        if size not in self._blanks:
            self._blanks[size] = self._look(b"", size, Dictionary())
        return self._blanks[size]

    def _look(self, drawn: bytes, size: tuple[float, float], resources: pikepdf.Object) -> pikepdf.Object:
        stream = self._pdf.make_stream(drawn, Type=Name.XObject, Subtype=Name.Form, Resources=resources)
        stream.BBox = Array([0, 0, *size])
        return stream

    def _hang(self, field: pikepdf.Object, path: Path) -> None:
        """Put a field below those whose names come before its own."""
        *above, last = path
        field.T = String(last)
        if above:
            parent = self._parent(tuple(above))
            field.Parent = parent
            parent.Kids.append(field)
        else:
            self.top.append(field)

    def _parent(self, path: Path) -> pikepdf.Object:
        """Return the field that only gives those below it the beginning of their names."""
        if path not in self._above:
            self._above[path] = made = self._pdf.make_indirect(Dictionary(Kids=Array()))
            self._hang(made, path)
        return self._above[path]
