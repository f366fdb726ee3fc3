"""What moved on a member's account of dues: charged, paid, deducted, given back."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Literal

if TYPE_CHECKING:
    import datetime
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.dues.charge import ChargeKind

# `moved` is between a member's own accounts, such as dues paid ahead that are used.
ItemKind = Literal[
    "opening",
    "charged",
    "reversed",
    "paid",
    "deducted",
    "refunded",
    "bounced",
    "written-off",
    "moved",
]


@dataclass(frozen=True, slots=True)
class Item:
    """One posting on what a member owes.

    Attributes:
        member: The member's id.
        kind: What it is.
        about: Which kind of charge it is or pays, where it says so; else `dues`.
        date: Its date.
        due: Of a charge: the day on which it was due.
        recorded: The day on which it entered the book.
        period: The period that it is for, as written, such as `2026-03`; empty if it
            names none.
        number: How much, positive where the member owes more by it.
        currency: Its currency.
        account: The account.
        employer: Whether the account is one that an employer pays from wages.
        entry: The transaction.
    """

    member: str
    kind: ItemKind
    about: ChargeKind
    date: datetime.date
    due: datetime.date
    recorded: datetime.date
    period: str
    number: Decimal
    currency: str
    account: str
    employer: bool
    entry: data.Transaction = field(repr=False, compare=False)
