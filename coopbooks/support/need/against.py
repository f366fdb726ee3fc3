"""Help that was paid otherwise than it was decided, or without anybody deciding.

What is paid with `coopbooks support` can't be; what somebody types can. What came back
since counts as not paid.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import LedgerError
from coopbooks.core.money import ZERO
from coopbooks.core.substance import due_date
from coopbooks.support.need.againststrikes import strike_pay_against_terms
from coopbooks.support.need.paid import paid_of
from coopbooks.support.need.requests import requests_of
from coopbooks.support.need.words import STRIKE_PAY
from coopbooks.support.need.words import fund_of
from coopbooks.support.need.words import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.periods import Period
    from coopbooks.sharing.share import View
    from coopbooks.support.need.paid import Paid
    from coopbooks.support.need.requests import Request
    from coopbooks.support.terms import SupportTerms


def paid_against_terms(
    view: View, terms: SupportTerms, inside: Period | None = None
) -> Iterator[LedgerError]:
    """Find payments that were not granted like that, or that no terms give.

    Args:
        view: The book.
        terms: What it says about support.
        inside: Only what was paid in this span; None for all.

    Yields:
        One for each payment, at its entry: by the request's id, never by member.
    """
    for problem in _all(view, terms, inside):
        entry = problem.entry
        if inside is None or (entry is not None and entry.date in inside):
            yield problem


def _all(
    view: View, terms: SupportTerms, inside: Period | None
) -> Iterator[LedgerError]:
    for request in requests_of(view, terms):
        yield from _of_request(request)
    for name in sorted({one.name for one in terms.benefits}):
        yield from _unasked(view, terms, name)
    yield from strike_pay_against_terms(view, terms, inside)


def _of_request(request: Request) -> Iterator[LedgerError]:
    """Payments on a request, beside what was granted on it."""
    kept = ZERO
    for one, number in _kept(request.paid):
        for words in _wrong(request, one, number, kept):
            problem = f"request {request.id}: {words}. Was it decided anew?"
            yield LedgerError(one.source, problem, one.entry)
        kept += number


def _kept(paid: Sequence[Paid]) -> Iterator[tuple[Paid, Decimal]]:
    """What was paid and did not come back; what came back is of the last before it."""
    left = [one.number for one in paid]
    for at, one in enumerate(paid):
        back = -one.number
        for before in reversed(range(at)):
            if back <= 0:
                break
            taken = min(back, max(left[before], ZERO))
            left[before] -= taken
            back -= taken
    for one, number in zip(paid, left, strict=True):
        if number > 0:
            yield one, number


def _wrong(
    request: Request, one: Paid, number: Decimal, before: Decimal
) -> Iterator[str]:
    """What of a payment is not as it was granted."""
    line, day, sum_ = request.decided, due_date(one.entry), before + number
    if line is None or not request.is_granted:
        yield f"{number:,.2f} was paid, and it was not granted"
        return
    if day < line.date:
        yield f"it was paid on {day}, and only granted on {line.date}"
    elif request.until is not None and day > request.until:
        yield f"it was paid on {day}, and granted until {request.until}"
    elif sum_ > request.limit:
        yield f"{sum_:,.2f} is paid, and up to {request.limit:,.2f} was granted"
    if one.who and one.who != (request.member or request.body):
        yield f"{number:,.2f} was paid to somebody else than who asked"
    if one.fund != fund_of(request.benefit):
        yield (
            f"{number:,.2f} was paid out of '{one.fund}', and '{request.benefit.name}' "
            f"is paid out of '{fund_of(request.benefit)}'"
        )


def _unasked(view: View, terms: SupportTerms, name: str) -> Iterator[LedgerError]:
    """Help that is to be asked for, paid on no request and by no decision."""
    said = [one for one in terms.benefits if one.name == name]
    if kind_of(said[-1]) == STRIKE_PAY:
        return
    paid = paid_of(view, terms, said[-1])
    loose = [one for one in paid if not one.request and not one.decision]
    begins = min(one.date for one in said)
    for one, number in _kept(loose):
        if due_date(one.entry) >= begins:
            problem = (
                f"{number:,.2f} was paid out of '{name}' on no request and by no "
                "decision. Say which, in request: or decision:."
            )
            yield LedgerError(one.source, problem, one.entry)
