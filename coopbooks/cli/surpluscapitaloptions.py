"""What the commands about members' capital have in common: amounts, years, writing."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import NamedTuple

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import surplusoptions
from coopbooks.core.entity import Entity
from coopbooks.core.entity import entity_on
from coopbooks.core.entity import favas_year_end
from coopbooks.core.entity import read_entities
from coopbooks.dues.posting.problemtables import problems_table

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.fiscalyear import FiscalYearEnd
    from coopbooks.core.ledger import Book
    from coopbooks.core.proposal import Difference
    from coopbooks.core.table import Table

REFUSED = "NOTHING IS POSTED: please look at what stands first"
PREVIEW = "PREVIEW: nothing is decided"

DECISION = click.option(
    "--decision",
    metavar="ID",
    help="The decision of the members by which it becomes owed.",
)
RULE = click.option(
    "--rule",
    metavar="NAME",
    help="By which rule, where two hold.  [default: the only one]",
)


class Outcome(NamedTuple):
    """What came of a command that may write to the book.

    Attributes:
        difference: A proposal against the book.
        refusals: Why it can't be posted.
        made_by: What made it, as it was typed.
        decided: Whether it rests on a decision, or needs none.
    """

    difference: Difference
    refusals: Sequence[LedgerError]
    made_by: str
    decided: bool = True


def amounts(
    ctx: click.Context, param: click.Parameter, values: tuple[str, ...]
) -> tuple[Decimal, ...]:
    """Read amounts of money without their currency: `10000`, `10,000.00`.

    Args:
        ctx: The command.
        param: The option.
        values: What was typed.

    Returns:
        The numbers.

    Raises:
        click.BadParameter: One is no amount of zero or more.
    """
    found = []
    for value in values:
        plain = value.replace(",", "")
        if not re.fullmatch(r"\d+(\.\d+)?", plain):
            words = f"'{value}' is no amount. Write 10000 or 10,000.00."
            raise click.BadParameter(words, ctx, param)
        found.append(Decimal(plain))
    return tuple(found)


def fiscal_year_end(book: Book, day: datetime.date) -> FiscalYearEnd:
    """When the fiscal year of a book ends, as it holds on a day.

    Args:
        book: The book.
        day: The day.

    Returns:
        Its end.
    """
    entities, _ = read_entities(book.entries)
    silent = Entity(book.title, fiscal_year_end=favas_year_end(book.entries))
    return entity_on(entities, day, silent).fiscal_year_end


def year_begin(book: Book, day: datetime.date) -> datetime.date:
    """The first day of the fiscal year that a day lies in.

    Args:
        book: The book.
        day: The day.

    Returns:
        The first day of the year.
    """
    fye = fiscal_year_end(book, day)
    return fye.begin_of(fye.year_of(day))


def finish(
    book: Book,
    outcome: Outcome,
    front: list[Table],
    now: datetime.datetime,
    *,
    write: bool,
) -> tuple[str, bool]:
    """Write what a book lacks if that is wanted, and say how far it is.

    Args:
        book: The book.
        outcome: What came of the command.
        front: The tables of page one, to which what was changed is added.
        now: What the clock shows.
        write: Whether to write it.

    Returns:
        How far it is, in words for the heading, and whether something is to be looked
        at.
    """
    found, refusals = outcome.difference, outcome.refusals
    if refusals:
        front.insert(0, problems_table(refusals, book.folder))
    if found.changes:
        front.append(duesoptions.changes_table(found))
    if write and not refusals:
        duesoptions.put(book, found, now, outcome.made_by)
    told = surplusoptions.tell(refusals, book)
    if refusals:
        return REFUSED, told
    if not outcome.decided:
        return PREVIEW, told
    return duesoptions.state_of(found, written=write), told


def needs_decision(decision: str | None, *, write: bool) -> None:
    """Refuse to write what no decision was named for.

    Args:
        decision: The id that was given; None for none.
        write: Whether it is to be written.

    Raises:
        click.UsageError: It is to be written, and no decision was named.
    """
    if write and decision is None:
        words = "What becomes owed to members is decided by them: add --decision ID."
        raise click.UsageError(words, click.get_current_context())
