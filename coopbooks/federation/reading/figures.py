"""What is needed of one body's book, as data that can be kept and passed on.

No entry, no narration and no name of a person is in it: accounts with their balances,
for which other body, agreement, fund and campaign; prices; who belongs, by id, so that
a person who belongs to two bodies is counted once; and what the body's life is.
"""

from __future__ import annotations

import datetime
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

from coopbooks.federation.reading.lives import Life
from coopbooks.federation.reading.lives import life_from_data
from coopbooks.federation.reading.lives import life_to_data

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

CELLS = ("closing", "moved", "before", "owed", "owed_before")
# Changes when these figures are made in another way, so that no old ones are taken.
VERSION = 5


class Cell(NamedTuple):
    """What an account holds, or what moved on it, for one purpose.

    Attributes:
        account: The account, as the body's book calls it.
        body: The other body that it is with; empty for none.
        agreement: The agreement; empty for none.
        fund: The fund; empty for none.
        campaign: The campaign; empty for none.
        currency: The currency.
        number: How much, debits positive.
    """

    account: str
    body: str
    agreement: str
    fund: str
    campaign: str
    currency: str
    number: Decimal


class Bundle(NamedTuple):
    """What entries of one day and one kind moved for a campaign, added up.

    What was given, what was spent and what was only passed on can't be told apart from
    balances alone: it depends on what stands in the same entry.

    Attributes:
        day: The day.
        cells: Income, costs, and what is held for or by other bodies, with the
            campaign; also money of an entry that says with whom, without the campaign.
    """

    day: datetime.date
    cells: tuple[Cell, ...]


class Quote(NamedTuple):
    """A price in a book.

    Attributes:
        day: Its day.
        base: What is priced.
        quote: In which currency.
        number: The price of one.
    """

    day: datetime.date
    base: str
    quote: str
    number: Decimal


@dataclass(frozen=True, slots=True)
class Account:
    """What an account is for.

    Attributes:
        type: Its type, such as `Assets`, whatever the book calls it.
        role: Its role; empty for none.
        label: How people call it.
    """

    type: str
    role: str
    label: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What is needed of one body's book for a period.

    Attributes:
        name: The body, as its own book says.
        kind: Its kind, as its own book says.
        title: The book's title.
        currency: The book's currency.
        basis: `cash` or `accrual` on the period's last day; empty if unsaid.
        year_end: The last day of its fiscal year, such as `12-31`.
        period: The period's name.
        accounts: What its accounts are for, by name.
        closing: Balances at the end of the period.
        moved: What moved in the period on accounts of income and costs.
        before: Balances at the beginning of the period.
        owed: What a book by cash owes or is owed by agreement, worked out: as cells
            of no account but of a type, `Liabilities` or `Assets`.
        owed_before: The same at the beginning of the period.
        agreements: The names of its agreements.
        quotes: Its prices up to the end of the period.
        campaigns: What moved for campaigns until the end of the period, by day.
        members: The ids of who belongs on the last day.
        dues: Dues `charged` and `collected` in the period, in the book's currency;
            nothing where the book does not say how dues come about.
        errors: How many errors the book has.
        life: People, solidarity, decisions and campaigns of the period.
    """

    name: str
    kind: str
    title: str
    currency: str
    basis: str
    year_end: str
    period: str
    accounts: Mapping[str, Account]
    closing: tuple[Cell, ...] = ()
    moved: tuple[Cell, ...] = ()
    before: tuple[Cell, ...] = ()
    owed: tuple[Cell, ...] = ()
    owed_before: tuple[Cell, ...] = ()
    agreements: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    campaigns: tuple[Bundle, ...] = ()
    members: tuple[str, ...] = ()
    dues: Mapping[str, Decimal] = field(default_factory=dict)
    errors: int = 0
    life: Life = field(default_factory=Life)


def to_data(figures: Figures) -> dict[str, Any]:
    """Write figures as plain data, for a file.

    Args:
        figures: The figures.

    Returns:
        Lists, texts and numbers only; amounts and days as texts.
    """
    found = asdict(figures)
    for key in CELLS:
        found[key] = _texts(getattr(figures, key))
    found["campaigns"] = [
        [one.day.isoformat(), _texts(one.cells)] for one in figures.campaigns
    ]
    found["quotes"] = [
        [one.day.isoformat(), one.base, one.quote, str(one.number)]
        for one in figures.quotes
    ]
    found["dues"] = {name: str(number) for name, number in figures.dues.items()}
    found["life"] = life_to_data(figures.life)
    found["version"] = VERSION
    return found


def from_data(said: Mapping[str, Any]) -> Figures:
    """Read figures from plain data.

    Args:
        said: What `to_data` gave.

    Returns:
        The figures.

    Raises:
        ValueError: It is of another version, or something else.
    """
    if said.get("version") != VERSION:
        problem = "figures of another version"
        raise ValueError(problem)
    try:
        return Figures(
            name=str(said["name"]),
            kind=str(said["kind"]),
            title=str(said["title"]),
            currency=str(said["currency"]),
            basis=str(said["basis"]),
            year_end=str(said["year_end"]),
            period=str(said["period"]),
            accounts={name: Account(**one) for name, one in said["accounts"].items()},
            closing=_cells(said["closing"]),
            moved=_cells(said["moved"]),
            before=_cells(said["before"]),
            owed=_cells(said["owed"]),
            owed_before=_cells(said["owed_before"]),
            agreements=tuple(said["agreements"]),
            quotes=tuple(
                Quote(datetime.date.fromisoformat(day), base, quote, Decimal(number))
                for day, base, quote, number in said["quotes"]
            ),
            campaigns=tuple(
                Bundle(datetime.date.fromisoformat(day), _cells(cells))
                for day, cells in said["campaigns"]
            ),
            members=tuple(said["members"]),
            dues={name: Decimal(one) for name, one in said["dues"].items()},
            errors=int(said["errors"]),
            life=life_from_data(said["life"]),
        )
    except (KeyError, TypeError, ArithmeticError) as error:
        problem = f"no figures: {error}"
        raise ValueError(problem) from error


def _texts(cells: Iterable[Cell]) -> list[list[str]]:
    return [[*one[:-1], str(one.number)] for one in cells]


def _cells(said: Iterable[Sequence[str]]) -> tuple[Cell, ...]:
    return tuple(
        Cell(account, body, agreement, fund, campaign, currency, Decimal(number))
        for account, body, agreement, fund, campaign, currency, number in said
    )
