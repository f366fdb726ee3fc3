"""Bodies for the assembly's page, made up for tests."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from coopbooks.core.periods import parse_period
from coopbooks.core.table import evaluate
from coopbooks.federation.assembly.side import side_by_side
from coopbooks.federation.assembly.tables import side_tables
from coopbooks.federation.reading.figures import Account
from coopbooks.federation.reading.figures import Cell
from coopbooks.federation.reading.figures import Figures
from coopbooks.federation.reading.lives import Campaign
from coopbooks.federation.reading.lives import Life
from coopbooks.federation.reading.lives import Purpose
from coopbooks.federation.terms import Federation
from coopbooks.federation.terms import Member

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.core.table import Values

MARCH = parse_period("2026-03")
ACCOUNTS = {
    "Income:Gifts": Account("Income", "gifts", "Gifts"),
    "Expenses:Campaigns": Account("Expenses", "", "Campaigns"),
}


def body(
    name: str,
    members: Iterable[str],
    *,
    before: Iterable[str] | None = None,
    dues: int = 0,
    told: bool = True,
    people: Mapping[str, int] | None = None,
    **spent: int,
) -> Figures:
    """A body's figures.

    Args:
        name: Its name.
        members: Who belongs at the end.
        before: Who belonged before; the same without it.
        dues: Dues charged, half of which came in.
        told: Whether the book tells what came in.
        people: How many dues, strike pay and help are about; dues about all without.
        **spent: What was spent and received, by purpose.

    Returns:
        The figures.
    """
    now = tuple(sorted(members))
    then = now if before is None else tuple(sorted(before))
    sums = {"charged": Decimal(dues)}
    if told:
        sums["collected"] = Decimal(dues) / 2
    return Figures(
        name,
        "chapter",
        name.title(),
        "USD",
        "accrual",
        "12-31",
        MARCH.name,
        ACCOUNTS,
        members=now,
        dues=sums if dues else {},
        life=Life(
            then,
            len(set(now) - set(then)),
            len(set(then) - set(now)),
            {"dues": len(now) if dues else 0} | dict(people or {}),
            tuple(
                Purpose(what, "USD", Decimal(number)) for what, number in spent.items()
            ),
        ),
    )


def carrying(
    name: str, *cells: tuple[str, str, int], campaign: str = "homes"
) -> Figures:
    """A body that carries a campaign.

    Args:
        name: Its name.
        *cells: What it raised (`Income:Gifts`) or spent (`Expenses:Campaigns`), with
            which body, and how much.
        campaign: The campaign.

    Returns:
        Its figures.
    """
    moved = tuple(
        Cell(
            account,
            other,
            "",
            "",
            campaign,
            "USD",
            Decimal(number) * (-1 if account.startswith("Income") else 1),
        )
        for account, other, number in cells
    )
    life = Life(campaigns=(Campaign("homes", "Homes First", "point 4: homes"),))
    return Figures(
        name,
        "chapter",
        name.title(),
        "USD",
        "accrual",
        "12-31",
        MARCH.name,
        ACCOUNTS,
        moved=moved,
        life=life,
    )


def federation(
    names: Iterable[str], *, shared: bool = True, least: int = 5
) -> Federation:
    """A federation of chapters.

    Args:
        names: Their names.
        shared: Whether an id is one person everywhere.
        least: From how many people on a group is told of.

    Returns:
        The federation.
    """
    members = tuple(
        Member(name, "chapter", name.title(), Path(name), "", "", "", {})
        for name in names
    )
    return Federation(
        "all", "All", "USD", "accrual", "", "", shared, members, {}, {}, least
    )


def shown_side(federation_: Federation, bodies: Sequence[Figures]) -> Values:
    """Bodies side by side, worked out as they are shown.

    Args:
        federation_: The federation.
        bodies: Their figures.

    Returns:
        The tables of members, costs and solidarity.
    """
    return evaluate(tuple(side_tables(side_by_side(federation_, bodies, MARCH))))
