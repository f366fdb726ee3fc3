"""What a year gives to share: its result by source, its people, what accounts hold."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import ZERO

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.periods import Period


class Line(NamedTuple):
    """A line of how a figure comes about.

    Attributes:
        words: What it is, in plain words: `Sales`, `Party's share, added back`.
        number: How much, in the book's currency; what raises the result is positive.
        account: The account that it comes from; empty where it is none.
    """

    words: str
    number: Decimal
    account: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may have a part in a year.

    Attributes:
        member: The member's id.
        member_class: The class at the end of the year, or when they left.
        joined: When they joined, the last time; None for who is no member.
        left: When they left, if they did by the end of the year.
        measures: What each measure that the rule names came to for them in the year.
        part_of_year: The part of the year in which they belonged, from 0 to 1.
        why_not: Why they have no part; empty if they count.
        capital: What their account held: `opening` and `closing` of the year,
            `average` over its days, `paid-in` (fees) at its end; positive when it is
            theirs.
        consents: Whether a consent of theirs was in force at the end of the year.
        lots: What each lot of their account held at the end of the year.
    """

    member: str
    member_class: str = ""
    joined: datetime.date | None = None
    left: datetime.date | None = None
    measures: Mapping[str, Decimal] = field(default_factory=dict)
    part_of_year: Decimal = ZERO
    why_not: str = ""
    capital: Mapping[str, Decimal] = field(default_factory=dict)
    consents: bool = False
    lots: Mapping[str, Decimal] = field(default_factory=dict)


class Special(NamedTuple):
    """What one member gets before the split, by decision."""

    member: str
    number: Decimal
    words: str
    source: data.Meta


@dataclass(frozen=True, slots=True)
class YearFigures:
    """What a year's book gives to share.

    Amounts are in `currency`, exact, and positive when they are a surplus, an asset of
    `assets`, a debt of `debts`, or belong to whom they name.

    Attributes:
        year: The fiscal year.
        currency: The book's currency.
        result: Income less expenses of the year, as booked.
        start: Where the steps begin: the result, with what the rule adds back or leaves
            out.
        lines: How `start` comes about, line by line; they add up to it.
        sources: `start` by source: `members-work`, `others-work`, `other-sources`.
        hours: By what the work was split: `members` and `others`, in the measure's
            unit; empty where it was not.
        split_by: The words for that, such as `hours`.
        earlier_losses: What earlier years lost and is not made good yet.
        figures: Other figures that rules name: `equity`, `debts`, `assets`, `capital`,
            `paid-in`, `reserves`, `highest-capital`, `year` (1 for the first fiscal
            year), `cash`, and the total of each measure, all at the year's end and
            before anything of it is shared.
        accounts: What each account that the rule names holds at the year's end, with
            those below it, positive when credited.
        average_shares: What part of the surpluses of the last five years each account
            got, from 0 to 1.
        units: The unit of each measure, such as HOUR; its currency where it is money.
        people: Who may have a part, by id, who does not count among them.
        specials: What single members get before the split.
        allocated: What of the result was shared already, by entries in the book.
        allocated_at: Where those entries stand.
        over: Whether the year is over on the day of asking.
        closed: How it is closed: `open`, `soft` or `hard`.
        problems: What keeps the year from being shared, by file and line.
        notes: What people should know, a sentence each.
    """

    year: Period
    currency: str
    result: Decimal
    start: Decimal
    lines: tuple[Line, ...]
    sources: Mapping[str, Decimal]
    hours: Mapping[str, Decimal] = field(default_factory=dict)
    split_by: str = ""
    earlier_losses: Decimal = ZERO
    figures: Mapping[str, Decimal] = field(default_factory=dict)
    accounts: Mapping[str, Decimal] = field(default_factory=dict)
    average_shares: Mapping[str, Decimal] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    people: tuple[Person, ...] = ()
    specials: tuple[Special, ...] = ()
    allocated: Decimal = ZERO
    allocated_at: tuple[data.Meta, ...] = ()
    over: bool = True
    closed: str = "hard"
    problems: tuple[LedgerError, ...] = ()
    notes: tuple[str, ...] = ()
