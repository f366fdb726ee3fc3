"""What holds for every share, whatever the agreement and the months."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

import coopbooks
from coopbooks.core.money import total_of
from coopbooks.core.periods import parse_period
from coopbooks.sharing.shares.shares import share_of
from coopbooks.sharing.views import view_of

if TYPE_CHECKING:
    import random

    from coopbooks.sharing.share import Share

CENTS = st.integers(min_value=-5_000_000, max_value=9_000_000)
MONTHS = [f"2026-{month:02}" for month in range(1, 13)]

HEAD = """\
option "operating_currency" "USD"
2025-12-31 open Assets:Bank USD
2025-12-31 open Income:Sales USD
2025-12-31 open Expenses:Costs USD
2026-01-01 custom "coop-entity" "coop" "worker-coop"
  basis: "accrual"
"""
BANDS = """\
2026-01-01 custom "coop-agreement-band" "share" "up-to" 20000 USD "at" 5 PERCENT
2026-01-01 custom "coop-agreement-band" "share" "up-to" 45000.55 USD "at" 7.5 PERCENT
2026-01-01 custom "coop-agreement-band" "share" "above" 45000.55 USD "at" 11 PERCENT
2026-01-01 custom "coop-agreement-part" "share" "fund" 33.3 PERCENT
2026-01-01 custom "coop-agreement-part" "share" "other" 12.5 PERCENT
2026-01-01 custom "coop-agreement-part" "share" "national" "rest"
"""


def header(*lines: str) -> str:
    head = ['2026-01-01 custom "coop-agreement" "share" "surplus"', '  from: "coop"']
    return "\n".join([*head, '  to: "party"', *(f"  {line}" for line in lines)]) + "\n"


def months_of(cents: list[int]) -> list[str]:
    entries = []
    for month, number in zip(MONTHS, cents, strict=False):
        amount = Decimal(number) / 100
        account = "Income:Sales" if number >= 0 else "Expenses:Costs"
        entries.append(
            f'{month}-15 * "A month"\n  Assets:Bank  {amount:f} USD\n'
            f"  {account}  {-amount:f} USD\n"
        )
    return entries


def shares(text: str, *periods: str) -> list[Share]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "main.beancount"
        path.write_text(text, encoding="utf-8")
        book = coopbooks.load(path)
    assert book.errors == []
    view = view_of(book)
    return [
        share
        for period in periods
        for share in share_of(view, "share", parse_period(period))
    ]


@settings(max_examples=25)
@given(st.lists(CENTS, min_size=12, max_size=12), st.booleans())
def test_the_months_to_date_come_to_the_year(cents: list[int], carry: bool) -> None:
    losses = 'losses: "carry"' if carry else 'losses: "forget"'
    text = HEAD + header('count: "year-to-date"', losses) + BANDS
    text += "\n".join(months_of(cents))
    found = shares(text, *MONTHS)
    (year,) = shares(text, "2026")
    assert total_of(share.number for share in found) == year.number
    assert year.number >= 0
    for share in found:
        assert total_of(part.number for part in share.parts) == share.number


@settings(max_examples=15)
@given(st.lists(CENTS, min_size=12, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_lines_makes_no_difference(
    cents: list[int], order: random.Random
) -> None:
    agreement = header('count: "month"', 'losses: "carry"', "exempt: 100 USD")
    lines = BANDS.splitlines()
    entries = months_of(cents)
    one = HEAD + agreement + "\n".join(lines) + "\n" + "\n".join(entries)
    order.shuffle(lines)
    order.shuffle(entries)
    other = HEAD + "\n".join(entries) + "\n" + "\n".join(lines) + "\n" + agreement
    periods = ("2026-06", "2026-12")
    first = [(share.number, sorted(share.parts)) for share in shares(one, *periods)]
    assert first == [
        (share.number, sorted(share.parts)) for share in shares(other, *periods)
    ]


@settings(max_examples=20)
@given(
    st.lists(st.integers(min_value=0, max_value=9_000_000), min_size=12, max_size=12),
    st.sampled_from(["marginal", "cliff"]),
)
def test_more_surplus_is_never_a_smaller_share(cents: list[int], tiers: str) -> None:
    text = HEAD + header('count: "month"', f'tiers: "{tiers}"') + BANDS
    text += "\n".join(months_of(sorted(cents)))
    found = shares(text, *MONTHS)
    assert all(one.number <= other.number for one, other in pairwise(found))


@settings(max_examples=20)
@given(st.lists(CENTS, min_size=12, max_size=12))
def test_a_loss_is_carried_until_it_is_made_good(cents: list[int]) -> None:
    """One rate, losses carried: a share only of what is left after them."""
    rate = '2026-01-01 custom "coop-agreement-band" "share" "from" 0 USD'
    text = HEAD + header('count: "month"', 'losses: "carry"')
    text += f'{rate} "at" 10 PERCENT\n' + "\n".join(months_of(cents))
    found = shares(text, *MONTHS)
    exact, carried = Decimal(0), Decimal(0)
    for number, share in zip(cents, found, strict=True):
        carried += Decimal(number) / 100
        if carried > 0:
            exact, carried = carried / 10, Decimal(0)
        else:
            exact = Decimal(0)
        assert abs(share.number - exact) <= Decimal("0.005")
        assert share.carried == carried
