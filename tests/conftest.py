"""What every test shares: the project's root, hypothesis settings, and what needs LibreOffice or Chromium."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

# No deadline: a busy machine is not a failure. In CI the examples are always the same ones.
settings.register_profile("plandoc", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "plandoc")


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder that holds pyproject.toml."""
    return Path(__file__).resolve().parent.parent


_QUIET = "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync"
"""What lets Chromium start as root, without a screen, and without asking anybody for updates."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium; for one module, since Playwright holds the event loop of its thread meanwhile."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_QUIET.split())
        yield launched
        launched.close()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the options that rewrite what tests expect; every change is then read, or looked at, before it is kept."""
    parser.addoption("--update-cases", action="store_true", help="rewrite the expectations in tests/cases")
    parser.addoption("--update-pictures", action="store_true", help="take the screenshots in docs/pictures anew")


_PROGRAMS = {"libreoffice": ("soffice", "libreoffice-writer-nogui"), "browser": ("chromium", "chromium")}
"""Programs of the system that some tests need, by the marker of those tests, with the Debian package of each."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skips what needs a program that is absent; in CI such a test runs, and fails."""
    for marker, (program, package) in _PROGRAMS.items():
        if shutil.which(program) or os.environ.get("CI"):
            continue
        absent = pytest.mark.skip(reason=f"{program} is not installed ({package})")
        for item in items:
            if item.get_closest_marker(marker):
                item.add_marker(absent)
