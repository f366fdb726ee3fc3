"""`coopbooks surplus value`: what members had of their co-op, by the hour."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import options
from coopbooks.cli import surplusoptions
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import period_of
from coopbooks.cli.reading import warn
from coopbooks.surplus.year.value import value_to_members
from coopbooks.surplus.year.valuetables import value_tables

if TYPE_CHECKING:
    import datetime
    from pathlib import Path


@click.command(
    name="value",
    epilog=options.example(
        "coopbooks surplus value BOOK --period 2025",
        "coopbooks surplus value BOOK --period 2026-03 --output value.html",
    ),
)
@options.BOOK
@click.option(
    "--period",
    callback=options.period_name,
    metavar="PERIOD",
    help="Any period: 2025, 2026-Q1, 2026-03.  [default: the last year that is over]",
)
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
    """Say what members had of their co-op: wages, benefits, their part of the surplus.

    A co-op that pays its members well has less surplus, or even a loss. So all that
    they had of it is added up, and set beside the hours that they worked.
    """
    to = duesoptions.place(out, form, "value")
    opened = open_book(book)
    errors = warn(opened, book)
    asked = (
        period_of(opened, period, now)
        if period
        else surplusoptions.year_of(opened, None, now)
    )
    terms = surplusoptions.terms_of(opened)
    with doing(f"Adding up what members had in {asked.label}"):
        value = value_to_members(terms, opened.entries, asked, opened.currency)
    front, members = value_tables(value)
    behind = [members] if members else []
    subject = f"Value to members, {asked.label}"
    state = "AS THE BOOK HAS IT"
    duesoptions.show(opened, subject, [front], behind, to, state=state, now=now)
    return 1 if errors else 0
