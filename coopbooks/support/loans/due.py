"""Which payments of a loan are due that nobody typed.

What was written here stays for the payment it was written for. What somebody typed pays
for the others, in their order; where it says the same as what was written here, as the
bank's statement does that comes in later, it takes its place.
"""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.runs import ids_of
from coopbooks.support.loans.booked import booked
from coopbooks.support.loans.schedule import loan_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.directives import Directive
    from coopbooks.sharing.share import View
    from coopbooks.support.loans.booked import Booked
    from coopbooks.support.loans.booked import Move
    from coopbooks.support.loans.schedule import Loan
    from coopbooks.support.terms import SupportTerms

# A payment that somebody typed is the one that was written here so many days before.
NEAR = datetime.timedelta(days=10)


class Due(NamedTuple):
    """What of a payment that is due nobody typed.

    Attributes:
        due: When it is due.
        principal: What is to be paid back.
        interest: The interest.
    """

    due: datetime.date
    principal: Decimal
    interest: Decimal


def due_payments(
    view: View,
    terms: SupportTerms,
    line: Directive,
    on: datetime.date,
    written: Mapping[str, data.Transaction],
) -> tuple[Loan, Booked, list[Due]]:
    """Find the payments that are due by a day, without what somebody typed.

    Args:
        view: The book of the lender or the borrower.
        terms: What it says about support.
        line: The loan.
        on: The day.
        written: What was written here, by id.

    Returns:
        The loan, what the book has of it without what was written here, and the
        payments; what was written here is among them.
    """
    typed = booked(view, terms, line, on, frozenset(written))
    whole = booked(view, terms, line, on)
    gone = _replaced(line, typed, whole, written)
    kept = booked(view, terms, line, on, gone) if gone else whole
    loan = loan_of(line, kept.repaid())
    own = {
        day: move
        for move in kept.moves
        if (day := _due_of(line, move.entry)) is not None
    }
    found = [
        one for one in _lacking(loan, typed, own, on) if one.principal + one.interest
    ]
    return loan, typed, found


def _lacking(
    loan: Loan, typed: Booked, own: Mapping[datetime.date, Move], on: datetime.date
) -> Iterator[Due]:
    """What is to be written of each payment; what was typed pays in their order."""
    paid = typed.before + total_of(one.principal for one in typed.moves)
    paid -= total_of(one.ahead for one in loan.payments)
    interest = typed.interest()
    for payment in loan.payments:
        if payment.due > on:
            break
        ours = own.get(payment.due)
        room = payment.principal - (ours.principal if ours else ZERO)
        back = min(max(paid, ZERO), max(room, ZERO))
        paid -= back
        if typed.is_older and payment.due < typed.since:
            continue
        room = payment.interest - (ours.interest if ours else ZERO)
        done = min(max(interest, ZERO), max(room, ZERO))
        interest -= done
        yield Due(payment.due, payment.principal - back, payment.interest - done)


def _replaced(
    line: Directive,
    typed: Booked,
    whole: Booked,
    written: Mapping[str, data.Transaction],
) -> frozenset[str]:
    """What was written here and somebody typed as well."""
    left = list(typed.moves)
    gone: set[str] = set()
    for move in whole.moves:
        id_ = str(move.entry.meta.get("id") or "")
        if id_ not in written or _due_of(line, move.entry) is None:
            continue
        twin = next((one for one in left if _is_twin(one, move)), None)
        if twin is not None:
            left.remove(twin)
            gone.add(id_)
    return frozenset(gone)


def _is_twin(one: Move, other: Move) -> bool:
    same = (one.principal, one.interest) == (other.principal, other.interest)
    return same and abs(one.date - other.date) <= NEAR


def id_of(line: Directive, due: datetime.date) -> str:
    """Under which id a payment is written.

    Args:
        line: The loan.
        due: When the payment is due.

    Returns:
        Such as `loan-oven-2026-04-15`.
    """
    return f"loan-{line.name}-{due}"


def written_of(
    entries: Sequence[data.Directive], line: Directive
) -> dict[str, data.Transaction]:
    """What was written here of a loan, and what took such back.

    Args:
        entries: A book's entries.
        line: The loan.

    Returns:
        The transactions by id.
    """
    found = {}
    for entry in entries:
        if isinstance(entry, data.Transaction) and "id" in entry.meta:
            told = {*ids_of(entry), str(entry.meta.get("reverses") or "")}
            if any(_day(line, one) is not None for one in told):
                found[str(entry.meta["id"])] = entry
    return found


def standing(
    written: Mapping[str, data.Transaction], id_: str
) -> data.Transaction | None:
    """What stands in a book under an id.

    Args:
        written: What was written there, by id.
        id_: The id.

    Returns:
        The transaction; None where there is none, or it was taken back.
    """
    under = [one for key, one in written.items() if key.split("~", 1)[0] == id_]
    gone = {str(one.meta.get("reverses")) for one in under}
    left = [
        one
        for one in under
        if "reverses" not in one.meta and one.meta["id"] not in gone
    ]
    return left[-1] if left else None


def _due_of(line: Directive, entry: data.Transaction) -> datetime.date | None:
    """For which payment a transaction was written here; None if it was not."""
    if "reverses" in entry.meta:
        return None
    return _day(line, str(entry.meta.get("id") or ""))


def _day(line: Directive, id_: str) -> datetime.date | None:
    """The day in the id of a payment of a loan; None for any other id."""
    first = f"loan-{line.name}-"
    day = id_.removeprefix(first).split("~", 1)[0]
    if not id_.startswith(first) or not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        return None
    try:
        return datetime.date.fromisoformat(day)
    except ValueError:
        return None
