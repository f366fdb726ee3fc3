"""What a body's life is in figures: people, dues, solidarity, decisions, campaigns.

It is data that can be kept and passed on, as `Figures` are. How many people a figure is
about stands beside it, so that whoever shows it can leave out what is about few.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

# Where a book does not say how many people something is about.
UNKNOWN = -1


class Purpose(NamedTuple):
    """Money of the period, by what it was for.

    Attributes:
        what: `work`, what a body does itself; `passed`, shares and per capita; `strike`
            and `need`, paid to its own members; `given` and `received`, solidarity
            with other bodies.
        currency: The currency.
        number: How much; below zero where more came back.
    """

    what: str
    currency: str
    number: Decimal


class Decided(NamedTuple):
    """A decision taken in the period, or of which something was paid in it.

    Attributes:
        id: Its id, such as `2026-03/7`.
        title: What was decided, in a few words, without ids of members.
        by: Who decided, such as `general meeting`.
        day: When.
        votes: Votes for it, against it, and abstentions; None where not recorded.
        currency: The currency of the amounts.
        limit: Up to how much may be spent; None where it does not say.
        paid: What was spent under it in the period.
        used: What was spent under it up to the period's end.
        until: The last day on which it may be used; None where it does not say.
        people: How many members what was spent is about; zero for none in particular,
            `UNKNOWN` where members are helped and the book does not say how many.
    """

    id: str
    title: str
    by: str
    day: datetime.date
    votes: tuple[Decimal | None, ...]
    currency: str
    limit: Decimal | None
    paid: Decimal
    used: Decimal
    until: datetime.date | None
    people: int


class Pending(NamedTuple):
    """Something that is to be decided, as the book says at the period's end.

    Attributes:
        kind: `request` of another body, `requests` of members, `budget`, `agreement`,
            `office` or `campaign`.
        what: What it is about: the benefit, the agreement, the office.
        body: The other body; empty for none.
        day: The last day, or the first of the year without a plan; None for none.
        currency: The currency of the amount; empty for none.
        number: How much another body asks for; None for none.
        people: Of requests of members: how many wait.
    """

    kind: str
    what: str
    body: str
    day: datetime.date | None
    currency: str
    number: Decimal | None
    people: int


class Campaign(NamedTuple):
    """A campaign.

    Attributes:
        name: Its name, as postings say it.
        title: What people call it.
        works_for: The point of the programme that it works for.
    """

    name: str
    title: str
    works_for: str


@dataclass(frozen=True, slots=True)
class Life:
    """A body's life in a period.

    Attributes:
        before: The ids of who belonged on the day before the period.
        joined: How many joined in it, as many times as they did.
        left: How many left in it.
        people: How many members a figure is about: `dues`, `strike`, `need`; `UNKNOWN`
            where the book does not say.
        purposes: Income and costs by what they were for.
        decisions: What was decided, or paid under a decision, by date and id.
        pending: What is to be decided.
        campaigns: The campaigns that have begun.
    """

    before: tuple[str, ...] = ()
    joined: int = 0
    left: int = 0
    people: Mapping[str, int] = field(default_factory=dict)
    purposes: tuple[Purpose, ...] = ()
    decisions: tuple[Decided, ...] = ()
    pending: tuple[Pending, ...] = ()
    campaigns: tuple[Campaign, ...] = ()


def life_to_data(life: Life) -> dict[str, Any]:
    """Write a body's life as plain data, for a file.

    Args:
        life: The life.

    Returns:
        Lists, texts and numbers only; amounts and days as texts.
    """
    return {
        "before": list(life.before),
        "joined": life.joined,
        "left": life.left,
        "people": dict(life.people),
        "purposes": _plain(life.purposes),
        "decisions": _plain(life.decisions),
        "pending": _plain(life.pending),
        "campaigns": _plain(life.campaigns),
    }


def life_from_data(said: Mapping[str, Any]) -> Life:
    """Read a body's life from plain data.

    Args:
        said: What `life_to_data` gave.

    Returns:
        The life.

    Raises:
        KeyError: Something is missing.
        TypeError: Something is of another kind.
        ValueError: A day or a number is none.
        ArithmeticError: An amount is none.
    """
    return Life(
        tuple(map(str, said["before"])),
        int(said["joined"]),
        int(said["left"]),
        {str(name): int(many) for name, many in dict(said["people"]).items()},
        tuple(
            Purpose(str(what), str(currency), Decimal(number))
            for what, currency, number in said["purposes"]
        ),
        tuple(_decided(*one) for one in said["decisions"]),
        tuple(
            Pending(kind, what, body, _day(day), currency, _number(number), int(many))
            for kind, what, body, day, currency, number, many in said["pending"]
        ),
        tuple(Campaign(*map(str, one)) for one in said["campaigns"]),
    )


def _plain(rows: Iterable[tuple[Any, ...]]) -> list[list[Any]]:
    """Rows as lists of what JSON knows."""
    return [[_cell(one) for one in row] for row in rows]


def _cell(value: Any) -> Any:  # noqa: ANN401 - a cell of a row is of any kind
    match value:
        case Decimal():
            return str(value)
        case datetime.date():
            return value.isoformat()
        case tuple():
            return [_cell(one) for one in value]
        case _:
            return value


def _decided(*row: Any) -> Decided:  # noqa: ANN401 - JSON says nothing of kinds
    name, title, by, day, votes, currency, limit, paid, used, until, people = row
    return Decided(
        str(name),
        str(title),
        str(by),
        datetime.date.fromisoformat(day),
        tuple(map(_number, votes)),
        str(currency),
        _number(limit),
        Decimal(paid),
        Decimal(used),
        _day(until),
        int(people),
    )


def _number(said: str | None) -> Decimal | None:
    return None if said is None else Decimal(said)


def _day(said: str | None) -> datetime.date | None:
    return None if said is None else datetime.date.fromisoformat(said)
