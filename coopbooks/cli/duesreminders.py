"""`coopbooks dues reminders`: whom to remind, once the month's payments are in."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import options
from coopbooks.cli.failures import say
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import period_of
from coopbooks.cli.reading import warn
from coopbooks.core.periods import DAY
from coopbooks.core.periods import long_date
from coopbooks.dues.standing.reminders import reminders
from coopbooks.dues.standing.standingtables import reminder_tables

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    name="reminders",
    epilog=options.example(
        "coopbooks dues reminders BOOK --period 2026-03 --on 2026-04-08"
    ),
)
@options.BOOK
@options.PERIOD
@duesoptions.ON
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(
    book: Path,
    period: str | None,
    on: datetime.date | None,
    now: datetime.datetime,
    form: str | None,
    out: str | None,
) -> int:
    """List who is to be reminded of what, by id.

    It waits until the payments of the period are in the book: a statement imported, or
    the account reconciled, through its last day. Nobody is reminded of what an employer
    is to hand over, of a pledge, or of what they have paid ahead.

    It ends with 1 while payments are awaited.
    """
    to = duesoptions.place(out, form, "reminders")
    opened = open_book(book)
    errors = warn(opened, book)
    day = on or now.date()
    # Of a day in the past, the month that was over by then.
    after = datetime.datetime.combine(day + DAY, datetime.time()) if on else now
    asked = period_of(opened, period, after)
    with doing(f"Looking at what is open after {asked.label}"):
        terms = duesoptions.terms_of(opened)
        found = reminders(terms, opened.entries, asked, day)
    front = reminder_tables(found)
    state = "READY" if found.ready else "WAITING FOR PAYMENTS"
    subject = f"Reminders, {long_date(found.on)}"
    duesoptions.show(opened, subject, front, (), to, state=state, now=now)
    for one in found.waiting:
        say(one.words)
    return 1 if errors or found.waiting else 0
