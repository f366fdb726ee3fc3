"""Help that was typed otherwise than it was decided, told at its entry."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.support.need.against import paid_against_terms
from coopbooks.support.terms import terms_of
from tests.support import needbooks
from tests.support.commands import run
from tests.support.needbooks import ASKED
from tests.support.needbooks import GRANTED
from tests.support.needbooks import viewed
from tests.support.needbooks import week_of
from tests.support.statements import pack
from tests.support.statements import shown

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.ledger import Book

PAID = """
2026-{day} * "Help" "By hand"
  member: "{member}"
  fund: "hardship"
  {says}
  Expenses:Help          {number} USD
  Assets:Bank:Hardship  -{number} USD
"""


def help_paid(
    number: str,
    day: str = "03-06",
    says: str = 'request: "2026-03-a"',
    member: str = "M-0001",
) -> str:
    return PAID.format(number=number, day=day, says=says, member=member)


def against(folder: Path, more: str) -> list[str]:
    view = viewed(folder, more)
    return [one.message for one in paid_against_terms(view, terms_of(view))]


@pytest.mark.parametrize(
    ("more", "number", "on", "words"),
    [
        (GRANTED, "350", "03-06", ""),
        (GRANTED, "351", "03-06", "351.00 is paid, and up to 350.00 was granted"),
        (GRANTED, "10", "05-06", "paid on 2026-05-06, and granted until 2026-04-30"),
        (GRANTED, "10", "03-03", "paid on 2026-03-03, and only granted on 2026-03-05"),
        (ASKED, "10", "03-06", "10.00 was paid, and it was not granted"),
    ],
)
def test_what_was_typed_against_a_decision_is_found(
    tmp_path: Path, more: str, number: str, on: str, words: str
) -> None:
    typed = f"""
2026-{on} * "Help" "By hand"
  member: "M-0001"
  fund: "hardship"
  request: "2026-03-a"
  Expenses:Help          {number} USD
  Assets:Bank:Hardship  -{number} USD
"""
    view = viewed(tmp_path, more + typed)
    found = [one.message for one in paid_against_terms(view, terms_of(view))]
    assert [words in one for one in found] == ([True] if words else [])
    assert not any("M-0001" in one for one in found)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (help_paid("10", member="M-0003"), "paid to somebody else than who asked"),
        (
            help_paid("10").replace('fund: "hardship"', 'fund: "strike"'),
            "paid out of 'strike', and 'hardship' is paid out of 'hardship'",
        ),
        (
            help_paid("10", says='benefit: "hardship"'),
            "10.00 was paid out of 'hardship' on no request and by no decision.",
        ),
        (help_paid("10", says='decision: "2026-03/4"'), ""),
    ],
)
def test_help_that_nobody_decided_like_that_is_found(
    tmp_path: Path, more: str, words: str
) -> None:
    found = against(tmp_path, GRANTED + more)
    assert [words in one for one in found] == ([True] if words else [])
    assert "M-000" not in str(found)


def test_what_came_back_is_no_longer_told(tmp_path: Path) -> None:
    too_much = GRANTED + help_paid("350") + help_paid("60", "03-07")
    (said,) = against(tmp_path / "more", too_much)
    assert "410.00 is paid, and up to 350.00 was granted" in said
    assert against(tmp_path / "back", too_much + help_paid("-60", "03-20")) == []
    (said,) = against(tmp_path / "part", too_much + help_paid("-20", "03-20"))
    assert "390.00 is paid" in said


STRIKE_PAY = """
2026-{day} * "Strike pay" "By hand"
  member: "{member}"
  fund: "strike"
  period: "{week}"
  Expenses:Strike-Pay   {number} USD
  Assets:Bank:Strike   -{number} USD
"""


def strike_paid(week: str, number: str, member: str = "M-0001") -> str:
    return STRIKE_PAY.format(week=week, number=number, member=member, day="03-06")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (strike_paid("2026-W09", "300"), ""),
        (strike_paid("2026-W09", "200") * 2, "400.00 for one person, by the terms it"),
        (
            strike_paid("2026-W08", "10"),
            "for one person, by the terms it is 0.00",
        ),
        (
            strike_paid("2026-W09", "300", "M-0004"),
            "300.00 for one person, who is on no strike that was declared for it",
        ),
        (strike_paid("2026-W05", "300"), "who is on no strike that was declared"),
        (strike_paid("2026-W09", "400") + strike_paid("2026-W09", "-100"), ""),
        (strike_paid("2026-02", "300"), ""),
    ],
)
def test_strike_pay_that_no_terms_give_is_found(
    tmp_path: Path, more: str, words: str
) -> None:
    found = against(tmp_path, more)
    assert [words in one for one in found] == ([True] if words else [])
    assert "M-000" not in str(found)


def test_a_week_is_paid_once_however_its_name_is_written(tmp_path: Path) -> None:
    view = viewed(tmp_path, strike_paid("2026-w09", "300"))
    pays = {one.member: one.pays for one in week_of(view, "2026-W09").pays[0].people}
    assert pays == {"M-0001": 0, "M-0002": 300, "M-0003": 300}


def test_check_names_it_with_file_and_line(tmp_path: Path) -> None:
    book = needbooks.book(tmp_path / "book", needbooks.UNION + GRANTED)
    assert run("check", book).exit_code == 0
    needbooks.typed(book, help_paid("351") + strike_paid("2026-W08", "10"))
    done = run("check", book)
    assert done.exit_code == 1
    first, second, count = done.stdout.splitlines()
    assert first.startswith("months.beancount:6: request 2026-03-a: 351.00 is paid")
    assert second.startswith("months.beancount:13: strike pay for 2026-W08: 10.00")
    assert count == "Local 7: 2 errors"
    errors = json.loads(run("check", book, "--format", "json").stdout)["errors"]
    assert [(one["file"], one["line"]) for one in errors] == [
        ("months.beancount", 6),
        ("months.beancount", 13),
    ]


def test_a_book_that_helps_nobody_is_looked_at_no_further(
    monkeypatch: pytest.MonkeyPatch, book_doc: Book
) -> None:
    """
    2026-01-01 open Assets:Bank
    2026-01-01 custom "coop-format" 1
    """

    def never(_book: Book) -> None:
        raise AssertionError

    monkeypatch.setattr("coopbooks.cli.check.view_of", never)
    assert run("check", book_doc.path).exit_code == 0


def test_the_pack_asks_to_look_at_it_in_its_own_month(tmp_path: Path) -> None:
    folder = needbooks.book(tmp_path / "book", needbooks.UNION + GRANTED)
    needbooks.typed(folder, help_paid("351") + help_paid("5", "04-02"))
    book = coopbooks.load(folder)
    lines = shown(pack(book).values, "place", "code", table="findings")
    (told,) = [one for one in lines if one.endswith("help-undecided")]
    assert told == (
        "request 2026-03-a: 351.00 is paid, and up to 350.00 was granted. Was it "
        "decided anew? | months.beancount:2 | help-undecided"
    )
    lines = shown(pack(book, "2026-04").values, "place", "code", table="findings")
    assert sum("356.00 is paid" in one for one in lines) == 1
    assert not any("351.00" in one for one in lines)


def test_nothing_is_told_of_what_was_decided(tmp_path: Path) -> None:
    assert against(tmp_path, ASKED) == []
    assert against(tmp_path / "paid", GRANTED + help_paid("350")) == []
