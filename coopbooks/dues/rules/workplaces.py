"""Workplaces and whose they are: which employer a posting has to do with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from itertools import chain
from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.dues.forms.people import MEMBER_DUES
from coopbooks.dues.forms.people import WORKPLACE
from coopbooks.members.status import status_on

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.directives import Directive
    from coopbooks.core.postings import Row
    from coopbooks.dues.charge import Charge
    from coopbooks.dues.terms import DuesTerms


@dataclass(frozen=True, slots=True)
class Workplace:
    """A workplace, as the book describes it.

    Attributes:
        name: Its name, as members have it.
        employer: Whose it is; empty if not said.
        collected: `check-off` where dues are taken from pay, else `self`.
        remits: Within how many days after a period the employer hands dues over; None
            if not said.
        receivable: The account on which the employer's part is waited for; empty if
            not said.
        own_receivable: The account of what members pay themselves; empty if not said.
        lists: The clearing account between lists and deposits; empty if not said.
        through: The parent that collects from the employer; empty if none does.
        keeps: The account for what that parent keeps; empty if not said.
        source: Where it stands in the book.
    """

    name: str
    employer: str
    collected: str
    remits: int | None
    receivable: str
    own_receivable: str
    lists: str
    through: str
    keeps: str
    source: data.Meta


def workplaces_on(terms: DuesTerms, day: datetime.date) -> dict[str, Workplace]:
    """The workplaces as they are described on a day.

    Args:
        terms: What the book says about dues.
        day: The day.

    Returns:
        The last description of each by then, by name; of those that are described only
        later the first one, because a list may tell of days before.
    """
    found: dict[str, Directive] = {}
    for directive in sorted(terms.of(WORKPLACE.kind), key=lambda one: one.date):
        if directive.date <= day or directive.name not in found:
            found[directive.name] = directive
    return {name: _workplace(found[name]) for name in sorted(found)}


def _workplace(directive: Directive) -> Workplace:
    def said(key: str) -> str:
        return str(directive.meta.get(key) or "")

    days = directive.meta.get("remits")
    return Workplace(
        directive.name,
        said("employer"),
        said("collected") or "self",
        None if days is None else int(days.number),
        said("receivable"),
        said("own-receivable"),
        said("lists"),
        said("through"),
        said("keeps"),
        directive.source,
    )


def plain_name(text: str | None) -> str:
    """A name as directives write it: `Harbor Foods` is `harbor-foods`.

    Args:
        text: A payee, or None.

    Returns:
        Small letters and digits with hyphens between words.
    """
    return "-".join(re.findall(r"[^\W_]+", (text or "").lower()))


@dataclass(frozen=True, slots=True)
class Whose:
    """Which employer something has to do with.

    Attributes:
        terms: What the book says about dues.
        places: The workplaces by name.
    """

    terms: DuesTerms
    places: Mapping[str, Workplace]
    _awaited: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)

    def names(self) -> list[str]:
        """The employers that take dues from pay, in the order of their names."""
        return sorted(
            {
                place.employer
                for place in self.places.values()
                if place.employer and place.collected == "check-off"
            }
        )

    def employer_at(self, workplace: str) -> str:
        """Whose workplace it is; empty if the book does not say."""
        place = self.places.get(workplace)
        return place.employer if place else ""

    def places_of(self, employer: str) -> list[Workplace]:
        """The workplaces of an employer, by name."""
        return [one for one in self.places.values() if one.employer == employer]

    def is_awaited(self, account: str) -> bool:
        """Whether what an employer is to hand over is waited for on an account."""
        found = self._awaited.get(account)
        if found is None:
            role = self.terms.roles.of(account)
            found = role == "check-off-receivable" or any(
                place.receivable == account and place.collected == "check-off"
                for place in self.places.values()
            )
            self._awaited[account] = found
        return found

    def of_entry(self, rows: Iterable[Row]) -> str:
        """The employer that a transaction has to do with.

        Args:
            rows: Its postings.

        Returns:
            By what it says itself (`workplace:`, then `with:` or the payee), then by
            accounts that only one employer has, then by where its members work. The
            only employer of a book where nothing of that says more; else empty.
        """
        rows = list(rows)
        names = self.names()
        for found in chain(self._said(rows), self._used(rows), self._working(rows)):
            if found in names:
                return found
        return names[0] if len(names) == 1 else ""

    def _said(self, rows: list[Row]) -> Iterator[str]:
        for row in rows:
            yield self.employer_at(row.tag("workplace") or "")
        for row in rows[:1]:
            yield plain_name(row.tag("with"))
            yield plain_name(row.entry.payee)

    def _used(self, rows: list[Row]) -> Iterator[str]:
        for row in rows:
            owners = {
                place.employer
                for place in self.places.values()
                if row.account in {place.lists, place.receivable} and place.employer
            }
            if len(owners) == 1:
                yield owners.pop()

    def _working(self, rows: list[Row]) -> Iterator[str]:
        for row in rows:
            if member := row.tag("member"):
                status = status_on(
                    self.terms.histories, member, row.date, self.terms.known
                )
                yield self.employer_at(status.workplace if status else "")


def taken_from_pay(whose: Whose, charge: Charge) -> Decimal:
    """How much of a charge an employer is to take from pay.

    Args:
        whose: The workplaces, and whose they are.
        charge: The charge.

    Returns:
        As the charge says. In a book by cash, where nothing is ever owed on any
        account, all of it where the workplace collects by check-off and the member
        does not pay alone.
    """
    if whose.terms.basis(charge.period.begin) != "cash":
        return charge.by_employer
    place = whose.places.get(charge.workplace)
    said = [
        line
        for line in whose.terms.of(MEMBER_DUES.kind)
        if line.name == charge.member
        and line.values["what"] in {"collected", "ends"}
        and line.date <= charge.period.last
    ]
    how = place.collected if place else "self"
    for line in sorted(said, key=lambda one: one.date):
        until = line.meta.get("until")
        if line.values["what"] == "ends" and line.values["value"] == "collected":
            how = place.collected if place else "self"
        elif line.values["what"] == "collected" and not (
            until and until < charge.period.begin
        ):
            how = str(line.values["value"])
    return charge.number if how == "check-off" else ZERO
