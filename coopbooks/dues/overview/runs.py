"""Runs of dues added up without looking at each posting by itself.

Most of a large book are runs: a month's charges, an employer's list, each for a named
period, with postings that name nothing but their member. They are added up as they are
read. What is otherwise, and every member for whom the sums do not say which charge was
paid, is left to be read item by item.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from decimal import localcontext
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.dues.overview.open import Left
from coopbooks.dues.overview.overview import Open
from coopbooks.dues.standing.items import PLAIN
from coopbooks.dues.standing.lines import Lines
from coopbooks.dues.standing.moves import Leg
from coopbooks.dues.standing.moves import Moves

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Mapping
    from decimal import Decimal

    from coopbooks.dues.item import Item
    from coopbooks.dues.item import ItemKind
    from coopbooks.dues.standing.lines import Account
    from coopbooks.dues.standing.lines import Leg as Side
    from coopbooks.dues.terms import DuesTerms

RUN_KINDS = ("charged", "paid", "deducted")
# A transaction that says one of these is looked at by itself.
SAYS_MORE = ("member", "reverses", "bounced", "about")
MONEY = frozenset({"money", "unmatched"})
Day = tuple["datetime.date", "ItemKind"]
RISES = ("charged",)
# By period: when it was due, and what is open of it.
Debts = dict[str, tuple["datetime.date", "Decimal"]]
# Postings of a run: what each is like but for its member and number, and these two.
Alike = tuple["Item", list[tuple[str, "Decimal"]]]


@dataclass(slots=True)
class Runs:
    """What the runs of a book come to, by the end of a period.

    Attributes:
        begin: The first day of the period.
        end: The day after its last.
        currency: The currency that counts.
        single: Accounts that only one employer has; elsewhere the member says whose.
        by_day: What each kind of item comes to, by day.
        members: What each kind comes to in the period, by member.
        employers: What each kind comes to on accounts that employers pay: by account,
            by member where several employers have it (else empty), by whether it was
            before the period, and by kind.
        debts: What is open, by whether an employer is to take it, then by member.
        unclear: Members for whom payments are to be followed one by one.
        rest: Transactions about dues that are no runs.
        runs: Those that are.
    """

    begin: datetime.date
    end: datetime.date
    currency: str
    single: Collection[str]
    by_day: dict[Day, Decimal] = field(default_factory=dict)
    members: dict[str, dict[ItemKind, Decimal]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    employers: dict[tuple[str, str, bool, ItemKind], Decimal] = field(
        default_factory=dict
    )
    debts: dict[bool, dict[str, Debts]] = field(
        default_factory=lambda: {True: {}, False: {}}
    )
    unclear: set[str] = field(default_factory=set)
    rest: list[data.Transaction] = field(default_factory=list)
    runs: list[data.Transaction] = field(default_factory=list)

    def read(self, entries: Iterable[data.Directive], terms: DuesTerms) -> None:
        """Add up the runs among a book's entries.

        Args:
            entries: The entries by date.
            terms: What the book says about dues, on an accrual basis throughout.
        """
        lines = Lines(terms)
        with localcontext(prec=PRECISION):
            for entry in entries:
                if isinstance(entry, data.Transaction) and entry.date < self.end:
                    self._take(entry, lines)

    def left(self) -> dict[str, Left]:
        """What is open for each member for whom it is clear."""
        found: dict[str, list[Open]] = {}
        for employer, members in self.debts.items():
            for member, debts in members.items():
                if member not in self.unclear:
                    found.setdefault(member, []).extend(
                        Open(due, number, employer)
                        for due, number in debts.values()
                        if number
                    )
        return {
            member: Left(tuple(sorted(some)), ZERO)
            for member, some in found.items()
            if some
        }

    def about(self, members: Collection[str]) -> list[data.Transaction]:
        """The runs in which some members are."""
        if not members:
            return []
        return [
            entry
            for entry in self.runs
            if any((one.meta or {}).get("member") in members for one in entry.postings)
        ]

    def _take(self, entry: data.Transaction, lines: Lines) -> None:
        """Add up a transaction, or set it aside."""
        owed: list[tuple[data.Posting, Account]] = []
        others: list[Leg] = []
        for posting in entry.postings:
            account = lines.of(posting.account)
            if account.leg == "line":
                owed.append((posting, account))
            elif posting.units and posting.units.number:
                others.append(Leg(posting, account, posting.units.number, ""))
        if owed:
            legs = self._run(entry, owed, others, lines)
            if legs is None:
                self.rest.append(entry)
            else:
                self.runs.append(entry)
                self._add(entry, legs)
        elif any(leg.account.dues for leg in others):
            self.rest.append(entry)

    def _run(
        self,
        entry: data.Transaction,
        owed: Iterable[tuple[data.Posting, Account]],
        others: list[Leg],
        lines: Lines,
    ) -> list[Alike] | None:
        """The postings of a run, those that are alike together; None if it is none."""
        sides: set[Side] = {"line", *(leg.account.leg for leg in others)}
        if not _is_one(entry.meta) or (sides & MONEY and "income" in sides):
            return None
        moves = Moves(entry, others, sides, lines, None)
        found: dict[tuple[str, bool], Alike] = {}
        for posting, account in owed:
            units, own = posting.units, posting.meta or {}
            if units is None or not units.number or units.currency != self.currency:
                return None
            member = own.get("member")
            if not member or account.asks or not PLAIN.issuperset(own):
                return None
            number = units.number
            key = (posting.account, number < 0)
            alike = found.get(key)
            if alike is None:
                leg = Leg(posting, account, number, str(member))
                like = next(moves.items(leg, moves.kind(leg)))
                if like.kind not in RUN_KINDS or (number > 0) != (like.kind in RISES):
                    return None
                alike = found[key] = (like, [])
            alike[1].append((str(member), number))
        return list(found.values())

    def _add(self, entry: data.Transaction, found: Iterable[Alike]) -> None:
        """Add up a run."""
        before = entry.date < self.begin
        for like, legs in found:
            kind = like.kind
            total = sum((number for _, number in legs), ZERO)
            day = (entry.date, kind)
            self.by_day[day] = self.by_day.get(day, ZERO) + total
            if not before:
                for member, number in legs:
                    kinds = self.members[member]
                    kinds[kind] = kinds.get(kind, ZERO) + number
            if like.employer:
                single = like.account in self.single
                for member, number in [("", total)] if single else legs:
                    whose = (like.account, member, before, kind)
                    self.employers[whose] = self.employers.get(whose, ZERO) + number
            self._settle(like, legs)

    def _settle(self, like: Item, legs: Iterable[tuple[str, Decimal]]) -> None:
        """Keep what is open of the period, as long as that is clear."""
        due, period, rises = like.due, like.period, like.kind in RISES
        of_side = self.debts[like.employer]
        for member, number in legs:
            debts = of_side.get(member)
            if debts is None:
                debts = of_side[member] = {}
            debt = debts.get(period)
            if debt is None:
                debts[period] = (due, number)
                if not rises:
                    self.unclear.add(member)
                continue
            left = debt[1] + number
            if left < 0 or (rises and debt[0] != due):
                self.unclear.add(member)
            debts[period] = (debt[0], left)


def _is_one(meta: Mapping[str, object]) -> bool:
    """Whether a transaction names its period, and nothing of single postings."""
    return bool(meta.get("period")) and not any(key in meta for key in SAYS_MORE)
