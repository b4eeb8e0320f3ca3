"""Files into normalised texts: what is wrong with a file, and where."""

import os
from pathlib import Path

import pytest

from plandoc.diagnostics import Diagnostic, Findings
from plandoc.source.files import list_files, read_text
from plandoc.spans import SourceText


def read(root: Path, data: bytes) -> tuple[SourceText, list[Diagnostic]]:
    (root / "a.md").write_bytes(data)
    findings = Findings()
    source = read_text(root, "a.md", findings)
    assert source is not None
    return source, list(findings)


def places(source: SourceText, found: list[Diagnostic]) -> list[tuple[str, int, int]]:
    positions = [source.position(one.span.start) for one in found]
    return [(one.code.name, at.line, at.column) for one, at in zip(found, positions, strict=True)]


def test_byte_order_mark_and_line_ends_are_normalised(tmp_path: Path) -> None:
    source, found = read(tmp_path, "\ufeff一\r\n二\r三\n".encode())
    assert source.text == "一\n二\n三\n"
    assert source.path == "a.md"
    assert found == []


def test_bytes_that_are_not_utf8_are_reported_at_line_and_column(tmp_path: Path) -> None:
    source, found = read(tmp_path, "一\r\n二三".encode() + b"\xb5\xc0 and more\n")
    assert places(source, found) == [("PD002", 2, 3)]
    assert "0xb5" in found[0].message
    assert "UTF-8" in found[0].hint
    assert source.line(2).endswith(" and more")


def test_control_characters_are_reported_and_replaced(tmp_path: Path) -> None:
    source, found = read(tmp_path, "a\x00b\nc\u2028\x0bd\te\n".encode())
    assert places(source, found) == [("PD003", 1, 2), ("PD003", 2, 2), ("PD003", 2, 3)]
    assert [one.message.split()[3] for one in found] == ["U+0000", "U+2028", "U+000B"]
    assert source.text == "a\ufffdb\nc\ufffd\ufffdd\te\n"


def test_file_full_of_control_characters_is_reported_briefly(tmp_path: Path) -> None:
    _, found = read(tmp_path, bytes(5000))
    assert len(found) == 10
    assert "5000" in found[0].message


@pytest.mark.parametrize("path", ["missing.md", "folder", "folder/missing.md"])
def test_missing_file_is_reported(tmp_path: Path, path: str) -> None:
    (tmp_path / "folder").mkdir()
    findings = Findings()
    assert read_text(tmp_path, path, findings) is None
    assert [(one.code.name, one.span.path) for one in findings] == [("PD001", path)]


@pytest.mark.parametrize(
    "path", ["../secret.md", "a/../../secret.md", "/etc/hostname", "linked.md", "linked/secret.md"]
)
def test_paths_that_leave_the_workspace_are_refused(tmp_path: Path, path: str) -> None:
    root = tmp_path / "workspace"
    (root / "a").mkdir(parents=True)
    (tmp_path / "secret.md").write_text("secret", encoding="utf-8")
    (root / "linked.md").symlink_to(tmp_path / "secret.md")
    (root / "linked").symlink_to(tmp_path)
    findings = Findings()
    assert read_text(root, path, findings) is None
    (found,) = findings
    assert found.code.name == "PD001"
    assert "outside the workspace" in found.message


def test_paths_that_cannot_be_followed_are_refused(tmp_path: Path) -> None:
    (tmp_path / "loop.md").symlink_to(tmp_path / "loop.md")
    findings = Findings()
    assert read_text(tmp_path, "loop.md", findings) is None
    assert read_text(tmp_path, "a\x00b", findings) is None
    assert [one.code.name for one in findings] == ["PD001", "PD001"]


def test_pipe_is_no_file_and_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    findings = Findings()
    assert read_text(tmp_path, "a.md", findings) is None
    assert len(findings) == 1


def test_files_of_a_folder_are_listed_in_order(tmp_path: Path) -> None:
    for name in ("b.md", "a.md", ".hidden.md", "c.yaml"):
        (tmp_path / name).write_text("", encoding="utf-8")
    findings = Findings()
    assert list_files(tmp_path, ".", ".md", findings) == ("a.md", "b.md")
    assert list_files(tmp_path, "none", ".md", findings) == ()
    assert len(findings) == 0


def test_folder_outside_the_workspace_is_refused(tmp_path: Path) -> None:
    findings = Findings()
    assert list_files(tmp_path, "..", ".md", findings) == ()
    assert [one.code.name for one in findings] == ["PD001"]
