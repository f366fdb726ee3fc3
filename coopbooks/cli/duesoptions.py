"""What the commands about dues have in common: options, terms, and writing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

import click
from beancount.core import data

from coopbooks.cli import output
from coopbooks.cli.failures import say
from coopbooks.core.accounttypes import types_of
from coopbooks.core.closing import ends_of
from coopbooks.core.corrections import corrections
from coopbooks.core.difference import difference
from coopbooks.core.journal import write
from coopbooks.core.refusals import BookHasErrors
from coopbooks.core.substance import amounts
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Row
from coopbooks.core.table import Table
from coopbooks.dues.posting.entries import member_of
from coopbooks.dues.terms import read_terms
from coopbooks.packs.formats import FORMATS
from coopbooks.packs.single import single_pack

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence
    from pathlib import Path

    from coopbooks.core.journal import Written
    from coopbooks.core.ledger import Book
    from coopbooks.core.proposal import Difference
    from coopbooks.core.proposal import Proposal
    from coopbooks.core.table import Content
    from coopbooks.dues.terms import DuesTerms

PROPOSAL = "PROPOSAL: nothing is written"
WRITTEN = "WRITTEN TO THE BOOK"
NOTHING_NEW = "NOTHING TO WRITE"
BY_CASH = "NOTHING IS POSTED: dues count when they are paid"


def day(
    ctx: click.Context, param: click.Parameter, value: datetime.datetime | None
) -> datetime.date | None:
    """Take the time off a day that was typed."""
    return value.date() if value else None


ON = click.option(
    "--on",
    "on",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=day,
    metavar="DATE",
    help="The day, such as 2026-03-31.  [default: today]",
)
KNOWN = click.option(
    "--known",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=day,
    metavar="DATE",
    help="Only what had been recorded by then counts.  [default: all]",
)
FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    help="What to write; without it, what the output's extension says, else text.",
)
OUTPUT = click.option("--output", "out", metavar="PATH", help="A file, or a folder.")
WRITE = click.option("--write", "to_write", is_flag=True, help="Write it to the book.")


class Place(NamedTuple):
    """Where a result goes.

    Attributes:
        files: The format of each file; none for the screen.
        form: The format that was asked for; None for text.
    """

    files: dict[Path, str]
    form: str | None

    @property
    def is_text(self) -> bool:
        """Whether it is for the screen, or for a text file only."""
        if not self.files:
            return (self.form or "text") == "text"
        return set(self.files.values()) == {"text"}


def place(out: str | None, form: str | None, stem: str) -> Place:
    """Read where a result is to go, before anything long is done.

    Args:
        out: A file or folder as it was typed; None for the screen.
        form: The name of a format; None where none was given.
        stem: What files in a folder are called.

    Returns:
        The place.

    Raises:
        CoopbooksError: It can't go there.
    """
    files = output.places(out, form, stem)
    if not files:
        output.refuse_screen(form or "text")
    return Place(files, form)


def show(
    book: Book,
    subject: str,
    front: Sequence[Table],
    behind: Sequence[Table],
    to: Place,
    *,
    state: str,
    now: datetime.datetime,
) -> None:
    """Show tables, or write them to where they were asked for.

    Args:
        book: The book.
        subject: What they are.
        front: The tables of page one.
        behind: The tables behind it.
        to: Where they go.
        state: How far it is, such as that nothing is written.
        now: What the clock shows.
    """
    pack = single_pack(book, subject, front, behind, state=state, now=now)
    output.deliver(pack, to.files, to.form)


def terms_of(book: Book, known: datetime.date | None = None) -> DuesTerms:
    """What a book says about dues.

    Args:
        book: The book.
        known: Only what had been recorded by then counts; None for all.

    Returns:
        The terms.
    """
    return read_terms(book.entries, types_of(book.options), known)


def compared(book: Book, proposal: Proposal) -> Difference:
    """Hold a proposal against a book.

    Args:
        book: The book.
        proposal: The proposal.

    Returns:
        The difference.
    """
    return difference(proposal, book.entries, ends_of(book.entries).soft)


def put(
    book: Book, found: Difference, now: datetime.datetime, made_by: str
) -> Written | None:
    """Write what a book lacks; what turned out wrong is reversed, never edited.

    Args:
        book: The book.
        found: A proposal against it.
        now: What the clock shows; corrections of closed periods get its day.
        made_by: What made it, as it was typed.

    Returns:
        What was written; None where there was nothing.

    Raises:
        BookHasErrors: The book has errors.
        CoopbooksError: It can't be written; the book is as before.
    """
    if book.errors:
        raise BookHasErrors(book.errors, book.folder)
    proposal = corrections(found, max(now.date(), found.hard))
    written = write(book, proposal, recorded=now.date(), made_by=made_by)
    if written is None:
        say("The book has it already; nothing was written.")
    else:
        say(f"Written: {written.path}. To take it out: {undo_words(book, written)}")
    return written


def undo_words(book: Book, written: Written) -> str:
    """The command that takes a batch out again."""
    from coopbooks.cli.reading import shown

    return f"coopbooks import undo {shown(book.folder)} {written.batch}"


def changes_table(found: Difference, *, written: bool = False) -> Table:
    """What is to be written, or was just now.

    Args:
        found: A proposal against the book.
        written: Whether it has been written now.

    Returns:
        A line for each entry: its day, what it is, for whom and how much; what is
        wrong now says what differs.
    """
    rows = []
    for change in found.changes:
        entry = change.after or change.before
        if not isinstance(entry, data.Transaction):
            continue
        said = " ".join(filter(None, (entry.payee, entry.narration)))
        what = {"new": said, "changed": f"{said}: {'; '.join(change.words)}"}
        cells: dict[str, Content] = {
            "label": what.get(change.kind, f"Taken back: {said}"),
            "date": entry.date.isoformat(),
            "member": member_of(entry),
            "amount": amounts(entry),
        }
        rows.append(Row(change.id, cells))
    return Table(
        "changes",
        "What was written" if written else "What the book lacks",
        (
            Column("label", "What", ColumnKind.TEXT),
            Column("date", "Date", ColumnKind.DATE),
            Column("member", "Member", ColumnKind.TEXT),
            Column("amount", "How much", ColumnKind.TEXT),
        ),
        tuple(rows),
    )


def state_of(found: Difference, *, written: bool) -> str:
    """How far a proposal is.

    Args:
        found: The proposal against the book, before anything was written.
        written: Whether it has been written now.

    Returns:
        A word for the heading.
    """
    if not found.changes:
        return NOTHING_NEW
    return WRITTEN if written else PROPOSAL
