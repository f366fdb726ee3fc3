"""Interest on a share that is paid late."""

from __future__ import annotations

from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.money import quantize
from coopbooks.sharing.shares.calendar import later

if TYPE_CHECKING:
    import datetime

    from coopbooks.core.groups import Group

DAYS_OF_A_YEAR = Decimal(365)


class Interest(NamedTuple):
    """Interest on a late payment.

    Attributes:
        number: How much, rounded to the currency.
        days: For how many days.
        since: The day that it is counted from: due, or the end of the grace.
        rate: The yearly rate in percent.
    """

    number: Decimal
    days: int
    since: datetime.date
    rate: Decimal


def interest_on(
    group: Group,
    number: Decimal,
    currency: str,
    due: datetime.date,
    paid: datetime.date,
) -> Interest:
    """Simple interest from the end of the grace to the day of payment.

    As in CUPE's constitution: 1,200.00 due on 31 March and free of interest to 31 May,
    paid on 30 July at 6.95 percent, costs 60 days of 365: 13.71.

    Args:
        group: The agreement with `interest:`, `grace:` and `year-of:`.
        number: What was paid late, in `currency`.
        currency: Its currency.
        due: When it was due.
        paid: When it was paid, or the day of asking.

    Returns:
        The interest; nothing without a rate, or in time.
    """
    meta = group.header.meta
    rate = Decimal(getattr(meta.get("interest"), "number", None) or ZERO)
    year = Decimal(getattr(meta.get("year-of"), "number", None) or DAYS_OF_A_YEAR)
    since = later(due, meta.get("grace"))
    days = max((paid - since).days, 0)
    with localcontext(prec=PRECISION):
        exact = number * rate * days / (100 * year)
    return Interest(quantize(exact, currency), days, since, rate)
