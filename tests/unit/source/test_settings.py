"""plandoc.toml into settings, and every way in which it can be wrong, with line and column."""

import pytest

from plandoc.diagnostics import Diagnostic, Findings
from plandoc.model.workspace import Reading, Settings
from plandoc.source.settings import read_settings, report_missing_parts
from plandoc.spans import source_text

WHOLE = """\
[workspace]
sources = "sources/x"
labels = ["laws"]

[languages]
source = "zh"
build = ["zh", "en"]
bilingual = ["zh-en"]

[fonts]
required = ["Noto Serif CJK SC"]

[values]
meeting = "11"

[values.session]
zh = "五"
en = "fifth"

[documents.decision]
frame = "rec"
reading = "published"
masthead = {symbol = "X/1", original = "ORIGINAL: ENGLISH"}

[documents.table]
parts = ["plan-1", "plan-2"]
"""


def read(text: str) -> tuple[Settings, list[Diagnostic], list[tuple[str, int, int]]]:
    source, findings = source_text("plandoc.toml", text), Findings()
    settings = read_settings(source, findings)
    found = list(findings)
    positions = [source.position(one.span.start) for one in found]
    places = [(one.code.name, at.line, at.column) for one, at in zip(found, positions, strict=True)]
    return settings, found, places


def test_whole_file_is_read() -> None:
    settings, found, _ = read(WHOLE)
    assert found == []
    assert (settings.language, settings.languages, settings.sources) == ("zh", ("zh", "en"), "sources/x")
    assert settings.bilingual == ("zh-en",)
    assert settings.labels == {"laws"}
    assert settings.fonts == ("Noto Serif CJK SC",)
    assert [value.in_language("en") for value in settings.values] == ["11", "fifth"]
    decision, table = settings.documents
    assert (decision.frame, decision.parts, decision.reading) == ("rec", (), Reading.PUBLISHED)
    assert (decision.masthead.symbol, decision.masthead.original) == ("X/1", "ORIGINAL: ENGLISH")
    assert (table.frame, table.parts, table.reading) == (None, ("plan-1", "plan-2"), Reading.CORRECTED)
    assert settings.document("table") is table
    assert WHOLE[decision.span.start : decision.span.end] == "documents.decision"


def test_empty_file_means_the_defaults() -> None:
    settings, found, _ = read("")
    assert settings == Settings()
    assert found == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[workspace]\nsources "x"\n', (2, 9)),
        ("[workspace]\nlabels = [\n", (3, 1)),
        ("[workspace\n", (1, 11)),
        ('a = "\n', (1, 6)),
        ("[a]\n[a]\n", (2, 3)),
    ],
)
def test_invalid_toml_is_reported_where_it_fails(text: str, place: tuple[int, int]) -> None:
    settings, found, places = read(text)
    assert places == [("PD005", *place)]
    assert "not valid TOML" in found[0].message
    assert "(at " not in found[0].message
    assert settings == Settings()


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("[workspace]\nsources = 5\n", (2, 1), "text"),
        ('[workspace]\n  labels = "laws"\n', (2, 3), "list"),
        ("[languages]\nbuild = [1]\n", (2, 1), "list"),
        ('workspace = "x"\n', (1, 1), "[workspace]"),
        ("[documents]\na = 1\n", (2, 1), "[documents.a]"),
        ('[documents.a]\nframe = "x"\nmasthead = "y"\n', (3, 1), "[documents.a.masthead]"),
        ('[documents.a]\nframe = "x"\n[documents.a.masthead]\nsymbol = 3\n', (4, 1), "text"),
        ("[values.v]\nzh = 4\n", (2, 1), "text"),
    ],
)
def test_wrong_type_is_reported_at_its_key(text: str, place: tuple[int, int], hint: str) -> None:
    _, found, places = read(text)
    assert places[0] == ("PD005", *place)
    assert hint in found[0].hint


@pytest.mark.parametrize(
    ("text", "place", "near"),
    [
        ('[workspace]\nsource = "x"\n', (2, 1), "sources"),
        ('[document.a]\nframe = "x"\n', (1, 2), "documents"),
        ('[documents.a]\nframe = "x"\nraeding = "published"\n', (3, 1), "reading"),
        ('[documents.a]\nframe = "x"\nmasthead.symbl = "y"\n', (3, 1), "symbol"),
        ('[documents."a.b"]\nframe = "x"\n"readin" = "published"\n', (3, 1), "reading"),
    ],
)
def test_unknown_key_is_reported_with_the_nearest(text: str, place: tuple[int, int], near: str) -> None:
    _, found, places = read(text)
    assert [(code, *at) for code, *at in places] == [("PD007", *place)]
    assert found[0].hint == f"Did you mean {near}?"


def test_unknown_reading_has_the_nearest() -> None:
    settings, found, places = read('[documents.a]\nframe = "x"\nreading = "publish"\n')
    assert places == [("PD005", 3, 1)]
    assert found[0].hint == "Did you mean published?"
    assert settings.documents[0].reading is Reading.CORRECTED


@pytest.mark.parametrize("body", ["", 'frame = "x"\nparts = ["y"]\n'])
def test_document_has_either_a_frame_or_parts(body: str) -> None:
    _, found, places = read(f"[documents.a]\n{body}")
    assert places == [("PD005", 1, 2)]
    assert "either a frame or parts" in found[0].message


@pytest.mark.parametrize("name", ["../x", "a/b", "", ".hidden"])
def test_names_that_would_be_paths_are_refused(name: str) -> None:
    settings, found, _ = read(f'[documents."{name}"]\nframe = "x"\n')
    assert [one.code.name for one in found] == ["PD005"]
    assert settings.documents == ()
    settings, found, _ = read(f'[languages]\nbuild = ["zh", "{name}"]\n')
    assert [one.code.name for one in found] == ["PD005"]
    assert settings.languages == ("zh",)


@pytest.mark.parametrize(
    ("pair", "hint"),
    [
        ("zh-fr", "Did you mean zh-en?"),
        ("zh-zh", "Did you mean zh-en?"),
        ("x", 'Join two names of `build` with a hyphen: "zh-en".'),
    ],
)
def test_pair_of_languages_that_are_not_built_is_reported(pair: str, hint: str) -> None:
    settings, found, places = read(f'[languages]\nbuild = ["zh", "en"]\nbilingual = ["en-zh", "{pair}"]\n')
    assert places == [("PD005", 3, 1)]
    assert found[0].message == f"'{pair}' is no pair of languages that are built."
    assert found[0].hint == hint
    assert settings.bilingual == ("en-zh",)


def test_missing_part_is_reported_where_it_is_named() -> None:
    source = source_text("plandoc.toml", WHOLE)
    findings = Findings()
    report_missing_parts(source, read_settings(source, findings), ("rec", "plan-1", "annex-2"), findings)
    (found,) = findings
    assert found.code.name == "PD006"
    assert WHOLE[found.span.start : found.span.end] == "plan-2"
    assert source.position(found.span.start).line == 26
    assert found.hint == "Did you mean plan-1?"
