"""A step to members: who gets which part of it."""

from __future__ import annotations

from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.errors import LedgerError
from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.surplus.allocation import Part
from coopbooks.surplus.steps.cash import consent_problem
from coopbooks.surplus.steps.cash import cut
from coopbooks.surplus.steps.cash import floor_problems
from coopbooks.surplus.steps.losses import taken_from
from coopbooks.surplus.steps.units import rounded
from coopbooks.surplus.steps.units import split
from coopbooks.surplus.steps.weights import weights_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group
    from coopbooks.surplus.figures import Person
    from coopbooks.surplus.figures import YearFigures

INTEREST, SPECIALS = "interest", "specials"


class Parts(NamedTuple):
    """Members' parts of a step.

    Attributes:
        parts: By member.
        words: What they went by.
        over: What a limit for each leaves over; it stays.
        problems: What is wrong, by file and line.
        notes: What people should know.
    """

    parts: tuple[Part, ...]
    words: str = ""
    over: Decimal = ZERO
    problems: tuple[LedgerError, ...] = ()
    notes: tuple[str, ...] = ()


class Rule(NamedTuple):
    """A step with all that its parts need.

    Attributes:
        line: The step.
        rule: Its rule.
        figures: What the year gives.
        unit: The quantum that it is split in.
        loss: Whether members bear it.
    """

    line: Directive
    rule: Group
    figures: YearFigures
    unit: Decimal
    loss: bool


def word_of(line: Directive) -> str:
    """The word of how much a step takes; empty where it is an amount."""
    part = line.values["part"]
    return part if isinstance(part, str) else ""


def asked_by_members(of: Rule) -> dict[str, Decimal] | None:
    """What a step comes to by what it says of each member.

    Args:
        of: The step.

    Returns:
        For interest on capital each member's interest, rounded; for special
        allocations what was decided; None for a step that is split.
    """
    # Amounts cannot be compared with a word: Beancount's own equality fails.
    part = word_of(of.line)
    if part == SPECIALS:
        found: dict[str, Decimal] = {}
        for one in of.figures.specials:
            found[one.member] = found.get(one.member, ZERO) + one.number
        return dict(sorted(found.items()))
    if part != INTEREST:
        return None
    rate = Decimal(getattr(of.line.meta.get("rate"), "number", None) or ZERO)
    on = str(of.line.meta.get("on") or "opening")
    with localcontext(prec=PRECISION):
        return {
            person.member: rounded(
                max(person.capital.get(on, ZERO), ZERO) * rate / 100,
                of.unit,
                "half-up",
            )
            for person in sorted(of.figures.people, key=lambda one: one.member)
            if person.capital.get(on, ZERO) > 0
        }


def parts_of(of: Rule, amount: Decimal, asked: Mapping[str, Decimal] | None) -> Parts:
    """Split a step among members.

    Args:
        of: The step.
        amount: What it came to.
        asked: What each is to get where that does not follow from a split; scaled
            down if the step came to less.

    Returns:
        The parts; with what a limit for each leaves over they add up to the step.
    """
    problems: list[LedgerError] = []
    if asked is not None:
        weights, words = dict(asked), str(of.line.values["part"])
    else:
        found = weights_of(of.line, of.rule, of.figures)
        weights, words = found.by_member, found.words
        problems += found.problems
    if not amount or not any(weights.values()):
        return Parts((), words, amount if amount else ZERO, tuple(problems))
    amounts = split(amount, weights, of.unit)
    amounts, over = _capped(of, amounts)
    people = {person.member: person for person in of.figures.people}
    if of.loss:
        parts, notes = _losses(of, amounts, weights, people)
        return Parts(parts, words, over, tuple(problems), notes)
    problems += floor_problems(of.line, of.rule)
    parts, more = _gains(of, amounts, weights, people)
    return Parts(parts, words, over, (*problems, *more), _over_words(of, over))


def _capped(
    of: Rule, amounts: Mapping[str, Decimal]
) -> tuple[dict[str, Decimal], Decimal]:
    """Let nobody get more than the most for each; the rest stays."""
    most = of.line.meta.get("each-at-most")
    if most is None:
        return dict(amounts), ZERO
    cap = Decimal(most.number or 0)
    found = {member: min(number, cap) for member, number in amounts.items()}
    return found, total_of(amounts.values()) - total_of(found.values())


def _over_words(of: Rule, over: Decimal) -> tuple[str, ...]:
    if not over:
        return ()
    most = of.line.meta["each-at-most"].number
    words = f"{over:,f} is left, since nobody gets more than {most:,f}."
    return (f"{of.line.values['for']}: {words}",)


def _gains(
    of: Rule,
    amounts: Mapping[str, Decimal],
    weights: Mapping[str, Decimal],
    people: Mapping[str, Person],
) -> tuple[tuple[Part, ...], list[LedgerError]]:
    """Parts of a surplus, in cash and kept."""
    parts: list[Part] = []
    problems: list[LedgerError] = []
    for member, number in amounts.items():
        person = people.get(member)
        made = cut(of.line, of.rule, of.figures, person, member, number, of.unit)
        if made.kept and (wrong := consent_problem(of.line, person, member)):
            problems.append(wrong)
        if made.withheld > made.cash:
            problems.append(
                LedgerError(
                    of.line.source,
                    f"{member}: {made.withheld:,f} is to be withheld and only "
                    f"{made.cash:,f} is paid in cash. Pay more in cash.",
                )
            )
        parts.append(
            Part(
                int(of.line.values["step"]),
                member,
                weights[member],
                number,
                made.cash,
                made.kept,
                made.owed,
                made.withheld,
                made.withheld_to,
                made.qualified,
                note=made.note,
            )
        )
    return tuple(parts), problems


def _losses(
    of: Rule,
    amounts: Mapping[str, Decimal],
    weights: Mapping[str, Decimal],
    people: Mapping[str, Person],
) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """Parts of a loss, taken from lots."""
    order = str(of.rule.header.meta.get("losses-from") or "oldest-first")
    parts: list[Part] = []
    notes: list[str] = []
    for member, number in amounts.items():
        person = people.get(member)
        lots = person.lots if person else {}
        taken, lacking = taken_from(lots, number, of.figures.year.name, order)
        note = ""
        if lacking:
            note = f"the account lacks {lacking:,f}, to be made good"
            notes.append(f"{member}: {note}.")
        parts.append(
            Part(
                int(of.line.values["step"]),
                member,
                weights[member],
                number,
                taken=taken,
                note=note,
            )
        )
    return tuple(parts), tuple(notes)
