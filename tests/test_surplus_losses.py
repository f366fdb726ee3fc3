"""What members bear of a loss, and from which lots; and that reserves hold it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from coopbooks.surplus.allocation import Taken
from tests.support.sharing import CAPITAL
from tests.support.sharing import LAW
from tests.support.sharing import Facts
from tests.support.sharing import Number
from tests.support.sharing import loss
from tests.support.sharing import messages
from tests.support.sharing import person
from tests.support.sharing import shared
from tests.support.sharing import step

ALL = loss('90 "members" "rest" "of" "left"', to=CAPITAL)
LOTS: dict[str, Number] = {
    "fee": 100,
    "2024-Q": 30,
    "2023": 20,
    "2023-Q": 10,
    "2024-L": -5,
    "other": 7,
}
YEARS: tuple[tuple[str, Number], ...] = (("2023", 20), ("2023-Q", 10), ("2024-Q", 30))


def taken(*lots: tuple[str, Number]) -> tuple[Taken, ...]:
    """What is taken from each lot."""
    return tuple(Taken(lot, Decimal(number)) for lot, number in lots)


@pytest.mark.parametrize(
    ("order", "number", "wanted"),
    [
        ("", 25, taken(("2023", 20), ("2023-Q", 5))),
        ("oldest-first", 60, taken(*YEARS)),
        ("newest-first", 35, taken(("2024-Q", 30), ("2023", 5))),
        (
            "newest-first",
            62,
            taken(("2024-Q", 30), ("2023", 20), ("2023-Q", 10), ("other", 2)),
        ),
        ("own-lot", 25, taken(("2025-L", 25))),
    ],
)
def test_a_loss_is_taken_from_lots_in_order(
    order: str, number: int, wanted: tuple[Taken, ...]
) -> None:
    header = f'  losses-from: "{order}"\n' if order else ""
    found = shared(
        LAW + header + ALL, Facts(-number, [person("A", hours=1, lots=LOTS)])
    )
    assert messages(found) == []
    assert found.parts[0].taken == wanted
    assert (found.parts[0].note, found.notes) == ("", ())
    assert found.total("cash") == found.total("kept") == 0


def test_what_an_account_lacks_stands_in_a_lot_of_its_own() -> None:
    found = shared(LAW + ALL, Facts(-200, [person("A", hours=1, lots=LOTS)]))
    assert messages(found) == []
    assert found.parts[0].taken[-2:] == taken(("fee", 100), ("2025-L", 33))
    assert found.parts[0].note == "the account lacks 33.00, to be made good"
    assert found.notes == ("A: the account lacks 33.00, to be made good.",)
    assert found.cash_needed == 0


def test_two_steps_do_not_take_the_same_twice() -> None:
    first = loss('10 "half" 50 PERCENT "of" "loss"', to=CAPITAL)
    lots: dict[str, Number] = {"2023": 60, "2024": 50}
    found = shared(LAW + first + ALL, Facts(-100, [person("A", hours=1, lots=lots)]))
    assert [part.taken for part in found.parts] == [
        taken(("2023", 50)),
        taken(("2023", 10), ("2024", 40)),
    ]


def test_what_members_pay_in_for_a_loss_takes_nothing_from_lots() -> None:
    rule = LAW + loss(
        '10 "to be paid" "all" "of" "loss"', 'by: "hours"', to="Liabilities:Patronage"
    )
    found = shared(rule, Facts(-100, [person("A", hours=1, lots=LOTS)]))
    assert found.parts[0].amount == 100
    assert found.parts[0].taken == ()


def test_no_reserve_is_taken_below_zero() -> None:
    rule = LAW + loss('10 "a" 100 USD "of" "loss"') + loss('20 "b" 300 USD "of" "loss"')
    facts = Facts(-1000, accounts={"Equity:Reserve": 350})
    wanted = (
        "coop-surplus-loss: 'law' 20 takes 300.00 out of Equity:Reserve, which holds "
        '250.00. Add until: "empty" below it, and a step for the rest.'
    )
    assert messages(shared(rule, facts)) == [wanted]
    assert messages(shared(rule, facts, "20.until=empty")) == []
    # The collective account may well be below zero.
    collective = rule.replace("Equity:Reserve", "Equity:Collective")
    assert messages(shared(collective, facts)) == []


def test_a_reserve_that_was_below_zero_is_told_unless_it_is_filled() -> None:
    rule = LAW + step('10 "a" 100 USD "of" "result"')
    low = Facts(1000, accounts={"Equity:Reserve": -150})
    wanted = (
        "coop-surplus-step: 'law' 10 is about Equity:Reserve, which holds -150.00: no "
        "reserve can be below zero. Mend the entries that took it there, or let a step "
        "fill it first."
    )
    assert messages(shared(rule, low)) == [wanted]
    assert messages(shared(rule, low, "10=150 USD")) == []
