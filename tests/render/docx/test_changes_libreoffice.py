"""LibreOffice accepts or rejects every change of the small redlines: what it saves reads like either text."""

import pytest

from plandoc.model.printed import PrintedDocument
from tests.judges.libreoffice import Settled, settle
from tests.readers.settled import settled
from tests.render.docx.redlines import CASES, IN, OUT, alone
from tests.render.docx.specimens import docx

pytestmark = [pytest.mark.libreoffice, pytest.mark.slow]  # a LibreOffice for all of them

LEFT_EMPTY = {
    "a table goes",
    "a table comes",
    "the last table goes",
    "a table with other columns",
    "nothing stays before a table",
}
"""Where a paragraph without words stays behind in LibreOffice: it cannot join one to a table, nor end a section anew."""


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Settled]:
    files = {f"case-{place}": docx(document) for place, document in enumerate(CASES.values())}
    found = settle(files, tmp_path_factory.mktemp("libreoffice"))
    return dict(zip(CASES, found.values(), strict=True))


@pytest.mark.parametrize(("name", "document"), CASES.items(), ids=CASES.keys())
def test_accepting_gives_the_second_text_and_rejecting_the_first(
    name: str, document: PrintedDocument, done: dict[str, Settled]
) -> None:
    whole = name not in LEFT_EMPTY
    after = done[name]
    assert settled(after.accepted, empty=whole) == settled(docx(alone(document, IN)), empty=whole)
    assert settled(after.rejected, empty=whole) == settled(docx(alone(document, OUT)), empty=whole)
