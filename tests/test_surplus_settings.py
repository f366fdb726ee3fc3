"""What-ifs: other numbers in a rule, typed on the command line."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.surplus.steps.settings import BadSetting
from tests.support.sharing import CAPITAL
from tests.support.sharing import LAW
from tests.support.sharing import Facts
from tests.support.sharing import amounts
from tests.support.sharing import loss
from tests.support.sharing import messages
from tests.support.sharing import money
from tests.support.sharing import parts
from tests.support.sharing import person
from tests.support.sharing import proposed
from tests.support.sharing import shared
from tests.support.sharing import step

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book

RULE = (
    LAW
    + step('20 "reserve" 20 PERCENT "of" "result"')
    + step('90 "members" 50 PERCENT "of" "left"', "cash: 20 PERCENT", to=CAPITAL)
    + loss('20 "reserve" "all" "of" "loss"', 'until: "empty"')
)
STAFF = [person("A", hours=1, pay=300), person("B", hours=3, pay=100)]
FACTS = Facts(1000, STAFF, accounts={"Equity:Reserve": 100})


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("20=25 PERCENT", (250, 375)),
        ("20=25 %", (250, 375)),
        (" 20 = 12.5% ", (125, "437.50")),
        ("20=25 percent", (250, 375)),
        ("90=rest", (200, 800)),
        ("90=all", (200, 800)),
        ("20=100.50 USD", ("100.50", "449.75")),
        ("20=1,000 USD", (1000, 0)),
        ("20.maximum=150 USD", (150, 425)),
        ("20.until=250 USD", (150, 425)),
        ("20.including=10", (200, 400)),
        ("20.including=10, 15", (200, 400)),
        ("round-to=300 USD", (0, 300)),
    ],
)
def test_a_step_takes_another_part(text: str, wanted: tuple[str | int, ...]) -> None:
    found = shared(RULE, FACTS, text)
    assert messages(found) == []
    assert list(amounts(found).values()) == money(*wanted)
    assert found.settings == (text,)


def test_what_stands_below_a_step_or_the_header_changes() -> None:
    cash = shared(RULE, FACTS, "90.cash=100 PERCENT")
    assert cash.cash_needed == 400
    pay = shared(RULE, FACTS, "patronage=pay")
    assert list(parts(pay).values()) == [300, 100]
    both = shared(RULE, FACTS, "90.by=pay", "20=30 %", "20=0 PERCENT")
    assert list(parts(both).values()) == [375, 125]
    gone = shared(RULE, FACTS, "90.cash=")
    assert gone.cash_needed == 0
    assert gone.rule.lines != shared(RULE, FACTS).rule.lines
    date = shared(RULE, FACTS, "until=2030-12-31", "90.to=Equity:Collective")
    assert date.steps[1].kind == "equity"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "it is not written as NAME=VALUE."),
        ("20", "it is not written as NAME=VALUE."),
        ("twenty=20 PERCENT", "it is no key of coop-surplus."),
        ("patronag=pay", "it is no key of coop-surplus. Did you mean 'patronage'?"),
        ("30=20 PERCENT", "there is no step 30, only 20, 90."),
        ("20=", "it is an amount with its unit"),
        ("20=lots", "it is an amount with its unit"),
        ("20=20", "it is an amount with its unit"),
        ("20=-5 PERCENT", "it can't be below zero."),
        ("90.csh=20 PERCENT", "a step has no 'csh'. Did you mean 'cash'?"),
        ("90.cash=20", "it is an amount with its unit"),
        ("90.cash=20 USD", "it is in PERCENT."),
        ("90.cash=120 PERCENT", "there is no more than 100 PERCENT."),
        ("90.notice=qualifed", "it is one of qualified, nonqualified. Did you mean"),
        ("90.to=reserve", "it is an account, such as Equity:Reserve."),
        ("until=soon", "it is a date, such as 2026-04-30."),
        ("result=much", "'much' is no number."),
        ("result=1,00", "'1,00' is no number."),
        ("result=NaN", "'NaN' is no number."),
    ],
)
def test_what_fits_nothing_is_refused_plainly(text: str, problem: str) -> None:
    with pytest.raises(BadSetting, match=re.escape(f"--set '{text}': {problem}")):
        shared(RULE, FACTS, text)


def test_another_result_keeps_the_proportions(coop_doc: Book) -> None:
    """
    2025-01-01 custom "coop-surplus" "law"
      patronage: "hours"
      missing: "nothing"
      others-share: 20 PERCENT
    2025-01-01 custom "coop-surplus-step" "law" 10 "profit" "all" "of" "others-work"
      to: Equity:Collective
    2025-01-01 custom "coop-surplus-step" "law" 90 "members" "rest" "of" "left"
      to: Equity:Capital:Members
    2025-01-01 custom "coop-surplus-loss" "law" 110 "ours" "all" "of" "loss"
      to: Equity:Collective
    2025-06-30 * "2025"
      Assets:Bank    1000 USD
      Income:Sales  -1000 USD
      Equity:Memo:Hours:Members  1 HOUR
        member: "A"
      Equity:Memo:Hours:Total   -1 HOUR
    """
    found = proposed(coop_doc, "2025", "result=2,000.50 USD")
    assert messages(found) == []
    assert amounts(found) == dict(
        zip((10, 90), money("400.10", "1600.40"), strict=True)
    )
    assert found.figures.lines[-1].number == Decimal("1000.50")
    assert sum(line.number for line in found.figures.lines) == found.figures.start
    assert found.figures.figures["equity"] == Decimal("2000.50")
    lost = proposed(coop_doc, "2025", "result=-300")
    assert lost.is_loss
    assert amounts(lost) == {110: 300}
    # A step for a loss changes nothing of a surplus.
    with pytest.raises(BadSetting, match="2025 has a surplus, and step 110 is none"):
        proposed(coop_doc, "2025", "110=50 PERCENT")
    with pytest.raises(BadSetting, match="2025 lost, and step 10 is none for a loss"):
        proposed(coop_doc, "2025", "10=50 PERCENT", "result=-1")
    share = proposed(coop_doc, "2025", "others-share=50 PERCENT")
    assert amounts(share) == {10: 500, 90: 500}


@given(st.text(max_size=30))
def test_whatever_is_typed_changes_something_or_is_refused(text: str) -> None:
    try:
        found = shared(RULE, FACTS, text)
    except BadSetting:
        return
    assert sum(amounts(found).values()) + found.left == 1000


@given(
    st.sampled_from(
        ["20", "90", "20.cash", "90.cash", "90.by", "20.until", "round-to"]
    ),
    st.sampled_from(
        ["1", "0", "1e5", "1 %", "x", "rest", "empty", "9 USD", "0 USD", ""]
    ),
)
def test_settings_of_every_kind_leave_a_sum_that_ties(key: str, value: str) -> None:
    try:
        found = shared(RULE, FACTS, f"{key}={value}")
    except BadSetting:
        return
    assert sum(amounts(found).values()) + found.left == 1000
