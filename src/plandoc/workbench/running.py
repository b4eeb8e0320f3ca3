"""The preview's server run in the foreground: on a free port, in silence, until it is interrupted."""

import asyncio
import logging
import socket
from collections.abc import Callable
from types import FrameType

import uvicorn

from plandoc.workbench.announcing import Announcer
from plandoc.workbench.guarding import Guard
from plandoc.workbench.preview import Preview
from plandoc.workbench.server import make_app

_PATIENCE = 3
"""Seconds that answers which are under way get when the server ends."""


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens at an address, port 0 being any free one; raise `OSError` where it cannot."""
    family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    opened = socket.socket(family, kind, protocol)
    try:
        # A port that was used a moment ago may be used again; one that is in use may not.
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind(place)
        opened.listen(128)
    except OSError:
        opened.close()
        raise
    return opened


def run(preview: Preview, guard: Guard, opened: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until interrupted (SIGINT, SIGTERM); `ready` is called once pages are answered."""
    announcer = Announcer()
    config = uvicorn.Config(
        make_app(preview, guard, announcer),
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="on",
        timeout_graceful_shutdown=_PATIENCE,
        h11_max_incomplete_event_size=64 * 1024,
    )
    # What goes wrong in an answer is told in the terminal; that a server starts and stops is not.
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
    try:
        asyncio.run(_Foreground(config, announcer, ready).serve(sockets=[opened]))
    except KeyboardInterrupt:
        # The server has ended in order and passes the signal on; this is how a preview ends.
        return
    finally:
        opened.close()


class _Foreground(uvicorn.Server):
    """A server that says when it is ready, and ends open streams when it is to end."""

    def __init__(self, config: uvicorn.Config, announcer: Announcer, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._announcer = announcer
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets)
        self._ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._loop.call_soon_threadsafe(self._announcer.close)
        super().handle_exit(sig, frame)
