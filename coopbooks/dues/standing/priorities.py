"""What a payment that names no month goes to first."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.dues.forms.collecting import KINDS
from coopbooks.dues.forms.collecting import PAYMENTS

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from coopbooks.dues.standing.settling import Debt
    from coopbooks.dues.terms import DuesTerms


class Priority(NamedTuple):
    """What a payment goes to first.

    Attributes:
        oldest: Whether it is simply the oldest, whatever its kind.
        ranks: The place of each kind, from 0.
    """

    oldest: bool
    ranks: Mapping[str, int]

    def place(self, debt: Debt) -> tuple[object, ...]:
        """The place of a debt among those that a payment may go to."""
        rank = self.ranks[debt.about]
        begin = debt.period.begin
        if self.oldest:
            return debt.due, rank, begin, debt.name
        return rank, debt.due, begin, debt.name


@dataclass(slots=True)
class Priorities:
    """What payments go to first, by the day on which they come.

    Attributes:
        terms: What the book says about dues.
    """

    terms: DuesTerms
    _on: dict[datetime.date, Priority] = field(default_factory=dict)

    def on(self, day: datetime.date) -> Priority:
        """What a payment of a day goes to first: as the book says, else dues first."""
        if day not in self._on:
            said: list[str] = []
            for line in self.terms.of(PAYMENTS.kind):
                if line.date <= day:
                    said = [str(one) for one in line.values.values()]
            kinds = dict.fromkeys((*said, *KINDS))
            oldest = said[:1] == ["oldest"]
            self._on[day] = Priority(
                oldest, {kind: place for place, kind in enumerate(kinds)}
            )
        return self._on[day]
