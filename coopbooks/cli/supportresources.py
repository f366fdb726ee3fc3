"""`coopbooks support resources`: what is promised, requested and delivered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import TypedDict

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import options
from coopbooks.cli import shareoptions
from coopbooks.cli.failures import say
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import period_of
from coopbooks.cli.reading import warn
from coopbooks.cli.supportoptions import other_body
from coopbooks.core.closing import ends_of
from coopbooks.dues.posting.problemtables import problems_table
from coopbooks.support.resources.compare import compare
from coopbooks.support.resources.provided import resources
from coopbooks.support.resources.recognising import recognise
from coopbooks.support.resources.tables import deliveries_table
from coopbooks.support.resources.tables import resource_differences
from coopbooks.support.resources.tables import resources_table
from coopbooks.support.terms import terms_of

if TYPE_CHECKING:
    import datetime
    from pathlib import Path
    from typing import Unpack

    from coopbooks.core.ledger import Book
    from coopbooks.support.resources.recognising import Recognised

STATES = (duesoptions.NOTHING_NEW, duesoptions.WRITTEN, duesoptions.PROPOSAL)


class Asked(TypedDict):
    """What is asked for besides the book and the other body."""

    period: str | None
    others: tuple[Path, ...]
    to_write: bool
    form: str | None
    out: str | None


@click.command(
    name="resources",
    epilog=options.example(
        "coopbooks support resources BOOK --period 2026-Q1",
        "coopbooks support resources BOOK harbor-federation --period 2026-Q1 "
        "--with OTHER-BOOK",
    ),
)
@options.BOOK
@click.argument("affiliate", required=False)
@options.PERIOD
@shareoptions.WITH
@duesoptions.WRITE
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(
    book: Path, affiliate: str | None, now: datetime.datetime, **asked: Unpack[Asked]
) -> int:
    """Show what was promised, requested and delivered, and what is still to come.

    Hours, days, pages and rooms are counted beside the money, at the value that was
    stated; they are in no share and no cash. What terms say to recognise is proposed as
    income and cost of who gets it; --write books it. Who gives it books nothing more:
    the wages are there already. With the other book at hand, what one delivered is held
    against what the other received.

    It ends with 1 if something differs or is to be looked at.
    """
    to = duesoptions.place(asked["out"], asked["form"], "resources")
    opened = open_book(book)
    errors = warn(opened, book)
    period = period_of(opened, asked["period"], now)
    view, others = shareoptions.views_of(opened, asked["others"])
    with doing(f"Looking for resources, {period.label}"):
        terms = terms_of(view)
        body = other_body(view, terms, affiliate)
        found = resources(view, terms, period, body)
        sides = compare(view, found, others)
        booked = recognise(view, found, ends_of(opened.entries).soft)
    if not found.rows:
        say(f"The book has no resources for {period.label}. See coop-resources.")
    currencies = sorted({row.currency for row in found.rows if row.currency})
    front = [resources_table(found, one) for one in currencies or [opened.currency]]
    front.append(resource_differences(sides))
    front += [
        replace(
            duesoptions.changes_table(one, written=asked["to_write"]),
            id=f"changes:{one.batch}",
        )
        for one in booked.differences
        if one.changes
    ]
    problems = [*found.problems, *booked.problems]
    state = _put(opened, book, booked, now, period.name, to_write=asked["to_write"])
    for words in booked.notes:
        say(words)
    front.append(problems_table(problems, opened.folder))
    shown = [table for table in front if table.rows or table.notes]
    subject = f"Resources, {period.label}"
    behind = [deliveries_table(found)]
    behind = [table for table in behind if table.rows]
    duesoptions.show(opened, subject, shown, behind, to, state=state, now=now)
    return 1 if errors or problems or sides.differences else 0


def _put(
    opened: Book,
    path: Path,
    booked: Recognised,
    now: datetime.datetime,
    period: str,
    *,
    to_write: bool,
) -> str:
    """Write what is recognised, if that was asked for; say how far it is."""
    states = [duesoptions.NOTHING_NEW]
    for one in booked.differences:
        states.append(duesoptions.state_of(one, written=to_write))
        if to_write and one.changes:
            made_by = f"support resources --period {period}"
            duesoptions.put(opened, one, now, made_by)
            opened = open_book(path)
    return max(states, key=STATES.index)
