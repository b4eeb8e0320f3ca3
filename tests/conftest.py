"""What every test shares: the project's root, hypothesis settings, and what needs LibreOffice or Chromium."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

# No deadline: a busy machine is not a failure. In CI the examples are always the same ones.
settings.register_profile("plandoc", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "plandoc")


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder that holds pyproject.toml."""
    return Path(__file__).resolve().parent.parent


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
