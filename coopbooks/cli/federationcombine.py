"""`coopbooks federation combine` and `report`: all bodies, nothing counted twice."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypedDict

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import options
from coopbooks.cli import output
from coopbooks.cli.failures import say
from coopbooks.cli.progress import counting
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import period_of
from coopbooks.federation.remarks import remarks
from coopbooks.federation.terms import read_federation
from coopbooks.federation.whole import read_whole
from coopbooks.packs.federation import combined_pack
from coopbooks.packs.federation import federation_pack

if TYPE_CHECKING:
    import datetime
    from pathlib import Path
    from typing import Unpack


PROCESSES = click.option(
    "--processes",
    type=click.IntRange(1),
    help="How many books are read at once; as many as there are cores without it.",
)


class Asked(TypedDict):
    """What is asked for besides the federation file."""

    period: str | None
    form: str | None
    out: str | None
    processes: int | None


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
@PROCESSES
def combine(book: Path, now: datetime.datetime, **asked: Unpack[Asked]) -> int:
    """Add all bodies up: a column for each, what is counted twice taken out, the total.

    Adding up is not pooling. What two books do not say alike stays in the total and is
    listed by pair. A book that is missing, broken or refused is named, and the others
    are added up without it.

    It ends with 1 if something is to be looked at.
    """
    return _made(book, now, asked, "together")


@click.command(
    name="report",
    epilog=options.example(
        "coopbooks federation report ledgers/harbor/federation.beancount "
        "--period 2026-03 --output reports/2026-03/harbor/"
    ),
)
@options.BOOK
@options.PERIOD
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
@PROCESSES
def report(book: Path, now: datetime.datetime, **asked: Unpack[Asked]) -> int:
    """Make the pack of the whole: page one, bodies side by side, and all added up.

    It has what `assembly` and `combine` show, from the same figures.

    It ends with 1 if something is to be looked at.
    """
    return _made(book, now, asked, "whole")


def _made(book: Path, now: datetime.datetime, asked: Asked, stem: str) -> int:
    """Read all books, make what was asked for, and say what is to be looked at."""
    to = duesoptions.place(asked["out"], asked["form"], stem)
    opened = open_book(book)
    period = period_of(opened, asked["period"], now)
    members = read_federation(opened, period.last)[0].members
    count = sum(one.folder is not None for one in members)
    with counting("Reading the books of all bodies", count) as told:
        whole = read_whole(opened, period, asked["processes"], told)
    make = federation_pack if stem == "whole" else combined_pack
    output.deliver(make(whole, now), to.files, to.form)
    found = remarks(whole)
    for one in found:
        say(f"{one.where}: {one.words}." if one.where else f"{one.words}.")
    return 1 if found else 0
