"""Payments on requests that nobody granted, too late, or beyond what was granted.

What is paid with `coopbooks support pay` can't be; what somebody types can.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import LedgerError
from coopbooks.core.money import ZERO
from coopbooks.core.substance import due_date
from coopbooks.support.need.requests import requests_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.sharing.share import View
    from coopbooks.support.need.requests import Request
    from coopbooks.support.terms import SupportTerms


def paid_against_terms(view: View, terms: SupportTerms) -> Iterator[LedgerError]:
    """Find payments on requests that were not granted like that.

    Args:
        view: The book.
        terms: What it says about support.

    Yields:
        One for each payment, at its entry: by the request's id, never by member.
    """
    for request in requests_of(view, terms):
        yield from _of_request(request)


def _of_request(request: Request) -> Iterator[LedgerError]:
    line, sum_ = request.decided, ZERO
    for one in request.paid:
        if one.number <= 0:
            sum_ += one.number
            continue
        day, words = due_date(one.entry), ""
        if line is None or not request.is_granted:
            words = f"{one.number:,.2f} was paid, and it was not granted"
        elif day < line.date:
            words = f"it was paid on {day}, and only granted on {line.date}"
        elif request.until is not None and day > request.until:
            words = f"it was paid on {day}, and granted until {request.until}"
        elif sum_ + one.number > request.limit:
            words = (
                f"{sum_ + one.number:,.2f} is paid, and up to {request.limit:,.2f} was "
                "granted"
            )
        sum_ += one.number
        if words:
            problem = f"request {request.id}: {words}. Was it decided anew?"
            yield LedgerError(one.entry.meta, problem, one.entry)
