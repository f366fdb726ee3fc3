"""Both sides: every kind of difference, each in two ledgers."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

import coopbooks
from coopbooks.core.periods import parse_period
from coopbooks.sharing.proof.proving import prove
from coopbooks.sharing.views import view_of

if TYPE_CHECKING:
    from coopbooks.sharing.proof.proving import Proof
    from coopbooks.sharing.share import Difference

QUARTER = parse_period("2026-Q1")
TODAY = datetime.date(2026, 4, 20)
TERMS = """\
2026-01-01 custom "coop-agreement" "share" "fixed"
  from: "coop"
  to: "party"
  count: "quarter"
  amount: 600.00 USD
  due: 30 DAY
"""
HEAD = """\
option "operating_currency" "USD"
2025-12-31 open Assets:Bank USD
2025-12-31 open Assets:Owed USD
2025-12-31 open Liabilities:Owed USD
2025-12-31 open Income:Share USD
2025-12-31 open Expenses:Share USD
2026-01-01 custom "coop-entity" "{name}" "{kind}"
  basis: "{basis}"
2026-01-01 custom "coop-account" "bank" Assets:Bank
2026-01-01 custom "coop-account" "share-receivable" Assets:Owed
2026-01-01 custom "coop-account" "share-payable" Liabilities:Owed
2026-01-01 custom "coop-account" "share" Expenses:Share
2026-01-14 custom "coop-decision" "2026-01/1" "Less this quarter"
  body: "assembly"
2025-12-31 open Equity:Opening USD
2026-01-01 * "What there is at the beginning"
  Assets:Bank      5000.00 USD
  Equity:Opening  -5000.00 USD
"""
TAGS = '  agreement: "share"\n  period: "2026-Q1"\n'
OWED = f"""\
2026-03-31 * "Share"
{TAGS}  Expenses:Share    600.00 USD
  Liabilities:Owed  -600.00 USD
"""
EXPECTED = f"""\
2026-03-31 * "Share"
{TAGS}  Assets:Owed    600.00 USD
  Income:Share  -600.00 USD
"""
PAID = f"""\
2026-04-15 * "Paid"
{TAGS}  Liabilities:Owed   600.00 USD
  Assets:Bank       -600.00 USD
"""
RECEIVED = f"""\
2026-04-16 * "Received"
{TAGS}  Assets:Bank   600.00 USD
  Assets:Owed  -600.00 USD
"""


def book(name: str, text: str, basis: str = "accrual") -> str:
    kind = "party" if name == "party" else "worker-coop"
    return HEAD.format(name=name, kind=kind, basis=basis) + text


def proved(*texts: str, today: datetime.date = TODAY) -> Proof:
    views = {}
    with TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            path = Path(folder) / f"{number}.beancount"
            path.write_text(text, encoding="utf-8")
            loaded = coopbooks.load(path)
            assert loaded.errors == []
            view = view_of(loaded)
            views[view.name] = view
    return prove(views, QUARTER, today)


def only(proof: Proof) -> Difference:
    (found,) = proof.differences
    return found


def test_both_sides_agree() -> None:
    coop = book("coop", TERMS + OWED + PAID)
    assert proved(coop, book("party", TERMS + EXPECTED + RECEIVED)).differences == ()


def test_money_on_its_way_and_money_that_did_not_arrive() -> None:
    coop, party = book("coop", TERMS + OWED + PAID), book("party", TERMS + EXPECTED)
    found = only(proved(coop, party))
    assert (found.kind, found.who) == ("in-transit", "")
    assert found.words == "600.00 of 15 April 2026 is on its way"
    late = only(proved(coop, party, today=datetime.date(2026, 5, 20)))
    assert (late.kind, late.who) == ("amount", "party")
    assert late.words == "party has not received 600.00 that the other side booked"


def test_booked_under_another_period() -> None:
    other = EXPECTED.replace("2026-Q1", "2026-Q2")
    found = only(proved(book("coop", TERMS + OWED), book("party", TERMS + other)))
    assert (found.kind, found.who) == ("timing", "party")
    assert found.words == "party has it under 2026-Q2"


def test_another_amount_and_none_at_all() -> None:
    wrong = EXPECTED.replace("600.00", "650.00")
    found = only(proved(book("coop", TERMS + OWED), book("party", TERMS + wrong)))
    assert (found.kind, found.who) == ("amount", "party")
    assert found.words == "party has 650.00; by the terms it is 600.00"
    assert [found.payable, found.receivable] == [Decimal(600), Decimal(650)]
    nothing = only(proved(book("coop", TERMS), book("party", TERMS + EXPECTED)))
    assert nothing.words == "coop has not booked it; by the terms it is 600.00"


@pytest.mark.parametrize("same", [True, False])
def test_the_two_books_words_differ(same: bool) -> None:
    other = TERMS.replace("30 DAY", "60 DAY")
    other = other if same else other.replace("600.00", "650.00")
    expected = EXPECTED if same else EXPECTED.replace("600.00", "650.00")
    found = only(proved(book("coop", TERMS + OWED), book("party", other + expected)))
    assert (found.kind, found.who) == ("terms", "coop and party")
    key = "due: '30 DAY' against '60 DAY'" if same else "amount: '600 USD'"
    assert key in found.words
    missing = only(proved(book("coop", TERMS + OWED), book("party", EXPECTED)))
    assert missing.words == "party has no such agreement"


RELIEF = """\
2026-01-15 custom "coop-agreement-relief" "share" 50 PERCENT
  period: "2026-Q1"
  decision: "2026-01/1"
"""


def test_what_one_side_took_off_is_disputed_and_the_claim_stays() -> None:
    half = OWED.replace("600.00", "300.00")
    coop = book("coop", TERMS + RELIEF + half)
    found = only(proved(coop, book("party", TERMS + EXPECTED)))
    assert (found.kind, found.who) == ("disputed", "coop and party")
    assert [found.payable, found.receivable] == [Decimal(300), Decimal(600)]
    assert "coop takes 300.00 off by decision" in found.words
    both = book("party", TERMS + RELIEF + EXPECTED.replace("600.00", "300.00"))
    assert proved(coop, both).differences == ()


def test_what_is_booked_before_its_condition_is_met() -> None:
    lines = TERMS + (
        '2026-01-01 custom "coop-agreement-condition" "share" "accounts handed in"\n'
    )
    party = book("party", lines + EXPECTED)
    found = only(proved(book("coop", lines), party))
    assert (found.kind, found.who) == ("conditional", "party")
    assert found.words == "'accounts handed in' is not met, and it is booked"
    met = '2026-03-01 custom "coop-agreement-met" "share" "accounts handed in" TRUE\n'
    coop = book("coop", lines + met + OWED)
    party = book("party", lines + met + EXPECTED)
    assert proved(coop, party).differences == ()


def test_what_a_book_by_cash_owes_is_worked_out() -> None:
    coop = book("coop", TERMS, basis="cash")
    assert proved(coop, book("party", TERMS + EXPECTED)).differences == ()
    wrong = EXPECTED.replace("600.00", "650.00")
    found = only(proved(coop, book("party", TERMS + wrong)))
    assert [found.payable, found.receivable] == [Decimal(600), Decimal(650)]


def test_a_book_that_is_not_at_hand_is_named() -> None:
    proof = proved(book("coop", TERMS + OWED))
    assert proof.missing == {"party": ("share",)}
    assert proof.differences == ()


PARTS = {"owed": OWED, "expected": EXPECTED, "paid": PAID, "received": RECEIVED}


@settings(max_examples=40)
@given(
    st.fixed_dictionaries({name: st.integers(0, 2) for name in PARTS}),
    st.booleans(),
    st.booleans(),
)
def test_differences_come_to_what_the_books_differ_by(
    times: dict[str, int], first: bool, relieved: bool
) -> None:
    """Missing, doubled, unpaid: whatever it is, it is listed once and adds up."""
    relief = RELIEF if relieved else ""
    coop = book("coop", TERMS + relief + OWED * times["owed"] + PAID * times["paid"])
    party = book(
        "party", TERMS + EXPECTED * times["expected"] + RECEIVED * times["received"]
    )
    proof = proved(*((coop, party) if first else (party, coop)))
    other = proved(*((party, coop) if first else (coop, party)))
    assert [one[:8] for one in proof.differences] == [
        one[:8] for one in other.differences
    ]
    (pair,) = proof.pairs
    charged = pair.giver.charged - pair.receiver.charged
    settled = pair.giver.settled - pair.receiver.settled
    assert pair.giver.charged == 600 * times["owed"]
    assert pair.receiver.charged == 600 * times["expected"]
    listed = [one.payable - one.receivable for one in proof.differences]
    assert sorted(listed) == sorted(one for one in (charged, settled) if one)
