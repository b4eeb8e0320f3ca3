"""docs/commands.md names every command and every option of the program, and nothing else."""

import re
from collections.abc import Iterator
from pathlib import Path

from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from plandoc.cli.app import app
from plandoc.cli.build import JOBS
from plandoc.diagnostics.printing import print_json
from tests.workspaces import call, decision, make_workspace, read_checked

OPTION = re.compile(r"`(--?[a-zA-Z][a-z-]*)`")


def commands(command: object, name: str) -> Iterator[tuple[str, TyperCommand | TyperGroup]]:
    """Every command of the program by its full name."""
    assert isinstance(command, TyperCommand | TyperGroup)
    yield name, command
    if isinstance(command, TyperGroup):
        for key, below in command.commands.items():
            yield from commands(below, f"{name} {key}")


def offered() -> dict[str, set[str]]:
    """The options that each command offers; help apart, which all have."""
    return {
        name: {
            option
            for parameter in command.params
            if parameter.param_type_name == "option"
            for option in parameter.opts
            if option not in {"-h", "--help"}
        }
        for name, command in commands(get_command(app), "plandoc")
    }


def sections(page: str) -> dict[str, str]:
    """The text under the heading of each command, without that of the commands below it."""
    pieces = re.split(r"^##+ (plandoc.*)$", page, flags=re.MULTILINE)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def documented(page: str) -> dict[str, set[str]]:
    """The options in the first column of the tables in each section; help apart."""
    return {
        name: {
            option
            for row in re.findall(r"^\| (`-.*?) \|", text, flags=re.MULTILINE)
            for option in OPTION.findall(row)
            if option not in {"-h", "--help"}
        }
        for name, text in sections(page).items()
    }


def test_page_names_every_command_and_option_and_no_other(project: Path) -> None:
    page = (project / "docs" / "commands.md").read_text(encoding="utf-8")
    assert documented(page) == offered()
    assert {"plandoc build", "plandoc scenario set"} <= set(offered())


def test_missing_command_and_option_are_seen() -> None:
    page = "## plandoc build\n\n| `-x`, `--exact` N | y |\n\n`--other`\n\n## plandoc ghost\n"
    assert documented(page) == {"plandoc build": {"-x", "--exact"}, "plandoc ghost": set()}


def test_page_names_the_keys_of_the_json(project: Path, tmp_path: Path) -> None:
    page = (project / "docs" / "commands.md").read_text(encoding="utf-8")
    _, findings = read_checked(make_workspace(tmp_path, decision("1. 请[提出报告；\n")))
    keys = re.findall(r'^    "(\w+)":', print_json(findings, {}), flags=re.MULTILINE)
    assert keys
    assert [key for key in keys if f"`{key}`" not in sections(page)["plandoc check"]] == []


def test_help_of_every_command_says_what_it_does(tmp_path: Path) -> None:
    for name in offered():
        ran = call(tmp_path, *name.split()[1:], "--help")
        assert ran.code == 0
        assert f"Usage: {name} " in ran.out


def test_default_of_the_jobs_is_as_the_page_says() -> None:
    assert JOBS in {1, 2}
