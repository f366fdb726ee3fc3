"""From the result to members, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import LedgerError
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.surplus.allocation import Allocation
from coopbooks.surplus.forms.rules import LOSS
from coopbooks.surplus.forms.rules import STEP
from coopbooks.surplus.steps.lines import number_of
from coopbooks.surplus.steps.lines import word_of
from coopbooks.surplus.steps.members import Members
from coopbooks.surplus.steps.reserves import check_reserves
from coopbooks.surplus.steps.taking import Taking
from coopbooks.surplus.steps.units import shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.core.accounts import Roles
    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group
    from coopbooks.surplus.figures import YearFigures

TAGS = ("with", "agreement", "fund")
CENTS = "{:,f}"


def share_out(
    rule: Group,
    figures: YearFigures,
    roles: Roles,
    settings: Sequence[str] = (),
) -> Allocation:
    """Share a year's surplus or loss.

    Args:
        rule: The rule, with what a what-if changes in it.
        figures: What the year gives.
        roles: What the book's accounts are for.
        settings: What was changed for a what-if, as it was typed.

    Returns:
        Every step and every member's part. The steps and what is left add up to where
        they began, and members' parts to their steps.
    """
    fall = Taking(figures, Members.of(rule, figures, roles))
    lines = lines_of(rule, figures)
    for line in lines:
        fall.take(line)
    fall.problems += check_reserves(lines, fall.steps, figures, roles)
    fall.problems += _specials_untaken(lines, figures)
    fall.notes += _nothing_said(lines, figures)
    return Allocation(
        rule,
        figures,
        tuple(fall.steps),
        tuple(fall.parts),
        fall.left,
        total_of(part.cash for part in fall.parts),
        figures.figures.get("cash", ZERO),
        tuple(settings),
        (*figures.problems, *fall.problems),
        (*figures.notes, *fall.notes),
    )


def lines_of(rule: Group, figures: YearFigures) -> list[Directive]:
    """The steps that are taken of a rule: those for a loss in a year that lost.

    Args:
        rule: The rule.
        figures: What the year gives.

    Returns:
        The steps in the order of their numbers; of two with one number, which is told
        as an error where rules are read, the first.
    """
    kind = LOSS.kind if figures.start < 0 else STEP.kind
    found: dict[int, Directive] = {}
    for line in rule.of(kind):
        found.setdefault(number_of(line), line)
    return [found[number] for number in sorted(found)]


def _specials_untaken(
    lines: Sequence[Directive], figures: YearFigures
) -> Iterator[LedgerError]:
    """Special allocations of a surplus that no step takes."""
    if figures.start < 0 or any(word_of(line) == "specials" for line in lines):
        return
    for one in figures.specials:
        problem = (
            f"{one.member} is to get {shown(one.number, figures.currency)} of "
            f"{figures.year.name}, and no "
            'step of the rule is for "specials". Add one, or take it out.'
        )
        yield LedgerError(one.source, f"coop-surplus-special: {problem}")


def _nothing_said(lines: Sequence[Directive], figures: YearFigures) -> Iterator[str]:
    """That the rule has no steps for such a year, or single members get nothing."""
    loss = figures.start < 0
    if figures.start and not lines:
        kind, what = (LOSS, "loss") if loss else (STEP, "surplus")
        later = "carried to later years" if loss else "left on the result"
        yield f"The rule has no {kind.kind}: the {what} is {later}."
    if loss and figures.specials:
        names = ", ".join(sorted({one.member for one in figures.specials}))
        yield f"{figures.year.name} lost, so that {names} get nothing specially."
