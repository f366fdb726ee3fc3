"""How far a year is: whether it was shared, what was paid of it, who has to agree."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import total_of
from coopbooks.surplus.capital.lots import kind_of
from coopbooks.surplus.notices.consent import consents
from coopbooks.surplus.notices.consent import expected
from coopbooks.surplus.notices.given import IN_MONEY
from coopbooks.surplus.notices.given import read_given
from coopbooks.surplus.notices.payments import read_payments
from coopbooks.surplus.notices.years import means
from coopbooks.surplus.notices.years import rule_of
from coopbooks.surplus.notices.years import year_end_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.periods import Period
    from coopbooks.surplus.notices.given import Given
    from coopbooks.surplus.notices.payments import Payments
    from coopbooks.surplus.terms import SurplusTerms


class Progress(NamedTuple):
    """How far a year is.

    Attributes:
        given: What members were given of it, in the order of the entries.
        given_on: When they were first; None where it was not shared yet.
        due: What of it is theirs in cash, with tax withheld, in the book's currency.
        paid: What of that was paid, set off or withheld.
        paid_on: When something of it was paid last; None where nothing was.
        silent: Of whom the book does not say that they agreed: members for whom
            something was kept as qualified, or will be once the year is shared.
    """

    given: tuple[Given, ...]
    given_on: datetime.date | None
    due: Decimal
    paid: Decimal
    paid_on: datetime.date | None
    silent: tuple[str, ...]

    @property
    def left(self) -> Decimal:
        """What is still to be paid."""
        return self.due - self.paid


def progress(
    terms: SurplusTerms,
    entries: Sequence[data.Directive],
    currency: str,
    year: Period,
    end: datetime.date,
) -> Progress:
    """See how far a year is.

    Args:
        terms: What the book says.
        entries: The book's entries, by date.
        currency: The book's currency.
        year: The fiscal year.
        end: The day after the last that counts.

    Returns:
        What was given and paid of it by then.
    """
    every = read_given(terms, entries, currency)
    payments = read_payments(terms, entries, every, currency, end)
    known = [one for one in every if one.entry.date < end]
    return progress_of(terms, known, payments, year)


def progress_of(
    terms: SurplusTerms, every: Sequence[Given], payments: Payments, year: Period
) -> Progress:
    """See how far a year is, once everything is read.

    Args:
        terms: What the book says.
        every: What members were given, of any year.
        payments: What they were paid.
        year: The fiscal year.

    Returns:
        What was given and paid of it.
    """
    fye = year_end_of(terms, year)
    names = {name for name in {one.year for one in every} if means(name, year, fye)}
    given = [one for one in every if one.year in names]
    withheld = [one for one in given if one.way == "withheld"]
    paid = [one for one in payments.paid if one.piece.year in names]
    days = [*(one.day for one in withheld), *(one.day for one in paid)]
    rule = rule_of(terms, year)
    agreed = consents(terms, rule, year)
    asked = {
        one.member
        for one in given
        if one.number > 0 and kind_of(one.lot) == "qualified"
    }
    if not given:
        asked = expected(terms, rule, year)
    return Progress(
        tuple(given),
        min((one.day for one in given), default=None),
        total_of(one.number for one in given if one.way in IN_MONEY),
        total_of(
            [*(one.piece.number for one in paid), *(one.number for one in withheld)]
        ),
        max(days, default=None),
        tuple(sorted(asked - agreed.keys())),
    )
