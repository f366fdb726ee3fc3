"""From what counts to a share: by bands, marginal or by a cliff, or a fixed amount."""

from __future__ import annotations

from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.bands import check_bands
from coopbooks.core.bands import find
from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.dues.charge import Step
from coopbooks.sharing.forms.agreements import BAND

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.core.bands import Band
    from coopbooks.core.groups import Group

HUNDRED = Decimal(100)
# Beyond an edge by the least that can be, to say what a cliff costs there.
A_CENT = Decimal("0.01")


class Ladder(NamedTuple):
    """What a base comes to.

    Attributes:
        number: How much, exact.
        unit: Its currency; the unit of the base where no band gives one.
        steps: How it came about, a step for each band that was entered.
    """

    number: Decimal
    unit: str
    steps: tuple[Step, ...]


def ladder(group: Group, base: Decimal, unit: str) -> Ladder:
    """Work out a share of a base.

    Args:
        group: An agreement with its bands, which are right.
        base: What counts, not below zero.
        unit: Its currency, or what is counted, such as MEMBER.

    Returns:
        The share. With `tiers: "cliff"` the band of the base decides for all of it,
        else each part of the base goes by its own band. Where bands of money pay a sum
        each, it is that of the base's band. Without bands it is the `amount:` below
        the header.
    """
    bands, _ = check_bands(group.of(BAND.kind))
    fixed = group.header.meta.get("amount")
    if not bands:
        return _fixed(group, fixed, unit)
    each = group.header.meta.get("each")
    with localcontext(prec=PRECISION):
        if group.header.meta.get("tiers") == "cliff" or pays_sums(bands):
            band = find(bands, base)
            found = [_in_band(group, band, base, base, each)]
        else:
            found = [
                _in_band(group, band, _within(band, base), base, each)
                for band in bands
                if _within(band, base) > 0 or band is bands[0]
            ]
        number = sum((one.number for one in found), ZERO)
    return Ladder(number, found[0].unit or unit, tuple(found))


def cliffs(group: Group) -> list[str]:
    """What it costs to be a cent beyond each edge of a cliff.

    Args:
        group: An agreement.

    Returns:
        A sentence for each edge at which the share jumps; none where it does not go by
        a cliff.
    """
    bands, _ = check_bands(group.of(BAND.kind))
    if group.header.meta.get("tiers") != "cliff" or not bands:
        return []
    told = []
    for band in bands[:-1]:
        if band.upper is None:
            continue
        edge = band.upper.bound
        at, beyond = edge, edge + A_CENT
        if not band.upper.after:
            at, beyond = edge - A_CENT, edge
        jump = (
            ladder(group, beyond, band.unit).number
            - ladder(group, at, band.unit).number
        )
        cost = jump.quantize(A_CENT)
        told.append(
            f"A cliff: at {beyond:,.2f} {band.unit} the share is {cost:,.2f} more than "
            f"at {at:,.2f}."
        )
    return told


def _fixed(group: Group, fixed: object, unit: str) -> Ladder:
    """A share that is the same whatever counts."""
    number = getattr(fixed, "number", None)
    if number is None:
        return Ladder(ZERO, unit, ())
    currency = str(getattr(fixed, "currency", unit))
    authority = str(group.header.meta.get("authority") or "")
    step = Step("a fixed amount", number, currency, group.header.source, authority)
    return Ladder(number, currency, (step,))


def pays_sums(bands: Sequence[Band]) -> bool:
    """Whether each band pays a sum for money, such as 100.00 USD up to 50,000.00.

    Args:
        bands: The bands of an agreement.

    Returns:
        Whether; then the band of what counts decides for all of it.
    """
    return all(
        band.line.values["how"] == "pays"
        and band.unit == band.line.values["rate"].currency
        for band in bands
    )


def _within(band: Band, base: Decimal) -> Decimal:
    """How much of a base lies in a band."""
    low = band.lower.bound if band.lower else ZERO
    high = base if band.upper is None else min(base, band.upper.bound)
    return max(high - max(low, ZERO), ZERO)


def _in_band(
    group: Group, band: Band, part: Decimal, base: Decimal, each: object
) -> Step:
    """What is owed for the part of a base that a band holds for."""
    rate = band.line.values["rate"]
    how = str(band.line.values["how"])
    value = Decimal(rate.number or 0)
    authority = str(
        band.line.meta.get("authority") or group.header.meta.get("authority") or ""
    )
    shown = f"{part:,f} {band.unit}"
    if how == "pays":
        if band.unit == rate.currency:
            # Of money a band pays one sum, whatever part of it was entered.
            number, words = value, f"{value:,f} for {base:,f} {band.unit}"
        else:
            number, words = part * value, f"{value:,f} for each of {shown}"
        return Step(words, number, rate.currency, band.line.source, authority)
    worth = getattr(each, "number", None)
    unit = band.unit
    if worth is not None:
        part, unit = part * worth, str(getattr(each, "currency", unit))
        shown = f"{shown} at {worth:,f} {unit} each"
    words = f"{value.normalize():f} PERCENT of {shown}"
    return Step(words, part * value / HUNDRED, unit, band.line.source, authority)


def bands_of(group: Group) -> Sequence[Band]:
    """The bands of an agreement, from the lowest; none where they are wrong."""
    return check_bands(group.of(BAND.kind))[0]
