"""Say which font families are missing and which characters no family has a glyph for, before anything is printed.

A missing glyph is a white box on paper, and WeasyPrint can search a minute for it. Fontconfig knows the coverage of
every installed file, so one call of `fc-list` answers without opening a font.
"""

import re
import shutil
import subprocess
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["FAMILIES", "FontFace", "font_files", "installed_faces", "missing_families", "missing_glyphs"]

FAMILIES = ("Liberation Serif", "Liberation Sans", "Noto Serif CJK SC", "Noto Sans CJK SC", "LXGW WenKai")
"""The families that the default templates name, in the order in which they are asked for a glyph."""

_FORMAT = "%{file}\\t%{family}\\t%{charset}\\n"
# Invisible characters need no glyph: controls, joiners and marks of direction, line and paragraph ends, blanks.
_GLYPHLESS = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFace:
    """One face of an installed font file: its family names and the code points it draws, as sorted closed ranges."""

    path: Path
    families: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def draws(self, code_point: int) -> bool:
        """Whether the face has a glyph for the code point."""
        at = bisect_right(self.starts, code_point) - 1
        return at >= 0 and code_point <= self.ends[at]


@cache
def installed_faces() -> tuple[FontFace, ...]:
    """Return every face that fontconfig lists, in a fixed order; empty where fontconfig is not installed."""
    command = shutil.which("fc-list")
    if command is None:
        return ()
    listing = subprocess.run([command, "--format", _FORMAT], capture_output=True, check=True, text=True)
    faces = (_face(*line.split("\t")) for line in listing.stdout.splitlines())
    return tuple(sorted(faces, key=lambda face: (str(face.path), face.families)))


def _face(path: str, families: str, charset: str) -> FontFace:
    bounds = [_bounds(part) for part in charset.split()]
    names = tuple(re.split(r"(?<!\\),", families))
    starts, ends = tuple(low for low, _ in bounds), tuple(high for _, high in bounds)
    return FontFace(path=Path(path), families=names, starts=starts, ends=ends)


def _bounds(part: str) -> tuple[int, int]:
    low, _, high = part.partition("-")
    return int(low, 16), int(high or low, 16)


def font_files() -> frozenset[Path]:
    """Return the files of all installed fonts: the only files that a print may read."""
    return frozenset(face.path for face in installed_faces())


def missing_families(families: Iterable[str] = FAMILIES) -> tuple[str, ...]:
    """Return those of the families that are not installed, in the order given."""
    present = {name for face in installed_faces() for name in face.families}
    return tuple(family for family in families if family not in present)


def missing_glyphs(text: str, families: Iterable[str] = FAMILIES) -> tuple[str, ...]:
    """Return the characters of `text` that no face of the families draws, each once, in the order of first use.

    Invisible characters (controls, joiners, spaces) need no glyph. The caller knows where in its sources they stand.
    """
    wanted = tuple(families)
    return tuple(character for character in dict.fromkeys(text) if not _has_glyph(character, wanted))


@cache
def _has_glyph(character: str, families: tuple[str, ...]) -> bool:
    if unicodedata.category(character) in _GLYPHLESS:
        return True
    faces = (face for face in installed_faces() if not set(families).isdisjoint(face.families))
    return any(face.draws(ord(character)) for face in faces)
