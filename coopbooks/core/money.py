"""The one place that rounds and the one that splits."""

from __future__ import annotations

from decimal import ROUND_DOWN
from decimal import ROUND_HALF_UP
from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING
from typing import TypeVar

from coopbooks.core.errors import CoopbooksError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

Key = TypeVar("Key", str, int, "tuple[str, ...]")

ZERO = Decimal(0)

# Currencies whose smallest unit is not a hundredth (ISO 4217, list one, minor units).
# Everything else, including what is no currency, is held to two decimals.
MINOR_UNITS = {
    "BHD": 3,
    "BIF": 0,
    "CLP": 0,
    "DJF": 0,
    "GNF": 0,
    "IQD": 3,
    "ISK": 0,
    "JOD": 3,
    "JPY": 0,
    "KMF": 0,
    "KRW": 0,
    "KWD": 3,
    "LYD": 3,
    "OMR": 3,
    "PYG": 0,
    "RWF": 0,
    "TND": 3,
    "UGX": 0,
    "VND": 0,
    "VUV": 0,
    "XAF": 0,
    "XOF": 0,
    "XPF": 0,
}

# Sums of a federation of thousands of books stay exact far beyond the 28 digits that
# Decimal keeps by default.
PRECISION = 60


class NothingToShareBy(CoopbooksError):
    """An amount was to be split by weights that are missing, negative or all zero."""

    def __init__(self, total: Decimal) -> None:
        """Build the message.

        Args:
            total: The amount that could not be split.
        """
        super().__init__(
            f"{total} can't be split: the weights are missing, negative or all zero. "
            "Give at least one positive weight."
        )


def quantum(currency: str) -> Decimal:
    """The smallest amount of a currency that is paid.

    Args:
        currency: A Beancount currency, such as `USD`.

    Returns:
        `0.01` for most; `1` for JPY and its like, `0.001` for KWD and its like
        (ISO 4217 minor units).
    """
    return Decimal(1).scaleb(-MINOR_UNITS.get(currency, 2))


def quantize(number: Decimal, currency: str, rounding: str = ROUND_HALF_UP) -> Decimal:
    """Round an amount to what can be paid in its currency.

    Args:
        number: An exact amount in `currency`.
        currency: Its currency, which gives the quantum.
        rounding: One of decimal's rounding modes; half up unless the rule says
            otherwise.

    Returns:
        The rounded amount; never a negative zero.
    """
    with localcontext() as context:
        context.prec = PRECISION
        rounded = number.quantize(quantum(currency), rounding=rounding)
    return rounded if rounded else abs(rounded)


def total_of(numbers: Iterable[Decimal]) -> Decimal:
    """Add up exactly, whatever the number of digits.

    Args:
        numbers: Amounts in one currency.

    Returns:
        Their sum; zero for none.
    """
    with localcontext() as context:
        context.prec = PRECISION
        return sum(numbers, ZERO)


def percentage(part: Decimal, whole: Decimal) -> Decimal | None:
    """One figure as a percentage of another's size.

    Args:
        part: The figure.
        whole: What it is compared with. Its sign does not count, so that more than a
            planned loss reads as more.

    Returns:
        The percentage to one decimal, half up; None where `whole` is zero.
    """
    if not whole:
        return None
    rounded = (part * 100 / abs(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return rounded if rounded else abs(rounded)


def allocate(
    total: Decimal, weights: Mapping[Key, Decimal], currency: str
) -> dict[Key, Decimal]:
    """Split an amount by weights, exactly: the parts always add up to the total.

    The method is that of the largest remainder (Hamilton): each gets its share rounded
    down, and what is left goes quantum by quantum to the largest remainders, ties in
    order of id. So 100.00 among three equal members is 33.34, 33.33, 33.33.

    Args:
        total: The amount to split, in whole quanta of `currency`; may be negative.
        weights: What each id weighs; none negative, at least one positive.
        currency: The currency of the total, which gives the quantum.

    Returns:
        A part for each id, in the order of `weights`.

    Raises:
        NothingToShareBy: There is no positive weight, or a negative one.
    """
    if not weights or min(weights.values()) < 0 or not any(weights.values()):
        raise NothingToShareBy(total)
    step = quantum(currency)
    with localcontext() as context:
        context.prec = PRECISION
        units = (abs(total) / step).to_integral_exact(rounding=ROUND_HALF_UP)
        whole = sum(weights.values(), ZERO)
        # Integer division and remainder, so that no share is ever rounded up by a
        # division that has run out of digits.
        parts = {key: divmod(units * weight, whole) for key, weight in weights.items()}
        floors = {key: part for key, (part, _) in parts.items()}
        left = int(units - sum(floors.values(), ZERO))
        ranked = sorted(parts, key=lambda key: (-parts[key][1], key))
        for key in ranked[:left]:
            floors[key] += 1
        sign = -1 if total < 0 else 1
        return {key: (part * step * sign) + 0 for key, part in floors.items()}


def rounded_down(number: Decimal, currency: str) -> Decimal:
    """Round toward zero, as a cap on what may be paid out is.

    Args:
        number: An exact amount in `currency`.
        currency: Its currency.

    Returns:
        The largest payable amount that is not beyond `number`.
    """
    return quantize(number, currency, ROUND_DOWN)
