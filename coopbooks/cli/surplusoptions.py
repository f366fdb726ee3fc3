"""What the commands about a year's surplus have in common: the year, and terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from coopbooks.cli import options
from coopbooks.cli.failures import say
from coopbooks.core.accounttypes import types_of
from coopbooks.core.entity import Entity
from coopbooks.core.entity import entity_on
from coopbooks.core.entity import favas_year_end
from coopbooks.core.entity import read_entities
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.errors import in_folder
from coopbooks.core.fiscalyear import DECEMBER
from coopbooks.core.fiscalyear import FiscalYearEnd
from coopbooks.core.periods import Period
from coopbooks.core.periods import long_date
from coopbooks.core.periods import parse_period
from coopbooks.dues.posting.problemtables import gathered
from coopbooks.surplus.terms import read_terms

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.ledger import Book
    from coopbooks.surplus.terms import SurplusTerms

# What is told beside the output before it is only counted.
MOST = 5

PERIOD = click.option(
    "--period",
    callback=options.period_name,
    metavar="YEAR",
    help="The fiscal year: 2025, FY2025.  [default: the last year that is over]",
)
RULE = click.option(
    "--rule",
    metavar="NAME",
    help="By which rule, where two are in force.  [default: the only one]",
)
SET = click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="WHAT=VALUE",
    help='What if: a step ("20=25 PERCENT", "20=rest"), something of it '
    '("90.cash=30 PERCENT"), of the rule ("patronage=equal"), or "result=100000".',
)


class NoFiscalYear(CoopbooksError):
    """A surplus was asked for that is not of a whole fiscal year."""

    def __init__(self, name: str, year: Period) -> None:
        """Build the message.

        Args:
            name: What was given.
            year: The book's fiscal year that it begins in.
        """
        super().__init__(
            f"'{name}' is no fiscal year of this book. A surplus is shared by the "
            f"year; write --period {year.name} for the one that ends on "
            f"{long_date(year.last)}."
        )


def year_of(book: Book, name: str | None, now: datetime.datetime) -> Period:
    """The fiscal year that was asked for.

    Args:
        book: The book, whose fiscal year counts.
        name: What was typed; None for the last year that is over.
        now: What the clock shows.

    Returns:
        The year, called `2025` where it is the calendar's, else `FY2025`.

    Raises:
        NoFiscalYear: It is no whole fiscal year of this book.
        BadPeriod: It is no period.
    """
    entities, _ = read_entities(book.entries)
    silent = Entity(book.title, fiscal_year_end=favas_year_end(book.entries))
    today = now.date()
    fye = entity_on(entities, today, silent).fiscal_year_end
    if name is None:
        return _named(fye, fye.year_of(today) - 1)
    asked = parse_period(name, fye)
    fye = entity_on(entities, asked.last, silent).fiscal_year_end
    asked = parse_period(name, fye)
    year = _named(fye, fye.year_of(asked.last))
    if (year.begin, year.end) != (asked.begin, asked.end):
        # Who types 2025 means the year of that name, FY2025.
        raise NoFiscalYear(name, _named(fye, fye.year_of(asked.begin)))
    return year


def _named(fye: FiscalYearEnd, number: int) -> Period:
    """A fiscal year by its number; one of the calendar is called by that alone."""
    name = f"{number}" if fye == DECEMBER else f"FY{number}"
    return Period(name, fye.begin_of(number), fye.begin_of(number + 1))


def terms_of(book: Book) -> SurplusTerms:
    """What a book says about its surplus and about members' capital.

    Args:
        book: The book.

    Returns:
        The terms.
    """
    return read_terms(book.entries, types_of(book.options))


def tell(problems: Iterable[LedgerError], book: Book) -> bool:
    """Tell beside the output what is to be looked at, a line for each.

    Args:
        problems: What is wrong.
        book: The book, from whose folder places are named.

    Returns:
        Whether there is anything.
    """
    found = gathered(problems)
    for problem in found[:MOST]:
        place = in_folder(problem.source, book.folder)
        say(problem.message if place == "-" else f"{place}: {problem.message}")
    if len(found) > MOST:
        say(f"and {len(found) - MOST} more; see: Please look at.")
    return bool(found)
