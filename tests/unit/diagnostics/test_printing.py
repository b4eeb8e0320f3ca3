"""Findings as people, editors and code hosts read them."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandoc.diagnostics import CODES, Findings, Related
from plandoc.diagnostics.printing import (
    in_colour,
    print_annotations,
    print_concise,
    print_full,
    print_json,
    print_sarif,
    summary,
    texts_by_path,
)
from plandoc.diagnostics.printing.cells import cell_width, padded
from plandoc.diagnostics.printing.excerpt import excerpt
from plandoc.spans import NOWHERE, SourceText, Span, source_text

LINE = "1. *请*执行秘书[在下一次会议上提出报告；"
TEXT = f"第一行\n{LINE}\nthird line\n"
SOURCE = source_text("sources/a.md", TEXT)
TEXTS = texts_by_path([SOURCE])
BRACKET = TEXT.index("[")


def findings() -> Findings:
    found = Findings()
    found.add(
        "PD010",
        SOURCE.span(BRACKET, BRACKET + 1),
        "This bracket is never closed.",
        hint="Its partner belongs before ；.",
        related=(Related(span=SOURCE.span(0, 3), message="the block begins here"),),
    )
    found.add("PD016", SOURCE.span(TEXT.index("third"), TEXT.index("third") + 5), "100% of it, a: b\nmeans nothing.")
    found.add("PD053", Span(path="build/zh", start=0, end=0), "build/zh cannot be written.")
    found.add("PD054", NOWHERE, "There is no document 'x'.")
    return found


def marked(source: SourceText, span: Span, width: int = 100) -> str:
    """What stands above the carets, by cells."""
    cut = excerpt(span, source, width)
    start = len(cut.carets) - len(cut.carets.lstrip())
    cells: list[str] = []
    for character in cut.text:
        width_here = cell_width(character)
        if width_here:
            cells += [character] + [""] * (width_here - 1)
        elif cells:
            cells[-1] += character
    return "".join(cells[start : len(cut.carets)])


def test_full_shows_place_excerpt_hint_and_other_places() -> None:
    printed = print_full(findings(), TEXTS)
    assert (
        "error PD010: This bracket is never closed.\n"
        " --> sources/a.md:2:11\n"
        "  |\n"
        f"2 | {LINE}\n"
        "  |                ^\n"
        "  = hint: Its partner belongs before ；.\n"
        "  = see: the block begins here\n"
        " --> sources/a.md:1:1\n"
        "  |\n"
        "1 | 第一行\n"
        "  | ^^^^^^\n"
    ) in printed


def test_full_says_what_it_knows_of_a_place_without_text() -> None:
    printed = print_full(findings(), TEXTS)
    assert "error PD053: build/zh cannot be written.\n --> build/zh\n\n" in printed
    assert "error PD054: There is no document 'x'.\n\n" in printed


def test_gutter_is_as_wide_as_the_largest_number() -> None:
    source = source_text("a.md", "x\n" * 120)
    found = Findings()
    found.add("PD010", source.span(238, 239), "m", related=(Related(span=source.span(0, 1), message="r"),))
    lines = print_full(found, texts_by_path([source])).splitlines()
    assert "120 | x" in lines
    assert "  1 | x" in lines


def test_colours_are_only_added() -> None:
    painted = print_full(findings(), TEXTS, paint=in_colour)
    assert "\x1b[1;31merror PD010\x1b[0m" in painted
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == print_full(findings(), TEXTS)


def test_caret_stands_under_chinese_characters() -> None:
    start = TEXT.index("下一次")
    assert marked(SOURCE, SOURCE.span(start, start + 3)) == "下一次"


def test_caret_after_the_end_of_a_line() -> None:
    end = TEXT.index("\n")
    cut = excerpt(SOURCE.span(end, end), SOURCE, 100)
    assert (cut.number, cut.text, cut.carets) == (1, "第一行", "      ^")


def test_span_over_lines_is_marked_on_the_first() -> None:
    start = TEXT.index("报告")
    cut = excerpt(SOURCE.span(start, len(TEXT)), SOURCE, 100)
    assert cut.carets.strip() == "^" * len("报告；") * 2


def test_combining_marks_take_no_cell() -> None:
    source = source_text("a.md", "cafe\u0301 [x")
    assert excerpt(source.span(6, 7), source, 100).carets == "     ^"


def test_controls_and_tabs_are_shown_as_one_sees_them() -> None:
    source = source_text("a.md", "a\tb\x0c[")
    cut = excerpt(source.span(4, 5), source, 100)
    assert (cut.text, cut.carets) == ("a    b\N{REPLACEMENT CHARACTER}[", "       ^")


@given(
    st.text(alphabet="甲乙[]a，\t\u0301", min_size=1, max_size=300),
    st.integers(0, 299),
    st.integers(1, 40),
    st.integers(30, 120),
)
def test_long_line_is_cut_around_its_carets(line: str, start: int, length: int, width: int) -> None:
    source = source_text("a.md", line)
    start = min(start, len(line) - 1)
    cut = excerpt(source.span(start, min(start + length, len(line))), source, width)
    assert cell_width(cut.text) <= width
    assert len(cut.carets) <= max(width, 1) + 1


@given(st.text(alphabet="甲乙丙丁[]ab，", min_size=1, max_size=300), st.integers(0, 299), st.integers(40, 120))
def test_what_is_marked_is_what_the_span_says(line: str, start: int, width: int) -> None:
    source = source_text("a.md", line)
    start = min(start, len(line) - 1)
    end = min(start + 3, len(line))
    assert marked(source, source.span(start, end), width) == line[start:end]


def test_padding_counts_cells() -> None:
    assert padded("甲b", 5) + "|" == "甲b  |"


def test_concise_is_one_line_a_finding() -> None:
    assert print_concise(findings(), TEXTS).splitlines() == [
        "error PD054 There is no document 'x'.",
        "build/zh: error PD053 build/zh cannot be written.",
        "sources/a.md:2:11: error PD010 This bracket is never closed.",
        "sources/a.md:3:1: warning PD016 100% of it, a: b means nothing.",
    ]


def test_json_has_the_same_keys_everywhere() -> None:
    listed = json.loads(print_json(findings(), TEXTS))
    keys = [
        "code",
        "severity",
        "title",
        "message",
        "path",
        "line",
        "column",
        "end_line",
        "end_column",
        "hint",
        "related",
    ]
    assert [list(one) for one in listed] == [keys] * 4
    bracket = listed[2]
    assert [bracket[key] for key in keys[:9]] == [
        "PD010", "error", CODES["PD010"].title, "This bracket is never closed.", "sources/a.md", 2, 11, 2, 12,
    ]  # fmt: skip
    assert [one["message"] for one in bracket["related"]] == ["the block begins here"]
    assert (listed[0]["path"], listed[0]["line"]) == (None, None)


def test_no_finding_is_an_empty_array() -> None:
    assert json.loads(print_json(Findings(), TEXTS)) == []


def test_sarif_names_rules_places_and_levels() -> None:
    log = json.loads(print_sarif(findings(), TEXTS, version="1.2"))
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert (log["version"], driver["name"], driver["version"]) == ("2.1.0", "plandoc", "1.2")
    assert [rule["id"] for rule in driver["rules"]] == ["PD010", "PD016", "PD053", "PD054"]
    assert all(driver["rules"][one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])
    assert [one["level"] for one in run["results"]] == ["error", "error", "error", "warning"]
    bracket = run["results"][2]
    region = bracket["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2, "startColumn": 11, "endLine": 2, "endColumn": 12}
    assert "locations" not in run["results"][0]
    assert bracket["relatedLocations"][0]["message"]["text"] == "the block begins here"


def test_annotations_escape_what_would_end_them() -> None:
    lines = print_annotations(findings(), TEXTS).splitlines()
    assert len(lines) == 4
    assert lines[0] == "::error title=PD054::There is no document 'x'."
    assert lines[2].startswith(
        "::error file=sources/a.md,line=2,col=11,endLine=2,endColumn=12,title=PD010::This bracket"
    )
    assert lines[3].endswith("::100%25 of it, a: b%0Ameans nothing.")
    assert lines[3].startswith("::warning ")


def test_note_is_a_notice_to_github() -> None:
    found = Findings()
    found.add("PD042", Span(path="a,b:c.md", start=0, end=0), "m")
    assert print_annotations(found, {}) == "::notice file=a%2Cb%3Ac.md,title=PD042::m\n"


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ([], "No findings"),
        (["PD010"], "1 error"),
        (["PD010", "PD011", "PD016", "PD042", "PD043"], "2 errors, 1 warning, 2 notes"),
    ],
)
def test_summary_counts(codes: list[str], said: str) -> None:
    found = Findings()
    for code in codes:
        found.add(code, NOWHERE, "m")
    assert summary(found) == said
