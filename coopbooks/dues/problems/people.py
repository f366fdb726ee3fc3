"""What is wrong with what holds for one member, one workplace, one declaration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.directives import near
from coopbooks.core.errors import where
from coopbooks.core.periods import BadPeriod
from coopbooks.core.periods import parse_period
from coopbooks.dues.forms import people as forms
from coopbooks.dues.forms.schedules import PER
from coopbooks.dues.problems.names import ends_by
from coopbooks.dues.problems.names import meant
from coopbooks.dues.problems.names import told

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError
    from coopbooks.dues.problems.names import Names

# What is never said but of a while.
WHILE = (*forms.RELIEFS, "excused")
_PARTS = ("opts-in", "opts-out", "objects", "agrees")


def check_people(
    directives: Sequence[Directive], names: Names
) -> Iterator[LedgerError]:
    """Find what is wrong with members' dues, declarations, measures and workplaces.

    Args:
        directives: Directives of any kind.
        names: The names of the book.

    Yields:
        An error for each thing.
    """
    by_kind: dict[str, list[Directive]] = {form.kind: [] for form in forms.FORMS}
    for one in directives:
        if one.kind in by_kind:
            by_kind[one.kind].append(one)
    reliefs: dict[str, list[Directive]] = {}
    for one in by_kind[forms.MEMBER_DUES.kind]:
        reliefs.setdefault(one.name, []).append(one)
    for lines in reliefs.values():
        yield from _reliefs(lines, names)
    yield from _declared(by_kind[forms.DECLARED.kind], names)
    yield from _workplaces(by_kind[forms.WORKPLACE.kind], names)
    yield from _twice(by_kind[forms.MEASURE.kind], ())
    told_of = {one.name for one in by_kind[forms.MEASURE.kind]}
    for one in by_kind[forms.MEASURE.kind]:
        yield from _misspelt(one, one.name, names, told_of)


def _reliefs(lines: Sequence[Directive], names: Names) -> Iterator[LedgerError]:
    """What is wrong with one member's dues."""
    yield from _unknown(lines, names)
    once = (*forms.AMOUNTS, "by", "each", "collected")
    yield from _twice(
        [line for line in lines if line.values["what"] in once], ("what",)
    )
    for line in lines:
        what = str(line.values["what"])
        value = line.values["value"]
        if problem := _value(what, value, names):
            yield told(line, problem)
            continue
        if what == "ends":
            yield from _ended(line, lines)
        if what in WHILE and not line.meta.get("until") and not ends_by(line, lines):
            yield told(line, f"'{what}' needs an end: say until: below it.")
        if what in forms.RELIEFS and not line.meta.get("decision"):
            yield told(line, f"'{what}' needs a decision: say decision: below it.")
        by_rule = what != "excused" or value in names.excuses
        if not by_rule and not line.meta.get("decision"):
            yield told(
                line,
                f"no coop-dues-excuse is for '{value}'; add one, or decision: here."
                f"{near(str(value), names.excuses)}",
            )
        until = line.meta.get("until")
        if until and until < line.date:
            yield told(line, f"it ends on {until}, before it begins on {line.date}.")


def _value(what: str, value: object, names: Names) -> str:
    """Why what follows a word does not fit it; empty if it does."""
    unit, number = getattr(value, "currency", ""), getattr(value, "number", None)
    if what in forms.AMOUNTS:
        if number is None:
            return f"'{what}' is followed by an amount, such as 6.00 USD."
        if number < 0 or (unit == "PERCENT" and number > 100):
            return f"'{what}' {value} makes no sense; give what is paid, or taken off."
        return ""
    if number is not None:
        return f"'{what}' is followed by a word in quotes, and not by {value}."
    word = str(value)
    known = {
        "by": (names.schedules, "no coop-dues is called"),
        "each": (PER, "how often is one of " + ", ".join(PER) + ", and not"),
        "collected": (forms.COLLECTED, 'collected is "check-off" or "self", and not'),
        **dict.fromkeys(_PARTS, (names.parts, "no coop-dues-part is called")),
    }
    words, problem = known.get(what, ((word,), ""))
    return "" if word in words else f"{problem} '{word}'.{near(word, words)}"


def _ended(line: Directive, lines: Sequence[Directive]) -> Iterator[LedgerError]:
    """An end of what never began."""
    value = str(line.values["value"])
    begun = [
        one
        for one in lines
        if one.values["what"] != "ends"
        and one.date <= line.date
        and value in {str(one.values["what"]), str(one.values["value"])}
    ]
    if not begun:
        said = {str(one.values["what"]) for one in lines} - {"ends"}
        yield told(
            line,
            f"'{value}' of {line.name} ends, and nothing before {line.date} begins it."
            f"{near(value, said)}",
        )


def _declared(lines: Sequence[Directive], names: Names) -> Iterator[LedgerError]:
    """What is wrong with what members declared."""
    yield from _unknown(lines, names)
    yield from _twice(lines, ("measure",), ("period",))
    told_of: set[str] = set()
    for line in lines:
        value = line.values["value"]
        number = getattr(value, "number", value)
        measure = str(line.values["measure"])
        if number < 0:
            yield told(line, f"'{measure}' of {line.name} is {value}, below zero.")
        if line.meta.get("period"):
            try:
                parse_period(str(line.meta["period"]))
            except BadPeriod as problem:
                yield told(line, str(problem))
        if measure not in told_of:
            told_of.add(measure)
            yield from _misspelt(line, measure, names, {measure})


def _misspelt(
    line: Directive, measure: str, names: Names, known: Iterable[str]
) -> Iterator[LedgerError]:
    """A measure that no rule asks for, and that looks like one that has none."""
    wanting = names.asked - names.measures - set(known)
    if measure not in names.asked and (hint := meant(measure, wanting)):
        yield told(line, f"no coop-dues asks for '{measure}'.{hint}")


def _workplaces(lines: Sequence[Directive], names: Names) -> Iterator[LedgerError]:
    """What is wrong with workplaces."""
    yield from _twice(lines, ())
    known = {line.name for line in lines}
    for line in lines:
        if line.meta.get("collected") == "check-off" and not line.meta.get("employer"):
            yield told(
                line, f"'{line.name}' has check-off: say in employer: who takes dues."
            )
        if line.name in names.workplaces:
            continue
        if hint := meant(line.name, names.workplaces - known):
            yield told(line, f"no member works at '{line.name}'.{hint}")


def _unknown(lines: Sequence[Directive], names: Names) -> Iterator[LedgerError]:
    """Lines about who never joined; a book without members has none to compare."""
    if not names.members:
        return
    for line in lines:
        if line.name not in names.members:
            yield told(line, f"{line.name} never joined; add a coop-member.")


def _twice(
    lines: Iterable[Directive], values: Sequence[str], keys: Sequence[str] = ()
) -> Iterator[LedgerError]:
    """What is said twice for one day, of which nobody can say which holds.

    What was recorded on another day corrects what was said before.
    """
    seen: dict[tuple[object, ...], Directive] = {}
    for line in lines:
        said = _key(line, values, keys)
        first = seen.setdefault(said, line)
        if first is not line:
            yield told(
                line,
                f"'{' '.join(str(one) for one in said[:-2] if one)}' of {line.date} "
                f"was said before, at {where(first.source)}. Take one out, or give "
                "the later one its own date or recorded:.",
            )


def _key(
    line: Directive, values: Sequence[str], keys: Sequence[str]
) -> tuple[object, ...]:
    meta: Mapping[str, object] = line.meta
    return (
        line.name,
        *(line.values[one] for one in values),
        *(meta.get(one) for one in keys),
        line.date,
        line.recorded,
    )
