"""`coopbooks federation coalition`: a campaign that several bodies carry, settled."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import TypedDict

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import options
from coopbooks.cli.failures import say
from coopbooks.cli.progress import counting
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import period_of
from coopbooks.cli.reading import warn
from coopbooks.federation.coalitions.tables import coalition_tables
from coopbooks.federation.coalitions.terms import NoCoalition
from coopbooks.federation.coalitions.terms import read_coalitions
from coopbooks.federation.coalitions.work import work_out
from coopbooks.federation.reading.gathering import quotes_of
from coopbooks.federation.reading.reading import read_bodies
from coopbooks.federation.terms import read_federation

if TYPE_CHECKING:
    import datetime
    from pathlib import Path
    from typing import Unpack

    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period
    from coopbooks.federation.coalitions.work import Worked

WHOLE = "AS THE BOOKS SAY NOW"
PART = "INCOMPLETE: without the book of {}"


class Asked(TypedDict):
    """What is asked for besides the federation file and the campaign."""

    period: str | None
    form: str | None
    out: str | None


@click.command(
    name="coalition",
    epilog=options.example(
        "coopbooks federation coalition ledgers/harbor/federation.beancount "
        "homes-first --period 2026-03",
        "coopbooks federation coalition ledgers/harbor/federation.beancount "
        "homes-first --period 2026-Q1 --output homes-first.xlsx",
    ),
)
@options.BOOK
@click.argument("campaign")
@options.PERIOD
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(
    book: Path, campaign: str, now: datetime.datetime, **asked: Unpack[Asked]
) -> int:
    """Say who carries a campaign together, what is whose, and who pays whom.

    Each partner has a part of the gifts and of the costs, by the coalition's agreement
    in the federation file. It works from the partners' books, and from what partners
    without a book here reported; a book that is missing, broken or refused is named.
    Each gets a statement, and all are settled in the fewest payments.

    It ends with 1 if something is to be looked at.
    """
    to = duesoptions.place(asked["out"], asked["form"], "coalition")
    opened = open_book(book)
    errors = warn(opened, book)
    period = period_of(opened, asked["period"], now)
    worked, told = _worked(opened, campaign, period)
    for words in told:
        say(words)
    front, behind = coalition_tables(worked, opened.folder)
    names = ", ".join(worked.titles[name] for name in sorted(worked.unread))
    duesoptions.show(
        opened,
        f"{worked.coalition.title}, {period.label}",
        front,
        behind,
        to,
        state=PART.format(names) if names else WHOLE,
        now=now,
    )
    return 1 if errors or told or worked.problems else 0


def _worked(book: Book, campaign: str, period: Period) -> tuple[Worked, list[str]]:
    """Work a coalition out, and say what is wrong with the partners' books."""
    federation, _ = read_federation(book, period.last)
    coalitions, _ = read_coalitions(book.entries)
    if campaign not in coalitions:
        raise NoCoalition(campaign, coalitions)
    coalition = coalitions[campaign].until(period.end)
    partners = set(coalition.partners)
    members = tuple(one for one in federation.members if one.name in partners)
    federation = replace(federation, members=members)
    with counting("Reading the partners' books", len(members)) as done:
        found = read_bodies(federation, period, told=done)
    told = [f"{one.name}: {words}" for one in found for words in one.problems]
    figures = {one.name: one.figures for one in found if one.figures is not None}
    unread = [one.name for one in found if one.figures is None]
    for name in sorted(partners - {one.name for one in members}):
        told.append(f"{name}: it is no body of the federation on {period.last}.")
        unread.append(name)
    quotes = quotes_of(book, period.end)
    return work_out(federation, coalition, period, figures, unread, quotes), told
