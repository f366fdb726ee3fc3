"""`coopbooks report handover`: what a new treasurer has to know."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypedDict

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import options
from coopbooks.cli import output
from coopbooks.cli.failures import say
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import warn

if TYPE_CHECKING:
    import datetime
    from pathlib import Path
    from typing import Unpack


class Asked(TypedDict):
    """What is asked for besides the book."""

    on: datetime.date | None
    form: str | None
    out: str | None


@click.command(
    name="handover",
    epilog=options.example(
        "coopbooks report handover ledgers/harbor/harbor-foods-local-12 "
        "--on 2026-04-08",
        "coopbooks report handover BOOK --output handover.html",
    ),
)
@options.BOOK
@duesoptions.ON
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(book: Path, now: datetime.datetime, **asked: Unpack[Asked]) -> int:
    """Make the handover to a new treasurer: what there is, is open and comes again.

    Accounts, offices, what is owed and awaited, decisions that may still be used,
    agreements, loans, funds, the work of a month and a year, deadlines and files. Of
    members there are ids only, and nothing of what is private.

    It ends with 1 if the book has errors or something does not add up; the handover is
    made all the same.
    """
    from coopbooks.packs.handover import handover_pack

    to = duesoptions.place(asked["out"], asked["form"], "handover")
    opened = open_book(book)
    errors = warn(opened, book)
    with doing("Making the handover"):
        pack = handover_pack(opened, asked["on"] or now.date(), now)
    output.deliver(pack, to.files, to.form)
    failed = pack.values.failed()
    if failed:
        say("Something does not add up; look for NO.")
    return 1 if errors or failed else 0
