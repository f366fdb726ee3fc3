"""`coopbooks dues charge`: what members owe for a period, into the book."""

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
from coopbooks.cli.reading import warn
from coopbooks.core.closing import ends_of
from coopbooks.core.errors import in_folder
from coopbooks.dues.posting.chargelists import look_tables
from coopbooks.dues.posting.chargelists import member_tables
from coopbooks.dues.posting.chargetables import run_tables
from coopbooks.dues.posting.charging import charge
from coopbooks.dues.posting.problemtables import gathered

# What is told beside the output before it is only counted.
MOST = 5
# How far the parts of a longer period are: the last that fits says it for all.
STATES = (duesoptions.NOTHING_NEW, duesoptions.WRITTEN, duesoptions.PROPOSAL)

if TYPE_CHECKING:
    import datetime
    from pathlib import Path
    from typing import Unpack

    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period
    from coopbooks.core.table import Table
    from coopbooks.dues.posting.charging import Run


class Asked(TypedDict):
    """What is asked for besides the book.

    Attributes:
        period: The period's name; None for the last month that is over.
        members: Whether each member is listed.
        to_write: Whether to write what the book lacks.
        form: The name of a format; None where none was given.
        out: Where the result goes, as it was typed.
    """

    period: str | None
    members: bool
    to_write: bool
    form: str | None
    out: str | None


@click.command(
    name="charge",
    epilog=options.example(
        "coopbooks dues charge BOOK --period 2026-03",
        "coopbooks dues charge BOOK --period 2026-03 --write",
        "coopbooks dues charge BOOK --period 2026-03 --output charges.xlsx",
    ),
)
@options.BOOK
@options.PERIOD
@click.option("--members", is_flag=True, help="List each member, too.")
@duesoptions.WRITE
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(book: Path, now: datetime.datetime, **asked: Unpack[Asked]) -> int:
    """Work out what each member owes for a period, and post what the book lacks of it.

    What is due follows from the members, the dues and what they go by. What is in the
    book already counts, whoever wrote it; so charging again posts nothing. What turns
    out different later is reversed and written anew, in the open period if its own is
    closed. A book on a cash basis shows what is due and posts nothing.

    It ends with 1 if something is to be looked at.
    """
    to = duesoptions.place(asked["out"], asked["form"], "charges")
    opened = open_book(book)
    errors = warn(opened, book)
    whole = period_of(opened, asked["period"], now)
    found: list[tuple[Run, bool]] = []
    for period in parts_of(whole):
        run = _run(opened, period, now)
        write = asked["to_write"] and run.basis != "cash"
        if write:
            made_by = f"dues charge --period {period.name}"
            duesoptions.put(opened, run.difference, now, made_by)
            opened = open_book(book)
        found.append((run, write))
    everybody = asked["members"] or not to.is_text
    _show(opened, whole, found, to, now, everybody=everybody)
    return _end(opened, [run for run, _ in found], errors=errors)


def parts_of(period: Period) -> list[Period]:
    """The periods in which a longer one is charged: its months, if it has whole ones.

    Args:
        period: The period that was asked for.

    Returns:
        Its months; the period itself if it is no span of whole months.
    """
    whole = period.begin.day == 1 and period.end.day == 1
    return period.months() if whole else [period]


def _run(book: Book, period: Period, now: datetime.datetime) -> Run:
    with doing(f"Charging {period.label}"):
        hard = ends_of(book.entries).soft
        terms = duesoptions.terms_of(book)
        return charge(terms, book.entries, period, now.date(), hard)


def _show(
    book: Book,
    period: Period,
    found: list[tuple[Run, bool]],
    to: duesoptions.Place,
    now: datetime.datetime,
    *,
    everybody: bool,
) -> None:
    """Show each month's charges."""
    front: list[Table] = []
    behind: list[Table] = []
    for run, written in found:
        front += run_tables(run, written=written)
        front += look_tables(run, book.folder)
        if everybody:
            behind += member_tables(run, book.folder, written=written)
    states = [
        duesoptions.state_of(run.difference, written=written) for run, written in found
    ]
    state = max(states, key=STATES.index)
    if all(run.basis == "cash" for run, _ in found):
        state = duesoptions.BY_CASH
    subject = f"Dues, {period.label}"
    duesoptions.show(book, subject, front, behind, to, state=state, now=now)


def _end(book: Book, runs: list[Run], *, errors: bool) -> int:
    """Tell beside the output what is to be looked at."""
    problems = gathered(problem for run in runs for problem in run.problems)
    for problem in problems[:MOST]:
        place = in_folder(problem.source, book.folder)
        say(problem.message if place == "-" else f"{place}: {problem.message}")
    if len(problems) > MOST:
        say(f"and {len(problems) - MOST} more; see: Please look at.")
    return 1 if errors or problems else 0
