"""The figures of a period's dues, made of what was read of the book."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.dues.overview.flows import CHARGED
from coopbooks.dues.overview.flows import COLLECTED
from coopbooks.dues.overview.flows import Flows
from coopbooks.dues.overview.overview import Group
from coopbooks.dues.overview.overview import Month
from coopbooks.dues.overview.overview import Overview
from coopbooks.dues.overview.overview import Person
from coopbooks.dues.overview.overview import grouped
from coopbooks.members import counts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.periods import Period
    from coopbooks.dues.item import Item
    from coopbooks.dues.item import ItemKind
    from coopbooks.dues.overview.reading import Reading
    from coopbooks.dues.overview.runs import Runs
    from coopbooks.members.status import Status
    from coopbooks.statements.scope import Scope


def overview(reading: Reading, scope: Scope) -> Overview:
    """Work out the dues of a period.

    Args:
        reading: The book's dues.
        scope: The book for the period.

    Returns:
        The figures. In a book by cash, and for those who pledge, charges are worked
        out and nothing is posted; else they are those that the book has.
    """
    terms = reading.accounts.terms
    flows, promises = _flows(reading), Flows.of(reading.pledged)
    people = _People(reading, scope.period)
    people.start(reading.runs)
    people.add(reading.owed, "charged", "collected")
    people.add(reading.pledged, "pledged", "received")
    made = people.made()
    number = counts.passages(terms.histories, scope.period, terms.known)
    everyone = counts.counts(number).get("", counts.Count())
    return Overview(
        scope.period,
        scope.currency,
        terms.basis(scope.period.last),
        flows.within(scope.period),
        flows.within(scope.year),
        tuple(_months(scope.months, flows, promises)),
        Group(everyone, made),
        grouped(made, counts.counts(number, counts.member_class), _class),
        grouped(made, counts.counts(number, counts.workplace), _workplace),
        reading.others,
        reading.problems,
    )


def _flows(reading: Reading) -> Flows:
    return Flows.of(reading.owed, reading.runs.by_day)


def _class(person: Person) -> str:
    return person.member_class


def _workplace(person: Person) -> str:
    return person.workplace


def _months(months: Iterable[Period], flows: Flows, promises: Flows) -> Iterator[Month]:
    """The months from the first one with dues on."""
    begins = [one for one in (flows.first, promises.first) if one is not None]
    for month in months:
        if begins and min(begins) < month.end:
            promised = promises.within(month)
            yield Month(
                month, flows.within(month), promised.charged, promised.collected
            )


@dataclass(slots=True)
class _People:
    """Members with their figures, put together.

    Attributes:
        reading: The book's dues.
        period: The period.
        sums: The figures of each, by name.
    """

    reading: Reading
    period: Period
    sums: dict[str, dict[str, Decimal]] = field(
        default_factory=lambda: defaultdict(dict)
    )

    def start(self, runs: Runs) -> None:
        """Begin with what runs come to."""
        for member, kinds in runs.members.items():
            of = self.sums[member]
            for kind, number in kinds.items():
                name = "charged" if kind in CHARGED else "collected"
                more = number if name == "charged" else -number
                of[name] = total_of((of.get(name, ZERO), more))

    def add(self, items: Iterable[Item], charged: str, collected: str) -> None:
        """Add up what moved in the period, by member.

        Args:
            items: The items.
            charged: The name of the figure for what was charged.
            collected: That for what came in.
        """
        names: Mapping[ItemKind, str] = dict.fromkeys(CHARGED, charged) | dict.fromkeys(
            COLLECTED, collected
        )
        for item in items:
            if item.date >= self.period.begin and (name := names.get(item.kind)):
                number = item.number if name == charged else -item.number
                of = self.sums[item.member]
                of[name] = total_of((of.get(name, ZERO), number))

    def made(self) -> Sequence[Person]:
        """Everybody who belongs, or moved or owes something, by id."""
        statuses, stands = self.reading.statuses, self.reading.stands
        found = []
        for member in sorted({*statuses, *self.sums, *stands.by_member}):
            status = statuses.get(member)
            left = status is not None and not status.belongs
            gone = left and status.since < self.period.begin if status else True
            stand = stands.of(member)
            if gone and member not in self.sums and not (stand.open or stand.ahead):
                continue
            found.append(self._person(member, status))
        return found

    def _person(self, member: str, status: Status | None) -> Person:
        stand = self.reading.stands.of(member)
        return Person(
            member,
            status.member_class if status else "",
            status.workplace if status else "",
            status.belongs if status else False,
            stand.state,
            stand.since,
            stand.excused,
            stand.pledges,
            stand.open,
            stand.ahead,
            **self.sums.get(member, {}),
        )
