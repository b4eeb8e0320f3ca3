"""What agreeing does to the sources: brackets, marks and options not taken go; everything else stays as it was."""

from pathlib import Path

import pytest

from plandoc.agreement.refusal import RefusedError
from tests.agreements import SETTINGS, TABLE, body, drafted, po, settle


@pytest.mark.parametrize(
    ("before", "settled", "after"),
    [
        pytest.param("1. 甲[，乙]，丙；\n2. 丁。\n", "a/1#=keep", "1. 甲，乙，丙；\n2. 丁。\n", id="kept"),
        pytest.param("1. 甲[，乙]，丙；\n2. 丁。\n", "a/1#=drop", "1. 甲，丙；\n2. 丁。\n", id="dropped"),
        pytest.param("1. 甲，[乙，]；\n2. 丁。\n", "a/1#=drop", "1. 甲；\n2. 丁。\n", id="marks-that-meet"),
        pytest.param("1. {k}[向][对]他；\n2. 丁。\n", "a/1#k=2", "1. 对他；\n2. 丁。\n", id="alternatives"),
        pytest.param("1. {k}[甲]丙{k.1}[乙]{j}[丁]。\n", "a/1#k=keep", "1. 甲丙乙{j}[丁]。\n", id="echoes"),
        pytest.param("1. {k}[甲{j}[乙]]丙。\n", "a/1#k=keep", "1. 甲{j}[乙]丙。\n", id="inner-stays-open"),
        pytest.param("1. {k}[甲{j}[乙]]丙。\n", "a/1#k=drop", "1. 丙。\n", id="inner-goes"),
        pytest.param("1. {k}[{j}[乙]]丙。\n", "a/1#j=drop", "1. 丙。\n", id="nothing-left-in-the-outer"),
        pytest.param("1. {k}[*甲*]丙*乙{j}[丁]*。\n", "a/1#k=keep", "1. *甲*丙*乙{j}[丁]*。\n", id="emphasis"),
        pytest.param("1. *甲{j}[丁]*乙。\n", "a/1#j=drop", "1. *甲*乙。\n", id="in-emphasis"),
        pytest.param("1. 甲；\n[2. 乙；]\n3. 丙。\n", "a/2#whole=keep", "1. 甲；\n2. 乙；\n3. 丙。\n", id="block-kept"),
        pytest.param("1. 甲；\n\n[2. 乙；]\n\n3. 丙。\n", "a/2#whole=drop", "1. 甲；\n\n3. 丙。\n", id="block-dropped"),
        pytest.param("1. 甲；\n\n[2. 乙。]\n", "a/2#whole=drop", "1. 甲。\n", id="last-block-dropped"),
        pytest.param("1. 甲；\n[2. 乙。]\n3. 丙。\n", "a/2#whole=keep", "1. 甲；\n2. 乙；\n3. 丙。\n", id="no-longer-last"),
        pytest.param("1. 甲；\n2. [乙]；\n3. 丙。\n", "a/2#=drop", "1. 甲；\n3. 丙。\n", id="no-words-left"),
        pytest.param("1. 甲\\\n乙[，丁]；\n2. 丙。  \n", "a/1#=keep", "1. 甲\\\n乙，丁；\n2. 丙。  \n", id="line-break"),
        pytest.param("1. \\[甲\\][，乙]；\n2. 丙。\n", "a/1#=keep", "1. \\[甲\\]，乙；\n2. 丙。\n", id="plain-brackets"),
        pytest.param("甲[，丁]，{#pp1}\n1. 丙。\n", "a/pp1#=drop", "甲，{#pp1}\n1. 丙。\n", id="typed-id-stays"),
        pytest.param("1. 甲；\n[5 bis. 乙。]\n", "a/5bis#whole=keep", "1. 甲；\n5 bis. 乙。\n", id="label-stays"),
        pytest.param("## 一. 甲\n1. 乙；\n\n## 二. 丙\n[2. 丁。]\n", "a/2#whole=drop", "## 一. 甲\n1. 乙。\n", id="idle-heading"),
        pytest.param("1. 甲；[^n]{k}[乙；[^m]]\n[^n]: 一。\n[^m]: 二。\n", "a/1#k=drop", "1. 甲。[^n]\n[^n]: 一。\n", id="footnote-goes"),
        pytest.param("1. 甲。[^n]\n[^n]: 见[第 1 号]文件。\n", "a/notes/n#=keep", "1. 甲。[^n]\n[^n]: 见第 1 号文件。\n", id="in-a-footnote"),
        pytest.param("1. 甲；\n{k.1}[(c) 乙；]\n{k.2}[(c alt) 丙。]\n", "a/1#k=2", "1. 甲；\n(c alt) 丙。\n", id="blocks-as-alternatives"),
        pytest.param("1. 甲{k}[：⟧\n{k}⟦(a) 乙；\n(b) 丙。]\n", "a/1#k=keep", "1. 甲：\n(a) 乙；\n(b) 丙。\n", id="across-borders"),
    ],
)  # fmt: skip
def test_one_group_is_settled(tmp_path: Path, before: str, settled: str, after: str) -> None:
    workspace = drafted(tmp_path, before, _notes(before))
    assert body(workspace, settle(workspace, settled)) == after


def _notes(text: str) -> dict[str, str]:
    blocks = ("a/1", "a/1/a") if "⟦" in text else ()
    notes = "".join(f"  {block}: 理由\n" for block in blocks)
    return {"sources/editorial-notes.yaml": f"notes:\n{notes}"} if notes else {}


def test_brackets_of_a_run_stand_at_what_is_left_of_it(tmp_path: Path) -> None:
    workspace = drafted(tmp_path, "9. 甲：\n(a) 子；\n{r}[[(b) 乙；]\n(c) 丙；\n[(d) 戊。]]\n")
    first = settle(workspace, "a/9/b#whole=drop")
    assert body(workspace, first) == "9. 甲：\n(a) 子；\n{r}[(c) 丙；\n[(d) 戊。]]\n"
    last = settle(workspace, "a/9/d#whole=drop")
    assert body(workspace, last) == "9. 甲：\n(a) 子；\n{r}[[(b) 乙；]\n(c) 丙。]\n"
    both = settle(workspace, "a/9/b#whole=keep", "a/9/d#whole=drop")
    assert body(workspace, both) == "9. 甲：\n(a) 子；\n{r}[(b) 乙；\n(c) 丙。]\n"


def test_a_run_that_shrinks_to_one_block_is_called_after_it_everywhere(tmp_path: Path) -> None:
    files = {
        "sources/scenarios/first.yaml": "choices:\n  a/9#r: keep  # 说明\n",
        "sources/positions.yaml": "positions:\n  a/9#r:\n    - {option: keep, proposers: [示例]}\n",
    }
    workspace = drafted(tmp_path, "9. 甲：\n(a) 子；\n{r}[(b) 乙；\n[(c) 丙。]]\n", files)
    done = settle(workspace, "a/9/c#whole=drop")
    assert done.change.renaming.groups == {"a/9#r": "a/9/b#r"}
    assert body(workspace, done) == "9. 甲：\n(a) 子；\n{r}[(b) 乙。]\n"
    assert "  a/9/b#r: keep  # 说明\n" in body(workspace, done, "sources/scenarios/first.yaml")
    assert "  a/9/b#r:\n    - {option: keep" in body(workspace, done, "sources/positions.yaml")


@pytest.mark.parametrize(
    ("settled", "after"),
    [
        ("annex-1#later=keep", "\n## 一. 甲\n1. 乙。\n## 二. 丙\n2. 丁。\n\n3. 戊。\n"),
        ("annex-1#later=drop", "\n## 一. 甲\n1. 乙。\n\n3. 戊。\n"),
    ],
)
def test_a_fence_goes_with_its_lines(tmp_path: Path, settled: str, after: str) -> None:
    head = "---\nid: annex-1\nkind: annex\n---\n"
    text = f"{head}\n## 一. 甲\n1. 乙。\n{{later}}[\n## 二. 丙\n2. 丁。\n]\n\n3. 戊。\n"
    workspace = drafted(tmp_path, "1. 甲。\n", {"sources/annex.md": text})
    assert body(workspace, settle(workspace, settled), "sources/annex.md") == head + after


def test_lists_that_lost_their_first_blocks_say_where_they_start(tmp_path: Path) -> None:
    workspace = drafted(tmp_path, "[1. 甲；]\n2. 乙：\n[(a) 丙；]\n(b) 丁。\n")
    done = settle(workspace, "a/*=drop")
    assert done.change.texts["sources/a.md"] == (
        '---\nid: a\nkind: decision\nstarts: {"2": 1, "2/b": 1}\n---\n2. 乙：\n(b) 丁。\n'
    )


ROWS = """# 表
### A.1. 甲
#### ind
(a) 乙；
(b) 丙。
#### actor
{who}[国家当局]

### A.2. 丁
#### ind
[(a) 戊。]
#### actor
{who}[秘书处\\
各方]
"""


def test_a_column_whose_head_is_dropped_goes_with_its_cells_and_leaves_its_width(tmp_path: Path) -> None:
    workspace = drafted(tmp_path, "1. 甲。\n", {"sources/plan.md": TABLE + ROWS})
    text = settle(workspace, "plan#who=drop").change.texts["sources/plan.md"]
    assert text == (
        "---\nid: plan\nkind: table\ncolumns:\n"
        '  goal: {head: "目标", share: 50}\n'
        '  ind: {head: "指标", note: "(衡量)", share: 50}\n'
        "labels: [who]\n---\n"
        "# 表\n### A.1. 甲\n#### ind\n(a) 乙；\n(b) 丙。\n\n### A.2. 丁\n#### ind\n[(a) 戊。]\n"
    )


def test_a_choice_of_a_part_is_settled_in_heads_and_cells(tmp_path: Path) -> None:
    workspace = drafted(tmp_path, "1. 甲。\n", {"sources/plan.md": TABLE + ROWS})
    text = settle(workspace, "plan#who=keep", "plan/A.2/ind/a#whole=drop").change.texts["sources/plan.md"]
    assert text.startswith(TABLE.replace("{who}[行为体]", "行为体").replace("{who}[(谁)]", "(谁)"))
    assert text.endswith("#### actor\n国家当局\n\n### A.2. 丁\n#### actor\n秘书处\\\n各方\n")


def test_a_choice_of_the_workspace_is_settled_in_every_part(tmp_path: Path) -> None:
    other = "---\nid: b\nkind: decision\n---\n1. {all}[丙，]丁。\n"
    files = {"sources/b.md": other, "plandoc.toml": SETTINGS.replace("[languages]", 'labels = ["all"]\n[languages]')}
    workspace = drafted(tmp_path, "1. 甲{all}[，乙]。\n", files)
    done = settle(workspace, "all=keep")
    assert body(workspace, done) == "1. 甲，乙。\n"
    assert body(workspace, done, "sources/b.md").endswith("1. 丙，丁。\n")


@pytest.mark.parametrize(
    ("before", "settled", "after", "is_noted"),
    [
        ("1. 甲⟦对{~[|}乙]丙{~丁|戊}。\n", "a/1#=keep", "1. 甲对乙丙{~丁|戊}。\n", True),
        ("1. 甲⟦对{~[|}乙]丙。\n", "a/1#=keep", "1. 甲对乙丙。\n", False),
        ("1. 甲⟦对{~[|}乙]丙。\n", "a/1#=drop", "1. 甲丙。\n", False),
        ("1. 甲{k}[乙{j}[丙]⟧丁。{~]|}\n", "a/1#j=keep", "1. 甲{k}[乙丙⟧丁。{~]|}\n", True),
        ("1. 甲{k}[乙{j}[丙]⟧丁。{~]|}\n", "a/1#k=keep", "1. 甲乙{j}[丙]丁。\n", False),
        ("1. 甲[乙{~，|；}]{~丙|}。\n", "a/1#=drop", "1. 甲{~丙|}。\n", True),
        ("1. 甲，[乙]{~|，}丙。\n", "a/1#=drop", "1. 甲，丙。\n", False),
        ("1. 甲{~，|，并[乙]丙}丁。\n", "a/1#=drop", "1. 甲{~，|，并丙}丁。\n", True),
        ("1. 甲{~，|，并[乙]}丁。\n", "a/1#=drop", "1. 甲{~，|，并}丁。\n", True),
    ],
)
def test_emendations_stay_but_for_brackets_that_are_settled(
    tmp_path: Path, before: str, settled: str, after: str, *, is_noted: bool
) -> None:
    notes = "notes:\n  a/1: 理由\n"
    workspace = drafted(tmp_path, before, {"sources/editorial-notes.yaml": notes})
    done = settle(workspace, settled)
    assert body(workspace, done) == after
    assert ("a/1" in body(workspace, done, "sources/editorial-notes.yaml")) == is_noted
    assert done.record.notes == ({} if is_noted else {"a/1": "理由"})
    assert not len(done.warnings)


def test_the_note_on_a_supplied_bracket_follows_it(tmp_path: Path) -> None:
    text = "9. 甲：\n{r}[(a) 乙；\n[(b) 丙；]\n[(c) 丁。]⟧\n"
    workspace = drafted(tmp_path, text, {"sources/editorial-notes.yaml": "notes:\n  a/9/c: 理由\n"})
    done = settle(workspace, "a/9/c#whole=drop")
    assert body(workspace, done) == "9. 甲：\n{r}[(a) 乙；\n[(b) 丙。]⟧\n"
    assert body(workspace, done, "sources/editorial-notes.yaml") == "notes:\n  a/9/a: 理由\n"


VALUES = "1. 第 15/{=number|--} 号决定和第{s}[{=session|五}]次会议{k}[，{=number}]。\n"


def test_words_of_values_are_written_in_their_place_in_each_language(tmp_path: Path) -> None:
    files = {
        "locales/en/LC_MESSAGES/sources.po": po(
            ("a/1", "第 15/{number} 号决定和第{s}[{session}]次会议{k}[，{number}]。", "Decision 15/{number} and the {s}[{session}] meeting{k}[, {number}]."),
            ("values/session", "五", "fifth"),
        ),
        "sources/scenarios/first.yaml": "values: {number: '4', session: {zh: 六, en: sixth}}\n",
        "plandoc.toml": SETTINGS + '[values.session]\nzh = "七"\nen = "seventh"\n',
    }  # fmt: skip
    workspace = drafted(tmp_path, VALUES, files)
    done = settle(workspace, "number=4", "session:zh=五", "session:en=fifth")
    assert body(workspace, done) == "1. 第 15/4 号决定和第五次会议{k}[，4]。\n"
    catalog = body(workspace, done, "locales/en/LC_MESSAGES/sources.po")
    assert 'msgstr "Decision 15/4 and the fifth meeting[, 4]."' in catalog
    assert '#~ msgctxt "values/session"' in catalog
    assert body(workspace, done, "sources/scenarios/first.yaml") == "values: {}\n"
    assert "values" not in body(workspace, done, "plandoc.toml")


def test_what_the_workspace_settles_stays_a_value(tmp_path: Path) -> None:
    files = {
        "sources/scenarios/first.yaml": "default: keep\n",
        "plandoc.toml": SETTINGS + '[values.session]\nzh = "七"\nen = "seventh"\n',
    }
    workspace = drafted(tmp_path, "1. 第{s}[{=session|五}]次会议{k}[，乙]。\n", files)
    assert body(workspace, settle(workspace, scenario="first")) == "1. 第{=session|五}次会议，乙。\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("a/1",), "is not LABEL=OPTION"),
        (("a/1#x=keep",), "There is no group and no value"),
        (("a/1#s=open",), "settles nothing"),
        (("a/1#s=keeep",), "settles nothing"),
        (("a/1#s=1",), "cannot be settled as '1'"),
        (("a/1#k=2",), "cannot be settled as '2'"),
        (("a/1#k=keep", "a/1#k=drop"), "is settled twice, as keep and drop"),
        (("number=4", "number=5"), "has two wordings"),
        (("number=[4]",), "sign of the notation"),
        (("session:zh=五",), "has no words in en"),
        ((), "Nothing is settled"),
    ],
)
def test_what_cannot_be_followed_is_refused(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    files = {"locales/en/LC_MESSAGES/sources.po": po()}
    workspace = drafted(tmp_path, VALUES, files)
    with pytest.raises(RefusedError, match=message.replace("[", r"\[")):
        settle(workspace, *arguments)


@pytest.mark.parametrize(
    ("before", "settled", "message"),
    [
        ("9. 甲：\n(g) 乙；\n[(h) 丙；]\n(i) 丁。\n", "a/9/h#whole=drop", "a/9/i would not be read"),
        ("甲，{#pp0}\n[乙]5. 丙{#pp1}\n", "a/pp1#=drop", "would not be read again"),
        ("1. 甲；\n[2. 乙；]\n3. 见第 {@a/2} 段。\n", "a/2#whole=drop", "PD022"),
        ("1. {j}[{k}[甲]]丙{k.2}[乙]。\n", "a/1#j=drop", "PD018"),
    ],
)
def test_what_could_not_be_read_again_as_it_is_meant_is_refused(
    tmp_path: Path, before: str, settled: str, message: str
) -> None:
    workspace = drafted(tmp_path, before)
    with pytest.raises(RefusedError, match=message):
        settle(workspace, settled)
