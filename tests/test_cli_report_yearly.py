"""`coopbooks report audit`, `handover` and `deadlines` as a person types them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.support.commands import refused
from tests.support.commands import run

if TYPE_CHECKING:
    from pathlib import Path

NOW = ("--now", "2026-04-08T19:05")


@pytest.fixture
def book(harbor: Path) -> Path:
    return harbor / "harbor-foods-local-12"


def test_an_audit_on_the_screen(book: Path) -> None:
    done = run("report", "audit", book, "--period", "2025", "--seed", "7", *NOW)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("HARBOR FOODS WORKERS, LOCAL 12")
    assert "Form LM-3, from" in done.stdout


def test_the_last_year_that_is_over_is_audited(book: Path) -> None:
    asked = run("report", "audit", book, "--period", "2025", "--seed", "7", *NOW)
    assert run("report", "audit", book, "--seed", "7", *NOW).stdout == asked.stdout


def test_without_a_seed_one_is_drawn_that_draws_the_same_again(book: Path) -> None:
    first = run("report", "audit", book, "--sample", "5", *NOW).stdout
    match = re.search(r"with the\s+seed (\d+)", first)
    assert match
    again = run("report", "audit", book, "--sample", "5", "--seed", match[1], *NOW)
    assert again.stdout == first


def test_a_folder_gets_page_workbook_and_text(book: Path, tmp_path: Path) -> None:
    done = run("report", "audit", book, "--seed", "1", *NOW, "--output", tmp_path)
    assert done.exit_code == 0
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["audit.html", "audit.txt", "audit.xlsx"]


def test_a_year_that_is_not_over_is_marked(book: Path) -> None:
    done = run("report", "audit", book, "--period", "2026", "--seed", "1", *NOW)
    assert done.exit_code == 1
    assert "2026 is not over" in done.stderr
    assert "NOTE: NOT OVER YET" in done.stdout


def test_what_differs_ends_with_1(tmp_path: Path) -> None:
    path = tmp_path / "main.beancount"
    path.write_text(
        "2025-01-01 open Assets:Bank\n2025-01-01 open Income:Gifts\n"
        '2025-01-01 custom "coop-account" "bank" Assets:Bank\n'
        '2025-02-01 * "A gift"\n  Assets:Bank  9.00 USD\n  Income:Gifts\n'
        "2026-01-01 balance Assets:Bank 8.00 USD\n",
        encoding="utf-8",
    )
    done = run("report", "audit", path, "--period", "2025", "--seed", "1", *NOW)
    assert done.exit_code == 1
    assert "look for NO in: Liquid assets" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("audit", "--period", "2025-13"),
        ("audit", "--seed", "-1"),
        ("audit", "--sample", "-1"),
        ("deadlines", "--months", "0"),
        ("deadlines", "--on", "soon"),
        ("handover", "--on", "2026"),
    ],
)
def test_what_can_not_be_meant_is_refused(words: tuple[str, ...], book: Path) -> None:
    name, *options = words
    assert refused("report", name, book, *options)


def test_a_period_outside_the_book_is_refused(book: Path) -> None:
    assert "outside the book" in refused("report", "audit", book, "--period", "2019")
    assert "outside the book" in refused(
        "report", "handover", book, "--on", "2019-01-01"
    )


def test_a_handover_on_the_screen(book: Path) -> None:
    done = run("report", "handover", book, "--on", "2026-04-08", *NOW)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "WHERE THE MONEY IS" in done.stdout
    assert "AS OF 8 APRIL 2026" in done.stdout


def test_deadlines_on_the_screen(book: Path) -> None:
    done = run("report", "deadlines", book, "--on", "2026-04-08", *NOW)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "Pay Harbor Federation: local12-per-capita" in done.stdout
    assert run("report", "deadlines", book, *NOW).stdout == done.stdout


def test_a_day_that_has_passed_is_told(book: Path) -> None:
    done = run("report", "deadlines", book, "--on", "2026-05-08", *NOW)
    assert done.exit_code == 1
    assert "that was to be done by 15 April 2026" in done.stderr
    assert "LATE, 23 days" in done.stdout


def test_deadlines_as_a_calendar(book: Path, tmp_path: Path) -> None:
    path = tmp_path / "days.ics"
    done = run("report", "deadlines", book, *NOW, "--output", path)
    assert (done.exit_code, done.stdout) == (0, f"Written: {path}\n")
    assert path.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    shown = run("report", "deadlines", book, *NOW, "--format", "ics")
    assert shown.stdout_bytes == path.read_bytes()
    run("report", "deadlines", book, *NOW, "--format", "ics", "--output", tmp_path)
    assert (tmp_path / "deadlines.ics").read_bytes() == path.read_bytes()


def test_deadlines_as_csv(book: Path, tmp_path: Path) -> None:
    path = tmp_path / "days.csv"
    assert run("report", "deadlines", book, *NOW, "--output", path).exit_code == 0
    text = path.read_text(encoding="utf-8")
    assert "deadlines,share:1,line" in text
    assert ",2026-04-15," in text
