"""In what units a step is rounded and split."""

from __future__ import annotations

from decimal import ROUND_DOWN
from decimal import ROUND_HALF_UP
from decimal import ROUND_UP
from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING

from coopbooks.core.money import PRECISION
from coopbooks.core.money import allocate
from coopbooks.core.money import quantum

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group

ROUNDINGS = {"half-up": ROUND_HALF_UP, "down": ROUND_DOWN, "up": ROUND_UP}
# A unit of no currency in the world, whose smallest part is one.
WHOLE = "JPY"


def unit_of(line: Directive, rule: Group, currency: str) -> tuple[Decimal, str]:
    """To how much a step is rounded, and how.

    Args:
        line: The step.
        rule: Its rule.
        currency: The book's currency.

    Returns:
        The quantum and `half-up`, `down` or `up`: the step's own words, else the
        header's `round-to:`, rounded down; else the currency's, half up.
    """
    said = line.meta.get("round-to") or rule.header.meta.get("round-to")
    if said is None or not said.number:
        return quantum(currency), str(line.meta.get("round") or "half-up")
    return Decimal(said.number), str(line.meta.get("round") or "down")


def rounded(number: Decimal, unit: Decimal, rounding: str) -> Decimal:
    """Round to whole units.

    Args:
        number: The exact number.
        unit: The quantum, such as 0.01 or 1.
        rounding: `half-up`, `down` or `up`.

    Returns:
        A multiple of the unit.
    """
    with localcontext(prec=PRECISION):
        units = (number / unit).quantize(Decimal(1), ROUNDINGS[rounding])
        return units * unit


def split(
    total: Decimal, weights: Mapping[str, Decimal], unit: Decimal
) -> dict[str, Decimal]:
    """Split a total by weights in whole units, by largest remainder.

    Args:
        total: A multiple of the unit.
        weights: By member; at least one above zero.
        unit: The quantum.

    Returns:
        A part for each, in the order of `weights`; they add up to the total.
    """
    with localcontext(prec=PRECISION):
        units = (total / unit).quantize(Decimal(1))
        parts = allocate(units, weights, WHOLE)
        return {member: part * unit for member, part in parts.items()}
