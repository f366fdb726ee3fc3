"""What each member's part goes by: hours, pay, equal parts, points, or a mix."""

from __future__ import annotations

from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.errors import LedgerError
from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.surplus.forms.rules import WEIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group
    from coopbooks.surplus.figures import Person
    from coopbooks.surplus.figures import YearFigures

EQUAL, MIX = "equal", "mix"
ONE = Decimal(1)
IN_WORDS = {EQUAL: "equal parts", MIX: "a mix"}


class Weights(NamedTuple):
    """What members' parts go by.

    Attributes:
        by_member: By id, in the order of ids.
        words: What it is, such as `hours`.
        problems: What is wrong, by file and line.
    """

    by_member: dict[str, Decimal]
    words: str
    problems: tuple[LedgerError, ...] = ()


def weights_of(line: Directive, rule: Group, figures: YearFigures) -> Weights:
    """What members' parts of a step go by.

    Args:
        line: The step.
        rule: Its rule.
        figures: What the year gives.

    Returns:
        The weights of those who count, and what is wrong: nothing said, nobody with
        any, a part of a year that the rule does not value.
    """
    name = str(line.meta.get("by") or rule.header.meta.get("patronage") or "")
    if not name:
        problem = 'says not what members\' parts go by: add patronage: "hours".'
        return Weights({}, "", (_error(line, problem),))
    people = counting(line, figures)
    problems: list[LedgerError] = []
    if name == MIX:
        found = _mixed(rule, people, figures, problems, line)
    else:
        found = _plain(name, rule, people, figures, problems, line)
    if not any(found.values()) and not problems:
        words = IN_WORDS.get(name, name)
        problem = f"is split by {words}, and nobody has any in {figures.year.name}."
        problems.append(_error(line, problem))
    return Weights(found, IN_WORDS.get(name, name), tuple(problems))


def counting(line: Directive, figures: YearFigures) -> list[Person]:
    """Who has a part of a step.

    Args:
        line: The step.
        figures: What the year gives.

    Returns:
        Those who count by the rule, of the step's `classes:` if it names any, and with
        `among: "everybody"` who is no member, too; by id.
    """
    said = str(line.meta.get("classes") or "")
    classes = {one.strip() for one in said.split(",")} - {""}
    everybody = line.meta.get("among") == "everybody"
    found = []
    for person in figures.people:
        outside = everybody and person.joined is None
        if person.why_not and not outside:
            continue
        if classes and person.member_class not in classes:
            continue
        found.append(person)
    return sorted(found, key=lambda person: person.member)


def _plain(
    name: str,
    rule: Group,
    people: Sequence[Person],
    figures: YearFigures,
    problems: list[LedgerError],
    line: Directive,
) -> dict[str, Decimal]:
    if name == EQUAL:
        return {
            person.member: _equal(person, rule, figures, problems, line)
            for person in people
        }
    return {person.member: person.measures.get(name, ZERO) for person in people}


def _mixed(
    rule: Group,
    people: Sequence[Person],
    figures: YearFigures,
    problems: list[LedgerError],
    line: Directive,
) -> dict[str, Decimal]:
    """A weighted mix: each measure's part of its own total, times its share."""
    found = dict.fromkeys((person.member for person in people), ZERO)
    lines = rule.of(WEIGHT.kind)
    if not lines:
        problem = "goes by a mix: add a coop-surplus-weight for each measure."
        problems.append(_error(line, problem))
    with localcontext(prec=PRECISION):
        for weight in lines:
            name = str(weight.values["measure"])
            share = Decimal(weight.values["part"].number or 0)
            plain = _plain(name, rule, people, figures, problems, line)
            total = total_of(plain.values())
            if not total:
                problem = f"goes by '{name}', too, and nobody has any."
                problems.append(_error(weight, problem))
                continue
            for member, number in plain.items():
                found[member] += share * number / total
    return found


def _equal(
    person: Person,
    rule: Group,
    figures: YearFigures,
    problems: list[LedgerError],
    line: Directive,
) -> Decimal:
    """An equal part, less for a part of a year if the rule says so."""
    if person.part_of_year == 1 or person.joined is None:
        return ONE
    match rule.header.meta.get("part-year"):
        case "whole":
            return ONE
        case "nothing":
            return ZERO
        case "by-day":
            return person.part_of_year
        case "by-month":
            return _months(person, figures)
    when = _when(person, figures)
    problems.append(
        _error(
            line,
            f"is in equal parts, and {person.member} {when}. Say below "
            'coop-surplus what a part of a year counts: part-year: "by-month", '
            '"by-day", "whole" or "nothing".',
        )
    )
    return ONE


def _months(person: Person, figures: YearFigures) -> Decimal:
    """The months of the year in which somebody was a member on any day."""
    year = figures.year
    begin = max(person.joined or year.begin, year.begin)
    end = min(person.left or year.end, year.end)
    months = [one for one in year.months() if one.end > begin and one.begin < end]
    with localcontext(prec=PRECISION):
        return Decimal(len(months)) / len(year.months())


def _when(person: Person, figures: YearFigures) -> str:
    if person.left is not None and person.left < figures.year.end:
        return f"left on {person.left}"
    return f"joined on {person.joined}"


def _error(line: Directive, problem: str) -> LedgerError:
    number = line.values.get("step") or line.values.get("measure")
    return LedgerError(line.source, f"{line.kind}: '{line.name}' {number} {problem}")
