"""The papers of check-off: lists with their lines, deposits, and what is waited for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import total_of

if TYPE_CHECKING:
    import datetime
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.postings import Row


class Listed(NamedTuple):
    """One line of an employer's list.

    Attributes:
        member: The member's id; empty for who is nobody known.
        period: For which period, by its name.
        number: How much was taken from pay; negative where it was given back.
        currency: Its currency.
        account: The account that it is posted to.
        workplace: The workplace, if the line says it.
        row: The posting.
    """

    member: str
    period: str
    number: Decimal
    currency: str
    account: str
    workplace: str
    row: Row


@dataclass(frozen=True, slots=True)
class Paper:
    """A list as it came: its lines, and what its own transactions say of the money.

    Attributes:
        employer: Whose list it is.
        date: Its date.
        period: The period that most of its lines are for.
        lines: Its lines.
        deposited: The money that came with it, in the transaction itself.
        kept: What a parent that collects kept of it, in the transaction itself.
        costs: What was taken off for costs, such as bank charges.
        other: What stands on accounts that have no part in it.
        waiting: What is left on the clearing account for deposits to come.
        account: That clearing account; empty where there is none.
    """

    employer: str
    date: datetime.date
    period: str
    lines: tuple[Listed, ...]
    deposited: Decimal
    kept: Decimal
    costs: Decimal
    other: tuple[Row, ...]
    waiting: Decimal
    account: str

    @property
    def listed(self) -> Decimal:
        """What its lines come to."""
        return total_of(line.number for line in self.lines)


class Deposit(NamedTuple):
    """Money of an employer that takes something off the clearing account.

    Attributes:
        employer: Whose it is; empty if that cannot be seen.
        date: Its date.
        period: For which period, if it says.
        number: How much it takes off the clearing account.
        currency: Its currency.
        money: How much came in.
        kept: What a parent that collects kept of it.
        costs: What was taken off for costs.
        account: The clearing account.
        entry: The transaction.
        ours: Whether reconciling proposed it.
    """

    employer: str
    date: datetime.date
    period: str
    number: Decimal
    currency: str
    money: Decimal
    kept: Decimal
    costs: Decimal
    account: str
    entry: data.Transaction
    ours: bool


class Posted(NamedTuple):
    """A posting on an account on which an employer's part is waited for, by no list.

    Attributes:
        employer: Whose part it is.
        member: The member's id; empty if not said.
        period: For which period, by its name.
        row: The posting.
        charged: Whether it charges or takes a charge back; else it was moved there or
            away, or written off.
        ours: Whether reconciling proposed it.
    """

    employer: str
    member: str
    period: str
    row: Row
    charged: bool
    ours: bool
