"""Changes of a workspace's files, whatever program saves them."""

from collections.abc import Awaitable, Callable
from pathlib import Path, PurePosixPath
from typing import TypeAlias

import anyio
from watchfiles import Change, awatch

ENDINGS = (".md", ".yaml", ".po", ".toml", ".j2", ".css", ".js", ".docx")
"""Of the files that say something: sources, scenarios, translations, settings, templates."""
Paths: TypeAlias = tuple[str, ...]
_DEBOUNCE, _STEP = 150, 25
"""Milliseconds that a burst of changes may last, and after which a silence ends it."""


def top_folders(sources: str) -> Paths:
    """Return the folders of a workspace whose files matter; `sources` is where its settings say that they are.

    Of that path it is the first folder, so that those below it may be deleted and made anew.
    """
    return tuple(dict.fromkeys((*PurePosixPath(sources).parts[:1], "locales", "templates")))


async def watch(root: Path, folders: Paths, stop: anyio.Event, tell: Callable[[Paths], Awaitable[None]]) -> None:
    """Tell of the paths that changed together, relative to the workspace and sorted, until `stop` is set.

    What is watched are the files right in `root`, and all in the folders, which may come and go.
    """
    watcher = _Watcher(root, folders, tell)
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(watcher.follow_top, stop)
        tasks.start_soon(watcher.follow_folders, stop)


class _Watcher:
    """Watches the top of a workspace, and its folders as long as they are there."""

    def __init__(self, root: Path, folders: Paths, tell: Callable[[Paths], Awaitable[None]]) -> None:
        self._root = root.resolve()
        self._folders = folders
        self._tell = tell
        self._moved = anyio.Event()
        """Set when one of the folders came or went."""

    async def follow_top(self, stop: anyio.Event) -> None:
        """Tell of files at the top, and set `_moved` where a folder came or went, and at the end."""
        async for changes in awatch(
            self._root, recursive=False, watch_filter=self._matters, stop_event=stop, debounce=_DEBOUNCE, step=_STEP
        ):
            paths = self._relative(changes)
            if any(path in self._folders for path in paths):
                self._moved.set()
            await self._tell(paths)
        self._moved.set()

    async def follow_folders(self, stop: anyio.Event) -> None:
        """Tell of files in the folders; begin again whenever one of the folders came or went."""
        while not stop.is_set():
            moved = self._moved = anyio.Event()
            there = [self._root / folder for folder in self._folders if (self._root / folder).is_dir()]
            if not there:
                await moved.wait()
                continue
            async for changes in awatch(
                *there, watch_filter=self._matters, stop_event=moved, debounce=_DEBOUNCE, step=_STEP
            ):
                await self._tell(self._relative(changes))

    def _matters(self, _: Change, path: str) -> bool:
        relative = Path(path).relative_to(self._root)
        if any(name.startswith(".") for name in relative.parts):
            return False
        return relative.as_posix() in self._folders or relative.suffix in ENDINGS

    def _relative(self, changes: set[tuple[Change, str]]) -> Paths:
        return tuple(sorted({Path(path).relative_to(self._root).as_posix() for _, path in changes}))
