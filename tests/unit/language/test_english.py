"""Mends at seams in English: what a choice leaves, and what must be printed."""

from dataclasses import replace

import pytest

from plandoc.language import english
from plandoc.language.dates import masthead_date
from plandoc.language.flow import Voice, flow
from plandoc.language.mending import Mended, mend
from plandoc.model.blocks import Block
from plandoc.model.inline import Group, Inline
from plandoc.model.printed import Words
from plandoc.model.walk import rewrite
from plandoc.model.workspace import Reading
from tests.drafting import lines, part, printed, scenario, workspace


def dropped(text: str) -> Mended:
    """Drop every group of a text and mend it by the English rules."""
    block = next(line for line in part(f"{text}{{#x}}\n").lines if isinstance(line, Block))

    def drop(node: Inline) -> Inline:
        return replace(node, chosen=0) if isinstance(node, Group) else node

    return mend(
        flow(rewrite(block.content, drop), Voice(reading=Reading.CORRECTED, language="en")),
        english.RULES,
        english.DOUBTS,
    )


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Parties [and others] report;", "Parties report;"),
        ("Parties[, as appropriate,] report;", "Parties report;"),
        ("to support, [if needed,] the plan;", "to support, the plan;"),
        ("risk management[, taking into account traditional knowledge].", "risk management."),
        ("[Where needed, ]parties report.", "Parties report."),
        ("[fully ]implemented measures;", "implemented measures;"),
        ("a [new ]appropriate measure", "an appropriate measure"),
        ("an [appropriate ]new measure", "a new measure"),
        ("an [extra ]unit of", "a unit of"),
        ("The text ([annex I]) is adopted.", "The text is adopted."),
        ("The text (annex I[, annex II]) is adopted.", "The text (annex I) is adopted."),
    ],
)
def test_dropped_words_leave_finished_text(text: str, clean: str) -> None:
    pieces = dropped(text).pieces
    assert "".join(piece.text for piece in pieces if isinstance(piece, Words)) == clean


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("support for [training];", "“for” has nothing after it."),
        ("goals and [targets];", "“and” joins nothing."),
    ],
)
def test_what_cannot_be_mended_is_reported(text: str, message: str) -> None:
    assert [doubt.message for doubt in dropped(text).doubts] == [message]


def test_faults_away_from_seams_are_left_alone() -> None:
    pieces = dropped("a  b,, c [d] e;").pieces
    assert "".join(piece.text for piece in pieces if isinstance(piece, Words)) == "a  b,, c e;"


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("Article 17 of the Protocol", "Article\u00a017 of the Protocol"),
        ("decision CP-9/7, annex I", "decision\u00a0CP-9/7, annex\u00a0I"),
        ("on 5 March 2018", "on 5\u00a0March 2018"),
        ("goal B.1 and Goal 2", "goal\u00a0B.1 and Goal\u00a02"),
        ("a decision Invites nobody, the annex Is here", "a decision Invites nobody, the annex Is here"),
    ],
)
def test_figures_do_not_part_from_their_words(text: str, tied: str) -> None:
    assert english.tie(text) == tied


def test_dates_of_mastheads_are_written_out() -> None:
    assert masthead_date("2022-03-04") == "4 March 2022"
    assert masthead_date("March 2022") == "March 2022"
    assert masthead_date("") == ""


def test_last_item_loses_the_word_that_led_to_the_next() -> None:
    english_first = workspace(part("1. A:\n(a) b;\n(b) c; and\n[(c) d.]\n"))
    source = replace(english_first, settings=replace(english_first.settings, language="en"))
    document = printed(source, scenario(default="drop"), language="en")
    assert lines(document) == ["1. A:", "(a) b;", "(b) c."]
