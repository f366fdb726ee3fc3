"""What holds for one member, one year or one account, where it cannot hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.directives import near
from coopbooks.core.errors import where
from coopbooks.core.periods import DAY
from coopbooks.core.periods import BadPeriod
from coopbooks.core.periods import parse_period
from coopbooks.dues.problems.names import told
from coopbooks.surplus.forms.people import CONSENT
from coopbooks.surplus.forms.people import PAST
from coopbooks.surplus.forms.people import SPECIAL
from coopbooks.surplus.forms.rules import SOURCE
from coopbooks.surplus.forms.rules import STEP
from coopbooks.surplus.forms.rules import SURPLUS
from coopbooks.surplus.forms.rules import WITHHOLD
from coopbooks.surplus.problems.names import amounts
from coopbooks.surplus.problems.names import percentages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group
    from coopbooks.surplus.problems.names import Names

ALL = "all"
YEAR = 360 * DAY


def check_people(
    directives: Sequence[Directive], groups: Sequence[Group], names: Names
) -> Iterator[LedgerError]:
    """Find what is said of one member, one year or one account and cannot hold.

    Args:
        directives: Directives of any form.
        groups: The rules, each with its lines.
        names: The names of the book.

    Yields:
        An error for each.
    """
    seen: dict[tuple[str, str], Directive] = {}
    for one in directives:
        if one.form is SPECIAL:
            yield from _member(one, names)
            yield from amounts(one, names, "amount")
            yield from _year(one, str(one.meta["period"]))
            yield from _no_step(one, groups)
        elif one.form is PAST:
            yield from percentages(one, "part")
            yield from _year(one, str(one.values["period"]))
            key = (one.name, str(one.values["period"]))
            if (first := seen.setdefault(key, one)) is not one:
                problem = f"{one.name} in {key[1]} was said before, at "
                yield told(one, f"{problem}{where(first.source)}. Take one out.")
        elif one.form is SURPLUS:
            yield from _year(one, one.meta.get("first-year"))
        elif one.form is WITHHOLD:
            yield from percentages(one, "part")
            yield from _who(one, names)
    consents = [one for one in directives if one.form is CONSENT]
    by_all = any(group.header.meta.get("consent") == "bylaws" for group in groups)
    yield from _consents(consents, names, by_all=by_all)


def _consents(
    lines: Sequence[Directive], names: Names, *, by_all: bool
) -> Iterator[LedgerError]:
    """Consents of nobody, for no year, or that end before they began."""
    given: set[str] = set()
    for one in sorted(lines, key=lambda line: line.date):
        yield from _member(one, names)
        yield from _year(one, one.meta.get("period"))
        how = one.values["how"]
        if how == "check" and one.meta.get("period") is None:
            problem = f'a check of {one.name} is for one year; say period: "2025".'
            yield told(one, problem)
        if how == "ends" and one.name not in given and not by_all:
            yield told(one, f"{one.name} has given no consent before {one.date}.")
        given.add(one.name)


def _member(line: Directive, names: Names) -> Iterator[LedgerError]:
    if line.name not in names.members:
        yield told(line, f"{line.name} never joined; add a coop-member.")


def _who(line: Directive, names: Names) -> Iterator[LedgerError]:
    """Tax withheld from nobody."""
    who = str(line.values["who"])
    known = {ALL, *names.members, *names.classes}
    if who not in known and names.members:
        hint = near(who, known)
        problem = f"'{who}' is no member, no class and not \"{ALL}\".{hint}"
        yield told(line, problem)


def _year(line: Directive, period: object) -> Iterator[LedgerError]:
    """A period that is no year."""
    if period is None:
        return
    try:
        found = parse_period(str(period))
    except BadPeriod as bad:
        yield told(line, str(bad))
        return
    if found.end - found.begin < YEAR:
        yield told(line, f"'{period}' is no year; say such as \"2025\".")


def _no_step(line: Directive, groups: Sequence[Group]) -> Iterator[LedgerError]:
    """A special allocation that no step of the rule of its year shares out."""
    try:
        last = parse_period(str(line.meta["period"])).last
    except BadPeriod:
        return
    begun = [group for group in groups if group.date <= last]
    newest = {group.name: group for group in begun}.values()
    held = [
        group
        for group in newest
        if group.header.meta.get("until") is None or group.header.meta["until"] >= last
    ]
    if held and not any(
        step.values["part"] == "specials"
        for group in held
        for step in group.of(STEP.kind)
    ):
        yield told(
            line,
            f"{line.name} gets nothing: '{held[0].name}' has no step of \"specials\".",
        )


def check_sources(group: Group) -> Iterator[LedgerError]:
    """Find accounts of a source that stand below one of another source.

    Args:
        group: A `coop-surplus` with its lines.

    Yields:
        Nothing where the nearer line decides; an error for one that says the same.
    """
    lines = {str(line.values["account"]): line for line in group.of(SOURCE.kind)}
    for account, line in lines.items():
        above, colon, _ = account.rpartition(":")
        while colon:
            other = lines.get(above)
            if other and other.values["source"] == line.values["source"]:
                problem = f"{account} is of {line.values['source']} by {above} already."
                yield told(line, f"{problem} Take one out.")
                break
            above, colon, _ = above.rpartition(":")
