"""The print version: the pages without links, each box tagged as one that is filled in by hand."""

from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from plandoc.render.forms.pdf.fields import FieldKind, FormField
from plandoc.render.forms.pdf.links import Box

_ROLES: Final = {FieldKind.RADIO: Name.rb, FieldKind.CHECKS: Name.cb, FieldKind.COMBO: Name.tv, FieldKind.TEXT: Name.tv}
"""Radio button, check box, text (ISO 32000-1, 14.8.5.6)."""


def make_paper(pdf: pikepdf.Pdf, fields: tuple[FormField, ...], boxes: dict[str, Box]) -> None:
    """Turn every box into a printed field, in place."""
    gone = set()
    for field in fields:
        for name, tooltip in field.boxes:
            box = boxes[name]
            box.tag.A = Dictionary(O=Name.PrintField, Role=_ROLES[field.kind], Desc=String(tooltip))
            box.tag.K = Array()
            gone.add(int(box.annotation.StructParent))
    for page in pdf.pages:
        if "/Annots" in page.obj:
            del page.obj.Annots
    tree = pdf.Root.StructTreeRoot.ParentTree
    listed = tree.Nums.as_list()
    pairs = zip(listed[::2], listed[1::2], strict=True)
    tree.Nums = Array([part for number, owner in pairs if int(number) not in gone for part in (number, owner)])
