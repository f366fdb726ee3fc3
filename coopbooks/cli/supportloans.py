"""`coopbooks support loans`: what is to be paid back, when, and in both books."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import TypedDict

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import options
from coopbooks.cli import shareoptions
from coopbooks.cli.failures import say
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import warn
from coopbooks.core.closing import ends_of
from coopbooks.dues.posting.problemtables import problems_table
from coopbooks.sharing.views import view_of
from coopbooks.support.loans.compare import both_sides
from coopbooks.support.loans.entries import paying
from coopbooks.support.loans.state import loan_states
from coopbooks.support.loans.tables import both_table
from coopbooks.support.loans.tables import differences_table
from coopbooks.support.loans.tables import loans_table
from coopbooks.support.loans.tables import plan_table
from coopbooks.support.terms import terms_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Unpack

    from coopbooks.core.ledger import Book
    from coopbooks.core.table import Table
    from coopbooks.sharing.share import View
    from coopbooks.support.loans.compare import BothSides
    from coopbooks.support.loans.entries import Paying
    from coopbooks.support.loans.state import LoanState

STATES = (duesoptions.NOTHING_NEW, duesoptions.WRITTEN, duesoptions.PROPOSAL)


class Asked(TypedDict):
    """What is asked for besides the book."""

    on: datetime.date | None
    others: tuple[Path, ...]
    bank: str | None
    mirror: Path | None
    to_write: bool
    form: str | None
    out: str | None


@click.command(
    name="loans",
    epilog=options.example(
        "coopbooks support loans BOOK --on 2026-03-31",
        "coopbooks support loans BOOK --on 2026-04-15 --with OTHER-BOOK "
        "--bank Assets:Bank:Operating --write",
    ),
)
@options.BOOK
@duesoptions.ON
@shareoptions.WITH
@click.option("--bank", metavar="ACCOUNT", help="The account that payments go through.")
@shareoptions.MIRROR
@duesoptions.WRITE
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(book: Path, now: datetime.datetime, **asked: Unpack[Asked]) -> int:
    """Show the loans of a body: paid back, still owed, late, and what comes next.

    With the other body's book at hand, what the one owes is held against what the other
    expects. Payments that are due and not in the book are proposed; --write books them
    as paid on the day when they were due, so do it once the money has gone. What
    somebody typed counts, so that writing again writes nothing.

    It ends with 1 if something is late, differs or is to be looked at.
    """
    to = duesoptions.place(asked["out"], asked["form"], "loans")
    opened = open_book(book)
    errors = warn(opened, book)
    on = asked["on"] or now.date()
    bank = shareoptions.bank_of(opened, asked["bank"])
    view, others = shareoptions.views_of(opened, asked["others"])
    with doing("Working out the loans"):
        terms = terms_of(view)
        soft = ends_of(opened.entries).soft
        lacking = paying(view, terms, on, soft, bank)
        state = _put(opened, book, lacking, now, on, to_write=asked["to_write"])
        if state == duesoptions.WRITTEN:
            view = view_of(open_book(book))
        states = loan_states(view, terms, on)
        sides = both_sides(view, states, others)
    if not states:
        say(f"The book has no loan by {on}. See coop-loan in the guide.")
    front, behind = _tables(states, sides, lacking, written=asked["to_write"])
    problems = [problem for state in states for problem in state.problems]
    problems += [problem for one in lacking for problem in one.problems]
    if asked["mirror"] is not None:
        _mirror(asked["mirror"], view.name, sides, others, on)
    front.append(problems_table(problems, opened.folder))
    shown = [table for table in front if table.rows]
    duesoptions.show(opened, "Loans", shown, behind, to, state=state, now=now)
    differs = any(not one.waits for side in sides for one in side.differences)
    late = any(one.late for one in states)
    return 1 if errors or problems or differs or late else 0


def _tables(
    states: Sequence[LoanState],
    sides: Sequence[BothSides],
    lacking: Sequence[Paying],
    *,
    written: bool,
) -> tuple[list[Table], list[Table]]:
    """Page one, and the plans behind it."""
    currencies = sorted({one.loan.currency for one in states})
    front = [loans_table(states, currency) for currency in currencies]
    front += [
        plan_table(one, whole=False) for one in states if one.late or one.year_ahead
    ]
    if states:
        front += [both_table(sides), differences_table(sides)]
    front += [
        replace(
            duesoptions.changes_table(one, written=written), id=f"changes:{one.batch}"
        )
        for each in lacking
        for one in each.differences
        if one.changes
    ]
    return front, [plan_table(one) for one in states]


def _put(
    opened: Book,
    path: Path,
    lacking: Sequence[Paying],
    now: datetime.datetime,
    on: datetime.date,
    *,
    to_write: bool,
) -> str:
    """Write what is due, if that was asked for; say how far it is."""
    states = [duesoptions.NOTHING_NEW]
    for each in lacking:
        for one in each.differences:
            states.append(duesoptions.state_of(one, written=to_write))
            if to_write and one.changes:
                duesoptions.put(opened, one, now, f"support loans --on {on}")
                opened = open_book(path)
    return max(states, key=STATES.index)


def _mirror(
    folder: Path,
    name: str,
    sides: Sequence[BothSides],
    others: dict[str, View],
    on: datetime.date,
) -> None:
    """Give the other bodies the entries that their books lack of these loans."""
    loans = {one.state.loan.name for one in sides if one.theirs is not None}
    for body, view in sorted(others.items()):
        lacking = paying(view, terms_of(view), on, ends_of(view.entries).soft)
        entries = [
            entry
            for one in lacking
            if one.line.name in loans
            and name in {one.line.meta["from"], one.line.meta["to"]}
            for entry in one.entries
        ]
        shareoptions.put_mirror(folder, body, entries)
