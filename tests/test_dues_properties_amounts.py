"""What holds for dues whatever the numbers."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from beancount.parser import parser
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.periods import parse_period
from coopbooks.dues.rules.cadence import converted
from coopbooks.dues.rules.charges import expected
from coopbooks.dues.rules.parts import split
from coopbooks.dues.rules.schedules import read_schedule
from coopbooks.dues.rules.working import Working
from coopbooks.dues.rules.working import rounded
from coopbooks.dues.terms import read_terms

if TYPE_CHECKING:
    import random

    from beancount.core import data

    from coopbooks.core.directives import Directive
    from coopbooks.dues.charge import Charges

CENTS = st.integers(0, 1_000_000).map(lambda cents: Decimal(cents) / 100)
BEGIN = """\
2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
2026-01-01 custom "coop-account" "dues" Income:Dues
"""


def read(text: str) -> list[data.Directive]:
    entries, errors, _ = parser.parse_string(text)
    assert errors == []
    return sorted(entries, key=lambda entry: (entry.date, entry.meta["lineno"]))


def charged(text: str, period: str = "2026-03") -> Charges:
    entries = read(BEGIN + text)
    return expected(read_terms(entries), entries, parse_period(period))


def amount(text: str, period: str = "2026-03") -> Decimal:
    charges = charged(text, period)
    assert charges.problems == ()
    return charges.charges[0].number


def part_lines(parts: list[str]) -> list[Directive]:
    lines = [
        f'2026-01-01 custom "coop-dues-part" "x" "p{place}" {part} "to" Income:P{place}'
        for place, part in enumerate(parts)
    ]
    header = '2026-01-01 custom "coop-dues" "x" "flat"\n  amount: 1 USD\n'
    (group,) = read_terms(read(header + "\n".join(lines))).schedules
    return list(group.lines)


PARTS = st.lists(
    st.one_of(
        CENTS.map(lambda number: f"{number:.2f} USD"),
        st.integers(1, 20).map(lambda number: f"{number} PERCENT"),
    ),
    max_size=5,
)


@given(CENTS, PARTS, st.booleans())
def test_parts_add_up_to_the_charge(
    number: Decimal, parts: list[str], rest: bool
) -> None:
    lines = part_lines([*parts, '"rest"'] if rest else parts)
    shares = split(number, "USD", lines, "Income:Dues")
    assert sum(shares.values(), Decimal(0)) == number
    assert min(shares.values(), default=Decimal(0)) >= 0
    # The order of lines makes no difference.
    again = split(number, "USD", lines[::-1], "Income:Dues")
    assert again == shares


LEDGER = [
    '2026-01-01 custom "coop-dues" "x" "by-band"\n  measure: "pay"',
    '2026-01-01 custom "coop-dues-band" "x" "below" 2000 USD "pays" 11 USD',
    '2026-01-01 custom "coop-dues-band" "x" "up-to" 3500 USD "pays" 22 USD',
    '2026-01-01 custom "coop-dues-band" "x" "above" 3500 USD "at" 1 PERCENT',
    '2026-01-01 custom "coop-dues-part" "x" "a" 30 PERCENT "to" Income:A',
    '2026-01-01 custom "coop-dues-part" "x" "b" 4.50 USD "to" Income:B',
    '2026-01-01 custom "coop-dues-part" "x" "c" "rest" "to" Income:C',
    '2026-01-01 custom "coop-dues-less" "x" "kids" "below" 2 CHILD "less" 0 USD',
    '2026-01-01 custom "coop-dues-less" "x" "kids" "from" 2 CHILD "less" 3 USD',
    '2026-01-01 custom "coop-member" "M-0001" "join"',
    '2026-01-01 custom "coop-member" "M-0002" "join"',
    '2026-01-01 custom "coop-declared" "M-0001" "pay" 1999 USD',
    '2026-02-01 custom "coop-declared" "M-0001" "pay" 4321 USD',
    '2026-01-01 custom "coop-declared" "M-0002" "pay" 2500 USD',
    '2026-01-01 custom "coop-declared" "M-0002" "kids" 2',
    '2026-01-01 custom "coop-member-dues" "M-0002" "less" 10 PERCENT',
    '2026-02-01 custom "coop-member" "M-0001" "pause"\n  until: 2026-02-28',
]


def facts(charges: Charges) -> list[tuple[object, ...]]:
    """Charges without the places where their rules stand."""
    found: list[tuple[object, ...]] = [
        (one.id, one.number, one.due, one.parts, [step[:3] for step in one.steps])
        for one in charges.charges
    ]
    return found + [tuple(one[:3]) for one in charges.excused]


@given(st.randoms(use_true_random=False))
def test_the_order_of_lines_makes_no_difference(shuffle: random.Random) -> None:
    lines = LEDGER[:]
    shuffle.shuffle(lines)
    for period in ("2026-01", "2026-02", "2026-03"):
        first = charged("\n".join(LEDGER), period)
        assert first.problems == ()
        assert facts(charged("\n".join(lines), period)) == facts(first)


MARGINAL = """
2026-01-01 custom "coop-dues" "x" "by-band"
  measure: "pay"
  tiers: "marginal"
2026-01-01 custom "coop-dues-band" "x" "up-to" 1000 USD "at" 1 PERCENT
2026-01-01 custom "coop-dues-band" "x" "below" 2500 USD "at" 3 PERCENT
2026-01-01 custom "coop-dues-band" "x" "from" 2500 USD "at" 2 PERCENT
2026-01-01 custom "coop-member" "M-0001" "join"
2026-01-01 custom "coop-declared" "M-0001" "pay" {} USD
"""


@given(CENTS, CENTS)
def test_marginal_bands_are_one_line_without_jumps(one: Decimal, two: Decimal) -> None:
    low, high = sorted((one, two))
    first, second = (amount(MARGINAL.format(pay)) for pay in (low, high))
    # Never less for more pay, and never more than the steepest band takes of it.
    cent = Decimal("0.01")
    assert first <= second <= first + (high - low) * Decimal("0.03") + cent
    plain = min(high, Decimal(1000)) / 100
    plain += 3 * (min(max(high, Decimal(1000)), Decimal(2500)) - 1000) / 100
    plain += 2 * (max(high, Decimal(2500)) - 2500) / 100
    assert second == rounded(plain, "half-up", cent)


@given(
    st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 3, 31)),
    st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 4, 30)),
    CENTS,
)
def test_by_day_is_between_nothing_and_the_whole(
    joined: datetime.date, left: datetime.date, dues: Decimal
) -> None:
    text = f"""
2026-01-01 custom "coop-dues" "x" "flat"
  amount: {dues:.2f} USD
  charged: "by-day"
{joined} custom "coop-member" "M-0001" "join"
"""
    if left > joined:
        text += f'{left} custom "coop-member" "M-0001" "leave"\n'
    charges = charged(text)
    days = 31 - max(joined.day - 1 if joined.month == 3 else 0, 0)
    if joined < left < datetime.date(2026, 4, 1):
        begin = max(joined, datetime.date(2026, 3, 1))
        days = max((left - begin).days, 0)
    if not days:
        assert charges.charges == ()
        return
    (charge,) = charges.charges
    assert 0 <= charge.number <= dues
    assert charge.number == rounded(dues * days / 31, "half-up", Decimal("0.01"))


@given(CENTS.filter(bool), st.integers(1, 7))
def test_instalments_add_up_to_the_fee(fee: Decimal, count: int) -> None:
    text = f"""
2026-01-01 custom "coop-dues" "x" "flat"
  amount: 5.00 USD
2026-01-01 custom "coop-dues-fee" "x" "initiation" {fee:.2f} USD
  instalments: {count}
2026-01-15 custom "coop-member" "M-0001" "join"
"""
    paid = [
        charge.number
        for charge in charged(text, "2026").charges
        if charge.kind == "initiation"
    ]
    assert sum(paid) == fee
    assert len(paid) <= count
    assert max(paid) - min(paid) <= Decimal("0.01")


@given(CENTS)
def test_a_week_is_twelve_over_52_and_four_weeks_four_of_them(dues: Decimal) -> None:
    text = """
2026-01-01 custom "coop-dues" "x" "flat"
  amount: 1 GBP
2026-01-01 custom "coop-dues-cadence" "x" "week" 12 "over" 52
2026-01-01 custom "coop-dues-cadence" "x" "four-weeks" 4 "times" "week"
"""
    schedule = read_schedule(read_terms(read(text)).schedules[0])
    week, four = Working("GBP", dues), Working("GBP", dues)
    converted(week, schedule, "week", "M-0001")
    converted(four, schedule, "four-weeks", "M-0001")
    assert four.number == 4 * week.number
    assert abs(week.number - dues * 12 / 52) <= Decimal("0.005")


@given(
    st.decimals(-1000, 1000, places=6),
    st.sampled_from(["half-up", "half-even", "down", "up"]),
    st.sampled_from(["0.01", "0.05", "0.10", "1", "100"]),
)
def test_rounding_stays_within_a_step(number: Decimal, how: str, to: str) -> None:
    step = Decimal(to)
    result = rounded(number, how, step)
    assert result % step == 0
    off = abs(result) - abs(number)
    assert -step < off < step
    assert off <= 0 or how != "down"
    assert off >= 0 or how != "up"
    assert abs(off) <= step / 2 or not how.startswith("half")
