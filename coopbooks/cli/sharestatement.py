"""`coopbooks share statement`: what is owed by an agreement, with all that counted."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypedDict

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import options
from coopbooks.cli import shareoptions
from coopbooks.cli.failures import say
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import period_of
from coopbooks.cli.reading import warn
from coopbooks.core.errors import CoopbooksError
from coopbooks.dues.posting.problemtables import problems_table
from coopbooks.sharing.posting.posted import posted
from coopbooks.sharing.shares.shares import share_of
from coopbooks.sharing.statement.tables import statement_tables

if TYPE_CHECKING:
    import datetime
    from pathlib import Path
    from typing import Unpack

    from coopbooks.core.periods import Period


class Asked(TypedDict):
    """What is asked for besides the book and the agreement."""

    period: str | None
    others: tuple[Path, ...]
    now: datetime.datetime
    form: str | None
    out: str | None


class NothingCharged(CoopbooksError):
    """Nothing is charged by the agreement in that period."""

    def __init__(self, name: str, period: Period) -> None:
        """Build the message.

        Args:
            name: The agreement's name.
            period: The period that was asked for.
        """
        super().__init__(
            f"'{name}' charges nothing that ends in {period.label}: it does not hold "
            "then, or it is charged for a quarter or a year that ends later. Ask for "
            "another --period, such as 2026-Q1."
        )


@click.command(
    name="statement",
    epilog=options.example(
        "coopbooks share statement BOOK bakery-party --period 2026-Q1",
        "coopbooks share statement BOOK bakery-party --period 2026-Q1 "
        "--output share.xlsx",
    ),
)
@options.BOOK
@click.argument("agreement")
@options.PERIOD
@shareoptions.WITH
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(book: Path, agreement: str, **asked: Unpack[Asked]) -> int:
    """Say what is owed by an agreement for a period, and how it comes about.

    It lists which accounts and entries counted, which did not and why, each step with
    its rule, what earlier periods came to, and when it is due. In a workbook the sums
    and the ladder are live, so that the other side can work it out again from the
    workbook alone.

    It ends with 1 if something is to be looked at.
    """
    to = duesoptions.place(asked["out"], asked["form"], "share")
    opened = open_book(book)
    errors = warn(opened, book)
    period = period_of(opened, asked["period"], asked["now"])
    view, others = shareoptions.views_of(opened, asked["others"])
    known = sorted({one.name for one in view.terms.agreements})
    if agreement not in known:
        raise shareoptions.NoAgreement(agreement, known)
    with doing(f"Working out {agreement}, {period.label}"):
        shares = share_of(view, agreement, period, others)
    if not shares:
        raise NothingCharged(agreement, period)
    problems = [problem for share in shares for problem in share.problems]
    have = posted(view)
    # A longer period has several; the last one is the statement, the others' sums are
    # in its earlier periods or in statements of their own.
    front, behind = statement_tables(
        shares[-1], view.terms.roles, have, opened.folder, whole=not to.is_text
    )
    front.append(problems_table(problems, opened.folder))
    share = shares[-1]
    subject = f"Share by {agreement}, {share.period.label}"
    state = "AS THE BOOK SAYS NOW"
    duesoptions.show(
        opened,
        subject,
        [one for one in front if one.rows],
        behind,
        to,
        state=state,
        now=asked["now"],
    )
    if len(shares) > 1:
        names = ", ".join(one.period.name for one in shares[:-1])
        say(f"There are statements for {names}, too; ask for each by --period.")
    return 1 if errors or problems else 0
