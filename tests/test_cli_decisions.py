from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from tests.support.commands import run

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.ledger import Book

LEDGER = """\
option "operating_currency" "USD"
2026-01-01 open Assets:Bank
2026-01-01 open Expenses:Strike
2026-01-01 open Expenses:Office
2026-01-10 custom "coop-decision" "2026-01/1" "A printer"
  body: "committee"
2026-03-14 custom "coop-decision" "2026-03/7" "Strike pay for six members"
  body: "general meeting"
  for: 34
  against: 2
  limit: 3600.00 USD
  until: 2026-04-30
2026-04-02 custom "coop-decision" "2026-04/1" "=Paper"
  body: "committee"
  limit: 20 EUR
2026-01-12 * "Printer"
  decision: "2026-01/1"
  Assets:Bank   -180.00 USD
  Expenses:Office
2026-03-20 * "Strike pay"
  decision: "2026-03/7"
  Assets:Bank   -1800.00 USD
  Expenses:Strike
2026-04-20 * "Strike pay"
  decision: "2026-03/7"
  Assets:Bank   -1000.00 USD
  Expenses:Strike
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "main.beancount"
    path.write_text(LEDGER, encoding="utf-8")
    return path


def shown(output: str) -> list[str]:
    """The ids of the decisions that were shown."""
    return [line.split()[0] for line in output.splitlines() if line[:1].isdigit()]


def test_limit_used_left_and_end(book: Path) -> None:
    done = run("decisions", book, "--now", "2026-04-08", "--find", "strike")
    assert done.exit_code == 0
    assert done.stdout == (
        "2026-03/7 Strike pay for six members\n"
        "    general meeting, 14 March 2026: 34 for, 2 against\n"
        "    up to 3,600.00 USD until 30 April 2026, 1,800.00 used, 1,800.00 left\n"
    )


def test_without_a_limit(book: Path) -> None:
    done = run("decisions", book, "--now", "2026-04-08", "--find", "PRINTER")
    assert done.stdout.splitlines()[-1] == "    180.00 USD used"


def test_all_that_were_taken_by_today(book: Path) -> None:
    assert shown(run("decisions", book, "--now", "2026-04-01").stdout) == [
        "2026-01/1",
        "2026-03/7",
    ]
    assert "2026-04/1" in shown(run("decisions", book, "--now", "2026-04-02").stdout)


@pytest.mark.parametrize(
    ("period", "wanted"),
    [
        ("2025", []),
        ("2026-01", ["2026-01/1"]),
        ("2026-02", []),
        ("2026-03", ["2026-03/7"]),
        ("2026-04", ["2026-03/7", "2026-04/1"]),
        ("2026-05", ["2026-04/1"]),
        ("2026", ["2026-01/1", "2026-03/7", "2026-04/1"]),
    ],
)
def test_those_that_concern_a_period(
    book: Path, period: str, wanted: list[str]
) -> None:
    assert shown(run("decisions", book, "--period", period).stdout) == wanted


def test_a_period_shows_how_things_stood_at_its_end(book: Path) -> None:
    march = run("decisions", book, "--period", "2026-03").stdout
    april = run("decisions", book, "--period", "2026-04").stdout
    assert "1,800.00 used, 1,800.00 left" in march
    assert "2,800.00 used, 800.00 left" in april


def test_overspent_or_late_is_something_to_look_at(book: Path) -> None:
    with book.open("a", encoding="utf-8") as file:
        file.write(
            '2026-05-02 * "Strike pay"\n  decision: "2026-03/7"\n'
            "  Assets:Bank   -900.00 USD\n  Expenses:Strike\n"
        )
    done = run("decisions", book, "--now", "2026-05-08", "--find", "2026-03/7")
    assert done.exit_code == 1
    assert "3,700.00 used, OVERSPENT by 100.00" in done.stdout
    assert "LOOK AT: 1 entry after its end" in done.stdout


def test_another_currency_is_said_not_to_count(book: Path) -> None:
    with book.open("a", encoding="utf-8") as file:
        file.write(
            '2026-04-12 * "Paper"\n  decision: "2026-04/1"\n'
            "  Assets:Bank   -9.00 USD\n  Expenses:Office\n"
        )
    done = run("decisions", book, "--period", "2026-04", "--find", "paper")
    assert "up to 20.00 EUR, 0.00 used, 20.00 left" in done.stdout
    assert "Not counted: 1 entry in another currency" in done.stdout


def test_nothing_found(book: Path) -> None:
    done = run("decisions", book, "--find", "cathedral")
    assert (done.exit_code, done.stdout) == (0, "No decision was found.\n")


def test_csv_that_no_spreadsheet_takes_for_formulas(book: Path) -> None:
    done = run("decisions", book, "--now", "2026-04-08", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["title"] for row in rows][-1] == "'=Paper"
    strike = rows[1]
    assert strike["limit"] == "3600.00"
    assert strike["left"] == "1800.00"
    assert strike["until"] == "2026-04-30"
    assert strike["abstain"] == ""


def test_json_for_programs(book: Path) -> None:
    done = run("decisions", book, "--now", "2026-04-08", "--format", "json")
    printer, strike, _ = json.loads(done.stdout)
    assert printer["limit"] is None
    assert printer["used"] == "180.00"
    assert (strike["for"], strike["currency"]) == ("34", "USD")


def test_errors_are_told_beside(book_doc: Book) -> None:
    """
    2026-01-01 open Assets:Bank
    2026-01-10 custom "coop-decision" "2026-01/1" "A printer"
    """
    done = run("decisions", book_doc.path)
    assert done.exit_code == 1
    assert done.stderr.startswith("coopbooks: The book has 1 error. See: coopbooks")
