"""`coopbooks surplus deadlines`: until when a year must be paid and reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import options
from coopbooks.cli import surplusoptions
from coopbooks.cli.failures import say
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import warn
from coopbooks.core.periods import DAY
from coopbooks.core.periods import long_date
from coopbooks.surplus.notices.deadlines import deadlines
from coopbooks.surplus.notices.deadlinetables import deadline_table
from coopbooks.surplus.notices.deadlinetables import is_late
from coopbooks.surplus.notices.progress import progress
from coopbooks.surplus.notices.years import country_of
from coopbooks.surplus.notices.years import rule_of

if TYPE_CHECKING:
    import datetime
    from pathlib import Path


@click.command(
    name="deadlines",
    epilog=options.example("coopbooks surplus deadlines BOOK --period 2025"),
)
@options.BOOK
@surplusoptions.PERIOD
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(
    book: Path,
    period: str | None,
    now: datetime.datetime,
    form: str | None,
    out: str | None,
) -> int:
    """Say until when a year's surplus must be paid, and forms given, and how far it is.

    In the United States the law says it (26 USC 1382(d)): by the 15th day of the ninth
    month after the year. Elsewhere the rule does, with `pay-within:`.

    It ends with 1 if a day has passed and something is not done.
    """
    to = duesoptions.place(out, form, "deadlines")
    opened = open_book(book)
    errors = warn(opened, book)
    year = surplusoptions.year_of(opened, period, now)
    terms, today = surplusoptions.terms_of(opened), now.date()
    with doing(f"Looking at what was paid of {year.label}"):
        far = progress(terms, opened.entries, opened.currency, year, today + DAY)
    rule, country = rule_of(terms, year), country_of(terms, year)
    found = deadlines(year, country, rule, far.given_on)
    table = deadline_table(year, found, far, opened.currency, today)
    subject = f"Until when, for {year.label}"
    state = f"AS OF {long_date(today).upper()}"
    duesoptions.show(opened, subject, [table], (), to, state=state, now=now)
    late = [one for one in found if is_late(one, far, today)]
    for one in late:
        say(f"{one.words}: that was to be done by {long_date(one.day)} ({one.law}).")
    return 1 if errors or late else 0
