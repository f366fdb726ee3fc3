"""`coopbooks surplus capital`: members' accounts by member and lot on a day."""

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
from coopbooks.core.periods import DAY
from coopbooks.core.periods import Period
from coopbooks.core.periods import long_date
from coopbooks.dues.posting.problemtables import problems_table
from coopbooks.surplus.capital.accounttables import account_tables
from coopbooks.surplus.capital.accounttables import identity_table
from coopbooks.surplus.capital.identity import check_capital
from coopbooks.surplus.capital.moves import read_moves
from coopbooks.surplus.capital.rollforward import roll_forward

if TYPE_CHECKING:
    import datetime
    from pathlib import Path
    from typing import Unpack

    from coopbooks.core.ledger import Book
    from coopbooks.core.table import Table
    from coopbooks.surplus.terms import SurplusTerms


class Asked(TypedDict):
    """What is asked for besides the book.

    Attributes:
        on: The day; None for today.
        since: The first day from which it is told what moved; None for the first of
            the fiscal year.
        form: The name of a format; None where none was given.
        out: Where the result goes, as it was typed.
    """

    on: datetime.date | None
    since: datetime.date | None
    form: str | None
    out: str | None


@click.command(
    name="capital",
    epilog=options.example("coopbooks surplus capital BOOK --on 2025-12-31"),
)
@options.BOOK
@duesoptions.ON
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=duesoptions.day,
    metavar="DATE",
    help="Tell what moved since this day.  [default: since the fiscal year began]",
)
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(book: Path, now: datetime.datetime, **asked: Unpack[Asked]) -> int:
    """Show members' accounts: by member and lot, what moved, and what is there.

    It also shows that members' accounts, the collective account, reserves and the
    result not yet shared together are all that the co-op has. Members are shown by
    their numbers, never by name.

    It ends with 1 if something on these accounts belongs to nobody.
    """
    to = duesoptions.place(asked["out"], asked["form"], "capital")
    opened = open_book(book)
    errors = warn(opened, book)
    terms = surplusoptions.terms_of(opened)
    on = asked["on"] or now.date()
    begin = asked["since"] or surpluscapitaloptions.year_begin(opened, on)
    if begin > on:
        words = "--since is after --on: give the earlier day first."
        raise click.UsageError(words, click.get_current_context())
    with doing("Reading members' accounts"):
        front, behind = _tables(opened, terms, Period("", begin, on + DAY))
    found = check_capital(opened.entries, terms.roles.types)
    if found:
        front.insert(0, problems_table(found, opened.folder))
    state = f"AS OF {long_date(on).upper()}"
    duesoptions.show(
        opened, "Members' accounts", front, behind, to, state=state, now=now
    )
    return 1 if errors or found else 0


def _tables(
    book: Book, terms: SurplusTerms, period: Period
) -> tuple[list[Table], list[Table]]:
    """The accounts over the days, and that all belongs to somebody."""
    moves = read_moves(terms, book.entries, period.end, book.currency)
    found = roll_forward(moves, period)
    front, behind = account_tables(found, book.currency)
    table = identity_table(terms, book.entries, period.last, book.currency)
    return [*front, table], behind
