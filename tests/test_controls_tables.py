"""The tables of what to look at and of what was decided."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coopbooks.controls.findings import findings
from coopbooks.controls.tables import decisions_table
from coopbooks.controls.tables import findings_table
from tests.support.statements import scope
from tests.support.statements import shown

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book


def test_findings_have_their_place(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-account" "cash" Assets:Cash
    2026-01-01 custom "coop-control" "no-receipt" "from" 50.00 USD
    2026-03-02 * "Mixer repair"
      Expenses:Repairs      50.00 USD
      Assets:Cash          -50.00 USD
    """
    found = findings(scope(book_doc), None)
    table = findings_table(found, [], "USD", book_doc.folder)
    assert shown(table, "amount", "place", "code") == [
        (
            "No receipt: Mixer repair, 2 March 2026 | 50.00 | main.beancount:4 | "
            "no-receipt"
        ),
        "Cash is below zero | -50.00 |  | below-zero",
    ]
    assert [row.entry for row in table.rows] == [found[0].hash, None]
    assert table.lead == ()


def test_errors_of_the_book_come_first(book_doc: Book) -> None:
    """
    2026-03-02 * "Nothing was opened"
      Expenses:Repairs      50.00 USD
      Assets:Cash          -49.00 USD
    """
    assert len(book_doc.errors) == 3
    table = findings_table([], book_doc.errors, "USD", book_doc.folder)
    codes = {row.cells["code"] for row in table.rows}
    places = {row.where for row in table.rows}
    assert (codes, places) == ({"ledger-error"}, {"main.beancount:1"})
    assert all("\n" not in str(row.cells["label"]) for row in table.rows)


def test_nothing_to_look_at_is_said() -> None:
    table = findings_table([], [], "USD", Path())
    assert table.rows == ()
    assert [one.text for one in table.lead] == ["Nothing was found to look at."]


def test_decisions_and_how_far_they_were_used(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2026-01-01 custom "coop-account" "cash" Assets:Cash
    2025-05-01 custom "coop-decision" "2025-05/1" "Of last year, and over"
      body: "board"
    2025-06-01 custom "coop-decision" "2025-06/1" "Of last year, open"
      body: "board"
      until: 2026-03-01
    2026-01-10 custom "coop-decision" "2026-01/1" "Paint"
      body: "members' meeting"
      for: 8
      against: 1
      abstain: 2
      limit: 100.00 USD
      until: 2026-12-31
    2026-02-10 custom "coop-decision" "2026-02/1" "Post, as needed"
      body: "board"
    2026-03-10 custom "coop-decision" "2026-03/1" "A journey"
      body: "board"
      limit: 90.00 EUR
    2026-04-01 custom "coop-decision" "2026-04/1" "After the period"
      body: "board"
    2026-03-20 * "Paint"
      decision: "2026-01/1"
      Expenses:Repairs      60.00 USD
      Assets:Cash          -60.00 USD
    2026-03-21 * "Stamps"
      decision: "2026-02/1"
      Expenses:Post         12.00 USD
      Assets:Cash          -12.00 USD
    2026-03-22 * "Train"
      decision: "2026-03/1"
      Expenses:Travel       40.00 EUR
      Assets:Cash          -40.00 EUR
    2026-04-02 * "More paint, after the period"
      decision: "2026-01/1"
      Expenses:Repairs      50.00 USD
      Assets:Cash          -50.00 USD
    """
    table = decisions_table(scope(book_doc), book_doc.folder)
    columns = ("date", "body", "votes", "limit", "used", "left", "until")
    assert shown(table, *columns) == [
        "2025-06/1 Of last year, open | 2025-06-01 | board |  |  |  |  | 2026-03-01",
        (
            "2026-01/1 Paint | 2026-01-10 | members' meeting | 8 - 1 - 2 | 100.00 | "
            "60.00 | 40.00 | 2026-12-31"
        ),
        "2026-02/1 Post, as needed | 2026-02-10 | board |  |  | 12.00",
        ("2026-03/1 A journey (up to 90.00 EUR, used 40.00) | 2026-03-10 | board"),
    ]
    assert table.rows[0].where == "main.beancount:6"
