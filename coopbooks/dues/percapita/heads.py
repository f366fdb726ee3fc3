"""Who counts as a head for a parent's per capita, and as how many."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING
from decimal import ROUND_FLOOR
from decimal import ROUND_HALF_UP
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import total_of
from coopbooks.dues.checkoff.received import received
from coopbooks.dues.forms.collecting import COUNT
from coopbooks.dues.rules.presence import spans
from coopbooks.members.status import status_on
from coopbooks.members.terms import as_known

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from collections.abc import Sequence

    from beancount.core import data
    from beancount.core.amount import Amount

    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.dues.charge import Charges
    from coopbooks.dues.terms import DuesTerms
    from coopbooks.members.status import Status

ONE = Decimal(1)
HEAD = "MEMBER"
_WHOLE = {"up": ROUND_CEILING, "down": ROUND_FLOOR, "half-up": ROUND_HALF_UP}
# Without a word of the rule: who is on leave is left out, who is suspended counts.
DEFAULTS = {"paused": "left-out", "suspended": "counted"}


class Head(NamedTuple):
    """A member who counts.

    Attributes:
        member: The member's id.
        member_class: The class that they count in; empty if they have none.
        counts: As how many heads; zero where an amount is said for one of the class.
        amount: The amount for one of this class; None where they count as heads.
        times: How often they count: once, or for each period of dues that was paid.
    """

    member: str
    member_class: str
    counts: Decimal
    amount: Amount | None
    times: int


@dataclass(frozen=True, slots=True)
class Counting:
    """A rule by which heads are counted.

    Attributes:
        terms: What the book says about dues.
        entries: The book's entries.
        group: The `coop-per-capita` with its lines.
        period: The period that is counted.
        known: Only what had been recorded by then counts; None for all.
    """

    terms: DuesTerms
    entries: Sequence[data.Directive]
    group: Group
    period: Period
    known: datetime.date | None

    @property
    def counted(self) -> str:
        """When, or by what, members are counted; `last-day` if not said."""
        return str(self.group.header.meta.get("counted") or "last-day")

    def heads(self, charges: Charges) -> tuple[Head, ...]:
        """Everybody who counts, by id.

        Args:
            charges: What everybody owes for the period, for those counted as charged.

        Returns:
            The heads.
        """
        found = []
        for member, status, times in self._whom(charges):
            if self.has_class(status.member_class):
                counts, amount = self._worth(status.member_class)
                found.append(Head(member, status.member_class, counts, amount, times))
        return tuple(sorted(found))

    def has_class(self, name: str) -> bool:
        """Whether the rule is for members of a class."""
        said = str(self.group.header.meta.get("class") or "")
        return not said or name in {one.strip() for one in said.split(",")}

    def _whom(self, charges: Charges) -> Iterator[tuple[str, Status, int]]:
        match self.counted:
            case "charged":
                yield from self._charged(charges)
            case "paid":
                yield from self._paid()
            case "any-day":
                yield from self._any_day()
            case "first-day":
                yield from self._on(self.period.begin)
            case _:
                yield from self._on(self.period.last)

    def _on(self, day: datetime.date) -> Iterator[tuple[str, Status, int]]:
        for member in self.terms.histories:
            status = status_on(self.terms.histories, member, day, self.known)
            if status is not None and self._counts(status):
                yield member, status, 1

    def _any_day(self) -> Iterator[tuple[str, Status, int]]:
        for member, history in self.terms.histories.items():
            events = as_known(history, self.known)
            counting = [
                one.status
                for one in spans(events, self.period)
                if self._counts(one.status)
            ]
            if counting:
                yield member, counting[-1], 1

    def _charged(self, charges: Charges) -> Iterator[tuple[str, Status, int]]:
        members = {
            one.member for one in charges.charges if one.kind == "dues" and one.number
        }
        for member in sorted(members):
            if status := self._as_of(member, self.period.last):
                yield member, status, 1

    def _paid(self) -> Iterator[tuple[str, Status, int]]:
        """Who paid dues, once for each period of dues that was paid."""
        paid: dict[tuple[str, str], Decimal] = {}
        for one in received(self.terms, self.entries, self.period, self.known):
            key = one.member, one.period
            paid[key] = total_of((paid.get(key, Decimal(0)), one.number))
        members = [member for (member, _), number in paid.items() if number > 0]
        for member in sorted(set(members)):
            if status := self._as_of(member, self.period.last):
                yield member, status, members.count(member)

    def _as_of(self, member: str, day: datetime.date) -> Status | None:
        return status_on(self.terms.histories, member, day, self.known)

    def _counts(self, status: Status) -> bool:
        if status.state in DEFAULTS:
            said = self.group.header.meta.get(status.state) or DEFAULTS[status.state]
            return said == "counted"
        return status.belongs

    def _worth(self, name: str) -> tuple[Decimal, Amount | None]:
        """As how many heads one of a class counts, or how much is owed for them."""
        for line in self.group.of(COUNT.kind):
            if line.values["class"] == name:
                worth: Amount = line.values["counts"]
                if worth.currency == HEAD:
                    return Decimal(worth.number or 0), None
                return Decimal(0), worth
        return ONE, None


def whole(number: Decimal, how: str) -> Decimal:
    """Heads as a parent wants them.

    Args:
        number: The heads, with fractions.
        how: `exact`, or rounded `up`, `down` or `half-up` to whole heads.

    Returns:
        The number of heads.
    """
    return number if how not in _WHOLE else number.quantize(ONE, _WHOLE[how])
