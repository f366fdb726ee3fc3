"""Paying help: within the grant, the year and the fund, and each payment once."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from coopbooks.support.need.paying import Payment
from coopbooks.support.need.paying import pay
from coopbooks.support.need.requests import request_of
from coopbooks.support.terms import terms_of
from tests.support import needbooks
from tests.support.needbooks import ASKED
from tests.support.needbooks import GRANTED
from tests.support.needbooks import NEVER
from tests.support.needbooks import viewed

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.sharing.share import View
    from coopbooks.support.need.paying import Paying


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(f"2026-{text}")


def paying(view: View, number: str, on: str) -> Paying:
    terms = terms_of(view)
    request = request_of(view, terms, "2026-03-a")
    payment = Payment(Decimal(number), day(on), "")
    return pay(view, terms, request, payment, NEVER)


@pytest.mark.parametrize(
    ("number", "on", "words"),
    [
        ("350", "03-06", ""),
        ("350.01", "03-06", "granted up to 350.00 USD, 0.00 is paid: 350.00 may"),
        ("350", "05-01", "was granted until 2026-04-30"),
        ("350", "03-04", "was only granted on 2026-03-05"),
        ("0.001", "03-06", "can't be paid: whole 0.01, above zero"),
        ("-5", "03-06", "can't be paid"),
    ],
)
def test_what_may_be_paid(tmp_path: Path, number: str, on: str, words: str) -> None:
    found = paying(viewed(tmp_path, GRANTED), number, on)
    if not words:
        assert found.refusals == ()
        assert found.entry is not None
        return
    assert any(words in one for one in found.refusals), found.refusals
    assert found.entry is None


def test_nothing_is_paid_before_it_is_decided(tmp_path: Path) -> None:
    (said,) = paying(viewed(tmp_path, ASKED), "100", "03-06").refusals
    assert said.startswith("nothing was decided on 2026-03-a.")
    no = """
2026-03-05 custom "coop-request-decided" "2026-03-a" "refused"
  by: "M-0002, M-0004"
"""
    (said,) = paying(viewed(tmp_path / "no", ASKED + no), "100", "03-06").refusals
    assert said == "2026-03-a was refused on 2026-03-05."


def test_only_fund_money_is_paid(tmp_path: Path) -> None:
    spent = """
2026-03-05 * "Help" "To somebody else"
  fund: "hardship"
  member: "M-0002"
  Expenses:Help          700.00 USD
  Assets:Bank:Hardship  -700.00 USD
"""
    (said,) = paying(viewed(tmp_path, GRANTED + spent), "350", "03-06").refusals
    assert said.startswith("the fund 'hardship' holds 200.00 USD.")
    assert paying(viewed(tmp_path / "less", GRANTED + spent), "200", "03-06").entry


def test_a_wait_is_waited_for(tmp_path: Path) -> None:
    terms = needbooks.UNION.replace("  member-for: 6 MONTH\n", "  waits: 14 DAY\n")
    (said,) = paying(viewed(tmp_path, GRANTED, terms), "350", "03-10").refusals
    assert said == "'hardship' waits: it may be paid from 2026-03-16 on."
    assert paying(viewed(tmp_path / "later", GRANTED, terms), "350", "03-16").entry


def test_the_same_payment_is_there_once(tmp_path: Path) -> None:
    paid = """
2026-03-06 * "Help" "By hand"
  member: "M-0001"
  fund: "hardship"
  request: "2026-03-a"
  Expenses:Help          100.00 USD
  Assets:Bank:Hardship  -100.00 USD
"""
    view = viewed(tmp_path, GRANTED + paid)
    same = paying(view, "100", "03-06")
    assert (same.entry, same.refusals) == (None, ())
    (said,) = paying(view, "50", "03-06").refusals
    assert said.startswith("100.00 was paid on 2026-03-06 already; is this one more?")
    assert paying(view, "250", "03-07").entry is not None
    assert paying(view, "251", "03-07").entry is None


@settings(max_examples=25)
@given(
    amounts=st.lists(st.integers(1, 400), max_size=8),
    limit=st.integers(1, 400),
    most=st.integers(1, 500),
)
def test_payments_never_pass_the_grant_the_year_or_the_fund(
    tmp_path_factory: pytest.TempPathFactory,
    amounts: list[int],
    limit: int,
    most: int,
) -> None:
    granted = GRANTED.replace("350.00", f"{limit}.00")
    terms = needbooks.UNION.replace(
        "maximum-a-year: 800.00", f"maximum-a-year: {most}.00"
    )
    terms = terms.replace("  maximum: 500.00 USD\n", "")
    view = viewed(tmp_path_factory.mktemp("book"), granted, terms)
    done = 0
    for at, number in enumerate(amounts):
        found = paying(view, str(number), f"03-{10 + at}")
        fits = done + number <= min(limit, most, 900)
        assert (found.entry is not None) is fits
        if found.entry is not None:
            done += number
            entries = sorted([*view.entries, found.entry], key=lambda one: one.date)
            view = type(view)(view.name, view.terms, entries, view.currency)


TYPED = """
2026-03-02 custom "coop-request" "2026-03-a" "hardship" 600.00 USD
  member: "{member}"
2026-03-05 custom "coop-request-decided" "2026-03-a" "granted"
  limit: 600.00 USD
  until: 2026-04-30
  by: "M-0002, M-0004"
"""


@pytest.mark.parametrize(
    ("member", "more", "words"),
    [
        ("M-0001", "", "at most 500.00 on a request, so 500.00."),
        ("M-0003", "", "not a member for 6 months by 2026-03-01."),
        (
            "M-0001",
            "  part-of-contributed: 50 PERCENT\n  contributed-over: 24 MONTH\n",
            "in 24 months before 2026-03-02, so 120.00.",
        ),
    ],
)
def test_a_grant_that_was_typed_beyond_the_terms_is_not_paid(
    tmp_path: Path, member: str, more: str, words: str
) -> None:
    fund = '  fund: "hardship"\n  standing'
    terms = needbooks.UNION.replace(
        fund, fund.replace("  standing", f"{more}  standing")
    )
    contributed = """
2025-06-01 * "Dues, with the part for times of need"
  member: "M-0001"
  Assets:Bank   240.00 USD
  Income:Dues  -240.00 USD
    fund: "hardship"
"""
    view = viewed(tmp_path, TYPED.format(member=member) + contributed, terms)
    found = paying(view, "501", "03-06")
    assert found.entry is None
    told = [one for one in found.refusals if one.startswith("the terms do not give it")]
    assert told[0].endswith(words), told
