"""Files from outside that are no review: each is refused with its reason, and nothing of it is unpacked first."""

import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from plandoc.exchange.review import Subject, opening
from tests.unit.exchange.reviewing import FILE, ROWS, part, read, with_part

DOCUMENT = "word/document.xml"


def refused(data: bytes) -> str:
    """Return why a file is not read; there is one finding, and no row."""
    reviewed, findings = read(data)
    assert reviewed == ()
    assert [code for code, _ in findings] == ["PD074"]
    return findings[0][1]


def with_entry(name: str, content: bytes = b"x", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = BytesIO(FILE)
    with zipfile.ZipFile(buffer, "a", method) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize("data", [b"", b"PK", b"{\\rtf1}", FILE[:2000], FILE[: len(FILE) // 2]])
def test_what_is_no_zip_file_is_refused(data: bytes) -> None:
    assert refused(data) == "The review file cannot be read: it is not a Word file, or it is damaged."


def test_every_damaged_byte_is_survived() -> None:
    for place in range(0, len(FILE), 37):
        data = FILE[:place] + bytes([FILE[place] ^ 0xFF]) + FILE[place + 1 :]
        reviewed, findings = read(data)
        assert reviewed or findings


def test_other_zip_files_are_refused() -> None:
    assert "without the text of a Word file" in refused(with_part(FILE, "_rels/.rels", None))
    assert "without the text of a Word file" in refused(with_part(FILE, DOCUMENT, None))


def test_word_file_without_units_is_refused() -> None:
    text = part(FILE).decode()
    start, end = text.index("<w:tbl>"), text.index("</w:tbl>") + len("</w:tbl>")
    plain = with_part(FILE, DOCUMENT, (text[:start] + text[end:]).encode())
    assert refused(plain) == "The file is no review file: none of its tables has a row of a unit."


def test_review_of_another_language_or_domain_is_refused() -> None:
    for subject, told in (
        (Subject(source_language="zh", language="fr", domain="cp-10"), "another language: en, not fr"),
        (Subject(source_language="zh", language="en", domain="cp-11"), "another domain: cp-10, not cp-11"),
    ):
        reviewed, findings = read(FILE, ROWS, subject)
        assert reviewed == ()
        assert told in findings[0][1]


@pytest.mark.parametrize("name", ["../word/x.xml", "/etc/x", "word/../../x", "c:x", "word\\x"])
def test_name_that_leads_out_is_refused(name: str) -> None:
    assert "has a name that leads out of the file" in refused(with_entry(name))


def test_part_that_stands_twice_is_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = with_entry(DOCUMENT)
    assert "stands in it twice" in refused(data)


def test_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    data = with_entry("word/media/image.png", bytes(8 << 20))

    def unpack(archive: zipfile.ZipFile, name: str) -> bytes:
        message = f"{name} was unpacked from {archive}"
        raise AssertionError(message)

    monkeypatch.setattr(zipfile.ZipFile, "read", unpack)
    assert "times its size" in refused(data)


def test_part_of_many_megabytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LARGEST_PART", 1000)
    assert "would unpack to 0 MB" in refused(FILE)
    monkeypatch.setattr(opening, "LARGEST_WHOLE", 1000)
    assert "it would unpack to 9 parts" in refused(FILE)
    monkeypatch.setattr(opening, "LARGEST_FILE", 1000)
    assert "it is larger than 0 MB" in refused(FILE)


def test_thousands_of_parts_are_refused() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(opening.MOST_PARTS + 1):
            archive.writestr(str(number), b"")
    assert f"{opening.MOST_PARTS + 1} parts" in refused(buffer.getvalue())


def test_part_that_claims_to_be_small_is_not_unpacked_further() -> None:
    data = bytearray(FILE)
    # Size after unpacking, in the list of contents: 24 bytes after the signature.
    entry = data.index(b"PK\x01\x02")
    while not data[entry + 46 :].startswith(DOCUMENT.encode()):
        entry = data.index(b"PK\x01\x02", entry + 1)
    struct.pack_into("<I", data, entry + 24, 10)
    refused(bytes(data))


def test_way_of_packing_that_word_does_not_use_is_refused() -> None:
    assert "packed in a way that Word does not use" in refused(with_entry("x.xml", method=zipfile.ZIP_LZMA))


def test_entity_is_not_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    document = part(FILE).decode()
    body = document.partition("?>")[2].replace("Welcomes", "&leak;")
    for declared in (
        f'<!DOCTYPE w [<!ENTITY leak SYSTEM "{secret.as_uri()}">]>',
        '<!DOCTYPE w [<!ENTITY leak "many">]>',
        f'<!DOCTYPE w SYSTEM "{secret.as_uri()}">',
    ):
        told = refused(with_part(FILE, DOCUMENT, (declared + body).encode()))
        assert told == "The review file cannot be read: its part 'word/document.xml' is not XML that Word writes."
        told = refused(with_part(FILE, DOCUMENT, (declared + body).encode("utf-16")))
        assert "is not XML that Word writes" in told


def test_entity_in_the_properties_is_not_resolved() -> None:
    laughs = b'<!DOCTYPE p [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><p>&b;</p>'
    assert "docProps/custom.xml" in refused(with_part(FILE, "docProps/custom.xml", laughs))


def test_xml_that_is_nested_without_end_is_refused() -> None:
    text = part(FILE).decode()
    deep = text.replace("<w:sectPr>", "<w:p>" * 5000 + "</w:p>" * 5000 + "<w:sectPr>", 1)
    assert "is not XML that Word writes" in refused(with_part(FILE, DOCUMENT, deep.encode()))


def test_xml_that_is_cut_off_is_refused() -> None:
    assert "is not XML that Word writes" in refused(with_part(FILE, DOCUMENT, part(FILE)[:-30]))


def test_properties_that_are_gone_are_not_missed() -> None:
    reviewed, findings = read(with_part(FILE, "docProps/custom.xml", None))
    assert ([row.id for row in reviewed], findings) == ([row.id for row in ROWS], [])
