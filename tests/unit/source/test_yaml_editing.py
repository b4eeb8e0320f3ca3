"""Entries set, added and taken out in the text of a YAML file; all else stays byte for byte."""

import pytest
import yaml

from plandoc.source.yaml_editing import YamlEdit, edit_yaml
from plandoc.spans import source_text

ORDER = ("title", "provenance", "choices", "values")
FULL = """\
# A comment at the head.
title: '全部'  # shown in menus
# About the choices.
choices:
  # Decision
  a/5#funds: drop   # because of article 20
  'a/6#': 1
  b/1#: keep
  # the end
values:
  session: {zh: 五, en: fifth}   # as printed
  meeting:
    zh: "4"
    en: '5'
"""


def edited(text: str, *edits: YamlEdit) -> str:
    return edit_yaml(source_text("s.yaml", text), edits, ORDER)


def choice(key: str, value: str | None, *, last: bool = False) -> YamlEdit:
    return YamlEdit(section="choices", key=key, value=value, last=last)


def test_nothing_to_do_leaves_every_byte() -> None:
    assert edited(FULL) == FULL


@pytest.mark.parametrize(
    ("edit", "before", "after"),
    [
        (choice("a/5#funds", "keep"), "funds: drop   #", "funds: keep   #"),
        (choice("a/6#", "2"), "'a/6#': 1", "'a/6#': 2"),
        (choice("c/1#", "keep"), "  b/1#: keep\n", "  b/1#: keep\n  c/1#: keep\n"),
        (choice("b/1#", None), "  b/1#: keep\n", ""),
        (choice("a/5#funds", None), "  a/5#funds: drop   #", "     #"),
        (YamlEdit(key="title", value="new"), "title: '全部'", "title: new"),
        (YamlEdit(section="values", key="meeting", value=None), "  meeting:\n    zh: \"4\"\n    en: '5'\n", ""),
        (YamlEdit(section="values", key="session", value="six"), "{zh: 五, en: fifth}", "six"),
        (
            YamlEdit(section="provenance", key="who", value="me"),
            "# shown in menus\n",
            "# shown in menus\nprovenance:\n  who: me\n",
        ),
    ],
)
def test_one_edit_changes_one_place(edit: YamlEdit, before: str, after: str) -> None:
    assert FULL.count(before) == 1
    assert edited(FULL, edit) == FULL.replace(before, after)


def test_entry_that_must_be_last_moves_behind_the_others() -> None:
    changed = edited(FULL, choice("a/6#", "2", last=True))
    assert list(yaml.safe_load(changed)["choices"]) == ["a/5#funds", "b/1#", "a/6#"]


def test_several_edits_at_one_place_keep_their_order() -> None:
    changed = edited("choices:\n", choice("b", "1"), choice("a", "2"), YamlEdit(key="title", value="t"))
    assert changed == "title: t\nchoices:\n  b: 1\n  a: 2\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "title: t\nchoices:\n  a: 1\n"),
        ("# only a comment", "# only a comment\ntitle: t\nchoices:\n  a: 1\n"),
        ("choices: {}\n", "title: t\nchoices: {a: 1}\n"),
        ("choices: {a: keep, b: drop}\n", "title: t\nchoices: {a: 1, b: drop}\n"),
        ("title: |\n  one\n  two\nvalues: {v: 1}\n", "title: t\nchoices:\n  a: 1\nvalues: {v: 1}\n"),
        ("title:\nchoices:\n  a: drop", "title: t\nchoices:\n  a: 1\n"),
    ],
)
def test_files_of_other_shapes(text: str, expected: str) -> None:
    assert edited(text, YamlEdit(key="title", value="t"), choice("a", "1")) == expected


@pytest.mark.parametrize("pair", ["a: 1", "b: 2", "c: 3"])
def test_entry_is_taken_out_of_a_line_of_entries(pair: str) -> None:
    changed = edited("choices: {a: 1, b: 2, c: 3} # all\n", choice(pair[0], None))
    assert yaml.safe_load(changed)["choices"] == {
        key: number for key, number in {"a": 1, "b": 2, "c": 3}.items() if key != pair[0]
    }
    assert changed.endswith("} # all\n")


@pytest.mark.parametrize(
    "text", ["choices: [\n", "choices: 3\n", "{title: x, choices: {}}\n", "choices: &x {a: 1}\nvalues: *x\n", "- a\n"]
)
def test_what_cannot_be_edited_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"s\.yaml"):
        edited(text, choice("a", "1"))
