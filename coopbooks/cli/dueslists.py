"""`coopbooks dues reconcile`: an employer's list against what is expected and paid."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypedDict

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import duesprivate
from coopbooks.cli import options
from coopbooks.cli import output
from coopbooks.cli.failures import say
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import period_of
from coopbooks.cli.reading import warn
from coopbooks.core.proposal import Proposal
from coopbooks.dues.checkoff.checkoff import reconcile
from coopbooks.dues.checkoff.entries import batch_of
from coopbooks.dues.checkoff.entries import corrections_of
from coopbooks.dues.checkoff.letter import letter
from coopbooks.dues.checkoff.tables import checkoff_tables
from coopbooks.dues.checkoff.tables import differing_table
from coopbooks.dues.checkoff.tables import lines_table
from coopbooks.dues.posting.problemtables import problems_table

if TYPE_CHECKING:
    import datetime
    from pathlib import Path
    from typing import Unpack

    from coopbooks.core.ledger import Book
    from coopbooks.core.proposal import Difference
    from coopbooks.dues.checkoff.checkoff import CheckOff


class Asked(TypedDict):
    """What is asked for besides the book.

    Attributes:
        employer: The employer's name.
        period: The period's name; None for the last month that is over.
        letter: Whether the letter to the employer is wanted.
        names: Whether the letter names members.
        to_write: Whether to write what is posted otherwise than it is.
        form: The name of a format; None where none was given.
        out: Where the result goes, as it was typed.
    """

    employer: str
    period: str | None
    letter: bool
    names: bool
    to_write: bool
    form: str | None
    out: str | None


@click.command(
    name="reconcile",
    epilog=options.example(
        "coopbooks dues reconcile BOOK --employer harbor-foods --period 2026-03",
        "coopbooks dues reconcile BOOK --employer harbor-foods --letter --names "
        "--output private/letters/harbor-foods-2026-03.txt",
    ),
)
@options.BOOK
@click.option("--employer", required=True, metavar="NAME", help="The employer.")
@options.PERIOD
@click.option("--letter", is_flag=True, help="Write the letter to the employer.")
@click.option(
    "--names",
    is_flag=True,
    help="Put names from the private roster into the letter.",
)
@duesoptions.WRITE
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(book: Path, now: datetime.datetime, **asked: Unpack[Asked]) -> int:
    """Compare what is expected, an employer's list, and what came into the bank.

    What differs is told member by member: short, over, missing, on leave but deducted,
    and so on. With --write, what is posted to the wrong place is set right, and what
    nobody owes waits on the account for what is not matched. Nobody loses standing
    because an employer is late or short.

    It ends with 1 if something differs or is not explained.
    """
    to = duesoptions.place(asked["out"], asked["form"], "check-off")
    if asked["names"] and not asked["letter"]:
        words = "Names stand in the letter only; add --letter."
        raise click.UsageError(words, click.get_current_context())
    if asked["names"]:
        duesprivate.refuse_others(to.files)
    opened = open_book(book)
    errors = warn(opened, book)
    period = period_of(opened, asked["period"], now)
    with doing(f"Comparing the lists of {asked['employer']}"):
        terms = duesoptions.terms_of(opened)
        found = reconcile(terms, opened.entries, asked["employer"], period)
        proposal = Proposal(batch_of(found), corrections_of(found))
        against = duesoptions.compared(opened, proposal)
    if asked["to_write"]:
        made_by = f"dues reconcile --employer {found.employer} --period {period.name}"
        duesoptions.put(opened, against, now, made_by)
    if asked["letter"]:
        _letter(opened, found, to, now, names=asked["names"])
    else:
        _show(opened, found, against, to, now, written=asked["to_write"])
    return _end(found, errors=errors)


def _letter(
    book: Book,
    found: CheckOff,
    to: duesoptions.Place,
    now: datetime.datetime,
    *,
    names: bool,
) -> None:
    """Write the letter, to the screen or to a text file."""
    people = duesprivate.names_of(book) if names else {}
    text = "\n".join(letter(found, now.date(), book.title, people)) + "\n"
    if not to.files:
        output.show(text.encode())
        return
    path = next((path for path, form in to.files.items() if form == "text"), None)
    if path is None:
        words = "A letter is text: end its name with .txt, or name a folder."
        raise click.UsageError(words, click.get_current_context())
    duesprivate.write(path, text.encode(), private=names)
    click.echo(f"Written: {path}")


def _show(
    book: Book,
    found: CheckOff,
    against: Difference,
    to: duesoptions.Place,
    now: datetime.datetime,
    *,
    written: bool,
) -> None:
    """Show how the three compare."""
    front = [*checkoff_tables(found)]
    if against.changes:
        front.append(duesoptions.changes_table(against))
    if found.problems:
        front.append(problems_table(found.problems, book.folder))
    differing = differing_table(found)
    behind = [differing] if differing else []
    if not to.is_text:
        behind.append(lines_table(found, found.rows, "lines", "Member by member"))
    subject = f"{found.employer}, {found.period.label}"
    state = duesoptions.state_of(against, written=written)
    duesoptions.show(book, subject, front, behind, to, state=state, now=now)


def _end(found: CheckOff, *, errors: bool) -> int:
    """Tell beside the output what is to be looked at."""
    differing = [row for row in found.rows if row.kind != "matched"]
    if not any(row.lines for row in found.rows):
        say(f"The book has no list of {found.employer} for {found.period.label} yet.")
    elif differing:
        count = len(differing)
        say(f"{count} {'member differs' if count == 1 else 'members differ'}.")
    if found.unexplained:
        say(f"Not explained: {found.unexplained} {found.currency}.")
    if found.problems:
        say("Not everything could be worked out; see: Please look at.")
    wrong = differing or found.unexplained or found.problems or errors
    return 1 if wrong else 0
