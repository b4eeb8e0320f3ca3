import base64
import socket
from io import BytesIO
from pathlib import Path
from typing import NoReturn

import pikepdf
import pytest

from plandoc.render.pdf import NoticeKind, print_pdf
from plandoc.render.pdf.assets import BASE_ADDRESS, AddressRefusedError, AssetFetcher
from plandoc.render.pdf.fonts import font_files
from tests.render.pdf.specimen import CREATED, page, page_texts, printed

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def picture(address: str) -> str:
    return f'<image href="{address}" width="9" height="9"/>'


def drawn(inside: str) -> str:
    """The address of a picture that holds the picture itself."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{inside}</svg>'
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def attacks(secret: Path) -> list[str]:
    address = secret.as_uri()
    return [
        f'<img alt="x" src="{address}">',
        f'<img alt="x" src="../../{secret}">',
        f'<link rel="stylesheet" href="{address}">',
        f"<style>@import url('{address}');</style>",
        f"<style>@font-face {{ font-family: Latin; src: url('{address}') }}</style>",
        f"<style>p {{ background: url('{address}') }}</style>",
        f'<link rel="attachment" href="{address}">',
        f'<object data="{address}">x</object>',
        f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="{address}" width="9" height="9"/></svg>',
        '<img alt="x" src="https://example.org/x.png">',
        '<img alt="x" src="ftp://example.org/x.png">',
        '<img alt="x" src="data:image/png;base64,iVBORw0KGgo=">',
        f'<img alt="x" src="{drawn(picture(address))}">',
    ]


@pytest.mark.parametrize("number", range(13))
def test_nothing_undeclared_is_read(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(*_: object) -> NoReturn:
        pytest.fail("a print opened a connection")

    monkeypatch.setattr(socket.socket, "connect", no_network)
    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    secret = tmp_path / "secret.css"
    secret.write_text("p { color: red } /* SECRET */")
    document = printed(page(attacks(secret)[number] + "<p>正文</p>"))
    assert b"SECRET" not in document.data
    assert "正文" in page_texts(document.data)[0]
    assert NoticeKind.ADDRESS_REFUSED in {notice.kind for notice in document.notices}


def test_a_drawn_picture_is_shown_with_its_alternative() -> None:
    square = drawn('<rect width="9" height="9"/>')
    document = printed(page(f'<img alt="Nine by nine" src="{square}">'))
    assert document.notices == ()
    with pikepdf.open(BytesIO(document.data)) as pdf:
        told = [str(one["/Alt"]) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
    assert told == ["Nine by nine"]


def test_a_declared_asset_is_used() -> None:
    html = page('<link rel="stylesheet" href="looks/print.css"><p class="later">后</p><img alt="x" src="pixel.png">')
    assets = {"looks/print.css": b".later { break-before: page }", "pixel.png": PIXEL}
    document = print_pdf(html.replace("<p", "<p>前</p><p", 1), assets=assets, created=CREATED)
    assert document.pages == 2
    assert document.notices == ()
    assert b"/Image" in document.data


def test_only_font_files_are_read_from_the_disk(tmp_path: Path) -> None:
    fetcher = AssetFetcher({}, font_files)
    font = min(font_files())
    assert fetcher(font.as_uri()).read() == font.read_bytes()
    beside = tmp_path / "not-a-font.txt"
    beside.write_text("x")
    winding = f"file://{font.parent}/../{font.parent.name}/{font.name}"
    for address in (beside.as_uri(), winding, f"{BASE_ADDRESS}nothing", f"{BASE_ADDRESS}../pixel.png", "file://host/x"):
        with pytest.raises(AddressRefusedError):
            fetcher(address)
    assert len(fetcher.refused) == 5
