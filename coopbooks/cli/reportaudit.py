"""`coopbooks report audit`: the worksheets of a trustees' audit."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING
from typing import TypedDict

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import options
from coopbooks.cli import output
from coopbooks.cli.failures import say
from coopbooks.cli.looking import to_look_at
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import last_year
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import period_of
from coopbooks.cli.reading import warn

if TYPE_CHECKING:
    import datetime
    from pathlib import Path
    from typing import Unpack

SAMPLE = 25
# Few enough digits to be read aloud when the draw is made at a meeting.
SEEDS = 1_000_000


class Asked(TypedDict):
    """What is asked for besides the book."""

    period: str | None
    seed: int | None
    sample: int
    form: str | None
    out: str | None


@click.command(
    name="audit",
    epilog=options.example(
        "coopbooks report audit ledgers/harbor/harbor-foods-local-12 --period 2025 "
        "--seed 4711",
        "coopbooks report audit BOOK --period 2025 --output audit.xlsx",
    ),
)
@options.BOOK
@click.option(
    "--period",
    callback=options.period_name,
    metavar="PERIOD",
    help="2025, FY2025 ...  [default: the last fiscal year that is over]",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    help="The number by which the samples are drawn; the same draws the same.  "
    "[default: by chance; it stands on the pages]",
)
@click.option(
    "--sample",
    type=click.IntRange(min=0),
    default=SAMPLE,
    show_default=True,
    help="How many receipts, and how many disbursements, are drawn at most.",
)
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(book: Path, now: datetime.datetime, **asked: Unpack[Asked]) -> int:
    """Make the worksheets of a trustees' audit, filled in as far as the book can.

    Receipts and disbursements reconciled, money and things that are there, bank
    reconciliations, bonds, records, controls, decisions, dues, officers and loans, and
    a sample drawn by chance; at the end lines to sign. Of members there are ids only.

    It ends with 1, and says why, if the book has errors, something does not add up or
    the period is not over; the worksheets are made all the same, and marked.
    """
    from coopbooks.controls.audit.sampletables import Drawing
    from coopbooks.packs.audit import audit_pack

    to = duesoptions.place(asked["out"], asked["form"], "audit")
    opened = open_book(book)
    errors = warn(opened, book)
    name, seed = asked["period"], asked["seed"]
    period = period_of(opened, name, now) if name else last_year(opened, now)
    if seed is None:
        seed = secrets.randbelow(SEEDS)
    with doing("Making the worksheets"):
        pack = audit_pack(opened, period, now, Drawing(seed, asked["sample"]))
    output.deliver(pack, to.files, to.form)
    found = list(to_look_at(pack, period, now))
    for words in found:
        say(words)
    return 1 if errors or found else 0
