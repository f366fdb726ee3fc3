"""A worker co-op's book, as `coopbooks init` writes it, with a year to share in it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import coopbooks
from coopbooks.cli.placing import write_book
from coopbooks.cli.starting import contents
from coopbooks.cli.starting import plan
from coopbooks.core.periods import parse_period
from coopbooks.surplus.proposing import propose
from coopbooks.surplus.terms import read_terms

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal
    from pathlib import Path

    from coopbooks.core.ledger import Book
    from coopbooks.surplus.allocation import Allocation

NOW = datetime.datetime.fromisoformat("2024-12-31T12:00")
TODAY = datetime.date(2026, 4, 1)


def new_coop(folder: Path, text: str) -> Book:
    """Write a co-op's book and load it.

    Args:
        folder: Where no book is yet.
        text: What stands in it besides what `coopbooks init` wrote.

    Returns:
        The book.
    """
    write_book(folder, contents(plan(folder, "worker-coop", NOW, "USD", "Our Co-op")))
    main = folder / "main.beancount"
    whole = f'{main.read_text(encoding="utf-8")}\ninclude "more.beancount"\n'
    main.write_text(whole, encoding="utf-8", newline="\n")
    (folder / "more.beancount").write_text(text, encoding="utf-8", newline="\n")
    return coopbooks.load(folder)


def told(book: Book) -> list[str]:
    """What is wrong with a book, by line."""
    return [f"{error.source['lineno']} {error.message}" for error in book.errors]


def proposed(book: Book, year: str = "2025", *settings: str) -> Allocation:
    """How a book's year is shared."""
    terms = read_terms(book.entries)
    return propose(terms, book.entries, parse_period(year), TODAY, settings)


def steps_of(found: Allocation) -> dict[int, Decimal]:
    """What each step came to, by its number."""
    return {step.number: step.amount for step in found.steps}


def worked(hours: Mapping[str, int], others: int = 0) -> str:
    """Members who worked so many hours in 2025, and others who did.

    Args:
        hours: Hours by member.
        others: The hours of employees.

    Returns:
        Their joining, and the hours.
    """
    joined = "".join(
        f'2020-01-01 custom "coop-member" "{member}" "join"\n  class: "owner"\n'
        for member in hours
    )
    lines = "".join(
        f'  Equity:Memo:Hours:Members  {number} HOUR\n    member: "{member}"\n'
        for member, number in hours.items()
    )
    if others:
        lines += f"  Equity:Memo:Hours:Employees  {others} HOUR\n"
    total = sum(hours.values()) + others
    return (
        f'{joined}2025-12-31 * "Hours of 2025"\n{lines}'
        f"  Equity:Memo:Hours:Total  {-total} HOUR\n"
    )


def earned(number: int, account: str = "Income:Sales") -> str:
    """So much more came in in 2025; a loss where it is negative."""
    return (
        f'2025-12-31 * "The year in one line"\n  Assets:Bank:Current  {number} USD\n'
        f"  {account}  {-number} USD\n"
    )


def held(account: str, number: int, meta: str = "", date: str = "2025-01-01") -> str:
    """What an account held at the beginning."""
    return (
        f'{date} * "Brought in"\n  Assets:Bank:Current  {number} USD\n'
        f"  {account}  {-number} USD\n{meta}"
    )
