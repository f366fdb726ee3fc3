"""What is paid for joining and for coming back."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import ZERO
from coopbooks.core.money import allocate
from coopbooks.core.money import quantum
from coopbooks.dues.rules.bandrates import authority
from coopbooks.dues.rules.calendar import period_of
from coopbooks.dues.rules.working import HUNDRED
from coopbooks.dues.rules.working import Working
from coopbooks.dues.rules.working import said_amount

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator

    from coopbooks.core.directives import Directive
    from coopbooks.core.periods import Period
    from coopbooks.dues.rules.facts import Facts

# Nobody's first charge is looked for further than this many periods after joining.
FURTHEST = 1200


class Instalment(NamedTuple):
    """Which part of a fee falls due with a charge.

    Attributes:
        first: The period of the first charge after joining.
        place: Which instalment it is, from 1.
    """

    first: Period
    place: int


def instalments_of(line: Directive) -> int:
    """With how many charges a fee is paid."""
    return max(1, int(line.meta.get("instalments") or 1))


def instalment(
    line: Directive,
    charged: Period,
    since_joining: Iterable[Period],
    is_charged: Callable[[Period], bool],
) -> Instalment | None:
    """Find out whether a part of the initiation fee falls due with a charge.

    Args:
        line: The `coop-dues-fee` line.
        charged: The period of the charge.
        since_joining: The charge periods since the member joined, in order.
        is_charged: Whether the member is charged for a period.

    Returns:
        The instalment; None once all were charged.
    """
    most = instalments_of(line)
    first: Period | None = None
    place = 0
    for period in since_joining:
        if period.begin > charged.begin or place >= most:
            return None
        if not is_charged(period):
            continue
        first, place = first or period, place + 1
        if period.begin == charged.begin:
            return Instalment(first, place)
    return None


def periods_since(
    per: str, joined: datetime.date, starts: datetime.date
) -> Iterator[Period]:
    """The charge periods from the one in which somebody joined.

    Args:
        per: How often they are charged.
        joined: The day of joining.
        starts: A day on which four weeks begin.

    Yields:
        Each period, in order.
    """
    day = joined
    for _ in range(FURTHEST):
        period = period_of(per, day, starts)
        yield period
        day = period.end


def fee(line: Directive, facts: Facts, whole: Callable[[], Decimal]) -> Working:
    """Work out a fee.

    Args:
        line: The `coop-dues-fee` line: an amount, so many PERIOD, or PERCENT of one.
        facts: What is known of the member.
        whole: Gives the dues of one whole period.

    Returns:
        The fee, rounded half up to what can be paid.

    Raises:
        CannotCharge: It is in another currency than the dues.
    """
    amount = line.values["amount"]
    work = Working(facts.unit, ZERO)
    name, rule = line.values["fee"], authority(line, facts)
    if amount.currency in {"PERIOD", "PERCENT"}:
        work.set(whole())
        work.note("dues of one whole period", facts.schedule.source, rule)
        over = HUNDRED if amount.currency == "PERCENT" else Decimal(1)
        work.times(amount.number, over)
        times = f"{amount.number.normalize():f}"
        words = f"{times} times that" if over == 1 else f"{said_amount(amount)} of that"
        work.note(f"{name} fee: {words}", line.source, rule)
    else:
        work.set(facts.money(amount, line.source))
        work.note(f"{name} fee: {said_amount(amount)}", line.source, rule)
    work.round("half-up", quantum(work.unit))
    return work


def part_of_fee(work: Working, line: Directive, place: int) -> None:
    """Take one instalment of a fee; all of them add up to it.

    Args:
        work: The whole fee.
        line: The `coop-dues-fee` line.
        place: Which instalment, from 1.
    """
    count = instalments_of(line)
    if count > 1:
        weights = {number: Decimal(1) for number in range(1, count + 1)}
        work.set(allocate(work.number, weights, work.unit)[place])
        work.note(f"instalment {place} of {count}", line.source)
