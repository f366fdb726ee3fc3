"""`coopbooks dues standing`: who stands how on a day, by which rule."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypedDict

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import options
from coopbooks.cli.duesexplain import require
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import warn
from coopbooks.core.periods import long_date
from coopbooks.dues.standing.accounttables import account_tables
from coopbooks.dues.standing.standing import standings
from coopbooks.dues.standing.standingtables import WORST
from coopbooks.dues.standing.standingtables import members_table
from coopbooks.dues.standing.standingtables import standing_tables

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Unpack

    from coopbooks.core.ledger import Book
    from coopbooks.core.table import Table
    from coopbooks.dues.standing.standing import Standing


class Asked(TypedDict):
    """What is asked for besides the book.

    Attributes:
        on: The day; None for today.
        known: Only what had been recorded by then counts; None for all.
        member: One member's id; None for everybody.
        behind: Whether those who are behind are listed.
        form: The name of a format; None where none was given.
        out: Where the result goes, as it was typed.
    """

    on: datetime.date | None
    known: datetime.date | None
    member: str | None
    behind: bool
    form: str | None
    out: str | None


@click.command(
    name="standing",
    epilog=options.example(
        "coopbooks dues standing BOOK --on 2026-03-31",
        "coopbooks dues standing BOOK --on 2026-03-31 --behind",
        "coopbooks dues standing BOOK --on 2026-03-31 --known 2026-04-05 "
        "--member M-0042",
    ),
)
@options.BOOK
@duesoptions.ON
@duesoptions.KNOWN
@click.option("--member", metavar="ID", help="Only this member, with the account.")
@click.option("--behind", is_flag=True, help="List those who are behind, by id.")
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(book: Path, now: datetime.datetime, **asked: Unpack[Asked]) -> int:
    """Say who was in good standing on a day, who not, since when and by which rule.

    What counts is what had been paid by that day; with --known, only what the book had
    of it by another day. What an employer is to hand over makes nobody fall behind.
    With --member it shows the account, what is open, and what would restore standing.
    """
    to = duesoptions.place(asked["out"], asked["form"], "standing")
    opened = open_book(book)
    errors = warn(opened, book)
    on, known, member = asked["on"] or now.date(), asked["known"], asked["member"]
    terms = duesoptions.terms_of(opened, known)
    if member:
        require(member, terms)
    with doing(f"Looking at standing on {long_date(on)}"):
        only = {member} if member else None
        found = standings(terms, opened.entries, on, known, only)
    told = list(found.values())
    behind: list[Table] = []
    if member:
        front = account_tables(found[member], opened.folder)
    else:
        front = standing_tables(told)
        behind += _lists(opened, told, behind_only=True) if asked["behind"] else []
        if not to.is_text:
            behind += _lists(opened, told, behind_only=False)
    by = f" as known on {long_date(known)}" if known else ""
    subject = f"Standing, {long_date(on)}{by}"
    state = "AS THE BOOK SAYS NOW" if not known else "AS IT WAS KNOWN THEN"
    duesoptions.show(opened, subject, front, behind, to, state=state, now=now)
    return 1 if errors else 0


def _lists(
    book: Book, found: Sequence[Standing], *, behind_only: bool
) -> Iterator[Table]:
    """Members by id: those who are behind, or everybody; for each currency."""
    name, title = ("behind", "Behind") if behind_only else ("members", "Members")
    for currency in sorted({one.currency for one in found}):
        some = [
            one
            for one in found
            if one.currency == currency and (one.state in WORST or not behind_only)
        ]
        if some or behind_only:
            yield members_table(some, book.folder, f"{name}:{currency}", title)
