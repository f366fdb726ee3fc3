"""What members would owe by another schedule, or by another rate of their own."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

from coopbooks.core.directives import Directive
from coopbooks.core.groups import Group
from coopbooks.core.groups import in_force
from coopbooks.core.money import total_of
from coopbooks.dues.forms.people import MEMBER_DUES
from coopbooks.dues.rules.charges import expected
from coopbooks.dues.rules.workplaces import taken_from_pay

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.periods import Period
    from coopbooks.dues.charge import Charge
    from coopbooks.dues.rules.workplaces import Whose
    from coopbooks.dues.terms import DuesTerms


class Other(NamedTuple):
    """What an employer would take if it went by something else.

    Attributes:
        number: How much.
        kind: `wrong category` by another schedule, `wrong rate` by the same schedule
            as it was before or will be later.
        words: What it is, in plain words.
    """

    number: Decimal
    kind: Literal["wrong category", "wrong rate"]
    words: str


@dataclass(frozen=True, slots=True)
class Otherwise:
    """The schedules of a book, to try what an employer may have gone by.

    Attributes:
        terms: What the book says about dues.
        entries: The book's entries.
        period: The period.
        charges: What members owe by the schedules that they are under.
        whose: The workplaces, and whose they are.
    """

    terms: DuesTerms
    entries: Sequence[data.Directive]
    period: Period
    charges: Sequence[Charge]
    whose: Whose

    def of(self, members: Collection[str]) -> dict[str, list[Other]]:
        """What some members would owe by everything else that the book has.

        Args:
            members: The ids of members under a schedule.

        Returns:
            For each first what they would owe by other rates of their own schedule,
            then by other schedules.
        """
        under: dict[str, set[str]] = {}
        for charge in self.charges:
            if charge.kind == "dues" and charge.member in members:
                under.setdefault(charge.schedule, set()).add(charge.member)
        found: dict[str, list[Other]] = {}
        for name in sorted(under):
            for words, terms in self._rates(name):
                for member, number in self._taken(terms, under[name]):
                    other = Other(number, "wrong rate", words)
                    found.setdefault(member, []).append(other)
        for name in self._names():
            some = {one for other in under if other != name for one in under[other]}
            words = f"fits the dues '{name}'"
            for member, number in self._taken(self._under(name, some), some):
                other = Other(number, "wrong category", words)
                found.setdefault(member, []).append(other)
        return found

    def _names(self) -> list[str]:
        """The schedules in force that somebody can be under."""
        names = sorted({group.name for group in self.terms.schedules})
        begin = self.period.begin
        groups = [in_force(self.terms.schedules, name, begin) for name in names]
        return [
            group.name
            for group in groups
            if group is not None and group.header.meta.get("besides") is not True
        ]

    def _rates(self, name: str) -> Iterator[tuple[str, DuesTerms]]:
        """The terms with another version of a schedule in the place of its own."""
        own = in_force(self.terms.schedules, name, self.period.begin)
        if own is None:
            return
        for group in self.terms.schedules:
            if group.name == name and group.date != own.date:
                header = replace(group.header, date=own.date)
                instead = Group(header, group.lines)
                kept = [one for one in self.terms.schedules if one.name != name]
                terms = replace(self.terms, schedules=(*kept, instead))
                yield f"fits the dues '{name}' of {group.date}", terms

    def _under(self, name: str, members: Iterable[str]) -> DuesTerms:
        """The terms with some members under a schedule."""
        members = set(members)
        kind = MEMBER_DUES.kind
        kept = [
            one
            for one in self.terms.of(kind)
            if one.name not in members or one.values["what"] != "by"
        ]
        added = [
            Directive(
                MEMBER_DUES,
                self.period.begin,
                {"member": member, "what": "by", "value": name},
                {},
                {},
            )
            for member in sorted(members)
        ]
        others = {**self.terms.others, kind: [*kept, *added]}
        return replace(self.terms, others=others)

    def _taken(
        self, terms: DuesTerms, members: Collection[str]
    ) -> Iterator[tuple[str, Decimal]]:
        """What an employer would take from the pay of some members by some terms."""
        if not members:
            return
        taken: dict[str, list[Decimal]] = {}
        for one in expected(terms, self.entries, self.period, members).charges:
            number = taken_from_pay(self.whose, one)
            taken.setdefault(one.member, []).append(number)
        for member in sorted(taken):
            if total := total_of(taken[member]):
                yield member, total
