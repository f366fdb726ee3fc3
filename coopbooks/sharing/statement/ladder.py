"""The ladder of a share as live rows: each band's part, its rate, and what it comes to.

A workbook of them works the share out anew when what counts, a rate, a loss or what is
exempt is changed in it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.table import Bounded
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Inside
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sum
from coopbooks.core.table import Times
from coopbooks.core.table import Within
from coopbooks.sharing.shares.ladder import bands_of
from coopbooks.sharing.shares.ladder import pays_sums
from coopbooks.sharing.statement.place import FINE

if TYPE_CHECKING:
    from coopbooks.core.bands import Band
    from coopbooks.core.bands import Cut
    from coopbooks.core.table import Content
    from coopbooks.core.table import Ref
    from coopbooks.sharing.share import Share
    from coopbooks.sharing.statement.carried import Carried
    from coopbooks.sharing.statement.place import Place

LADDER = "ladder"
COLUMNS = (
    Column("label", "", ColumnKind.TEXT),
    Column("part", "Of what counts", ColumnKind.NUMBER),
    Column("rate", "Rate", ColumnKind.NUMBER),
    Column("amount", "Share"),
)


def ladder_rows(share: Share, base: Ref, at: Place, before: Carried) -> list[Row]:
    """The ladder of a share, whose formulas begin at what counts.

    Args:
        share: The share, counted over one period by itself.
        base: The cell with what counts.
        at: Where the rows stand.
        before: What the period begins with.

    Returns:
        What is taken off, a row for each band, and their sum; none where the agreement
        has no bands.
    """
    bands = bands_of(share.group)
    if not bands:
        return []
    rows = _base_rows(share, base, at, before)
    rows += [_band_row(share, band, number, at) for number, band in enumerate(bands)]
    total = Sum(tuple(at.ref(f"band:{one}", "amount") for one in range(len(bands))))
    cells: dict[str, Content] = {"label": "By the ladder", "amount": total}
    rows.append(Row(at.prefix + "total", cells, RowKind.TOTAL))
    return rows


def _base_rows(share: Share, base: Ref, at: Place, before: Carried) -> list[Row]:
    """What the ladder is applied to: what counts, less losses and what is exempt."""
    rows: list[Row] = []
    plus, minus = [base], []
    label = "What counts"

    def line(row: str, words: str, content: Content) -> Ref:
        rows.append(Row(at.prefix + row, {"label": words, "part": content}, depth=1))
        return at.ref(row, "part")

    if share.brought.counted:
        # What counted in periods that are charged with this one stands in them.
        counted = share.brought.counted - before.bases.number
        plus += before.bases.plus
        plus.append(line("counted", "Counted earlier in the year", counted))
        label = "What counts in the whole year"
    if before.loss.is_there:
        minus.append(line("loss", "Lost before, and taken off", before.loss.content()))
        label = "What is left to share"
    meta = share.group.header.meta
    counts = tuple(plus)
    exempt = meta.get("exempt")
    if exempt is not None:
        minus.append(line("exempt", "Exempt", Decimal(exempt.number or 0)))
        label = "What is left to share"
    of = Bounded(Sum(tuple(plus), tuple(minus)), positive=True)
    cells: dict[str, Content] = {"label": label, "part": of}
    if meta.get("losses-at") == "share":
        # A loss goes by the same ladder, and its share counts against later ones.
        left = line("left", label, of)
        lost = line("lost", "Or a loss of", Bounded(Sum((), counts), positive=True))
        cells = {"label": "By the ladder", "part": Sum((left, lost))}
    rows.append(Row(at.prefix + "base", cells, RowKind.SUBTOTAL))
    return rows


def _band_row(share: Share, band: Band, number: int, at: Place) -> Row:
    """A band: how much of what counts lies in it, its rate, and what that comes to."""
    row = f"band:{number}"
    rate = band.line.values["rate"]
    value = Decimal(rate.number or 0)
    each = share.group.header.meta.get("each")
    pays = band.line.values["how"] == "pays"
    if each is not None and not pays:
        value = value * Decimal(each.number or 0) / 100
    percent = not pays and each is None
    cells: dict[str, Content] = {
        "label": _label(band, percent=percent),
        "part": _part(share, band, at),
        "rate": value,
        "amount": Times(at.ref(row, "part"), at.ref(row, "rate"), percent, FINE),
    }
    if pays and band.unit == rate.currency:
        cells["amount"] = _sum_of_band(share, band, at, row)
    return Row(at.prefix + row, cells, depth=1)


def _part(share: Share, band: Band, at: Place) -> Content:
    """How much lies in a band; with a cliff all or nothing."""
    base = at.ref("base", "part")
    if _is_whole(share):
        return Inside(base, base, _cut(band.lower), _cut(band.upper))
    low = band.lower.bound if band.lower else Decimal(0)
    high = band.upper.bound if band.upper else None
    return Within(base, max(low, Decimal(0)), high)


def _sum_of_band(share: Share, band: Band, at: Place, row: str) -> Content:
    """The one sum of a band of money, for who is in it or has come that far."""
    base, rate = at.ref("base", "part"), at.ref(row, "rate")
    if _is_whole(share):
        return Inside(base, rate, _cut(band.lower), _cut(band.upper))
    low = (band.lower.bound, True) if band.lower else None
    return Inside(base, rate, low)


def _is_whole(share: Share) -> bool:
    """Whether one band decides for all of what counts."""
    cliff = share.group.header.meta.get("tiers") == "cliff"
    return cliff or pays_sums(bands_of(share.group))


def _cut(cut: Cut | None) -> tuple[Decimal, bool] | None:
    return (cut.bound, cut.after) if cut is not None else None


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
