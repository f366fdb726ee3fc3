"""Steps of a rule one after another, around years made by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from coopbooks.core.money import ZERO
from coopbooks.surplus.allocation import Term
from tests.support.sharing import LAW
from tests.support.sharing import Facts
from tests.support.sharing import amounts
from tests.support.sharing import loss
from tests.support.sharing import messages
from tests.support.sharing import money
from tests.support.sharing import people
from tests.support.sharing import person
from tests.support.sharing import shared
from tests.support.sharing import step

TWO = people(A=1, B=1)


def test_each_step_says_how_it_came_about() -> None:
    rule = (
        LAW
        + '  authority: "bylaws 14"\n'
        + step('10 "reserve" 12.50 PERCENT "of" "surplus"')
        + step('20 "learning" 100.00 USD "of" "left"', to="Liabilities:Funds:Education")
        + step(
            '30 "tax" 30 PERCENT "of" "left-after" 20', "owed: Liabilities:Tax"
        ).replace("Equity:Reserve", "Expenses:Tax")
        + step('40 "party" 50 PERCENT "of" "step" 10', 'with: "party"', to="")
        + step('90 "members" "rest" "of" "left"', to="Equity:Capital:Members")
    )
    found = shared(rule, Facts("1000.02", TWO))
    assert messages(found) == []
    assert [(one.number, one.kind, one.words) for one in found.steps] == [
        (10, "equity", "12.5 PERCENT of the result"),
        (20, "liability", "100.00 USD, at most what is left"),
        (30, "expense", "30 PERCENT of what is left after 20"),
        (40, "carried", "50 PERCENT of step 10"),
        (90, "members", "rest of what is left"),
    ]
    assert list(amounts(found).values()) == money(
        "125.00", "100.00", "232.51", "62.50", "480.01"
    )
    assert [one.left for one in found.steps] == money(
        "875.02", "775.02", "542.51", "480.01", 0
    )
    tax, party = found.steps[2], found.steps[3]
    assert tax.of == (Term("result"), Term("step:10", -1), Term("step:20", -1))
    assert (tax.base, tax.rate, tax.owed) == (
        Decimal("775.02"),
        Decimal("0.3"),
        "Liabilities:Tax",
    )
    assert party.meta == {"with": "party"}
    assert {one.authority for one in found.steps} == {"bylaws 14"}
    assert found.notes == ("party: 62.50 stays on the result.",)


def test_a_share_of_a_source_is_of_that_alone() -> None:
    sources = {"members-work": 800, "others-work": 150, "other-sources": 50}
    rule = (
        LAW
        + step('10 "profit" "all" "of" "others-work"')
        + step('20 "reserve" 50 PERCENT "of" "other-sources"')
        + step('30 "reserve" 20 PERCENT "of" "members-work"')
        + step('40 "reserve" 50 PERCENT "of" "left-after" 30')
    )
    found = shared(rule, Facts(1000, sources=sources))
    assert messages(found) == []
    assert list(amounts(found).values()) == money(150, 25, 160, 320)
    assert found.left == 345


def test_percentages_of_more_than_there_is_are_a_mistake() -> None:
    rule = LAW + step('10 "a" 60 PERCENT "of" "result"')
    rule += step('20 "b" 50 PERCENT "of" "result"')
    found = shared(rule, Facts(1000))
    assert len(found.problems) == 1
    assert messages(found)[0].endswith(
        "'law' 20 takes 500.00 by the rule, and only 400.00 is left: the shares come "
        "to more than there is."
    )
    assert list(amounts(found).values()) == [600, 400]
    assert found.left == 0


@pytest.mark.parametrize(
    ("text", "meta", "note"),
    [
        ('"all" "of" "result"', (), "b: 1,000.00 by the rule, and only 400.00 is left"),
        ('500 USD "of" "result"', (), "b: 500.00 by the rule, and only 400.00"),
        ('5 PERCENT "of" "pay"', (), "b: 2,500.00 by the rule, and only 400.00"),
        ('10 PERCENT "of" "result"', ("minimum: 450 USD",), "b: 450.00 by the rule"),
    ],
)
def test_what_finds_less_than_it_asks_for_takes_that(
    text: str, meta: tuple[str, ...], note: str
) -> None:
    rule = LAW + step('10 "a" 60 PERCENT "of" "result"') + step(f'20 "b" {text}', *meta)
    found = shared(rule, Facts(1000, figures={"pay": 50000}))
    assert messages(found) == []
    assert amounts(found)[20] == 400
    assert note in found.notes[0]


def test_what_comes_after_all_is_taken_gets_nothing() -> None:
    rule = LAW + step('10 "a" "all" "of" "left"') + step('20 "b" 5 USD "of" "result"')
    found = shared(rule, Facts(1000))
    assert messages(found) == []
    assert amounts(found) == {10: 1000, 20: 0}
    assert found.notes == ("b: 5.00 by the rule, and nothing is left.",)


@pytest.mark.parametrize(
    ("losses", "result", "wanted"),
    [(300, 1000, 300), (300, 200, 200), (0, 1000, 0), ("0.01", 1000, "0.01")],
)
def test_earlier_losses_are_made_good_as_far_as_there_is(
    losses: int | str, result: int, wanted: int | str
) -> None:
    rule = LAW + "  round-to: 1 USD\n"
    rule += step('10 "earlier-losses" "all" "of" "surplus"', to="")
    rule += step('20 "a" 10 PERCENT "of" "left-after" 10')
    found = shared(rule, Facts(result, losses=losses))
    assert messages(found) == []
    first, second = found.steps
    assert (first.kind, first.amount) == ("earlier-losses", Decimal(wanted))
    # In whole dollars, but for the losses.
    assert second.amount == (result - first.amount) // 10


def test_a_part_of_the_surplus_makes_losses_good_bit_by_bit() -> None:
    rule = LAW + step('10 "earlier-losses" 50 PERCENT "of" "surplus"', to="")
    assert amounts(shared(rule, Facts(1000, losses=3000))) == {10: 500}
    few = shared(rule, Facts(1000, losses=200))
    assert amounts(few) == {10: 200}
    assert few.steps[0].bounds[0].words == "at most these losses, 200.00"
    fixed = LAW + step('10 "earlier-losses" 150 USD "of" "surplus"', to="")
    assert amounts(shared(fixed, Facts(1000, losses=200))) == {10: 150}


def test_a_step_that_tops_up_counts_what_others_took() -> None:
    rule = (
        LAW
        + step('10 "a" 10 PERCENT "of" "result"')
        + step('20 "b" 30 PERCENT "of" "result"')
        + step('30 "c" 35 PERCENT "of" "result"', 'including: "10, 20"')
        + step('40 "d" 20 PERCENT "of" "result"', "including: 20")
    )
    found = shared(rule, Facts(1000))
    assert messages(found) == []
    # Step 20 took more than the 20 percent that step 40 tops up to.
    assert list(amounts(found).values()) == [100, 300, 0, 0]
    assert found.steps[2].including == (10, 20)


def test_rounding_says_itself_how() -> None:
    rule = (
        LAW
        + "  round-to: 1 USD\n"
        + step('10 "a" 33.33 PERCENT "of" "result"')
        + step('20 "b" 33.33 PERCENT "of" "result"', 'round: "up"')
        + step('30 "c" 10.05 PERCENT "of" "result"', "round-to: 0.01 USD")
        + step('40 "d" "rest" "of" "left"', "round-to: 5 USD")
    )
    found = shared(rule, Facts("100.10"))
    assert messages(found) == []
    assert list(amounts(found).values()) == money(33, 34, "10.06", 20)
    assert found.left == Decimal("3.04")
    assert [one.rounding for one in found.steps] == ["down", "up", "down", "down"]
    assert found.steps[3].quantum == 5


def test_yen_have_no_cents() -> None:
    rule = LAW + step('10 "a" 33 PERCENT "of" "result"')
    rule += step('90 "members" "rest" "of" "left"', to="Equity:Capital:Members")
    found = shared(rule, Facts(1000, people(A=1, B=1, C=1), currency="JPY"))
    assert messages(found) == []
    assert amounts(found) == {10: 330, 90: 670}
    assert [part.amount for part in found.parts] == [224, 223, 223]


def test_a_year_that_came_to_nothing_shares_nothing() -> None:
    rule = LAW + step('10 "a" 10 PERCENT "of" "result"')
    rule += step('90 "members" "rest" "of" "left"', to="Equity:Capital:Members")
    found = shared(rule, Facts(0, [person("A", hours=0)]))
    assert messages(found) == []
    assert (amounts(found), found.parts) == ({10: ZERO, 90: ZERO}, ())
    assert found.left == 0


def test_a_loss_takes_its_own_steps_or_is_carried() -> None:
    rule = LAW + step('10 "a" "all" "of" "result"')
    found = shared(rule, Facts(-500))
    assert found.steps == ()
    assert found.left == 500
    assert found.notes == (
        "The rule has no coop-surplus-loss: the loss is carried to later years.",
    )
    rule += loss('10 "later" 40 PERCENT "of" "loss"', to="")
    rule += loss('20 "reserve" "rest" "of" "left"', 'until: "empty"')
    found = shared(rule, Facts(-500, accounts={"Equity:Reserve": 1000}))
    assert messages(found) == []
    assert amounts(found) == {10: 200, 20: 300}
    assert found.steps[0].words == "40 PERCENT of the loss"
    assert found.notes == ("later: 200.00 stays to be made good later.",)
    only = LAW + loss('10 "reserve" "all" "of" "loss"')
    gained = shared(only, Facts(500))
    assert gained.notes == (
        "The rule has no coop-surplus-step: the surplus is left on the result.",
    )


def test_sources_of_a_loss_are_lost_too() -> None:
    sources = {"members-work": -300, "others-work": -200, "other-sources": 0}
    rule = LAW + loss('10 "a" "all" "of" "others-work"', to="Equity:Collective")
    rule += loss('20 "b" 50 PERCENT "of" "left-after" 10', to="Equity:Collective")
    rule += loss('30 "c" 10 PERCENT "of" "members-work"', to="Equity:Collective")
    found = shared(rule, Facts(-500, sources=sources))
    assert messages(found) == []
    assert list(amounts(found).values()) == [200, 0, 30]
