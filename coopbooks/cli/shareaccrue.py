"""`coopbooks share accrue`: the shares of a period, into the book."""

from __future__ import annotations

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
from coopbooks.core.closing import ends_of
from coopbooks.dues.posting.problemtables import problems_table
from coopbooks.sharing.posting.accruing import accrue
from coopbooks.sharing.posting.mirror import mirrors
from coopbooks.sharing.posting.tables import accrual_tables

if TYPE_CHECKING:
    import datetime
    from pathlib import Path
    from typing import Unpack

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.table import Table

STATES = (duesoptions.NOTHING_NEW, duesoptions.WRITTEN, duesoptions.PROPOSAL)
BY_CASH = "NOTHING IS POSTED: shares count when they are paid"


class Asked(TypedDict):
    """What is asked for besides the book."""

    period: str | None
    others: tuple[Path, ...]
    mirror: Path | None
    to_write: bool
    form: str | None
    out: str | None


@click.command(
    name="accrue",
    epilog=options.example(
        "coopbooks share accrue BOOK --period 2026-Q1",
        "coopbooks share accrue BOOK --period 2026-Q1 --write",
        "coopbooks share accrue BOOK --period 2026-Q1 --with OTHER-BOOK --mirror OUT",
    ),
)
@options.BOOK
@options.PERIOD
@shareoptions.WITH
@shareoptions.MIRROR
@duesoptions.WRITE
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(book: Path, now: datetime.datetime, **asked: Unpack[Asked]) -> int:
    """Charge the shares of a period: what this body owes, and what it expects.

    What is in the book already counts, whoever wrote it, so that charging again posts
    nothing. What turns out different later is posted as the difference, in the open
    period if its own is closed. A book on a cash basis shows what is owed and posts
    nothing.

    It ends with 1 if something is to be looked at.
    """
    to = duesoptions.place(asked["out"], asked["form"], "shares")
    opened = open_book(book)
    errors = warn(opened, book)
    period = period_of(opened, asked["period"], now)
    front: list[Table] = []
    problems: list[LedgerError] = []
    states = [duesoptions.NOTHING_NEW]
    cash = False
    view, others = shareoptions.views_of(opened, asked["others"])
    with doing(f"Working shares out, {period.label}"):
        hard = ends_of(opened.entries).soft
        found = accrue(view, period, others, hard)
    for one in found:
        front += accrual_tables(one)
        problems += one.problems
        cash = cash or one.basis == "cash"
        if asked["to_write"] and one.basis != "cash":
            made_by = f"share accrue --period {one.period.name}"
            written = duesoptions.put(opened, one.difference, now, made_by)
            if written is not None:
                opened = open_book(book)
        states.append(duesoptions.state_of(one.difference, written=asked["to_write"]))
    if asked["mirror"] is not None:
        for mirror in mirrors(view, period, others):
            shareoptions.put_mirror(asked["mirror"], mirror.body, mirror.entries)
            for words in mirror.notes:
                say(words)
    front.append(problems_table(problems, opened.folder))
    state = BY_CASH if cash else max(states, key=STATES.index)
    subject = f"Shares, {period.label}"
    shown = [table for table in front if table.rows]
    if not found:
        say(f"No agreement of this book charges anything that ends in {period.label}.")
    duesoptions.show(opened, subject, shown, (), to, state=state, now=now)
    return 1 if errors or problems else 0
