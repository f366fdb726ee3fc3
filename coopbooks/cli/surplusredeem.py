"""`coopbooks surplus redeem`: capital paid back to members, in the rule's order."""

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
from coopbooks.surplus.capital.redeeming import Asked
from coopbooks.surplus.capital.redeeming import redeem
from coopbooks.surplus.capital.redemptiontables import redemption_tables
from coopbooks.surplus.capital.redemptiontables import what_if_table

if TYPE_CHECKING:
    import datetime
    from decimal import Decimal
    from pathlib import Path
    from typing import Unpack

    from coopbooks.core.ledger import Book
    from coopbooks.surplus.capital.redeeming import Run


class Typed(TypedDict):
    """What is asked for besides the book.

    Attributes:
        available: How much money there is; several for a what-if.
        on: The day; None for the decision's, or today.
        decision: The id of the decision; None for a preview.
        rule: The name of the rule; None for the only one.
        to_write: Whether to write what the book lacks.
        form: The name of a format; None where none was given.
        out: Where the result goes, as it was typed.
    """

    available: tuple[Decimal, ...]
    on: datetime.date | None
    decision: str | None
    rule: str | None
    to_write: bool
    form: str | None
    out: str | None


@click.command(
    name="redeem",
    epilog=options.example(
        "coopbooks surplus redeem BOOK --available 10000",
        "coopbooks surplus redeem BOOK --available 10000 --available 20000",
        "coopbooks surplus redeem BOOK --available 10000 --decision 2026-03/4 --write",
    ),
)
@options.BOOK
@click.option(
    "--available",
    multiple=True,
    callback=surpluscapitaloptions.amounts,
    metavar="AMOUNT",
    help="How much money there is for it; several to compare.  "
    "[default: the decision's limit, or the most that the rule lets go]",
)
@duesoptions.ON
@surpluscapitaloptions.RULE
@surpluscapitaloptions.DECISION
@duesoptions.WRITE
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(book: Path, now: datetime.datetime, **typed: Unpack[Typed]) -> int:
    """Work out which capital is paid back to whom, with so much money.

    The rule of the book says in which order. With several amounts it shows what each
    member would get of each. Once the members have decided, --decision and --write
    make it a debt to each member; paying it is typed or imported like any payment.
    Posting again writes nothing.

    It ends with 1 if something keeps it from being posted.
    """
    surpluscapitaloptions.needs_decision(typed["decision"], write=typed["to_write"])
    if typed["decision"] and (typed["on"] or len(typed["available"]) > 1):
        words = "With --decision its day counts, and one amount; leave out the others."
        raise click.UsageError(words, click.get_current_context())
    to = duesoptions.place(typed["out"], typed["form"], "redemption")
    opened = open_book(book)
    errors = warn(opened, book)
    with doing("Working out what is paid back"):
        runs = [
            _run(opened, now, typed, number) for number in typed["available"] or [None]
        ]
    run = runs[-1]
    front, behind = redemption_tables(run)
    if len(runs) > 1:
        front, behind = [what_if_table(runs)], [*front, *behind]
    state, told = surpluscapitaloptions.finish(
        opened, _outcome(run), front, now, write=typed["to_write"]
    )
    subject = "Capital paid back"
    duesoptions.show(opened, subject, front, behind, to, state=state, now=now)
    return 1 if errors or told else 0


def _outcome(run: Run) -> surpluscapitaloptions.Outcome:
    decided = run.decision
    made_by = f"surplus redeem --decision {decided.id}" if decided else ""
    return surpluscapitaloptions.Outcome(
        run.difference, run.refusals, made_by, decided is not None
    )


def _run(
    book: Book, now: datetime.datetime, typed: Typed, number: Decimal | None
) -> Run:
    """What is paid back with one amount."""
    today = now.date()
    asked = Asked(today, typed["on"], number, typed["decision"], typed["rule"])
    return redeem(
        surplusoptions.terms_of(book),
        book.entries,
        asked,
        book.currency,
        surpluscapitaloptions.fiscal_year_end(book, typed["on"] or today),
        ends_of(book.entries),
    )
