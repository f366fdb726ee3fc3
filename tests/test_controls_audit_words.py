"""What an audit says in words: of statements and of papers that are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.audits import look
from tests.support.audits import pack
from tests.support.audits import table

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.ledger import Book


def test_nothing_agrees_with_statements_that_are_not_there(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-01-01 open Assets:Bank
    2025-01-01 open Income:Gifts
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-11-01 * "A gift"
      Assets:Bank      100.00 USD
      Income:Gifts
    """
    assert look(pack(book_doc))[:2] == [
        "Receipts, disbursements and accounts agree.",
        "No statement of the last day is in the book: Bank.",
    ]


def test_a_statement_of_other_money_that_differs_is_told(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-01-01 open Assets:Bank
    2025-01-01 open Income:Gifts
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-01-01 price EUR 1.10 USD
    2025-11-01 * "A gift"
      Assets:Bank      100.00 EUR
      Income:Gifts
    2026-01-01 balance Assets:Bank  90.00 EUR
    """
    said = look(pack(book_doc))
    assert "Not as its statement says: Bank (in EUR; statement: 90.00 EUR)." in said
    assert not any("agree." in one for one in said)


def test_a_paper_that_is_not_there_is_none(book_doc: Book, tmp_path: Path) -> None:
    """
    option "operating_currency" "USD"
    2025-01-01 open Assets:Bank
    2025-01-01 open Expenses:Office
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-01-11 * "Paper"
      document: "paper.pdf"
      Expenses:Office   10.00 USD
      Assets:Bank
    2025-01-12 * "Pens"
      document: "pens.pdf"
      Expenses:Office   10.00 USD
      Assets:Bank
    """

    def answer() -> tuple[object, ...]:
        rows = table(pack(book_doc), "audit-controls").rows
        (row,) = [one for one in rows if one.id == "papers"]
        return row.cells["answer"], row.cells["words"]

    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "paper.pdf").write_bytes(b"")
    said = "2 of 2 costs name one; of 1 it is not in the book's folder"
    assert answer() == ("NO", said)
    (tmp_path / "documents" / "pens.pdf").write_bytes(b"")
    assert answer() == ("yes", "2 of 2 costs name one")
