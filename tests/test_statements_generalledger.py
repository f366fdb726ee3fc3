"""The general ledger: every entry of the period, account by account."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from beancount.core import compare
from beancount.core import data

import coopbooks
from coopbooks.statements.generalledger import ledger_table
from tests.support.statements import scope
from tests.support.statements import shown

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.ledger import Book


def test_accounts_run_from_opening_to_closing(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-06-01 * "The year before"
      Assets:Bank             30.00 USD
      Income:Dues            -30.00 USD
    2026-02-01 * "This year, before the period"
      Assets:Bank             10.00 USD
      Income:Dues            -10.00 USD
    2026-03-01 * "M-0001" "Dues for March"
      Assets:Bank             12.00 USD
      Income:Dues            -12.00 USD
    2026-03-05 * "Rent"
      Expenses:Rent           20.00 USD
      Assets:Bank            -20.00 USD
    2026-04-01 * "Not yet"
      Assets:Bank              1.00 USD
      Income:Dues             -1.00 USD
    """
    table = ledger_table(scope(book_doc), book_doc.folder)
    assert shown(table, "date", "amount", "balance") == [
        "Assets:Bank, balance brought forward |  |  | 40.00",
        "  M-0001 · Dues for March | 2026-03-01 | 12.00 | 52.00",
        "  Rent | 2026-03-05 | -20.00 | 32.00",
        "Assets:Bank, end of 31 March 2026 |  |  | 32.00",
        "Income:Dues, year so far brought forward |  |  | -10.00",
        "  M-0001 · Dues for March | 2026-03-01 | -12.00 | -22.00",
        "Income:Dues, end of 31 March 2026 |  |  | -22.00",
        "Expenses:Rent, year so far brought forward |  |  | 0.00",
        "  Rent | 2026-03-05 | 20.00 | 20.00",
        "Expenses:Rent, end of 31 March 2026 |  |  | 20.00",
    ]


def test_each_line_leads_to_its_entry(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-03-05 * "Rent"
      Expenses:Rent           20.00 USD
      Assets:Bank            -20.00 USD
    """
    table = ledger_table(scope(book_doc), book_doc.folder)
    [entry] = [one for one in book_doc.entries if isinstance(one, data.Transaction)]
    lines = [row for row in table.rows if row.id.endswith(":0")]
    assert [row.where for row in lines] == ["main.beancount:2"] * 2
    assert [row.entry for row in lines] == [compare.hash_entry(entry)] * 2
    headings = [row.account for row in table.rows if row.id.endswith(":opening")]
    assert headings == ["Assets:Bank", "Expenses:Rent"]


def test_a_run_over_members_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "main.beancount"
    lines = [
        'plugin "beancount.plugins.auto_accounts"',
        '2026-03-01 * "Dues"',
        *(f"  Assets:Receivable  {number}.00 USD" for number in range(1, 50)),
        "  Income:Dues  -1225.00 USD",
    ]
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    book = coopbooks.load(path)
    # Fifty postings; 1 + 2 + ... + 49 = 1225.
    assert shown(ledger_table(scope(book), book.folder), "amount", "balance") == [
        "Assets:Receivable, balance brought forward |  | 0.00",
        "  Dues (49 postings) | 1225.00 | 1225.00",
        "Assets:Receivable, end of 31 March 2026 |  | 1225.00",
        "Income:Dues, year so far brought forward |  | 0.00",
        "  Dues | -1225.00 | -1225.00",
        "Income:Dues, end of 31 March 2026 |  | -1225.00",
    ]


def test_other_currencies_are_shown_as_written(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2026-01-01 price EUR 1.00 USD
    2026-03-10 price EUR 1.10 USD
    2026-03-31 price EUR 1.20 USD
    2026-02-01 * "Before"
      Assets:Bank            100.00 EUR
      Income:Gifts          -100.00 EUR
    2026-03-10 * "Two costs"
      Expenses:Travel         10.00 EUR
      Expenses:Travel         20.00 EUR
      Assets:Bank            -30.00 EUR
    """
    table = ledger_table(scope(book_doc), book_doc.folder)
    # 100.00 euros at 1.00 (28 February), less 33.00 at 1.10; 70 are 84.00 in the end.
    assert shown(table, "original", "amount", "balance") == [
        "Assets:Bank, balance brought forward |  |  | 100.00",
        "  Two costs | -30.00 EUR | -33.00 | 67.00",
        "  Change in value of other currencies, and rounding |  | 17.00 | 84.00",
        "Assets:Bank, end of 31 March 2026 |  |  | 84.00",
        "Expenses:Travel, year so far brought forward |  |  | 0.00",
        "  Two costs (2 postings) | 10.00 EUR, 20.00 EUR | 33.00 | 33.00",
        "Expenses:Travel, end of 31 March 2026 |  |  | 33.00",
    ]


def test_measures_are_left_out(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2026-01-01 commodity HOUR
      measure: TRUE
    2026-03-10 * "Hours"
      Equity:Memo:Given        5 HOUR
      Equity:Memo:Got         -5 HOUR
    """
    assert ledger_table(scope(book_doc), book_doc.folder).rows == ()


def test_a_payroll_keeps_its_accounts_apart(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "name_expenses" "Aufwand"
    2026-03-10 * "Lohn"
      Aufwand:Lohn           100.00 EUR
      Liabilities:Steuer     -20.00 EUR
      Assets:Bank            -80.00 EUR
    """
    table = ledger_table(scope(book_doc), book_doc.folder)
    lines = [row for row in table.rows if row.id.endswith(":0")]
    assert [row.cells["amount"] for row in lines] == [
        Decimal("-80.00"),
        Decimal("-20.00"),
        Decimal("100.00"),
    ]
