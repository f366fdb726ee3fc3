"""On which account a charge is owed: by the member, or by an employer."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.accounts import is_under
from coopbooks.dues.forms.people import WORKPLACE
from coopbooks.dues.rules.working import CannotCharge
from coopbooks.dues.rules.workplaces import workplaces_on

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from coopbooks.dues.rules.workplaces import Workplace
    from coopbooks.dues.terms import DuesTerms


@dataclass(slots=True)
class Receivables:
    """The accounts of a book that dues are owed on and go to.

    Attributes:
        terms: What the book says about dues.
        entries: The book's entries.
    """

    terms: DuesTerms
    entries: Sequence[data.Directive]
    _opened: frozenset[str] | None = None
    _places: dict[datetime.date, dict[str, Workplace]] = field(default_factory=dict)
    _each: dict[tuple[str, datetime.date], str] = field(default_factory=dict)
    _saying: frozenset[str] | None = None
    _only: dict[str, list[str]] = field(default_factory=dict)

    def place(self, workplace: str, day: datetime.date) -> Workplace | None:
        """A workplace as it is described on a day; None if it is not."""
        if day not in self._places:
            self._places[day] = workplaces_on(self.terms, day)
        return self._places[day].get(workplace)

    def each(self, workplace: str, day: datetime.date) -> str:
        """How often dues are taken at a workplace; empty if not said."""
        key = workplace, day
        if key not in self._each:
            said = ""
            for line in self.terms.of(WORKPLACE.kind):
                if line.name == workplace and line.date <= day:
                    said = str(line.meta.get("each") or "")
            self._each[key] = said
        return self._each[key]

    def says_each(self, workplace: str) -> bool:
        """Whether anything ever says how often dues are taken at a workplace."""
        if self._saying is None:
            lines = self.terms.of(WORKPLACE.kind)
            self._saying = frozenset(one.name for one in lines if one.meta.get("each"))
        return workplace in self._saying

    def of_employer(self, member: str, place: Workplace | None) -> str:
        """The account on which an employer's part is waited for.

        Raises:
            CannotCharge: Nothing says which.
        """
        if place and place.receivable:
            return place.receivable
        return self._one("check-off-receivable", "receivable", member, place)

    def of_member(self, member: str, place: Workplace | None) -> str:
        """The account on which members owe who pay themselves.

        Raises:
            CannotCharge: Nothing says which.
        """
        if place and place.own_receivable:
            return place.own_receivable
        if place and place.collected == "self" and place.receivable:
            return place.receivable
        return self._one("dues-receivable", "own-receivable", member, place)

    def dues(self) -> str:
        """The one account that dues go to by its role; empty if none or several."""
        found = self._of("dues")
        return found[0] if len(found) == 1 else ""

    def _one(self, role: str, key: str, member: str, place: Workplace | None) -> str:
        found = self._of(role)
        if len(found) == 1:
            return found[0]
        have = f"{' and '.join(found)} have" if found else "no account has"
        where = f"coop-workplace '{place.name}'" if place else "the member's workplace"
        source = place.source if place else self._joined(member)
        raise CannotCharge(
            source,
            f"{member}: {have} the role {role}; say in {key}: below {where}, or in "
            "receivable: below coop-dues, which account it is.",
        )

    def _joined(self, member: str) -> data.Meta:
        history = self.terms.histories.get(member)
        return history[-1].source if history else {}

    def _of(self, role: str) -> list[str]:
        """The opened accounts with a role: those that say it, else those below."""
        if role in self._only:
            return self._only[role]
        if self._opened is None:
            self._opened = frozenset(
                one.account for one in self.entries if isinstance(one, data.Open)
            )
        found: set[str] = set()
        for account, said in self.terms.roles.said.items():
            if said != role:
                continue
            below = {one for one in self._opened if is_under(one, account)}
            found |= {account} if account in below or not below else below
        self._only[role] = sorted(found)
        return self._only[role]
