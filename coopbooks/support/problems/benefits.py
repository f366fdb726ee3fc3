"""What is said of benefits that cannot be meant, or names what is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.bands import check_bands
from coopbooks.core.forms import near
from coopbooks.core.groups import gather
from coopbooks.dues.problems.names import told
from coopbooks.dues.problems.names import words
from coopbooks.funds.balances import GENERAL
from coopbooks.support.forms.need import BENEFIT
from coopbooks.support.forms.need import BENEFIT_BAND
from coopbooks.support.need.bodies import ANY
from coopbooks.support.need.words import LIMITS
from coopbooks.support.need.words import PERCENT
from coopbooks.support.need.words import STRIKE_PAY
from coopbooks.support.need.words import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group
    from coopbooks.sharing.problems.names import Names
    from coopbooks.support.need.decided import Deciders

HUNDRED = 100
# What only strike pay has, and what only help that is asked for has.
OF_STRIKES = (
    "each",
    "of-dues",
    "part-weeks",
    "measure",
    "measure-at-least",
    "payable",
)
OF_REQUESTS = (
    "part-of-contributed",
    "contributed-over",
    "contributed",
    "months-of-loss",
    "decided-by",
    "people",
    "offices",
)
SPANS = ("waits", "member-for", "contributed-over", "of-dues")
PAIRS = (
    ("part-of-contributed", "contributed-over"),
    ("measure", "measure-at-least"),
)
TWO = 2


def check_benefits(
    directives: Sequence[Directive], names: Names, known: Deciders
) -> Iterator[LedgerError]:
    """Find what a book says of benefits that cannot be meant.

    Args:
        directives: All its directives that fit their forms.
        names: The names of the book.
        known: Its members, officers and votes.

    Yields:
        An error for each thing, at the line to mend.
    """
    for group in gather(directives, BENEFIT.kind)[0]:
        line = group.header
        yield from _names(line, names, known)
        yield from _kinds(line)
        yield from _numbers(line)
        yield from _accounts(line, names)
        yield from _currencies(group)
        yield from _bands(group, known)


def _names(line: Directive, names: Names, known: Deciders) -> Iterator[LedgerError]:
    """Funds, agreements, measures, classes and offices that are not there."""
    fund = str(line.meta["fund"])
    if fund != GENERAL and fund not in names.funds:
        hint = near(fund, names.funds)
        yield told(
            line, f"fund: '{fund}' is not in this book; add its coop-fund.{hint}"
        )
    for name in sorted(words(line.meta.get("agreement")) - {ANY}):
        if name not in names.agreements:
            hint = near(name, names.agreements)
            yield told(line, f"there is no coop-agreement '{name}'.{hint}")
    measure = line.meta.get("measure")
    if measure is not None and measure not in names.measures:
        hint = near(str(measure), names.measures)
        problem = f"measure: '{measure}' is not there; add its coop-measure.{hint}"
        yield told(line, problem)
    classes = _classes(known)
    for one in sorted(words(line.meta.get("classes")) - classes):
        if classes:
            yield told(line, f"classes: nobody is '{one}'.{near(one, classes)}")
    held = {one.office for one in known.officers}
    for one in sorted(words(line.meta.get("offices")) - held):
        hint = near(one, held)
        problem = f"offices: nobody ever was '{one}'; add a coop-officer.{hint}"
        yield told(line, problem)


def _classes(known: Deciders) -> set[str]:
    return {
        event.member_class
        for events in known.histories.values()
        for event in events
        if event.member_class
    }


def _kinds(line: Directive) -> Iterator[LedgerError]:
    """What belongs to another kind of help, or says a half only."""
    strike = line.values["kind"] == STRIKE_PAY
    wrong, why = (
        (OF_REQUESTS, "strike pay is paid by the week, and nobody asks for it")
        if strike
        else (OF_STRIKES, "it is for strike pay only")
    )
    for key in wrong:
        if line.meta.get(key) is not None:
            yield told(line, f"{line.name}: {key}: {why}. Take it out.")
    for one, other in PAIRS:
        if (line.meta.get(one) is None) is not (line.meta.get(other) is None):
            lacks = other if line.meta.get(other) is None else one
            yield told(
                line,
                f"{line.name}: {one}: and {other}: go together; {lacks}: is missing.",
            )
    if line.meta.get("contributed") and line.meta.get("part-of-contributed") is None:
        yield told(
            line,
            f"{line.name}: contributed: says what part-of-contributed: "
            "is a part of, which is missing.",
        )
    if line.meta.get("each") == "day" and line.meta.get("part-weeks") is not None:
        problem = "part-weeks: what is paid by the day is counted by the day."
        yield told(line, f"{line.name}: {problem}")


def _numbers(line: Directive) -> Iterator[LedgerError]:
    """Numbers that cannot be meant."""
    meta = line.meta
    for key in (*LIMITS, "measure-at-least"):
        value = meta.get(key)
        if value is not None and value.number < 0:
            yield told(line, f"{line.name}: {key}: {value} is below zero.")
    yield from _spans(line, SPANS)
    part = meta.get("part-of-contributed")
    if part is not None and not 0 < part.number <= HUNDRED:
        problem = f"part-of-contributed: {part}: above 0, at most 100."
        yield told(line, f"{line.name}: {problem}")
    months = meta.get("months-of-loss")
    if months is not None and (months < 1 or months % 1):
        yield told(
            line, f"{line.name}: months-of-loss: {months} is no number of months."
        )
    people = meta.get("people")
    if people is not None and (people < TWO or people % 1):
        problem = "at least two people decide on money for others."
        yield told(line, f"{line.name}: people: {people}: {problem}")
    until = meta.get("until")
    if until is not None and until < line.date:
        yield told(line, f"{line.name}: until: {until} is before {line.date}.")


def _accounts(line: Directive, names: Names) -> Iterator[LedgerError]:
    for key, kind in (("expense", "Expenses"), ("payable", "Liabilities")):
        account = line.meta.get(key)
        if account is not None and names.roles.type_of(str(account)) != kind:
            problem = f"{key}: {account}: it is an account under {kind}."
            yield told(line, f"{line.name}: {problem}")


def _currencies(group: Group) -> Iterator[LedgerError]:
    """All money of a benefit is in one currency."""
    line = group.header
    said = {
        key: str(line.meta[key].currency)
        for key in LIMITS
        if line.meta.get(key) is not None
    }
    for band in group.of(BENEFIT_BAND.kind):
        if band.values["rate"].currency != PERCENT:
            said.setdefault("its bands", str(band.values["rate"].currency))
    found = sorted(set(said.values()))
    if len(found) > 1:
        which = ", ".join(f"{key} in {one}" for key, one in said.items())
        yield told(line, f"{line.name}: money is in one currency: here {which}.")


def _bands(group: Group, known: Deciders) -> Iterator[LedgerError]:
    """Bands by the day of a strike: for each class and time they cover all its days."""
    lines = group.of(BENEFIT_BAND.kind)
    strike = kind_of(group) == STRIKE_PAY
    if strike and not lines:
        problem = "it says no pay. Add its coop-benefit-band, of the same date."
        yield told(group.header, f"{group.name}: {problem}")
    tables: dict[tuple[str, str], list[Directive]] = {}
    for line in lines:
        whose = str(line.meta.get("for") or ""), str(line.meta.get("member-for", ""))
        tables.setdefault(whose, []).append(line)
        bound, rate = line.values["bound"], line.values["rate"]
        if not strike:
            problem = f"'{group.name}' is asked for; only strike pay has bands by day."
            yield told(line, problem)
            return
        if bound.currency != "DAY":
            yield told(line, f"'{group.name}': {bound}: bands go by DAY of the strike.")
            return
        if rate.number < 0:
            yield told(line, f"'{group.name}': {rate} is below zero.")
        if rate.currency != lines[0].values["rate"].currency:
            first = lines[0].values["rate"].currency
            yield told(line, f"'{group.name}': {rate}: the others are in {first}.")
        yield from _spans(line, ("member-for",))
    yield from _by_dues(group, lines)
    classes = _classes(known)
    for (name, _), mine in sorted(tables.items()):
        yield from check_bands(mine)[1]
        if name and classes and name not in classes:
            yield told(mine[0], f"for: nobody is '{name}'.{near(name, classes)}")


def _by_dues(group: Group, lines: Sequence[Directive]) -> Iterator[LedgerError]:
    """Bands in percent need the dues that they are of, and the other way round."""
    said = group.header.meta.get("of-dues")
    percent = [one for one in lines if one.values["rate"].currency == PERCENT]
    if percent and said is None:
        problem = (
            f"'{group.name}': {percent[0].values['rate']} of what? Say of-dues: in the "
            "coop-benefit, such as 3 MONTH."
        )
        yield told(percent[0], problem)
    elif said is not None and lines and not percent:
        problem = "of-dues: no band is in PERCENT. Take it out."
        yield told(group.header, f"{group.name}: {problem}")


def _spans(line: Directive, keys: Sequence[str]) -> Iterator[LedgerError]:
    """Spans of time that are none."""
    for key in keys:
        value = line.meta.get(key)
        if value is not None and (value.number < 1 or value.number % 1):
            yield told(line, f"{line.name}: {key}: {value} is no span of time.")
