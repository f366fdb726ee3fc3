"""A random sample that anybody can draw again: the same seed, the same entries.

What is drawn depends on the seed and on what entries say, not on where they stand: each
entry gets a number between 0 and 1 from the SHA-256 of the seed and its content, and
its chance grows with its amount (weighted sampling without replacement, as Efraimidis
and Spirakis have it: those with the smallest -ln(number)/amount are drawn). An entry
of 1,000.00 is as likely to be the first drawn as ten of 100.00 together, and one of
1.00 may be drawn too.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from decimal import ROUND_HALF_EVEN
from decimal import Context
from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING
from typing import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.controls.audit.gross import Flow

# The same digits on every system, whatever else the program set.
DIGITS = Context(prec=40, rounding=ROUND_HALF_EVEN)
WIDE = Decimal(2**256)


class Drawn(NamedTuple):
    """An entry that may be drawn.

    Attributes:
        entry: The transaction.
        account: The own account that it moved.
        number: How much in all, positive.
    """

    entry: data.Transaction
    account: str
    number: Decimal


def items_of(flows: Iterable[Flow]) -> list[Drawn]:
    """Put the parts of each entry together again.

    Args:
        flows: Receipts, or disbursements.

    Returns:
        One for each transaction and own account.
    """
    entries: dict[tuple[int, str], data.Transaction] = {}
    sums: dict[tuple[int, str], Decimal] = {}
    for one in flows:
        key = id(one.entry), one.account
        entries[key] = one.entry
        sums[key] = sums.get(key, Decimal(0)) + abs(one.number)
    return [Drawn(entries[key], key[1], sums[key]) for key in sums]


def draw(items: Sequence[Drawn], size: int, seed: int) -> list[Drawn]:
    """Draw a sample.

    Args:
        items: What may be drawn, in any order.
        size: How many are drawn at most.
        seed: Any number; the same one draws the same.

    Returns:
        What was drawn, by date and content.
    """
    keyed = []
    times: Counter[str] = Counter()
    # Which of several that say the same is which makes no difference to what is read.
    for text, item in sorted(((identity(one), one) for one in items), key=_first):
        times[text] += 1
        keyed.append((_rank(f"{seed}|{text}|{times[text]}", item.number), text, item))
    drawn = sorted(keyed, key=lambda one: one[:2])[: max(size, 0)]
    return [item for _, _, item in sorted(drawn, key=lambda one: _by_date(one[2]))]


def _first(pair: tuple[str, Drawn]) -> str:
    return pair[0]


def _by_date(item: Drawn) -> tuple[str, str]:
    return item.entry.date.isoformat(), identity(item)


def identity(item: Drawn) -> str:
    """What an entry says, without where it stands.

    Args:
        item: The entry.

    Returns:
        Its date, payee, words and postings in a fixed order.
    """
    entry = item.entry
    postings = sorted(
        f"{one.account} {one.units.number.normalize():f} {one.units.currency}"
        for one in entry.postings
        if one.units is not None and one.units.number is not None
    )
    said = (entry.date.isoformat(), entry.payee or "", entry.narration or "")
    return "|".join((*said, item.account, *postings))


def _rank(text: str, number: Decimal) -> Decimal:
    """Where an entry stands in the draw; the smallest are drawn."""
    digest = hashlib.sha256(text.encode()).digest()
    with localcontext(DIGITS):
        between = (Decimal(int.from_bytes(digest, "big")) + 1) / (WIDE + 1)
        return -between.ln() / number
