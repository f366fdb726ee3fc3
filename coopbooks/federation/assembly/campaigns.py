"""Campaigns by the point of the programme that they work for: raised and spent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import total_of
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.federation.combining.combined import combine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.periods import Period
    from coopbooks.core.table import Content
    from coopbooks.federation.combining.combined import Combined
    from coopbooks.federation.reading.figures import Figures
    from coopbooks.federation.reading.figures import Quote
    from coopbooks.federation.terms import Federation

TABLE, RAISED, SPENT = "campaigns", "raised", "spent"
TYPES = {RAISED: "Income", SPENT: "Expenses"}
NO_POINT = "No point of the programme named"
HOW = (
    "What one body gave another for a campaign is raised by both and spent by both; "
    "where both books name the campaign and each other it is counted once in all. What "
    "is held for partners is not raised."
)


class Carried(NamedTuple):
    """A campaign in a period, in the federation's currency.

    Attributes:
        name: Its name, as postings say it.
        title: What people call it.
        works_for: The point of the programme that it works for; empty for none.
        bodies: What each body raised and spent, by its name.
        twice: What bodies gave one another, so that it is in two books.
    """

    name: str
    title: str
    works_for: str
    bodies: Mapping[str, Mapping[str, Decimal]]
    twice: Mapping[str, Decimal]


def campaigns_of(
    federation: Federation,
    bodies: Sequence[Figures],
    period: Period,
    quotes: Sequence[Quote] = (),
) -> list[Carried]:
    """Add up what bodies raised and spent for campaigns.

    Args:
        federation: The federation.
        bodies: Their figures.
        period: The period.
        quotes: The federation's own prices.

    Returns:
        The campaigns for which anything moved, by point and name. A campaign is one by
        its name; what most bodies call it, and say that it works for, counts.
    """
    names = sorted({cell.campaign for one in bodies for cell in one.moved} - {""})
    found = []
    for name in names:
        some = [_only(one, name) for one in bodies]
        together = combine(federation, some, period, quotes)
        title, works_for = _said(bodies, name)
        sums = {
            one.name: _sums(together, one.name) for one in together.bodies if one.moved
        }
        kept = {body: both for body, both in sums.items() if any(both.values())}
        found.append(Carried(name, title, works_for, kept, _twice(together)))
    return sorted(found, key=lambda one: (not one.works_for, one.works_for, one.name))


def campaigns_table(found: Sequence[Carried], federation: Federation) -> Table:
    """What was raised and spent, by point, campaign and body.

    Args:
        found: The campaigns.
        federation: The federation.

    Returns:
        The table `campaigns`, without rows where there was none.
    """
    titles = {one.name: one.title for one in federation.members}
    rows: list[Row] = []
    points: dict[str, list[Carried]] = {}
    for one in found:
        points.setdefault(one.works_for or NO_POINT, []).append(one)
    for point, campaigns in points.items():
        rows.append(Row(f"point:{point}", {"label": point}, RowKind.HEADING))
        for one in campaigns:
            rows += _rows(one, titles)
        if len(campaigns) > 1:
            ids = [f"{one.name}:all" for one in campaigns]
            label = "For this point, together"
            rows.append(_sum(f"together:{point}", label, ids, RowKind.TOTAL))
    columns = (
        Column("label", "", ColumnKind.TEXT),
        Column(RAISED, "Raised"),
        Column(SPENT, "Spent"),
    )
    title = "Campaigns, by point of the programme"
    notes = (Sentence(HOW),)
    return Table(TABLE, title, columns, tuple(rows), federation.currency, notes=notes)


def _only(body: Figures, campaign: str) -> Figures:
    """A body's figures with nothing in them but a campaign's income and costs."""
    moved = tuple(cell for cell in body.moved if cell.campaign == campaign)
    return replace(body, closing=(), moved=moved, before=(), owed=(), owed_before=())


def _sums(together: Combined, body: str) -> dict[str, Decimal]:
    return {
        side: total_of(
            number
            for (line, name), number in together.numbers.items()
            if name == body and line.startswith(f"{kind}:")
        )
        for side, kind in TYPES.items()
    }


def _twice(together: Combined) -> dict[str, Decimal]:
    return {
        side: total_of(
            number
            for line, number in together.taken_out.items()
            if line.startswith(f"{kind}:")
        )
        for side, kind in TYPES.items()
    }


def _said(bodies: Sequence[Figures], name: str) -> tuple[str, str]:
    """What most bodies call a campaign, and say that it works for."""
    said = [one for body in bodies for one in body.life.campaigns if one.name == name]
    titles = [one.title for one in said]
    points = [" ".join(one.works_for.split()) for one in said]
    return _most(titles) or name, _most(points)


def _most(words: Sequence[str]) -> str:
    """What is said most often; of several the first by the alphabet."""
    return min(words, key=lambda one: (-words.count(one), one), default="")


def _rows(one: Carried, titles: Mapping[str, str]) -> Iterator[Row]:
    """A campaign: each body, what is in two books, and together."""
    ids = []
    for body, both in one.bodies.items():
        ids.append(f"{one.name}:{body}")
        cells: dict[str, Content] = {"label": titles.get(body, body), **both}
        yield Row(ids[-1], cells, depth=1)
    if any(one.twice.values()):
        ids.append(f"{one.name}:twice")
        cells = {"label": "In two books, counted once", **one.twice}
        yield Row(ids[-1], cells, depth=1)
    label = f"{one.title}, together"
    yield _sum(f"{one.name}:all", label, ids, RowKind.SUBTOTAL)


def _sum(row: str, label: str, ids: Sequence[str], kind: RowKind) -> Row:
    cells: dict[str, Content] = {"label": label}
    for side in TYPES:
        cells[side] = Sum(tuple(Ref(TABLE, one, side) for one in ids))
    return Row(row, cells, kind)
