"""Orders into printed documents, once each, with what forbids writing them: errors, fonts and glyphs that lack."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from time import perf_counter
from typing import TypeAlias

from plandoc.build.preflight import has_fonts, has_glyphs
from plandoc.build.stopping import stops
from plandoc.build.targets import Target
from plandoc.diagnostics import Findings
from plandoc.model.order import Order
from plandoc.model.printed import PrintedDocument
from plandoc.model.workspace import Workspace

Typeset: TypeAlias = Callable[[Workspace, Order, Findings], PrintedDocument]
"""A stage: what to print into the document with every decision taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDocument:
    """A printed document and what is known of it."""

    printed: PrintedDocument
    digest: str
    """SHA-256 of everything in it."""
    seconds: float
    sound: bool
    """Whether no finding forbids writing it."""


class Setter:
    """Sets the documents of one build."""

    def __init__(self, workspace: Workspace, typeset: Typeset, findings: Findings) -> None:
        """Take the stage that sets a document, and the findings to add to."""
        self._workspace = workspace
        self._typeset = typeset
        self._findings = findings
        self._documents: dict[Order, SetDocument] = {}
        self._glyphs: dict[Order, bool] = {}

    def document(self, order: Order) -> SetDocument:
        """Return the document of an order; what is wrong with it is added to the findings."""
        if order not in self._documents:
            start = perf_counter()
            own = Findings()
            printed = self._typeset(self._workspace, order, own)
            self._findings.extend(own)
            scenario = order.scenario.name if order.scenario else None
            self._documents[order] = SetDocument(
                printed=printed,
                digest=sha256(repr(printed).encode()).hexdigest(),
                seconds=perf_counter() - start,
                sound=not any(stops(finding, scenario) for finding in own),
            )
        return self._documents[order]

    def may_be_written(self, target: Target) -> bool:
        """Return whether nothing forbids writing a target; pages need their fonts and a glyph for every character."""
        if not self.document(target.order).sound:
            return False
        return target.format != "pdf" or (self._has_fonts and self._has_glyphs(target.order))

    @cached_property
    def _has_fonts(self) -> bool:
        return has_fonts(self._workspace, self._findings)

    def _has_glyphs(self, order: Order) -> bool:
        if order not in self._glyphs:
            self._glyphs[order] = has_glyphs(self.document(order).printed, self._workspace, self._findings)
        return self._glyphs[order]
