"""Small workspaces agreed and renumbered in a test's own folder; what their files say then."""

from pathlib import Path

from plandoc.agreement.agreeing import Agreed, agree
from plandoc.agreement.decisions import read_decisions
from plandoc.agreement.renumbering import Renumbered
from plandoc.agreement.renumbering import renumber as count_anew
from plandoc.diagnostics import Severity
from plandoc.model.workspace import Workspace
from plandoc.source.history_writing import Record
from tests.workspaces import HEAD, make_workspace, read_checked

TABLE = """---
id: plan
kind: table
columns:
  goal: {head: "目标", share: 40}
  ind: {head: "指标", note: "(衡量)", share: 40}
  actor: {head: "{who}[行为体]", note: "{who}[(谁)]", share: 20}
labels: [who]
---
"""
SETTINGS = """[workspace]
sources = "sources"

[languages]
source = "zh"
build = ["zh", "en"]

[documents.decision]
parts = ["a"]
"""


def drafted(root: Path, body: str, more: dict[str, str] | None = None) -> Workspace:
    """A workspace whose decision has this text, with other files; it has no errors."""
    files = {"sources/a.md": HEAD + body, "plandoc.toml": SETTINGS, "sources/scenarios/first.yaml": "title: 一\n"}
    workspace, findings = read_checked(make_workspace(root, files | (more or {})))
    assert [one for one in findings if one.severity is Severity.ERROR] == []
    return workspace


def settle(workspace: Workspace, *arguments: str, scenario: str = "", record: Record | None = None) -> Agreed:
    """What the command would write."""
    chosen = workspace.scenario(scenario) if scenario else None
    return agree(workspace, read_decisions(arguments, workspace, chosen), record or Record())


def body(workspace: Workspace, done: Agreed | Renumbered, path: str = "sources/a.md") -> str:
    """What a file says afterwards, without the front matter of the decision."""
    texts = {text.path: text.text for text in workspace.texts} | dict(done.change.texts)
    return texts[path].removeprefix(HEAD)


def renumber(workspace: Workspace) -> Renumbered:
    """What the command would write."""
    return count_anew(workspace)


def po(*entries: tuple[str, str, str]) -> str:
    """A PO file of finished entries: id, source, translation; `!` before the id makes one fuzzy."""
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: en\\n"\n'
    return "\n".join([header, *(_entry(*one) for one in entries)])


def _entry(name: str, source: str, text: str) -> str:
    fuzzy = "#, fuzzy\n" if name.startswith("!") else ""
    return f'{fuzzy}msgctxt "{name.lstrip("!")}"\nmsgid "{source}"\nmsgstr "{text}"\n'
