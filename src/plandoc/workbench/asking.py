"""What a page asks, read from the body of its request: JSON of a known shape, never more of it than is allowed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from starlette.requests import Request

from plandoc.workbench.guarding import LARGEST_BODY


class Refused(Exception):  # noqa: N818 - an answer, not a mistake of ours
    """A request that is answered with a status and a sentence, and maybe with more that the page can show."""

    def __init__(self, status: int, problem: str, **more: object) -> None:
        """Keep what is answered; `problem` is for whoever asked."""
        super().__init__(problem)
        self.status = status
        self.answer = {"problem": problem, **more}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The object that a request holds."""

    fields: Mapping[str, object]

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text; `Refused` where there is something else, or nothing and no default."""
        found = self.fields.get(key)
        if found is None and default is not None:
            return default
        if not isinstance(found, str):
            raise Refused(400, f"The key {key} must hold a text.")
        return found

    def inner(self, key: str) -> "Asked | None":
        """Return an object within the object; None where there is none."""
        found = self.fields.get(key)
        if found is None:
            return None
        if not isinstance(found, dict):
            raise Refused(400, f"The key {key} must hold an object.")
        return Asked(fields=found)

    def texts(self, key: str) -> frozenset[str]:
        """Return the texts of a list."""
        found = self.fields.get(key)
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            raise Refused(400, f"The key {key} must hold a list of texts.")
        return frozenset(cast("list[str]", found))


async def read_asked(request: Request) -> Asked:
    """Read the body of a request; `Refused` where it is too long, or no JSON object."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise Refused(413, f"A request has at most {LARGEST_BODY} bytes.")
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refused(400, "The request is not JSON, or nests too deeply.") from error
    if not isinstance(found, dict):
        raise Refused(400, "The request must be a JSON object.")
    return Asked(fields=found)
