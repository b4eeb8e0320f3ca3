"""What agreeing does to a PO file: finished translations stay finished, and nothing else is touched."""

from pathlib import Path

from plandoc.diagnostics import Findings
from plandoc.language.catalog import Entry, read_catalog
from plandoc.model.workspace import Workspace
from tests.agreements import SETTINGS, body, drafted, po, settle

PO = "locales/en/LC_MESSAGES/sources.po"
BODY = "1. 请各方{k}[，包括秘书处，]{j}[提出报告]；\n2. 甲[和乙]；\n3. 丙；\n[4. 丁；]\n[5. 戊。]\n"
ENTRIES = (
    ("a/1", "请各方{k}[，包括秘书处，]{j}[提出报告]；", "Invites Parties{k}[, including the Secretariat,]{j}[ to report];"),
    ("!a/2", "甲[和乙]；", "A;"),
    ("a/3", "丙；", "Three; and"),
    ("a/4", "丁；", "Four;"),
    ("a/5", "戊。", "Five."),
)  # fmt: skip


def entries(text: str) -> dict[str, Entry]:
    return {entry.id: entry for entry in read_catalog(text, "en", "zh").entries}


def workspace(root: Path, catalog: str) -> Workspace:
    return drafted(root, BODY, {PO: catalog, "plandoc.toml": SETTINGS})


def test_both_languages_are_settled_and_mended_by_their_own_rules(tmp_path: Path) -> None:
    read = workspace(tmp_path, po(*ENTRIES))
    made = entries(body(read, settle(read, "a/1#k=drop", "a/4#whole=keep"), PO))
    assert (made["a/1"].source, made["a/1"].text) == ("请各方[提出报告]；", "Invites Parties[ to report];")
    assert made["a/1"].finished
    assert made["a/4"].text == "Four;"


def test_the_last_item_loses_its_conjunction_and_gets_its_stop_in_each_language(tmp_path: Path) -> None:
    read = workspace(tmp_path, po(*ENTRIES))
    made = entries(body(read, settle(read, "a/4#whole=drop", "a/5#whole=drop"), PO))
    assert (made["a/3"].source, made["a/3"].text) == ("丙。", "Three.")
    assert made["a/4"].obsolete
    assert made["a/5"].obsolete
    assert (made["a/4"].text, made["a/5"].text) == ("Four;", "Five.")


def test_entries_that_nothing_happens_to_keep_their_bytes(tmp_path: Path) -> None:
    typed = po(*ENTRIES).replace('msgctxt "a/3"', '# 说明\n#,   no-wrap\nmsgctxt   "a/3"') + "# at the end\n"
    read = workspace(tmp_path, typed)
    text = body(read, settle(read, "a/1#j=keep"), PO)
    assert '# 说明\n#,   no-wrap\nmsgctxt   "a/3"\nmsgid "丙；"' in text
    assert text.endswith("# at the end\n")
    assert 'msgctxt "a/4"\nmsgid "丁；"' in text


def test_what_waits_for_a_translator_goes_on_waiting(tmp_path: Path) -> None:
    read = workspace(tmp_path, po(*(one for one in ENTRIES if one[0] != "a/4"), ("a/4", "丁；", "")))
    made = entries(body(read, settle(read, "a/2#=drop", "a/4#whole=keep", "a/5#whole=keep"), PO))
    assert (made["a/2"].fuzzy, made["a/2"].source, made["a/2"].text) == (True, "甲；", "A;")
    assert made["a/2"].previous == "甲[和乙]；"
    assert any("«-" in note for note in made["a/2"].notes)
    assert made["a/4"].text == ""


def test_a_unit_that_never_was_translated_leaves_no_entry(tmp_path: Path) -> None:
    read = workspace(tmp_path, po(*(one for one in ENTRIES if one[0] != "a/5"), ("a/5", "戊。", "")))
    assert "a/5" not in entries(body(read, settle(read, "a/5#whole=drop"), PO))


def test_a_translation_made_for_other_words_is_left_for_the_update(tmp_path: Path) -> None:
    stale = ("a/1", "请各方{k}[，包括秘书处，]报告；", "Invites Parties{k}[, including the Secretariat,] to report;")
    read = workspace(tmp_path, po(stale, *ENTRIES[1:]))
    text = body(read, settle(read, "a/1#k=drop"), PO)
    assert entries(text)["a/1"] == entries(po(stale))["a/1"]


def test_every_language_is_settled(tmp_path: Path) -> None:
    third = "locales/fr/LC_MESSAGES/sources.po"
    french = po(("a/1", ENTRIES[0][1], "Invite les Parties{k}[, y compris le secrétariat,]{j}[ à faire rapport] ;"))
    files = {PO: po(*ENTRIES), third: french, "plandoc.toml": SETTINGS.replace('"en"', '"en", "fr"')}
    read = drafted(tmp_path, BODY, files)
    done = settle(read, "a/1#k=keep")
    assert 'msgstr "Invite les Parties, y compris le secrétariat,[ à faire rapport] ;"' in body(read, done, third)
    assert 'msgstr "Invites Parties, including the Secretariat,[ to report];"' in body(read, done, PO)


def test_findings_are_about_mends_and_doubts(tmp_path: Path) -> None:
    read = drafted(tmp_path, "1. 对[支持]，甲；\n2. 乙。\n")
    done = settle(read, "a/1#=drop")
    assert [(one.code.name, one.message) for one in done.change.findings] == [
        ("PD040", "In a/1, 对 has nothing after it.")
    ]
    assert isinstance(done.warnings, Findings)
    assert not len(done.warnings)
