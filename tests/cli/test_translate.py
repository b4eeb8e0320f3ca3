"""The workflow of translators on the command line: what is written, what is refused, and what is never lost."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from shutil import copy, copytree

import pytest

from plandoc.language.catalog import read_catalog
from tests.judges.translation import msgfmt_complaints, msgmerge, pofilter_complaints
from tests.workspaces import Ran, call, decision, make_workspace

BODY = "1. *请*各缔约方在下一次会议之前提交报告；\n\n2. *商定*{v}[设立][加强]一个基金{v}[，为期两年]。\n\n3. *欢迎*第[{=session|五}]次会议。\n"
EDITED = BODY.replace("下一次会议之前", "第六次会议之前")
TRANSLATED = {
    "a/1": "*Requests* Parties to submit reports before the next meeting;",
    "a/2": "*Agrees* to {v}[establish][strengthen] a fund{v}[ for two years].",
    "a/3": "*Welcomes* the [{session}] meeting.",
    "values/session": "fifth",
}
SETTINGS = '[languages]\nsource = "zh"\nbuild = ["zh", "en"]\n\n[documents.decision]\nparts = ["a"]\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace whose English is finished."""
    made = make_workspace(tmp_path / "w", decision(BODY) | {"plandoc.toml": SETTINGS})
    assert call(made, "translate", "extract").code == 0
    text = po(made).read_text(encoding="utf-8")
    for name, words in TRANSLATED.items():
        text = re.sub(rf'(msgctxt "{name}"\nmsgid .*\nmsgstr )""', rf'\g<1>"{words}"', text)
    po(made).write_text(text, encoding="utf-8")
    return made


def po(root: Path, language: str = "en") -> Path:
    return root / "locales" / language / "LC_MESSAGES" / "sources.po"


def entries(root: Path, language: str = "en") -> dict[str, str]:
    catalog = read_catalog(po(root, language).read_text(encoding="utf-8"), language, "zh")
    return {name: entry.text for name, entry in catalog.live().items()}


def edit(root: Path, body: str) -> None:
    (root / "sources" / "a.md").write_text(decision(body)["sources/a.md"], encoding="utf-8")


def counts(ran: Ran) -> dict[str, int]:
    (report,) = json.loads(ran.out)
    return {name: number for name, number in report["counts"].items() if number}


def test_new_language_gets_every_unit(root: Path) -> None:
    ran = call(root, "translate", "extract", "--lang", "fr")
    assert ran.code == 0
    assert ran.err == "written: locales/fr/LC_MESSAGES/sources.po\n"
    assert entries(root, "fr") == dict.fromkeys(TRANSLATED, "")
    assert msgfmt_complaints(po(root, "fr")) == ""
    assert '"Language: fr\\n"' in po(root, "fr").read_text(encoding="utf-8")


def test_extracting_again_overwrites_nothing(root: Path) -> None:
    before = po(root).read_bytes()
    ran = call(root, "translate", "extract", "--lang", "en")
    assert (ran.code, ran.err) == (0, "unchanged: locales/en/LC_MESSAGES/sources.po\n")
    assert po(root).read_bytes() == before
    assert entries(root) == TRANSLATED


def test_one_edit_makes_exactly_one_unit_fuzzy_beside_its_old_words(root: Path) -> None:
    edit(root, EDITED)
    ran = call(root, "translate", "update", "--format", "json")
    assert counts(ran) == {"kept": 3, "fuzzy": 1}
    (unit,) = (one for one in json.loads(ran.out)[0]["units"] if one["outcome"] == "fuzzy")
    assert unit["difference"].endswith("各缔约方在«-下一»«+第六»次会议之前提交报告；")
    written = po(root).read_text(encoding="utf-8")
    (block,) = (one for one in written.split("\n\n") if 'msgctxt "a/1"' in one)
    assert block == (
        "#. difference: *请*各缔约方在«-下一»«+第六»次会议之前提交报告；\n"
        "#: a/1\n"
        "#, fuzzy\n"
        '#| msgctxt "a/1"\n'
        '#| msgid "*请*各缔约方在下一次会议之前提交报告；"\n'
        'msgctxt "a/1"\n'
        'msgid "*请*各缔约方在第六次会议之前提交报告；"\n'
        f'msgstr "{TRANSLATED["a/1"]}"'
    )
    assert msgfmt_complaints(po(root)) == ""


def test_check_says_that_a_file_must_change_and_leaves_it(root: Path) -> None:
    assert call(root, "translate", "update", "--check").code == 0
    before = po(root).read_bytes()
    edit(root, EDITED)
    ran = call(root, "translate", "update", "--check")
    assert (ran.code, ran.err) == (1, "must change: locales/en/LC_MESSAGES/sources.po\n")
    assert po(root).read_bytes() == before


def test_table_names_what_changed(root: Path) -> None:
    edit(root, EDITED.replace("3. ", "4. "))
    ran = call(root, "translate", "update")
    lines = [line.split() for line in ran.out.splitlines()]
    assert lines[:2] == [
        ["language", "kept", "moved", "memory", "fuzzy", "new", "gone"],
        ["en", "2", "1", "0", "1", "0", "1"],
    ]
    assert ["en", "a/4", "moved", "a/3"] in lines
    assert ["en", "a/3", "gone"] in lines


def test_files_of_other_programs_keep_headers_comments_and_order(root: Path) -> None:
    typed = po(root).read_text(encoding="utf-8")
    head, *blocks = typed.rstrip("\n").split("\n\n")
    head += '\n"X-Generator: Poedit 3.4.2\\n"\n"X-Poedit-Bookmarks: 1\\n"'
    foreign = "\n\n".join((f"# by A.\n{head}", *("# ok?\n" + block for block in reversed(blocks)))) + "\n"
    po(root).write_text(foreign, encoding="utf-8")
    assert call(root, "translate", "update").err == "unchanged: locales/en/LC_MESSAGES/sources.po\n"
    edit(root, EDITED)
    assert call(root, "translate", "update").code == 0
    written = po(root).read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    kept = foreign.rstrip("\n").split("\n\n")
    changed = [place for place, (one, other) in enumerate(zip(written, kept, strict=True)) if one != other]
    assert ['msgctxt "a/1"' in written[place] for place in changed] == [True]
    assert written[changed[0]].startswith("# ok?\n#. difference: ")


def test_file_that_msgmerge_wrapped_stays(root: Path) -> None:
    edit(root, BODY + "\n4. *请*" + "执行秘书向各缔约方和其他国家政府提供支持，" * 4 + "\n")
    assert call(root, "translate", "update").code == 0
    merged = msgmerge(po(root), po(root))
    assert merged != po(root).read_text(encoding="utf-8")
    po(root).write_text(merged, encoding="utf-8")
    assert call(root, "translate", "update").err.startswith("unchanged")
    assert po(root).read_text(encoding="utf-8") == merged
    assert entries(root) == TRANSLATED | {"a/4": ""}


def test_crlf_and_bom_alone_are_no_change(root: Path) -> None:
    saved = b"\xef\xbb\xbf" + po(root).read_bytes().replace(b"\n", b"\r\n")
    po(root).write_bytes(saved)
    assert call(root, "translate", "update").err.startswith("unchanged")
    assert po(root).read_bytes() == saved


BAD: dict[str, Callable[[bytes], bytes]] = {
    "PD062": lambda data: data.replace(b'msgid "', b'msgid "the "', 2),
    "PD063": lambda data: data + b"\n" + data.split(b"\n\n")[1] + b"\n",
    "PD002": lambda data: data.replace(b"Parties", b"Parti\xe9s"),
    "PD003": lambda data: data.replace(b"Parties", b"Part\x07es"),
}


@pytest.mark.parametrize("code", BAD)
@pytest.mark.parametrize("command", ["update", "extract", "memory"])
def test_faulty_file_is_left_as_it_is(root: Path, code: str, command: str) -> None:
    spoiled = BAD[code](po(root).read_bytes())
    po(root).write_bytes(spoiled)
    edit(root, EDITED)
    arguments = ("memory", "out", "m.tmx") if command == "memory" else (command,)
    ran = call(root, "translate", *arguments)
    assert ran.code == 1
    assert f"error {code}: " in ran.err
    assert re.search(r"--> locales/en/LC_MESSAGES/sources.po:\d+:\d+\n", ran.err)
    assert ran.err.endswith("Nothing was written.\n")
    assert po(root).read_bytes() == spoiled
    assert not (root / "m.tmx").exists()


def test_error_in_the_sources_writes_nothing(root: Path) -> None:
    before = po(root).read_bytes()
    edit(root, BODY + "\n2. *请*再次。\n")
    ran = call(root, "translate", "update")
    assert ran.code == 1
    assert "error PD020" in ran.err
    assert po(root).read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("extract", "--lang", "../../x"), "cannot be the name of a language"),
        (("extract", "--lang", "zh"), "is the language of the sources"),
        (("update", "--lang", "fr"), "`plandoc translate extract --lang fr` makes it"),
        (("update", "--memory", "none.tmx"), "none.tmx cannot be read"),
        (("update", "--memory", "plandoc.toml"), "is no translation memory"),
        (("memory", "out", "no/folder/m.tmx"), "cannot be written"),
    ],
)
def test_what_cannot_be_is_refused(root: Path, arguments: tuple[str, ...], words: str) -> None:
    before = sorted(root.rglob("*"))
    ran = call(root, "translate", *arguments)
    assert ran.code == 2
    assert words in ran.err
    assert sorted(root.rglob("*")) == before


def test_status_counts_parts_and_notes_unknown_units(root: Path) -> None:
    edit(root, EDITED.replace("3. ", "4. "))
    (report,) = json.loads(call(root, "translate", "status", "--format", "json").out)
    part, values = report["parts"]
    assert part == {
        "part": "a", "units": 3, "words": 37, "characters": 41, "translated": 1, "fuzzy": 1, "missing": 1,
    }  # fmt: skip
    assert (values["part"], values["translated"]) == ("values", 1)
    assert report["all"]["units"] == 4
    ran = call(root, "translate", "status")
    assert ran.out.splitlines()[-1].split()[:3] == ["en", "all", "4"]
    assert "note PD064: The sources have no block a/3." in ran.err
    assert ran.code == 0


def test_memory_goes_out_and_comes_in(root: Path) -> None:
    assert call(root, "translate", "memory", "out", "m.tmx").code == 0
    call(root, "translate", "extract", "--lang", "fr")
    po(root).unlink()
    call(root, "translate", "extract", "--lang", "en")
    assert set(entries(root).values()) == {""}
    ran = call(root, "translate", "memory", "in", "m.tmx", "--lang", "en", "--format", "json")
    assert counts(ran) == {"memory": 4}
    assert entries(root) == TRANSLATED
    assert call(root, "translate", "memory", "out", "n.tmx").code == 2
    assert call(root, "translate", "memory", "out", "n.tmx", "--lang", "en").code == 0
    assert (root / "n.tmx").read_bytes() == (root / "m.tmx").read_bytes()


def test_po_files_are_memories_too(root: Path) -> None:
    po(root).rename(root / "old.po")
    assert counts(call(root, "translate", "extract", "--memory", "old.po", "--format", "json")) == {"memory": 4}
    assert entries(root) == TRANSLATED
    po(root).rename(po(root).with_name("cp-9.po"))
    assert counts(call(root, "translate", "extract", "--format", "json")) == {"memory": 4}


def test_faulty_po_file_as_memory_is_shown_with_its_line(root: Path) -> None:
    (root / "old.po").write_text('msgctxt "a/1"\nmsgid "新\nmsgstr "x"\n', encoding="utf-8")
    before = po(root).read_bytes()
    ran = call(root, "translate", "update", "--memory", "old.po")
    assert ran.code == 1
    assert "--> old.po:2:1\n" in ran.err
    assert po(root).read_bytes() == before


def test_edit_of_one_paragraph_of_the_project_makes_one_unit_fuzzy(project: Path, tmp_path: Path) -> None:
    for name in ("sources", "locales"):
        copytree(project / name, tmp_path / name)
    copy(project / "plandoc.toml", tmp_path)
    edited = tmp_path / "sources" / "cp-10" / "decision-b.md"
    text = edited.read_text(encoding="utf-8")
    assert text.count("3. *确认*能力建设行动计划") == 1
    edited.write_text(text.replace("3. *确认*能力建设行动计划", "3. *确认*议定书的能力建设行动计划"), encoding="utf-8")
    path = tmp_path / "locales" / "en" / "LC_MESSAGES" / "cp-10.po"
    before = path.read_text(encoding="utf-8")
    assert counts(call(tmp_path, "translate", "update", "--lang", "en", "--format", "json"))["fuzzy"] == 1
    after = path.read_text(encoding="utf-8")
    assert after.count("#, fuzzy") == 1
    texts = [{entry.text for entry in read_catalog(one, "en", "zh").entries} for one in (before, after)]
    assert texts[0] == texts[1]
    edited.write_text(text, encoding="utf-8")
    assert call(tmp_path, "translate", "update", "--lang", "en").code == 0
    assert path.read_text(encoding="utf-8") == before


def test_files_of_the_project_please_gettext_and_pofilter(project: Path, tmp_path: Path) -> None:
    files = sorted((project / "locales").glob("*/LC_MESSAGES/cp-10.po"))
    assert files
    for path in files:
        assert msgfmt_complaints(path) == ""
        assert pofilter_complaints(path, tmp_path) == ""


def test_pofilter_sees_a_misspelt_label(root: Path, tmp_path: Path) -> None:
    assert pofilter_complaints(po(root), tmp_path) == ""
    text = po(root).read_text(encoding="utf-8")
    po(root).write_text(text.replace(" to {v}[", " to {w}["), encoding="utf-8")
    assert "pythonbraceformat" in pofilter_complaints(po(root), tmp_path)


def test_files_of_the_project_are_up_to_date(project: Path) -> None:
    ran = call(project, "translate", "update", "--check")
    assert ran.code == 0, ran.out
