"""What the co-op owes a member, debt by debt, so that a payment pays the right one."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from decimal import Decimal

# A year's surplus by work done, from what members' work did not earn, interest on
# capital; a nonqualified lot that is paid back; anything else, such as a joining fee.
Of = Literal["patronage", "nonpatronage", "interest", "redeemed", "other"]


class Piece(NamedTuple):
    """A part of a debt or of a payment.

    Attributes:
        of: What it is of.
        number: How much, in the book's currency; positive.
        year: The year it is from, as the book has it; empty where nobody knows.
        lot: The lot it was kept in; empty for what never was.
        account: On which account it was owed first; empty where it never was.
    """

    of: Of
    number: Decimal
    year: str = ""
    lot: str = ""
    account: str = ""

    def is_named(self, year: str, lot: str) -> bool:
        """Whether a payment that names a year or a lot means this."""
        return self.lot == lot if lot else bool(year) and self.year == year


@dataclass(slots=True)
class Owing:
    """What is owed to one member, the oldest first.

    Attributes:
        pieces: The debts, each with what is left of it.
    """

    pieces: list[Piece] = field(default_factory=list)

    @property
    def total(self) -> Decimal:
        """What is owed in all."""
        return total_of(piece.number for piece in self.pieces)

    def of(self, *what: Of, year: str = "") -> Decimal:
        """What is owed of some kinds, of one year if it is named."""
        return total_of(
            one.number
            for one in self.pieces
            if one.of in what and year in ("", one.year)
        )

    def of_years(self, years: Collection[str]) -> Decimal:
        """What is owed of some years, by their names in the book."""
        return total_of(one.number for one in self.pieces if one.year in years)

    def on(self, account: str, year: str = "") -> Decimal:
        """What is owed on an account, of one year if it is named."""
        return total_of(
            one.number
            for one in self.pieces
            if one.account == account and year in ("", one.year)
        )

    def add(self, pieces: Iterable[Piece]) -> None:
        """Let something be owed."""
        self.pieces += [piece for piece in pieces if piece.number > 0]

    def pay(self, number: Decimal, year: str = "", lot: str = "") -> list[Piece]:
        """Pay debts: those of a year or a lot if one is named, then the oldest.

        Args:
            number: How much is paid; positive.
            year: The year that the payment names; empty if it names none.
            lot: The lot that it names; empty if it names none.

        Returns:
            What was paid, piece by piece; the rest, which nobody knew was owed, as
            `other`.
        """
        named = [one.is_named(year, lot) for one in self.pieces]
        paid, left = self._take(number, named)
        return [*paid, Piece("other", left, year, lot)] if left else paid

    def pay_on(self, account: str, number: Decimal, year: str = "") -> list[Piece]:
        """Pay what is owed on an account, as far as it goes.

        Args:
            account: The account on which it was owed first.
            number: How much is paid; positive.
            year: Only what is of that year; empty for all.

        Returns:
            What was paid, piece by piece.
        """
        first = [
            one.account == account and year in ("", one.year) for one in self.pieces
        ]
        return self._take(number, first)[0]

    def _take(self, number: Decimal, first: list[bool]) -> tuple[list[Piece], Decimal]:
        """Take an amount off the debts, some of them first."""
        order = sorted(range(len(first)), key=lambda place: not first[place])
        paid, rest, left = _split([self.pieces[place] for place in order], number)
        for place, piece in zip(order, rest, strict=True):
            self.pieces[place] = piece
        self.pieces = [piece for piece in self.pieces if piece.number]
        return paid, left


def take(pieces: Iterable[Piece], number: Decimal) -> tuple[list[Piece], list[Piece]]:
    """Divide pieces in two at an amount.

    Args:
        pieces: The pieces, in order.
        number: How much the first ones are to come to.

    Returns:
        The pieces up to the amount, and those beyond it.
    """
    taken, rest, _ = _split(list(pieces), number)
    return taken, [piece for piece in rest if piece.number]


def _split(
    pieces: list[Piece], number: Decimal
) -> tuple[list[Piece], list[Piece], Decimal]:
    """What is taken of pieces, what is left of each, and what they lacked."""
    taken: list[Piece] = []
    rest: list[Piece] = []
    for piece in pieces:
        part = min(piece.number, max(number, ZERO))
        if part:
            taken.append(piece._replace(number=part))
        rest.append(piece._replace(number=piece.number - part))
        number -= part
    return taken, rest, number
