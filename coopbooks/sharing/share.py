"""A share: what one body owes another by an agreement for a period, and why."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

from coopbooks.core.money import ZERO
from coopbooks.sharing.brought import NOTHING_BROUGHT

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.dues.charge import Step
    from coopbooks.sharing.brought import Brought
    from coopbooks.sharing.brought import Off
    from coopbooks.sharing.terms import SharingTerms

Class = Literal["in-transit", "timing", "amount", "terms", "conditional", "disputed"]


@dataclass(frozen=True, slots=True)
class View:
    """A book as sharing reads it: this body's, or another's that can be looked into.

    Attributes:
        name: The body's name, as in its `coop-entity`.
        terms: What its book says about agreements.
        entries: Its entries.
        currency: Its reporting currency.
        title: What it is called for people.
    """

    name: str
    terms: SharingTerms
    entries: Sequence[data.Directive]
    currency: str
    title: str = ""


class Counted(NamedTuple):
    """Something that was looked at for a base, and whether it counted.

    Attributes:
        date: When; None for what has no day, such as a count of members.
        account: The account; empty where it is none.
        number: How much, as it counts: positive when it raises the base.
        unit: Its currency or unit.
        counts: Whether it counted.
        because: Why it did not, or what it is, in plain words.
        entry: The transaction; None where it is none.
        source: Where it stands.
    """

    date: datetime.date | None
    account: str
    number: Decimal
    unit: str
    counts: bool
    because: str = ""
    entry: data.Directive | None = None
    source: data.Meta | None = None


@dataclass(frozen=True, slots=True)
class Base:
    """What counts for a period.

    Attributes:
        number: How much; exact; may be negative where it is a loss.
        unit: Its currency, or MEMBER, HOUR, STAMP.
        period: The stretch that was counted, such as the year to date.
        counted: Everything that was looked at: what counted, and what did not and why.
        known_from: `book` (this one), `other-book`, or `report`.
        problems: What could not be counted, by file and line.
    """

    number: Decimal
    unit: str
    period: Period
    counted: tuple[Counted, ...] = ()
    known_from: str = "book"
    problems: tuple[LedgerError, ...] = ()


class SharePart(NamedTuple):
    """Who or what receives a part of a share.

    Attributes:
        name: What it is for, such as `national`.
        number: How much, in the share's currency.
        body: The body that receives it; empty where it is the agreement's `to:`.
        fund: The fund that it goes to; empty if none.
    """

    name: str
    number: Decimal
    body: str = ""
    fund: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """What one body owes another by an agreement for a period.

    Attributes:
        name: The agreement's name.
        period: The period that is shared for.
        giver: Who owes it (`from:`).
        receiver: To whom (`to:`).
        base: What counted.
        number: What is owed for the period, rounded to the currency; after relief.
        currency: The currency that it is owed in.
        steps: How it came about.
        parts: Who receives it; they add up to it.
        before_relief: What it would be without reliefs.
        relief: What was taken off by decision.
        earlier: What the same year's earlier periods came to, where it counts the year
            to date.
        unmet: Conditions that are not met; nothing is counted by either side then.
        lost: Whether what falls in such a period is lost, not owed later.
        due: The day by which it is to be paid; None if not said.
        book_number: It in this book's currency, where that is another one.
        book_currency: This book's currency.
        rate: How it was converted: the number, its day and where it stands, in words.
        carried: Loss carried on to the next period, at the base or the share.
        group: The agreement, as it held on the period's last day.
        problems: What could not be worked out, by file and line.
        notes: What people should know: a cliff, a political committee.
        brought: What it began with, of the periods before it.
        offs: What decisions take off, in order.
        at_rate: By which number it was turned into the currency that it is owed in;
            None where it was not.
        pieces: The shares of the shorter periods that it is put together from; none
            where it is one by itself.
    """

    name: str
    period: Period
    giver: str
    receiver: str
    base: Base
    number: Decimal
    currency: str
    steps: tuple[Step, ...]
    parts: tuple[SharePart, ...]
    group: Group
    before_relief: Decimal = ZERO
    relief: Decimal = ZERO
    earlier: Decimal = ZERO
    unmet: tuple[str, ...] = ()
    lost: bool = False
    due: datetime.date | None = None
    book_number: Decimal = ZERO
    book_currency: str = ""
    rate: str = ""
    carried: Decimal = ZERO
    problems: tuple[LedgerError, ...] = ()
    notes: tuple[str, ...] = ()
    brought: Brought = NOTHING_BROUGHT
    offs: tuple[Off, ...] = ()
    at_rate: Decimal | None = None
    pieces: tuple[Share, ...] = ()

    @property
    def id(self) -> str:
        """Under which its entry is found again."""
        return f"share-{self.period.name}-{self.name}"


@dataclass(frozen=True, slots=True)
class Posted:
    """What a book has of an agreement for a period, whoever wrote it.

    Attributes:
        name: The agreement's name.
        period: The period's name, as the entries say it; empty where they say none.
        side: `payable` or `receivable`.
        charged: What was booked as owed, positive.
        settled: What was paid of it.
        relieved: What was taken off by decision or written off.
        exchange: What a change of rates did to it, in the book's currency.
        currency: The currency of these.
        entries: The transactions, by date.
    """

    name: str
    period: str
    side: Literal["payable", "receivable"]
    charged: Decimal
    settled: Decimal
    relieved: Decimal
    currency: str
    exchange: Decimal = ZERO
    entries: tuple[data.Transaction, ...] = ()

    @property
    def open(self) -> Decimal:
        """What is still owed."""
        return self.charged - self.settled - self.relieved


class Difference(NamedTuple):
    """Where two books do not say the same of an agreement for a period.

    Attributes:
        name: The agreement's name.
        period: The period's name.
        kind: What kind of difference it is.
        payable: What the one book owes.
        receivable: What the other expects.
        currency: Their currency.
        words: What differs, in plain words.
        who: The body that must act; empty where time will do.
        entries: The transactions on both sides, each with its body's name.
    """

    name: str
    period: str
    kind: Class
    payable: Decimal
    receivable: Decimal
    currency: str
    words: str
    who: str
    entries: tuple[tuple[str, data.Transaction], ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """An agreement with what changes it, as one book says it, for comparing.

    Attributes:
        group: The agreement.
        said: Every word and value of it, by a key that does not depend on the book.
    """

    group: Group
    said: Mapping[str, str] = field(default_factory=dict)
