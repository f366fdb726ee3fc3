"""Steps that are a sum over members: interest on capital, special allocations."""

from __future__ import annotations

from collections import defaultdict
from decimal import localcontext
from typing import TYPE_CHECKING

from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.surplus.steps.lines import percent_of
from coopbooks.surplus.steps.lines import word_of
from coopbooks.surplus.steps.lines import words_of

if TYPE_CHECKING:
    from decimal import Decimal

    from coopbooks.core.directives import Directive
    from coopbooks.surplus.figures import YearFigures
    from coopbooks.surplus.steps.units import Unit

INTEREST, SPECIALS = "interest", "specials"
# What members' parts of such a step go by.
SPLIT_BY = {INTEREST: "capital", SPECIALS: "decision"}


def asked_by_members(
    line: Directive, figures: YearFigures, unit: Unit
) -> dict[str, Decimal] | None:
    """What a step gives each member, where it is the sum of that.

    Args:
        line: The step.
        figures: What the year gives.
        unit: In what the step is counted.

    Returns:
        By id, in order: of interest each one's own, rounded, of those who have capital
        and are of the step's classes; of special allocations what was decided. None
        where the step is split instead.
    """
    match word_of(line):
        case "interest":
            return _interest(line, figures, unit)
        case "specials":
            return _specials(figures)
    return None


def _interest(line: Directive, figures: YearFigures, unit: Unit) -> dict[str, Decimal]:
    """Interest on what stood in each member's account."""
    rate, on = percent_of(line, "rate"), str(line.meta.get("on") or "opening")
    classes = words_of(line, "classes")
    found: dict[str, Decimal] = {}
    for person in sorted(figures.people, key=lambda one: one.member):
        capital = person.capital.get(on, ZERO)
        if capital > 0 and (not classes or person.member_class in classes):
            with localcontext(prec=PRECISION):
                found[person.member] = unit.rounded(capital * rate)
    return found


def _specials(figures: YearFigures) -> dict[str, Decimal]:
    """What was decided for single members, those with several added up."""
    found: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for one in sorted(figures.specials, key=lambda one: one.member):
        found[one.member] += max(one.number, ZERO)
    return dict(found)
