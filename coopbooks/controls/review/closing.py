"""Closing a period, and opening it again: in order, sealed, and never by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.controls.review.kept import content_of
from coopbooks.controls.review.kept import keep
from coopbooks.controls.review.signing import sign_off
from coopbooks.controls.review.terms import read_reviews
from coopbooks.controls.review.writing import add
from coopbooks.controls.review.writing import directive
from coopbooks.core.closing import CLOSE
from coopbooks.core.closing import REOPEN
from coopbooks.core.closing import ends_of
from coopbooks.core.closing import read_closings
from coopbooks.core.closing import through
from coopbooks.core.decisions import read_decisions
from coopbooks.core.entity import year_end_of
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.forms import near
from coopbooks.core.periods import long_date

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from coopbooks.controls.review.kept import Kept
    from coopbooks.core.closing import Closing
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


def closings_of(book: Book) -> list[Closing]:
    """The closings of a book that hold, in their order.

    Args:
        book: The book.

    Returns:
        Them, reopenings among them.
    """
    return read_closings(book.entries, year_end_of(book.entries))[0]


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
    if closed >= period.end:
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
        refuse_unknown(now, decision)
        kept = keep(now, period)
        meta = {"decision": decision, "seal": kept.content}
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
    refuse_unknown(book, decision)


def refuse_unknown(book: Book, decision: str) -> None:
    """Refuse a decision that the book does not have.

    Args:
        book: The book.
        decision: The id; empty for none.

    Raises:
        CannotReopen: The book has no such decision.
    """
    if not decision:
        return
    known = {one.id for one in read_decisions(book.entries)[0]}
    if decision not in known:
        hint = near(decision, known)
        problem = (
            f"There is no coop-decision '{decision}' in the book.{hint} Write it down "
            "first."
        )
        raise CannotReopen(problem)


def closed_in_words(book: Book, period: Period, content: str) -> str:
    """Whether a period is closed, and whether it is still as it was then.

    Args:
        book: The book.
        period: The period.
        content: The code of what the book says up to its end.

    Returns:
        A sentence.
    """
    ends = ends_of(book.entries)
    if ends.state(period.last) == "open":
        return f"{period.label} is not closed."
    hard = ends.state(period.last) == "hard"
    how = "closed (hard: nothing more can be written into it)"
    if not hard:
        how = "closed (soft: what is written into it later is told)"
    seals = [one for one in sealed(book) if one.period.name == period.name]
    if not seals:
        return f"{period.label} is {how}."
    one = seals[-1]
    since = f"{period.label} is {how} since {long_date(one.recorded)}"
    if one.seal == content:
        return f"{since}, and still as it was then."
    return (
        f"{since}, and says something else now: coopbooks changed-since-close tells "
        "what changed."
    )


def sealed(book: Book) -> list[Closing]:
    """The closings that hold and have a seal, the latest of each period.

    Args:
        book: The book.

    Returns:
        Them by period.
    """
    found: dict[str, Closing] = {}
    for one in closings_of(book):
        if one.how == "open":
            # What was opened again is not sealed any more.
            found = {
                name: each
                for name, each in found.items()
                if each.period.end <= one.period.begin
            }
        elif one.seal:
            found[one.period.name] = one
    return sorted(found.values(), key=lambda one: one.period.end)
