"""What is left to a local of its dues, once parents have theirs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.dues.charge import Charges
    from coopbooks.dues.percapita.percapita import PerCapitaLine
    from coopbooks.dues.terms import DuesTerms


@dataclass(frozen=True, slots=True)
class Margin:
    """What is left to the local of its dues.

    Attributes:
        currency: The currency.
        dues: The dues for the period.
        to_parents: Parts of them that go to liabilities: money held for parents.
        per_capita: What is owed per capita beyond those parts.
    """

    currency: str
    dues: Decimal
    to_parents: Decimal
    per_capita: Decimal

    @property
    def left(self) -> Decimal:
        """What the local keeps."""
        return self.dues - self.to_parents - self.per_capita


def margins_of(
    terms: DuesTerms, charges: Charges, lines: Sequence[PerCapitaLine]
) -> list[Margin]:
    """Work out what is left of the dues.

    Args:
        terms: What the book says about dues.
        charges: What everybody owes for the period.
        lines: What is owed up.

    Returns:
        A margin for each currency, by its name.
    """
    dues = [one for one in charges.charges if one.kind == "dues"]
    currencies = {one.currency for one in dues} | {one.currency for one in lines}
    found = []
    for currency in sorted(currencies):
        own = [one for one in dues if one.currency == currency]
        to_parents = total_of(
            part.number
            for one in own
            for part in one.parts
            if terms.roles.type_of(part.account) == "Liabilities"
            and terms.roles.of(part.account) != "fund-payable"
            and not part.objects
        )
        beyond = total_of(
            max(line.number - line.parts, ZERO)
            for line in lines
            if line.currency == currency
        )
        total = total_of(one.number for one in own)
        found.append(Margin(currency, total, to_parents, beyond))
    return found
