"""The build: what is stale is made, what fails leaves the last good output, and nothing is ever half written."""

import errno
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest

from plandoc.build import Output, Plan, Stages, Target, build
from plandoc.build.created import UNDATED
from plandoc.build.inputs import InputDigests
from plandoc.diagnostics import Findings
from plandoc.model.order import Order
from plandoc.model.printed import BlockKind, Masthead, PrintedBlock, PrintedDocument, PrintedText, Words
from plandoc.model.scenario import Scenario
from plandoc.model.workspace import Reading, Workspace
from plandoc.render import Rendered
from plandoc.render.templates import TemplateFault, Templates
from plandoc.spans import NOWHERE
from tests.workspaces import decision, make_workspace, read_checked

Render = Callable[[PrintedDocument, str, Templates, datetime], Rendered]


def typeset(workspace: Workspace, order: Order, findings: Findings) -> PrintedDocument:
    """Print every word of part `a`; say what the words ask for."""
    part = workspace.part("a")
    words = "".join(repr(block.content) for block in part.blocks()) if part else ""
    for code in ("PD010", "PD022"):
        if code in words:
            findings.add(code, NOWHERE, "asked for")
    block = PrintedBlock(id="a/1", kind=BlockKind.PARAGRAPH, pieces=(Words(text=words),))
    return PrintedDocument(
        name=order.document.name,
        language="zh-Hans",
        title="",
        masthead=Masthead(),
        bracketed=True,
        sections=(PrintedText(id="a", kind="decision", blocks=(block,)),),
        notes=(),
    )


def render(printed: PrintedDocument, output_format: str, _templates: Templates, created: datetime) -> Rendered:
    return Rendered(data=repr((output_format, created, printed)).encode())


def faulty(printed: PrintedDocument, output_format: str, templates: Templates, created: datetime) -> Rendered:
    if output_format == "html":
        raise TemplateFault(file="plandoc:html/text.html.j2", line=3, message="it is broken")
    return render(printed, output_format, templates, created)


class Counting:
    """Stages that count how often they are called."""

    def __init__(self, then: Render = render) -> None:
        self.typeset = 0
        self.rendered: list[str] = []
        self._then = then

    @property
    def stages(self) -> Stages:
        def counted_typeset(workspace: Workspace, order: Order, findings: Findings) -> PrintedDocument:
            self.typeset += 1
            return typeset(workspace, order, findings)

        def counted_render(printed: PrintedDocument, form: str, templates: Templates, created: datetime) -> Rendered:
            self.rendered.append(form)
            return self._then(printed, form, templates, created)

        return Stages(typeset=counted_typeset, render=counted_render)


class Built:
    """One build of a workspace."""

    def __init__(self, root: Path, stages: Stages, *, jobs: int = 1, force: bool = False) -> None:
        workspace, _ = read_checked(root)
        targets = tuple(
            Target(order=Order(document=document, language="zh", reading=Reading.CORRECTED), format=name)
            for document in workspace.settings.documents
            for name in ("docx", "html")
        )
        self.findings = Findings()
        self.outputs: list[Output] = []
        plan = Plan(workspace=workspace, root=root, targets=targets, created=UNDATED, jobs=jobs, force=force)
        self.texts = build(plan, stages, self.findings, self.outputs.append)

    @property
    def states(self) -> dict[str, str]:
        return {output.path: output.state.value for output in self.outputs}

    @property
    def codes(self) -> list[str]:
        return [one.code.name for one in self.findings]


PLAIN = Stages(typeset=typeset, render=render)
BOTH = {"zh/decision.docx", "zh/decision.html"}


def all_are(state: str) -> dict[str, str]:
    return dict.fromkeys(BOTH, state)


def files_of(root: Path) -> dict[str, bytes]:
    folder = root / "build"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def outputs_of(root: Path) -> dict[str, bytes]:
    return {path: data for path, data in files_of(root).items() if path in BOTH}


def manifest_of(root: Path) -> dict[str, dict[str, object]]:
    content = json.loads((root / "build" / "manifest.json").read_text(encoding="utf-8"))
    outputs: dict[str, dict[str, object]] = content["outputs"]
    return outputs


def test_build_writes_outputs_and_manifest_and_nothing_else(tmp_path: Path) -> None:
    assert Built(make_workspace(tmp_path), PLAIN).states == all_are("written")
    assert set(files_of(tmp_path)) == {*BOTH, "manifest.json", ".gitignore"}


def test_manifest_has_hash_inputs_and_seconds_of_every_output(tmp_path: Path) -> None:
    Built(make_workspace(tmp_path), PLAIN)
    records = manifest_of(tmp_path)
    assert set(records) == BOTH
    for path, data in outputs_of(tmp_path).items():
        record = records[path]
        assert record["hash"] == sha256(data).hexdigest()
        assert record["bytes"] == len(data)
        assert isinstance(record["seconds"], float)
        assert record["files"] == ["plandoc.toml", "sources/a.md"]
        assert isinstance(record["inputs"], dict)
        assert {"order", "sources", "templates", "locales", "program"} == set(record["inputs"])


def test_manifest_names_the_files_that_the_words_come_from(tmp_path: Path) -> None:
    changed = {
        "plandoc.toml": '[languages]\nsource = "zh"\nbuild = ["zh", "en"]\n[documents.decision]\nframe = "f"\n',
        "sources/frame.md": "---\nid: f\nkind: frame\n---\n# 建议\n\n{+a}\n",
        "sources/b.md": "---\nid: b\nkind: decision\n---\n1. 案文。\n",
        "locales/en/LC_MESSAGES/draft.po": "",
        "locales/fr/LC_MESSAGES/draft.po": "",
    }
    workspace, _ = read_checked(make_workspace(tmp_path, changed))
    inputs = InputDigests(workspace, tmp_path, UNDATED)
    (document,) = workspace.settings.documents

    def files(language: str, scenario: str | None) -> tuple[str, ...]:
        order = Order(
            document=document,
            language=language,
            reading=Reading.CORRECTED,
            scenario=workspace.scenario(scenario) if scenario else None,
        )
        return inputs.files(Target(order=order, format="html"))

    open_text = ("plandoc.toml", "sources/frame.md", "sources/a.md")
    assert files("zh", None) == open_text
    assert files("zh", "first") == (*open_text, "sources/scenarios/first.yaml")
    assert files("en", None) == (*open_text, "locales/en/LC_MESSAGES/draft.po")


def test_positions_are_words_of_the_open_text_alone(tmp_path: Path) -> None:
    positions = "positions:\n  a/1#:\n    - {option: keep, proposers: [甲]}\n    - {option: drop, proposers: [乙]}\n"
    changed = decision("1. 请[甲]报告。\n") | {"sources/positions.yaml": positions}
    workspace, _ = read_checked(make_workspace(tmp_path, changed))
    (document,) = workspace.settings.documents
    order = Order(document=document, language="zh", reading=Reading.CORRECTED)
    inputs = InputDigests(workspace, tmp_path, UNDATED)
    written = (
        Target(order=order, format="docx"),
        Target(order=replace(order, scenario=Scenario(name="s")), format="docx"),
    )
    assert [path for target in written for path in inputs.files(target) if "positions" in path] == [
        "sources/positions.yaml"
    ]


def test_unchanged_build_makes_nothing(tmp_path: Path) -> None:
    Built(make_workspace(tmp_path), PLAIN)
    before = files_of(tmp_path)
    stages = Counting()
    assert Built(tmp_path, stages.stages).states == all_are("unchanged")
    assert (stages.typeset, stages.rendered) == (0, [])
    assert files_of(tmp_path) == before


def test_changed_words_are_built_again(tmp_path: Path) -> None:
    Built(make_workspace(tmp_path), PLAIN)
    make_workspace(tmp_path, decision("1. 新的案文。\n"))
    assert Built(tmp_path, PLAIN).states == all_are("written")
    assert all(
        "新的案文".encode("unicode_escape") in data or "新的案文".encode() in data
        for data in outputs_of(tmp_path).values()
    )


def test_change_that_no_reader_sees_renders_nothing(tmp_path: Path) -> None:
    Built(make_workspace(tmp_path), PLAIN)
    make_workspace(tmp_path, {"sources/scenarios/first.yaml": "default: drop\n"})
    stages = Counting()
    assert Built(tmp_path, stages.stages).states == all_are("unchanged")
    assert (stages.typeset, stages.rendered) == (1, [])
    again = Counting()
    Built(tmp_path, again.stages)
    assert again.typeset == 0


@pytest.mark.parametrize("path", ["templates/html/text.html.j2", "locales/zh/LC_MESSAGES/plandoc.po"])
def test_templates_and_locales_are_inputs(tmp_path: Path, path: str) -> None:
    Built(make_workspace(tmp_path), PLAIN)
    make_workspace(tmp_path, {path: "changed"})
    stages = Counting()
    Built(tmp_path, stages.stages)
    assert stages.typeset == 1
    assert bool(stages.rendered) is path.startswith("templates")


@pytest.mark.parametrize("spoil", [lambda path: path.unlink(), lambda path: path.write_bytes(b"edited by hand")])
def test_lost_and_edited_outputs_are_built_again(tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    Built(make_workspace(tmp_path), PLAIN)
    before = outputs_of(tmp_path)
    spoil(tmp_path / "build/zh/decision.html")
    assert Built(tmp_path, PLAIN).states == {"zh/decision.docx": "unchanged", "zh/decision.html": "written"}
    assert outputs_of(tmp_path) == before


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"version": 1, "outputs": {"zh/decision.html": {}}}', '{"version": 99}']
)
def test_manifest_that_cannot_be_read_counts_as_none(tmp_path: Path, content: str) -> None:
    Built(make_workspace(tmp_path), PLAIN)
    (tmp_path / "build/manifest.json").write_text(content, encoding="utf-8")
    assert Built(tmp_path, PLAIN).states == all_are("written")
    assert set(manifest_of(tmp_path)) == BOTH


def test_force_builds_what_is_unchanged(tmp_path: Path) -> None:
    Built(make_workspace(tmp_path), PLAIN)
    before = outputs_of(tmp_path)
    assert Built(tmp_path, PLAIN, force=True).states == all_are("written")
    assert outputs_of(tmp_path) == before


def test_workers_write_the_same_bytes(tmp_path: Path) -> None:
    Built(make_workspace(tmp_path / "one"), PLAIN)
    Built(make_workspace(tmp_path / "two"), PLAIN, jobs=2)
    assert outputs_of(tmp_path / "one") == outputs_of(tmp_path / "two")


@pytest.mark.parametrize("jobs", [1, 2])
def test_template_that_fails_is_shown_at_its_line_and_stops_its_outputs_only(tmp_path: Path, jobs: int) -> None:
    Built(make_workspace(tmp_path), PLAIN)
    before = outputs_of(tmp_path)
    make_workspace(tmp_path, decision("1. 新的案文。\n"))
    built = Built(tmp_path, Stages(typeset=typeset, render=faulty), jobs=jobs)
    assert built.states == {"zh/decision.docx": "written", "zh/decision.html": "failed"}
    assert built.codes == ["PD050"]
    (finding,) = built.findings
    (text,) = built.texts
    assert (finding.span.path, text.position(finding.span.start).line) == ("plandoc:html/text.html.j2", 3)
    assert outputs_of(tmp_path)["zh/decision.html"] == before["zh/decision.html"]


def test_error_of_a_stage_leaves_the_last_good_output(tmp_path: Path) -> None:
    Built(make_workspace(tmp_path), PLAIN)
    before = outputs_of(tmp_path)
    make_workspace(tmp_path, decision("1. PD022\n"))
    built = Built(tmp_path, PLAIN)
    assert (built.states, built.codes) == (all_are("failed"), ["PD022"])
    assert outputs_of(tmp_path) == before
    assert Built(tmp_path, PLAIN).codes == ["PD022"]


def test_unmatched_bracket_stops_nothing(tmp_path: Path) -> None:
    built = Built(make_workspace(tmp_path, decision("1. PD010\n")), PLAIN)
    assert (built.states, built.codes) == (all_are("written"), ["PD010"])


def test_full_disk_leaves_the_last_good_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Built(make_workspace(tmp_path), PLAIN)
    before = files_of(tmp_path)
    make_workspace(tmp_path, decision("1. 新的案文。\n"))

    def full(_path: Path, _target: Path) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    built = Built(tmp_path, PLAIN)
    assert built.states == all_are("failed")
    assert built.codes == ["PD053"]
    (finding,) = built.findings
    assert finding.span.path in {f"build/{path}" for path in BOTH}
    assert "No space left on device" in finding.message
    assert files_of(tmp_path) == before


@pytest.mark.parametrize("path", ["build", "build/zh"])
def test_file_in_the_place_of_a_folder(tmp_path: Path, path: str) -> None:
    make_workspace(tmp_path)
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).write_text("in the way", encoding="utf-8")
    stages = Counting()
    built = Built(tmp_path, stages.stages)
    assert (built.states, built.codes) == (all_are("failed"), ["PD053"])
    assert [one.span.path for one in built.findings] == [path]
    assert stages.typeset == 0
    assert (tmp_path / path).read_text(encoding="utf-8") == "in the way"


def test_interrupt_leaves_whole_files_and_a_true_manifest(tmp_path: Path) -> None:
    Built(make_workspace(tmp_path), PLAIN)
    before = outputs_of(tmp_path)
    make_workspace(tmp_path, decision("1. 新的案文。\n"))

    def interrupted(printed: PrintedDocument, form: str, templates: Templates, created: datetime) -> Rendered:
        if form == "html":
            raise KeyboardInterrupt
        return render(printed, form, templates, created)

    with pytest.raises(KeyboardInterrupt):
        Built(tmp_path, Stages(typeset=typeset, render=interrupted))
    assert outputs_of(tmp_path)["zh/decision.html"] == before["zh/decision.html"]
    assert outputs_of(tmp_path)["zh/decision.docx"] != before["zh/decision.docx"]
    assert set(files_of(tmp_path)) == {*BOTH, "manifest.json", ".gitignore"}
    assert Built(tmp_path, PLAIN).states == {"zh/decision.docx": "unchanged", "zh/decision.html": "written"}
