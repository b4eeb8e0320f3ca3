"""The preview's addresses: what each answers, and what reaches none of them."""

import json
import re
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode
from zipfile import ZipFile

import pytest

from plandoc.diagnostics import Findings
from plandoc.model.order import Order
from plandoc.model.workspace import Reading
from plandoc.pipeline import typeset
from plandoc.source.workspace import read_workspace
from plandoc.workbench.guarding import LARGEST_BODY, TOKEN_HEADER
from plandoc.workbench.rows import rows_of
from tests.previews import CHAIR, FILES, GUARD, PART, Page
from tests.workspaces import call

HEADERS = {TOKEN_HEADER: GUARD.token}
DECIDED = {"choices": {"a/1#one": "drop", "a/1#k": "2", "a/2#whole": "drop"}, "values": {"session": 1}}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """A preview that no test writes to."""
    return Page(tmp_path_factory.mktemp("preview"))


@pytest.fixture
def own(tmp_path: Path) -> Page:
    """A preview of the test's own."""
    return Page(tmp_path)


def test_page_is_bound_and_names_nothing_elsewhere(page: Page) -> None:
    answer = page.get("/")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in policy


def test_page_of_an_unknown_document_names_the_nearest(page: Page) -> None:
    answer = page.get("/?document=decisoin")
    assert answer.status_code == 404
    assert "decision" in answer.text


@pytest.mark.parametrize("document", ["../plandoc.toml", "/etc/passwd", "..%2F..", "decision\0", "<script>"])
def test_document_names_lead_to_no_file(page: Page, document: str) -> None:
    answer = page.get("/?" + urlencode({"document": document}))
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/plain")


def test_assets_come_from_a_table(page: Page) -> None:
    answer = page.get("/assets/app.js")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/javascript; charset=utf-8")
    assert page.get("/assets/base.css").headers["content-type"] == "text/css; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    edition = re.findall(r"/assets/([^/]+)/main\.js", page.get("/").text)[0]
    kept = page.get(f"/assets/{edition}/app.js")
    assert (kept.content, "immutable" in kept.headers["cache-control"]) == (answer.content, True)
    assert page.get("/assets/older/app.js").headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    ["/assets/", "/assets/page.html.j2", "/assets/../page.py", "/assets/..%2F..%2Fpage.py", "/assets/%2e%2e/plandoc.toml",
     "/assets//etc/passwd", "/assets/app.js/", "/assets/app.js%00", "/assets/x/../../page.py", "/assets/../x/app.js/y", "/plandoc.toml", "/sources/a.md", "/../plandoc.toml"],
)  # fmt: skip
def test_nothing_else_is_served(page: Page, path: str) -> None:
    assert page.get(path).status_code in {307, 404}


def test_every_refusal_is_bound_too(page: Page) -> None:
    for answer in (page.get("/nothing"), page.get("/", headers={"host": "evil.example"})):
        assert answer.status_code in {404, 421}
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert set(answer.json()) == {"problem"}


@pytest.mark.parametrize("path", ["/text", "/redline"])
def test_posts_need_the_token(page: Page, path: str) -> None:
    assert page.send("POST", path, b"{}").status_code == 403
    assert page.send("POST", path, b"{}", {TOKEN_HEADER: "other"}).status_code == 403


def test_text_is_that_of_the_command_line(own: Page) -> None:
    saved = own.save("new", DECIDED)
    assert saved.status_code == 200, saved.text
    read = read_workspace(own.root, Findings())
    plan = read.settings.documents[0]
    order = Order(document=plan, language="zh", reading=Reading.CORRECTED, scenario=read.scenario("new"))
    built = [row.as_json() for row in rows_of(typeset(read, order, Findings()))]
    answer = own.text(DECIDED)
    assert [answer["rows"][name] for name in answer["order"]] == built
    assert "words three <" in answer["rows"]["a/1"][3]


def test_text_sends_what_changed(page: Page) -> None:
    first = page.text({})
    assert set(first["rows"]) == set(first["order"])
    again = page.text({}, since={}, version=first["version"])
    assert (again["rows"], again["order"]) == ({}, first["order"])
    next_ = page.text({"choices": {"a/2#whole": "drop"}}, since={}, version=first["version"])
    # The paragraph is gone, and the one after it has another number.
    assert list(next_["rows"]) == ["a/3"]
    assert next_["order"] == [row for row in first["order"] if row != "a/2"]


def test_text_for_a_page_of_other_sources_is_whole(page: Page) -> None:
    whole = page.text({})
    variants: tuple[dict[str, object], ...] = (
        {"since": {}},
        {"since": {}, "version": "older"},
        {"since": None, "version": whole["version"]},
    )
    for more in variants:
        assert page.text({}, **more)["rows"] == whole["rows"]


def test_what_means_nothing_is_named_and_the_rest_applied(page: Page) -> None:
    answer = page.text({"choices": {"a/1#one": "drop", "a/9#": "keep", "a/1#k": "7"}, "values": {"x": 1}})
    assert {problem["about"] for problem in answer["problems"]} == {"a/9#", "a/1#k", "x"}
    assert answer["rows"]["a/1"] == page.text({"choices": {"a/1#one": "drop"}})["rows"]["a/1"]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b"1", b'"text"', b"\xff\xfe", b"[" * 500_000, b'{"a":' * 100_000, b'{"state":' + b"9" * 5000 + b"}",
     b"{}", b'{"document": 1, "language": "zh"}', b'{"document": "decision", "language": ["zh"]}'],
)  # fmt: skip
def test_bodies_of_another_shape_are_refused(page: Page, body: bytes) -> None:
    for path in ("/text", "/redline"):
        answer = page.send("POST", path, body, HEADERS)
        assert answer.status_code == 400, answer.text
        assert answer.json()["problem"]


@pytest.mark.parametrize(("document", "language"), [("nothing", "zh"), ("decision", "en"), ("../a", "zh"), ("", "")])
def test_unknown_documents_and_languages_are_named(page: Page, document: str, language: str) -> None:
    body = {"document": document, "language": language, "state": {}, "format": "html"}
    assert page.ask("/text", body).status_code == 404
    assert page.ask("/redline", body).status_code == 404


def test_bodies_without_a_length_are_read_up_to_the_limit(page: Page) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(LARGEST_BODY // 100_000 + 1):
            yield b" " * 100_000

    assert page.send("POST", "/text", chunks(), HEADERS).status_code == 413
    assert page.send("POST", "/text", b" " * (LARGEST_BODY + 1), HEADERS).status_code == 413


def test_state_of_very_many_names_is_refused_without_harm(page: Page) -> None:
    state = {"choices": {f"a/{number}#x": "keep" for number in range(20_000)}}
    answer = page.text(state)
    assert answer["problems"]
    assert answer["rows"] == page.text({})["rows"]


def test_scenario_is_saved_read_and_told(own: Page) -> None:
    etag = own.etag("chair")
    answer = own.save("chair", {**DECIDED, "title": "Chair", "provenance": {"who": "Me", "when": "2022-03-28"}}, etag)
    assert answer.status_code == 200, answer.text
    assert answer.json()["saved"] == CHAIR
    text = (own.root / CHAIR).read_text(encoding="utf-8")
    assert text.startswith("# Mine.\ntitle: Chair\nprovenance:\n  who: Me\n  when: ")
    assert "  a/1#n: open # why\n" in text
    told = own.get("/scenarios").json()
    assert [one for one in told if one["name"] == "chair"] == [answer.json()["scenario"]]
    assert answer.json()["scenario"]["choices"] == DECIDED["choices"]
    assert call(own.root, "check").code == 0


def test_two_tabs_that_save_one_scenario_lose_nothing(own: Page) -> None:
    etag = own.etag("chair")
    assert own.save("chair", {"choices": {"a/1#one": "keep"}, "values": {}}, etag).status_code == 200
    first = (own.root / CHAIR).read_text(encoding="utf-8")
    second = own.save("chair", {"choices": {"a/1#one": "drop"}, "values": {}}, etag)
    assert second.status_code == 409
    assert second.json()["theirs"]["choices"] == {"a/1#one": "keep"}
    assert (own.root / CHAIR).read_text(encoding="utf-8") == first
    third = own.save("chair", {"choices": {"a/1#one": "drop"}, "values": {}}, second.json()["theirs"]["etag"])
    assert third.status_code == 200
    assert own.save("chair", {"choices": {}, "values": {}}).status_code == 409


def test_saving_without_saying_over_what_is_refused(own: Page) -> None:
    body: dict[str, object] = {"scope": [], "choices": {}, "values": {}}
    tried: tuple[dict[str, str], ...] = ({}, {"If-None-Match": "x"}, {"If-Match": "x", "If-None-Match": "*"})
    for headers in tried:
        assert own.ask("/scenarios/new", body, "PUT", headers).status_code == 428
    assert not (own.root / "sources/scenarios/new.yaml").exists()


@pytest.mark.parametrize(
    "name", ["..", "%2e%2e", "..%2Fa", "a%2Fb", "a.yaml", "con", "a%00", "%3Cscript%3E", "a b", "x" * 61, "-a", "a%5Cb"]
)
def test_scenario_names_lead_to_no_other_file(own: Page, name: str) -> None:
    before = {path: path.read_bytes() for path in own.root.rglob("*") if path.is_file()}
    assert own.save(name, {"choices": {}, "values": {}}).status_code in {404, 405, 422}
    assert {path: path.read_bytes() for path in own.root.rglob("*") if path.is_file()} == before


def test_scenario_with_choices_that_mean_nothing_is_not_saved(own: Page) -> None:
    answer = own.save("new", {"choices": {"a/1#nothing": "keep"}, "values": {}})
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["about"] == "a/1#nothing"
    assert not (own.root / "sources/scenarios/new.yaml").exists()


def test_scenario_that_cannot_be_written_is_told(own: Page) -> None:
    folder = own.root / "sources/scenarios"
    (folder / ".new.yaml").touch()
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    folder.write_text("in the way", encoding="utf-8")
    answer = own.save("new", {"choices": {}, "values": {}})
    assert answer.status_code in {422, 507}
    assert answer.json()["problem"]


def test_redline_is_a_file_to_take_away(page: Page) -> None:
    body = {
        "document": "decision",
        "language": "zh",
        "second": {"state": DECIDED, "title": "现在"},
        "author": "Chair",
        "date": "2022-03-28",
    }
    word = page.ask("/redline", {**body, "format": "docx", "first": {"scenario": "chair"}})
    assert word.status_code == 200, word.text
    assert word.headers["content-disposition"] == "attachment; filename*=UTF-8''decision.chair-now.docx"
    xml = ZipFile(BytesIO(word.content)).read("word/document.xml").decode()
    assert 'w:author="Chair"' in xml
    assert 'w:date="2022-03-28T00:00:00Z"' in xml
    web = page.ask("/redline", {**body, "format": "html", "first": {}})
    assert "decision.bracketed-now.html" in web.headers["content-disposition"]
    assert "<del" in web.text


@pytest.mark.parametrize(
    "more",
    [{"format": "pdf"}, {"format": "../x"}, {"first": {"scenario": "../x"}}, {"first": []}, {"date": "yesterday"}, {"author": "a\u202eb"},
     {"second": {"state": {}, "title": "x" * 400}}, {"author": 7}],
)  # fmt: skip
def test_redlines_of_what_there_is_not_are_refused(page: Page, more: dict[str, object]) -> None:
    body = {"document": "decision", "language": "zh", "format": "html", "first": {}, "second": {"scenario": "chair"}}
    answer = page.ask("/redline", {**body, **more})
    assert answer.status_code in {400, 404, 422}, answer.text


def test_errors_keep_the_last_good_text_and_are_shown(own: Page) -> None:
    before = own.text({})
    # An id that stands twice stops a build.
    (own.root / PART).write_text(FILES[PART] + "\n3. *Again* the same number.\n", encoding="utf-8")
    standing = own.preview.renew()
    assert not standing.current
    assert own.text({})["rows"] == before["rows"]
    (error,) = standing.errors
    assert (error["code"], error["place"]) == ("PD020", "sources/a.md:13:1")
    assert error["hint"]
    assert "^" in json.dumps(error["excerpt"])
    assert "PD020" in own.get("/").text
    (own.root / PART).write_text(FILES[PART].replace("here", "there"), encoding="utf-8")
    standing = own.preview.renew()
    assert (standing.current, standing.errors) == (True, ())
    assert "there" in own.text({})["rows"]["a/3"][3]


def test_deleted_file_keeps_the_last_good_text(own: Page) -> None:
    before = own.text({})
    (own.root / PART).unlink()
    standing = own.preview.renew()
    assert (standing.current, standing.errors[0]["code"]) == (False, "PD006")
    assert own.text({}) == before


def test_scenario_that_changes_is_no_reason_to_load_the_page_anew(own: Page) -> None:
    before = own.preview.standing
    (own.root / CHAIR).write_text(FILES[CHAIR].replace("keep", "drop  "), encoding="utf-8")
    after = own.preview.renew()
    assert after.version == before.version
    assert after.scenarios != before.scenarios
    # Words that were not known change what the numbers of words in states mean.
    (own.root / CHAIR).write_text(FILES[CHAIR].replace("五", "六"), encoding="utf-8")
    assert own.preview.renew().version != before.version


def test_template_that_fails_is_shown_and_the_last_good_one_used(own: Page) -> None:
    before = own.get("/").text
    template = own.root / "templates/workbench/foot.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text("{{ nothing.at_all }}\n", encoding="utf-8")
    (error,) = own.preview.renew().errors
    assert (error["code"], error["place"]) == ("PD050", "templates/workbench/foot.html.j2:1:1")
    assert own.get("/").status_code == 200
    template.write_text("<footer>ours</footer>\n", encoding="utf-8")
    assert own.preview.renew().errors == ()
    assert "<footer>ours</footer>" in own.get("/").text
    assert "<footer>ours</footer>" not in before
