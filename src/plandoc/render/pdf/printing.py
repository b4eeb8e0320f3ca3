"""Print finished HTML as PDF bytes: the same text, assets and time give the same bytes.

WeasyPrint lays out and writes; around it stand the repairs, the refusal of undeclared addresses and the tag pass.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from plandoc.render.pdf.assets import BASE_ADDRESS, AssetFetcher
from plandoc.render.pdf.fonts import font_files
from plandoc.render.pdf.notices import Notice, NoticeKind
from plandoc.render.pdf.structure import recorded_sources
from plandoc.render.pdf.tags import mend_tags

if TYPE_CHECKING:
    from weasyprint import Document

__all__ = ["PrintedPdf", "print_pdf"]

_NO_ASSETS: Mapping[str, bytes] = MappingProxyType({})
# Without a version, WeasyPrint 70 puts a name space of PDF 2.0 into a file of 1.7. No variant: that would be a claim.
_OPTIONS = MappingProxyType({"pdf_tags": True, "pdf_version": "1.7"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPdf:
    """A printed document, and what there is to say about the print."""

    data: bytes
    pages: int
    notices: tuple[Notice, ...]


def print_pdf(
    html: str, *, assets: Mapping[str, bytes] = _NO_ASSETS, created: datetime, identifier: str = ""
) -> PrintedPdf:
    """Print a whole HTML document as a tagged PDF.

    Args:
        html: the finished document; its `lang` and `title` become the PDF's.
        assets: the bytes of everything that the document refers to, by the relative address used there.
        created: the time written into the PDF (the caller knows about SOURCE_DATE_EPOCH); naive times are UTC.
        identifier: the first half of the file identifier, the same for all editions; empty for one from the content.

    Raises nothing on account of the document: refused addresses and layout warnings are notices.
    """
    import weasyprint

    from plandoc.render.pdf.repairs import repaired_layout

    fetcher = AssetFetcher(assets, font_files)
    with _heard_warnings() as heard, repaired_layout(weasyprint.VERSION) as repaired:
        source = weasyprint.HTML(string=html, base_url=BASE_ADDRESS, url_fetcher=fetcher)
        style = weasyprint.CSS(string=repaired.style, base_url=BASE_ADDRESS, url_fetcher=fetcher)
        document = source.render(stylesheets=[style], presentational_hints=False, **_OPTIONS)
        data = _written(document, created, identifier)
    notices = (*repaired.notices, *_refusals(fetcher), *heard.notices)
    return PrintedPdf(data=data, pages=len(document.pages), notices=notices)


def _written(document: "Document", created: datetime, identifier: str) -> bytes:
    aware = created if created.tzinfo else created.replace(tzinfo=UTC)
    document.metadata.created = document.metadata.modified = aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with recorded_sources() as sources:
        data: bytes = document.write_pdf(
            finisher=lambda _, pdf: mend_tags(pdf, sources), pdf_identifier=identifier.encode() or True, **_OPTIONS
        )
    return data


def _refusals(fetcher: AssetFetcher) -> Iterator[Notice]:
    for address in dict.fromkeys(fetcher.refused):
        yield Notice(
            kind=NoticeKind.ADDRESS_REFUSED,
            message=f"the document asks for {address}, which is not among its assets; it is left out",
            hint="declare the file as an asset and refer to it by its relative name",
        )


class _Ear(logging.Handler):
    """Collects what WeasyPrint logs while it prints."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._messages.append(record.getMessage())

    @property
    def notices(self) -> Iterator[Notice]:
        for message in dict.fromkeys(self._messages):
            # What was refused has its own notice.
            if "AddressRefusedError" not in message:
                missing = message.startswith(".notdef glyph")
                kind = NoticeKind.GLYPH_MISSING if missing else NoticeKind.LAYOUT_WARNING
                yield Notice(kind=kind, message=message)


@contextmanager
def _heard_warnings() -> Iterator[_Ear]:
    logger = logging.getLogger("weasyprint")
    ear = _Ear()
    propagated = logger.propagate
    logger.addHandler(ear)
    logger.propagate = False
    try:
        yield ear
    finally:
        logger.removeHandler(ear)
        logger.propagate = propagated
