"""The font of the fields put into a PDF, in place of the smaller cut of the same face that its pages bring along.

Both keep the identifiers that characters have in the face, so text on the pages is shown by either.
"""

import re
from collections.abc import Mapping
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from plandoc.render.forms.pdf.fieldfont import FAMILY, FieldFont, field_font

_NAME: Final = Name("/PLDFLD+NotoSansCJKsc-Regular")
_ON_PAGES: Final = FAMILY.replace(" ", "-")
_MAPPED: Final = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<((?:[0-9A-Fa-f]{4})+)>")
_BATCH: Final = 100
"""Entries that one section of a character map may have (Adobe Technical Note 5014)."""
_HEAD: Final = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_TAIL: Final = b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


def embed_font(pdf: pikepdf.Pdf, characters: str) -> pikepdf.Object:
    """Return the font for these characters in a PDF, used by its pages too; Helvetica where it cannot be made."""
    pages = _page_font(pdf)
    shown = {} if pages is None else _shown(pages)
    font = field_font(characters, tuple(sorted(shown)))
    if font is None:
        return pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        )
    made = _font(pdf, font, shown)
    if pages is not None and font.identifiers.issuperset(shown):
        _replace(pdf, pages, made)
    return made


def _page_font(pdf: pikepdf.Pdf) -> pikepdf.Object | None:
    for page in pdf.pages:
        for font in page.obj.Resources.get("/Font", Dictionary()).values():
            if str(font.get("/BaseFont", "")).partition("+")[2] == _ON_PAGES:
                return font
    return None


def _shown(font: pikepdf.Object) -> dict[int, bytes]:
    """Return what each identifier on the pages stands for, in UTF-16."""
    return {int(code, 16): bytes.fromhex(text.decode()) for code, text in _MAPPED.findall(font.ToUnicode.read_bytes())}


def _replace(pdf: pikepdf.Pdf, old: pikepdf.Object, new: pikepdf.Object) -> None:
    for page in pdf.pages:
        fonts = page.obj.Resources.get("/Font", Dictionary())
        for key, font in fonts.items():
            if font.is_indirect and font.objgen == old.objgen:
                fonts[key] = new


def _font(pdf: pikepdf.Pdf, font: FieldFont, shown: Mapping[int, bytes]) -> pikepdf.Object:
    program = pdf.make_stream(font.program, Filter=Name.FlateDecode, Subtype=Name.CIDFontType0C)
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=_NAME,
        Flags=4,
        FontBBox=Array(font.bounds),
        ItalicAngle=0,
        Ascent=font.ascent,
        Descent=font.descent,
        CapHeight=font.capitals,
        StemV=80,
        FontFile3=program,
    )
    widths = Array([part for identifier, width in font.widths for part in (identifier, Array([width]))])
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType0,
        BaseFont=_NAME,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        DW=1000,
        W=widths,
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    meant = {identifier: chr(code_point).encode("utf-16-be") for identifier, code_point in font.characters}
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=_NAME,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(_character_map({**meant, **shown})),
        )
    )


def _character_map(meant: Mapping[int, bytes]) -> bytes:
    entries = [f"<{identifier:04X}> <{text.hex().upper()}>\n".encode() for identifier, text in sorted(meant.items())]
    batches = (entries[at : at + _BATCH] for at in range(0, len(entries), _BATCH))
    sections = (b"%d beginbfchar\n%sendbfchar\n" % (len(batch), b"".join(batch)) for batch in batches)
    return _HEAD + b"".join(sections) + _TAIL
