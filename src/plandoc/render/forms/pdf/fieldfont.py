"""The font that fields are filled in with: the more frequent characters of a face, cut out and ready to embed.

A viewer writes into a field with the font that the field names. Unembedded, Chinese comes out as other characters or
none; whole, the face has 16 MB. HarfBuzz cuts it in a tenth of a second, which fontTools would need three for.
"""

import ctypes
import io
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from plandoc.render.pdf.fonts import installed_faces

FAMILY: Final = "Noto Sans CJK SC"
_LIBRARIES: Final = (
    "libharfbuzz-subset.so.0",
    "libharfbuzz-subset.0.dylib",
    "libharfbuzz-subset-0.dll",
)
_FULL: Final = 1000
"""Width of a Han character."""
_FACE: Final = "NotoSansCJKsc-Regular"
"""Its PostScript name, by which it is found among the faces of a collection."""
# From hb-subset.h: no hints, no shared subroutines, and which set names the tables that are left out.
_FLAGS: Final = 0x1 | 0x4
_DROPPED_TABLES: Final = 3
_NEEDLESS: Final = (b"BASE", b"GDEF", b"GPOS", b"GSUB", b"VORG", b"vhea", b"vmtx")
"""Tables for setting text, which a viewer does not do in fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldFont:
    """A cut face as a PDF embeds it: a CID-keyed font program and what there is to know of its characters."""

    program: bytes
    """Compact Font Format, compressed with Flate."""
    characters: tuple[tuple[int, int], ...]
    """Pairs of character identifier and code point, sorted, each identifier once."""
    widths: tuple[tuple[int, int], ...]
    """Identifiers that are not 1000 wide, with their widths, sorted."""
    identifiers: frozenset[int]
    """All that the program has a glyph for."""
    bounds: tuple[int, int, int, int]
    ascent: int
    descent: int
    capitals: int
    """Height of capital letters; this and the two before, like widths, in thousandths of the size."""


def alphabet(*, han: bool) -> str:
    """Return the characters that a form is filled in with: Latin letters and marks and, for Chinese, GB 2312 level 1.

    Level 1 is the 3,755 characters in common use (GB 2312-80, rows 16 to 55).
    """
    latin = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2028), 0x20AC)))
    return latin + "".join(_rows(0xA1, 0xA4)) + "".join(_rows(0xB0, 0xD8)) if han else latin


def _rows(first: int, end: int) -> Iterator[str]:
    for row in range(first, end):
        yield bytes(byte for cell in range(0xA1, 0xFF) for byte in (row, cell)).decode("gb2312", errors="ignore")


@lru_cache(maxsize=4)
def field_font(characters: str, glyphs: tuple[int, ...] = ()) -> FieldFont | None:
    """Return the font for these characters and glyphs; None where the face or HarfBuzz's subsetter is not installed.

    Characters that the face lacks are left out. Same face and characters, same font.
    """
    place, library = _place(), _library()
    if place is None or library is None:
        return None
    return _embeddable(_cut(library, place, sorted(set(map(ord, characters))), glyphs))


@cache
def _place() -> tuple[Path, int] | None:
    """Return the file of the face, and which of the faces in it it is."""
    from fontTools.ttLib import TTCollection, TTFont

    for path in sorted({face.path for face in installed_faces() if FAMILY in face.families}):
        with (TTCollection if path.suffix == ".ttc" else TTFont)(path, lazy=True) as opened:
            for number, font in enumerate(opened if path.suffix == ".ttc" else (opened,)):
                # A variable face has no such table; what is cut from it cannot be embedded.
                if font["name"].getDebugName(6) == _FACE and "CFF " in font:
                    return path, number
    return None


@cache
def _library() -> ctypes.CDLL | None:
    for name in _LIBRARIES:
        try:
            return _declared(ctypes.CDLL(name))
        except OSError:
            continue
    return None


def _declared(library: ctypes.CDLL) -> ctypes.CDLL:
    """Say which functions return pointers and take them; C's default is an int, which would cut them off."""
    pointer, number = ctypes.c_void_p, ctypes.c_uint
    for name, result, arguments in (
        ("hb_blob_create_from_file", pointer, [ctypes.c_char_p]),
        ("hb_blob_destroy", None, [pointer]),
        ("hb_blob_get_data", pointer, [pointer, ctypes.POINTER(number)]),
        ("hb_face_create", pointer, [pointer, number]),
        ("hb_face_destroy", None, [pointer]),
        ("hb_face_reference_blob", pointer, [pointer]),
        ("hb_set_add", None, [pointer, number]),
        ("hb_subset_input_create_or_fail", pointer, []),
        ("hb_subset_input_destroy", None, [pointer]),
        ("hb_subset_input_glyph_set", pointer, [pointer]),
        ("hb_subset_input_set", pointer, [pointer, number]),
        ("hb_subset_input_set_flags", None, [pointer, number]),
        ("hb_subset_input_unicode_set", pointer, [pointer]),
        ("hb_subset_or_fail", pointer, [pointer, pointer]),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


def _cut(library: ctypes.CDLL, place: tuple[Path, int], code_points: list[int], glyphs: tuple[int, ...]) -> bytes:
    """Return the face with these glyphs and those of these code points only, as an OpenType file."""
    path, number = place
    with ExitStack() as stack:

        def kept(pointer: int, destroy: str) -> int:
            stack.callback(getattr(library, destroy), pointer)
            return pointer

        blob = kept(library.hb_blob_create_from_file(bytes(path)), "hb_blob_destroy")
        face = kept(library.hb_face_create(blob, number), "hb_face_destroy")
        order = kept(library.hb_subset_input_create_or_fail(), "hb_subset_input_destroy")
        for chosen, members in (
            (library.hb_subset_input_unicode_set(order), code_points),
            (library.hb_subset_input_glyph_set(order), glyphs),
            (library.hb_subset_input_set(order, _DROPPED_TABLES), [int.from_bytes(tag, "big") for tag in _NEEDLESS]),
        ):
            for member in members:
                library.hb_set_add(chosen, member)
        library.hb_subset_input_set_flags(order, _FLAGS)
        cut = kept(library.hb_subset_or_fail(face, order), "hb_face_destroy")
        made = kept(library.hb_face_reference_blob(cut), "hb_blob_destroy")
        length = ctypes.c_uint()
        data = library.hb_blob_get_data(made, ctypes.byref(length))
        return ctypes.string_at(data, length.value)


def _embeddable(data: bytes) -> FieldFont:
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(data))
    # In a CID-keyed font glyphs are named after their identifiers, cid00843, but for the first, which is for none.
    names = {name: int(name.removeprefix("cid")) for name in font.getGlyphOrder()[1:]}
    characters: dict[int, int] = {}
    for code_point, name in sorted(font.getBestCmap().items()):
        if name in names:
            characters.setdefault(names[name], code_point)
    scale = 1000 / font["head"].unitsPerEm

    def scaled(*lengths: int) -> tuple[int, ...]:
        return tuple(round(length * scale) for length in lengths)

    head, style = font["head"], font["OS/2"]
    left, bottom, right, top = scaled(head.xMin, head.yMin, head.xMax, head.yMax)
    ascent, descent, capitals = scaled(style.sTypoAscender, style.sTypoDescender, style.sCapHeight)
    widths = ((identifier, *scaled(font["hmtx"][name][0])) for name, identifier in sorted(names.items()))
    return FieldFont(
        program=zlib.compress(font.reader["CFF "]),
        characters=tuple(sorted(characters.items())),
        widths=tuple((identifier, width) for identifier, width in widths if width != _FULL),
        identifiers=frozenset({0, *names.values()}),
        bounds=(left, bottom, right, top),
        ascent=ascent,
        descent=descent,
        capitals=capitals,
    )
