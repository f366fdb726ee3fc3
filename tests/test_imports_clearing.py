"""One row of a bank for several typed entries, and several rows for one."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

import coopbooks
from coopbooks.controls.reconcile import reconcile
from coopbooks.core.directives import parse
from coopbooks.imports.combined import FEW
from coopbooks.imports.combined import Amount
from coopbooks.imports.combined import Combiner
from coopbooks.imports.writing import undo
from coopbooks.statements.bankterms import CLEARED
from tests.support.importing import fates
from tests.support.importing import imported
from tests.support.importing import looked_at
from tests.support.importing import on_account
from tests.support.importing import sample_book
from tests.support.importing import whole

if TYPE_CHECKING:
    from pathlib import Path

BANK = """\
kind = "bank"
sender = "bank"
files = ["bank*.csv"]
decimal = "."
optional = ["reference"]

[columns]
date = "Day"
text = "Text"
amount = "Amount"
reference = "Reference"

[accounts]
money = "Assets:Bank"
unsorted = "Equity:Unsorted"
"""
CONFIRMED = "2026-04-01 balance Assets:Bank 940.00 USD\n"
ENTRY = '{} * "{}" "Dues"\n  Assets:Bank   {} USD\n  Income:Dues\n'
DAY = datetime.date(2026, 4, 2)
DUES = [("2026-04-02", "32.53"), ("2026-04-03", "39.81")]


def book_with(folder: Path, typed: list[tuple[str, str]], *more: str) -> Path:
    """The sample book in which something was typed on the bank's account."""
    book = sample_book(folder / "book", BANK)
    lines = [CONFIRMED, *more]
    for number, (day, amount) in enumerate(typed, 1):
        lines.append(ENTRY.format(day, f"Payer {number}", amount))
    main = book / "main.beancount"
    text = "\n".join([main.read_text("utf-8"), *lines])
    main.write_text(text, encoding="utf-8", newline="\n")
    return book


def sheet_of(folder: Path, *rows: str) -> Path:
    sheet = folder / "bank.csv"
    text = "Day,Text,Amount\n" + "".join(f"{row}\n" for row in rows)
    sheet.write_text(text, encoding="utf-8", newline="\n")
    return sheet


def unexplained(book: Path, statement: str) -> Decimal:
    entries = coopbooks.load(book).entries
    on = datetime.date(2026, 4, 30)
    shown = Decimal(statement)
    return reconcile(entries, "Assets:Bank", "USD", on, shown).unexplained


def test_one_deposit_for_two_entries(tmp_path: Path) -> None:
    book = book_with(tmp_path, DUES)
    before = whole(book)
    sheet = sheet_of(tmp_path, "2026-04-06,DEPOSIT,72.34")
    _, found = looked_at(book, sheet)
    [row] = found.fates
    assert (row.fate, row.reason) == (
        "MATCHES",
        "typed before as 32.53 of 2026-04-02 and 39.81 of 2026-04-03",
    )
    assert imported(book, sheet) == ["MATCHES"]
    loaded = coopbooks.load(book)
    seen, errors = parse(loaded.entries, (CLEARED,))
    said = [str(one.values["amount"]) for one in seen]
    assert (errors, said) == ([], ["32.53 USD", "39.81 USD"])
    assert on_account(loaded, "Assets:Bank") == Decimal("1012.34")
    assert unexplained(book, "1012.34") == 0
    assert imported(book, sheet) == ["SAME"]
    undo(coopbooks.load(book), "2026-04-bank-bank")
    assert whole(book) == before


def test_two_rows_for_one_entry(tmp_path: Path) -> None:
    book = book_with(tmp_path, [("2026-04-02", "-100.00")])
    rows = ("2026-04-03,FIRST,-60.00", "2026-04-09,SECOND,-40.00")
    sheet = sheet_of(tmp_path, *rows)
    assert imported(book, sheet) == ["MATCHES"] * 2
    assert unexplained(book, "840.00") == 0
    assert imported(book, sheet) == ["SAME"] * 2
    assert imported(book, sheet_of(tmp_path, *rows, rows[0])) == ["SAME"] * 2 + ["NEW"]


def test_a_corrected_deposit_is_not_guessed_at(tmp_path: Path) -> None:
    book = book_with(tmp_path, DUES)
    imported(book, sheet_of(tmp_path, "2026-04-06,DEPOSIT,72.34"))
    _, found = looked_at(book, sheet_of(tmp_path, "2026-04-06,DEPOSIT,72.43"))
    assert fates(found) == ["NEW"]
    assert "no longer in it" in found.notes[0]


def test_an_entry_of_the_same_amount_comes_first(tmp_path: Path) -> None:
    book = book_with(tmp_path, [*DUES, ("2026-04-04", "72.34")])
    rows = ["2026-04-06,DEPOSIT,72.34"] * 2
    _, found = looked_at(book, sheet_of(tmp_path, *rows))
    assert fates(found) == ["MATCHES"] * 2
    assert sum("2 days apart" in one.reason for one in found.fates) == 1


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        # Two ways to make 30.
        (["10.00", "20.00", "12.00", "18.00"], ["30.00"]),
        # Two rows that the same two entries would make.
        (["10.00", "20.00"], ["30.00", "30.00"]),
        # Two rows of three that are alike.
        (["100.00"], ["50.00", "50.00", "50.00"]),
    ],
)
def test_several_ways_are_said_and_not_guessed(
    tmp_path: Path, typed: list[str], rows: list[str]
) -> None:
    days = [f"2026-04-{at:02}" for at in range(2, 2 + len(typed))]
    book = book_with(tmp_path, list(zip(days, typed, strict=True)))
    sheet = sheet_of(tmp_path, *(f"2026-04-09,X,{row}" for row in rows))
    before = whole(book)
    _, found = looked_at(book, sheet)
    assert fates(found) == ["DUPLICATE?"] * len(rows)
    assert "write cleared: 2026-04-09 below" in found.fates[0].reason
    imported(book, sheet)
    assert whole(book) == before
    assert fates(looked_at(book, sheet, take=True)[1]) == ["NEW"] * len(rows)


def test_what_is_said_below_the_postings_tells_which(tmp_path: Path) -> None:
    numbers = ["10.00", "20.00", "12.00", "18.00"]
    book = book_with(tmp_path, [("2026-04-02", number) for number in numbers])
    main = book / "main.beancount"
    text = main.read_text("utf-8")
    for number in numbers[2:]:
        line = f"  Assets:Bank   {number} USD\n"
        text = text.replace(line, f"{line}    cleared: 2026-04-09\n")
    main.write_text(text, encoding="utf-8", newline="\n")
    sheet = sheet_of(tmp_path, "2026-04-09,X,30.00")
    assert imported(book, sheet) == ["MATCHES"]
    assert unexplained(book, "1000.00") == 0
    assert imported(book, sheet) == ["MATCHES"]


def test_what_is_said_of_a_row_is_not_imported_again(tmp_path: Path) -> None:
    said = (
        '2026-04-03 custom "coop-cleared" Assets:Bank -60.00 USD 2026-04-02\n'
        "  of: -100.00 USD\n"
    )
    book = book_with(tmp_path, [("2026-04-02", "-100.00")], said)
    rows = ["2026-04-03,A,-60.00", "2026-04-03,B,-60.00", "2026-04-05,C,-40.00"]
    _, found = looked_at(book, sheet_of(tmp_path, *rows))
    assert fates(found) == ["MATCHES", "NEW", "NEW"]


def test_entries_of_one_payee_belong_together(tmp_path: Path) -> None:
    many = [("2026-04-02", f"{number}.00") for number in range(11, 11 + FEW + 1)]
    more = (ENTRY.format("2026-04-03", "Choir", one) for one in ("50.01", "0.02"))
    book = book_with(tmp_path, many, *more)
    rows = ("2026-04-06,X,50.03", "2026-04-06,Y,23.00")
    _, found = looked_at(book, sheet_of(tmp_path, *rows))
    # Of too many that have nothing but their day in common nothing is said.
    assert fates(found) == ["MATCHES", "NEW"]


def test_what_the_last_balance_confirms_is_not_looked_at(tmp_path: Path) -> None:
    balance = "2026-04-05 balance Assets:Bank 1012.34 USD\n"
    book = book_with(tmp_path, DUES, balance)
    sheet = sheet_of(tmp_path, "2026-04-06,DEPOSIT,72.34")
    assert fates(looked_at(book, sheet)[1]) == ["NEW"]


amounts = st.lists(
    st.builds(
        Amount,
        st.dates(DAY, DAY + datetime.timedelta(days=20)),
        st.integers(-40, 40).filter(bool).map(Decimal),
    ),
    max_size=7,
)


@settings(deadline=None)
@given(rows=amounts, typed=amounts)
def test_ways_come_to_the_same_and_share_nothing(
    rows: list[Amount], typed: list[Amount]
) -> None:
    ways = Combiner(rows, typed, datetime.timedelta(days=10)).ways()
    used: list[tuple[str, int]] = []
    for way in ways.only:
        mine, theirs = [rows[at] for at in way.rows], [typed[at] for at in way.typed]
        assert 1 in {len(mine), len(theirs)}
        assert sum(one.number for one in mine) == sum(one.number for one in theirs)
        days = [abs(a.date - b.date).days for a in mine for b in theirs]
        assert max(days) <= 10
        used += [("row", at) for at in way.rows] + [("typed", at) for at in way.typed]
        assert not way.rows & ways.several.keys()
    assert len(used) == len(set(used))


def test_a_hundred_thousand_rows_take_no_time() -> None:
    rows = [Amount(DAY, Decimal(number)) for number in range(100_001, 200_001)]
    typed = [Amount(DAY, Decimal(number)) for number in range(1, 200)]
    assert Combiner(rows, typed, datetime.timedelta(days=10)).ways().only == []
