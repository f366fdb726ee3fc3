"""What members were paid of what the co-op owed them, and what it was of.

What is owed to a member of a surplus, or of an account that is paid back, is paid when
money goes out, or when it is set against what the member owes. What goes back to the
co-op is paid to nobody. A payment pays what it names by `period:` or `lot:`, else the
oldest; one that names no member pays everybody if it is all that was owed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data

from coopbooks.core.errors import LedgerError
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.postings import rows
from coopbooks.surplus.notices.owing import Owing
from coopbooks.surplus.notices.owing import Piece
from coopbooks.surplus.notices.owing import take
from coopbooks.surplus.notices.places import Places

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.postings import Row
    from coopbooks.surplus.notices.given import Given
    from coopbooks.surplus.terms import SurplusTerms


class Paid(NamedTuple):
    """What reached a member, or was withheld when it did.

    Attributes:
        member: The member's id.
        piece: How much, and what it was of; negative where a payment came back.
        day: When.
        entry: The transaction.
    """

    member: str
    piece: Piece
    day: datetime.date
    entry: data.Transaction


@dataclass(slots=True)
class Payments:
    """What reached members, and what is still owed to them.

    Attributes:
        paid: What reached them, in order, with tax withheld from it.
        withheld: Tax withheld from what had been owed to them, in order.
        owing: What is still owed, by member.
        problems: Payments of which nobody can say whose they are.
    """

    paid: list[Paid] = field(default_factory=list)
    withheld: list[Paid] = field(default_factory=list)
    owing: dict[str, Owing] = field(default_factory=lambda: defaultdict(Owing))
    problems: list[LedgerError] = field(default_factory=list)


def read_payments(
    terms: SurplusTerms,
    entries: Iterable[data.Directive],
    given: Sequence[Given],
    currency: str,
    end: datetime.date,
) -> Payments:
    """Follow what is owed to members, and what of it they were paid.

    Args:
        terms: What the book says.
        entries: The book's entries, by date.
        given: What members were given of each year, as `read_given` has it.
        currency: The book's currency; what is in others does not count.
        end: The day after the last that counts.

    Returns:
        What reached them, and what is still owed.
    """
    follower = _Follower(Places(terms), currency)
    for one in given:
        follower.given[id(one.entry)].append(one)
    for entry in entries:
        if isinstance(entry, data.Transaction) and entry.date < end:
            follower.take(entry)
    return follower.found


class _Follower:
    """Takes transactions, in order."""

    def __init__(self, places: Places, currency: str) -> None:
        self.places = places
        self.currency = currency
        self.given: dict[int, list[Given]] = defaultdict(list)
        self.found = Payments()

    def take(self, entry: data.Transaction) -> None:
        """Take the next transaction."""
        found = [row for row in rows([entry]) if row.units.currency == self.currency]
        if given := self.given.get(id(entry)):
            self._share(found, given)
            return
        self.places.learn(found)
        touched = [row for row in found if self.places.concerns(row.account)]
        named = [row for row in touched if self.places.member_of(row)]
        for row in touched:
            if self.places.is_owed(row.account) and not self._whose(row):
                self._pay_all(row)
        for member in dict.fromkeys(map(self.places.member_of, named)):
            self._settle(entry, member, found)

    def _share(self, found: Sequence[Row], given: Sequence[Given]) -> None:
        """A year is shared: what is due is owed from now on."""
        for one in given:
            year, owing = one.year, self.found.owing[one.member]
            if one.way in {"cash", "owed"}:
                self.places.owes(one.account)
                if one.number < 0:  # A correction of what was shared before.
                    owing.pay(-one.number, year)
                owing.add([Piece(one.about, one.number, year, "", one.account)])
            elif one.way == "paid":
                piece = Piece(one.about, one.number, year)
                self._paid(one.entry, one.member, [piece])
        for row in found:
            if self.places.is_paying(row.account) and not self._whose(row):
                self._tell(row, "is shared here and names no member")

    def _pay_all(self, row: Row) -> None:
        """A payment that names nobody: everybody's, if it is all that was owed."""
        if row.number <= 0:
            return
        year = row.tag("period") or ""
        owed = {
            member: owing.on(row.account, year)
            for member, owing in self.found.owing.items()
        }
        whole = total_of(owed.values())
        if whole != row.number:
            self._tell(row, f"is paid here and names no member, and {whole:,} is owed")
            return
        for member, number in owed.items():
            owing = self.found.owing[member]
            self._paid(row.entry, member, owing.pay_on(row.account, number, year))

    def _settle(
        self, entry: data.Transaction, member: str, found: Sequence[Row]
    ) -> None:
        """What a transaction changes in what is owed to one member."""
        mine = [row for row in found if self._whose(row) == member]
        owed = [row for row in mine if self.places.is_owed(row.account)]
        more = ZERO - total_of(row.number for row in owed)
        owing = self.found.owing[member]
        sources = self.places.lots_out(mine)
        again: list[Piece] = []
        if more < 0:
            first = next(row for row in owed if row.number > 0)
            year, lot = first.tag("period") or "", first.tag("lot") or ""
            sources = [*owing.pay(-more, year, lot), *sources]
        elif more > 0 and not sources:
            again = self._came_back(entry, member, more)
        back = self.places.given_back(mine)
        whole = total_of(piece.number for piece in sources)
        settled, rest = take(sources, whole - max(more, ZERO) - back)
        self._paid(entry, member, settled)
        self._owe(owing, [*again, *take(rest, more)[0]], more, owed)
        if settled:
            self._withhold(entry, member, mine)

    def _owe(
        self, owing: Owing, pieces: list[Piece], more: Decimal, owed: Sequence[Row]
    ) -> None:
        """Let be owed what is owed now, also of what nobody knows what it is of."""
        if more <= 0:
            return
        row = next(row for row in owed if row.number < 0)
        owing.add(piece._replace(account=row.account) for piece in pieces)
        unknown = more - total_of(piece.number for piece in pieces)
        of = self.places.owed_of(row)
        year, lot = row.tag("period") or "", row.tag("lot") or ""
        owing.add([Piece(of, unknown, year, lot, row.account)])

    def _came_back(
        self, entry: data.Transaction, member: str, number: Decimal
    ) -> list[Piece]:
        """Take back a payment that bounced: it is owed again, and was not paid."""
        if not any(
            row.number > 0 and self.places.is_money(row.account)
            for row in rows([entry])
        ):
            return []
        by_entry: dict[int, list[Piece]] = defaultdict(list)
        for paid in self.found.paid:
            if paid.member == member:
                by_entry[id(paid.entry)].append(paid.piece)
        for pieces in reversed(by_entry.values()):
            if total_of(piece.number for piece in pieces) == number:
                less = [one._replace(number=-one.number) for one in pieces]
                self._paid(entry, member, less)
                return pieces
        return []

    def _withhold(
        self, entry: data.Transaction, member: str, mine: Sequence[Row]
    ) -> None:
        for row in mine:
            if self.places.is_tax(row.account) and row.number < 0:
                piece = Piece("other", -row.number, row.tag("period") or "")
                self.found.withheld.append(Paid(member, piece, entry.date, entry))

    def _paid(
        self, entry: data.Transaction, member: str, pieces: Iterable[Piece]
    ) -> None:
        for piece in pieces:
            self.found.paid.append(Paid(member, piece, entry.date, entry))

    def _whose(self, row: Row) -> str:
        return self.places.member_of(row)

    def _tell(self, row: Row, what: str) -> None:
        number = abs(row.number)
        problem = (
            f"{number:,} {row.units.currency} {what}: nobody can say whose it is. "
            "Add member: to each part."
        )
        self.found.problems.append(
            LedgerError(row.posting.meta or row.entry.meta, problem, row.entry)
        )
