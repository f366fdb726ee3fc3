"""`coopbooks surplus joining`: what is still to come of joining fees."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypedDict

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import options
from coopbooks.cli import surpluscapitaloptions
from coopbooks.cli import surplusoptions
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import warn
from coopbooks.surplus.capital.joining import read_joining
from coopbooks.surplus.capital.joiningtables import joining_table
from coopbooks.surplus.capital.reserving import reserving

if TYPE_CHECKING:
    import datetime
    from pathlib import Path
    from typing import Unpack


class Typed(TypedDict):
    """What is asked for besides the book.

    Attributes:
        on: The day; None for today.
        every: Whether to list those, too, who have paid all of it.
        to_write: Whether to write what goes to the reserve.
        form: The name of a format; None where none was given.
        out: Where the result goes, as it was typed.
    """

    on: datetime.date | None
    every: bool
    to_write: bool
    form: str | None
    out: str | None


@click.command(
    name="joining",
    epilog=options.example(
        "coopbooks surplus joining BOOK",
        "coopbooks surplus joining BOOK --on 2026-03-31 --all",
    ),
)
@options.BOOK
@duesoptions.ON
@click.option(
    "--all", "every", is_flag=True, help="List those, too, who have paid all of it."
)
@duesoptions.WRITE
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(book: Path, now: datetime.datetime, **typed: Unpack[Typed]) -> int:
    """Say what members have paid of the joining fee, and what is still to come.

    Where the rule says that a part of it goes to a reserve, --write moves that part
    out of members' accounts, payment by payment. Posting again writes nothing.
    """
    to = duesoptions.place(typed["out"], typed["form"], "joining")
    opened = open_book(book)
    errors = warn(opened, book)
    on = typed["on"] or now.date()
    terms = surplusoptions.terms_of(opened)
    with doing("Reading joining fees"):
        found = read_joining(terms, opened.entries, on, opened.currency)
        proposal = reserving(terms, opened.entries, on, opened.currency)
    front = [joining_table(found, on, opened.currency, every=typed["every"])]
    lacking = duesoptions.compared(opened, proposal)
    outcome = surpluscapitaloptions.Outcome(lacking, (), f"surplus joining --on {on}")
    state, told = surpluscapitaloptions.finish(
        opened, outcome, front, now, write=typed["to_write"]
    )
    subject = "Joining fees"
    duesoptions.show(opened, subject, front, (), to, state=state, now=now)
    return 1 if errors or told else 0
