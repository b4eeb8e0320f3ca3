"""`plandoc translate review`: what is written, what comes back into the PO file, and what never changes there."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.workspaces import call, decision, make_workspace

SOURCES = decision("1. 请执行秘书提出报告；\n\n2. 欢迎[热烈]报告；\n\n3. 又欢迎报告。\n")
PO = "locales/en/LC_MESSAGES/sources.po"
TYPED = """# Edited by hand, wrapped, and dated.
msgid ""
msgstr ""
"Project-Id-Version: other\\n"
"PO-Revision-Date: 2022-03-24 10:00+0100\\n"
"Language: en\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Generator: Poedit 3.4\\n"
"MIME-Version: 1.0\\n"
"Content-Transfer-Encoding: 8bit\\n"
"X-Source-Language: zh\\n"

# A remark.
#: a/1
msgctxt "a/1"
msgid ""
"请执行秘书"
"提出报告；"
msgstr ""
"Requests the Executive Secretary "
"to report;"

#. the group = keep or drop
#. tree: _(1)
#: a/2
msgctxt "a/2"
msgid "欢迎[热烈]报告；"
msgstr "Welcomes the report[ warmly];"

#: a/3
#, fuzzy
#| msgctxt "a/3"
#| msgid "欢迎报告。"
msgctxt "a/3"
msgid "又欢迎报告。"
msgstr "Welcomes the report."

#~ msgctxt "a/9"
#~ msgid "旧"
#~ msgstr "Old"
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return make_workspace(tmp_path, SOURCES | {PO: TYPED})


def po(root: Path) -> str:
    return (root / PO).read_text(encoding="utf-8")


def written(root: Path, old: str = "", new: str = "") -> Path:
    """The review file of a workspace, with a piece of its XML replaced."""
    file = root / "sources-en.docx"
    file.unlink(missing_ok=True)
    ran = call(root, "translate", "review")
    assert (ran.code, ran.err) == (0, "written: sources-en.docx, 3 units\n")
    buffer = BytesIO()
    with zipfile.ZipFile(file) as archive, zipfile.ZipFile(buffer, "w") as changed:
        for name in archive.namelist():
            text = archive.read(name).decode()
            assert name != "word/document.xml" or old in text
            changed.writestr(name, text.replace(old, new) if old and name == "word/document.xml" else text)
    file.write_bytes(buffer.getvalue())
    return file


def test_file_that_nobody_edited_changes_nothing(workspace: Path) -> None:
    written(workspace)
    ran = call(workspace, "translate", "review", "--read", "sources-en.docx")
    assert (ran.code, ran.err) == (0, f"unchanged: {PO}, 0 of 3 changed\n")
    assert po(workspace) == TYPED


def test_file_that_lacks_headers_is_not_touched_either(workspace: Path) -> None:
    bare = TYPED.replace('"MIME-Version: 1.0\\n"\n', "")
    (workspace / PO).write_text(bare, encoding="utf-8")
    written(workspace)
    call(workspace, "translate", "review", "--read", "sources-en.docx")
    assert po(workspace) == bare


def test_changed_text_is_written_and_everything_else_keeps_its_bytes(workspace: Path) -> None:
    written(workspace, " warmly", " with joy")
    ran = call(workspace, "translate", "review", "--read", "sources-en.docx")
    assert (ran.code, ran.err) == (0, f"written: {PO}, 1 of 3 changed\n")
    assert po(workspace) == TYPED.replace("[ warmly]", "[ with joy]")


def test_changed_text_is_no_longer_fuzzy(workspace: Path) -> None:
    written(workspace, "Welcomes the report.", "Also welcomes the report.")
    call(workspace, "translate", "review", "--read", "sources-en.docx")
    assert po(workspace) == TYPED.replace('#, fuzzy\n#| msgctxt "a/3"\n#| msgid "欢迎报告。"\n', "").replace(
        '"Welcomes the report."', '"Also welcomes the report."'
    )


def test_what_was_confirmed_is_no_longer_fuzzy(workspace: Path) -> None:
    written(workspace)
    ran = call(workspace, "translate", "review", "--read", "sources-en.docx", "--confirm")
    assert (ran.code, ran.err) == (0, f"written: {PO}, 0 of 3 changed\n")
    assert po(workspace) == TYPED.replace('#, fuzzy\n#| msgctxt "a/3"\n#| msgid "欢迎报告。"\n', "")


def test_change_beside_an_old_source_is_fuzzy_with_that_source(workspace: Path) -> None:
    written(workspace, "Requests the", "Asks the")
    newer = TYPED.replace('"请执行秘书"\n"提出', '"请执行秘书"\n"尽早提出')
    (workspace / PO).write_text(newer, encoding="utf-8")
    ran = call(workspace, "translate", "review", "--read", "sources-en.docx")
    assert ran.code == 0
    assert "warning PD078" in ran.err
    entry = po(workspace).split("\n\n")[1]
    assert "#, fuzzy\n" in entry
    assert '#| msgid "请执行秘书提出报告；"\n' in entry
    assert entry.endswith('msgstr "Asks the Executive Secretary to report;"')


def test_newer_translation_stays_as_it_is(workspace: Path) -> None:
    written(workspace, "Requests the", "Asks the")
    newer = TYPED.replace('"Requests the', '"Urges the')
    (workspace / PO).write_text(newer, encoding="utf-8")
    ran = call(workspace, "translate", "review", "--read", "sources-en.docx")
    assert "The translation of a/1 was changed in the meantime." in ran.err
    assert po(workspace) == newer


def test_tracked_changes_are_listed_by_author_and_nothing_is_written(workspace: Path) -> None:
    inserted = '</w:t></w:r><w:ins w:id="900" w:author="Wang Wei"><w:r><w:t>most </w:t></w:r></w:ins><w:r><w:t>warmly'
    written(workspace, "warmly", inserted)
    ran = call(workspace, "translate", "review", "--read", "sources-en.docx", "--author")
    assert ran.code == 0
    assert ran.out.split("\n")[1].split() == ["Wang", "Wei", "a/2", "inserted", "most"]
    assert po(workspace) == TYPED
    call(workspace, "translate", "review", "--read", "sources-en.docx")
    assert 'msgstr "Welcomes the report[ most warmly];"' in po(workspace)
    written(workspace)
    ran = call(workspace, "translate", "review", "--read", "sources-en.docx", "--author")
    assert (ran.code, ran.out, ran.err) == (0, "", "No change in the file was tracked.\n")


def test_what_cannot_be_assigned_ends_with_1_and_the_rest_is_written(workspace: Path) -> None:
    file = written(workspace, " warmly", " with joy")
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    stranger = f"<w:tr>{cell.format('a/77')}{cell.format('甲')}{cell.format('Lost?')}{cell.format('')}</w:tr></w:tbl>"
    parts["word/document.xml"] = parts["word/document.xml"].replace("</w:tbl>", stranger)
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    ran = call(workspace, "translate", "review", "--read", "sources-en.docx")
    assert ran.code == 1
    assert "error PD076: A row belongs to no unit: a/77, “Lost?”." in ran.err
    assert po(workspace) == TYPED.replace("[ warmly]", "[ with joy]")


def test_file_that_is_no_review_changes_nothing(workspace: Path) -> None:
    ran = call(workspace, "translate", "review", "--read", "sources/a.md")
    assert ran.code == 1
    assert "error PD074: The review file cannot be read: it is not a Word file, or it is damaged." in ran.err
    assert po(workspace) == TYPED
    ran = call(workspace, "translate", "review", "--read", "nowhere.docx")
    assert (ran.code, ran.err) == (2, "error: nowhere.docx cannot be read: No such file or directory.\n")


def test_file_that_somebody_worked_in_is_not_overwritten(workspace: Path) -> None:
    assert call(workspace, "translate", "review").code == 0
    data = (workspace / "sources-en.docx").read_bytes()
    assert call(workspace, "translate", "review").code == 0
    (workspace / "sources-en.docx").write_bytes(data + b"edited")
    ran = call(workspace, "translate", "review")
    assert (ran.code, ran.err) == (
        2,
        "error: sources-en.docx is there already. Name another file with -o, or delete it.\n",
    )
    assert (workspace / "sources-en.docx").read_bytes() == data + b"edited"
    assert call(workspace, "translate", "review", "-o", "other.docx").code == 0
    assert (workspace / "other.docx").read_bytes() == data


def test_only_the_parts_asked_for_are_written(workspace: Path) -> None:
    ran = call(workspace, "translate", "review", "a")
    assert (ran.code, ran.err) == (0, "written: sources-en-a.docx, 3 units\n")
    ran = call(workspace, "translate", "review", "anex")
    assert ran.code == 2
    assert "No unit belongs to a part 'anex'." in ran.err


@pytest.mark.parametrize(
    "arguments",
    [("--confirm",), ("--author",), ("--read", "x.docx", "a"), ("--read", "x.docx", "-o", "y.docx"), ("--lang", "fr")],
)
def test_arguments_that_do_not_fit_end_with_2(workspace: Path, arguments: tuple[str, ...]) -> None:
    assert call(workspace, "translate", "review", *arguments).code == 2
    assert po(workspace) == TYPED
