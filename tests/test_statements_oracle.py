"""The pack's totals are bean-query's, book by book and month by month."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import coopbooks
from coopbooks.core.fiscalyear import FiscalYearEnd
from coopbooks.core.periods import parse_period
from tests.support.oracle import compare

HERE = Path(__file__).parent
HARBOR = HERE.parent / "ledgers" / "harbor"
HARBORS_PERIODS = ("2025-01", "2025-08", "2025-12", "2026-03", "2026-Q1", "2025")

BOOKS = [
    *(
        (book.parent, HARBORS_PERIODS)
        for book in sorted(HARBOR.glob("*/main.beancount"))
    ),
    (
        HERE / "ledgers" / "allotment-society.beancount",
        ("2025-02", "2025-03", "2025-Q1"),
    ),
    (
        HERE / "ledgers" / "software-guild.beancount",
        ("2024-09", "2025-03", "2025-06", "FY2025", "2025-Q3", "2025", "2025-W11"),
    ),
]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger from bean-example, made anew."""
    path = tmp_path_factory.mktemp("example") / "example.beancount"
    program = Path(sys.executable).parent / "bean-example"
    command = shutil.which("bean-example", path=str(program.parent))
    assert command is not None
    dates = ["--date-begin", "2025-01-01", "--date-end", "2026-04-01"]
    subprocess.run(
        [command, *dates, "--date-birth", "1985-05-12", "-s", "7", "-o", path],
        check=True,
        capture_output=True,
    )
    return path


@pytest.mark.parametrize(
    ("path", "period"),
    [(path, period) for path, periods in BOOKS for period in periods],
    ids=lambda value: value.stem if isinstance(value, Path) else value,
)
def test_totals_equal_bean_query(path: Path, period: str) -> None:
    """Every account and every total of every book, in months, quarters and years."""
    book = coopbooks.load(path)
    assert not book.errors
    compare(book, parse_period(period, FiscalYearEnd(6, 30)))


@pytest.mark.parametrize("period", ["2025-05", "2025-Q4", "2025", "2026-02"])
def test_bean_example_equals_bean_query(example: Path, period: str) -> None:
    """A ledger of another kind of life: shares at cost, vacation hours, a 401k."""
    compare(coopbooks.load(example), parse_period(period))
