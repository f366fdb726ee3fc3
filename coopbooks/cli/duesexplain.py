"""`coopbooks dues explain`: how one member's dues came about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import options
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import period_of
from coopbooks.cli.reading import warn
from coopbooks.core.closing import ends_of
from coopbooks.core.directives import near
from coopbooks.core.errors import CoopbooksError
from coopbooks.dues.posting.charging import charge
from coopbooks.dues.posting.memberpage import explained_tables
from coopbooks.dues.posting.memberpage import summary_table
from coopbooks.dues.posting.problemtables import problems_table

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection
    from pathlib import Path

    from coopbooks.core.errors import LedgerError
    from coopbooks.dues.terms import DuesTerms


class UnknownMember(CoopbooksError):
    """A member was asked for who never joined."""

    def __init__(self, member: str, known: Collection[str]) -> None:
        """Build the message.

        Args:
            member: The id that was asked for.
            known: The ids of all who ever joined.
        """
        super().__init__(
            f"'{member}' never joined by this book; ids are such as M-0042."
            f"{near(member, known)}"
        )


@click.command(
    name="explain",
    epilog=options.example("coopbooks dues explain BOOK M-0042 --period 2026-03"),
)
@options.BOOK
@click.argument("member")
@options.PERIOD
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(
    book: Path,
    member: str,
    period: str | None,
    now: datetime.datetime,
    form: str | None,
    out: str | None,
) -> int:
    """Say step by step how a member's dues for a period come about.

    MEMBER is an id, such as M-0042. Each step says what was done, what it came to, in
    which line of the book the rule stands, and what the rule rests on; then where the
    money goes, when it is due, and whether the book has it.

    It ends with 1 if it could not be worked out.
    """
    to = duesoptions.place(out, form, f"dues-{member}")
    opened = open_book(book)
    errors = warn(opened, book)
    terms = duesoptions.terms_of(opened)
    require(member, terms)
    asked = period_of(opened, period, now)
    run = charge(
        terms,
        opened.entries,
        asked,
        now.date(),
        ends_of(opened.entries).soft,
        {member},
    )
    problems = about(run.problems, member)
    front = [summary_table(run, member)]
    behind = explained_tables(run, member, opened.folder)
    if problems:
        front.append(problems_table(problems, opened.folder))
    subject = f"How the dues of {member} come about, {asked.label}"
    state = "AS THE BOOK SAYS NOW"
    duesoptions.show(opened, subject, front, behind, to, state=state, now=now)
    return 1 if problems or errors else 0


def require(member: str, terms: DuesTerms) -> None:
    """Refuse an id that nobody has.

    Args:
        member: The id.
        terms: What the book says about dues and members.

    Raises:
        UnknownMember: Nobody ever joined under it.
    """
    if member not in terms.histories:
        raise UnknownMember(member, terms.histories)


def about(problems: Collection[LedgerError], member: str) -> list[LedgerError]:
    """Those of some problems that name a member first."""
    return [one for one in problems if one.message.split(":")[0] == member]
