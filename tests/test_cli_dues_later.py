"""What is learnt after dues were charged, and fees for paying late."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import coopbooks
from tests.support.commands import run
from tests.support.union import NOW
from tests.support.union import typed
from tests.support.union import union_book

if TYPE_CHECKING:
    from pathlib import Path

MARCH = ("--period", "2026-03", *NOW)
FEES = """
2026-01-01 custom "coop-dues-fee" "local" "late" 5.00 USD
  to: Income:Fees
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return union_book(tmp_path / "book")


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def balance(book: Path, account: str) -> str:
    found = coopbooks.load(book)
    assert found.errors == []
    postings = [
        one.units
        for entry in found.entries
        for one in getattr(entry, "postings", ())
        if one.account == account
    ]
    return str(sum(one.number for one in postings))


def test_a_late_fact_corrects_what_was_charged(book: Path) -> None:
    run("dues", "charge", book, *MARCH, "--write")
    typed(book, '\n2026-03-01 custom "coop-member" "M-0002" "pause"\n')
    done = run("dues", "charge", book, *MARCH)
    told = "M-0002 30.00 USD no longer due March 2026, local"
    assert told in lines(done.stdout)
    run("dues", "charge", book, *MARCH, "--write")
    assert balance(book, "Income:Dues") == "-60.00"
    again = run("dues", "charge", book, *MARCH, "--write")
    assert "NOTHING TO WRITE" in again.stdout


def test_a_late_fact_of_a_closed_month_goes_to_the_open_one(book: Path) -> None:
    run("dues", "charge", book, *MARCH, "--write")
    typed(
        book,
        """
2026-04-09 custom "coop-close" "2026-03" "hard"
2026-02-01 custom "coop-dues" "local" "flat"
  amount: 32.00 USD
""",
    )
    late = ("--period", "2026-03", "--now", "2026-04-12T10:00")
    done = run("dues", "charge", book, *late)
    assert "in a closed period" in done.stdout
    done = run("dues", "charge", book, *late, "--write")
    assert done.exit_code == 0
    found = coopbooks.load(book)
    assert found.errors == []
    later = [one for one in found.entries if one.meta.get("batch") == "2026-03-dues.2"]
    assert {str(one.date) for one in later} == {"2026-04-12"}
    assert balance(book, "Income:Dues") == "-96.00"
    again = run("dues", "charge", book, *late, "--write")
    assert "nothing was written" in again.stderr


@pytest.mark.parametrize("how", ["soft", "hard"])
def test_who_left_in_a_closed_month_is_corrected_in_the_open_one(
    book: Path, how: str
) -> None:
    run("dues", "charge", book, *MARCH, "--write")
    typed(
        book,
        f"""
2026-04-09 custom "coop-close" "2026-03" "{how}"
2026-03-01 custom "coop-member" "M-0002" "leave"
  recorded: 2026-04-11
""",
    )
    late = ("--period", "2026-03", "--now", "2026-04-12T10:00")
    done = run("dues", "charge", book, *late, "--write")
    assert done.exit_code == 0, done.stderr
    found = coopbooks.load(book)
    assert found.errors == []
    later = [one for one in found.entries if one.meta.get("batch") == "2026-03-dues.2"]
    assert {str(one.date) for one in later} == {"2026-04-12"}
    assert balance(book, "Income:Dues") == "-60.00"
    again = run("dues", "charge", book, *late, "--write")
    assert "nothing was written" in again.stderr


def test_a_charge_that_is_wrong_is_reversed_in_its_open_month(book: Path) -> None:
    run("dues", "charge", book, *MARCH, "--write")
    main = book / "main.beancount"
    text = main.read_text(encoding="utf-8").replace("30.00 USD", "31.00 USD", 1)
    main.write_text(text, encoding="utf-8", newline="\n")
    run("dues", "charge", book, *MARCH, "--write")
    assert balance(book, "Income:Dues") == "-93.00"
    written = sorted(path.name for path in (book / "generated" / "2026").iterdir())
    assert written == ["2026-03-dues.2.beancount", "2026-03-dues.beancount"]


def test_who_does_not_pay_in_time_is_charged_a_late_fee_once(tmp_path: Path) -> None:
    book = union_book(tmp_path / "book", more=FEES)
    typed(
        book,
        """
2026-01-20 * "M-0001" "Paid"
  member: "M-0001"
  Assets:Bank              30.00 USD
  Assets:Receivable:Dues  -30.00 USD
""",
    )
    early = ("--period", "2026-01", "--now", "2026-01-31T10:00")
    done = run("dues", "charge", book, *early, "--write")
    assert "Late fee" not in done.stdout
    january = ("--period", "2026-01", *NOW)
    done = run("dues", "charge", book, *january, "--write")
    assert "Late fee 1 5.00 0.00 5.00" in lines(done.stdout)
    assert balance(book, "Income:Fees") == "-5.00"
    again = run("dues", "charge", book, *january, "--write")
    assert "nothing was written" in again.stderr
    # Paid in time after all, and typed late: the fee is taken back.
    typed(
        book,
        """
2026-01-30 * "M-0002" "Paid"
  member: "M-0002"
  Assets:Bank              30.00 USD
  Assets:Receivable:Dues  -30.00 USD
""",
    )
    run("dues", "charge", book, *january, "--write")
    assert balance(book, "Income:Fees") == "0.00"
