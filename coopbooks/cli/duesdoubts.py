"""`coopbooks dues allowance` and `write-off`: what will not come in any more."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypedDict

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import options
from coopbooks.cli.duesexplain import require
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import warn
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.periods import long_date
from coopbooks.core.proposal import Proposal
from coopbooks.dues.doubts.allowance import allowances
from coopbooks.dues.doubts.allowance import batch_of
from coopbooks.dues.doubts.allowance import entries_of
from coopbooks.dues.doubts.tables import allowance_table
from coopbooks.dues.doubts.tables import write_off_table
from coopbooks.dues.doubts.writeoff import write_off

if TYPE_CHECKING:
    import datetime
    from pathlib import Path
    from typing import Unpack


class NoAllowance(CoopbooksError):
    """A book was asked for doubtful dues and says nothing of them."""

    def __init__(self, on: datetime.date) -> None:
        """Build the message.

        Args:
            on: The day.
        """
        super().__init__(
            f"Nothing is doubtful on {on}: this book does not say which old dues are, "
            "or nobody owes any. Say with coop-dues-allowance from which age on which "
            "part is."
        )


class Asked(TypedDict):
    """What is asked for besides the book.

    Attributes:
        on: The day; None for today.
        to_write: Whether to write it.
        form: The name of a format; None where none was given.
        out: Where the result goes, as it was typed.
    """

    on: datetime.date | None
    to_write: bool
    form: str | None
    out: str | None


@click.command(
    name="allowance",
    epilog=options.example(
        "coopbooks dues allowance BOOK --on 2026-12-31",
        "coopbooks dues allowance BOOK --on 2026-12-31 --write",
    ),
)
@options.BOOK
@duesoptions.ON
@duesoptions.WRITE
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def allowance_command(
    book: Path, now: datetime.datetime, **asked: Unpack[Asked]
) -> int:
    """Work out which part of old dues is not expected to come in.

    It goes by the ages and parts that the book says with coop-dues-allowance. With
    --write, the account for it is brought to that amount; it stays owed by the members
    all the same. What employers are to hand over is never among it.
    """
    to = duesoptions.place(asked["out"], asked["form"], "allowance")
    opened = open_book(book)
    errors = warn(opened, book)
    on = asked["on"] or now.date()
    found = allowances(duesoptions.terms_of(opened), opened.entries, on)
    if not found:
        raise NoAllowance(on)
    proposal = Proposal(batch_of(on), entries_of(found))
    against = duesoptions.compared(opened, proposal)
    if asked["to_write"]:
        duesoptions.put(opened, against, now, f"dues allowance --on {on}")
    front = [allowance_table(one, opened.folder) for one in found]
    state = duesoptions.state_of(against, written=asked["to_write"])
    subject = f"Doubtful dues, {long_date(on)}"
    duesoptions.show(opened, subject, front, (), to, state=state, now=now)
    return 1 if errors else 0


@click.command(
    name="write-off",
    epilog=options.example(
        "coopbooks dues write-off BOOK M-0064 --decision 2026-03/5",
        "coopbooks dues write-off BOOK M-0064 --decision 2026-03/5 --write",
    ),
)
@options.BOOK
@click.argument("member")
@click.option(
    "--decision", required=True, metavar="ID", help="The decision that allows it."
)
@duesoptions.ON
@duesoptions.WRITE
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def write_off_command(
    book: Path,
    member: str,
    decision: str,
    now: datetime.datetime,
    **asked: Unpack[Asked],
) -> int:
    """Write off what a member owes, by a decision of the members.

    MEMBER is an id, such as M-0064. The decision stands in the book, may still be used,
    and allows as much. What an employer owes is never written off here.
    """
    to = duesoptions.place(asked["out"], asked["form"], "write-off")
    opened = open_book(book)
    errors = warn(opened, book)
    on = asked["on"] or now.date()
    terms = duesoptions.terms_of(opened)
    require(member, terms)
    found = write_off(terms, opened.entries, member, on, decision)
    against = duesoptions.compared(opened, Proposal(found.batch, (found.entry(),)))
    if asked["to_write"]:
        made_by = f"dues write-off {member} --decision {decision} --on {on}"
        duesoptions.put(opened, against, now, made_by)
    front = [write_off_table(found, currency) for currency in found.totals()]
    state = duesoptions.state_of(against, written=asked["to_write"])
    subject = f"Written off, {long_date(on)}"
    duesoptions.show(opened, subject, front, (), to, state=state, now=now)
    return 1 if errors else 0
