"""Events to every page that is open: each listener gets what is announced from when it began to listen."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass

import anyio
from anyio.streams.memory import MemoryObjectSendStream

_WAITING = 20
"""Events that wait for a slow listener before it is dropped; a browser then comes again and hears how things stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event of a stream (WHATWG HTML, server-sent events)."""

    name: str
    data: str


class Announcer:
    """Hands events to all listeners; none of them can hold up the others."""

    def __init__(self) -> None:
        """Begin without listeners."""
        self._listeners: set[MemoryObjectSendStream[Event]] = set()
        self._closed = False

    def announce(self, event: Event) -> None:
        """Tell all listeners; one that does not take what waits for it is dropped."""
        for listener in tuple(self._listeners):
            try:
                listener.send_nowait(event)
            except (anyio.WouldBlock, anyio.BrokenResourceError):
                self._drop(listener)

    async def listen(self, *first: Event) -> AsyncGenerator[Event, None]:
        """Yield some events, and then what is announced, until the announcer closes."""
        send, receive = anyio.create_memory_object_stream[Event](_WAITING)
        with send, receive:
            if self._closed:
                return
            self._listeners.add(send)
            try:
                for event in first:
                    yield event
                async for event in receive:
                    yield event
            finally:
                self._listeners.discard(send)

    def close(self) -> None:
        """End all listening, now and from now on."""
        self._closed = True
        for listener in tuple(self._listeners):
            self._drop(listener)

    def _drop(self, listener: MemoryObjectSendStream[Event]) -> None:
        self._listeners.discard(listener)
        listener.close()
