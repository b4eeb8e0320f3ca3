"""The preview's server: its addresses, each to one answer. No address, and no part of one, leads to a file's path."""

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from functools import partial
from urllib.parse import quote

import anyio
import anyio.to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from plandoc.render.templates import TemplateFault
from plandoc.workbench.announcing import Announcer, Event
from plandoc.workbench.answers import clean_text, redline_file, save_scenario
from plandoc.workbench.asking import Refused, read_asked
from plandoc.workbench.desk import UnknownText
from plandoc.workbench.guarding import Guard, Guarded
from plandoc.workbench.preview import Preview, Standing

_PING = 20
"""Seconds of silence after which a stream shows that it is alive."""


class Server:
    """Answers the pages of one preview, and tells them of changes."""

    def __init__(self, preview: Preview, announcer: Announcer) -> None:
        """Serve a preview; the announcer is told what changes."""
        self._preview = preview
        self._announcer = announcer
        self._saving = anyio.Lock()
        """Held while a scenario is compared with its file and written, so that of two who save one is told."""
        self._renewing = anyio.Lock()

    async def page(self, request: Request) -> Response:
        """Answer with the page of a document, `/?document=NAME`; without a name with the first."""
        name = request.query_params.get("document") or self._preview.first_document()
        return HTMLResponse(self._preview.page(name))

    async def asset(self, request: Request) -> Response:
        """Answer with a file of the page, found by its name in a table of all that there are.

        An address that names the edition of the files may be kept by the browser: what stands there never changes.
        """
        found = self._preview.assets.get(request.path_params["name"])
        if found is None:
            raise Refused(404, "The page has no such file.")
        kept = request.path_params.get("edition") == self._preview.edition
        headers = {"Cache-Control": "private, max-age=86400, immutable"} if kept else None
        return Response(found[1], media_type=found[0], headers=headers)

    async def text(self, request: Request) -> Response:
        """Answer with the rows of a clean text that changed."""
        # In the loop itself: an answer takes milliseconds, and threads would only take turns.
        return JSONResponse(clean_text(self._preview, await read_asked(request)))

    async def scenarios(self, _: Request) -> Response:
        """Answer with all scenarios."""
        return JSONResponse(self._preview.scenarios())

    async def save(self, request: Request) -> Response:
        """Write a scenario; `If-Match` names the file that it was made from, `If-None-Match: *` says there is none."""
        expected = _expected(request)
        asked = await read_asked(request)
        async with self._saving:
            answer = save_scenario(self._preview, request.path_params["name"], asked, expected)
            await self.renew()
        return JSONResponse(answer)

    async def redline(self, request: Request) -> Response:
        """Answer with a redline as a file to take away."""
        asked = await read_asked(request)
        file = await anyio.to_thread.run_sync(partial(redline_file, self._preview, asked))
        disposition = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
        return Response(file.data, media_type=file.media_type, headers={"Content-Disposition": disposition})

    async def events(self, _: Request) -> Response:
        """Answer with the stream of what changes, how things stand first of all."""
        from sse_starlette.sse import EventSourceResponse

        return EventSourceResponse(self._stream(), ping=_PING)

    async def _stream(self) -> AsyncGenerator[dict[str, str], None]:
        first = Event(name="standing", data=json.dumps(self._preview.standing.as_json(), ensure_ascii=False))
        async for event in self._announcer.listen(first):
            yield {"event": event.name, "data": event.data}

    async def renew(self) -> None:
        """Read the files again, and tell all pages if anything is other than before."""
        async with self._renewing:
            before = self._preview.standing
            after = await anyio.to_thread.run_sync(self._preview.renew)
            if after != before:
                self._announcer.announce(_news(before, after))


def make_app(preview: Preview, guard: Guard, announcer: Announcer) -> ASGIApp:
    """Return the application that serves a preview behind its guard; it watches the files as long as it runs."""
    server = Server(preview, announcer)
    routes = [
        Route("/", server.page),
        Route("/assets/{name}", server.asset),
        Route("/assets/{edition}/{name}", server.asset),
        Route("/favicon.ico", _no_picture),
        Route("/text", server.text, methods=["POST"]),
        Route("/scenarios", server.scenarios),
        Route("/scenarios/{name}", server.save, methods=["PUT"]),
        Route("/redline", server.redline, methods=["POST"]),
        Route("/events", server.events),
    ]
    handlers = {Refused: _refused, UnknownText: _unknown, TemplateFault: _faulty, HTTPException: _wrong, 500: _mistake}

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncGenerator[None, None]:
        stop = anyio.Event()
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(_follow, server, preview, stop)
            yield
            stop.set()
            announcer.close()

    return Guarded(Starlette(routes=routes, exception_handlers=handlers, lifespan=lifespan), guard)


async def _follow(server: Server, preview: Preview, stop: anyio.Event) -> None:
    """Renew the preview whenever files of the workspace change."""
    from plandoc.workbench.watching import Paths, top_folders, watch

    async def renew(_: Paths) -> None:
        await server.renew()

    await watch(preview.root, top_folders(preview.desk.workspace.settings.sources), stop, renew)


def _news(before: Standing, after: Standing) -> Event:
    """Return the event that tells what changed: `reload`, `scenarios`, or `findings`; each says how all stands."""
    name = "findings"
    if after.version != before.version:
        name = "reload"
    elif after.scenarios != before.scenarios:
        name = "scenarios"
    return Event(name=name, data=json.dumps(after.as_json(), ensure_ascii=False))


def _expected(request: Request) -> str | None:
    """Return the digest of the file that a request expects, None for no file."""
    named, none = request.headers.get("if-match"), request.headers.get("if-none-match")
    if named is not None and none is None:
        return named.strip('"')
    if none == "*" and named is None:
        return None
    raise Refused(428, "Say which file this was made from (If-Match), or that there is none (If-None-Match: *).")


async def _no_picture(_: Request) -> Response:
    return Response(status_code=204)


def _refused(_: Request, error: Exception) -> Response:
    return JSONResponse(error.answer, error.status) if isinstance(error, Refused) else _mistake(_, error)


def _unknown(request: Request, error: Exception) -> Response:
    return _plain(request, 404, str(error))


def _faulty(request: Request, error: Exception) -> Response:
    return _plain(request, 500, f"The page cannot be made: {error}.")


def _wrong(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 400
    return _plain(request, status, "There is nothing at this address." if status == 404 else str(error))  # noqa: PLR2004


def _mistake(request: Request, _: Exception) -> Response:
    return _plain(request, 500, "This is a mistake in plandoc itself; the terminal shows more.")


def _plain(request: Request, status: int, problem: str) -> Response:
    """Return a problem as text for people who opened an address, as JSON for the page."""
    if request.url.path == "/":
        return PlainTextResponse(f"{problem}\n", status)
    return JSONResponse({"problem": problem}, status)
