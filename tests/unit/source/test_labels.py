"""Typed labels: what counts as one, and its normal form."""

import pytest

from plandoc.model.numerals import letter_value, numeral, roman_value
from plandoc.model.printed import NumberStyle
from plandoc.source.labels import read_label


@pytest.mark.parametrize(
    ("typed", "normal", "style", "value"),
    [
        ("5. 甲", "5", NumberStyle.DECIMAL, 5),
        ("5.甲", "5", NumberStyle.DECIMAL, 5),
        ("05. 甲", "5", NumberStyle.DECIMAL, 5),
        ("5．甲", "5", NumberStyle.DECIMAL, 5),
        ("5 bis. 甲", "5bis", NumberStyle.DECIMAL, 5),
        ("5bis. 甲", "5bis", NumberStyle.DECIMAL, 5),
        ("5 alt 2. 甲", "5alt2", NumberStyle.DECIMAL, 5),
        ("(a) 甲", "a", NumberStyle.LOWER_LETTER, 1),
        ("(aa) 甲", "aa", NumberStyle.LOWER_LETTER, 27),
        ("(c alt)为", "calt", NumberStyle.LOWER_LETTER, 3),
        ("(iv) 甲", "iv", NumberStyle.LOWER_ROMAN, 4),
        ("(xii) 甲", "xii", NumberStyle.LOWER_ROMAN, 12),
        ("(ii bis) 甲", "iibis", NumberStyle.LOWER_ROMAN, 2),
        ("（3）甲", "3", NumberStyle.DECIMAL, 3),
        ("㈩ 甲", "10", NumberStyle.PARENTHESISED_CHINESE, 10),
        ("A.9.1. 甲", "A.9.1", NumberStyle.DECIMAL, 1),
        ("A.9 bis. 甲", "A.9bis", NumberStyle.DECIMAL, 9),
    ],
)
def test_labels_of_lines(typed: str, normal: str, style: NumberStyle, value: int) -> None:
    label = read_label(typed, heading=False)
    assert label is not None
    assert (label.normal, label.style, label.value) == (normal, style, value)
    assert typed.startswith(label.typed)


@pytest.mark.parametrize(
    ("typed", "normal", "style"),
    [
        ("一. 概述", "I", NumberStyle.CHINESE),
        ("十一、概述", "XI", NumberStyle.CHINESE),
        ("二 bis. 概述", "IIbis", NumberStyle.CHINESE),
        ("IV. Overview", "IV", NumberStyle.UPPER_ROMAN),
        ("XIV bis. Overview", "XIVbis", NumberStyle.UPPER_ROMAN),
        ("B. 扶持性环境", "B", NumberStyle.UPPER_LETTER),
        ("A.1. 目标", "A.1", NumberStyle.DECIMAL),
        ("3/4. 建议", "4", NumberStyle.DECIMAL),
    ],
)
def test_labels_of_headings(typed: str, normal: str, style: NumberStyle) -> None:
    label = read_label(typed, heading=True)
    assert label is not None
    assert (label.normal, label.style) == (normal, style)


@pytest.mark.parametrize(
    "typed",
    [
        "2.5 per cent",
        "(but) not",
        "2020. 年",
        "53.bis: 甲",
        "5.requests",
        "(ab) 甲",
        "(iiii) 甲",
        "(A) 甲",
        "() 甲",
        "甲",
        "",
        "5",
        "(a",
        "一. 概述",
        "5 quid. 甲",
    ],
)
def test_words_that_are_no_labels(typed: str) -> None:
    assert read_label(typed, heading=False) is None


@pytest.mark.parametrize("typed", ["甲. 乙", "Overview. More", "二十一. 乙", "1. 乙", "(a) 乙"])
def test_headings_without_labels(typed: str) -> None:
    assert read_label(typed, heading=True) is None


def test_gap_is_kept() -> None:
    label = read_label("5.  甲", heading=False)
    assert label is not None
    assert (label.typed, label.gap) == ("5.  ", "  ")


def test_numerals_go_both_ways() -> None:
    assert [roman_value(numeral(value, NumberStyle.LOWER_ROMAN)) for value in range(1, 40)] == list(range(1, 40))
    assert [letter_value(letters) for letters in ("a", "z", "aa", "bb")] == [1, 26, 27, 28]
