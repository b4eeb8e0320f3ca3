"""Answer requests for addresses from declared assets, drawn pictures and installed fonts only; refuse every other one.

Sources come from outside: a style or an image address in them must never read a file or reach a network.
"""

from base64 import b64decode
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcherResponse

__all__ = ["BASE_ADDRESS", "AddressRefusedError", "AssetFetcher"]

BASE_ADDRESS = "https://assets.invalid/"
"""Where relative addresses of a document lead: `.invalid` never resolves (RFC 2606), and nothing is asked there."""

# WeasyPrint insists on the type of these two; it recognises images and fonts by their content.
_MEDIA_TYPES = MappingProxyType({".css": "text/css", ".svg": "image/svg+xml"})


_DRAWN = "data:image/svg+xml;base64,"
"""How the address of a picture begins that stands in the page itself; whatever it names is asked for here again."""


class AddressRefusedError(ValueError):
    """A document asked for an address that is no declared asset and no installed font."""


class AssetFetcher:
    """The fetcher of one print. WeasyPrint calls it with absolute addresses and logs what it raises."""

    # WeasyPrint reads this attribute of a fetcher: false means that a refusal is logged and the print goes on.
    _fail_on_errors = False

    def __init__(self, assets: Mapping[str, bytes], font_files: Callable[[], frozenset[Path]]) -> None:
        """Take the assets by their relative address, and a function that names the installed font files."""
        self._assets = assets
        self._font_files = font_files
        self.refused: list[str] = []

    def __call__(self, address: str) -> "URLFetcherResponse":
        """Return the bytes at `address`; raises AddressRefusedError for anything undeclared."""
        from weasyprint.urls import URLFetcherResponse

        suffix = PurePosixPath(urlsplit(address).path).suffix
        kind = _MEDIA_TYPES.get(".svg" if address.startswith(_DRAWN) else suffix, "application/octet-stream")
        return URLFetcherResponse(address, self._content(address), {"Content-Type": kind})

    def _content(self, address: str) -> bytes:
        if address.startswith(BASE_ADDRESS):
            name = unquote(urlsplit(address).path).removeprefix("/")
            if name in self._assets:
                return self._assets[name]
        elif address.startswith("file:///"):
            # `src: local(…)` of a font face arrives as the address of the file that fontconfig matched.
            path = Path(unquote(urlsplit(address).path))
            if path in self._font_files():
                return path.read_bytes()
        elif address.startswith(_DRAWN):
            return b64decode(address.removeprefix(_DRAWN))
        self.refused.append(address)
        message = f"{address} is neither a declared asset nor an installed font"
        raise AddressRefusedError(message)
