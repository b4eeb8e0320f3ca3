"""`plandoc doctor`: whether this machine has what a build needs, and what to do where it has not."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import typer

from plandoc.cli.console import show_table

_PACKAGES = {
    "Liberation Serif": "fonts-liberation",
    "Liberation Sans": "fonts-liberation",
    "Noto Serif CJK SC": "fonts-noto-cjk",
    "Noto Sans CJK SC": "fonts-noto-cjk",
    "LXGW WenKai": "fonts-lxgw-wenkai",
}
"""Debian packages of the fonts that the default templates name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """One thing that was looked for."""

    name: str
    found: str
    advice: str = ""
    """What to do; empty where all is well."""
    needed: bool = True
    """Whether a build is wrong without it."""


def doctor() -> None:
    """Examine versions, fonts and system libraries; exit code 1 if something that a build needs is missing."""
    examined = (*_programs(), *_libraries(), *_fonts(), *_layout(), *_office())
    rows = [(_mark(one), one.name, one.found, one.advice) for one in examined]
    show_table(("", "what", "found", "what to do"), rows)
    if any(one.advice and one.needed for one in examined):
        raise typer.Exit(1)


def _mark(one: Examined) -> str:
    if not one.advice:
        return "ok"
    return "missing" if one.needed else "optional"


def _programs() -> Iterator[Examined]:
    from importlib.metadata import PackageNotFoundError, version

    import plandoc

    yield Examined(name="plandoc", found=plandoc.__version__)
    yield Examined(name="Python", found=sys.version.partition(" ")[0])
    for package in ("Jinja2", "lxml", "python-docx", "pikepdf", "weasyprint"):
        try:
            yield Examined(name=package, found=version(package))
        except PackageNotFoundError:
            yield Examined(name=package, found="-", advice=f"pip install {package}")


def _libraries() -> Iterator[Examined]:
    from ctypes.util import find_library

    libraries = (
        ("Pango", "pango-1.0", "apt-get install libpango-1.0-0 libpangoft2-1.0-0"),
        (
            "HarfBuzz subsetter",
            "harfbuzz-subset",
            "apt-get install libharfbuzz-subset0 (Chinese PDFs are slow without)",
        ),
    )
    for name, library, advice in libraries:
        found = find_library(library)
        yield Examined(name=name, found=found or "-", advice="" if found else advice, needed=name == "Pango")
    found = shutil.which("fc-list")
    yield Examined(name="fontconfig", found=found or "-", advice="" if found else "apt-get install fontconfig")


def _fonts() -> Iterator[Examined]:
    from plandoc.render.pdf.fonts import FAMILIES, missing_families

    missing = missing_families()
    for family in FAMILIES:
        advice = f"apt-get install {_PACKAGES[family]}" if family in missing else ""
        yield Examined(name=f"font {family}", found="-" if advice else "installed", advice=advice)


def _layout() -> Iterator[Examined]:
    """Say which repairs of the page layout do not fit the WeasyPrint that is installed."""
    from importlib.metadata import version

    try:
        from plandoc.render.pdf.repairs import REPAIRS
    except (ImportError, OSError) as error:
        yield Examined(name="page layout", found=str(error).partition("\n")[0], advice="install what it names")
        return
    installed = version("weasyprint")
    tested = sorted({repair.versions for repair in REPAIRS})
    fits = all(installed.startswith(one) for one in tested)
    advice = "" if fits else f"pip install 'weasyprint=={tested[0]}*': the repairs were tested with it"
    yield Examined(name="layout repairs", found=f"for WeasyPrint {', '.join(tested)}*", advice=advice, needed=False)


def _office() -> Iterator[Examined]:
    found = shutil.which("soffice")
    advice = "" if found else "apt-get install libreoffice-writer-nogui (for the tests only)"
    yield Examined(name="LibreOffice", found=found or "-", advice=advice, needed=False)
