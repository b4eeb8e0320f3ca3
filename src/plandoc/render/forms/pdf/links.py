"""The boxes of a form on its pages: the links that the layout engine drew, and their structure elements."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

import pikepdf
from pikepdf import Name

from plandoc.render.templates import TemplateFault

_ADDRESS: Final = "https://f.invalid/"
"""`.invalid` never resolves (RFC 2606); the links are gone from both versions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box on a page."""

    name: str
    page: pikepdf.Page
    annotation: pikepdf.Object
    tag: pikepdf.Object
    """Its structure element."""

    @property
    def rectangle(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top in points, to a hundredth; the layout engine writes them the other way up."""
        first, second, third, fourth = (round(float(str(side)), 2) for side in self.annotation.Rect.as_list())
        return min(first, third), min(second, fourth), max(first, third), max(second, fourth)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        left, bottom, right, top = self.rectangle
        return round(right - left, 2), round(top - bottom, 2)


def boxes(pdf: pikepdf.Pdf, names: Collection[str], template: str) -> dict[str, Box]:
    """Return the boxes by their names, in the order in which they stand on the pages.

    Raises `TemplateFault` where `template` did not set a box once for each of the names, and no others.
    """
    found: dict[str, Box] = {}
    for box in _all(pdf):
        if box.name in found or box.name not in names:
            message = f"the field {box.name} is set twice" if box.name in found else f"there is no field {box.name}"
            raise TemplateFault(file=template, line=1, message=message)
        found[box.name] = box
    missing = [name for name in names if name not in found]
    if missing:
        raise TemplateFault(file=template, line=1, message=f"the field {missing[0]} is not set")
    return found


def _all(pdf: pikepdf.Pdf) -> Iterator[Box]:
    listed = pdf.Root.StructTreeRoot.ParentTree.Nums.as_list()
    tags = dict(zip(map(int, listed[::2]), listed[1::2], strict=True))
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", pikepdf.Array()).as_list():
            address = str(annotation.get("/A", pikepdf.Dictionary()).get("/URI", ""))
            if address.startswith(_ADDRESS):
                name = unquote(address.removeprefix(_ADDRESS))
                tag = tags[int(annotation.StructParent)]
                tag.S = Name.Form
                yield Box(name=name, page=page, annotation=annotation, tag=tag)
