"""`coopbooks federation combine`: all bodies added up, nothing counted twice."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypedDict

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import options
from coopbooks.cli.failures import say
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import period_of
from coopbooks.core.errors import in_folder
from coopbooks.federation.combining.combined import combine
from coopbooks.federation.combining.tables import combined_tables
from coopbooks.federation.reading.gathering import quotes_of
from coopbooks.federation.reading.reading import read_bodies
from coopbooks.federation.terms import read_federation

if TYPE_CHECKING:
    import datetime
    from pathlib import Path
    from typing import Unpack

WHOLE = "AS THE BOOKS SAY NOW"
PART = "INCOMPLETE: not every body's book could be read"


class Asked(TypedDict):
    """What is asked for besides the federation file."""

    period: str | None
    form: str | None
    out: str | None


@click.command(
    name="combine",
    epilog=options.example(
        "coopbooks federation combine ledgers/harbor/federation.beancount "
        "--period 2026-03 --output all.xlsx"
    ),
)
@options.BOOK
@options.PERIOD
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(book: Path, now: datetime.datetime, **asked: Unpack[Asked]) -> int:
    """Add all bodies up: a column for each, what is counted twice taken out, the total.

    Adding up is not pooling. What two books do not say alike stays in the total and is
    listed by pair. A book that is missing, broken or refused is named, and the others
    are added up without it.

    It ends with 1 if something is to be looked at.
    """
    to = duesoptions.place(asked["out"], asked["form"], "together")
    opened = open_book(book)
    period = period_of(opened, asked["period"], now)
    federation, errors = read_federation(opened, period.last)
    for error in errors:
        say(f"{in_folder(error.source, opened.folder)}: {error.message}")
    with doing(f"Reading the books of {len(federation.members)} bodies"):
        found = read_bodies(federation, period)
    missing = False
    for one in found:
        missing = missing or one.figures is None
        for words in one.problems:
            say(f"{one.name}: {words}")
    figures = [one.figures for one in found if one.figures is not None]
    together = combine(federation, figures, period, quotes_of(opened, period.end))
    state = PART if missing else WHOLE
    subject = f"All bodies, {period.label}"
    tables = combined_tables(together)
    duesoptions.show(opened, subject, tables[:3], tables[3:], to, state=state, now=now)
    left = any(one.left for one in together.eliminations)
    return 1 if errors or missing or left else 0
