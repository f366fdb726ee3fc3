"""The steps of a month in which sheets come in and banks are reconciled."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from coopbooks.controls.arrived import last_batches
from coopbooks.controls.arrived import with_statements
from coopbooks.controls.month import look
from coopbooks.controls.steps import steps
from coopbooks.core.periods import parse_period
from coopbooks.statements.scope import scope_of
from tests.support.commands import run
from tests.support.importing import imported
from tests.support.importing import kind_book

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.controls.step import Step
    from coopbooks.core.ledger import Book

SENDERS = ("dockside-bank", "mill-payroll", "new-bank")


def april(book: Book, today: str = "2026-05-04") -> dict[str, Step]:
    scope = scope_of(
        book.entries,
        book.options,
        book.title,
        book.currency,
        parse_period("2026-04"),
    )
    day = datetime.date.fromisoformat(today)
    month = look(scope, len(book.errors), "missing", day, book.folder, SENDERS)
    return {step.name: step for step in steps(month)}


def test_who_sent_a_sheet_before_is_awaited(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2026-01-01 open Assets:Bank USD
    2026-01-01 open Income:Dues
    2026-01-01 custom "coop-account" "bank" Assets:Bank
      name: "Dockside Bank"
    2026-03-05 * "Dues"
      batch: "2026-03-dockside-bank.2"
      source: "dockside.csv!2"
      id: "imp-dockside-1"
      Assets:Bank    100.00 USD
        cleared: 2026-03-05
      Income:Dues
    2026-04-05 * "Dues"
      batch: "2026-04-mill-payroll"
      Assets:Bank    100.00 USD
      Income:Dues
    """
    assert last_batches(book_doc.entries, SENDERS) == {
        "dockside-bank": "2026-03",
        "mill-payroll": "2026-04",
    }
    assert with_statements(book_doc.entries) == {"Assets:Bank"}
    found = april(book_doc)
    step = found["imported"]
    assert (step.state, step.words) == ("todo", "No sheet yet for April 2026 from")
    assert step.details == ("dockside-bank (the last one is of March 2026)",)
    assert step.command == ("import", "preview", "BOOK", "FILE")
    [line] = found["confirmed"].details
    assert line == (
        "coopbooks reconcile BOOK Assets:Bank --on 2026-04-30 --balance ... --write"
        "  (Dockside Bank)"
    )
    assert april(book_doc, "2026-04-30")["imported"].state == "awaited"


def test_a_book_that_was_typed_awaits_no_sheet(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2026-01-01 open Assets:Bank USD
    2026-01-01 open Income:Dues
    2026-04-05 * "Dues"
      Assets:Bank    100.00 USD
      Income:Dues
    """
    found = april(book_doc)
    assert "imported" not in found
    assert found["confirmed"].details[0].startswith("2026-05-01 balance Assets:Bank ")


def test_the_command_says_what_to_type(tmp_path: Path) -> None:
    book, sheet = kind_book(tmp_path, "bank")
    imported(book, sheet)
    now = ("--now", "2026-05-04T10:00")
    march = run("steps", book, "--period", "2026-03", *now).stdout
    assert "Whoever sends a sheet each month has one in the book for March" in march
    done = run("steps", book, "--period", "2026-04", *now).stdout
    assert "sample-bank (the last one is of March 2026)" in done
    assert done.splitlines()[-1].endswith(f"coopbooks import preview {book} FILE")
    step = f"coopbooks reconcile {book} Assets:Bank --on 2026-03-31 --balance AMOUNT"
    assert step in march
