"""What one agreement comes to for one period, as a book has it and as it works out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.sharing.shares.interest import interest_on

if TYPE_CHECKING:
    import datetime
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.sharing.share import Share


@dataclass(frozen=True, slots=True)
class Line:
    """An agreement for one of its periods.

    Attributes:
        name: The agreement's name.
        period: The period; None where entries name none that can be read.
        said: The period's name, as entries say it.
        group: The agreement, as it held for the period.
        giving: Whether this body owes it.
        currency: The currency that it is owed in.
        basis: Whether this body counts it when due (`accrual`) or when paid (`cash`).
        on: The day as of which it is looked at.
        share: It worked out; None where what counts stands in another body's book.
        charged: What the book has as owed.
        paid: What it has as paid.
        due: The day by which it is to be paid; None if not said.
        entries: The transactions, by date.
    """

    name: str
    period: Period | None
    said: str
    group: Group
    giving: bool
    currency: str
    basis: str
    on: datetime.date
    share: Share | None = None
    charged: Decimal = ZERO
    paid: Decimal = ZERO
    due: datetime.date | None = None
    entries: tuple[data.Transaction, ...] = ()

    @property
    def id(self) -> str:
        """By which a table finds it."""
        return f"{self.name}:{self.said}"

    @property
    def label(self) -> str:
        """For when it is, in words."""
        if self.period is not None:
            return self.period.label
        return self.said or "no period named"

    @property
    def short(self) -> str:
        """The same for a narrow column."""
        return self.label if self.period is None else in_short(self.period)

    @property
    def other(self) -> str:
        """The other body's name."""
        return str(self.group.header.meta["to" if self.giving else "from"])

    @property
    def amount(self) -> Decimal:
        """The share: what the book has; by cash what was worked out, if it was."""
        if self.basis == "cash" and self.share is not None:
            return self.share.number
        return self.charged

    @property
    def open(self) -> Decimal:
        """What is still to be paid of it; zero where more was paid."""
        return max(self.amount - self.paid, ZERO)

    @property
    def lacking(self) -> Decimal:
        """What the book lacks of what was worked out; negative for too much."""
        if self.share is None or self.basis == "cash" or self.share.problems:
            return ZERO
        return self.share.number - self.charged

    @property
    def is_charged(self) -> bool:
        """Whether the book has it at all, or has nothing before it is paid."""
        return self.basis == "cash" or bool(self.charged or self.paid)

    @property
    def days_late(self) -> int:
        """For how many days it is late; zero where it is not, or nothing is open."""
        if self.due is None or not self.open:
            return 0
        return max((self.on - self.due).days, 0)

    @property
    def interest(self) -> Decimal:
        """What its delay costs so far by the agreement."""
        if self.due is None or not self.days_late:
            return ZERO
        found = interest_on(self.group, self.open, self.currency, self.due, self.on)
        return found.number


def in_short(period: Period) -> str:
    """A period for a narrow column.

    Args:
        period: The period.

    Returns:
        For example `Jan to Mar 2026`, whose months stay on one line; what is not of
        whole months of a year as it is.
    """
    begin, last = period.begin, period.last
    if begin.day != 1 or period.end.day != 1 or begin.year != last.year:
        return period.label
    end = f"{last:%b %Y}"
    return end if begin.month == last.month else f"{begin:%b}\u00a0to\u00a0{end}"
