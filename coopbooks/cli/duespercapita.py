"""`coopbooks dues per-capita` and `stamps`: what goes up, and what delegates hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import options
from coopbooks.cli.failures import say
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import period_of
from coopbooks.cli.reading import warn
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.proposal import Proposal
from coopbooks.dues.percapita.entries import batch_of
from coopbooks.dues.percapita.entries import entries_of
from coopbooks.dues.percapita.percapita import per_capita
from coopbooks.dues.percapita.tables import heads_table
from coopbooks.dues.percapita.tables import per_capita_tables
from coopbooks.dues.percapita.tables import steps_table
from coopbooks.dues.posting.problemtables import problems_table
from coopbooks.dues.stamps.stamps import stamps_of
from coopbooks.dues.stamps.tables import stamp_tables

if TYPE_CHECKING:
    import datetime
    from pathlib import Path


class NoStamps(CoopbooksError):
    """A book was asked for its stamps and has none."""

    def __init__(self) -> None:
        """Build the message."""
        super().__init__(
            "This book counts no stamps. Say with coop-stamps in which measure, and on "
            "which accounts, delegates' stamps are counted."
        )


@click.command(
    name="per-capita",
    epilog=options.example(
        "coopbooks dues per-capita BOOK --period 2026-03",
        "coopbooks dues per-capita BOOK --period 2026-03 --write",
    ),
)
@options.BOOK
@options.PERIOD
@duesoptions.WRITE
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def per_capita_command(
    book: Path,
    period: str | None,
    to_write: bool,
    now: datetime.datetime,
    form: str | None,
    out: str | None,
) -> int:
    """Work out what is owed to parents: so much a head, or a part of the dues.

    It says who counts as how many, what parts of the dues bring already, what somebody
    booked, and what is left to you. With --write, what the book lacks is written.

    It ends with 1 if something is to be looked at.
    """
    to = duesoptions.place(out, form, "per-capita")
    opened = open_book(book)
    errors = warn(opened, book)
    asked = period_of(opened, period, now)
    with doing(f"Counting for {asked.label}"):
        found = per_capita(duesoptions.terms_of(opened), opened.entries, asked)
        against = duesoptions.compared(
            opened, Proposal(batch_of(asked), entries_of(found))
        )
    if to_write:
        made_by = f"dues per-capita --period {asked.name}"
        duesoptions.put(opened, against, now, made_by)
    front = per_capita_tables(found)
    front.append(problems_table(found.problems, opened.folder))
    behind = [steps_table(one, opened.folder) for one in found.lines]
    if not to.is_text:
        behind += [heads_table(one) for one in found.lines]
    state = duesoptions.state_of(against, written=to_write)
    subject = f"Owed up, {asked.label}"
    duesoptions.show(opened, subject, front, behind, to, state=state, now=now)
    if found.problems:
        say("Not everything could be worked out; see: Please look at.")
    return 1 if found.problems or errors else 0


@click.command(
    name="stamps",
    epilog=options.example("coopbooks dues stamps BOOK --period 2026-03"),
)
@options.BOOK
@options.PERIOD
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def stamps_command(
    book: Path,
    period: str | None,
    now: datetime.datetime,
    form: str | None,
    out: str | None,
) -> int:
    """Count the stamps that delegates were given, sold, gave back and still hold.

    Next to them stands the money: what the sold ones are worth, what was handed in, and
    what is still to come. Nothing is written.

    It ends with 1 if something is to be looked at.
    """
    to = duesoptions.place(out, form, "stamps")
    opened = open_book(book)
    errors = warn(opened, book)
    asked = period_of(opened, period, now)
    found = stamps_of(duesoptions.terms_of(opened), opened.entries, asked)
    if not found:
        raise NoStamps
    problems = [problem for one in found for problem in one.problems]
    front = [table for one in found for table in stamp_tables(one)]
    front.append(problems_table(problems, opened.folder))
    subject = f"Stamps, {asked.label}"
    state = "AS THE BOOK SAYS NOW"
    duesoptions.show(opened, subject, front, (), to, state=state, now=now)
    return 1 if problems or errors else 0
