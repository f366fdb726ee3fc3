"""A dividend of 100,000.00, kept as qualified or not, from the proposal to the forms.

With 20 percent in cash and the rest qualified all of it is taxed at once; with the rest
nonqualified only what was paid, and the rest when it is redeemed. With 15 percent in
cash it can't be qualified.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.surplus.notices.patr import BOXES
from coopbooks.surplus.notices.patr import forms
from coopbooks.surplus.terms import read_terms
from tests.support.commands import run
from tests.support.smallcoop import CLOSED
from tests.support.smallcoop import GAIN
from tests.support.smallcoop import YEAR
from tests.support.smallcoop import code
from tests.support.smallcoop import coop_book
from tests.support.smallcoop import decided
from tests.support.smallcoop import post
from tests.support.smallcoop import typed

if TYPE_CHECKING:
    from pathlib import Path

UNEVEN = GAIN.replace("90000.00", "100000.00").replace("310000.00", "300000.00")
# Hours of 5,000, 3,000 and 2,000, so that each fifth comes out even.
HUNDRED = (
    UNEVEN
    + """
2025-12-31 * "Hours mended"
  Equity:Memo:Hours:Members    1400 HOUR
    member: "M-0001"
  Equity:Memo:Hours:Members    -400 HOUR
    member: "M-0003"
  Equity:Memo:Hours:Total     -1000 HOUR
"""
)
RULE = """\
2024-01-01 custom "coop-surplus" "law"
  patronage: "hours"
  consent: "bylaws"
2024-01-01 custom "coop-surplus-step" "law" 90 "members" "all" "of" "surplus"
  to: Equity:Capital:Members
  cash: {cash} PERCENT
  notice: "{notice}"
"""
PAID = """
2026-05-04 * "Members" "Surplus of 2025 paid out"
  Liabilities:Patronage   20000.00 USD
  Assets:Bank            -20000.00 USD
"""


def shared(folder: Path, notice: str) -> Path:
    """A book in which the year was shared, and the cash paid."""
    rule = RULE.format(cash=20, notice=notice)
    book = coop_book(folder, rule, HUNDRED + CLOSED)
    decided(book, code(book))
    done = post(book, "--write")
    assert done.exit_code == 0, done.stderr
    typed(book, PAID)
    return book


def boxes(folder: Path, year: int) -> dict[str, Decimal]:
    """What each box of all forms of a year comes to."""
    book = coopbooks.load(folder)
    found = forms(read_terms(book.entries), book.entries, "USD", year)
    assert (book.errors, found.problems) == ([], ())
    return {box: found.box(box) for box in BOXES if found.box(box)}


def test_qualified_all_of_it_is_in_box_1(tmp_path: Path) -> None:
    book = shared(tmp_path / "book", "qualified")
    assert boxes(book, 2026) == {"1": Decimal("100000.00")}


def test_nonqualified_is_in_box_5_when_it_is_redeemed(tmp_path: Path) -> None:
    book = shared(tmp_path / "book", "nonqualified")
    assert boxes(book, 2026) == {"1": Decimal("20000.00")}
    redeemed = "\n".join(
        f"""
2029-05-04 * "{member}" "2025 paid back"
  Equity:Capital:Members:{member}   {number} USD
    member: "{member}"
    lot: "2025-N"
  Assets:Bank   -{number} USD
"""
        for member, number in (
            ("M-0001", "40000.00"),
            ("M-0002", "24000.00"),
            ("M-0003", "16000.00"),
        )
    )
    typed(book, redeemed)
    assert boxes(book, 2029) == {"5": Decimal("80000.00")}


def test_less_than_a_fifth_in_cash_is_refused(tmp_path: Path) -> None:
    rule = RULE.format(cash=15, notice="qualified")
    book = coop_book(tmp_path / "book", rule, HUNDRED + CLOSED)
    done = run("surplus", "propose", book, *YEAR)
    assert done.exit_code == 1
    assert "20" in done.stderr
    decided(book, "")
    assert post(book, "--write").exit_code == 1
    assert not (book / "generated" / "2025").exists()


def test_a_payment_that_is_a_cent_short_is_told(tmp_path: Path) -> None:
    rule = RULE.format(cash=20, notice="qualified")
    book = coop_book(tmp_path / "book", rule, UNEVEN + CLOSED)
    decided(book, code(book))
    post(book, "--write")
    typed(book, PAID)
    done = run("surplus", "1099", book, "--year", "2026", "--now", "2027-01-08")
    assert done.exit_code == 1
    # Each member's cash is rounded up, so that it is more than a fifth of the whole.
    assert (
        "20,000.00 USD is paid here and names no member, and 20,000.01 is owed"
    ) in done.stderr


@pytest.mark.parametrize("notice", ["qualified", "nonqualified"])
def test_each_notice_says_what_was_posted(tmp_path: Path, notice: str) -> None:
    book = shared(tmp_path / "book", notice)
    done = run("surplus", "notices", book, *YEAR, "--on", "2026-05-10")
    assert done.exit_code == 0, done.stderr
    together = next(line for line in done.stdout.splitlines() if "Together" in line)
    assert together.split()[1:4] == ["20,000.00", "80,000.00", "100,000.00"]
    assert done.stdout.count(f" {notice}\n") == 3
