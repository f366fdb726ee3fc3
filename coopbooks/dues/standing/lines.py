"""What the accounts of a book are for dues, and whether a member's dues come from pay.

Looked up once for each account: there are many postings and few accounts.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

from coopbooks.core.accounts import is_under
from coopbooks.dues.forms.people import MEMBER_DUES
from coopbooks.dues.forms.people import WORKPLACE
from coopbooks.dues.forms.schedules import PART
from coopbooks.dues.forms.standing import FEE
from coopbooks.dues.rules.reliefs import read_reliefs
from coopbooks.members.status import status_on

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from coopbooks.core.directives import Directive
    from coopbooks.dues.rules.reliefs import AllReliefs
    from coopbooks.dues.terms import DuesTerms

# `line` is what a member owes or has paid ahead; the others stand opposite to it.
Leg = Literal["line", "money", "unmatched", "income", "cost", "opening", "other"]
LINES = ("dues-receivable", "check-off-receivable", "dues-prepaid")
HELD = ("per-capita-payable", "held-for-others")
LINK = "check-off-"


class Account(NamedTuple):
    """What an account is for dues.

    Attributes:
        leg: Which side of dues it is.
        employer: Whether an employer is to pay what is owed on it.
        asks: Whether that depends on where the member works.
        dues: Whether it is where dues go to, as income or for somebody else.
        list: Whether it is the clearing account of employers' lists.
    """

    leg: Leg
    employer: bool = False
    asks: bool = False
    dues: bool = False
    list: bool = False


@dataclass(slots=True)
class Lines:
    """The accounts of a book, and how members' dues are collected.

    Attributes:
        terms: What the book says about dues.
    """

    terms: DuesTerms
    _employers: frozenset[str] = frozenset()
    _own: frozenset[str] = frozenset()
    _shared: frozenset[str] = frozenset()
    _parts: frozenset[str] = frozenset()
    _lists: frozenset[str] = frozenset()
    _found: dict[str, Account] = field(default_factory=dict)
    _collected: dict[tuple[str, datetime.date], bool] = field(default_factory=dict)
    _reliefs: AllReliefs | None = None
    _from_pay: bool = False

    def __post_init__(self) -> None:
        """Gather the accounts that workplaces and schedules name."""
        places = self.terms.of(WORKPLACE.kind)
        taken = [one for one in places if one.meta.get("collected") == "check-off"]
        others = [one for one in places if one.meta.get("collected") != "check-off"]
        self._employers = _named(taken, "receivable")
        self._own = _named(places, "own-receivable") | _named(others, "receivable")
        self._lists = _named(places, "lists")
        groups = self.terms.schedules
        self._shared = _named((one.header for one in groups), "receivable")
        lines = [line for one in groups for line in one.of(PART.kind)]
        fees = [line for one in groups for line in one.of(FEE.kind)]
        parts = {str(line.values["account"]) for line in lines}
        objectors = _named(lines, "objectors")
        self._parts = frozenset(parts | objectors | _named(fees, "to"))
        collected = [
            one
            for one in self.terms.of(MEMBER_DUES.kind)
            if one.values["what"] == "collected"
        ]
        self._from_pay = bool(taken or collected)
        self._reliefs = read_reliefs(self.terms.of(MEMBER_DUES.kind))

    def of(self, account: str) -> Account:
        """What an account is."""
        found = self._found.get(account)
        if found is None:
            found = self._found[account] = self._what(account)
        return found

    def from_pay(self, member: str, day: datetime.date) -> bool:
        """Whether an employer takes a member's dues from pay on a day.

        Args:
            member: The member's id.
            day: The day.

        Returns:
            Whether it does, by `coop-member-dues` or by where they work.
        """
        if not self._from_pay:
            return False
        key = (member, day)
        if key not in self._collected:
            self._collected[key] = self._asked(member, day)
        return self._collected[key]

    def _asked(self, member: str, day: datetime.date) -> bool:
        if self._reliefs and (said := self._reliefs.of(member).word("collected", day)):
            return said == "check-off"
        status = status_on(self.terms.histories, member, day, self.terms.known)
        if status is None:
            return False
        collected = ""
        for line in self.terms.of(WORKPLACE.kind):
            if line.name == status.workplace and line.date <= day:
                collected = str(line.meta.get("collected") or "")
        return collected == "check-off"

    def _what(self, account: str) -> Account:
        role = self.terms.roles.of(account)
        own = _is_of(account, self._own)
        if role == "check-off-receivable" or _is_of(account, self._employers):
            return Account("line", employer=not own)
        if role in LINES or own or _is_of(account, self._shared):
            shared = role != "dues-prepaid" and _is_of(account, self._shared)
            return Account("line", asks=shared and not own)
        if role == "dues" or _is_of(account, self._parts):
            return Account("income", dues=True)
        return Account(self._side(account, role), list=account in self._lists)

    def _side(self, account: str, role: str | None) -> Leg:
        """Which side of dues an account is that nobody owes dues on."""
        roles = self.terms.roles
        kind = roles.type_of(account)
        sides: tuple[tuple[Leg, bool], ...] = (
            ("money", roles.is_money(account) or role == "clearing"),
            ("money", account in self._lists),
            ("unmatched", role == "dues-unapplied"),
            ("cost", role == "dues-allowance" or kind == "Expenses"),
            ("income", kind == "Income" or role in HELD),
            ("opening", kind == "Equity"),
        )
        return next((side for side, fits in sides if fits), "other")


def _is_of(account: str, named: frozenset[str]) -> bool:
    """Whether an account is one of those named, or stands below one."""
    return any(is_under(account, one) for one in named)


def _named(directives: Iterable[Directive], key: str) -> frozenset[str]:
    """The accounts that directives name in their metadata."""
    return frozenset(str(one.meta[key]) for one in directives if one.meta.get(key))
