"""What each member's part goes by: hours, pay, equal parts, points, or a mix."""

from __future__ import annotations

from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.surplus.forms.rules import WEIGHT
from coopbooks.surplus.steps.lines import said
from coopbooks.surplus.steps.lines import told
from coopbooks.surplus.steps.lines import words_of
from coopbooks.surplus.year.names import EQUAL
from coopbooks.surplus.year.names import EVERYBODY
from coopbooks.surplus.year.names import MIX
from coopbooks.surplus.year.names import measures_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group
    from coopbooks.surplus.figures import Person
    from coopbooks.surplus.figures import YearFigures

ONE = Decimal(1)
IN_WORDS = {EQUAL: "equal parts", MIX: "a mix"}
PARTS_OF_YEAR = {"by-month": "equal parts by month", "by-day": "equal parts by day"}


class Weights(NamedTuple):
    """What members' parts go by.

    Attributes:
        by_member: By id, in the order of ids.
        words: What it is, such as `hours`.
        problems: Why nobody can be given a part, or who has less of one than they
            should.
    """

    by_member: dict[str, Decimal]
    words: str
    problems: tuple[LedgerError, ...] = ()


def weights_of(line: Directive, rule: Group, figures: YearFigures) -> Weights:
    """Find what members' parts of a step go by.

    Args:
        line: The step.
        rule: Its rule.
        figures: What the year gives.

    Returns:
        The weights of those who count, and what is wrong: nothing said, nobody with
        any.
    """
    name = str(line.meta.get("by") or rule.header.meta.get("patronage") or "")
    if not name:
        problem = 'says not what members\' parts go by: add patronage: "hours".'
        return Weights({}, "", (told(line, problem),))
    people = counting(line, rule, figures)
    if name == MIX:
        return _mixed(line, rule, people, figures)
    words, found = _words(name, rule), _plain(name, rule, people, figures)
    unsaid = name != EQUAL and not any(name in one.measures for one in people)
    if any(found.values()) or (unsaid and figures.problems):
        # What is missing of a measure was told where the year was read.
        return Weights(found, words)
    who = "nobody has any" if people else "nobody has a part"
    problem = f"is split by {words}, and {who} in {figures.year.name}."
    return Weights(found, words, (told(line, problem),))


def counting(line: Directive, rule: Group, figures: YearFigures) -> list[Person]:
    """Find who has a part of a step.

    Args:
        line: The step.
        rule: Its rule.
        figures: What the year gives.

    Returns:
        The members who count by the rule and are of the classes that the step names,
        or else its header; with `among: "everybody"` who is no member, too, unless they
        have less than the header's `minimum:`. By id.
    """
    classes = words_of(line, "classes") or words_of(rule.header, "classes")
    everybody = line.meta.get("among") == EVERYBODY
    return sorted(
        (
            person
            for person in figures.people
            if (_is_outside(person, rule) and everybody)
            or (
                person.joined is not None
                and not person.why_not
                and (not classes or person.member_class in classes)
            )
        ),
        key=lambda person: person.member,
    )


def _is_outside(person: Person, rule: Group) -> bool:
    """Whether somebody is no member and has as much as counts."""
    if person.joined is not None:
        return False
    least, names = said(rule.header, "minimum"), measures_of(rule)
    if least is None or not names:
        return True
    found = [person.measures[one] for one in names if one in person.measures]
    return bool(found) and found[0] >= least


def _words(name: str, rule: Group) -> str:
    """What parts go by, in words."""
    if name == EQUAL:
        return PARTS_OF_YEAR.get(_part_year(rule), IN_WORDS[EQUAL])
    return IN_WORDS.get(name, name.replace("-", " "))


def _part_year(rule: Group) -> str:
    return str(rule.header.meta.get("part-year") or "")


def _plain(
    name: str, rule: Group, people: Sequence[Person], figures: YearFigures
) -> dict[str, Decimal]:
    """One measure, or equal parts, of each."""
    if name == EQUAL:
        return {person.member: _equal(person, rule, figures) for person in people}
    return {person.member: person.measures.get(name, ZERO) for person in people}


def _equal(person: Person, rule: Group, figures: YearFigures) -> Decimal:
    """An equal part, or the months or days for which somebody belonged.

    Without `part-year:` it is a problem of the year that somebody did not all the time.
    """
    begin, end, how = figures.year.begin, figures.year.end, _part_year(rule)
    months = (end.year - begin.year) * 12 + end.month - begin.month
    counted = {"by-month": months, "by-day": (end - begin).days}
    part = ONE if person.joined is None else person.part_of_year
    if how in counted:
        with localcontext(prec=PRECISION):
            return (part * counted[how]).quantize(ONE)
    return part if how == "nothing" else ONE


def _mixed(
    line: Directive, rule: Group, people: Sequence[Person], figures: YearFigures
) -> Weights:
    """A weighted mix: each one's part of the total of each measure, times its share."""
    lines = sorted(rule.of(WEIGHT.kind), key=lambda one: str(one.values["measure"]))
    if not lines:
        problem = "goes by a mix; add a coop-surplus-weight for each measure of it."
        return Weights({}, IN_WORDS[MIX], (told(line, problem),))
    found = dict.fromkeys((person.member for person in people), ZERO)
    problems: list[LedgerError] = []
    for weight in lines:
        name = str(weight.values["measure"])
        share = Decimal(weight.values["part"].number)
        plain = _plain(name, rule, people, figures)
        total = total_of(plain.values())
        if total:
            with localcontext(prec=PRECISION):
                for member, number in plain.items():
                    found[member] += share * number / total
        else:
            problem = f"goes by {name}, too, and nobody has any in {figures.year.name}."
            problems.append(told(weight, problem))
    return Weights(found, _mix_in_words(lines), tuple(problems))


def _mix_in_words(lines: Sequence[Directive]) -> str:
    """A mix in words: `hours and pay`."""
    names = [str(line.values["measure"]) for line in lines]
    words = [IN_WORDS.get(name, name.replace("-", " ")) for name in names]
    return " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)
