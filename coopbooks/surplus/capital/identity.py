"""The identity: what belongs to members and to the co-op is all that there is.

New York's Cooperative Corporations Law, section 93, wants of a worker co-op that at
every period's end its members' accounts and its collective account together equal its
net book value; reserves and the result not yet shared are classes of their own. In a
book that balances it can only fail where equity stands on an account of no class, so
that is what is looked for, with what is on members' accounts and belongs to nobody.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.accounts import measures
from coopbooks.core.accounts import read_roles
from coopbooks.core.accounttypes import STANDARD
from coopbooks.core.entity import read_entities
from coopbooks.core.errors import LedgerError
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.periods import long_date
from coopbooks.members.terms import read_members
from coopbooks.surplus.capital.lots import kind_of
from coopbooks.surplus.capital.owners import CAPITAL
from coopbooks.surplus.capital.owners import Owner
from coopbooks.surplus.capital.owners import owner_of
from coopbooks.surplus.capital.running import Last
from coopbooks.surplus.capital.running import Running

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.accounts import Roles
    from coopbooks.core.entity import Entity
    from coopbooks.members.terms import Histories

COOP = "worker-coop"
# The classes of a co-op's equity. What moves between funds comes to nothing together.
CLASSES = frozenset(
    {
        CAPITAL,
        "collective",
        "reserve",
        "result",
        "fund-transfer",
        "fund-release",
        "fund-borrowing",
    }
)
# An import's rows that somebody is still to look at.
DOUBTFUL = "!"


@dataclass(slots=True)
class Check:
    """Goes through a book once, and looks at the end of each month.

    Attributes:
        roles: What its accounts are for.
        known: The events of its members.
        entities: Whose book it is, since when.
        counted: The commodities that are no money.
        errors: What was found.
    """

    roles: Roles
    known: Histories
    entities: Sequence[Entity]
    counted: frozenset[str]
    errors: list[LedgerError] = field(default_factory=list)
    _classed: dict[str, str] = field(default_factory=dict)
    _lots: dict[tuple[str, str, str], Running] = field(default_factory=dict)
    _unclassed: dict[tuple[str, str], Running] = field(default_factory=dict)
    _vague: dict[tuple[str, str], list[LedgerError]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def run(self, entries: Iterable[data.Directive]) -> list[LedgerError]:
        """Look through a book.

        Args:
            entries: Its entries, by date.

        Returns:
            What is wrong.
        """
        month: tuple[int, int] | None = None
        for entry in entries:
            if not isinstance(entry, data.Transaction):
                continue
            now = (entry.date.year, entry.date.month)
            if month is not None and now != month:
                self._period_ends(entry.date.replace(day=1))
            month = now
            noted = self._noted(entry)
            for posting in entry.postings:
                self._take(entry, posting, noted)
        self._period_ends(None)
        for problems in self._vague.values():
            self.errors.append(_with_count(problems))
        return self.errors

    def _noted(self, entry: data.Transaction) -> frozenset[str]:
        """The currencies of what is only noted: both sides of it are of no class.

        Pay by which members' parts are split is counted in money, and belongs to
        nobody; what is owned and owed does not change by it.
        """
        sums: dict[str, list[Decimal]] = defaultdict(list)
        for one in entry.postings:
            if one.units is not None and self._class_of(one.account) == "unclassed":
                sums[one.units.currency].append(one.units.number or ZERO)
        return frozenset(name for name in sums if not total_of(sums[name]))

    def _take(
        self, entry: data.Transaction, posting: data.Posting, noted: frozenset[str]
    ) -> None:
        """Follow one posting."""
        kind = self._class_of(posting.account)
        if not kind or posting.units is None:
            return
        number, currency = posting.units.number or ZERO, posting.units.currency
        if currency in self.counted:
            return
        if kind == CAPITAL:
            owner = owner_of(entry, posting, self.roles, self.known)
            self._owned(entry, posting, owner)
            if owner.lot and kind_of(owner.lot) != "loss":
                key = (owner.member, owner.lot, currency)
                running = self._lots.setdefault(key, Running())
                running.move(-number, Last(entry, posting))
        elif currency not in noted and DOUBTFUL not in {entry.flag, posting.flag}:
            running = self._unclassed.setdefault((posting.account, currency), Running())
            running.move(-number, Last(entry, posting))

    def _class_of(self, account: str) -> str:
        """`member-capital`, `unclassed` or empty: what is to be followed."""
        if account not in self._classed:
            role = self.roles.of(account)
            kind = CAPITAL if role == CAPITAL else ""
            if role not in CLASSES and self.roles.type_of(account) == "Equity":
                kind = "unclassed"
            self._classed[account] = kind
        return self._classed[account]

    def _owned(
        self, entry: data.Transaction, posting: data.Posting, owner: Owner
    ) -> None:
        """That a posting on members' accounts says whose it is and of which lot."""
        account = posting.account
        problems = {}
        if not owner.member:
            problems["member"] = (
                f"{account} belongs to members, and nothing says to whom this goes; "
                "add member:."
            )
        if owner.said:
            problems["said"] = (
                f"{account} is the account of {owner.member}, and this says it is for "
                f"{owner.said}. Correct one of them."
            )
        if not owner.lot:
            problems["lot"] = (
                f"{account} belongs to members, and nothing says what this is of; add "
                'lot:, such as "fee" for what was paid in or "2025" for what was kept.'
            )
        source = posting.meta or entry.meta
        for key, problem in problems.items():
            self._vague[key, account].append(LedgerError(source, problem, entry))

    def _period_ends(self, next_month: datetime.date | None) -> None:
        """Look at what stands at the end of a month; of the last one only at lots."""
        for (member, lot, currency), running in self._lots.items():
            if running.number < 0 and not running.told and running.last:
                running.told = True
                whose = f"of {member} " if member else ""
                problem = (
                    f"lot '{lot}' {whose}holds {running.number} {currency} after this: "
                    "more was taken from it than there was."
                )
                entry, source = running.last.entry, running.last.source
                self.errors.append(LedgerError(source, problem, entry))
        if next_month is None or not self._is_coop(next_month):
            return
        last = long_date(next_month - datetime.timedelta(days=1))
        for (account, currency), running in self._unclassed.items():
            if running.number and not running.told and running.last:
                running.told = True
                problem = (
                    f"{account} holds {running.number} {currency} at the end of {last}"
                    ", and nothing says to whom that belongs: give it one of the roles "
                    "member-capital, collective, reserve or result, or post it to an "
                    "account that has one."
                )
                entry, source = running.last.entry, running.last.source
                self.errors.append(LedgerError(source, problem, entry))

    def _is_coop(self, next_month: datetime.date) -> bool:
        """Whether it was a co-op's book when the month was over."""
        begun = [one for one in self.entities if one.date < next_month]
        return bool(begun) and begun[-1].kind == COOP


def check_capital(
    entries: Sequence[data.Directive], types: Mapping[str, str] = STANDARD
) -> list[LedgerError]:
    """Check that members' accounts say whose they are, and that the identity holds.

    Args:
        entries: A book's entries, by date.
        types: The account types by the names that the book gives them.

    Returns:
        An error for each account of members on which something says no member, no lot,
        or another member than the account; for each lot that holds less than nothing at
        the end of a month, but for losses; and in a worker co-op for each equity
        account of no class that holds something at the end of a month, once others
        follow. What somebody still has to look at (`!`) does not count there.
    """
    roles, _ = read_roles(entries, types)
    entities, _ = read_entities(entries)
    coop = any(one.kind == COOP for one in entities)
    if not coop and CAPITAL not in roles.said.values():
        return []
    check = Check(roles, read_members(entries)[0], entities, measures(entries))
    return sorted(check.run(entries), key=_place)


def _place(error: LedgerError) -> tuple[str, int]:
    """Where an error stands, so that their order does not depend on the search."""
    source = error.source
    return str(source.get("filename", "")), int(source.get("lineno", 0))


def _with_count(problems: Sequence[LedgerError]) -> LedgerError:
    """The first of several, with the number of the others."""
    first, *others = problems
    if not others:
        return first
    places = f"{len(others)} other place" + ("s" if len(others) > 1 else "")
    return first._replace(message=f"{first.message} So too at {places}.")
