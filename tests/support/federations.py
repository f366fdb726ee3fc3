"""Federations of a few lines: a docstring with the file and each body's book."""

from __future__ import annotations

import datetime
import inspect
import re
from typing import TYPE_CHECKING

import coopbooks
from coopbooks.core.periods import parse_period
from coopbooks.federation.whole import read_whole

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from coopbooks.federation.whole import Whole

NOW = datetime.datetime.fromisoformat("2026-04-08T19:05")
# What every book begins with, so that a docstring has only what it is about.
CHART = """\
option "operating_currency" "{currency}"
2025-01-01 custom "coop-format" 1
2025-01-01 custom "coop-entity" "{name}" "union"
  basis: "{basis}"
2025-01-01 open Assets:Bank
2025-01-01 open Assets:Owed
2025-01-01 open Liabilities:Owed
2025-01-01 open Income:Dues
2025-01-01 open Income:Share
2025-01-01 open Expenses:Share
2025-01-01 open Expenses:Rent
2025-01-01 open Equity:Opening
2025-01-01 custom "coop-account" "bank" Assets:Bank
2025-01-01 custom "coop-account" "dues" Income:Dues
2025-01-01 custom "coop-account" "share-receivable" Assets:Owed
2025-01-01 custom "coop-account" "share-payable" Liabilities:Owed
"""
SEPARATOR = re.compile(r"^--- (?P<name>[a-z-]+)(?P<words>.*)$", re.MULTILINE)


def written(request: pytest.FixtureRequest, folder: Path) -> Path:
    """Write a test's docstring as a federation: the file, then a book a body.

    Each book begins with a line such as `--- coop`, or `--- abroad EUR cash`, and has
    the accounts of `CHART`; `bare` leaves them out.

    Args:
        request: The request of the fixture that the test uses.
        folder: An empty folder of the test's own.

    Returns:
        The federation file.
    """
    text = inspect.cleandoc(request.function.__doc__ or "")
    pieces = SEPARATOR.split(text)
    path = folder / "federation.beancount"
    path.write_text(_after_title(pieces[0]), encoding="utf-8", newline="\n")
    for name, words, book in zip(*[iter(pieces[1:])] * 3, strict=True):
        said = words.split()
        currency = next((one for one in said if one.isupper()), "USD")
        basis = "cash" if "cash" in said else "accrual"
        chart = CHART.format(name=name, currency=currency, basis=basis)
        (folder / name).mkdir()
        whole = book if "bare" in said else chart + book
        (folder / name / "main.beancount").write_text(whole, encoding="utf-8")
    return path


def _after_title(text: str) -> str:
    """The federation file, after the sentence that a docstring begins with."""
    return text[text.index("20") :]


def whole(path: Path, period: str = "2026-03") -> Whole:
    """Read a federation and add it up, in one process."""
    return read_whole(coopbooks.load(path), parse_period(period), 1)
