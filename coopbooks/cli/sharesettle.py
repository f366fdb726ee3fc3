"""`coopbooks share settle`: what is set off, what is paid, and the mirror."""

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
from coopbooks.sharing.settling.settling import Asked as Terms
from coopbooks.sharing.settling.settling import settle
from coopbooks.sharing.settling.tables import settlement_tables

if TYPE_CHECKING:
    import datetime
    from pathlib import Path
    from typing import Unpack

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.table import Table

STATES = (duesoptions.NOTHING_NEW, duesoptions.WRITTEN, duesoptions.PROPOSAL)


class Asked(TypedDict):
    """What is asked for besides the book."""

    period: str | None
    others: tuple[Path, ...]
    on: datetime.date | None
    bank: str | None
    body: str | None
    mirror: Path | None
    to_write: bool
    form: str | None
    out: str | None


@click.command(
    name="settle",
    epilog=options.example(
        "coopbooks share settle BOOK --period 2026-Q1",
        "coopbooks share settle BOOK --period 2026-Q1 --with OTHER-BOOK "
        "--bank Assets:Bank:Operating --on 2026-04-30 --write",
    ),
)
@options.BOOK
@options.PERIOD
@shareoptions.WITH
@duesoptions.ON
@click.option("--bank", metavar="ACCOUNT", help="Book what we pay, from this account.")
@click.option("--body", metavar="NAME", help="Settle with this body only.")
@shareoptions.MIRROR
@duesoptions.WRITE
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(book: Path, now: datetime.datetime, **asked: Unpack[Asked]) -> int:
    """Settle what is open with other bodies: set off what may be, pay the rest.

    What each owes the other is shown gross, and stays so in both books. What is paid by
    setting off is what both agreements of a pair allow by set-off: TRUE. Where a fund's
    debt is set off, what it owes the other funds is moved, too. Settling again settles
    nothing.

    It ends with 1 if something is to be looked at.
    """
    to = duesoptions.place(asked["out"], asked["form"], "settled")
    opened = open_book(book)
    errors = warn(opened, book)
    period = period_of(opened, asked["period"], now)
    view, others = shareoptions.views_of(opened, asked["others"])
    bank = shareoptions.bank_of(opened, asked["bank"])
    day = asked["on"] or now.date()
    terms = Terms(period, day, ends_of(opened.entries).soft, bank, asked["body"] or "")
    with doing(f"Looking for what is open, {period.label}"):
        found = settle(view, terms, others)
    front: list[Table] = []
    problems: list[LedgerError] = []
    states = [duesoptions.NOTHING_NEW]
    for one in found:
        front += settlement_tables(one)
        problems += one.problems
        shareoptions.put_mirror(asked["mirror"], one.netting.other, one.mirror)
        if asked["to_write"] and one.proposal.entries:
            made_by = f"share settle --period {period.name}"
            if duesoptions.put(opened, one.difference, now, made_by) is not None:
                opened = open_book(book)
        states.append(duesoptions.state_of(one.difference, written=asked["to_write"]))
    if not found:
        say(
            f"Nothing is open with anybody for {period.label}, nor for what was before."
        )
    front.append(problems_table(problems, opened.folder))
    state = max(states, key=STATES.index)
    shown = [table for table in front if table.rows]
    subject = f"Settled on {day}, {period.label}"
    duesoptions.show(opened, subject, shown, (), to, state=state, now=now)
    return 1 if errors or problems else 0
