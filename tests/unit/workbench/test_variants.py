"""Every text of a block, made beforehand: which ones there are, and what they weigh."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from plandoc.diagnostics import Findings
from plandoc.model.scenario import SettledValue
from plandoc.model.workspace import DocumentPlan
from plandoc.pipeline import draft
from plandoc.workbench.atlas import atlas_of, atlases_of
from plandoc.workbench.atlas_tables import Json
from plandoc.workbench.state import agenda_of, known_values
from plandoc.workbench.variants import MOST_VARIANTS
from tests.drafting import part, project_workspace, workspace

WRITE = """
from tests.unit.workbench.test_variants import atlases
print(atlases())
"""


def atlases() -> str:
    """The atlases of the whole recommendation, as a page has them."""
    read = project_workspace()
    plan = read.settings.document("recommendation")
    assert plan is not None
    made = atlases_of(read, plan, agenda_of(read), Findings())
    assert made is not None
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"))


def atlas_of_text(text: str, *, front: str = "", values: tuple[SettledValue, ...] = ()) -> dict[str, Json]:
    """The atlas of a decision with this text; `values` are known words."""
    read = workspace(part(text, front=front))
    known = {**known_values(read), **{value.name: (value,) for value in values}}
    made = atlas_of(draft(read, DocumentPlan(name="test", parts=("a",)), "zh", Findings()), known, Findings())
    assert made is not None
    return made


def texts(text: str, *, front: str = "", values: tuple[SettledValue, ...] = ()) -> list[str]:
    """What the blocks of a text can say, each once, in the order in which it is found; without markup of options."""
    said = atlas_of_text(text, front=front, values=values)["said"]
    assert isinstance(said, list)
    return list(_words(said))


def _words(said: list[Json]) -> Iterator[str]:
    for one in said:
        assert isinstance(one, list)
        parts = one[0]
        assert isinstance(parts, list)
        yield "".join(part for part in parts if isinstance(part, str)).replace("</span>", "")


def test_a_block_without_groups_has_one_text() -> None:
    assert texts("1. 甲。\n") == ["甲。"]


def test_a_group_is_asked_about_only_where_an_option_round_it_shows() -> None:
    said = [one for one in texts("1. 甲{a}[乙{b}[丙]]丁。\n") if "<" not in one]
    assert said == ["甲丁。", "甲乙丁。", "甲乙丙丁。"]


def test_echoes_are_asked_about_once() -> None:
    said = [one for one in texts("1. {k}[甲]乙{k}[丙]。\n", front="labels: [k]\n") if "<" not in one]
    assert said == ["乙。", "甲乙丙。"]


def test_the_last_of_a_list_has_a_text_of_its_own() -> None:
    assert texts("1. 甲：\n(a) 乙；\n(b) 丙。\n")[1:] == ["乙；", "乙。", "丙。"]


def test_a_value_has_a_text_for_its_blank_and_for_each_of_its_words() -> None:
    known = (SettledValue(name="n", words=(("*", "五"),)),)
    assert texts("1. 第{=n|--}次。\n", values=known) == ['第<span class="blank">--次。', "第五次。"]
    assert texts("1. 第{=n|--}次。\n") == ['第<span class="blank">--次。']


def test_a_block_that_says_nothing_under_every_answer_has_no_text() -> None:
    made = atlas_of_text("1. ，。\n2. 甲。\n")
    assert isinstance(made["blocks"], list)
    assert [block["tree"] for block in made["blocks"] if isinstance(block, dict)] == [None, 0]


@pytest.mark.parametrize(("groups", "refused"), [(6, False), (7, True), (40, True)])
def test_a_block_with_too_many_texts_is_refused_by_name(groups: int, *, refused: bool) -> None:
    assert (3**groups > MOST_VARIANTS) == refused
    read = workspace(part("1. 甲" + "".join(f"{{g{at}}}[乙]丙" for at in range(groups)) + "。\n2. 丁[戊]。\n"))
    findings = Findings()
    made = atlas_of(draft(read, DocumentPlan(name="test", parts=("a",)), "zh", Findings()), {}, findings)
    assert (made is None) == refused
    found = [(one.code.name, one.message) for one in findings]
    message = f"The {groups} groups of a/1 leave more than 2,000 texts, too many for a page in one file."
    assert found == ([("PD088", message)] if refused else [])


def test_the_recommendation_in_two_languages_weighs_less_than_a_megabyte_and_is_the_same_every_time() -> None:
    first = atlases()
    assert len(first.encode()) < 1_000_000
    done = subprocess.run(
        [sys.executable, "-c", WRITE],
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    assert done.stdout.rstrip("\n") == first
