"""The statement's workbook: the other side works the share out again from it alone."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from tests.support.commands import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl import Workbook

    Recalculate = Callable[[Path], Path]

pytestmark = pytest.mark.slow

BOOK = """\
option "title" "A co-op"
option "operating_currency" "USD"
2025-12-31 open Assets:Bank USD
2025-12-31 open Income:Sales:Bread USD
2025-12-31 open Income:Sales:Campaign USD
2026-01-01 custom "coop-entity" "coop" "worker-coop"
  basis: "accrual"
2026-01-01 custom "coop-agreement" "share" "accounts"
  from: "coop"
  to: "party"
  count: "year-to-date"
  every: "month"
  exempt: 1000 USD
2026-01-01 custom "coop-agreement-base" "share" "count" Income:Sales
2026-01-01 custom "coop-agreement-base" "share" "leave-out" Income:Sales:Campaign
  because: "gifts for a campaign are not revenue"
2026-01-01 custom "coop-agreement-band" "share" "up-to" 50000 USD "at" 5 PERCENT
2026-01-01 custom "coop-agreement-band" "share" "up-to" 100000 USD "at" 8 PERCENT
2026-01-01 custom "coop-agreement-band" "share" "above" 100000 USD "at" 10 PERCENT
2026-01-01 custom "coop-agreement-part" "share" "fund" 20 PERCENT
2026-01-01 custom "coop-agreement-part" "share" "national" "rest"
2026-01-15 * "Bread in January"
  Assets:Bank           30000.00 USD
  Income:Sales:Bread   -30000.00 USD
2026-02-15 * "Bread in February"
  Assets:Bank           {bank} USD
  Income:Sales:Bread   -{february} USD
  Income:Sales:Campaign   -100.00 USD
"""


def statement(folder: Path, february: str) -> Path:
    folder.mkdir()
    amount = Decimal(february)
    text = BOOK.replace("{february}", february)
    text = text.replace("{bank}", f"{amount + 100:.2f}")
    (folder / "main.beancount").write_text(text, encoding="utf-8")
    out = folder / "share.xlsx"
    done = run(
        *("share", "statement", folder, "share", "--period", "2026-02"),
        *("--now", "2026-03-08T10:00", "--output", out),
    )
    assert done.exit_code == 0, done.stderr
    return out


def cells(book: Workbook) -> dict[str, object]:
    """The last number or word of each row, by what the row is called."""
    found: dict[str, object] = {}
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            label = next((one for one in row if isinstance(one, str)), None)
            last = [one for one in row if one is not None]
            if label and len(last) > 1:
                found.setdefault(label.strip(), last[-1])
    return found


def number_owed(path: Path) -> Decimal:
    found = cells(load_workbook(path, data_only=True))
    number = next(
        value for label, value in found.items() if label.startswith("Owed for")
    )
    return Decimal(str(number)).quantize(Decimal("0.01"))


def owed(path: Path) -> tuple[Decimal, object]:
    found = cells(load_workbook(path, data_only=True))
    return number_owed(path), found["That is what is owed"]


def test_what_libreoffice_works_out_is_the_share(
    tmp_path: Path, recalculate: Recalculate
) -> None:
    path = statement(tmp_path / "book", "40000.00")
    # 69,000 after what is exempt: 2,500 and 1,520, less 1,450 of January.
    assert owed(path) == (Decimal("2570.00"), "YES")
    assert owed(recalculate(path)) == (Decimal("2570.00"), "YES")


@pytest.mark.parametrize("february", ["12345.67", "99999.99", "21000.01"])
def test_an_entry_that_is_changed_changes_the_share(
    tmp_path: Path, recalculate: Recalculate, february: str
) -> None:
    path = statement(tmp_path / "book", "40000.00")
    book = load_workbook(path)
    changed = 0
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            if any(cell.value == "Bread in February" for cell in row):
                for cell in row:
                    if cell.value == 40000:
                        cell.value = float(february)
                        changed += 1
    assert changed == 1
    book.save(path)
    expected, _ = owed(statement(tmp_path / "other", february))
    number, _ = owed(recalculate(path))
    assert number == expected


MONTHLY = """\
option "title" "A shop"
option "operating_currency" "USD"
2025-12-31 open Assets:Bank USD
2025-12-31 open Income:Sales USD
2026-01-01 custom "coop-entity" "shop" "worker-coop"
  basis: "accrual"
2026-01-01 custom "coop-account" "sales" Income:Sales
2026-02-14 custom "coop-decision" "2026-02/3" "A third is let off"
  body: "council"
2026-01-01 price USD 0.9137 EUR
2026-01-01 custom "coop-agreement" "share" "surplus"
  from: "shop"
  to: "brand"
  every: "quarter"
{terms}
2026-01-01 custom "coop-agreement-band" "share" "up-to" 10000 USD "at" {rate} PERCENT
2026-01-01 custom "coop-agreement-band" "share" "above" 10000 USD "at" 7.75 PERCENT
2026-01-10 * "Sales of January"
  Assets:Bank   {january} USD
  Income:Sales
2026-02-10 * "Sales of February"
  Assets:Bank   12000.00 USD
  Income:Sales
2026-03-10 * "Sales of March"
  Assets:Bank   4000.55 USD
  Income:Sales
"""
GUARANTEED = """\
  guarantee: 500.00 USD
  recoupable: TRUE
  maximum: 640.00 USD"""
CARRIED = """\
  losses: "carry"
  exempt: 100.00 USD
  minimum: 75.00 USD
  maximum-a-year: 900.00 USD"""
AT_SHARE = '''\
  losses: "carry"
  losses-at: "share"
  tiers: "cliff"
  round: "down"'''
ABROAD = '''\
  threshold: 450.00 USD
  currency: "EUR"
2026-02-14 custom "coop-agreement-relief" "share" 33.333 PERCENT
  decision: "2026-02/3"'''
TO_DATE = """\
  count: "year-to-date"
  guarantee: 1000.00 USD
  recoupable: TRUE"""


def monthly(folder: Path, terms: str, january: str, rate: str) -> Path:
    """The workbook of a quarter that is counted by months, in a folder of its own."""
    folder.mkdir()
    text = MONTHLY.format(terms=terms, january=january, rate=rate)
    (folder / "main.beancount").write_text(text, encoding="utf-8")
    out = folder / "share.xlsx"
    done = run(
        *("share", "statement", folder, "share", "--period", "2026-Q1"),
        *("--now", "2026-04-08T10:00", "--output", out),
    )
    assert done.exit_code == 0, done.stderr
    return out


@pytest.mark.parametrize("terms", [GUARANTEED, CARRIED, AT_SHARE, ABROAD, TO_DATE])
@pytest.mark.parametrize("january", ["-3000.25", "11111.11"])
def test_another_january_and_another_rate_are_felt_in_the_quarter(
    tmp_path: Path, recalculate: Recalculate, terms: str, january: str
) -> None:
    path = monthly(tmp_path / "book", terms, "9000.00", "5")
    book = load_workbook(path)
    changed = 0
    for row in (row for sheet in book.worksheets for row in sheet.iter_rows()):
        words = {cell.value for cell in row if isinstance(cell.value, str)}
        for cell in row:
            if cell.value == 9000 and "Sales of January" in words:
                cell.value = float(january)
                changed += 1
            elif cell.value == 5 and "up to 10,000 USD, in percent" in words:
                cell.value = 6.25
                changed += 1
    # The entry once, the rate once for each month that goes by it.
    assert changed == (2 if terms == TO_DATE else 4)
    book.save(path)
    expected = number_owed(monthly(tmp_path / "other", terms, january, "6.25"))
    assert number_owed(recalculate(path)) == expected
