"""In what units a step is rounded and split."""

from __future__ import annotations

from decimal import ROUND_DOWN
from decimal import ROUND_HALF_UP
from decimal import ROUND_UP
from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import PRECISION
from coopbooks.core.money import allocate
from coopbooks.core.money import quantize
from coopbooks.core.money import quantum
from coopbooks.surplus.forms.rules import EARLIER_LOSSES
from coopbooks.surplus.steps.lines import said
from coopbooks.surplus.steps.lines import word_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group

ROUNDINGS = {"half-up": ROUND_HALF_UP, "down": ROUND_DOWN, "up": ROUND_UP}
ONE = Decimal(1)
# A currency whose smallest part is one, so that what is split are whole units.
WHOLE = "JPY"


class Unit(NamedTuple):
    """In what a step is counted.

    Attributes:
        quantum: Such as `0.01`, or `1` for whole dollars.
        rounding: `half-up`, `down` or `up`.
    """

    quantum: Decimal
    rounding: str = "half-up"

    def rounded(self, number: Decimal, rounding: str = "") -> Decimal:
        """Round to whole units.

        Args:
            number: An exact amount.
            rounding: How; the unit's own way where nothing is said.

        Returns:
            A multiple of the quantum; never a negative zero.
        """
        mode = ROUNDINGS[rounding or self.rounding]
        with localcontext(prec=PRECISION):
            units = (number / self.quantum).quantize(ONE, mode)
            return units * self.quantum + 0

    def split(
        self, total: Decimal, weights: Mapping[str, Decimal]
    ) -> dict[str, Decimal]:
        """Split an amount by weights in whole units, by the largest remainder.

        Args:
            total: A multiple of the quantum.
            weights: By id; none negative, at least one above zero.

        Returns:
            A part for each, in the order of `weights`; they add up to the total.

        Raises:
            NothingToShareBy: There is no positive weight, or a negative one.
        """
        with localcontext(prec=PRECISION):
            units = (total / self.quantum).quantize(ONE)
            parts = allocate(units, weights, WHOLE)
            return {member: part * self.quantum for member, part in parts.items()}


def shown(number: Decimal, currency: str) -> str:
    """An amount as people read it.

    Args:
        number: The amount.
        currency: Its currency.

    Returns:
        Such as `60,000.00`.
    """
    return f"{quantize(number, currency):,f}"


def unit_of(line: Directive, rule: Group, currency: str) -> Unit:
    """In what a step is counted.

    Args:
        line: The step.
        rule: Its rule.
        currency: The book's currency.

    Returns:
        What the step says, else what the header does: units of `round-to:`, rounded
        down unless `round:` says otherwise; else the currency's own, half up. What was
        decided for single members, and what earlier years lost, is as it is: the header
        does not round it.
    """
    how = line.meta.get("round")
    unit = said(line, "round-to")
    as_it_is = line.values["for"] == EARLIER_LOSSES or word_of(line) == "specials"
    if unit is None and not as_it_is:
        unit = said(rule.header, "round-to")
    if unit is None or unit <= 0:
        return Unit(quantum(currency), str(how or "half-up"))
    return Unit(unit, str(how or "down"))
