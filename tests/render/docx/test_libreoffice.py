"""LibreOffice opens and re-saves the sample: same text, same numbers, every bookmark where it was."""

from pathlib import Path

import pytest

from tests.judges.libreoffice import convert
from tests.readers.docx import bookmarks, docx_blocks, docx_paragraphs
from tests.readers.printed import canon, printed_blocks
from tests.render.docx.specimens import docx
from tests.render.sample import sample_document

pytestmark = [pytest.mark.libreoffice, pytest.mark.slow]


@pytest.fixture(scope="module")
def given() -> bytes:
    return docx(sample_document())


@pytest.fixture(scope="module")
def saved(given: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return convert(given, "docx", tmp_path_factory.mktemp("libreoffice"))


def test_the_text_is_the_same_block_for_block(given: bytes, saved: bytes) -> None:
    assert docx_blocks(saved) == docx_blocks(given) == printed_blocks(sample_document())


def test_live_labels_are_the_same(given: bytes, saved: bytes) -> None:
    live = [paragraph.label for paragraph in docx_paragraphs(given) if paragraph.label]
    assert [paragraph.label for paragraph in docx_paragraphs(saved) if paragraph.label] == live
    assert {"[1.", "2.", "5 bis.", "[(a)", "(b alt)", "(i)", "一."} <= set(live)


def test_every_bookmark_survives_round_the_same_words(given: bytes, saved: bytes) -> None:
    assert len(bookmarks(given)) > 40
    assert bookmarks(saved) == bookmarks(given)


def test_the_labels_that_libreoffice_shows_are_those_printed(given: bytes, tmp_path: Path) -> None:
    shown = [canon(line) for line in convert(given, "txt", tmp_path).decode("utf-8-sig").splitlines()]
    labels = [
        canon(block.number.before + block.number.text) + canon(getattr(block.pieces[-1], "text", ""))
        for section in sample_document().sections
        for block in getattr(section, "blocks", ())
        if block.number is not None and len(block.pieces) == 1
    ]
    assert labels
    assert set(labels) <= set(shown)
    assert any(line.startswith("[1.通过") for line in shown)
    assert any(line.startswith("5bis.[") for line in shown)
    assert any(line.startswith("[(a)在关于") for line in shown)
