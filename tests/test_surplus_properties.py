"""What holds of every rule and every year: nothing is lost, no order matters."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.money import total_of
from coopbooks.surplus.posting.code import code_of
from coopbooks.surplus.steps.waterfall import share_out
from tests.support.sharing import CAPITAL
from tests.support.sharing import LAW
from tests.support.sharing import Facts
from tests.support.sharing import loss
from tests.support.sharing import parts
from tests.support.sharing import people
from tests.support.sharing import person
from tests.support.sharing import shared
from tests.support.sharing import step
from tests.support.sharing import terms_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from coopbooks.surplus.allocation import Allocation
    from coopbooks.surplus.figures import Person

CENTS = st.decimals(0, 10**7, places=2)
RATES = st.decimals(0, 100, places=2)
HOURS = st.one_of(
    st.just(Decimal(0)), st.integers(1, 9).map(Decimal), st.decimals(0, 2500, places=2)
)
NUMBERS = (10, 20, 30, 40)
MAY = datetime.date(2025, 5, 10)


@st.composite
def staff(draw: st.DrawFn) -> list[Person]:
    """People with hours, capital and lots; some left, some have no part."""
    found = []
    for place in range(draw(st.integers(1, 6))):
        lots = st.dictionaries(st.sampled_from(["fee", "2023", "2024-Q"]), CENTS)
        found.append(
            person(
                f"M-{place:04}",
                capital=draw(CENTS),
                left=draw(st.sampled_from([None, None, MAY])),
                lots=draw(lots),
                why_not=draw(st.sampled_from(["", "", "", "is too new"])),
                hours=draw(HOURS),
                pay=draw(HOURS),
            )
        )
    return found


@st.composite
def rules(draw: st.DrawFn, write: Callable[..., str] = step) -> str:
    """A rule whose steps are of all kinds, bounded or not."""
    lines = [LAW + draw(st.sampled_from(["", "  round-to: 1 USD\n"]))]
    for number in draw(st.lists(st.sampled_from(NUMBERS), unique=True)):
        part = draw(
            st.one_of(
                RATES.map("{:f} PERCENT".format),
                CENTS.map("{:f} USD".format),
                st.sampled_from(['"all"', '"rest"']),
            )
        )
        whole = draw(st.sampled_from(["result", "left", "members-work", "pay"]))
        meta = [
            text
            for text in (
                f"maximum: {draw(CENTS):f} USD",
                f"minimum: {draw(CENTS):f} USD",
                'until: "paid-in"',
                'while: "year"\n  up-to: 2',
                f"round-to: {draw(st.sampled_from(['0.05', '10']))} USD",
                f'round: "{draw(st.sampled_from(["up", "down", "half-up"]))}"',
                f"each-at-most: {draw(CENTS):f} USD",
            )
            if draw(st.integers(0, 4)) == 0
        ]
        to = draw(st.sampled_from(["Equity:Reserve", "Liabilities:Funds", CAPITAL, ""]))
        if write is step:
            meta += [f"cash: {draw(RATES):f} PERCENT"] if to == CAPITAL else []
        name = f'{number} "s{number}" {part} "of" "{whole}"'
        lines.append(write(name, *meta, to=to))
    lines.append(write('90 "members" "rest" "of" "left"', to=CAPITAL))
    return "".join(lines)


@st.composite
def years(draw: st.DrawFn) -> Facts:
    """What a year has, in its own proportions; the sign is for the test to choose."""
    ours, others = draw(CENTS), draw(CENTS)
    return Facts(
        ours + others,
        draw(staff()),
        {"members-work": ours, "others-work": others, "other-sources": 0},
        {
            "pay": draw(CENTS),
            "paid-in": draw(CENTS),
            "year": draw(st.integers(1, 4)),
        },
        {"Equity:Reserve": draw(CENTS), "Liabilities:Funds": draw(CENTS)},
    )


def lost(facts: Facts) -> Facts:
    """The same year with as much of a loss."""
    sources = {name: -Decimal(number) for name, number in (facts.sources or {}).items()}
    return replace(facts, start=-Decimal(facts.start), sources=sources)


def ties(found: Allocation) -> None:
    """That all adds up, and that nobody gets less than nothing."""
    amounts = [one.amount for one in found.steps]
    assert total_of([*amounts, found.left]) == abs(found.figures.start)
    assert min([found.left, *amounts]) >= 0
    for one in found.steps:
        if one.kind == "members":
            assert total_of(x.amount for x in found.parts_of(one.number)) == one.amount
    assert found.steps[-1].left == found.left


@given(rules(), years())
def test_nothing_of_a_surplus_is_lost(rule: str, facts: Facts) -> None:
    found = shared(rule, facts)
    ties(found)
    rates = {one.number: (one.cash_rate, one.quantum) for one in found.steps}
    for part in found.parts:
        assert part.cash + part.kept + part.owed == part.amount
        assert min(part.cash, part.kept, part.owed) >= 0
        rate, unit = rates[part.step]
        # At least the rate, and less than a unit more.
        assert rate * part.amount <= part.cash < rate * part.amount + unit
        assert part.amount % unit == 0


@given(rules(loss), years())
def test_nothing_of_a_loss_is_lost(rule: str, facts: Facts) -> None:
    if not facts.start:
        return
    found = shared(rule, lost(facts))
    ties(found)
    left = {one.member: dict(one.lots) for one in found.figures.people}
    for part in found.parts:
        assert total_of(one.number for one in part.taken) == part.amount
        for one in part.taken:
            held = left[part.member].get(one.lot, Decimal(0)) - one.number
            left[part.member][one.lot] = held
            assert held >= 0 or one.lot == "2025-L"


@given(rules(), years(), st.randoms())
def test_order_makes_no_difference(rule: str, facts: Facts, chance: Random) -> None:
    terms, figures = terms_of(rule), facts.year()
    group = terms.rules[-1]
    lines, persons = list(group.lines), list(figures.people)
    chance.shuffle(lines)
    chance.shuffle(persons)
    mixed = replace(group, lines=tuple(lines))
    other = replace(figures, people=tuple(persons))
    first = share_out(group, figures, terms.roles)
    second = share_out(mixed, other, terms.roles)
    assert first.steps == second.steps
    assert first.parts == second.parts
    assert code_of(first) == code_of(second)


@given(CENTS, st.lists(HOURS, min_size=1, max_size=7), st.data())
def test_more_hours_never_mean_less(
    start: Decimal, hours: list[Decimal], data: st.DataObject
) -> None:
    rule = LAW + step('90 "members" "rest" "of" "left"', to=CAPITAL)
    names = [f"M{place}" for place in range(len(hours))]
    who = data.draw(st.sampled_from(names))
    more = data.draw(HOURS)
    worked = dict(zip(names, hours, strict=True))
    before = parts(shared(rule, Facts(start, people(**worked))))
    worked[who] += more
    after = parts(shared(rule, Facts(start, people(**worked))))
    assert after.get(who, 0) >= before.get(who, 0)


@given(CENTS, st.lists(HOURS, min_size=1, max_size=7))
def test_nobody_is_a_cent_off_their_exact_share(
    start: Decimal, hours: list[Decimal]
) -> None:
    rule = LAW + step('90 "members" "rest" "of" "left"', to=CAPITAL)
    worked = {f"M{place}": number for place, number in enumerate(hours)}
    found = parts(shared(rule, Facts(start, people(**worked))))
    total = sum(hours)
    for member, number in found.items():
        exact = start * worked[member] / total
        assert abs(number - exact) < Decimal("0.01")


@given(CENTS, st.lists(HOURS, min_size=1, max_size=7), RATES)
def test_the_fifth_in_cash_is_kept_by_everybody(
    start: Decimal, hours: list[Decimal], rate: Decimal
) -> None:
    line = step(
        '90 "members" "rest" "of" "left"',
        f"cash: {max(rate, Decimal(20)):f} PERCENT",
        'notice: "qualified"',
        to=CAPITAL,
    )
    staff_ = [
        person(f"M{place}", hours=number, consents=True)
        for place, number in enumerate(hours)
    ]
    found = shared(LAW + line, Facts(start, staff_))
    assert not found.problems or not found.parts
    assert all(5 * part.cash >= part.amount for part in found.parts)
