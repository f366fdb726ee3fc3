"""A charge: what one member owes for one period, with every step on the way."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

from coopbooks.core.money import ZERO

if TYPE_CHECKING:
    import datetime
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.periods import Period

# `besides` are schedules on top of the dues: assessments and levies.
ChargeKind = Literal[
    "dues", "besides", "initiation", "reinstatement", "late", "bounced"
]


class Step(NamedTuple):
    """One step of how a charge came about.

    Attributes:
        words: What was done, in plain words: `1.83 PERCENT of 1,364.80`.
        number: The result so far.
        unit: Its unit or currency.
        rule: Where the rule stands: `filename` and `lineno`; None where none does.
        authority: What the rule rests on, such as `bylaws art. 5`; empty if not said.
    """

    words: str
    number: Decimal
    unit: str
    rule: data.Meta | None = None
    authority: str = ""


class Part(NamedTuple):
    """A part of a charge.

    Attributes:
        name: What it is for, such as `national`.
        account: Where it goes.
        number: How much, in the charge's currency.
        fund: The fund that it goes to; empty if none.
        objects: Whether it goes to where those who object to it pay.
    """

    name: str
    account: str
    number: Decimal
    fund: str = ""
    objects: bool = False


@dataclass(frozen=True, slots=True)
class Charge:
    """What one member owes for one period by one schedule.

    Attributes:
        member: The member's id.
        kind: What it is: dues, or a fee.
        schedule: The name of the `coop-dues`.
        period: The period that it is for.
        number: How much; what all parts come to.
        currency: Its currency, or a measure such as HOUR.
        due: The day on which it is due.
        date: The day on which an accrual book posts it: that day, within the period.
        receivable: The account on which the member owes it; empty where nothing is
            ever owed, because it is only pledged.
        parts: Where it goes.
        steps: How it came about.
        rule: Where the schedule stands.
        workplace: Where the member works; empty if not said.
        by_employer: How much of it the employer takes from pay; zero for those who pay
            themselves.
        employer_account: The account on which the employer's part is waited for.
        pledged: Whether it is only promised: never behind, never a receivable.
    """

    member: str
    kind: ChargeKind
    schedule: str
    period: Period
    number: Decimal
    currency: str
    due: datetime.date
    date: datetime.date
    receivable: str
    parts: tuple[Part, ...]
    steps: tuple[Step, ...]
    rule: data.Meta
    workplace: str = ""
    by_employer: Decimal = ZERO
    employer_account: str = ""
    pledged: bool = False

    @property
    def id(self) -> str:
        """Under which it is found again: one for each member, period and schedule."""
        kind = "" if self.kind in {"dues", "besides"} else f"-{self.kind}"
        return f"dues-{self.period.name}-{self.member}-{self.schedule}{kind}"


class Excused(NamedTuple):
    """A member who owes nothing for a period, and keeps standing.

    Attributes:
        member: The member's id.
        period: The period.
        reason: Why, in plain words: `on leave`, `layoff, month 2 of 3`.
        rule: Where it is said.
    """

    member: str
    period: Period
    reason: str
    rule: data.Meta | None


@dataclass(frozen=True, slots=True)
class Charges:
    """What everybody owes for a period.

    Attributes:
        charges: The charges, by member, period and schedule.
        excused: Who owes nothing, and why.
        problems: What could not be worked out, by file and line, each naming the
            member; everybody else is charged.
    """

    charges: tuple[Charge, ...] = ()
    excused: tuple[Excused, ...] = ()
    problems: tuple[LedgerError, ...] = field(default=())
