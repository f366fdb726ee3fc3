"""By what members' parts of a year went: how much each worked, of how much in all."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import percentage
from coopbooks.core.money import total_of
from coopbooks.dues.rules.measuring import read_measures
from coopbooks.dues.rules.working import CannotCharge
from coopbooks.surplus.forms.rules import STEP

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.surplus.terms import SurplusTerms

NOT_MEASURES = ("", "equal", "mix")


class Work(NamedTuple):
    """What one member's part went by.

    Attributes:
        measure: The measure, such as `hours`.
        own: What it came to for the member.
        whole: What it came to for all who had a part.
    """

    measure: str
    own: Decimal
    whole: Decimal

    @property
    def percent(self) -> Decimal | None:
        """The member's part of the whole, to one decimal; None of nothing."""
        return percentage(self.own, self.whole)


def work_of(
    terms: SurplusTerms,
    rule: Group | None,
    entries: Sequence[data.Directive],
    year: Period,
    members: Collection[str],
) -> dict[str, Work]:
    """Find how much those who had a part of a year worked.

    Args:
        terms: What the book says.
        rule: The rule by which it was shared, if there is one.
        entries: The book's entries.
        year: The fiscal year.
        members: The ids of those who had a part by work done.

    Returns:
        By id; nothing where parts went by several measures or in equal parts, or where
        the book does not say for each.
    """
    measure = _measure(rule)
    if not measure or not members:
        return {}
    measures = read_measures(terms.dues, entries, frozenset({measure}))
    found: dict[str, Decimal] = {}
    for member in sorted(members):
        try:
            one = measures.find(measure, member, year, year.last)
        except CannotCharge:
            return {}
        if one is None:
            return {}
        found[member] = one.number
    whole = total_of(found.values())
    return {member: Work(measure, own, whole) for member, own in found.items()}


def _measure(rule: Group | None) -> str:
    """The one measure that members' parts go by; empty where there is not one."""
    if rule is None:
        return ""
    said = {str(line.meta["by"]) for line in rule.of(STEP.kind) if line.meta.get("by")}
    if not said:
        said = {str(rule.header.meta.get("patronage") or "")}
    return said.pop() if len(said) == 1 and not said & set(NOT_MEASURES) else ""
