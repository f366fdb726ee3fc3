"""Who may sign and accept, and who steps aside."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from coopbooks.controls.review.acting import explain
from coopbooks.controls.review.acting import say
from coopbooks.controls.review.acting import sign
from coopbooks.controls.review.refusals import MayNotAccept
from coopbooks.controls.review.refusals import MayNotSign
from coopbooks.controls.review.refusals import NoSuchLine
from coopbooks.core.periods import parse_period
from coopbooks.packs.review import lines_of
from coopbooks.packs.review import review
from coopbooks.packs.reviewtables import PLAN
from coopbooks.packs.reviewtables import QUEUE
from tests.support.commands import refused
from tests.support.reviewed import MARCH
from tests.support.reviewed import edit
from tests.support.reviewed import loaded
from tests.support.reviewed import person
from tests.support.reviewed import small_book

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.controls.review.acting import Person
    from coopbooks.packs.review import Reviewed

NOW = datetime.datetime(2026, 4, 10, 19, 0)  # noqa: DTZ001 - packs have no zone
RULE = '  quorum: 2\n  offices: "trustee"\n'


@pytest.fixture
def main(tmp_path: Path) -> Path:
    return small_book(tmp_path / "book")


def reviewed(main: Path) -> Reviewed:
    return review(loaded(main), MARCH, NOW)


def shown(found: Reviewed, name: str) -> list[str]:
    table = next(one for one in found.pack.front if one.id == name)
    notes = [one.text for one in table.notes]
    return [str(row.cells["label"]) for row in table.rows] + notes


@pytest.mark.parametrize(
    ("guest", "why"),
    [
        (person(2, "chapter-8"), "M-0002 is an id of this body; somebody of chapter-8"),
        (person(1, "chapter-8"), "M-0001 is an id of this body"),
        (person(77, "union"), "union is this body itself"),
        (person(77, 'chap"8'), "a guest has an id, such as eastport/M-0042"),
        (person(77)._replace(id="Ann Lee", of="eastport"), "a guest has an id"),
    ],
)
def test_a_guest_is_none_of_ours(main: Path, guest: Person, why: str) -> None:
    edit(main, RULE, f"{RULE}  other-bodies: 1\n")
    with pytest.raises(MayNotSign, match=why):
        sign(loaded(main), MARCH, guest)
    sign(loaded(main), MARCH, person(2))
    same = person(2, "chapter-8")._replace(id="chapter-8/M-0002")
    sign(loaded(main), MARCH, same)
    assert reviewed(main).sign_off.is_complete


@pytest.mark.parametrize(
    "paid",
    [
        '  member: "M-0003"\n  Expenses:Printing 60 USD',
        '  paid-to: "M-0003"\n  Expenses:Printing 60 USD',
        '  Expenses:Printing 60 USD\n    paid-to: "M-0003"',
        '  Expenses:Printing 60 USD\n    payee: "M-0003"',
    ],
)
def test_who_was_paid_steps_aside_however_it_is_said(main: Path, paid: str) -> None:
    edit(main, RULE, f"{RULE}  recuse-paid: TRUE\n")
    sign(loaded(main), MARCH, person(3))
    edit(main, "  Expenses:Printing 60 USD", paid)
    with pytest.raises(MayNotSign, match="M-0003 was paid in March 2026"):
        sign(loaded(main), MARCH, person(3))


def test_who_gets_a_bill_paid_steps_aside(main: Path) -> None:
    bill = """
2025-01-01 open Liabilities:Bills
2025-01-01 custom "coop-account" "payable" Liabilities:Bills
2026-03-20 * "Printer" "The bill"
  paid-to: "M-0003"
  Liabilities:Bills  5 USD
  Assets:Bank
"""
    edit(main, RULE, f"{RULE}  recuse-paid: TRUE\n")
    edit(main, "2026-04-02 *", f"{bill}2026-04-02 *")
    with pytest.raises(MayNotSign, match="steps aside"):
        sign(loaded(main), MARCH, person(3))


def test_who_may_not_sign_may_ask_and_not_accept(main: Path) -> None:
    item, *_ = reviewed(main).items
    known = reviewed(main).items
    for number, why in ((1, "prepares the books"), (4, "was not trustee")):
        with pytest.raises(MayNotAccept, match=why):
            say(loaded(main), MARCH, item, "accepted", person(number), "", known=known)
        say(loaded(main), MARCH, item, "queried", person(number), "why?", known=known)
    say(loaded(main), MARCH, item, "accepted", person(2), "seen", known=known)
    # Whatever was said of it stays on the page.
    told = [one for one in shown(reviewed(main), QUEUE) if "typed" in one]
    assert [one.partition(" ")[0] for one in told] == ["queried", "queried", "accepted"]


def test_nobody_accepts_what_is_about_themselves(main: Path) -> None:
    edit(
        main,
        "  Expenses:Printing 60 USD",
        '  paid-to: "M-0003"\n  Expenses:Printing 60 USD',
    )
    item = next(
        one for one, words in reviewed(main).items.items() if "Leaflets" in words
    )
    how = ("--period", "2026-03", "--now", "2026-04-10T19:05", "--as", "M-0003")
    told = refused("review", "accept", main, item, *how)
    assert told.startswith("It is about M-0003; somebody else accepts it.")


def test_a_code_has_seven_digits_and_a_scan_is_one(main: Path) -> None:
    with pytest.raises(MayNotSign, match="'f' is too short for a code"):
        sign(loaded(main), MARCH, person(2), code="f")
    private = main.parent / "private"
    private.mkdir()
    (private / "roster.pdf").write_bytes(b"%PDF-1.4")
    for name in ("main.beancount", "private/roster.pdf", "../x.pdf"):
        with pytest.raises(MayNotSign, match="or is no scan"):
            sign(loaded(main), MARCH, person(2), document=name)


def test_what_is_explained_is_on_the_page(main: Path) -> None:
    lines = lines_of(reviewed(main))
    assert lines == ["Dues", "Rent", "Printing"]
    with pytest.raises(NoSuchLine, match=r"no line 'Retn'.* Did you mean 'Rent'"):
        explain(loaded(main), MARCH, "Retn", person(2), "x", lines=lines)
    for about in ("Rent", "Expenses:Printing", "period"):
        explain(loaded(main), MARCH, about, person(2), f"of {about}", lines=lines)
    found = reviewed(main)
    table = next(one for one in found.pack.front if one.id == PLAN)
    why = {row.cells["label"]: row.cells.get("why") for row in table.rows}
    assert why["Rent"] == "of Rent (M-0002)"
    assert shown(found, PLAN)[-2:] == [
        "Expenses:Printing: of Expenses:Printing (M-0002)",
        "of period (M-0002)",
    ]


def test_another_currency_of_the_reports_makes_signatures_void(main: Path) -> None:
    edit(main, "2026-03-02 *", "2026-03-01 price USD 0.5 EUR\n2026-03-02 *")
    sign(loaded(main), MARCH, person(2))
    text = main.read_text(encoding="utf-8").replace(
        'currency" "USD"', 'currency" "EUR"'
    )
    main.write_text(text, encoding="utf-8", newline="\n")
    assert reviewed(main).changes == {"M-0002": ["reported in EUR instead of USD"]}


def test_changes_of_months_before_are_told_where_they_were_kept(main: Path) -> None:
    february = parse_period("2026-02")
    sign(loaded(main), february, person(2, day=datetime.date(2026, 3, 5)))
    sign(loaded(main), MARCH, person(2))
    edit(main, "100 USD", "90 USD")
    edit(main, "2025-01-01 open Expenses:Rent\n", "2025-01-01 open Expenses:Rent USD\n")
    change = "Assets:Bank 90.00 USD instead of 100.00 USD; Income:Dues -90.00 USD"
    assert reviewed(main).changes["M-0002"] == [
        # Nothing was kept of a month for which nobody signed.
        "something before it: January 2025",
        f"changed: 10 February 2026, Members Dues: {change} instead of -100.00 USD",
    ]
