"""The one place that rounds and the one that splits."""

from __future__ import annotations

from decimal import ROUND_DOWN
from decimal import ROUND_HALF_UP
from decimal import Context
from decimal import Decimal
from decimal import localcontext
from math import lcm
from typing import TYPE_CHECKING
from typing import Protocol
from typing import Self
from typing import TypeVar

from coopbooks.core.errors import CoopbooksError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping


class Sortable(Protocol):
    """Ids that have an order of their own: texts, numbers, tuples of them."""

    def __lt__(self, other: Self, /) -> bool: ...


Key = TypeVar("Key", bound=Sortable)

ZERO = Decimal(0)

# Decimals of the currencies that are not counted in hundredths (ISO 4217, list one,
# minor units). Everything else, including what is no currency, has two.
MINOR_UNITS = {
    "BHD": 3,
    "BIF": 0,
    "CLF": 4,
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
    "UYI": 0,
    "UYW": 4,
    "VND": 0,
    "VUV": 0,
    "XAF": 0,
    "XOF": 0,
    "XPF": 0,
}

# Decimal keeps 28 digits by default and rounds the rest away unseen. Sums of thousands
# of books, with prices in them, stay exact far beyond that.
PRECISION = 60
PRECISE = Context(prec=PRECISION)
QUANTA = {places: Decimal(1).scaleb(-places) for places in range(5)}


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


class NotInWholeQuanta(CoopbooksError):
    """An amount was to be split that can't be paid: it has a fraction of a cent."""

    def __init__(self, total: Decimal, currency: str) -> None:
        """Build the message.

        Args:
            total: The amount that could not be split.
            currency: Its currency.
        """
        super().__init__(
            f"{total} {currency} can't be split: the smallest amount that is paid is "
            f"{quantum(currency)} {currency}. Round it first, as the rule says."
        )


def quantum(currency: str) -> Decimal:
    """The smallest amount of a currency that is paid.

    Args:
        currency: A Beancount currency, such as `USD`.

    Returns:
        `0.01` for most; `1` for JPY and its like, `0.001` for KWD and its like
        (ISO 4217 minor units).
    """
    return QUANTA[MINOR_UNITS.get(currency, 2)]


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
    return _unsigned_zero(number.quantize(quantum(currency), rounding, PRECISE))


def rounded_down(number: Decimal, currency: str) -> Decimal:
    """Round toward zero, as a cap on what may be paid out is.

    Args:
        number: An exact amount in `currency`.
        currency: Its currency.

    Returns:
        The largest payable amount that is not beyond `number`.
    """
    return quantize(number, currency, ROUND_DOWN)


def total_of(numbers: Iterable[Decimal]) -> Decimal:
    """Add up exactly, whatever the number of digits.

    Args:
        numbers: Amounts in one currency.

    Returns:
        Their sum; zero for none.
    """
    with localcontext(prec=PRECISION):
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
    with localcontext(prec=PRECISION):
        percent = part * 100 / abs(whole)
        return _unsigned_zero(percent.quantize(Decimal("0.1"), ROUND_HALF_UP))


def allocate(
    total: Decimal, weights: Mapping[Key, Decimal], currency: str
) -> dict[Key, Decimal]:
    """Split an amount by weights, exactly: the parts always add up to the total.

    The method is that of the largest remainder (Hamilton): each gets its share rounded
    down, and what is left goes quantum by quantum to the largest remainders, ties in
    order of id. So 100.00 among three equal members is 33.34, 33.33, 33.33. A negative
    total is split as its opposite is, with the signs turned.

    Args:
        total: The amount to split, in whole quanta of `currency`; may be negative.
        weights: What each id weighs, in any one unit; none negative, at least one
            positive.
        currency: The currency of the total, which gives the quantum.

    Returns:
        A part for each id, in the order of `weights`, in `currency`.

    Raises:
        NothingToShareBy: There is no positive weight, or a negative one.
        NotInWholeQuanta: The total has a fraction of the smallest amount paid.
    """
    if not weights or min(weights.values()) < 0 or not any(weights.values()):
        raise NothingToShareBy(total)
    if quantize(total, currency) != total:
        raise NotInWholeQuanta(total, currency)
    step = quantum(currency)
    with localcontext(prec=PRECISION):
        units = int(abs(total) / step)
        parts = _shared_out(units, weights)
        signed = -step if total < 0 else step
        return {key: _unsigned_zero(part * signed) for key, part in parts.items()}


def _shared_out(units: int, weights: Mapping[Key, Decimal]) -> dict[Key, int]:
    """Split whole units by the largest remainder."""
    # Weights become whole numbers of their smallest common unit, so that nothing is
    # ever rounded, whatever the number of their digits.
    ratios = {key: weight.as_integer_ratio() for key, weight in weights.items()}
    common = lcm(*(unit for _, unit in ratios.values()))
    whole = {key: count * (common // unit) for key, (count, unit) in ratios.items()}
    total = sum(whole.values())
    parts: dict[Key, int] = {}
    remainders: dict[Key, int] = {}
    for key, weight in whole.items():
        parts[key], remainders[key] = divmod(units * weight, total)
    left = units - sum(parts.values())
    for key in sorted(parts, key=lambda key: (-remainders[key], key))[:left]:
        parts[key] += 1
    return parts


def _unsigned_zero(number: Decimal) -> Decimal:
    """The number itself, but zero instead of minus zero."""
    return number if number else abs(number)
