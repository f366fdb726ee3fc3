"""A member's notice of a year: their part, how they have it, and their account.

In the United States it is the written notice of allocation of 26 USC 1388(b): it tells
the amount that is kept, at which it is stated, and how much of it is a patronage
dividend. Everywhere it tells what is paid, by when, and what stands in the account.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import total_of

if TYPE_CHECKING:
    import datetime
    from decimal import Decimal

    from coopbooks.core.decisions import Decision
    from coopbooks.core.errors import LedgerError
    from coopbooks.core.periods import Period
    from coopbooks.surplus.notices.account import LotLine
    from coopbooks.surplus.notices.consent import Consent
    from coopbooks.surplus.notices.given import About
    from coopbooks.surplus.notices.given import Given
    from coopbooks.surplus.notices.given import Way
    from coopbooks.surplus.notices.work import Work


class Rules(NamedTuple):
    """What holds for all notices of a year.

    Attributes:
        united_states: Whether Subchapter T of the United States holds.
        by_check: Whether members agree by cashing a check.
        pay_by: The last day to pay cash; None where nothing says it.
        cash_by: The last day to cash a check by which a member agrees.
    """

    united_states: bool
    by_check: bool
    pay_by: datetime.date | None
    cash_by: datetime.date


@dataclass(frozen=True, slots=True)
class Notice:
    """What one member is told of a year.

    Attributes:
        member: The member's id.
        year: The fiscal year.
        begin: The first day of the account that is shown.
        on: The last one.
        currency: The currency of every amount.
        rules: What holds for all notices of the year.
        given: What the year brought them.
        decision: What the members decided, if the entries name it.
        due: What of their part in cash is still to be paid.
        owed: What else is owed to them, such as the account of who left.
        paid_on: When something of it was paid last; None where nothing was.
        consent: How they agreed to pay tax on what is kept; None where they did not.
        work: How much they worked, of how much in all; None where nobody can say.
        lots: Their account.
    """

    member: str
    year: Period
    begin: datetime.date
    on: datetime.date
    currency: str
    rules: Rules
    given: tuple[Given, ...]
    decision: Decision | None
    due: Decimal
    owed: Decimal
    paid_on: datetime.date | None
    consent: Consent | None
    work: Work | None
    lots: tuple[LotLine, ...]

    def of(self, *ways: Way, about: About | None = None) -> Decimal:
        """What they have in some ways, or in all; of one kind if it is named."""
        return total_of(
            one.number
            for one in self.given
            if (not ways or one.way in ways) and about in {None, one.about}
        )

    @property
    def given_on(self) -> datetime.date | None:
        """When the year was shared; None where they have no part of it."""
        return min((one.day for one in self.given), default=None)


@dataclass(frozen=True, slots=True)
class Notices:
    """The notices of a year.

    Attributes:
        year: The fiscal year.
        on: The last day that counts.
        currency: The currency of every amount.
        shared: Whether the book shares the year.
        notices: One for each member who has a part of it, or an account, by id.
        problems: What is wrong with them, by file and line.
    """

    year: Period
    on: datetime.date
    currency: str
    shared: bool
    notices: tuple[Notice, ...]
    problems: tuple[LedgerError, ...] = field(default=())
