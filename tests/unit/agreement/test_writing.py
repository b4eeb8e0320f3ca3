"""Writing: all files or none, with the line ends that they have."""

from pathlib import Path

import pytest

from plandoc.agreement.refusal import RefusedError
from plandoc.agreement.writing import print_differences, write_all
from plandoc.build.writing import write_whole
from plandoc.diagnostics import Findings
from plandoc.source.files import read_text
from plandoc.spans import SourceText, source_text


def read(root: Path, **files: bytes) -> dict[str, SourceText]:
    """Write files and read them as the commands do."""
    found = {}
    for name, data in files.items():
        (root / name).write_bytes(data)
        text = read_text(root, name, Findings())
        assert text is not None
        found[name] = text
    return found


@pytest.mark.parametrize(
    ("before", "after", "written"),
    [
        (b"a\nb\n", "a\nc\n", b"a\nc\n"),
        (b"a\r\nb\r\nc\r\n", "a\nd\nc\n", b"a\r\nd\r\nc\r\n"),
        (b"\xef\xbb\xbfa\r\nb", "a\n", b"\xef\xbb\xbfa\r\n"),
        (b"a\r\nb\nc\r\nd\r\n", "x\nb\nc\n", b"x\r\nb\nc\r\n"),
        (b"a\rb\r", "a\nb\nc\n", b"a\rb\rc\r"),
    ],
)
def test_lines_that_stay_keep_their_bytes(tmp_path: Path, before: bytes, after: str, written: bytes) -> None:
    write_all(tmp_path, read(tmp_path, one=before), {"one": after})
    assert (tmp_path / "one").read_bytes() == written


def test_a_failure_puts_everything_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = read(tmp_path, one=b"1\r\n", two=b"2\n")

    def failing(path: Path, data: bytes) -> None:
        if path.name == "two":
            raise OSError(28, "No space left on device")
        write_whole(path, data)

    monkeypatch.setattr("plandoc.agreement.writing.write_whole", failing)
    with pytest.raises(RefusedError, match=r"two cannot be written: No space left on device\."):
        write_all(tmp_path, before, {"new": "0\n", "one": "x\n", "two": "y\n"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"one": b"1\r\n", "two": b"2\n"}


def test_what_was_changed_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    before = read(tmp_path, one=b"1\n", two=b"2\n")
    (tmp_path / "two").write_bytes(b"3\n")
    with pytest.raises(RefusedError, match=r"two was changed meanwhile\."):
        write_all(tmp_path, before, {"one": "x\n", "two": "y\n"})
    (tmp_path / "new").write_bytes(b"")
    with pytest.raises(RefusedError, match=r"new was changed meanwhile\."):
        write_all(tmp_path, before, {"one": "x\n", "new": "y\n"})
    assert (tmp_path / "one").read_bytes() == b"1\n"


def test_differences_are_those_of_diff() -> None:
    assert print_differences({"a": source_text("a", "1\n2")}, {"a": "1\n3", "b": "4\n"}) == (
        "--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n 1\n-2\n\\ No newline at end of file\n+3\n\\ No newline at end of file\n"
        "--- /dev/null\n+++ b/b\n@@ -0,0 +1 @@\n+4\n"
    )
