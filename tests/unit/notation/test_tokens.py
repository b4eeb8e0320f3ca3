"""Tokens: they are exactly the characters, and each means what the grammar says."""

from itertools import pairwise

import pytest
from hypothesis import given, settings

from plandoc.notation.tokens import TokenKind, emendation_sides, pair_braces, scan
from tests.strategies import bodies


@settings(max_examples=100)
@given(bodies())
def test_tokens_are_exactly_the_characters(text: str) -> None:
    tokens = list(scan(text, 0, len(text)))
    assert "".join(token.text for token in tokens) == text
    assert [token.start for token in tokens] == [0, *(token.end for token in tokens)][: len(tokens)]
    assert not any(one.kind is other.kind is TokenKind.TEXT for one, other in pairwise(tokens))


@pytest.mark.parametrize(
    ("typed", "kind", "parts"),
    [
        ("[", TokenKind.OPEN, ("", "", "[")),
        ("{k}[", TokenKind.OPEN, ("k", "", "[")),
        ("{k_1.12}⟦", TokenKind.OPEN, ("k_1", "12", "⟦")),
        ("⟧", TokenKind.CLOSE, ()),
        ("\\[", TokenKind.ESCAPED, ()),
        ("\\\n", TokenKind.BREAK, ()),
        ("[^bs_v-16]", TokenKind.FOOTNOTE, ("bs_v-16",)),
        ("{=x}", TokenKind.VALUE, ("x",)),
        ("{=x|}", TokenKind.VALUE, ("x", "")),
        ("{@plan-1/A.9/ind}", TokenKind.REFERENCE, ("plan-1/A.9/ind",)),
        ("{~甲|{=x|乙}}", TokenKind.EMENDATION, ("甲", "{=x|乙}")),
        ("<http://a.b/c>", TokenKind.ADDRESS, ()),
        ("{k}", TokenKind.TEXT, ()),
        ("{k.0}", TokenKind.TEXT, ()),
        ("{=x|甲\n}", TokenKind.TEXT, ()),
        ("<ftp://a.b>", TokenKind.TEXT, ()),
        ("\\甲", TokenKind.TEXT, ()),
    ],
)
def test_one_token(typed: str, kind: TokenKind, parts: tuple[str, ...]) -> None:
    (token,) = scan(typed, 0, len(typed))
    assert (token.kind, token.parts, token.text) == (kind, parts, typed)


def test_scanning_stays_within_its_bounds() -> None:
    assert [token.text for token in scan("a[b]c{~d|e}", 1, 8)] == ["[", "b", "]", "c{~d"]


def test_braces_pair_like_parentheses_and_escaped_ones_do_not_count() -> None:
    assert pair_braces("{a{b}\\}c}}", 0, 10) == {0: 8, 2: 4}


@pytest.mark.parametrize("typed", ["{~a}", "{~a|b", "{~{a}|b}", "{~a\n|b}", "{~a}|b"])
def test_malformed_emendations_have_no_sides(typed: str) -> None:
    assert emendation_sides(typed, 0, pair_braces(typed, 0, len(typed))) is None
