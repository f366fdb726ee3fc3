"""The handover to a new treasurer: what there is, what is open, what comes again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.controls.audit.people import loans_table
from coopbooks.controls.calendar.collecting import calendar
from coopbooks.controls.calendar.collecting import calendar_table
from coopbooks.controls.calendar.collecting import soon_table
from coopbooks.controls.calendar.dated import look_ahead
from coopbooks.controls.handover.pending import agreements_table
from coopbooks.controls.handover.pending import funds_held
from coopbooks.controls.handover.pending import owed_table
from coopbooks.controls.handover.pending import todo_table
from coopbooks.controls.handover.pending import usable_table
from coopbooks.controls.handover.places import accounts_table
from coopbooks.controls.handover.places import files_table
from coopbooks.controls.handover.places import offices_table
from coopbooks.controls.handover.signing import hand_table
from coopbooks.controls.handover.signing import short_table
from coopbooks.controls.handover.work import work_table
from coopbooks.controls.month import look
from coopbooks.controls.steps import steps
from coopbooks.core.ledger import resting_collector
from coopbooks.core.periods import DAY
from coopbooks.core.periods import long_date
from coopbooks.core.periods import month_of
from coopbooks.core.periods import named
from coopbooks.core.table import evaluate
from coopbooks.imports.profiles import load_profiles
from coopbooks.packs.headings import heading_of
from coopbooks.packs.month import EmptyBook
from coopbooks.packs.month import PeriodOutsideBook
from coopbooks.packs.single import single_pack
from coopbooks.statements.scope import scope_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from coopbooks.controls.step import Step
    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period
    from coopbooks.packs.pack import Pack

# The kinds of sheets that come every month.
MONTHLY = ("bank", "processor", "check-off", "payroll", "dues")
MONTHS_AHEAD = 12


def handover_pack(book: Book, on: datetime.date, now: datetime.datetime) -> Pack:
    """Put together the handover of a book on a day.

    Args:
        book: The book.
        on: The day.
        now: When it is made.

    Returns:
        Page one with what is most urgent and lines to sign, and the tables behind it.
        Of members there are ids only, and nothing of what is private.

    Raises:
        EmptyBook: The book has no transactions.
        PeriodOutsideBook: The day lies before the book begins.
    """
    _refuse_without(book, on)
    ahead = look_ahead(book, on, MONTHS_AHEAD)
    scope = ahead.scope
    profiles, _ = load_profiles(book.folder)
    senders = [one.label for one in profiles if one.kind in MONTHLY]
    with resting_collector():
        coming = calendar(ahead)
        last = month_of(ahead.end_of_last_month)
        todo = _steps(book, last, senders, on) if last.end > scope.first else []
        loans = loans_table(scope)
        funds = funds_held(scope)
        agreed = agreements_table(scope, coming, book.folder)
        behind = [
            accounts_table(scope),
            offices_table(scope),
            owed_table(scope),
            todo_table(todo, last),
            usable_table(scope, book.folder),
            *([agreed] if agreed is not None else []),
            *([loans] if loans is not None else []),
            *([funds] if funds is not None else []),
            work_table(scope, senders),
            calendar_table(coming, ahead),
            files_table(book),
        ]
    front = [short_table(scope, evaluate(tuple(behind))), soon_table(coming, ahead)]
    front.append(hand_table(scope))
    state = f"AS OF {long_date(on).upper()}"
    made = single_pack(book, "Handover", front, behind, state=state, now=now)
    version = heading_of(book, scope, now).version
    return replace(made, heading=replace(made.heading, version=version))


def _refuse_without(book: Book, on: datetime.date) -> None:
    """Refuse a book that has nothing by a day."""
    days = [one.date for one in book.entries if isinstance(one, data.Transaction)]
    if not days:
        raise EmptyBook(book.title, len(book.errors))
    if on < days[0]:
        raise PeriodOutsideBook(named(on, on + DAY), days[0], days[-1])


def _steps(
    book: Book, month: Period, senders: Sequence[str], on: datetime.date
) -> list[Step]:
    """The steps of the last month that was over."""
    scope = scope_of(book.entries, book.options, book.title, book.currency, month)
    errors = len(book.errors)
    return steps(look(scope, errors, "made", on, book.folder, senders))
