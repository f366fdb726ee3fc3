"""`coopbooks support strike-pay`: a week's strike pay, each once, out of the fund."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypedDict

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import options
from coopbooks.cli import shareoptions
from coopbooks.cli import supportneedoptions
from coopbooks.cli.failures import say
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import period_of
from coopbooks.cli.reading import warn
from coopbooks.core.closing import ends_of
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.errors import LedgerError
from coopbooks.core.errors import in_folder
from coopbooks.core.money import ZERO
from coopbooks.core.periods import WEEK
from coopbooks.core.periods import named
from coopbooks.dues.posting.problemtables import problems_table
from coopbooks.sharing.views import view_of
from coopbooks.support.need.cover import covers
from coopbooks.support.need.striketables import member_tables
from coopbooks.support.need.striketables import steps_table
from coopbooks.support.need.striketables import strike_tables
from coopbooks.support.need.tables import cover_table
from coopbooks.support.need.weeklyrun import run_week
from coopbooks.support.need.words import fund_of
from coopbooks.support.terms import terms_of

if TYPE_CHECKING:
    import datetime
    from decimal import Decimal
    from pathlib import Path
    from typing import Unpack

    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period
    from coopbooks.core.table import Table
    from coopbooks.sharing.share import View
    from coopbooks.support.need.cover import Cover
    from coopbooks.support.need.weeklyrun import StrikeRun
    from coopbooks.support.terms import SupportTerms

REFUSED = "NOTHING IS POSTED: please look at what stands first"


class Asked(TypedDict):
    """What is asked for besides the book."""

    period: str | None
    on: datetime.date | None
    account: str | None
    members: bool
    to_write: bool
    form: str | None
    out: str | None


class NotAWeek(CoopbooksError):
    """Strike pay was asked for something else than a week."""

    def __init__(self, name: str) -> None:
        """Build the message.

        Args:
            name: What was asked for.
        """
        super().__init__(
            f"{name} is no week from Monday to Sunday, and strike pay is worked out by "
            "the week. Ask for --period 2026-W12."
        )


class NotBegun(CoopbooksError):
    """The week has not begun, or it would be paid before it does."""

    def __init__(self, week: Period) -> None:
        """Build the message.

        Args:
            week: The week.
        """
        super().__init__(
            f"{week.name} only begins on {week.begin}; strike pay is paid from then "
            "on. Give a later --on, or an earlier week."
        )


@click.command(
    name="strike-pay",
    epilog=options.example(
        "coopbooks support strike-pay BOOK --period 2026-W12",
        "coopbooks support strike-pay BOOK --period 2026-W12 --on 2026-03-20 --write",
        "coopbooks support strike-pay BOOK --period 2026-W12 --members "
        "--output BOOK/private/w12.xlsx",
    ),
)
@options.BOOK
@click.option(
    "--period",
    callback=options.period_name,
    metavar="WEEK",
    help="The week, such as 2026-W12.  [default: the last week that is over]",
)
@click.option(
    "--on",
    "on",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=duesoptions.day,
    metavar="DATE",
    help="When it is paid.  [default: the week's last day, or today before that]",
)
@click.option(
    "--from",
    "account",
    metavar="ACCOUNT",
    help="The account that it is paid from.  [default: the fund's own]",
)
@click.option("--members", is_flag=True, help="List each member, too: private.")
@duesoptions.WRITE
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(book: Path, now: datetime.datetime, **asked: Unpack[Asked]) -> int:
    """Work out a week's strike pay, and post what the book lacks of it.

    Who is on strike follows from coop-strike, who is entitled from their standing and
    from the terms, how much from the day of the strike. Each is paid once a week: what
    the book has counts, whoever wrote it, so that writing again writes nothing. It
    says how much it comes to in the year, what the fund still holds and for how many
    weeks that lasts. Nothing is written that the fund or the decision does not allow.

    It ends with 1 if something is to be looked at.
    """
    to = duesoptions.place(asked["out"], asked["form"], "strike-pay")
    if asked["members"]:
        supportneedoptions.only_private(to, ["all"])
    opened = open_book(book)
    errors = warn(opened, book)
    week, on = _when(opened, asked, now)
    account = shareoptions.bank_of(opened, asked["account"])
    view = view_of(opened)
    terms = terms_of(view)
    with doing(f"Working out strike pay, {week.label}"):
        soft = ends_of(opened.entries).soft
        run = run_week(view, terms, week, on, soft, account)
    write = asked["to_write"] and not run.refusals
    if write and (run.difference.changes or any(one.paid for one in run.pays)):
        made_by = f"support strike-pay --period {week.name}"
        duesoptions.put(opened, run.difference, now, made_by)
    if not run.pays and not run.refusals:
        say(f"No strike has a day in {week.label}. See coop-strike in the guide.")
    front = _front(opened, view, terms, run, written=write)
    behind = [steps_table(run, opened.folder)] if run.pays else []
    if asked["members"]:
        behind += member_tables(run)
        if run.problems:
            too_much = problems_table(run.problems, opened.folder, "too-much")
            behind.append(too_much)
    state = REFUSED
    if not run.refusals:
        state = duesoptions.state_of(run.difference, written=write)
    subject = f"Strike pay, {week.label}"
    duesoptions.show(opened, subject, front, behind, to, state=state, now=now)
    return 1 if errors or _tell(opened, run) else 0


def _when(
    book: Book, asked: Asked, now: datetime.datetime
) -> tuple[Period, datetime.date]:
    """The week, and the day on which it is paid."""
    today = now.date()
    if asked["period"] is None:
        monday = today - WEEK / 7 * today.weekday()
        week = named(monday - WEEK, monday)
    else:
        week = period_of(book, asked["period"], now)
    if week.end - week.begin != WEEK or week.begin.weekday() != 0:
        raise NotAWeek(week.name)
    on = asked["on"] or min(week.last, today)
    if on < week.begin:
        raise NotBegun(week)
    return week, on


def _front(
    book: Book, view: View, terms: SupportTerms, run: StrikeRun, *, written: bool
) -> list[Table]:
    """Page one: what is wrong first, then sums, and for how long the fund lasts."""
    told = [*run.refusals, *_counted(run)]
    front = [problems_table(told, book.folder)] if told else []
    front += strike_tables(run, written=written)
    found = _other_cover(view, terms, run)
    lasts = [
        cover_table(found, one)
        for one in sorted({cover.money.currency for cover in found})
    ]
    return [*front, *(one for one in lasts if one.rows)]


def _other_cover(view: View, terms: SupportTerms, run: StrikeRun) -> list[Cover]:
    """For how long funds last where a week will cost something else than this one."""
    paid: dict[str, Decimal] = {}
    costs: dict[str, Decimal] = {}
    for one in run.pays:
        fund = fund_of(one.benefit)
        paid[fund] = paid.get(fund, ZERO) + one.together
        costs[fund] = costs.get(fund, ZERO) + one.entitled
    found, _ = covers(view, terms, run.on, paid)
    return [
        one
        for one in found
        if {one.week, one.highest} != {costs.get(one.money.fund, ZERO)}
    ]


def _counted(run: StrikeRun) -> list[LedgerError]:
    """How many were paid too much, without who."""
    if not run.problems:
        return []
    many = len(run.problems)
    words = (
        f"{many} {'person was' if many == 1 else 'people were'} paid more for "
        f"{run.week.name} than the terms give; see --members."
    )
    return [LedgerError(run.problems[0].source, words)]


def _tell(book: Book, run: StrikeRun) -> bool:
    """Say beside the output what keeps it from being written."""
    for problem in [*run.refusals, *_counted(run)]:
        place = in_folder(problem.source, book.folder)
        say(problem.message if place == "-" else f"{place}: {problem.message}")
    return bool(run.refusals or run.problems)
