"""Who pays whom, so that everybody is settled in the fewest payments.

What is left to get and to pay comes to nothing in all. A group of bodies of which that
is true by itself is settled in one payment fewer than it has bodies, and never in fewer
unless it falls into smaller groups of that kind. So the fewest payments are found by
finding the most groups, over all sets of bodies; that takes twice as long with every
body more, so that of very many the largest debts are paid first instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import ZERO

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

MOST = 12


class Payment(NamedTuple):
    """What one body pays another.

    Attributes:
        giver: Who pays.
        receiver: Who is paid.
        number: How much, above zero.
    """

    giver: str
    receiver: str
    number: Decimal


def settle(balances: Mapping[str, Decimal]) -> tuple[list[Payment], bool]:
    """Find who pays whom.

    Args:
        balances: By body what it gets (above zero) or owes (below), in one currency;
            they come to zero.

    Returns:
        The payments by name, and whether there can't be fewer. Nobody pays more than
        is owed, and the order of the bodies does not matter.
    """
    open_ones = {name: balances[name] for name in sorted(balances) if balances[name]}
    if len(open_ones) > MOST:
        return sorted(_paid(open_ones)), False
    payments = [one for group in _groups(open_ones) for one in _paid(group)]
    return sorted(payments), True


def _paid(balances: Mapping[str, Decimal]) -> Iterable[Payment]:
    """The largest debt to the largest claim, until nothing is open."""
    left = dict(balances)
    while any(left.values()):
        giver = min(left, key=lambda name: (left[name], name))
        receiver = min(left, key=lambda name: (-left[name], name))
        number = min(-left[giver], left[receiver])
        if number <= ZERO:
            return
        left[giver] += number
        left[receiver] -= number
        yield Payment(giver, receiver, number)


def _groups(balances: Mapping[str, Decimal]) -> list[dict[str, Decimal]]:
    """As many groups as there can be that come to zero, each by itself."""
    names = list(balances)
    sums = _sums([balances[name] for name in names])
    # How many sets that come to zero lie one within the other, up to each set.
    most = [0] * len(sums)
    for chosen in range(1, len(sums)):
        within = (most[chosen ^ 1 << place] for place in _places(chosen))
        most[chosen] = max(within) + (0 if sums[chosen] else 1)
    groups: list[dict[str, Decimal]] = []
    chosen = len(sums) - 1
    while chosen:
        if not sums[chosen]:
            groups.append({})
        after = most[chosen] - (0 if sums[chosen] else 1)
        place = next(one for one in _places(chosen) if most[chosen ^ 1 << one] == after)
        if groups:
            groups[-1][names[place]] = balances[names[place]]
        chosen ^= 1 << place
    return groups


def _sums(numbers: Sequence[Decimal]) -> list[Decimal]:
    """What each set of numbers comes to, by the set as a number in binary."""
    sums = [ZERO]
    for number in numbers:
        sums += [so_far + number for so_far in sums]
    return sums


def _places(chosen: int) -> Iterable[int]:
    return (place for place in range(chosen.bit_length()) if chosen >> place & 1)
