"""`coopbooks surplus post`: what the members decided of a year, into the book."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypedDict

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import options
from coopbooks.cli import surplusoptions
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import warn
from coopbooks.core.closing import ends_of
from coopbooks.dues.posting.problemtables import problems_table
from coopbooks.surplus.posting.entrytables import entries_table
from coopbooks.surplus.posting.posting import post
from coopbooks.surplus.posting.tables import proposal_tables

if TYPE_CHECKING:
    import datetime
    from pathlib import Path
    from typing import Unpack

    from coopbooks.surplus.posting.posting import Run

REFUSED = "NOTHING IS POSTED: please look at what stands first"


class Asked(TypedDict):
    """What is asked for besides the book.

    Attributes:
        period: The year's name; None for the last that is over.
        rule: The name of the rule; None for the only one.
        decision: The id of the decision.
        to_write: Whether to write what the book lacks.
        form: The name of a format; None where none was given.
        out: Where the result goes, as it was typed.
    """

    period: str | None
    rule: str | None
    decision: str
    to_write: bool
    form: str | None
    out: str | None


@click.command(
    name="post",
    epilog=options.example(
        "coopbooks surplus post BOOK --period 2025 --decision 2026-04/1",
        "coopbooks surplus post BOOK --period 2025 --decision 2026-04/1 --write",
    ),
)
@options.BOOK
@surplusoptions.PERIOD
@surplusoptions.RULE
@click.option(
    "--decision",
    required=True,
    metavar="ID",
    help="The decision of the members, which names the proposal's code.",
)
@duesoptions.WRITE
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(book: Path, now: datetime.datetime, **asked: Unpack[Asked]) -> int:
    """Post how a year's surplus or loss is shared, as the members decided.

    The decision stands in the book and names the code of the proposal. What is due in
    cash becomes a debt to each member, what is kept goes to their account with the year
    it is from, tax withheld becomes a debt to the tax office. Posting again writes
    nothing.

    It ends with 1 if something keeps it from being posted.
    """
    to = duesoptions.place(asked["out"], asked["form"], "surplus")
    opened = open_book(book)
    errors = warn(opened, book)
    year = surplusoptions.year_of(opened, asked["period"], now)
    terms, ends = surplusoptions.terms_of(opened), ends_of(opened.entries)
    with doing(f"Sharing {year.label}"):
        run = post(
            terms,
            opened.entries,
            year,
            now.date(),
            asked["decision"],
            ends,
            asked["rule"],
        )
    write = asked["to_write"] and not run.refusals
    if write:
        made_by = f"surplus post --period {year.name} --decision {asked['decision']}"
        duesoptions.put(opened, run.difference, now, made_by)
    front, behind = proposal_tables(run.allocation, terms, opened.folder, run.code)
    if run.refusals:
        front = [one for one in front if one.id != "problems"]
        front.insert(0, problems_table(run.refusals, opened.folder))
    behind.append(entries_table(run, terms.roles))
    loss = "Loss" if run.allocation.is_loss else "Surplus"
    subject = f"{loss} of {year.label}"
    state = _state(run, written=write)
    duesoptions.show(opened, subject, front, behind, to, state=state, now=now)
    told = surplusoptions.tell(run.refusals, opened)
    return 1 if errors or told else 0


def _state(run: Run, *, written: bool) -> str:
    """How far posting is."""
    if run.refusals:
        return REFUSED
    return duesoptions.state_of(run.difference, written=written)
