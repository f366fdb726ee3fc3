"""`coopbooks surplus leave`: what who leaves is owed, and what follows year by year."""

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
from coopbooks.core.closing import ends_of
from coopbooks.surplus.capital.debts import read_debts
from coopbooks.surplus.capital.leavetables import instalments_table
from coopbooks.surplus.capital.leavetables import owed_table
from coopbooks.surplus.capital.leavetables import plan_tables
from coopbooks.surplus.capital.leaving import Asked
from coopbooks.surplus.capital.leaving import leave
from coopbooks.surplus.capital.upkeep import upkeep

if TYPE_CHECKING:
    import datetime
    from pathlib import Path
    from typing import Unpack

    from coopbooks.core.ledger import Book


class Typed(TypedDict):
    """What is asked for besides the book.

    Attributes:
        member: The member's id; None for all who left.
        on: The day; None for the day of leaving, or today.
        decision: The id of the decision; None for a preview.
        rule: The name of the rule; None for the only one.
        to_write: Whether to write what the book lacks.
        form: The name of a format; None where none was given.
        out: Where the result goes, as it was typed.
    """

    member: str | None
    on: datetime.date | None
    decision: str | None
    rule: str | None
    to_write: bool
    form: str | None
    out: str | None


@click.command(
    name="leave",
    epilog=options.example(
        "coopbooks surplus leave BOOK --member M-0005",
        "coopbooks surplus leave BOOK --member M-0005 --decision 2026-03/5 --write",
        "coopbooks surplus leave BOOK --on 2026-12-31 --write",
    ),
)
@options.BOOK
@click.option(
    "--member",
    metavar="ID",
    help="Who leaves, such as M-0042.  [default: all who left, and what follows]",
)
@duesoptions.ON
@surpluscapitaloptions.RULE
@surpluscapitaloptions.DECISION
@duesoptions.WRITE
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(book: Path, now: datetime.datetime, **typed: Unpack[Typed]) -> int:
    """Work out what who leaves is owed: the account, what comes off, and the plan.

    With --member it is the account of one: given a day with --on, also of somebody who
    only thinks of leaving. Once the members have decided, --decision and --write make
    it a debt. Without --member it lists all who are owed on a plan, and --write books
    each year's interest and what has come within twelve months. Posting again writes
    nothing.

    It ends with 1 if something keeps it from being posted.
    """
    to = duesoptions.place(typed["out"], typed["form"], "leaving")
    opened = open_book(book)
    errors = warn(opened, book)
    if typed["member"] is None:
        told = _all(opened, typed, to, now)
    else:
        told = _one(opened, typed["member"], typed, to, now)
    return 1 if errors or told else 0


def _one(
    book: Book,
    member: str,
    typed: Typed,
    to: duesoptions.Place,
    now: datetime.datetime,
) -> bool:
    """What becomes of one account."""
    surpluscapitaloptions.needs_decision(typed["decision"], write=typed["to_write"])
    asked = Asked(member, now.date(), typed["on"], typed["decision"], typed["rule"])
    with doing(f"Working out what {member} is owed"):
        terms = surplusoptions.terms_of(book)
        run = leave(terms, book.entries, asked, book.currency, ends_of(book.entries))
        debts, _ = read_debts(terms, book.entries, book.currency, typed["rule"])
    front = plan_tables(run.plan)
    behind = [
        instalments_table(
            f"plan-{debt.day}",
            f"Owed since {debt.day}, as the book has it",
            debt.instalments,
            book.currency,
        )
        for debt in debts
        if debt.member == member
    ]
    outcome = surpluscapitaloptions.Outcome(
        run.difference,
        run.refusals,
        f"surplus leave --member {member} --decision {typed['decision']}",
        run.decision is not None,
    )
    state, told = surpluscapitaloptions.finish(
        book, outcome, front, now, write=typed["to_write"]
    )
    subject = f"{member} leaves"
    if not run.plan.lots and behind:
        front, behind = [*behind, *front], []
    duesoptions.show(book, subject, front, behind, to, state=state, now=now)
    return told


def _all(
    book: Book, typed: Typed, to: duesoptions.Place, now: datetime.datetime
) -> bool:
    """All who left and are owed something on a plan, and what follows from it."""
    if typed["decision"]:
        words = "--decision is about one member; add --member."
        raise click.UsageError(words, click.get_current_context())
    on = typed["on"] or now.date()
    with doing("Looking at what is owed to who left"):
        terms = surplusoptions.terms_of(book)
        debts, problems = read_debts(terms, book.entries, book.currency, typed["rule"])
        proposal = upkeep(debts, book.entries, on)
    front = [owed_table(debts, on, book.currency)]
    behind = [
        instalments_table(
            f"plan-{at}",
            f"{debt.member}, owed since {debt.day}",
            debt.instalments,
            book.currency,
        )
        for at, debt in enumerate(debts)
    ]
    found = duesoptions.compared(book, proposal)
    outcome = surpluscapitaloptions.Outcome(found, problems, f"surplus leave --on {on}")
    state, told = surpluscapitaloptions.finish(
        book, outcome, front, now, write=typed["to_write"]
    )
    subject = "Members who left"
    duesoptions.show(book, subject, front, behind, to, state=state, now=now)
    return told
