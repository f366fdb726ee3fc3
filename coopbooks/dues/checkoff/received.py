"""What came in for dues, by member and the period that it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data

from coopbooks.core.postings import rows as rows_of
from coopbooks.dues.checkoff.legs import Legs
from coopbooks.dues.checkoff.lists import period_of
from coopbooks.dues.checkoff.lists import recorded
from coopbooks.dues.rules.workplaces import Whose
from coopbooks.dues.rules.workplaces import workplaces_on

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Iterator
    from decimal import Decimal

    from coopbooks.core.periods import Period
    from coopbooks.core.postings import Row
    from coopbooks.dues.terms import DuesTerms

# What a posting may say that it is for, where it is for dues and no fee.
DUES = {None, "dues"}
# The role of what came in and is not matched to anybody.
UNMATCHED = "dues-unapplied"


class Received(NamedTuple):
    """Money for a member's dues.

    Attributes:
        member: The member's id.
        period: For which period of dues, by its name.
        number: How much; negative where it went back.
        currency: Its currency.
        row: The posting.
    """

    member: str
    period: str
    number: Decimal
    currency: str
    row: Row


def received(
    terms: DuesTerms,
    entries: Iterable[data.Directive],
    period: Period,
    known: datetime.date | None = None,
) -> Iterator[Received]:
    """What came in for dues in a period, or was taken from pay by an employer's list.

    Args:
        terms: What the book says about dues.
        entries: A book's entries.
        period: The period in which it came in.
        known: Only what had been recorded by then counts; None for all.

    Yields:
        Each posting with a member on what members owe or have paid ahead, or, in a book
        by cash, on dues and their parts, against money or a clearing account, or
        against what was not matched. What is not matched to anybody, and fees, are
        left out.
    """
    legs = Legs.of(Whose(terms, workplaces_on(terms, period.last)))
    for entry in entries:
        if not isinstance(entry, data.Transaction) or entry.date not in period:
            continue
        if known is not None and recorded(entry) > known:
            continue
        rows = list(rows_of([entry]))
        unmatched = [row for row in rows if terms.roles.of(row.account) == UNMATCHED]
        if unmatched or legs.some(rows, "money", "clearing"):
            owed = [row for row in legs.some(rows, "line") if row not in unmatched]
            for row in owed or legs.some(rows, "dues"):
                if one := _received(row):
                    yield one


def _received(row: Row) -> Received | None:
    member = row.tag("member")
    if not member or row.tag("about") not in DUES:
        return None
    return Received(member, period_of(row), -row.number, row.units.currency, row)
