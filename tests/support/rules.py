"""What rules find in a book, for tests."""

from __future__ import annotations

import inspect
import textwrap
from typing import TYPE_CHECKING

import coopbooks
from coopbooks.core.periods import parse_period
from coopbooks.packs.findings import everything
from coopbooks.statements.scope import scope_of

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.controls.finding import Finding
    from coopbooks.controls.waivers import Judged
    from coopbooks.core.ledger import Book

# A book in which money is there for whatever is spent.
HEAD = inspect.cleandoc(
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2025-01-01 open Assets:Equipment
    2025-01-01 custom "coop-account" "cash" Assets:Bank
    2025-01-01 custom "coop-account" "fixed-asset" Assets:Equipment
    2025-01-02 * "Gifts"
      Assets:Bank      90000.00 USD
      Income:Gifts    -90000.00 USD
    """
)


def written(folder: Path, *texts: str, head: str = HEAD) -> Book:
    """A book of some texts below a head.

    Args:
        folder: An empty folder.
        *texts: The texts.
        head: What stands above them.

    Returns:
        The book.
    """
    path = folder / "main.beancount"
    text = "\n".join([head, *map(textwrap.dedent, texts), ""])
    path.write_text(text, encoding="utf-8", newline="\n")
    return coopbooks.load(path)


def judged(book: Book, period: str = "2026-03") -> Judged:
    """What there is to look at in a book, as its pack lists it.

    Args:
        book: The book.
        period: The period, as a person types it.

    Returns:
        What is open, what is waived, and waivers that can't be meant.
    """
    assert [error.message for error in book.errors] == []
    asked = parse_period(period)
    scope = scope_of(book.entries, book.options, book.title, book.currency, asked)
    return everything(scope, book)


def said(found: list[Finding], code: str = "") -> list[str]:
    """Code, words and amount of findings, each on a line.

    Args:
        found: The findings.
        code: The code of those to say; none for all.

    Returns:
        For example `round-sum | A round sum: Sound, 9 March 2026 | 300.00`.
    """
    return [
        " | ".join(filter(None, (one.code, one.words, f"{one.amount or ''}")))
        for one in found
        if not code or one.code == code
    ]


def open_in(book: Book, period: str = "2026-03") -> list[str]:
    """What there is to look at in a book, in lines."""
    return said(judged(book, period).open)
