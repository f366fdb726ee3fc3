"""The ladder of a share as live rows: each band's part, its rate, and what it comes to.

Where the rows give the share by themselves, a workbook of them recalculates it; where
something else changed it (a loss carried, a guarantee, a rate of exchange), the steps
say so line by line.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.bands import find
from coopbooks.core.money import ZERO
from coopbooks.core.money import quantum
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.core.table import Times
from coopbooks.core.table import Within
from coopbooks.sharing.shares.ladder import bands_of

if TYPE_CHECKING:
    from coopbooks.core.bands import Band
    from coopbooks.core.table import Content
    from coopbooks.sharing.share import Share

LADDER = "ladder"
COLUMNS = (
    Column("label", "", ColumnKind.TEXT),
    Column("part", "Of what counts", ColumnKind.NUMBER),
    Column("rate", "Rate", ColumnKind.NUMBER),
    Column("amount", "Share"),
)
# Digits enough for what is rounded once, at the end.
FINE = 6


def ladder_table(share: Share, base: Ref) -> Table | None:
    """The ladder of a share, whose formulas begin at what counts.

    Args:
        share: The share, counted over one period by itself.
        base: The cell with what counts.

    Returns:
        A row for each band, and their sum; None where the agreement has no bands.
    """
    bands = bands_of(share.group)
    if not bands:
        return None
    rows = [_base_row(share, base)]
    cliff = share.group.header.meta.get("tiers") == "cliff"
    taken = max(ladder_base(share), ZERO)
    shown = [find(bands, taken)] if cliff else list(bands)
    for number, band in enumerate(shown):
        rows.append(_band_row(share, band, number, cliff=cliff))
    ids = [row.id for row in rows[1:]]
    total = Sum(tuple(Ref(LADDER, row, "amount") for row in ids))
    cells: dict[str, Content] = {"label": "By the ladder", "amount": total}
    rows.append(Row("total", cells, RowKind.TOTAL))
    return Table(LADDER, "The ladder", COLUMNS, tuple(rows), share.currency)


def ladder_base(share: Share) -> Decimal:
    """What the ladder of a share is applied to: what counts, less what is exempt.

    Args:
        share: The share.

    Returns:
        How much; below zero for a loss.
    """
    exempt = share.group.header.meta.get("exempt")
    less = Decimal(exempt.number or 0) if exempt is not None else ZERO
    return share.base.number - less


def _base_row(share: Share, base: Ref) -> Row:
    """What the ladder is applied to: what counts, less what is exempt of it."""
    exempt = share.group.header.meta.get("exempt")
    part: Content = Sum((base,))
    label = "What counts"
    if exempt is not None:
        part = Within(base, Decimal(exempt.number or 0), None)
        label = f"What counts, less {exempt.number:,f} that is exempt"
    return Row("base", {"label": label, "part": part}, RowKind.SUBTOTAL)


def _band_row(share: Share, band: Band, number: int, *, cliff: bool) -> Row:
    """A band: how much of what counts lies in it, its rate, and what that comes to."""
    row = f"band:{number}"
    of = Ref(LADDER, "base", "part")
    rate = band.line.values["rate"]
    value = Decimal(rate.number or 0)
    low = ZERO if cliff or band.lower is None else max(band.lower.bound, ZERO)
    high = None if cliff or band.upper is None else band.upper.bound
    pays = band.line.values["how"] == "pays"
    each = share.group.header.meta.get("each")
    if each is not None and not pays:
        value = value * Decimal(each.number or 0) / 100
    percent = not pays and each is None
    part, by = Ref(LADDER, row, "part"), Ref(LADDER, row, "rate")
    places = max(-int(quantum(share.currency).as_tuple().exponent), 0)
    amount: Content = Times(part, by, percent, max(places, FINE))
    if pays and band.unit == rate.currency:
        # One sum for whoever is in the band, as far as it was entered.
        amount = value if _entered(share, low) else ZERO
    return Row(
        row,
        {
            "label": _label(band, percent=percent),
            "part": Within(of, low, high),
            "rate": value,
            "amount": amount,
        },
        depth=1,
        where=None,
    )


def _entered(share: Share, low: Decimal) -> bool:
    return ladder_base(share) > low or not low


def _label(band: Band, *, percent: bool) -> str:
    """A band in words: `up to 50,000 USD, in percent`."""
    low = band.lower.bound if band.lower else None
    if band.upper is not None:
        words = f"up to {band.upper.bound:,f} {band.unit}"
    elif low:
        words = f"above {low:,f} {band.unit}"
    else:
        words = "all of it"
    return f"{words}, in percent" if percent else f"{words}, each"
