"""When a charge counts as late, and how much is paid for that each time."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from coopbooks.core.money import PRECISE
from coopbooks.core.money import ZERO
from coopbooks.core.money import quantize
from coopbooks.core.periods import DAY
from coopbooks.core.periods import named

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable
    from collections.abc import Iterator
    from decimal import Decimal

    from coopbooks.core.directives import Directive
    from coopbooks.core.periods import Period
    from coopbooks.dues.standing.settling import Debt


class Time(NamedTuple):
    """A time at which something unpaid costs a fee.

    Attributes:
        day: The day: who has paid by its end owes no fee.
        period: The period that the fee is for.
    """

    day: datetime.date
    period: Period


class Late(NamedTuple):
    """A late fee for one charge.

    Attributes:
        time: When it is due.
        unpaid: How much of the charge was unpaid.
        number: The fee.
    """

    time: Time
    unpaid: Decimal
    number: Decimal


def times(line: Directive, debt: Debt, until: datetime.date) -> Iterator[Time]:
    """The times at which a charge that stays unpaid costs a fee.

    Args:
        line: The `coop-dues-fee` line.
        debt: What was charged.
        until: The last day that is asked for.

    Yields:
        The first time, when its period is over or so many days after the due day; and
        with `each: "period"` one more for each period after that.
    """
    after = line.meta.get("after")
    first = max(debt.period.last, debt.due)
    if after is not None:
        first = debt.due + int(after.number) * DAY
    if first > until:
        return
    yield Time(first, debt.period)
    if line.meta.get("each") != "period":
        return
    for place in itertools.count(1):
        period = _shifted(debt.period, place)
        day = period.last if after is None else first + _length(debt.period, place)
        if day > until:
            return
        yield Time(day, period)


def fees_of(
    line: Directive,
    debt: Debt,
    period: Period,
    unpaid: Callable[[Debt, datetime.date], Decimal],
    currency: str,
) -> Iterator[Late]:
    """The late fees for one charge that fall due in a period.

    Args:
        line: The `coop-dues-fee` line.
        debt: What was charged.
        period: The period.
        unpaid: How much of a charge was unpaid at the end of a day.
        currency: The currency.

    Yields:
        A fee for each time at which it was unpaid; with those of earlier periods no
        more than `most:`.
    """
    most = line.meta.get("most")
    total = ZERO
    for time in times(line, debt, period.last):
        if most is None and time.day not in period:
            continue
        open_ = unpaid(debt, time.day)
        if not open_:
            continue
        number = amount_of(line, open_, debt.charged, currency)
        if most is not None:
            number = min(number, most.number - total)
            total += number
        if number > 0 and time.day in period:
            yield Late(time, open_, number)


def amount_of(line: Directive, of: Decimal, whole: Decimal, currency: str) -> Decimal:
    """How much a fee is.

    Args:
        line: The `coop-dues-fee` line.
        of: What a percentage is of.
        whole: The dues of a period, for a fee of so many PERIOD.
        currency: The currency, which it is rounded to, half up.

    Returns:
        The fee.
    """
    fee = line.values["amount"]
    number: Decimal = fee.number
    if fee.currency == "PERCENT":
        number = PRECISE.multiply(of, number.scaleb(-2))
    elif fee.currency == "PERIOD":
        number = PRECISE.multiply(whole, number)
    return quantize(number, currency)


def _shifted(period: Period, place: int) -> Period:
    """The period so many of its own length later."""
    span = _length(period, place)
    return named(period.begin + span, period.end + span)


def _length(period: Period, times: int) -> relativedelta:
    """So many times the length of a period."""
    if period.begin.day == period.end.day == 1:
        months = 12 * (period.end.year - period.begin.year)
        return relativedelta(
            months=times * (months + period.end.month - period.begin.month)
        )
    return relativedelta(days=times * (period.end - period.begin).days)
