"""Members' accounts as a book has them at the end of a period, read once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import TypeVar

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.postings import rows
from coopbooks.members.status import everybody_on
from coopbooks.surplus.capital.kinds import leaver_accounts
from coopbooks.surplus.capital.lots import FEE
from coopbooks.surplus.capital.moves import lot_order
from coopbooks.surplus.capital.moves import read_moves
from coopbooks.surplus.overview.shared import shared_years

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Mapping
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.members.status import Status
    from coopbooks.statements.scope import Scope
    from coopbooks.surplus.capital.lots import Move
    from coopbooks.surplus.overview.shared import Shared
    from coopbooks.surplus.terms import SurplusTerms

CASH_DUE, LEFT_DUE, CAPITAL = "patronage-payable", "capital-payable", "member-capital"
Of = TypeVar("Of", "Move", "Owed")


class Owed(NamedTuple):
    """A change of what is owed to a member, beside their account.

    Attributes:
        date: When.
        member: To whom.
        number: How much; positive where more is owed.
        account: The account.
        left: Whether it is owed since they left; else it is due in cash of a surplus.
        period: The year that it is from, as the entry says; may be empty.
        entry: The transaction.
    """

    date: datetime.date
    member: str
    number: Decimal
    account: str
    left: bool
    period: str
    entry: data.Transaction


@dataclass(frozen=True, slots=True)
class Holder:
    """What one member has in the co-op at the end of a period.

    Attributes:
        member: The member's id.
        status: What they are then; None for whom the book never let join.
        moves: What moved on their account, by date.
        owed: What moved of what is owed to them beside it, by date.
    """

    member: str
    status: Status | None
    moves: tuple[Move, ...] = ()
    owed: tuple[Owed, ...] = ()

    @property
    def belongs(self) -> bool:
        """Whether they are a member still."""
        return self.status is not None and self.status.belongs

    @property
    def lots(self) -> dict[str, Decimal]:
        """What each lot holds, the fee first and then by year; empty ones left out."""
        held: dict[str, Decimal] = defaultdict(lambda: ZERO)
        for move in self.moves:
            held[move.lot] += move.number
        return {lot: held[lot] for lot in sorted(held, key=lot_order) if held[lot]}

    @property
    def total(self) -> Decimal:
        """What their account holds."""
        return total_of(move.number for move in self.moves)

    @property
    def paid_in(self) -> Decimal:
        """What they paid in themselves and have not got back."""
        return self.lots.get(FEE, ZERO)

    @property
    def due(self) -> Decimal:
        """What is due to them in cash of a surplus."""
        return total_of(one.number for one in self.owed if not one.left)

    @property
    def owed_left(self) -> Decimal:
        """What is owed to them since they left."""
        return total_of(one.number for one in self.owed if one.left)


@dataclass(frozen=True, slots=True)
class Capital:
    """Members' accounts at the end of a period.

    Attributes:
        terms: What the book says about them.
        scope: The book for the period.
        moves: What moved on all of them, by date.
        holders: Who has, had or is owed something, and every member, by id.
        shared: How each year was shared by then, by its name.
    """

    terms: SurplusTerms
    scope: Scope
    moves: tuple[Move, ...]
    holders: Mapping[str, Holder]
    shared: Mapping[str, Shared]


def read(terms: SurplusTerms, scope: Scope) -> Capital:
    """Read members' accounts.

    Args:
        terms: What the book says about them.
        scope: The book for the period.

    Returns:
        What moved by the end of the period, in the book's currency, by member.
    """
    end, currency = scope.period.end, scope.currency
    moves = read_moves(terms, scope.entries, end, currency)
    known = [entry for entry in scope.entries if entry.date < end]
    owed = owed_to_members(terms, known, currency, _of_who_left(terms, moves))
    shared = shared_years(terms, known, currency)
    statuses = everybody_on(terms.histories, scope.period.last)
    moved, owing = _by_member(moves), _by_member(owed)
    holders = {
        member: Holder(
            member,
            statuses.get(member),
            tuple(moved.get(member, ())),
            tuple(owing.get(member, ())),
        )
        for member in sorted({*moved, *owing, *statuses})
    }
    return Capital(terms, scope, tuple(moves), holders, shared)


def _by_member(found: Iterable[Of]) -> dict[str, list[Of]]:
    """What moved, by whose it is, in the same order."""
    by_member: dict[str, list[Of]] = defaultdict(list)
    for one in found:
        by_member[one.member].append(one)
    return by_member


def owed_to_members(
    terms: SurplusTerms,
    entries: Iterable[data.Directive],
    currency: str,
    since_left: Collection[str] = (),
) -> list[Owed]:
    """Find what is owed to members beside their accounts.

    Args:
        terms: What the book says.
        entries: A book's entries, as far as they are to count.
        currency: The book's currency; what is in others does not count.
        since_left: Accounts on which those who left are owed something, beside those
            that have the role for it.

    Returns:
        What moved of it, in the order of the entries.
    """
    found = []
    for row in rows(entries):
        role = terms.roles.of(row.account)
        left = role == LEFT_DUE or row.account in since_left
        member = row.tag("member") if left or role == CASH_DUE else None
        if member and row.units.currency == currency:
            period = row.tag("period") or ""
            number = ZERO - row.number
            found.append(
                Owed(row.date, member, number, row.account, left, period, row.entry)
            )
    return found


def _of_who_left(terms: SurplusTerms, moves: Iterable[Move]) -> set[str]:
    """The accounts on which the book owes those who left."""
    found = set(leaver_accounts(terms))
    for move in moves:
        if move.kind == "left":
            accounts = (one.account for one in move.entry.postings)
            found |= {
                one for one in accounts if terms.roles.type_of(one) == "Liabilities"
            }
    return {one for one in found if terms.roles.of(one) not in (CASH_DUE, CAPITAL)}
