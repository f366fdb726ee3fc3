"""What stands in members' accounts, lot by lot: a lot is what one year kept, or fees.

A posting on an account with the role `member-capital` says with `member:` whose it is,
else the account's last component does, and with `lot:` which lot: `fee`, or the year it
is from with a letter: Q qualified, N nonqualified (26 USC 1388), I interest, L a loss
still to be made good; a year alone where the law knows no such notices.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

if TYPE_CHECKING:
    import datetime
    from decimal import Decimal

    from beancount.core import data

LotKind = Literal["fee", "qualified", "nonqualified", "kept", "interest", "loss"]
# Why a member's account changed: brought in at the start, paid in, allocated of a
# surplus, interest on it, a loss, paid back (or owed as paid back), owed on leaving,
# moved from lot to lot or to a reserve.
MoveKind = Literal[
    "opening", "paid-in", "allocated", "interest", "loss", "redeemed", "left", "moved"
]

LETTERS: dict[str, LotKind] = {
    "Q": "qualified",
    "N": "nonqualified",
    "I": "interest",
    "L": "loss",
}
FEE = "fee"
_YEARLY = re.compile(r"(?P<year>(FY)?\d{4})(-(?P<letter>[QNIL]))?")


class Move(NamedTuple):
    """A change of one lot of a member's account.

    Attributes:
        date: When.
        member: Whose account; empty where nothing says it.
        lot: Which lot; empty where nothing says it.
        account: The account.
        number: How much, in the book's currency; positive when it adds to the account.
        kind: Why.
        entry: The transaction.
        source: Where the posting stands.
    """

    date: datetime.date
    member: str
    lot: str
    account: str
    number: Decimal
    kind: MoveKind
    entry: data.Transaction
    source: data.Meta


def kind_of(lot: str) -> LotKind:
    """What a lot is.

    Args:
        lot: Its name: `fee`, `2025-Q`, `2025`.

    Returns:
        Its kind; `kept` for a year alone and for what is no name of a year.
    """
    if lot == FEE:
        return "fee"
    match = _YEARLY.fullmatch(lot)
    return LETTERS.get(match["letter"] or "", "kept") if match else "kept"


def year_of(lot: str) -> str:
    """The year that a lot is from.

    Args:
        lot: Its name.

    Returns:
        Such as `2025`; empty for fees and for what is no name of a year.
    """
    match = _YEARLY.fullmatch(lot)
    return match["year"] if match else ""


def lot_name(year: str, notice: str = "") -> str:
    """The name of the lot of a year.

    Args:
        year: The year's name, such as `2025`.
        notice: `qualified`, `nonqualified`, `interest`, `loss` or empty.

    Returns:
        Such as `2025-Q`; the year alone where no notice is given.
    """
    letters = {kind: letter for letter, kind in LETTERS.items()}
    return f"{year}-{letters[notice]}" if notice in letters else year
