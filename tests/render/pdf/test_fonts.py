import string
import subprocess

import pytest

from plandoc.render.pdf.fonts import FAMILIES, FontFace, font_files, installed_faces, missing_families, missing_glyphs


def test_the_families_of_the_templates_are_installed() -> None:
    assert missing_families() == ()


def test_a_family_that_is_not_installed_is_named() -> None:
    assert missing_families(("No Such Family", FAMILIES[0], "Nor This")) == ("No Such Family", "Nor This")


def test_every_circled_number_and_bracket_of_the_text_has_a_glyph() -> None:
    assert missing_glyphs("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩〔〕【】［］《》“”‘’——……·、。；：（）-－[]⟦⟧" + string.printable) in (
        (),
        ("⟦", "⟧"),
    )


def test_characters_without_a_glyph_are_named_once_in_order() -> None:
    assert missing_glyphs("甲\ue001乙\ue000\ue001") == ("\ue001", "\ue000")


def test_only_the_families_asked_for_count() -> None:
    assert missing_glyphs("Plan 计划", ("Liberation Serif",)) == ("计", "划")
    assert missing_glyphs("计划", ("Noto Serif CJK SC",)) == ()
    assert missing_glyphs("a", ("No Such Family",)) == ("a",)


def test_invisible_characters_need_no_glyph() -> None:
    assert missing_glyphs("\u200b\u00ad\t\n\u2028\u3000\ufeff\u2066", ("No Such Family",)) == ()


def test_a_face_draws_what_lies_in_its_ranges() -> None:
    face = FontFace(path=min(font_files()), families=("X",), starts=(0x20, 0x4E00), ends=(0x7E, 0x4E00))
    assert [face.draws(point) for point in (0x1F, 0x20, 0x7E, 0x7F, 0x4DFF, 0x4E00, 0x4E01)] == [
        False,
        True,
        True,
        False,
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("family", "character"), [("Noto Serif CJK SC", "㈥"), ("LXGW WenKai", "认"), ("Liberation Serif", "é")]
)
def test_fontconfig_agrees(family: str, character: str) -> None:
    found = subprocess.run(
        ["fc-list", f":family={family}:charset={ord(character):x}", "file"], capture_output=True, check=True, text=True
    ).stdout
    assert bool(found) == (missing_glyphs(character, (family,)) == ())


def test_faces_are_listed_in_a_fixed_order() -> None:
    faces = installed_faces()
    assert faces == tuple(sorted(faces, key=lambda face: (str(face.path), face.families)))
    assert font_files() == {face.path for face in faces}
