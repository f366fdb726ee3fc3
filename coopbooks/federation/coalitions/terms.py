"""What a federation file says about campaigns that several bodies carry together."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from beancount.core.amount import Amount

from coopbooks.core.directives import Directive
from coopbooks.core.directives import parse
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.forms import near
from coopbooks.core.groups import Group
from coopbooks.core.groups import gather
from coopbooks.core.groups import in_force
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.federation.coalitions.checks import check_groups
from coopbooks.federation.coalitions.checks import check_reports
from coopbooks.federation.coalitions.forms import COALITION
from coopbooks.federation.coalitions.forms import FORMS
from coopbooks.federation.coalitions.forms import PARTNER
from coopbooks.federation.coalitions.forms import REPORTED
from coopbooks.federation.forms import MEMBER
from coopbooks.sharing.forms.agreements import PART
from coopbooks.sharing.shares.parts import split

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.errors import LedgerError

COSTS, GIFTS = "costs", "gifts"


class NoCoalition(CoopbooksError):
    """A campaign was asked for that nobody carries together."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        """Build the message.

        Args:
            name: What was asked for.
            known: The campaigns of which there is a coalition.
        """
        names = sorted(known)
        there = f"There is one for {', '.join(names)}." if names else "There is none."
        hint = near(name, names)
        super().__init__(f"there is no coop-coalition '{name}' by then. {there}{hint}")


@dataclass(frozen=True, slots=True)
class Coalition:
    """A campaign that several bodies carry together.

    Attributes:
        name: The campaign.
        groups: Who carries which part, by the day from which it holds.
        reports: What partners without a book here say, by day.
    """

    name: str
    groups: tuple[Group, ...]
    reports: tuple[Directive, ...]

    @property
    def begin(self) -> datetime.date:
        """Its first day; what was moved before is nobody's but who moved it."""
        return self.groups[0].date

    @property
    def title(self) -> str:
        """What it is called."""
        return str(self.said("title") or self.name)

    @property
    def partners(self) -> tuple[str, ...]:
        """Who carries it, or carried it once, by name."""
        every = {partner for group in self.groups for partner in partners_of(group)}
        return tuple(sorted(every))

    def said(self, key: str) -> object:
        """What the last agreement says about it; None where it says nothing."""
        return self.groups[-1].header.meta.get(key)

    def until(self, end: datetime.date) -> Coalition:
        """The coalition as it is before a day.

        Args:
            end: The day.

        Returns:
            It, without what is said from that day on.

        Raises:
            NoCoalition: It has not begun by then.
        """
        groups = tuple(one for one in self.groups if one.date < end)
        if not groups:
            raise NoCoalition(self.name, ())
        reports = tuple(one for one in self.reports if one.date < end)
        return replace(self, groups=groups, reports=reports)


def partners_of(group: Group) -> list[str]:
    """The partners of an agreement, in the order of its lines."""
    return [str(line.values["body"]) for line in group.of(PARTNER.kind)]


def part_in_words(group: Group, body: str, what: str) -> str:
    """How a part is said, such as `50 %` or `2 of 6 parts`; empty for no partner."""
    said = {
        str(line.values["body"]): _part(line, what) for line in group.of(PARTNER.kind)
    }
    part = said.get(body)
    # Amounts cannot be compared with texts: Beancount's own equality fails.
    if part is None or (isinstance(part, str) and part == "rest"):
        return "the rest" if part else ""
    if isinstance(part, Amount) and part.currency == "PERCENT":
        return f"{part.number} %"
    weights = {name: _weight(one) for name, one in said.items()}
    words = f"{weights[body]} of {total_of(weights.values())} parts"
    return words if all(weights.values()) else f"{words} of the rest"


def _weight(part: Amount | str) -> Decimal:
    """What a part weighs among equal parts and parts by number; zero for others."""
    if isinstance(part, str):
        return Decimal(part == "equal")
    return Decimal(part.number or 0) if part.currency == "PART" else ZERO


def parts(
    group: Group, number: Decimal, currency: str, what: str
) -> dict[str, Decimal]:
    """Split costs or gifts among partners, as a share is split among its parts.

    Args:
        group: The agreement.
        number: How much there is, in whole quanta of `currency`.
        currency: Its currency.
        what: `costs` or `gifts`.

    Returns:
        By partner; they add up to the number.
    """
    lines = tuple(
        Directive(
            PART,
            line.date,
            {
                "name": group.name,
                "for": str(line.values["body"]),
                "part": _part(line, what),
            },
            {},
            line.source,
        )
        for line in sorted(
            group.of(PARTNER.kind), key=lambda line: str(line.values["body"])
        )
    )
    found = split(Group(group.header, lines), number, currency, {})
    return {one.name: one.number for one in found}


def _part(line: Directive, what: str) -> Amount | str:
    """A partner's part: an amount in PERCENT or PART, or a word."""
    gifts = line.meta.get("gifts")
    part: Amount | str = line.values["part"]
    return gifts if what == GIFTS and gifts is not None else part


def read_coalitions(
    entries: Sequence[data.Directive],
) -> tuple[dict[str, Coalition], list[LedgerError]]:
    """Read the coalitions of a federation file.

    Args:
        entries: The file's entries.

    Returns:
        The coalitions by campaign, of what fits; and the errors but those of form.
    """
    directives, _ = parse(entries, (MEMBER, *FORMS))
    bodies = {
        one.name: bool(one.meta.get("book"))
        for one in directives
        if one.kind == MEMBER.kind
    }
    groups, errors = gather(directives, COALITION.kind)
    errors += check_groups(groups, set(bodies))
    groups = [group for group in groups if group.lines]
    said = [one for one in directives if one.kind == REPORTED.kind]
    problems = {}
    for one in said:
        group = in_force(groups, one.name, one.date)
        known = {each.name for each in groups}
        first = next((each for each in groups if each.name == one.name), None)
        problems[id(one)] = list(
            check_reports(one, group or first, known, bodies, entries)
        )
    errors += [error for one in said for error in problems[id(one)]]
    fitting = [one for one in said if not problems[id(one)]]
    return {
        name: Coalition(
            name,
            tuple(group for group in groups if group.name == name),
            tuple(one for one in fitting if one.name == name),
        )
        for name in sorted({group.name for group in groups})
    }, errors
