"""Who may ask the preview for what: only its own page, only under its own address, and never without a limit.

A page of any other site can send requests to a loopback address, and a name of any site can be made to lead to one
(DNS rebinding). So every request must bear a Host that is ours; what a page sends must come from our page (Origin,
Sec-Fetch-Site); and what makes or writes files must bear the token that our page alone was given.
"""

import hmac
import re
import secrets
from dataclasses import dataclass, field
from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 1_000_000
"""Bytes of the largest request that is read; a state of a thousand groups has about 40,000."""
TOKEN_HEADER = "X-Plandoc-Token"
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_EVERYWHERE = ("0.0.0.0", "::")
_HTTP = 80
_METHODS = ("GET", "HEAD", "POST", "PUT")
_READING = ("GET", "HEAD")
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?")

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Nothing runs but our own modules, nothing is fetched from elsewhere, and no other page may frame or open ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where the preview listens."""

    host: str
    """A name or an IP address; one of version 6 without brackets."""
    port: int

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        return _bracketed(self.host) in LOOPBACK

    @property
    def url(self) -> str:
        """The address to open in a browser of this machine."""
        host = "127.0.0.1" if self.host in _EVERYWHERE else _bracketed(self.host)
        return f"http://{host}" + ("" if self.port == _HTTP else f":{self.port}") + "/"

    def bears(self, host: str) -> bool:
        """Return whether a Host header names this address, port included.

        Where it listens at every address of the machine, any IP address will do: no name can be made to be one.
        """
        found = _HOST.fullmatch(host)
        if found is None or int(found[2] or _HTTP) != self.port:
            return False
        name = found[1].lower()
        return name in (*LOOPBACK, _bracketed(self.host).lower()) or (self.host in _EVERYWHERE and _is_number(name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What a request must show."""

    address: Address
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    """Known to our page alone; another one each time that the preview is started."""

    def refusal(self, method: str, path: str, headers: Headers) -> tuple[int, str] | None:
        """Return the status and the reason why a request is refused, or None where it may pass."""
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self.address.bears(hosts[0]):
            return 421, f"This address is not the preview's. Open {self.address.url}"
        if method not in _METHODS:
            return 405, "The preview answers GET, HEAD, POST and PUT."
        if not _is_ours(hosts[0], headers) and not _is_link(method, path, headers):
            return 403, "Only the preview's own page may ask for this."
        given = headers.get(TOKEN_HEADER, "").encode()
        if method not in _READING and not hmac.compare_digest(given, self.token.encode()):
            return 403, "This page was made by a preview that has ended. Reload it."
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > LARGEST_BODY:
            return 413, f"A request has at most {LARGEST_BODY} bytes."
        return None


class Guarded:
    """An ASGI application behind a guard; every answer bears the headers that bind the browser."""

    def __init__(self, app: ASGIApp, guard: Guard) -> None:
        """Put the guard before the application."""
        self._app = app
        self._guard = guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it before the application sees it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_bound(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        refused = self._guard.refusal(scope["method"], scope["path"], Headers(scope=scope))
        if refused is None:
            await self._app(scope, receive, send_bound)
            return
        status, reason = refused
        await JSONResponse({"problem": reason}, status)(scope, receive, send_bound)


def _is_ours(host: str, headers: Headers) -> bool:
    """Return whether our own page asks, or no page at all: a person in the address bar, a program."""
    origin = headers.get("origin")
    return origin in (None, f"http://{host}") and headers.get("sec-fetch-site", "none") in ("same-origin", "none")


def _is_link(method: str, path: str, headers: Headers) -> bool:
    """Return whether somebody followed a link to the page from elsewhere, such as a letter with a state in it."""
    return (
        method in _READING
        and path == "/"
        and "origin" not in headers
        and headers.get("sec-fetch-mode") == "navigate"
        and headers.get("sec-fetch-dest") == "document"
    )


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _is_number(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
