"""A small negotiated text and its preview: asked in this process, or served by a process of its own."""

import asyncio
import json
import os
import re
import signal
import subprocess
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from httpx import ASGITransport, AsyncClient, Response

from plandoc.build.created import UNDATED
from plandoc.workbench.announcing import Announcer
from plandoc.workbench.guarding import TOKEN_HEADER, Address, Guard
from plandoc.workbench.preview import Preview
from plandoc.workbench.server import make_app
from tests.workspaces import PROGRAM, make_workspace

GUARD = Guard(address=Address(host="127.0.0.1", port=8650), token="secret")
PART = "sources/a.md"
CHAIR = "sources/scenarios/chair.yaml"
FILES = {
    PART: "---\nid: a\nkind: decision\n---\n# 决定\n\n"
    "1. {one}[*One* ]words {k.1}[two] {k.2}[three] {n}[four] and {=session|--};\n\n"
    "{whole}[2. *Again* as in paragraph 1;]\n\n3. *Ends* here.\n",
    "sources/scenarios/first.yaml": "title: First\ndefault: keep\n",
    CHAIR: "# Mine.\ntitle: Chair\nchoices:\n  a/1#n: keep # why\nvalues:\n  session: {zh: 五, en: fifth}\n",
}
"""An example, synthetic: four groups and a value, and a scenario that decides one of them."""


class Page:
    """A page that asks a server within this process, as its modules would."""

    def __init__(self, root: Path, files: Mapping[str, str] | None = None) -> None:
        self.root = make_workspace(root, {**FILES, **(files or {})})
        self.preview = Preview(self.root, UNDATED, GUARD.token)
        self.app = make_app(self.preview, GUARD, Announcer())

    def send(
        self,
        method: str,
        path: str,
        content: bytes | AsyncIterator[bytes] = b"",
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """Send a request as it stands."""

        async def sent() -> Response:
            transport = ASGITransport(self.app, raise_app_exceptions=False)
            async with AsyncClient(transport=transport, base_url=GUARD.address.url) as client:
                return await client.request(method, path, content=content, headers=headers)

        return asyncio.run(sent())

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Response:
        return self.send("GET", path, headers=headers)

    def ask(self, path: str, body: object, method: str = "POST", headers: Mapping[str, str] | None = None) -> Response:
        """Ask with the token that the page was given."""
        return self.send(method, path, json.dumps(body).encode(), {TOKEN_HEADER: GUARD.token, **(headers or {})})

    def text(self, state: object, **more: object) -> dict[str, Any]:
        """The answer to a state, which must be a good one."""
        answer = self.ask("/text", {"document": "decision", "language": "zh", "state": state, **more})
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def save(self, name: str, body: Mapping[str, object], etag: str | None = None) -> Response:
        """Save a scenario over the file of that digest, or as a new one."""
        headers = {"If-Match": f'"{etag}"'} if etag else {"If-None-Match": "*"}
        agenda = self.preview.desk.agenda
        return self.ask(f"/scenarios/{name}", {"scope": [*agenda.choices, *agenda.values], **body}, "PUT", headers)

    def etag(self, name: str) -> str:
        """The digest of a scenario's file, as the server says."""
        return next(str(one["etag"]) for one in self.get("/scenarios").json() if one["name"] == name)


class Served(NamedTuple):
    """A preview that runs in a process of its own."""

    url: str
    process: "subprocess.Popen[str]"


@contextmanager
def served(root: Path, *arguments: str) -> Iterator[Served]:
    """Run `plandoc preview` on a free port until the block ends; it must then end well and in silence."""
    command = [str(PROGRAM), "-C", str(root), "preview", "--port", "0", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ})
    assert process.stdout is not None
    line = process.stdout.readline()
    try:
        found = re.match(r"(http://127\.0\.0\.1:\d+)/", line)
        assert found, f"no address in {line!r}"
        yield Served(found[1], process)
    finally:
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 0, errors
    assert "Traceback" not in errors, errors


def token_of(page: str) -> str:
    """The token that a page was given."""
    found = re.search(r'"token":"([^"]+)"', page)
    assert found
    return found[1]
