"""Interest on what is paid too late."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.periods import parse_period
from coopbooks.sharing.shares.calendar import due_day
from coopbooks.sharing.shares.interest import interest_on
from coopbooks.sharing.views import view_of

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book


def test_interest_counts_from_the_end_of_the_grace(book_doc: Book) -> None:
    """
    2025-01-01 custom "coop-agreement" "per-capita" "fixed"
      from: "local"
      to: "cupe"
      count: "month"
      amount: 1200.00 CAD
      due: 1 MONTH
      anchor: 2025-01-31
      grace: 2 MONTH
      interest: 6.95 PERCENT
    """
    group = view_of(book_doc).terms.agreements[0]
    dues = [due_day(group, parse_period(f"2025-0{month}")) for month in (1, 2, 3)]
    assert [str(one) for one in dues] == ["2025-02-28", "2025-03-31", "2025-04-30"]
    due = dues[1]
    assert due is not None
    paid = parse_period("2025-07-30").begin
    found = interest_on(group, Decimal("1200.00"), "CAD", due, paid)
    assert (found.days, found.number) == (60, Decimal("13.71"))
    in_time = interest_on(group, Decimal("1200.00"), "CAD", due, due)
    assert in_time.number == 0
