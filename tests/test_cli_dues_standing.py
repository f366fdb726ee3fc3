"""Who stands how on a day, from the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support.commands import refused
from tests.support.commands import run
from tests.support.union import NOW
from tests.support.union import typed
from tests.support.union import union_book

if TYPE_CHECKING:
    from pathlib import Path

# January is due on the first: on 31 March it is 89 days old.
PAID = """
2026-01-20 * "M-0001" "Paid for January, and for February"
  member: "M-0001"
  Assets:Bank              60.00 USD
  Assets:Receivable:Dues  -60.00 USD
2026-03-31 * "M-0002" "Paid for January"
  recorded: 2026-04-05
  member: "M-0002"
  Assets:Bank              30.00 USD
  Assets:Receivable:Dues  -30.00 USD
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = union_book(tmp_path_factory.mktemp("union"))
    early = ("--now", "2026-04-01T10:00")
    run("dues", "charge", book, "--period", "2026-Q1", *early, "--write")
    typed(book, PAID)
    return book


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_how_many_stand_how_without_anybodys_id(book: Path) -> None:
    done = run("dues", "standing", book, "--on", "2026-03-30", *NOW)
    assert done.exit_code == 0
    said = lines(done.stdout)
    assert "Behind 1 90.00 90.00 0.00 0.00" in said
    assert "Nobody loses standing because an employer is late." in said
    assert "M-0002" not in done.stdout


def test_who_is_behind_since_when_and_by_which_line(book: Path) -> None:
    done = run("dues", "standing", book, "--on", "2026-03-30", "--behind", *NOW)
    told = next(line for line in lines(done.stdout) if line.startswith("M-0002"))
    assert told.startswith("M-0002 Behind 2026-03-03 90.00 90.00")
    assert "main.beancount:" in told
    assert "unpaid for more than 60 days" in done.stdout
    assert "M-0003" not in done.stdout


def test_paying_later_helps_from_then_on_and_only_as_far_as_it_was_known(
    book: Path,
) -> None:
    def state(*words: str) -> str:
        done = run("dues", "standing", book, "--member", "M-0002", *words, *NOW)
        line = next(one for one in lines(done.stdout) if one.startswith("M-0002"))
        return lines(done.stdout)[lines(done.stdout).index(line) + 1]

    assert state("--on", "2026-03-30").startswith("Behind")
    assert state("--on", "2026-03-31").startswith("In good standing")
    known = state("--on", "2026-03-31", "--known", "2026-04-04")
    assert known.startswith("Behind")
    known = state("--on", "2026-03-31", "--known", "2026-04-05")
    assert known.startswith("In good standing")


def test_one_members_account(book: Path) -> None:
    words = ("--on", "2026-03-30", "--member", "M-0002", *NOW)
    done = run("dues", "standing", book, *words)
    said = lines(done.stdout)
    assert "Charged 90.00" in said
    assert "Owed 90.00" in said
    assert "To be in good standing again: 30.00 USD for dues." in said
    assert "Dues for January 2026 2026-01-01 88 days 30.00 30.00" in said
    assert "M-0001" not in done.stdout
    assert "Sample" not in done.stdout


def test_what_the_employer_is_to_hand_over_is_no_mark_on_the_member(
    book: Path,
) -> None:
    words = ("--on", "2026-03-30", "--member", "M-0003", *NOW)
    done = run("dues", "standing", book, *words)
    said = " ".join(done.stdout.split())
    assert "In good standing" in said
    assert "90.00 USD of it is taken from pay by the employer." in said


def test_everybody_is_in_what_programs_read(book: Path) -> None:
    words = ("--on", "2026-03-30", "--format", "json", *NOW)
    found = json.loads(run("dues", "standing", book, *words).stdout)
    [table] = [one for one in found["tables"] if one["id"] == "members:USD"]
    assert [row["id"] for row in table["rows"]][:4] == [
        "M-0001",
        "M-0002",
        "M-0003",
        "M-0004",
    ]


def test_a_member_that_nobody_is_and_a_day_that_is_none_are_refused(
    book: Path,
) -> None:
    assert "never joined" in refused("dues", "standing", book, "--member", "M-0009")
    assert "'soon'" in refused("dues", "standing", book, "--on", "soon")
