"""The workspace as it stood at a git revision: its files out of the object database, then read like any other.

Git is asked for names and contents of objects only. Nothing is checked out, no hook, filter or attribute of the
repository runs, nothing is fetched, and no file gets a name that git did not give and this module did not look at.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from plandoc.diagnostics import Findings
from plandoc.model.workspace import Workspace
from plandoc.source import settings
from plandoc.source.files import read_text
from plandoc.source.workspace import read_workspace
from plandoc.spans import Span

ENDINGS = (".md", ".yaml", ".toml", ".po")
"""Endings of the files that a workspace is read from."""
_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_NAMESPACE")
"""What would point git at another repository than that of the workspace, as inside a hook."""
_QUIET = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}
_LOCAL = ("-c", "core.fsmonitor=false", "-c", "protocol.allow=never", "--literal-pathspecs")
_SECONDS = 60
_FILES = {"100644", "100755"}
"""Modes of plain files; a link or another repository's commit has others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """A commit of the repository."""

    name: str
    """Its full name, in hexadecimal."""
    date: str
    """The day on which it was committed, `2022-03-28`."""
    tags: tuple[str, ...] = ()
    """In the order of the alphabet."""

    @property
    def label(self) -> str:
        """What people know it by: a tag, or its day."""
        return next(iter(self.tags), self.date)


class UnreadableRevision(Exception):  # noqa: N818 - what was asked for, which becomes a refusal
    """There is no such revision, or no way to it; the words are one sentence, `hint` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep the sentence and the hint."""
        super().__init__(message)
        self.hint = hint


def read_revision(root: Path, revision: str, findings: Findings) -> Workspace:
    """Read the workspace in the folder `root` as it stood at a revision: a commit, `HEAD~2`, a branch or a tag.

    The folder may lie below the top of its repository. Paths and findings are as for `read_workspace`; a link among the
    files is reported (PD001) and not followed. Raises `UnreadableRevision`.
    """
    repository = _Repository(root=root)
    commit = repository.commit(revision)
    with TemporaryDirectory(prefix="plandoc-") as name:
        folder = Path(name)
        repository.take_out(commit, (settings.FILE,), folder, findings)
        if not (folder / settings.FILE).is_file():
            message = f"At {revision} there is no {settings.FILE} here."
            raise UnreadableRevision(message, "Name a revision in which the workspace is in this folder already.")
        repository.take_out(commit, ("locales", _sources(folder)), folder, findings)
        return read_workspace(folder, findings)


def commits_since(root: Path, revision: str, paths: tuple[str, ...]) -> tuple[Commit, ...]:
    """Return a revision and the commits from there to the present one that touched any of the paths, oldest first.

    Paths lead from the folder `root`; of a merge only its own line counts. Raises `UnreadableRevision`.
    """
    repository = _Repository(root=root)
    first = repository.commit(revision)
    inside = tuple(path for path in paths if _stays_inside(path))
    return repository.commits("--no-walk", first) + repository.commits(
        "--first-parent", "--reverse", f"{first}..HEAD", "--", *inside
    )


def _sources(folder: Path) -> str:
    source = read_text(folder, settings.FILE, Findings())
    named = settings.read_settings(source, Findings()).sources if source else ""
    # What leads out of the folder is reported by the reader of the workspace, and is not asked of git.
    return named if _stays_inside(named) else "locales"


def _stays_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A file of a commit."""

    mode: str
    object: str
    path: str
    """Below the folder of the workspace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Repository:
    """The repository that a folder lies in."""

    root: Path

    def commit(self, revision: str) -> str:
        """Return the name of the commit that a revision means."""
        if shutil.which("git") is None:
            message = "git is not installed, so no revision can be read."
            raise UnreadableRevision(message, "Install it, for example with `apt install git`.")
        inside = self._git("rev-parse", "--is-inside-work-tree")
        if inside.returncode:
            said = inside.stderr.decode(errors="replace").strip().partition("\n")[0].removeprefix("fatal: ")
            message = f"The folder {self.root} is in no git repository that can be read: {said}."
            raise UnreadableRevision(message, "A revision is one of the repository that the workspace lies in.")
        # A name that begins with a dash, a line end or NUL is no revision, and must not become an option of git.
        if revision.isprintable() and not revision.startswith("-"):
            found = self._git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
            if found.returncode == 0:
                return found.stdout.decode().strip()
        message = f"There is no revision {revision!r}."
        raise UnreadableRevision(message, "A revision is a commit, HEAD~2, a branch or a tag.")

    def commits(self, *wanted: str) -> tuple[Commit, ...]:
        """Return the commits that `git rev-list` lists."""
        listed = self._asked("rev-list", "--no-commit-header", "--format=%H %cs", *wanted).decode().splitlines()
        tags = self._tags() if listed else {}
        pairs = (line.split(" ") for line in listed)
        return tuple(Commit(name=name, date=date, tags=tags.get(name, ())) for name, date in pairs)

    def _tags(self) -> dict[str, tuple[str, ...]]:
        """Return the tags of each commit that has any; an annotated tag is an object that names its commit."""
        form = "--format=%(objectname) %(*objectname) %(refname:strip=2)"
        found: dict[str, tuple[str, ...]] = {}
        for line in self._asked("for-each-ref", form, "refs/tags").decode(errors="replace").splitlines():
            own, tagged, tag = line.split(" ", 2)
            found[tagged or own] = (*found.get(tagged or own, ()), tag)
        return found

    def take_out(self, commit: str, paths: tuple[str, ...], folder: Path, findings: Findings) -> None:
        """Write the files below some paths of a commit into a folder, byte for byte as they were committed."""
        entries = [entry for entry in self._entries(commit, paths) if entry.path.endswith(ENDINGS)]
        for entry in entries:
            if entry.mode not in _FILES:
                findings.add(
                    "PD001",
                    Span(path=entry.path, start=0, end=0),
                    f"The file {entry.path} cannot be read: at this revision it is a link.",
                    hint="Links are not followed in revisions; commit the file itself.",
                )
        files = [entry for entry in entries if entry.mode in _FILES and _stays_inside(entry.path)]
        for entry, data in zip(files, self._contents(files), strict=True):
            place = folder / entry.path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)

    def _entries(self, commit: str, paths: tuple[str, ...]) -> Iterator[_Entry]:
        listed = self._asked("ls-tree", "-r", "-z", commit, "--", *paths)
        for line in listed.decode("utf-8", errors="surrogateescape").split("\0"):
            head, tab, path = line.partition("\t")
            if tab:
                mode, _, name = head.split(" ", 2)
                yield _Entry(mode=mode, object=name, path=path)

    def _contents(self, entries: list[_Entry]) -> Iterator[bytes]:
        """Yield the bytes of each entry's object."""
        data = self._asked("cat-file", "--batch", given="".join(f"{entry.object}\n" for entry in entries).encode())
        at = 0
        for _ in entries:
            end = data.index(b"\n", at)
            size = int(data[at:end].rpartition(b" ")[2])
            yield data[end + 1 : end + 1 + size]
            at = end + size + 2

    def _asked(self, *arguments: str, given: bytes = b"") -> bytes:
        done = self._git(*arguments, given=given)
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip()
            message = f"git {arguments[0]} failed: {said}."
            raise UnreadableRevision(message, "`git fsck` says whether the repository is sound.")
        return done.stdout

    def _git(self, *arguments: str, given: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
        environment = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE} | _QUIET
        return subprocess.run(
            ["git", *_LOCAL, *arguments],
            cwd=self.root,
            env=environment,
            input=given,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
