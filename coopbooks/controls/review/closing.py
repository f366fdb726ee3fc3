"""Closing a period, and opening it again: in order, sealed, and never by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.controls.review.kept import content_of
from coopbooks.controls.review.kept import keep
from coopbooks.controls.review.sealed import closings_of
from coopbooks.controls.review.signing import sign_off
from coopbooks.controls.review.signing import signatures_by_month
from coopbooks.controls.review.terms import MONTHS_OF_YEAR
from coopbooks.controls.review.terms import read_reviews
from coopbooks.controls.review.writing import add
from coopbooks.controls.review.writing import directive
from coopbooks.core.closing import CLOSE
from coopbooks.core.closing import REOPEN
from coopbooks.core.closing import ends_of
from coopbooks.core.closing import through
from coopbooks.core.decisions import read_decisions
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.forms import near
from coopbooks.core.periods import long_date
from coopbooks.core.periods import month_of
from coopbooks.core.periods import named

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from coopbooks.controls.review.kept import Kept
    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period


class CannotClose(CoopbooksError):
    """A period can't be closed, or opened again, as things are."""

    exit_code = 1

    def __init__(self, period: Period, why: list[str]) -> None:
        """Build the message.

        Args:
            period: The period.
            why: What stands in the way, in sentences.
        """
        super().__init__(f"{period.label} can't be closed: {' '.join(why)}")


class CannotReopen(CoopbooksError):
    """A period can't be opened again."""


def hindrances(book: Book, period: Period, how: str, day: datetime.date) -> list[str]:
    """What keeps a period from being closed.

    Args:
        book: The book.
        period: The period.
        how: `soft` or `hard`.
        day: The day on which it is to be closed.

    Returns:
        A sentence for each; none where it can be closed.
    """
    found = []
    if day < period.end:
        found.append(f"It is not over on {long_date(day)}.")
    if book.errors:
        found.append("The book has errors; coopbooks check lists them.")
    ends = ends_of(book.entries)
    closed = ends.hard if how == "hard" else max(ends.soft, ends.hard)
    if closed >= period.end and not _seals_a_year(book, period, how):
        found.append(f"It is closed already, {through(closed)}.")
    elif closed < period.begin and any(one.how == how for one in closings_of(book)):
        # The first closing of a book closes all that was before it.
        found.append(
            f"Periods are closed in order, and the books are closed {how} "
            f"{through(closed)}: close {period.previous().name} first."
        )
    if how == "hard" and not found:
        found += _not_signed(book, period)
    return found


def _seals_a_year(book: Book, period: Period, how: str) -> bool:
    """Whether a closing ends the time for adjusting entries of a year.

    A year's last month may be closed already, and later ones; the year itself is not.
    """
    if len(period.months()) != MONTHS_OF_YEAR:
        return False
    holds = [one for one in closings_of(book) if one.period == period]
    return not any(one.how in {how, "hard"} for one in holds[-1:])


def unsigned_before(book: Book, period: Period, how: str) -> list[Period]:
    """The months that a first closing closes as well, and nobody signed for.

    Args:
        book: The book.
        period: The period that is to be closed.
        how: `soft` or `hard`.

    Returns:
        Them in order; none where something was closed that way before, or where the
        book asks for no signatures.
    """
    if any(one.how == how for one in closings_of(book)):
        return []
    days = [one.date for one in book.entries if isinstance(one, data.Transaction)]
    reviews, _ = read_reviews(book.entries)
    if not days or days[0] >= period.begin:
        return []
    signed = signatures_by_month(book)
    return [
        month
        for month in named(month_of(days[0]).begin, period.begin).months()
        if reviews.rule_for(month).said
        and not (month.name in signed and signed[month.name].is_complete)
    ]


def _not_signed(book: Book, period: Period) -> list[str]:
    """That a hard closing waits for signatures, where the book has a rule for them."""
    reviews, _ = read_reviews(book.entries)
    if not reviews.rule_for(period).said:
        return []
    content = content_of(book, period)
    found = sign_off(book, reviews, period, content)
    if found.is_complete:
        return []
    count = f"{len(found.valid)} of {found.rule.quorum}"
    return [f"It is not signed by enough people ({count}): coopbooks review state."]


def close(
    book: Book, period: Period, how: str, day: datetime.date, decision: str = ""
) -> Path:
    """Close the books through the end of a period, sealed with what they say.

    Args:
        book: The book.
        period: The period.
        how: `soft` or `hard`.
        day: The day on which it is closed.
        decision: The members' decision, if there is one.

    Returns:
        The file that the closing stands in.

    Raises:
        CannotClose: Something stands in the way.
        CannotReopen: The decision is not in the book.
    """

    def make(now: Book) -> tuple[str, Kept | None]:
        if why := hindrances(now, period, how, day):
            raise CannotClose(period, why)
        refuse_unknown(now, decision, day)
        kept = keep(now, period)
        meta = {
            "decision": decision,
            "seal": kept.content,
            "after": read_reviews(now.entries)[0].last,
        }
        return directive(day, CLOSE.kind, (period.name, how), meta), kept

    return add(book, period.name, make)


def reopen(
    book: Book, period: Period, day: datetime.date, decision: str, reason: str
) -> Path:
    """Open a closed period, and all that follows it, again.

    Args:
        book: The book.
        period: The period.
        day: The day.
        decision: The members' decision, which must be in the book.
        reason: Why.

    Returns:
        The file that it stands in.

    Raises:
        CannotReopen: The period is not closed, the decision is not in the book, or no
            reason is given.
    """

    def make(now: Book) -> tuple[str, Kept | None]:
        refuse_to_reopen(now, period, day, decision, reason)
        meta = {"decision": decision, "reason": reason.strip()}
        return directive(day, REOPEN.kind, (period.name,), meta), None

    return add(book, period.name, make)


def refuse_to_reopen(
    book: Book, period: Period, day: datetime.date, decision: str, reason: str
) -> None:
    """Refuse to open a period again, where that can't be meant.

    Args:
        book: The book.
        period: The period.
        day: The day.
        decision: The members' decision.
        reason: Why.

    Raises:
        CannotReopen: The period is not closed, or was closed on that day; the decision
            is not in the book, or no reason is given.
    """
    if ends_of(book.entries).state(period.begin) == "open":
        problem = f"{period.label} is not closed; there is nothing to reopen."
        raise CannotReopen(problem)
    last = max(one.date for one in closings_of(book) if one.how != "open")
    if day <= last:
        problem = (
            f"The books were closed on {long_date(last)}; they can be opened again "
            "from the day after on. A reopening counts before a closing of its day."
        )
        raise CannotReopen(problem)
    if not reason.strip():
        problem = "Say why it is opened again."
        raise CannotReopen(problem)
    if not decision:
        problem = "Name the decision to open it again."
        raise CannotReopen(problem)
    refuse_unknown(book, decision, day)


def refuse_unknown(book: Book, decision: str, day: datetime.date) -> None:
    """Refuse a decision that the book does not have, or not yet.

    Args:
        book: The book.
        decision: The id; empty for none.
        day: The day on which it is used.

    Raises:
        CannotReopen: The book has no such decision by that day.
    """
    if not decision:
        return
    known = {one.id: one.date for one in read_decisions(book.entries)[0]}
    if decision in known and known[decision] > day:
        problem = (
            f"'{decision}' was decided on {long_date(known[decision])} only, after "
            f"{long_date(day)}."
        )
        raise CannotReopen(problem)
    if decision not in known:
        hint = near(decision, known)
        problem = (
            f"There is no coop-decision '{decision}' in the book.{hint} Write it down "
            "first."
        )
        raise CannotReopen(problem)
