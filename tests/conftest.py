"""Fixtures for every test."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

import coopbooks
from tests.support import federations
from tests.support import ledgers
from tests.support import programs
from tests.support import sharing
from tests.support.goldens import Golden
from tests.support.skips import SkipsFail
from tests.support.skips import in_ci

if TYPE_CHECKING:
    from collections.abc import Callable

    from coopbooks.core.ledger import Book

ROOT = Path(__file__).resolve().parent.parent

NGINX = programs.found(programs.NGINX, "COOPBOOKS_NGINX")
# A login is set up by whoever looks after a server; where nginx can't be had, it is
# said at the head of the run.
collect_ignore = [] if NGINX else ["test_pages_viewer_proxy.py"]


def pytest_report_header() -> str:
    """Say whether the viewer is tried behind a login."""
    return f"nginx: {NGINX or 'not there, test_pages_viewer_proxy.py is left out'}"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the one option of our own."""
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="write tests/goldens anew instead of comparing with them",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Hold CI to what it can do: nothing skipped, no golden written."""
    # A busy machine is no reason to fail.
    settings.register_profile("coopbooks", deadline=None)
    settings.load_profile("coopbooks")
    if not in_ci():
        return
    if config.getoption("--update-goldens"):
        message = "goldens are written by a person who looks at them, not in CI"
        raise pytest.UsageError(message)
    config.pluginmanager.register(SkipsFail(), "skips-fail")


@pytest.fixture
def load_doc(request: pytest.FixtureRequest, tmp_path: Path) -> ledgers.Loaded:
    """The test's docstring as Beancount loads it: (entries, errors, options).

    Errors are for the test to judge. Line 1 is the docstring's first line that is not
    blank; the file is main.beancount in `tmp_path`.
    """
    return ledgers.load(ledgers.written(request, tmp_path))


@pytest.fixture
def book_doc(request: pytest.FixtureRequest, tmp_path: Path) -> Book:
    """The test's docstring as a Book, from `tmp_path`/main.beancount."""
    return coopbooks.load(ledgers.written(request, tmp_path))


@pytest.fixture
def coop_doc(request: pytest.FixtureRequest, tmp_path: Path) -> Book:
    """The test's docstring as a Book, with a co-op's accounts and members A to E."""
    return sharing.with_chart(ledgers.written(request, tmp_path))


@pytest.fixture
def federation_doc(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The test's docstring as a federation file with the books of its bodies."""
    monkeypatch.setenv("COOPBOOKS_CACHE", str(tmp_path / "kept"))
    return federations.written(request, tmp_path)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def harbor(root: Path) -> Path:
    """The demo federation, to be read only; each folder in it is a body's books."""
    return root / "ledgers" / "harbor"


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare with a golden: `golden("packs/month.txt", text)`."""
    return Golden(update=request.config.getoption("--update-goldens"))


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser's program, for playwright's `executable_path`."""
    path = programs.found(programs.CHROMIUM, "COOPBOOKS_CHROMIUM")
    if path is None:
        pytest.skip("needs Chromium or Chrome, to look at pages as people do")
    return path


@pytest.fixture(scope="session")
def soffice() -> Path:
    """LibreOffice's program."""
    path = programs.found(programs.SOFFICE, "COOPBOOKS_SOFFICE")
    if path is None:
        pytest.skip("needs LibreOffice Calc, to recalculate workbooks")
    return path


@pytest.fixture
def recalculate(
    soffice: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Path], Path]:
    """Work a workbook out anew: `recalculate(path)` gives LibreOffice's copy."""

    def run(workbook: Path) -> Path:
        folder = tmp_path_factory.mktemp("office")
        return programs.recalculated(soffice, workbook, folder)

    return run
