"""Members' accounts, as a treasurer looks at them and pays them back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support.batches import tree
from tests.support.capitalbook import NOW
from tests.support.capitalbook import capital_book
from tests.support.commands import refused
from tests.support.commands import run
from tests.support.smallcoop import balances

if TYPE_CHECKING:
    from pathlib import Path

REDEEM = ("--decision", "2026-03/4", *NOW)
LEAVE = ("--member", "M-0003", "--decision", "2026-04/1", *NOW)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return capital_book(tmp_path / "small coop")


def written_once_and_taken_out(book: Path, batch: str, *words: str) -> dict[str, str]:
    """Post twice and take it out again; what stands on each account in between."""
    before, held = tree(book), balances(book)
    shown = run("surplus", words[0], book, *words[1:])
    assert shown.exit_code == 0, shown.stderr
    assert "PROPOSAL: nothing is written" in shown.stdout
    assert tree(book) == before
    done = run("surplus", words[0], book, *words[1:], "--write")
    assert done.exit_code == 0, done.stderr
    assert "WRITTEN TO THE BOOK" in done.stdout
    after, found = tree(book), balances(book)
    again = run("surplus", words[0], book, *words[1:], "--write")
    assert "NOTHING TO WRITE" in again.stdout
    assert "nothing was written" in again.stderr
    assert tree(book) == after
    assert run("import", "undo", book, batch).exit_code == 0
    assert tree(book) == before
    names = sorted(found.keys() | held.keys())
    return {
        one: found.get(one, "0") for one in names if found.get(one) != held.get(one)
    }


# Paying back


def test_s11_paid_back_as_decided(book: Path) -> None:
    assert written_once_and_taken_out(
        book, "2026-03-4-redemption", "redeem", *REDEEM
    ) == {
        "Equity:Capital:M-0001": "-5500.00",
        "Equity:Capital:M-0002": "-3666.67",
        "Equity:Capital:M-0003": "-10283.33",
        "Liabilities:Patronage": "-10000.00",
    }


def test_what_is_written_says_lot_member_and_decision(book: Path) -> None:
    run("surplus", "redeem", book, *REDEEM, "--write")
    path = book / "generated" / "2026" / "2026-03-4-redemption.beancount"
    text = path.read_text(encoding="utf-8")
    assert text.startswith("; surplus redeem --decision 2026-03/4\n")
    assert '2026-03-14 * "Members\' accounts" "Capital paid back"' in text
    for words in ('lot: "2022-Q"', 'member: "M-0002"', 'decision: "2026-03/4"'):
        assert words in text
    # What was paid back of a lot is told as that, not as owed on leaving.
    shown = run("surplus", "capital", book, "--on", "2026-06-30", *NOW).stdout
    assert "Paid back" in shown
    assert "Owed on leaving" not in shown


def test_what_if_there_is_more_or_less_money(book: Path) -> None:
    words = ("--available", "9000", "--available", "10,000.00", *NOW)
    shown = run("surplus", "redeem", book, *words)
    assert shown.exit_code == 0, shown.stderr
    assert "PREVIEW: nothing is decided" in shown.stdout
    lines = [" ".join(line.split()) for line in shown.stdout.splitlines()]
    assert "M-0001 5,000.00 5,500.00" in lines
    assert "M-0002 4,000.00 4,333.33" in lines
    assert "Together 9,000.00 10,000.00" in lines


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--write", "--available", "5"), "is decided by them: add --decision ID"),
        (("--available", "-5"), "is no amount"),
        (("--available", "much"), "is no amount"),
        ((), "--available"),
        (("--decision", "2026-3/4"), "Did you mean '2026-03/4'?"),
        (("--decision", "2026-03/4", "--on", "2026-01-01"), "its day counts"),
        (("--available", "5", "--rule", "laws"), "No coop-redemption 'laws' holds"),
    ],
)
def test_what_is_refused(book: Path, words: tuple[str, ...], told: str) -> None:
    assert told in refused("surplus", "redeem", book, *words, *NOW)


def test_more_than_was_decided(book: Path) -> None:
    before = tree(book)
    words = (*REDEEM, "--available", "10000.01", "--write")
    done = run("surplus", "redeem", book, *words)
    assert done.exit_code == 1
    assert "NOTHING IS POSTED" in done.stdout
    assert "allows 10000.00 USD, and this comes to 10000.01." in done.stderr
    assert tree(book) == before


def test_what_somebody_typed_is_not_paid_back_twice(tmp_path: Path) -> None:
    typed = """
2026-03-20 * "Paid back at once"
  decision: "2026-03/4"
  Equity:Capital:M-0001    5000.00 USD
    lot: "2022-Q"
  Assets:Bank             -5000.00 USD
"""
    book = capital_book(tmp_path / "coop", typed)
    done = run("surplus", "redeem", book, *REDEEM, "--write")
    assert done.exit_code == 1
    assert "decision '2026-03/4' was carried out already" in done.stderr


# Leaving


def test_s12_a_leavers_account_becomes_a_debt(book: Path) -> None:
    assert written_once_and_taken_out(
        book, "2026-04-14-m-0003-leaving", "leave", *LEAVE
    ) == {
        "Equity:Capital:M-0003": "0",
        "Liabilities:Left:Later": "-8360.00",
        "Liabilities:Left:Soon": "-2090.00",
    }


def test_year_by_year(book: Path) -> None:
    run("surplus", "leave", book, *LEAVE, "--write")
    words = ("leave", "--on", "2027-12-31", "--now", "2028-01-05")
    assert written_once_and_taken_out(book, "2027-leavers", *words) == {
        "Expenses:Interest": "679.25",
        "Liabilities:Left:Later": "-6270.00",
        "Liabilities:Left:Soon": "-4859.25",
    }
    # An earlier day takes nothing back of what was written.
    run("surplus", words[0], book, *words[1:], "--write")
    after = tree(book)
    early = ("--on", "2027-01-31", "--now", "2028-01-05", "--write")
    assert "NOTHING TO WRITE" in run("surplus", "leave", book, *early).stdout
    assert tree(book) == after
    # Nor does another year write again what is there.
    later = ("--on", "2028-12-31", "--now", "2029-01-05", "--write")
    assert run("surplus", "leave", book, *later).exit_code == 0
    assert balances(book)["Expenses:Interest"] == "1222.65"


def test_somebody_who_thinks_of_leaving(book: Path) -> None:
    line = refused("surplus", "leave", book, "--member", "M-0001", *NOW)
    assert line == (
        "M-0001 has not left by what the book says. To see what they would get, give a "
        "day with --on."
    )
    words = ("--member", "M-0001", "--on", "2026-12-31", *NOW)
    shown = run("surplus", "leave", book, *words)
    assert shown.exit_code == 0
    assert "11,000.00" in shown.stdout
    assert "2031-12-31" in shown.stdout
    nobody = refused("surplus", "leave", book, "--member", "M-9999", *NOW)
    assert nobody.startswith("This book knows no member 'M-9999'.")


def test_nobody_leaves_without_a_decision(book: Path) -> None:
    words = ("--member", "M-0003", "--write", *NOW)
    assert "add --decision ID" in refused("surplus", "leave", book, *words)
    alone = ("--decision", "2026-04/1", *NOW)
    assert "add --member" in refused("surplus", "leave", book, *alone)


# Joining


def test_the_reserves_part_of_a_fee(book: Path) -> None:
    words = ("joining", "--on", "2026-05-31", *NOW)
    assert written_once_and_taken_out(book, "2026-joining", *words) == {
        "Equity:Capital:M-0004": "-75.00",
        "Equity:Reserve": "-25.00",
    }


def test_what_is_still_to_come(book: Path) -> None:
    shown = run("surplus", "joining", book, "--on", "2026-05-31", *NOW).stdout
    assert "M-0004 2026-02-01 1,000.00 100.00 200.00 700.00 2026-04-01" in " ".join(
        shown.split()
    )


# The accounts


def test_accounts_as_json_and_that_all_belongs_to_somebody(book: Path) -> None:
    words = ("--on", "2025-12-31", "--format", "json", *NOW)
    shown = run("surplus", "capital", book, *words)
    assert shown.exit_code == 0, shown.stderr
    tables = {one["id"]: one for one in json.loads(shown.stdout)["tables"]}
    assert list(tables) == ["members", "lots", "identity", "each"]
    assert "YES" in json.dumps(tables["identity"])
    line = refused("surplus", "capital", book, "--since", "2026-01-01", *words)
    assert "--since is after --on" in line


def test_accounts_that_belong_to_nobody(tmp_path: Path) -> None:
    typed = """
2026-01-20 * "For nobody"
  Equity:Capital:M-0001     10.00 USD
  Equity:Reserve           -10.00 USD
"""
    book = capital_book(tmp_path / "coop", typed)
    shown = run("surplus", "capital", book, *NOW)
    assert shown.exit_code == 1
    assert "nothing says what this is of" in " ".join(shown.stdout.split())


def test_a_decision_of_a_closed_month_is_made_up_for_in_the_open_one(
    tmp_path: Path,
) -> None:
    closed = '\n2026-05-02 custom "coop-close" "2026-04" "hard"\n'
    book = capital_book(tmp_path / "coop", closed)
    done = run("surplus", "redeem", book, *REDEEM, "--write")
    assert done.exit_code == 0, done.stderr
    path = book / "generated" / "2026" / "2026-03-4-redemption.beancount"
    assert "2026-06-30 * " in path.read_text(encoding="utf-8")
    after = tree(book)
    again = run("surplus", "redeem", book, *REDEEM, "--write")
    assert "NOTHING TO WRITE" in again.stdout, again.stdout
    assert tree(book) == after


def test_a_leaving_of_a_closed_month_is_paid_as_if_it_were_open(tmp_path: Path) -> None:
    closed = '\n2026-05-02 custom "coop-close" "2026-04" "hard"\n'
    book = capital_book(tmp_path / "coop", closed)
    done = run("surplus", "leave", book, *LEAVE, "--write")
    assert done.exit_code == 0, done.stderr
    words = ("--on", "2027-12-31", "--now", "2028-01-05")
    shown = " ".join(run("surplus", "leave", book, *words).stdout.split())
    # The plan begins on the day of the decision, whatever the day of the entry.
    assert "owed 2027-04-14 M-0003 679.25 USD" in shown
