"""Posting a year's surplus, as a treasurer does it after the meeting."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.support.batches import tree
from tests.support.commands import run
from tests.support.smallcoop import CLOSED
from tests.support.smallcoop import GAIN
from tests.support.smallcoop import HARD
from tests.support.smallcoop import LOSS
from tests.support.smallcoop import RULE
from tests.support.smallcoop import YEAR
from tests.support.smallcoop import balances
from tests.support.smallcoop import code
from tests.support.smallcoop import coop_book
from tests.support.smallcoop import decided
from tests.support.smallcoop import post
from tests.support.smallcoop import typed

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return coop_book(tmp_path / "small coop")


# What is posted


def test_posted_as_decided_once_and_taken_out_byte_for_byte(book: Path) -> None:
    decided(book, code(book))
    before, held = tree(book), balances(book)
    shown = post(book)
    assert shown.exit_code == 0, shown.stderr
    assert "PROPOSAL: nothing is written" in shown.stdout
    assert tree(book) == before
    done = post(book, "--write")
    assert done.exit_code == 0, done.stderr
    assert "WRITTEN TO THE BOOK" in done.stdout
    assert "import undo" in done.stderr
    found = balances(book)
    moved = {name for name in found if found[name] != held.get(name)}
    assert {name: found[name] for name in sorted(moved)} == {
        "Equity:Capital:Members:M-0001": "-20960.00",
        "Equity:Capital:Members:M-0002": "-13800.00",
        "Equity:Capital:Members:M-0003": "-9640.00",
        "Equity:Collective": "-70500.00",
        "Equity:Result:Allocated": "90000.00",
        "Liabilities:Patronage": "-8100.00",
    }
    after = tree(book)
    again = post(book, "--write")
    assert "NOTHING TO WRITE" in again.stdout
    assert "nothing was written" in again.stderr
    assert tree(book) == after
    assert code(book) in after["more.beancount"].decode()
    assert run("import", "undo", book, "2025-surplus").exit_code == 0
    assert tree(book) == before


def test_the_file_says_what_each_got(book: Path) -> None:
    decided(book, code(book))
    post(book, "--write")
    text = (book / "generated" / "2025" / "2025-surplus.beancount").read_text("utf-8")
    assert text.startswith("; surplus post --period 2025 --decision 2026-04/1\n")
    words = " ".join(text.split())
    assert '2026-04-18 * "Surplus of 2025" "members, by hours" ^surplus-2025' in words
    assert (
        "Equity:Capital:Members:M-0001 -12960.00 USD "
        'id: "surplus-2025-90-M-0001" lot: "2025-Q" member: "M-0001"'
    ) in " ".join(sorted(words.split("  "))) or 'lot: "2025-Q"' in words


def test_at_the_year_end_where_the_rule_says_so(tmp_path: Path) -> None:
    rule = RULE.replace(
        '  consent: "bylaws"', '  consent: "bylaws"\n  recognise: "year-end"'
    )
    book = coop_book(tmp_path / "book", rule)
    decided(book, code(book))
    done = post(book, "--write")
    assert done.exit_code == 0, done.stderr
    text = (book / "generated" / "2025" / "2025-surplus.beancount").read_text("utf-8")
    assert "2025-12-31 * " in text
    assert "2026-04-18 * " not in text
    assert "NOTHING TO WRITE" in post(book, "--write").stdout
    hard = coop_book(tmp_path / "hard", rule, GAIN + HARD)
    decided(hard, code(hard))
    done = post(hard, "--write")
    assert done.exit_code == 1
    assert 'recognise: "year-end" writes into 2025, which is closed hard' in done.stderr


def test_a_loss_is_taken_from_the_oldest_lots(tmp_path: Path) -> None:
    book = coop_book(tmp_path / "book", RULE, LOSS + CLOSED)
    decided(book, code(book))
    held = balances(book)
    done = post(book, "--write")
    assert done.exit_code == 0, done.stderr
    assert "Loss of 2025" in done.stdout
    found = balances(book)
    moved = {name for name in {*found, *held} if found.get(name) != held.get(name)}
    assert {name: found.get(name, "0") for name in sorted(moved)} == {
        "Equity:Capital:Members:M-0001": "-4400.00",
        "Equity:Capital:Members:M-0002": "0",
        "Equity:Capital:Members:M-0003": "1400.00",
        "Equity:Collective": "-18000.00",
        "Equity:Result:Allocated": "-12000.00",
    }
    text = (book / "generated" / "2025" / "2025-surplus.beancount").read_text("utf-8")
    lots = re.findall(r'lot: "(\S+)"', text)
    assert sorted(lots) == ["2023-Q", "2024-Q", "2025-L", "fee", "fee"]


def test_tax_withheld_is_a_debt_of_its_own(tmp_path: Path) -> None:
    rule = f"""{RULE}
2024-01-01 custom "coop-surplus-withhold" "law" "M-0002" 24 PERCENT
  to: Liabilities:Tax
"""
    book = coop_book(tmp_path / "book", rule)
    decided(book, code(book))
    done = post(book, "--write")
    assert done.exit_code == 0, done.stderr
    found = balances(book)
    assert found["Liabilities:Tax"] == "-648.00"
    assert found["Liabilities:Patronage"] == "-7452.00"
    assert "Of it 648.00 is tax withheld" in done.stdout


def test_who_left_in_the_year_is_owed_what_others_have_kept(tmp_path: Path) -> None:
    left = '2025-09-30 custom "coop-member" "M-0003" "leave"\n'
    book = coop_book(tmp_path / "book", RULE, GAIN + CLOSED + left)
    decided(book, code(book))
    done = post(book, "--write")
    assert done.exit_code == 0, done.stderr
    found = balances(book)
    assert found["Liabilities:Left"] == "-8640.00"
    assert found["Liabilities:Patronage"] == "-8100.00"
    assert found["Equity:Capital:Members:M-0003"] == "-1000.00"


def test_a_new_member_gets_an_account(tmp_path: Path) -> None:
    more = """\
2025-01-01 custom "coop-member" "M-0004" "join"
2025-06-30 * "Hours of another"
  Equity:Memo:Hours:Members   1000 HOUR
    member: "M-0004"
  Equity:Memo:Hours:Total    -1000 HOUR
"""
    book = coop_book(tmp_path / "book", RULE, GAIN + CLOSED + more)
    decided(book, code(book))
    before = tree(book)
    done = post(book, "--write")
    assert done.exit_code == 0, done.stderr
    assert "Equity:Capital:Members:M-0004" in balances(book)
    assert "NOTHING TO WRITE" in post(book, "--write").stdout
    assert run("import", "undo", book, "2025-surplus").exit_code == 0
    assert tree(book) == before


def test_what_is_learnt_late_is_posted_as_the_difference(book: Path) -> None:
    decided(book, code(book))
    post(book, "--write")
    typed(
        book,
        """
2025-11-30 * "Hours found later"
  Equity:Memo:Hours:Members    100 HOUR
    member: "M-0003"
  Equity:Memo:Hours:Total     -100 HOUR
""",
    )
    done = post(book, "--write")
    assert done.exit_code == 1
    assert "was taken on s-2025-" in done.stderr
    decided(book, code(book), "2026-04/2")
    done = run("surplus", "post", book, *YEAR, "--decision", "2026-04/2", "--write")
    assert done.exit_code == 0, done.stderr
    found = balances(book)
    assert found["Equity:Result:Allocated"] == "90000.00"
    again = run("surplus", "post", book, *YEAR, "--decision", "2026-04/2", "--write")
    assert "NOTHING TO WRITE" in again.stdout


# What somebody typed

TYPED = """
2026-04-18 * "Members' meeting" "Surplus of 2025 shared"
  period: "2025"
  decision: "2026-04/1"
  Equity:Result:Allocated           90000.00 USD
  Equity:Collective                -49500.00 USD
  Liabilities:Patronage             -3240.00 USD
    member: "M-0001"
  Liabilities:Patronage             -2700.00 USD
    member: "M-0002"
  Liabilities:Patronage             -2160.00 USD
    member: "M-0003"
  Equity:Capital:Members:M-0001    -12960.00 USD
    lot: "2025-Q"
  Equity:Capital:Members:M-0002    -10800.00 USD
    member: "M-0002"
    lot: "2025-Q"
  Equity:Capital:Members:M-0003     -8640.00 USD
    lot: "2025-Q"
"""


def test_what_was_typed_and_says_the_same_is_enough(book: Path) -> None:
    decided(book, "")
    typed(book, TYPED)
    before = tree(book)
    done = post(book, "--write")
    assert done.exit_code == 0, done.stderr
    assert "NOTHING TO WRITE" in done.stdout
    assert "as somebody typed it" in done.stdout
    assert tree(book) == before


def test_what_was_typed_and_says_something_else_is_told(book: Path) -> None:
    decided(book, code(book))
    typed(book, TYPED.replace("8640.00", "8639.00").replace("49500.00", "49501.00"))
    before = tree(book)
    done = post(book, "--write")
    assert done.exit_code == 1
    assert "NOTHING IS POSTED" in done.stdout
    assert "more.beancount:10: the year was shared already, here:" in done.stderr
    assert "Equity:Capital:Members:M-0003 2025-Q is -8639.00" in done.stderr
    assert "the rule gives -8640.00, and 1 more differ" in done.stderr
    assert tree(book) == before
