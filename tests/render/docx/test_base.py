"""base.docx: made from its table, clean, valid, with faces for every script; a damaged one is named as the fault."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from plandoc.render.docx.base import BASE_FILE, base_document, main
from plandoc.render.docx.package import read_package, write_package
from plandoc.render.templates import TemplateFault, Templates
from tests.judges.ooxml import complaints, judged_parts
from tests.render.docx.specimens import TEMPLATES, W, docx, part, values
from tests.render.sample import english_document, sample_document


def with_file(name: str, content: bytes) -> Templates:
    files = tuple(replace(entry, content=content) if entry.name == name else entry for entry in TEMPLATES.files)
    return replace(TEMPLATES, files=files)


def changed_base(name: str, old: str, new: str) -> Templates:
    parts = read_package(base_document())
    text = parts[name].decode()
    assert old in text
    return with_file("docx/base.docx", write_package({**parts, name: text.replace(old, new).encode()}))


def test_the_file_in_the_package_is_the_one_that_the_table_makes() -> None:
    assert read_package(BASE_FILE.read_bytes()) == read_package(base_document())


def test_it_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    main([str(tmp_path / "base.docx")])
    assert (tmp_path / "base.docx").read_bytes() == base_document()


def test_it_is_valid_and_clean() -> None:
    data = base_document()
    assert len(judged_parts(data)) == 7
    assert complaints(data) == []
    with zipfile.ZipFile(BytesIO(data)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
        assert not any("theme" in name or "thumbnail" in name for name in archive.namelist())
    assert "ja-JP" not in everything
    assert not re.search(r"w:(ascii|hAnsi|eastAsia|cs)Theme=", everything)


def test_every_face_is_named_for_every_script_and_known_to_the_font_table() -> None:
    styles = part(base_document(), "word/styles.xml")
    known = set(values(part(base_document(), "word/fontTable.xml"), "font", "name"))
    fonts = list(styles.iter(f"{W}rFonts"))
    assert len(fonts) >= 5
    for font in fonts:
        assert {font.get(f"{W}{script}") for script in ("ascii", "hAnsi", "eastAsia", "cs")} <= known


def test_the_kai_style_for_chinese_does_not_slant() -> None:
    styles = part(base_document(), "word/styles.xml")
    by_id = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
    assert by_id["LeadWords"].find(f".//{W}i") is not None
    assert by_id["LeadWordsHan"].find(f".//{W}i") is None
    face = by_id["LeadWordsHan"].find(f".//{W}rFonts")
    assert face is not None
    assert face.get(f"{W}eastAsia") == "LXGW WenKai"


def test_headings_are_bold_centred_and_off_the_margins_in_the_face_of_the_text() -> None:
    styles = part(base_document(), "word/styles.xml")
    headings = [style for style in styles.iter(f"{W}style") if style.get(f"{W}styleId", "").startswith("Heading")]
    assert len(headings) == 4
    for heading in headings:
        assert heading.find(f".//{W}b") is not None
        assert heading.find(f".//{W}rFonts") is None
        assert values(heading, "jc") == ["center"]
        (indent,) = heading.iter(f"{W}ind")
        assert int(indent.get(f"{W}left", "0")) == int(indent.get(f"{W}right", "0")) >= 280


def test_paper_margins_and_indents_of_the_base_are_obeyed() -> None:
    wide = changed_base("word/document.xml", 'w:right="1134"', 'w:right="2134"')
    assert sum(int(width) for width in values(part(docx(sample_document(), wide)), "gridCol", "w")[2:]) == 13570
    deep = changed_base("word/styles.xml", 'w:left="880" w:hanging="440"', 'w:left="1500" w:hanging="600"')
    assert "1500" in values(part(docx(sample_document(), deep), "word/numbering.xml"), "ind", "left")


def test_lists_of_the_base_are_kept_apart() -> None:
    lists = changed_base(
        "word/numbering.xml",
        "/>",
        '><w:abstractNum w:abstractNumId="4"><w:nsid w:val="00000004"/></w:abstractNum>'
        '<w:num w:numId="9"><w:abstractNumId w:val="4"/></w:num></w:numbering>',
    )
    data = docx(sample_document(), lists)
    assert complaints(data) == []
    nums = values(part(data, "word/numbering.xml"), "num", "numId")
    assert nums[0] == "9"
    assert len(set(nums)) == len(nums)


@pytest.mark.parametrize(
    "content",
    [
        b"no zip file",
        write_package({"word/document.xml": b"<a/>"}),
        write_package({**read_package(base_document()), "word/document.xml": b"<w:document"}),
        write_package({**read_package(base_document()), "word/document.xml": f'<d xmlns:w="{W[1:-1]}"/>'.encode()}),
        write_package({**read_package(base_document()), "bomb.bin": b"\0" * (17 * 1024 * 1024)}),
    ],
    ids=["not a zip", "no relationships", "not well-formed", "no sections", "bomb"],
)
def test_a_base_that_cannot_be_used_is_named(content: bytes) -> None:
    with pytest.raises(TemplateFault) as fault:
        docx(sample_document(), with_file("docx/base.docx", content))
    assert fault.value.file == "plandoc:docx/base.docx"


def test_a_template_that_is_not_well_formed_is_named() -> None:
    broken = TEMPLATES.text("docx/cell.xml.j2").replace("</w:tcPr>", "").encode()
    with pytest.raises(TemplateFault, match="not well-formed") as fault:
        docx(sample_document(), with_file("docx/cell.xml.j2", broken))
    assert fault.value.file == "plandoc:docx/cell.xml.j2"


def test_a_template_that_asks_for_what_is_not_there_is_named() -> None:
    with pytest.raises(TemplateFault, match="colour") as fault:
        docx(sample_document(), with_file("docx/row.xml.j2", b"<w:tr>\n{{ colour }}</w:tr>"))
    assert (fault.value.file, fault.value.line) == ("plandoc:docx/row.xml.j2", 2)


def test_a_designer_may_restyle_a_block() -> None:
    marked = TEMPLATES.text("docx/paragraph.xml.j2").replace("EFEFEF", "FFFF00").encode()
    data = docx(english_document(), with_file("docx/paragraph.xml.j2", marked))
    assert values(part(data), "shd", "fill") == ["FFFF00"]
