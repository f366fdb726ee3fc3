"""A bank's statement against the book, from the command line."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.support.commands import refused
from tests.support.commands import run

if TYPE_CHECKING:
    from pathlib import Path

NOW = ("--now", "2026-05-04T10:00")
MARCH = ("--on", "2026-03-31", *NOW)
BANK = "Assets:Bank:Operating"
CHEQUE = "  Assets:Bank:Operating                             -386.50 USD\n"
SAVINGS = ("Assets:Bank:Savings", "--balance", "30546.90")


@pytest.fixture
def book(harbor: Path, tmp_path: Path) -> Path:
    return shutil.copytree(harbor / "tidewater-bakery", tmp_path / "our books")


def clear_the_cheque(book: Path) -> None:
    """Say below the cheque's posting that the bank paid it on 2 April."""
    month = book / "2026" / "2026-03.beancount"
    text = month.read_text(encoding="utf-8")
    assert text.count(CHEQUE) == 1
    text = text.replace(CHEQUE, f"{CHEQUE}    cleared: 2026-04-02\n")
    month.write_text(text, encoding="utf-8", newline="\n")


def test_what_is_unexplained_is_told_with_what_would_explain_it(book: Path) -> None:
    done = run("reconcile", book, BANK, *MARCH, "--balance", "79,664.54")
    assert done.exit_code == 1
    assert done.stderr == "coopbooks: Unexplained: 386.50 USD.\n"
    said = " ".join(done.stdout.split())
    assert "would be explained if the bank had not seen: Brine Street" in said


def test_nothing_unexplained_is_written(book: Path) -> None:
    before = sorted(book.rglob("*"))
    done = run("reconcile", book, BANK, *MARCH, "--balance", "79664.54", "--write")
    assert done.exit_code == 1
    assert "Nothing was written: 386.50 USD of the statement" in done.stderr
    assert sorted(book.rglob("*")) == before


def test_a_cheque_on_its_way_is_written_and_stands_in_the_pack(book: Path) -> None:
    clear_the_cheque(book)
    asked = (BANK, *MARCH, "--balance", "79664.54", "--write")
    done = run("reconcile", book, *asked)
    assert (done.exit_code, "Written: " in done.stderr) == (0, True)
    again = run("reconcile", book, *asked)
    assert "nothing was written" in again.stderr
    pack = run("report", "month", book, "--period", "2026-03", *NOW).stdout
    page = pack.partition("BANK RECONCILIATION")[2].partition("=====")[0]
    assert "Not yet taken out by the bank, together" in page
    assert "79,278.04" in page
    assert "YES" in page
    told = refused(
        "reconcile", book, BANK, *MARCH, "--balance", "79664.54 USD", "--writ"
    )
    assert "--write" in told


def test_a_reconciliation_is_taken_out_like_a_batch(book: Path) -> None:
    clear_the_cheque(book)
    before = {path: path.read_bytes() for path in book.rglob("*") if path.is_file()}
    run("reconcile", book, BANK, *MARCH, "--balance", "79664.54", "--write")
    batch = "2026-03-31-assets-bank-operating-reconciled"
    assert run("import", "undo", book, batch).exit_code == 0
    assert before == {
        path: path.read_bytes() for path in book.rglob("*") if path.is_file()
    }


def test_another_statement_of_the_same_day_is_refused(book: Path) -> None:
    clear_the_cheque(book)
    asked = ("reconcile", book, BANK, *MARCH, "--write", "--balance")
    assert run(*asked, "79664.54").exit_code == 0
    month = book / "2026" / "2026-03.beancount"
    text = month.read_text(encoding="utf-8").replace("    cleared: 2026-04-02\n", "")
    month.write_text(text, encoding="utf-8", newline="\n")
    done = run(*asked, "79278.04")
    assert done.exit_code == 2
    assert "was reconciled for 2026-03-31 before, and otherwise" in done.stderr


def test_a_reconciliation_confirms_without_a_balance(book: Path) -> None:
    month = book / "2026" / "2026-03.beancount"
    text = month.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    kept = [line for line in lines if "balance Assets:Bank:Savings" not in line]
    month.write_text("".join(kept), encoding="utf-8", newline="\n")
    asked = ("steps", book, "--period", "2026-03", *NOW)
    wanted = "2026-04-01 balance Assets:Bank:Savings"
    assert wanted in run(*asked).stdout
    said = '2026-03-31 custom "coop-reconciliation" Assets:Bank:Savings 30546.90 USD\n'
    with (book / "terms.beancount").open("a", encoding="utf-8") as terms:
        terms.write(said)
    assert wanted not in run(*asked).stdout
    with (book / "terms.beancount").open("a", encoding="utf-8") as terms:
        terms.write(said.replace("30546.90", "30546.91"))
    assert "Not as statements and cash count" in run(*asked).stdout


def test_accounts_by_their_end_and_name(book: Path) -> None:
    for name in ("Savings", "savings account, harborside credit union"):
        words = (name, "--on", "2026-03-31", "--balance", "30546.90", *NOW)
        assert run("reconcile", book, *words).exit_code == 0
    told = refused("reconcile", book, "Savins", *MARCH, "--balance", "1.00")
    assert "has no account 'Savins'" in told


def test_json_and_a_page(book: Path, tmp_path: Path) -> None:
    asked = ("reconcile", book, *SAVINGS, *MARCH)
    made = json.loads(run(*asked, "--format", "json").stdout)
    assert made["tables"][0]["id"] == "reconciliation:Assets:Bank:Savings:USD"
    page = tmp_path / "page.html"
    assert run(*asked, "--output", page).stdout == f"Written: {page}\n"


@pytest.mark.parametrize("balance", ["", "x", "1.2.3", "1,00 EUR x"])
def test_what_is_no_amount(balance: str, book: Path) -> None:
    told = refused("reconcile", book, BANK, *MARCH, "--balance", balance)
    assert "is no amount. Write 84230.82" in told
