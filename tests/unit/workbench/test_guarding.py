"""Requests that must not reach the preview: of other sites, under other names, without the token, without a limit."""

from collections.abc import Mapping

import pytest
from starlette.datastructures import Headers

from plandoc.workbench.guarding import LARGEST_BODY, TOKEN_HEADER, Address, Guard

LOCAL = Address(host="127.0.0.1", port=8650)
GUARD = Guard(address=LOCAL, token="secret")
HOST = {"host": "127.0.0.1:8650"}
NAVIGATION = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}


def status(method: str, path: str, headers: Mapping[str, str], guard: Guard = GUARD) -> int:
    """The status of a request with these headers; 200 where it may pass."""
    refused = guard.refusal(method, path, Headers(headers))
    return 200 if refused is None else refused[0]


@pytest.mark.parametrize("host", ["127.0.0.1:8650", "localhost:8650", "LOCALHOST:8650", "[::1]:8650"])
def test_names_of_the_loopback_address_pass(host: str) -> None:
    assert status("GET", "/", {"host": host}) == 200


@pytest.mark.parametrize(
    "host",
    ["", "evil.example", "evil.example:8650", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8651", "127.0.0.1.evil.example:8650",
     "localhost:8650.evil.example", "localhost@evil.example:8650", "192.168.1.5:8650", "0.0.0.0:8650", "127.0.0.1:8650:8650",
     "localhost.:8650", "127.0.0.1:08650000", "[::1", "127.0.0.1:8650/", " 127.0.0.1:8650"],
)  # fmt: skip
def test_other_names_do_not(host: str) -> None:
    assert status("GET", "/", {"host": host}) == 421


def test_one_host_is_needed() -> None:
    assert status("GET", "/", {}) == 421
    twice = Headers(raw=[(b"host", b"127.0.0.1:8650"), (b"host", b"evil.example")])
    assert GUARD.refusal("GET", "/", twice) is not None


def test_another_host_is_named_by_itself_and_everywhere_by_any_number() -> None:
    one = Guard(address=Address(host="192.168.1.5", port=80))
    assert [status("GET", "/", {"host": host}, one) for host in ("192.168.1.5", "192.168.1.6", "room.example")] == [
        200,
        421,
        421,
    ]
    every = Guard(address=Address(host="0.0.0.0", port=8650))
    assert [status("GET", "/", {"host": f"{host}:8650"}, every) for host in ("10.0.0.7", "[fe80::1]", "a.example")] == [
        200,
        200,
        421,
    ]


def test_addresses_are_written_as_browsers_read_them() -> None:
    assert Address(host="127.0.0.1", port=8650).url == "http://127.0.0.1:8650/"
    assert Address(host="::1", port=80).url == "http://[::1]/"
    assert Address(host="0.0.0.0", port=8650).url == "http://127.0.0.1:8650/"
    assert [Address(host=host, port=1).is_loopback for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "10.0.0.7")] == [
        True, True, True, False, False
    ]  # fmt: skip


def test_pages_of_other_sites_get_nothing() -> None:
    for origin in (
        "http://evil.example",
        "null",
        "http://127.0.0.1:8651",
        "https://127.0.0.1:8650",
        "http://localhost:8650",
    ):
        assert status("GET", "/events", {"origin": origin, **HOST}) == 403
        assert status("POST", "/text", {"origin": origin, "x-plandoc-token": "secret", **HOST}) == 403
    for site in ("cross-site", "same-site", "anything"):
        assert status("GET", "/assets/app.js", {"sec-fetch-site": site, **HOST}) == 403
        assert status("POST", "/text", {"sec-fetch-site": site, "x-plandoc-token": "secret", **HOST}) == 403


def test_link_from_elsewhere_opens_the_page_and_only_the_page() -> None:
    assert status("GET", "/", {**HOST, **NAVIGATION}) == 200
    assert status("GET", "/events", {**HOST, **NAVIGATION}) == 403
    assert status("GET", "/", {**HOST, **NAVIGATION, "sec-fetch-dest": "iframe"}) == 403
    assert status("GET", "/", {"origin": "http://evil.example", **HOST, **NAVIGATION}) == 403
    assert status("POST", "/", {**HOST, **NAVIGATION}) == 403


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_what_makes_or_writes_needs_the_token(method: str) -> None:
    assert status(method, "/text", {**HOST}) == 403
    assert status(method, "/text", {"x-plandoc-token": "wrong", **HOST}) == 403
    assert status(method, "/text", {"x-plandoc-token": "sécret", **HOST}) == 403
    assert status(method, "/text", {**HOST, "x-plandoc-token": "secret"}) == 200


@pytest.mark.parametrize("method", ["DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "BREW"])
def test_other_methods_are_refused(method: str) -> None:
    assert status(method, "/", {"x-plandoc-token": "secret", **HOST}) == 405


@pytest.mark.parametrize("length", [str(LARGEST_BODY + 1), "-1", "ten", "9" * 40])
def test_long_bodies_are_refused_before_they_are_read(length: str) -> None:
    assert status("POST", "/text", {"x-plandoc-token": "secret", "content-length": length, **HOST}) == 413


def test_tokens_are_long_and_differ() -> None:
    first, second = Guard(address=LOCAL), Guard(address=LOCAL)
    assert first.token != second.token
    assert len(first.token) >= 32
    assert TOKEN_HEADER == "X-Plandoc-Token"
