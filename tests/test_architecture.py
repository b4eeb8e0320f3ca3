"""The budgets and promises of the project, measured: sizes, layers, names, and documents that stay true.

Complexity is measured by ruff. Each measuring function has its own test that a violation is seen.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

PROJECT = Path(__file__).resolve().parent.parent
PACKAGE = PROJECT / "src" / "plandoc"
MODULES = sorted(PACKAGE.rglob("*.py"))

LINES_IN_A_MODULE = 399
LINES_IN_A_FUNCTION = 49
LINES_OF_ARCHITECTURE = 200

NAMES_THAT_SAY_NOTHING = {"util", "utils", "helper", "helpers", "manager", "managers"}
CORE = ("model", "choices", "diagnostics", "spans")

KEPT_FOLDERS = (".ci", "docs", "locales", "scripts", "sources", "src", "templates", "tests")
# Assembled, so that this file does not contain what it looks for.
FOREIGN = re.compile(
    "|".join(
        (
            rf"(?<![\w./-])/(?:{'|'.join(('work', 'root', 'home', 'tmp'))})/",
            r"(?<![\w/])sha" + r"red/",
            r"\bproto" + r"types?\b",
            r"\bseed " + r"task\b",
            r"\bissues " + r"(?:show|list)\b",
        )
    )
)


class Measured(NamedTuple):
    """A function and how many lines it has, from `def` to its end."""

    name: str
    lines: int


def functions(source: str) -> Iterator[Measured]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield Measured(node.name, (node.end_lineno or node.lineno) - node.lineno + 1)


def imported(source: str) -> set[str]:
    """The top-level packages that a module imports anywhere, relative imports apart."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


def empty_names(path: Path) -> set[str]:
    return {part.removesuffix(".py") for part in path.parts} & NAMES_THAT_SAY_NOTHING


def foreign_words(text: str) -> list[str]:
    """Every word in `text` that belongs to a development machine and not to the project."""
    return [f"line {text.count(chr(10), 0, m.start()) + 1}: {m[0]}" for m in FOREIGN.finditer(text)]


def kept_files() -> Iterator[Path]:
    """The text files that the repository keeps."""
    roots = [path for path in PROJECT.iterdir() if path.is_file()]
    below = [path for folder in KEPT_FOLDERS for path in (PROJECT / folder).rglob("*") if path.is_file()]
    for path in sorted(roots + below):
        if "__pycache__" not in path.parts and b"\0" not in path.read_bytes():
            yield path


def named_paths(text: str) -> set[str]:
    """The paths and module names in a document's code spans: those that lie in what the repository keeps."""
    spans = set(re.findall(r"`([^`\s]+)`", text))
    paths = {span for span in spans if span.partition("/")[0] in KEPT_FOLDERS}
    files = {span for span in spans if re.fullmatch(r"[\w.-]+\.(?:lock|md|toml|yaml)|Makefile", span)}
    return paths | files | {span for span in spans if is_module_name(span)}


def is_module_name(name: str) -> bool:
    return name != "plandoc.toml" and re.fullmatch(r"plandoc(?:\.[a-z_]+)+", name) is not None


def exists(name: str, root: Path) -> bool:
    if is_module_name(name):
        module = root.joinpath("src", *name.split("."))
        return module.is_dir() or module.with_suffix(".py").is_file()
    return any(root.glob(name.rstrip("/")))


def targets(makefile: str) -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):(?!=)", makefile, flags=re.MULTILINE))


def make_commands(text: str) -> set[str]:
    """The targets of the `make` commands in a document's code spans and code blocks."""
    return set(re.findall(r"(?:^ {0,4}|`|&& )make ([a-z][a-z-]*)", text, flags=re.MULTILINE))


def plandoc_commands(text: str) -> set[str]:
    """The sub-commands of the `plandoc` commands in a document's code spans and code blocks."""
    return set(re.findall(r"(?:\.venv/bin/|`)plandoc ([a-z]+)", text))


def lint_imports(pythonpath: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(pythonpath)},
        capture_output=True,
        text=True,
        check=False,
    )


def relative(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_module_keeps_its_budget(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= LINES_IN_A_MODULE
    assert [f for f in functions(source) if f.lines > LINES_IN_A_FUNCTION] == []


def test_long_function_is_measured_wherever_it_stands() -> None:
    body = "\n".join("        x = 1" for _ in range(60))
    source = f"class A:\n    async def long(self):\n{body}\n\ndef short():\n    return 1\n"
    assert set(functions(source)) == {Measured("long", 61), Measured("short", 2)}


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_module_has_a_name_that_says_something(path: Path) -> None:
    assert not empty_names(path.relative_to(PACKAGE))


@pytest.mark.parametrize("name", ["render/utils.py", "helpers/text.py", "build/manager.py"])
def test_name_that_says_nothing_is_seen(name: str) -> None:
    assert empty_names(Path(name))


def test_core_imports_the_standard_library_only() -> None:
    paths = [p for p in MODULES if p.relative_to(PACKAGE).parts[0].removesuffix(".py") in CORE]
    assert paths
    foreign = {relative(p): imported(p.read_text(encoding="utf-8")) - sys.stdlib_module_names for p in paths}
    assert {path: names for path, names in foreign.items() if names - {"plandoc"}} == {}


def test_import_inside_a_function_is_seen() -> None:
    source = "import os.path\nfrom plandoc.spans import Span\ndef f():\n    from lxml import etree\n"
    assert imported(source) == {"os", "plandoc", "lxml"}


def test_layers_hold() -> None:
    result = lint_imports(PROJECT / "src", PROJECT)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("module", "line", "seen"),
    [
        ("spans.py", "import plandoc.model", "plandoc.spans is not allowed to import plandoc.model"),
        ("source/planted.py", "import plandoc.choices", "plandoc.source is not allowed to import plandoc.choices"),
        ("model/planted.py", "import lxml", "plandoc.model is not allowed to import lxml"),
        ("stray.py", "x = 1", "stray"),
    ],
)
def test_planted_import_breaks_the_layers(tmp_path: Path, module: str, line: str, seen: str) -> None:
    copy = tmp_path / "src" / "plandoc"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    planted = copy / module
    planted.parent.mkdir(exist_ok=True)
    with planted.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    result = lint_imports(tmp_path / "src", tmp_path)
    assert result.returncode != 0
    assert seen in result.stdout


def test_forbidden_list_names_every_runtime_dependency() -> None:
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {contract["id"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}
    forbidden = set(contracts["standard-library"]["forbidden_modules"])
    named_otherwise = {"markdown-it-py": "markdown_it", "python-docx": "docx", "pyyaml": "yaml"}
    names = dependency_names("runtime")
    assert forbidden == {named_otherwise.get(name, name.replace("-", "_")) for name in names}


def test_kept_files_speak_of_the_project_only() -> None:
    found = {relative(path): foreign_words(path.read_text(encoding="utf-8", errors="replace")) for path in kept_files()}
    assert {path: words for path, words in found.items() if words} == {}


@pytest.mark.parametrize(
    "text", ["see /ro" + "ot/x", "cp /wo" + "rk/a b", "`sha" + "red/design.md`", "a proto" + "type", "`/tm" + "p/x`"]
)
def test_foreign_word_is_seen(text: str) -> None:
    assert foreign_words(f"first line\n{text}\n")[0].startswith("line 2: ")


@pytest.mark.parametrize("text", ["https://example.org/work/5", "build/work/x", "tmp_path / 'a'", "a shared rule"])
def test_ordinary_words_are_not_foreign(text: str) -> None:
    assert foreign_words(text) == []


def test_architecture_page_names_what_exists() -> None:
    text = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LINES_OF_ARCHITECTURE
    names = named_paths(text)
    assert names
    assert sorted(name for name in names if not exists(name, PROJECT)) == []


def test_architecture_page_names_every_package() -> None:
    named = named_paths((PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8"))
    packages = {f"plandoc.{path.relative_to(PACKAGE).parts[0].removesuffix('.py')}" for path in MODULES}
    assert packages - {"plandoc.__init__"} <= named


def test_missing_path_and_module_are_seen(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    names = named_paths("`docs/` `docs/none.md` `plandoc.ghost` `plandoc.toml` `build/zh/a.pdf` `a/5` `plan-1/A.9`")
    assert names == {"docs/", "docs/none.md", "plandoc.ghost", "plandoc.toml"}
    assert {name for name in names if not exists(name, tmp_path)} == names - {"docs/"}


def test_readme_commands_are_make_targets() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    commands = make_commands(readme)
    assert {"build", "test"} <= commands <= targets(makefile)


def test_readme_commands_are_offered_by_plandoc() -> None:
    commands = plandoc_commands((PROJECT / "README.md").read_text(encoding="utf-8"))
    assert {"build", "check"} <= commands
    program = Path(sys.executable).with_name("plandoc")
    answers = {c: subprocess.run([program, c, "--help"], capture_output=True, check=False) for c in commands}
    assert {command: answer.stderr for command, answer in answers.items() if answer.returncode} == {}


def test_plandoc_command_is_read_with_its_path() -> None:
    assert plandoc_commands("    .venv/bin/plandoc ghost x  # why\nplandoc reads; `plandoc fmt`\n") == {"ghost", "fmt"}


def test_unknown_make_command_is_seen() -> None:
    text = "to make sense, run `make ghost`\n\n    make build\n\ngit clone x && make test\n"
    assert make_commands(text) == {"ghost", "build", "test"}


def test_help_lists_every_target() -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    result = subprocess.run(["make", "help"], cwd=PROJECT, capture_output=True, text=True, check=True)
    listed = set(re.findall(r"^make ([a-z-]+) +\S", result.stdout, flags=re.MULTILINE))
    assert listed == targets(makefile)
    assert {"help", "build", "test", "check", "bench", "preview", "clean"} <= listed


def dependency_names(kind: str) -> set[str]:
    """The package names in pyproject.toml, in normal form: `runtime`, or a dependency group's name."""
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = settings["project"]["dependencies"] if kind == "runtime" else settings["dependency-groups"][kind]
    return {re.split(r"[<>=!~;\[ ]", line)[0].lower().replace("_", "-") for line in lines}


def documented_dependencies(text: str) -> set[str]:
    """The names in the first column of the page's tables."""
    return {name.lower().replace("_", "-") for name in re.findall(r"^\| `([^`]+)` \|", text, flags=re.MULTILINE)}


def test_every_dependency_is_explained_and_pinned() -> None:
    wanted = dependency_names("runtime") | dependency_names("dev")
    page = documented_dependencies((PROJECT / "docs" / "dependencies.md").read_text(encoding="utf-8"))
    lock = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([a-z0-9-]+)==\S+", lock, flags=re.MULTILINE))
    assert wanted - page == set()
    assert wanted - pinned == set()


def test_page_explains_no_package_that_is_gone() -> None:
    page = documented_dependencies((PROJECT / "docs" / "dependencies.md").read_text(encoding="utf-8"))
    assert page - dependency_names("runtime") - dependency_names("dev") == set()


def test_undocumented_dependency_is_seen() -> None:
    assert documented_dependencies("| `Types-PyYAML` | x |\n| lxml | y |\ntext `babel`\n") == {"types-pyyaml"}
