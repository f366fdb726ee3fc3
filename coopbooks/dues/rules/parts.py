"""Where a charge goes: amounts first, then parts of it, and what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.money import allocate
from coopbooks.core.money import total_of
from coopbooks.dues.charge import Part
from coopbooks.dues.rules.working import HUNDRED
from coopbooks.dues.rules.working import CannotCharge

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.directives import Directive
    from coopbooks.dues.rules.reliefs import Reliefs

# What no line sends anywhere else goes to the book's one account for dues.
DUES = "dues"


def split(
    number: Decimal,
    currency: str,
    lines: Sequence[Directive],
    dues_account: str = "",
) -> dict[str, Decimal]:
    """Split a charge among its parts.

    Amounts are served first; where they come to more than the charge, each gets its
    share of it, but one with `whole: TRUE` stays whole. Parts in PERCENT are of the
    charge, by the largest remainder, and never more than what amounts leave. The rest
    gets what is left.

    Args:
        number: The charge, in whole quanta of its currency.
        currency: Its currency.
        lines: The `coop-dues-part` lines, in any order.
        dues_account: Where goes what no line names; empty if nowhere.

    Returns:
        How much each part is, by name; they add up to the charge. Without a part that
        is the rest, what is left is called `dues`.

    Raises:
        CannotCharge: Something is left and goes nowhere, or a part is in another
            currency.
    """
    found = _amounts(number, currency, lines)
    left = number - total_of(found.values())
    percents = {
        _name(line): line.values["part"].number
        for line in lines
        if _unit(line) == "PERCENT"
    }
    found |= _percents(number, left, percents, currency)
    left = number - total_of(found.values())
    rest = next((_name(line) for line in lines if not _unit(line)), "")
    if rest:
        found[rest] = left
    elif left:
        if not dues_account:
            raise _goes_nowhere(left, currency, lines)
        found[DUES] = left
    return found


def parts_of(
    shares: Mapping[str, Decimal],
    lines: Sequence[Directive],
    reliefs: Reliefs,
    day: datetime.date,
    dues_account: str,
) -> tuple[Part, ...]:
    """The parts that a member pays.

    Args:
        shares: What `split` gave.
        lines: The `coop-dues-part` lines.
        reliefs: What holds for the member.
        day: The day on which choices must hold: the first of the period.
        dues_account: Where goes what no line names.

    Returns:
        The parts by name, without those of nothing. A part that the member does not
        choose is not charged, or falls to the rest where its line says so.
    """
    by_name = {_name(line): line for line in lines}
    rest = next((_name(line) for line in lines if not _unit(line)), DUES)
    numbers = dict(shares)
    for name, line in by_name.items():
        choice = line.meta.get("choice")
        if choice and name in numbers and not reliefs.chooses(name, choice, day):
            dropped = numbers.pop(name)
            if line.meta.get("otherwise") == "rest" and name != rest:
                numbers[rest] = numbers.get(rest, ZERO) + dropped
    found: list[Part] = []
    for name in sorted(numbers):
        part = by_name.get(name)
        if not numbers[name]:
            continue
        if part is None:
            found.append(Part(name, dues_account, numbers[name]))
            continue
        objectors = part.meta.get("objectors")
        objects = bool(objectors) and reliefs.objects(name, day)
        account = str(objectors if objects else part.values["account"])
        fund = str(part.meta.get("fund") or "")
        found.append(Part(name, account, numbers[name], fund, objects))
    return tuple(found)


def _amounts(
    number: Decimal, currency: str, lines: Sequence[Directive]
) -> dict[str, Decimal]:
    """The parts that are amounts."""
    fixed = [line for line in lines if _unit(line) not in {"", "PERCENT"}]
    for line in fixed:
        if _unit(line) != currency:
            raise CannotCharge(
                line.source,
                f"coop-dues-part: '{_name(line)}' of '{line.name}' is in "
                f"{_unit(line)}, but the dues are in {currency}.",
            )
    whole = {_name(line): line.values["part"].number for line in fixed if _whole(line)}
    others = {
        _name(line): line.values["part"].number for line in fixed if not _whole(line)
    }
    left = max(number - total_of(whole.values()), ZERO)
    if total_of(others.values()) > left:
        others = allocate(left, others, currency)
    return whole | others


def _percents(
    number: Decimal, left: Decimal, percents: Mapping[str, Decimal], currency: str
) -> dict[str, Decimal]:
    """The parts in PERCENT, of the charge, but of no more than is left of it."""
    weights = {name: percent for name, percent in percents.items() if percent}
    if not weights or number <= 0:
        return dict.fromkeys(percents, ZERO)
    rest = max(HUNDRED - total_of(weights.values()), ZERO)
    # The key of what is no part is empty, so that it comes first among equals.
    shares = allocate(number, {**weights, "": rest}, currency)
    del shares[""]
    if total_of(shares.values()) > left:
        shares = allocate(max(left, ZERO), weights, currency)
    return shares


def _goes_nowhere(
    left: Decimal, currency: str, lines: Sequence[Directive]
) -> CannotCharge:
    if lines:
        problem = "add a part that is the rest."
    else:
        problem = "say with coop-account which one account has the role dues."
    source = lines[0].source if lines else {}
    return CannotCharge(source, f"{left} {currency} of the dues go nowhere: {problem}")


def _name(line: Directive) -> str:
    return str(line.values["for"])


def _unit(line: Directive) -> str:
    """The unit of a part; empty for the rest."""
    part = line.values["part"]
    return "" if isinstance(part, str) else str(part.currency)


def _whole(line: Directive) -> bool:
    return bool(line.meta.get("whole"))
