"""PO files are read without loss, written back byte for byte, and their faults are reported at their lines."""

from dataclasses import replace
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandoc.diagnostics import Diagnostic, Findings
from plandoc.language.catalog import Catalog, Entry, parse_catalog, write_catalog
from plandoc.spans import source_text
from tests.judges.translation import msgfmt_complaints

STRESS = r"""# Traduction française
# CDB, 2026
#
#, fuzzy
msgid ""
msgstr ""
"Project-Id-Version: CP-10 1.0\n"
"PO-Revision-Date: 2026-03-01 10:00+0100\n"
"Last-Translator: A. Traductrice <a@example.org>\n"
"Language-Team: fr <fr@example.org>\n"
"Language: fr\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"X-Generator: Poedit 3.4.2\n"
"X-Source-Language: zh_CN\n"
"X-Poedit-Bookmarks: 1,-1\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"

# A remark of the translator,
#   indented, over three lines

# after an empty line
#. v = 2 options
#: a/1
#, python-brace-format, no-wrap
msgctxt "a/1"
msgid ""
"请{v}[向][对]各方"
"{v}[提供][进行]"
msgstr ""
"Demande {v}[à][pour] tous\n"
"{v}[de \"fournir\"][\\ de faire]"

#: a/2
#, fuzzy, max-length:200
#| msgctxt "a/2"
#| msgid "旧"
msgctxt "a/2"
msgid "新"
msgstr "ancien"
msgctxt "a/3"
msgid "无空行"
msgstr ""


# gone, with a remark
#, fuzzy
#~| msgid "更旧"
#~ msgctxt "a/4"
#~ msgid "旧条"
#~ msgstr ""
#~ "ancien "
#~ "article"

#~ msgid "没有标识"
#~ msgstr "sans identifiant"

# the last words
"""
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def read(text: str) -> Catalog:
    findings = Findings()
    catalog = parse_catalog(source_text("fr.po", text), "fr", "zh", findings)
    assert not list(findings)
    return catalog


def found(text: str) -> list[Diagnostic]:
    findings = Findings()
    parse_catalog(source_text("fr.po", text), "fr", "zh", findings)
    return list(findings)


def test_everything_of_an_entry_is_read() -> None:
    first, second, third, gone, nameless = read(STRESS).entries
    assert first.comment == "A remark of the translator,\n  indented, over three lines\nafter an empty line"
    assert (first.notes, first.flags) == (("v = 2 options",), ("python-brace-format", "no-wrap"))
    assert first.source == "请{v}[向][对]各方{v}[提供][进行]"
    assert first.text == 'Demande {v}[à][pour] tous\n{v}[de "fournir"][\\ de faire]'
    assert first.finished
    assert (second.fuzzy, second.previous, second.previous_id, second.flags) == (True, "旧", "", ("max-length:200",))
    assert (third.id, third.text, third.finished) == ("a/3", "", False)
    assert (gone.id, gone.obsolete, gone.fuzzy, gone.previous, gone.text) == (
        "a/4",
        True,
        True,
        "更旧",
        "ancien article",
    )
    assert (nameless.id, nameless.obsolete) == ("", True)


def test_what_did_not_change_is_the_same_bytes() -> None:
    assert write_catalog(read(STRESS)) == STRESS


def test_change_of_one_entry_touches_no_other() -> None:
    catalog = read(STRESS)
    changed = tuple(replace(one, text="neuf") if one.id == "a/3" else one for one in catalog.entries)
    written = write_catalog(replace(catalog, entries=changed))
    lines = STRESS.splitlines()
    assert [line for line in written.splitlines() if line not in lines] == ["#: a/3", 'msgstr "neuf"']
    assert [line for line in lines if line and line not in written.splitlines()] == []


def test_headers_of_other_programs_are_kept_in_their_order() -> None:
    without = STRESS.replace('"Language: fr\\n"\n', "")
    written = write_catalog(read(without))
    headers = [line.strip('"').partition(":")[0] for line in written.splitlines() if line.endswith('\\n"')][:12]
    assert headers[-4:] == ["X-Source-Language", "X-Poedit-Bookmarks", "Plural-Forms", "Language"]
    assert "X-Generator: Poedit 3.4.2" in written
    assert written.startswith("# Traduction française\n# CDB, 2026\n#\n#, fuzzy\nmsgid")


def test_live_entry_before_an_obsolete_previous_source_stays_live() -> None:
    text = HEAD + 'msgctxt "a/1"\nmsgid "新"\nmsgstr "new"\n\n#~| msgid "旧"\n#~ msgid "旧2"\n#~ msgstr "x"\n'
    live, gone = read(text).entries
    assert (live.id, live.obsolete, live.previous) == ("a/1", False, "")
    assert (gone.source, gone.obsolete, gone.previous) == ("旧2", True, "旧")
    assert write_catalog(read(text)).endswith(text.partition("\n\n")[2])


BAD = {
    "a string that does not end": ('msgctxt "a/1"\nmsgid "新\nmsgstr "x"\n', "PD062", 5, "does not end"),
    "a quotation mark within": ('msgctxt "a/1"\nmsgid "新"\nmsgstr "the "Protocol""\n', "PD062", 6, "needs a \\"),
    "another language": ("op.1: decides\n", "PD062", 4, "no PO"),
    "an unknown escape": ('msgctxt "a/1"\nmsgid "新"\nmsgstr "a\\q"\n', "PD062", 6, "\\q"),
    "no translation": ('msgctxt "a/1"\nmsgid "新"\n\nmsgctxt "a/2"\nmsgid "旧"\nmsgstr ""\n', "PD062", 7, "msgctxt stands"),
    "no source": ('msgctxt "a/1"\nmsgstr "x"\n', "PD062", 5, "no msgid"),
    "no id": ('msgid "新"\nmsgstr "x"\n', "PD062", 5, "no msgctxt"),
    "a loose string": ('# remark\n"新"\n', "PD062", 5, "without a keyword"),
    "a plural": (
        'msgctxt "a/1"\nmsgid "新"\nmsgid_plural "新"\nmsgstr[0] "x"\nmsgstr[1] "y"\n', "PD062", 8, "plural",
    ),
    "half obsolete": ('msgctxt "a/1"\n#~ msgid "新"\n#~ msgstr "x"\n', "PD062", 5, "#~"),
    "a unit twice": ('msgctxt "a/1"\nmsgid "新"\nmsgstr "x"\n\n' * 2, "PD063", 10, "stands twice."),
    "two texts for one unit": (
        'msgctxt "a/1"\nmsgid "新"\nmsgstr "x"\n\nmsgctxt "a/1"\nmsgid "旧"\nmsgstr "y"\n', "PD063", 10, "different",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_fault_is_reported_at_its_line(name: str) -> None:
    body, code, line, words = BAD[name]
    text = HEAD + body
    (finding,) = found(text)
    assert (finding.code.name, source_text("", text).position(finding.span.start).line) == (code, line)
    assert words in finding.message
    assert finding.hint


def test_other_encoding_in_the_header_is_reported() -> None:
    (finding,) = found(HEAD.replace("UTF-8", "GB18030"))
    assert finding.code.name == "PD062"
    assert "GB18030" in finding.message


def test_fault_hides_no_other_entry() -> None:
    text = HEAD + 'msgctxt "a/1"\nmsgid "新\nmsgstr "x"\n\nmsgctxt "a/2"\nmsgid "旧"\nmsgstr "y"\n'
    catalog = parse_catalog(source_text("", text), "fr", "zh", Findings())
    assert [entry.id for entry in catalog.entries] == ["a/2"]


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")) | st.sampled_from('\n\t"\\{}[]')
)
words = texts.filter(str.strip)
entries = st.builds(
    Entry,
    id=st.from_regex(r"[a-z]{1,3}/[0-9]{1,4}", fullmatch=True),
    source=words,
    text=texts,
    fuzzy=st.booleans(),
    previous=texts,
    notes=st.lists(st.from_regex(r"[甲-龥a-z]( ?[甲-龥a-z·=]){0,9}", fullmatch=True), max_size=2).map(tuple),
    comment=st.from_regex(r"([甲-龥a-z][甲-龥a-z ]{0,9}(\n {0,3}[甲-龥a-z]{1,9})?)?", fullmatch=True),
    obsolete=st.booleans(),
)


@given(st.lists(entries, max_size=6, unique_by=lambda entry: entry.id))
def test_written_entries_are_read_again_by_us_and_by_polib(given_entries: list[Entry]) -> None:
    listed = tuple(sorted(given_entries, key=lambda entry: entry.obsolete))
    written = write_catalog(Catalog(language="fr", source_language="zh", entries=listed))
    again = read(written)
    bare = [replace(one, flags=()) for one in again.entries]
    assert bare == list(listed)
    assert write_catalog(again) == written
    other = [(one.msgctxt, one.msgid, one.msgstr, bool(one.obsolete)) for one in polib.pofile(written)]
    assert other == [(one.id, one.source, one.text, one.obsolete) for one in listed]


def test_gettext_accepts_what_is_written(tmp_path: Path) -> None:
    listed = (
        Entry(id="a/1", source="请{v}[向][对]各方{v}[甲]", text="Asks {v}[b][c]\n{v}[d]", notes=("v = 2 options",)),
        Entry(id="a/2", source="新", text="old", fuzzy=True, previous="旧", previous_id="b/2"),
        Entry(
            id="a/3", source="没有", text="gone", obsolete=True, previous="旧", fuzzy=True, comment="why\n\n  indented"
        ),
    )
    path = tmp_path / "fr.po"
    path.write_text(write_catalog(Catalog(language="fr", source_language="zh", entries=listed)), encoding="utf-8")
    assert msgfmt_complaints(path) == ""
    path.write_text(path.read_text(encoding="utf-8").replace("{v}[d]", "{w}[d]"), encoding="utf-8")
    assert "argument 'w' doesn't exist in 'msgid'" in msgfmt_complaints(path)
