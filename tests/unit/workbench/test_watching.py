"""Files that change, come and go are told of; listeners hear what is announced."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import anyio
import pytest

from plandoc.workbench.announcing import Announcer, Event
from plandoc.workbench.watching import top_folders, watch

PATIENCE = 10


def told(root: Path, *steps: Callable[[], object]) -> list[set[str]]:
    """What is told after each of some steps, each done when the step before has been told of."""

    async def follow() -> list[set[str]]:
        found: list[set[str]] = []
        stop, heard = anyio.Event(), asyncio.Queue[tuple[str, ...]]()
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(watch, root, top_folders("sources/cp"), stop, heard.put)
            await asyncio.sleep(0.4)
            for step in steps:
                await anyio.to_thread.run_sync(step)
                found.append(set(await asyncio.wait_for(heard.get(), PATIENCE)))
                # What belongs to one step may be told in several pieces.
                await asyncio.sleep(0.4)
                while not heard.empty():
                    found[-1] |= set(heard.get_nowait())
            stop.set()
        return found

    return asyncio.run(follow())


@pytest.mark.slow  # waits for the file system to tell
def test_sources_settings_and_templates_are_told_of(tmp_path: Path) -> None:
    for folder in ("sources/cp/scenarios", "locales/en/LC_MESSAGES", "build", ".git"):
        (tmp_path / folder).mkdir(parents=True)

    def unheard() -> None:
        for path in (
            "build/a.md",
            ".git/a.md",
            "sources/cp/.a.md.part",
            "sources/cp/a.md~",
            "notes.txt",
            "sources/cp/x.swp",
        ):
            (tmp_path / path).write_text("x")
        (tmp_path / "plandoc.toml").write_text("x")

    def template() -> None:
        (tmp_path / "templates/workbench").mkdir(parents=True)

    steps = [
        lambda: (tmp_path / "sources/cp/a.md").write_text("x"),
        lambda: (tmp_path / "sources/cp/scenarios/s.yaml").write_text("x"),
        lambda: (tmp_path / "locales/en/LC_MESSAGES/cp.po").write_text("x"),
        unheard,
        (tmp_path / "sources/cp/a.md").unlink,
        template,
        lambda: (tmp_path / "templates/workbench/foot.html.j2").write_text("x"),
    ]
    assert told(tmp_path, *steps) == [
        {"sources/cp/a.md"},
        {"sources/cp/scenarios/s.yaml"},
        {"locales/en/LC_MESSAGES/cp.po"},
        {"plandoc.toml"},
        {"sources/cp/a.md"},
        {"templates"},
        {"templates/workbench/foot.html.j2"},
    ]


@pytest.mark.slow  # waits for the file system to tell
def test_workspace_without_folders_is_watched_for_them(tmp_path: Path) -> None:
    def made() -> None:
        (tmp_path / "sources").mkdir()

    assert told(tmp_path, made, lambda: (tmp_path / "sources/a.md").write_text("x")) == [{"sources"}, {"sources/a.md"}]


def test_listeners_hear_from_when_they_came_until_the_end() -> None:
    async def listen() -> tuple[list[str], list[str], list[str]]:
        announcer = Announcer()
        heard: tuple[list[str], list[str], list[str]] = ([], [], [])

        async def hear(into: list[str]) -> None:
            stream = announcer.listen(Event(name="standing", data=""))
            async for event in stream:
                into += [event.name]

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(hear, heard[0])
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            announcer.announce(Event(name="one", data=""))
            await asyncio.sleep(0.01)
            tasks.start_soon(hear, heard[1])
            await asyncio.sleep(0.01)
            announcer.announce(Event(name="two", data=""))
            await asyncio.sleep(0.01)
            announcer.close()
        await hear(heard[2])
        return heard

    assert asyncio.run(listen()) == (["standing", "one", "two"], ["standing", "two"], [])


def test_listener_that_does_not_listen_holds_nobody_up() -> None:
    async def listen() -> list[str]:
        announcer = Announcer()
        slow = announcer.listen()
        first = asyncio.create_task(anext(slow))
        await asyncio.sleep(0.01)
        for number in range(100):
            announcer.announce(Event(name=str(number), data=""))
        heard = [(await first).name]
        heard.extend([event.name async for event in slow])
        return heard

    heard = asyncio.run(listen())
    assert heard == [str(number) for number in range(len(heard))]
    assert 1 < len(heard) < 100
