"""A workspace against one of its revisions, and how much was open at each."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from plandoc.diagnostics import Findings
from plandoc.ledger.chart import Count
from plandoc.ledger.revisions import Compared, compare_revision, count_revisions, spread
from plandoc.ledger.since import Happened, Mark
from plandoc.model.agreements import Agreement
from plandoc.model.scenario import Decision
from plandoc.model.workspace import Workspace
from plandoc.source.workspace import read_workspace
from plandoc.spans import source_text
from tests.drafting import part, workspace
from tests.repositories import commit, git, make_repository
from tests.workspaces import HEAD, decision, make_workspace

PO = (
    'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    'msgctxt "a/1"\nmsgid "请[甲]报告。"\nmsgstr "Requests [Party A] to report."\n'
)


def drafted(body: str, *, agreements: tuple[Agreement, ...] = ()) -> Workspace:
    return replace(workspace(part(body)), history=agreements, catalogs=(("en", source_text("en.po", PO)),))


def compared(before: str, after: str, language: str = "zh") -> Compared:
    return compare_revision(drafted(before), drafted(after), "HEAD~1", language)


def test_marks_say_what_happened_to_what_is_still_open() -> None:
    both = compared("1. 请{a}[甲]{b}[乙]。\n3. [丙]；\n", "1. 请{a}[甲]{b}[丁]{c}[戊]。\n2. [丙]；\n")
    assert both.since.marks() == {
        "a/1#b": Mark(happened=Happened.CHANGED),
        "a/1#c": Mark(happened=Happened.OPENED),
        "a/2#": Mark(happened=Happened.RENUMBERED, was="a/3#"),
    }


def test_closed_points_and_words_are_told_in_the_language_asked_for() -> None:
    closed = compared("1. 请[甲]报告。\n", "1. 请甲报告。\n", "en")
    assert [point.options[0].texts for point in closed.since.closed] == [("Party A",)]
    assert [(one.words_before, one.words_after) for one in closed.since.parts] == [(2, 0)]


def test_a_translation_that_is_worded_anew_changes_nothing() -> None:
    before, after = drafted("1. 请[甲]报告。\n"), drafted("1. 请[甲]报告。\n")
    other = source_text("en.po", PO.replace("Party A", "that Party"))
    since = compare_revision(before, replace(after, catalogs=(("en", other),)), "HEAD~1", "en").since
    assert since.marks() == {}
    assert [one.changed for one in since.parts] == [0]


def test_how_a_point_was_closed_is_what_was_written_since() -> None:
    old = Agreement(group="a/9#", decision=Decision.DROP)
    new = Agreement(group="a/1#", decision=Decision.KEEP, when="2022-03-28")
    before = replace(drafted("1. 请[甲]。\n"), history=(old,))
    both = compare_revision(before, drafted("1. 请甲。\n", agreements=(old, new)), "HEAD~1", "zh")
    assert both.agreement("a/1#") == new
    assert both.agreement("a/9#") is None
    assert both.agreed == (new,)


def test_counts_from_a_revision_to_now(tmp_path: Path) -> None:
    root = make_repository(make_workspace(tmp_path, decision("1. [甲]{b}[乙]{c}[丙]。\n".replace("[甲]", "{a}[甲]"))))
    git(root, "tag", "begun")
    commit(root, {"README": "nothing to read"}, "Beside")
    commit(root, {"sources/a.md": HEAD + "1. 甲{b}[乙]{c}[丙]。\n"}, "Agree on a")
    commit(root, {"sources/a.md": "---\nid: [a\n---\n1. 甲\n"}, "Break it")
    commit(root, {"sources/a.md": HEAD + "1. 甲乙{c}[丙]。\n"}, "Agree on b")
    git(root, "tag", "mended")
    (root / "sources/a.md").write_text(HEAD + "1. 甲乙丙。\n", encoding="utf-8")
    counted = count_revisions(root, "begun", read_workspace(root, Findings()), "now")
    assert counted.counts == (
        Count(revision="begun", groups=3),
        Count(revision="2022-03-28", groups=2),
        Count(revision="mended", groups=1),
        Count(revision="now", groups=0),
    )
    (left_out,) = counted.left_out
    assert left_out.startswith(f"2022-03-28 ({git(root, 'rev-parse', 'mended~1')[:10]}) cannot be read: sources/a.md: ")


@pytest.mark.parametrize(("many", "most"), [(1, 30), (30, 30), (31, 30), (1000, 30), (5, 2)])
def test_of_many_the_first_the_last_and_evenly_spread_ones_are_taken(many: int, most: int) -> None:
    taken = spread(range(many), most)
    assert len(taken) == min(many, most)
    assert (taken[0], taken[-1]) == (0, many - 1)
    steps = [later - earlier for earlier, later in pairwise(taken)]
    assert not steps or max(steps) - min(steps) <= 1
