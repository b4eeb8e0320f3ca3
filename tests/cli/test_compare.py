"""`plandoc compare`: what A and B may be, what is written where, and what is refused."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.readers.html import html_text
from tests.repositories import commit, git, make_repository
from tests.workspaces import call, decision, make_workspace, run

ENGLISH = """msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"""
BODY = "1. 请{a}[甲]{b}[乙]提出{~报|报告}；\n\n[2. 欢迎新的资金。]\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace in a repository whose first commit worded a paragraph otherwise."""
    files = decision(BODY.replace("新的", "旧的")) | {
        "sources/scenarios/first.yaml": "default: keep\nchoices: {'a/1#b': drop}\n"
    }
    folder = make_repository(make_workspace(tmp_path / "w", files))
    return commit(folder, decision(BODY), "New words")


def compared(root: Path, first: str, second: str, *options: str) -> str:
    """The text of the HTML of a comparison, deletions and insertions marked."""
    ran = call(root, "compare", first, second, "-o", "x.html", *options)
    assert ran.code == 0, ran.err
    source = (root / "x.html").read_text(encoding="utf-8")
    body = source.partition("<main>")[2]
    for name, sign in (("ins", "+"), ("del", "-")):
        body = body.replace(f"<{name}>", f"<{sign}").replace(f"</{name}>", f"{sign}>")
    marked = body.replace("<+", "⟨+").replace("+>", "+⟩").replace("<-", "⟨-").replace("->", "-⟩")
    return html_text(f"<html><body>{marked}</body></html>")


def test_scenarios_open_texts_and_revisions_in_every_order(root: Path) -> None:
    (root / "sources/scenarios/second.yaml").write_text("default: drop\nchoices: {'a/1#a': keep}\n", encoding="utf-8")
    names = ("first", "second", "bracketed", "published", "HEAD~1", "HEAD~1:first", "git:HEAD", "HEAD:published")
    for first in names:
        for second in names[:4]:
            assert call(root, "compare", first, second, "-o", "x.html").code == 0
    assert "请⟨-[-⟩甲⟨-]-⟩⟨-[乙]-⟩提出报告" in compared(root, "bracketed", "second")
    assert "提出报⟨+告+⟩；" in compared(root, "published", "bracketed")
    assert "欢迎⟨-旧-⟩⟨+新+⟩的资金" in compared(root, "HEAD~1", "bracketed")
    assert "欢迎⟨-新-⟩⟨+旧+⟩的资金" in compared(root, "bracketed", "HEAD~1")


def test_revision_with_the_name_of_a_scenario(root: Path) -> None:
    git(root, "tag", "first", "HEAD~1")
    assert "旧" not in compared(root, "first", "bracketed")
    assert "⟨-旧-⟩⟨+新+⟩" in compared(root, "git:first", "bracketed")
    assert "⟨-旧-⟩⟨+新+⟩" in compared(root, "first:bracketed", "bracketed")


def test_sources_of_a_revision_are_those_of_its_commit_and_scenarios_too(root: Path) -> None:
    commit(root, {"sources/scenarios/first.yaml": "title: 又一\ndefault: drop\n"}, "Another first")
    text = compared(root, "HEAD~1:first", "first")
    assert "新的" in text


def test_author_and_date_are_those_that_are_given(root: Path) -> None:
    call(root, "compare", "first", "bracketed", "-o", "x.html", "--author", "A. N. <Other>", "--date", "2022-03-28")
    source = (root / "x.html").read_text(encoding="utf-8")
    assert '<meta name="author" content="A. N. &lt;Other&gt;">' in source
    assert "2022-03-28" in source
    call(root, "compare", "first", "bracketed", "-o", "x.html", "--date", "2022-03-28T15:00:00+02:00")
    assert "2022-03-28T15:00:00+02:00" in (root / "x.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("ending", ["html", "docx"])
def test_same_input_same_bytes(root: Path, ending: str) -> None:
    files = [root / f"{name}.{ending}" for name in ("one", "two")]
    for file, seed in zip(files, ("0", "7"), strict=True):
        assert run(root, "compare", "HEAD~1", "first", "-o", file.name, environment={"PYTHONHASHSEED": seed}).code == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    dated = run(
        root, "compare", "HEAD~1", "first", "-o", f"two.{ending}", environment={"SOURCE_DATE_EPOCH": "1648425600"}
    )
    assert dated.code == 0
    assert files[0].read_bytes() != files[1].read_bytes()


def test_word_file_bears_the_changes_under_the_author(root: Path) -> None:
    ran = call(root, "compare", "bracketed", "first", "-o", "x.docx", "--author", "示例", "--date", "2022-03-28")
    assert (ran.code, ran.err) == (0, "written: x.docx\n")
    with ZipFile(root / "x.docx") as archive:
        document = archive.read("word/document.xml").decode()
    assert "<w:del " in document
    assert 'w:author="示例"' in document
    assert 'w:date="2022-03-28T' in document


def test_output_is_written_over_its_own_last_one_and_says_if_nothing_changed(root: Path) -> None:
    assert call(root, "compare", "first", "bracketed", "-o", "x.html").err == "written: x.html\n"
    ran = call(root, "compare", "first", "first", "-o", "x.html")
    assert ran.err == "written: x.html; the two texts are the same\n"
    assert "两份案文相同" in (root / "x.html").read_text(encoding="utf-8")


def test_works_as_if_started_in_another_folder(root: Path, tmp_path: Path) -> None:
    (root / "build").mkdir()
    assert call(tmp_path, "-C", "w/sources", "compare", "HEAD~1", "first", "-o", "../build/x.html").code == 0
    assert (root / "build/x.html").is_file()


def test_first_document_unless_another_is_named(root: Path) -> None:
    (root / "sources/b.md").write_text("---\nid: b\nkind: decision\n---\n1. 请丙[丁]。\n", encoding="utf-8")
    settings = root / "plandoc.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + '\n[documents.other]\nparts = ["b"]\n', encoding="utf-8")
    assert "甲" in compared(root, "bracketed", "first")
    assert "丙" in compared(root, "bracketed", "first", "--document", "other")
    ran = call(root, "compare", "HEAD", "first", "-o", "x.html", "--document", "other")
    assert (ran.code, ran.err) == (2, "error: At HEAD there is no document 'other'. Known names: decision.\n")


REFUSED = {
    "a name like another": (("frist", "bracketed"), "Did you mean 'first'?"),
    "no such name": (("zzzzzz", "bracketed"), "A text is a scenario, `bracketed`, `published`, a git revision"),
    "no such revision": (("git:first", "bracketed"), "There is no revision 'first'"),
    "no such scenario at a revision": (
        ("HEAD~1:frist", "bracketed"),
        "At HEAD~1 there is no scenario 'frist'. Did you",
    ),
    "an option in disguise": (("git:--all", "bracketed"), "There is no revision '--all'"),
    "no such document": (("first", "bracketed", "--document", "decisoin"), "Did you mean 'decision'?"),
    "no such language": (("first", "bracketed", "--lang", "fr"), "There is no language 'fr'."),
    "two languages": (("first", "bracketed", "--lang", "zh-en"), "A redline is in one language."),
    "no date": (("first", "bracketed", "--date", "yesterday"), "'yesterday' is no date. Write 2022-03-28"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_there_is_not_is_refused_and_nothing_is_written(root: Path, case: str) -> None:
    arguments, said = REFUSED[case]
    ran = call(root, "compare", *arguments, "-o", "x.html")
    assert ran.code == 2
    assert ran.err.startswith("error: ")
    assert said in ran.err
    assert not (root / "x.html").exists()


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("x.txt", "Its name ends with one of .docx, .html, .pdf."),
        ("x", "does not say in which format"),
        ("none/x.html", "There is no folder"),
        ("sources/x.html", "lies among the files that plandoc reads"),
        ("templates/x.docx", "lies among the files that plandoc reads"),
        ("build/../sources/scenarios/x.html", "lies among the files that plandoc reads"),
        ("folder.html", "is a folder"),
    ],
)
def test_outputs_that_cannot_be_are_refused(root: Path, output: str, said: str) -> None:
    for folder in ("templates", "build", "folder.html"):
        (root / folder).mkdir()
    before = sorted(root.rglob("*"))
    ran = call(root, "compare", "first", "bracketed", "-o", output)
    assert ran.code == 2
    assert said in ran.err
    assert sorted(root.rglob("*")) == before


def test_published_reading_is_that_of_the_sources_language(root: Path) -> None:
    settings = root / "plandoc.toml"
    text = settings.read_text(encoding="utf-8").replace('build = ["zh"]', 'build = ["zh", "en"]')
    settings.write_text(text, encoding="utf-8")
    (root / "locales/en/LC_MESSAGES").mkdir(parents=True)
    (root / "locales/en/LC_MESSAGES/sources.po").write_text(ENGLISH, encoding="utf-8")
    ran = call(root, "compare", "published", "bracketed", "-o", "x.html", "--lang", "en")
    assert ran.code == 2
    assert "exists in the language of the sources only, 'zh'" in ran.err
    assert call(root, "compare", "first", "bracketed", "-o", "x.html", "--lang", "en").code == 0


def test_folder_outside_a_repository_still_compares_scenarios(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    make_workspace(tmp_path / "w")
    assert call(tmp_path / "w", "compare", "bracketed", "first", "-o", "x.html").code == 0
    ran = call(tmp_path / "w", "compare", "HEAD~1", "first", "-o", "x.html")
    assert ran.code == 2
    assert "in no git repository" in ran.err


def test_errors_in_either_text_stop_it_and_the_last_output_stays(root: Path) -> None:
    assert call(root, "compare", "bracketed", "first", "-o", "x.html").code == 0
    last = (root / "x.html").read_bytes()
    commit(root, decision("1. 见第 {@a/9} 段。\n"), "Break it")
    (root / "sources/a.md").write_text("---\nid: a\nkind: decision\n---\n1. 甲[乙]。\n", encoding="utf-8")
    ran = call(root, "compare", "HEAD", "bracketed", "-o", "x.html")
    assert ran.code == 1
    assert "PD022" in ran.err
    assert "the sources at HEAD have errors" in ran.err
    assert (root / "x.html").read_bytes() == last
    assert call(root, "compare", "HEAD~1", "bracketed", "-o", "x.html").code == 0


def test_error_in_the_folder_does_not_stop_what_two_revisions_say(root: Path) -> None:
    (root / "sources/a.md").write_text("---\nid: a\nkind: decision\n---\n1. 见第 {@a/9} 段。\n", encoding="utf-8")
    assert call(root, "compare", "bracketed", "first", "-o", "x.html").code == 1
    assert call(root, "compare", "HEAD~1", "HEAD", "-o", "x.html").code == 0


def test_template_that_fails_is_named(root: Path) -> None:
    (root / "templates/html").mkdir(parents=True)
    (root / "templates/html/changes.html.j2").write_text("{{ nothing }}\n", encoding="utf-8")
    ran = call(root, "compare", "bracketed", "first", "-o", "x.html")
    assert ran.code == 1
    assert "PD050" in ran.err
    assert "changes.html.j2" in ran.err
    assert not (root / "x.html").exists()


def test_page_is_printed_with_its_changes(root: Path) -> None:
    ran = call(root, "compare", "bracketed", "first", "-o", "x.pdf")
    assert ran.code == 0, ran.err
    assert (root / "x.pdf").read_bytes().startswith(b"%PDF-")
