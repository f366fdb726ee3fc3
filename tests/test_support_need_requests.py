"""Who asks for help: what the terms give, who decides, and what may be paid."""

from __future__ import annotations

import datetime
from decimal import Decimal
from string import ascii_lowercase
from typing import TYPE_CHECKING

import pytest

from coopbooks.support.need.asking import Asking
from coopbooks.support.need.asking import entitlement
from coopbooks.support.need.deciding import Deciding
from coopbooks.support.need.deciding import decide
from coopbooks.support.need.directives import next_id
from coopbooks.support.need.requests import benefit_for
from coopbooks.support.need.requests import request_of
from coopbooks.support.terms import terms_of
from tests.support.needbooks import ASKED
from tests.support.needbooks import GRANTED
from tests.support.needbooks import NEVER
from tests.support.needbooks import viewed

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.sharing.share import View
    from coopbooks.support.need.asking import Entitlement
    from coopbooks.support.need.deciding import Decided


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(f"2026-{text}")


USUAL = Deciding(
    "granted",
    day("03-05"),
    Decimal(350),
    day("04-30"),
    ("M-0002", "M-0004"),
    "",
)


def asks(view: View, who: str, number: int, on: str = "03-02") -> Entitlement:
    terms = terms_of(view)
    benefit = benefit_for(terms, "hardship", day(on))
    member, body = (who, "") if who.startswith("M-") else ("", who)
    asking = Asking(benefit, member, body, Decimal(number), day(on), day(on))
    return entitlement(view, terms, asking, {})


def refused(found: Entitlement) -> list[str]:
    return [f"{one.words}: {one.because}" for one in found.refusals]


def decided(view: View, said: Deciding | None = None) -> Decided:
    terms = terms_of(view)
    request = request_of(view, terms, "2026-03-a")
    return decide(view, terms, request, said or USUAL, {}, NEVER)


def test_who_is_entitled_gets_what_they_ask_for(tmp_path: Path) -> None:
    found = asks(viewed(tmp_path), "M-0001", 400)
    assert found.most == 400
    assert found.refusals == ()


def test_the_most_for_a_request(tmp_path: Path) -> None:
    assert asks(viewed(tmp_path), "M-0001", 700).most == 500


def test_who_is_a_member_for_too_short_a_time(tmp_path: Path) -> None:
    assert refused(asks(viewed(tmp_path), "M-0003", 400)) == [
        "standing, class and time as a member: not a member for 6 months by 2026-03-01"
    ]


def test_who_is_behind_is_told_what_restores_it(tmp_path: Path) -> None:
    more = """
2025-01-01 custom "coop-account" "dues-receivable" Assets:Bank:Dues
2025-01-01 open Assets:Bank:Dues
2025-01-01 custom "coop-dues" "dues" "flat"
  amount: 20.00 USD
2025-01-01 custom "coop-dues-standing" "dues" "more-than" 60 DAY
2025-11-01 * "Dues"
  Assets:Bank:Dues   20.00 USD
    member: "M-0001"
    period: "2025-11"
  Income:Dues       -20.00 USD
"""
    (said,) = refused(asks(viewed(tmp_path, more), "M-0001", 400))
    assert "not in good standing on 2026-03-01; 20.00 USD would restore it" in said


def test_a_body_that_nobody_knows(tmp_path: Path) -> None:
    said = refused(asks(viewed(tmp_path), "bakery", 400))
    assert 'this book does not know it: add coop-body "bakery"' in said[0]


def test_what_others_were_granted_is_no_longer_free(tmp_path: Path) -> None:
    found = asks(viewed(tmp_path, GRANTED), "M-0002", 500, "03-10")
    assert found.reserved == 350
    assert found.most == 500
    found = asks(viewed(tmp_path / "low", GRANTED.replace("350", "399")), "M-0002", 500)
    assert found.reserved == 399
    # What was granted and has ended is free again.
    found = asks(viewed(tmp_path / "later", GRANTED), "M-0002", 500, "05-02")
    assert found.reserved == 0


def test_the_year_counts_what_is_paid_and_what_is_granted(tmp_path: Path) -> None:
    paid = """
2026-03-06 * "Help" "Paid"
  member: "M-0001"
  fund: "hardship"
  request: "2026-03-a"
  Expenses:Help          300.00 USD
  Assets:Bank:Hardship  -300.00 USD
"""
    found = asks(viewed(tmp_path, GRANTED + paid), "M-0001", 500, "03-10")
    assert found.most == 450
    found = asks(viewed(tmp_path / "later", GRANTED + paid), "M-0001", 500, "05-10")
    assert found.most == 500


def test_two_people_in_office_decide(tmp_path: Path) -> None:
    found = decided(viewed(tmp_path, ASKED))
    assert found.refusals == ()
    assert len(found.difference.changes) == 1


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            USUAL._replace(by=("M-0004",)),
            "2 different people decide on 'hardship' together",
        ),
        (USUAL._replace(by=("M-0004", "M-0004")), "here 1"),
        (
            USUAL._replace(by=("M-0001", "M-0004")),
            "M-0001 asked for it, and so can't decide",
        ),
        (USUAL._replace(by=("M-0003", "M-0004")), "M-0003 is not treasurer or trustee"),
        (USUAL._replace(by=()), "nobody is said to have decided it"),
        (USUAL._replace(limit=None), "up to how much? Say --limit."),
        (
            USUAL._replace(limit=Decimal(500)),
            "400.00 USD was asked for; a limit of 500.00",
        ),
        (USUAL._replace(until=None), "until when may it be paid? Say --until."),
        (USUAL._replace(until=day("03-01")), "before it is decided on 2026-03-05"),
        (USUAL._replace(on=day("03-01")), "only asked on 2026-03-02"),
        (USUAL._replace(by=(), decision="2026-03/5"), "decision '2026-03/5' is not in"),
        (USUAL._replace(by=(), decision="2026-02/3"), "is older than the request"),
        (USUAL._replace(by=(), decision="2026-03/4"), ""),
        (
            USUAL._replace(by=(), decision="2026-03/4", limit=Decimal(400)),
            "decision 2026-03/4 allows 350.00 USD, and 350.00 of it is left",
        ),
        (
            USUAL._replace(by=(), decision="2026-03/4", until=day("06-30")),
            "decision 2026-03/4 ends on 2026-05-31; say --until 2026-05-31",
        ),
        (USUAL._replace(outcome="withdrawn", by=(), limit=None, until=None), ""),
        (
            USUAL._replace(outcome="refused", by=("M-0004",)),
            "2 different people decide",
        ),
    ],
)
def test_who_may_decide_and_what(tmp_path: Path, said: Deciding, words: str) -> None:
    found = decided(viewed(tmp_path, ASKED), said)
    if not words:
        assert found.refusals == ()
        return
    assert any(words in one for one in found.refusals), found.refusals
    assert found.difference.changes == ()


def test_a_vote_says_limit_and_end_where_nobody_else_does(tmp_path: Path) -> None:
    view = viewed(tmp_path, ASKED)
    found = decided(
        view, USUAL._replace(by=(), decision="2026-03/4", limit=None, until=None)
    )
    assert found.refusals == ()
    assert found.said.limit == 350
    assert found.said.until == day("05-31")


def test_what_the_terms_do_not_give_cannot_be_granted(tmp_path: Path) -> None:
    asked = ASKED.replace("M-0001", "M-0003")
    found = decided(viewed(tmp_path, asked))
    assert "not a member for 6 months" in found.refusals[0]
    asked = ASKED.replace("400.00", "600.00")
    found = decided(
        viewed(tmp_path / "more", asked), USUAL._replace(limit=Decimal(600))
    )
    assert found.refusals == (
        "2026-03-a: at most 500.00 on a request, so 500.00 at most.",
    )


def test_a_request_is_decided_once(tmp_path: Path) -> None:
    view = viewed(tmp_path, GRANTED)
    assert decided(view).difference.changes == ()
    assert decided(view).refusals == ()
    (said,) = decided(view, USUAL._replace(limit=Decimal(300))).refusals
    assert said.startswith("2026-03-a was granted on 2026-03-05 already.")


def test_ids_go_on_after_z(tmp_path: Path) -> None:
    many = "".join(
        ASKED.replace("2026-03-a", f"2026-03-{letter}") for letter in ascii_lowercase
    )
    lines = terms_of(viewed(tmp_path, many)).of("coop-request")
    assert next_id([], day("03-02")) == "2026-03-a"
    assert next_id(lines, day("03-02")) == "2026-03-aa"
    assert next_id(lines, day("04-02")) == "2026-04-a"
