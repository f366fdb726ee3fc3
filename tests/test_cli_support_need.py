"""Times of need, as a treasurer deals with them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import coopbooks
from tests.support import needbooks
from tests.support.batches import tree
from tests.support.commands import refused
from tests.support.commands import run
from tests.support.needbooks import NOW

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.goldens import Golden

W09 = ("--period", "2026-W09", *NOW)
ASK = ("hardship", "400", "--member", "M-0001", "--on", "2026-03-02", *NOW)
GRANT = ("--limit", "350", "--until", "2026-04-30", "--on", "2026-03-05", *NOW)
TWO = ("--by", "M-0002,M-0004")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return needbooks.book(tmp_path / "our book")


def asked(book: Path) -> Path:
    assert run("support", "request", book, *ASK, "--write").exit_code == 0
    return book


def granted(book: Path) -> Path:
    asked(book)
    words = ("2026-03-a", "granted", *GRANT, *TWO, "--write")
    assert run("support", "decide", book, *words).exit_code == 0
    return book


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


def test_strike_pay_is_proposed_and_names_nobody(book: Path, golden: Golden) -> None:
    before = tree(book)
    done = run("support", "strike-pay", book, *W09)
    assert done.exit_code == 0
    assert "PROPOSAL: nothing is written" in done.stdout
    assert "M-00" not in done.output
    assert tree(book) == before
    golden("support/strike-pay.txt", done.stdout)


def test_strike_pay_is_written_once_and_taken_out_byte_for_byte(book: Path) -> None:
    before = tree(book)
    done = run("support", "strike-pay", book, *W09, "--write")
    assert "WRITTEN TO THE BOOK" in done.stdout
    assert balance(book, "Expenses:Strike-Pay") == "900.00"
    assert balance(book, "Assets:Bank:Strike") == "3100.00"
    after = tree(book)
    again = run("support", "strike-pay", book, *W09, "--write")
    assert "NOTHING TO WRITE" in again.stdout
    assert tree(book) == after
    assert run("import", "undo", book, "2026-w09-strike-pay").exit_code == 0
    assert tree(book) == before


def test_everybody_is_listed_only_where_it_is_private(book: Path) -> None:
    done = run("support", "strike-pay", book, *W09, "--members")
    assert "M-0001" in done.stdout
    place = book / "week.xlsx"
    line = refused("support", "strike-pay", book, *W09, "--members", "--output", place)
    assert line.startswith("Who is helped concerns nobody else")
    assert not place.exists()
    place = book / "private" / "week.xlsx"
    done = run("support", "strike-pay", book, *W09, "--members", "--output", place)
    assert done.exit_code == 0
    assert place.exists()
    done = run("support", "strike-pay", book, *W09, "--output", book / "week.html")
    assert done.exit_code == 0
    assert "M-00" not in (book / "week.html").read_text(encoding="utf-8")


def test_strike_pay_for_a_program(book: Path) -> None:
    done = run("support", "strike-pay", book, *W09, "--format", "json")
    found = json.loads(done.stdout)
    ids = [one["id"] for one in found["tables"]]
    assert {"strike-pay", "strike-fund", "strike-year"} <= set(ids)
    assert "M-00" not in done.stdout


def test_what_is_no_week(book: Path) -> None:
    line = refused("support", "strike-pay", book, "--period", "2026-03", *NOW)
    assert line.endswith("Ask for --period 2026-W12.")
    line = refused("support", "strike-pay", book, "--period", "2026-W15", *NOW)
    assert "only begins on 2026-04-06" in line
    done = run("support", "strike-pay", book, "--period", "2025-W15", *NOW)
    assert "No strike has a day in 7 to 13 April 2025" in done.stderr


def test_a_fund_that_is_short_writes_nothing(book: Path) -> None:
    text = (book / "main.beancount").read_text(encoding="utf-8")
    text = text.replace("fund-keeps: 500.00", "fund-keeps: 3900.00")
    (book / "main.beancount").write_text(text, encoding="utf-8", newline="\n")
    before = tree(book)
    done = run("support", "strike-pay", book, *W09, "--write")
    assert done.exit_code == 1
    assert "NOTHING IS POSTED" in done.stdout
    assert "must keep 3,900.00; 900.00 is needed" in done.stderr
    assert tree(book) == before


def test_a_request_is_noted_once_and_taken_out(book: Path, golden: Golden) -> None:
    before = tree(book)
    done = run("support", "request", book, *ASK)
    assert done.exit_code == 0
    golden("support/request.txt", done.stdout)
    assert tree(book) == before
    asked(book)
    after = tree(book)
    again = run("support", "request", book, *ASK, "--write")
    assert "NOTHING TO WRITE" in again.stdout
    assert tree(book) == after
    assert run("import", "undo", book, "2026-03-a-request").exit_code == 0
    assert tree(book) == before


def test_a_request_is_noted_also_where_the_terms_give_nothing(book: Path) -> None:
    words = ("hardship", "100", "--member", "M-0003", *NOW, "--write")
    done = run("support", "request", book, *words)
    assert done.exit_code == 1
    assert "not a member for 6 months" in done.stderr
    assert "2026-03-a-request.beancount" in done.stderr


def test_requests_that_can_not_be_meant(book: Path) -> None:
    def told(*words: str) -> str:
        return refused("support", "request", book, *words, *NOW)

    assert "Did you mean 'hardship'?" in told("hardshp", "4", "--member", "M-0001")
    assert told("hardship", "4").startswith("Who asks?")
    assert told("hardship", "0", "--member", "M-0001") == (
        "'0': it must be above zero. Write 400.00, or 400.00 USD."
    )
    assert "must be in USD" in told("hardship", "4 EUR", "--member", "M-0001")
    assert "M-0011 never joined" in told("hardship", "4", "--member", "M-0011")
    early = ("--on", "2024-01-01", "--member", "M-0001")
    assert "No benefit 'hardship' holds on 2024-01-01" in told("hardship", "4", *early)


def test_deciding_and_paying(book: Path, golden: Golden) -> None:
    asked(book)
    noted = tree(book)
    words = ("2026-03-a", "granted", *GRANT, *TWO)
    golden("support/decide.txt", run("support", "decide", book, *words).stdout)
    assert tree(book) == noted
    granted(book)
    decided = tree(book)
    pays = ("support", "pay", book, "2026-03-a", "200", "--on", "2026-03-06", *NOW)
    golden("support/pay.txt", run(*pays).stdout)
    assert tree(book) == decided
    done = run(*pays, "--write")
    assert "WRITTEN TO THE BOOK" in done.stdout
    assert balance(book, "Expenses:Help") == "200.00"
    assert balance(book, "Assets:Bank:Hardship") == "700.00"
    paid = tree(book)
    assert "NOTHING TO WRITE" in run(*pays, "--write").stdout
    assert tree(book) == paid
    assert run("import", "undo", book, "2026-03-a-paid").exit_code == 0
    assert tree(book) == decided
    assert run("import", "undo", book, "2026-03-a-decided").exit_code == 0
    assert tree(book) == noted


def test_a_request_that_was_decided_stays(book: Path) -> None:
    granted(book)
    line = refused("import", "undo", book, "2026-03-a-request", code=1)
    assert "there is no coop-request '2026-03-a'" in line


def test_who_may_not_decide(book: Path) -> None:
    asked(book)
    before = tree(book)

    def told(*words: str) -> str:
        said = ("2026-03-a", "granted", *words, *GRANT, "--write")
        return refused("support", "decide", book, *said)

    assert "M-0001 asked for it" in told("--by", "M-0001,M-0004")
    assert "here 1" in told("--by", "M-0004")
    assert "M-0003 is not treasurer or trustee" in told("--by", "M-0003,M-0004")
    assert "Nobody is said to have decided it" in told()
    assert "is not in this book" in told("--decision", "2026-03/5")
    assert tree(book) == before


def test_what_may_not_be_paid(book: Path) -> None:
    def told(*words: str) -> str:
        return refused("support", "pay", book, *words, *NOW, "--write")

    assert told("2026-03-a", "10").startswith("The book has no request '2026-03-a'.")
    asked(book)
    assert told("2026-03-a", "10").startswith("Nothing was decided on 2026-03-a.")
    granted(book)
    assert "350.00 may still be paid" in told("2026-03-a", "351")
    assert "until 2026-04-30" in told("2026-03-a", "10", "--on", "2026-05-01")
    words = ("2026-03-a", "10", "--from", "Expenses:Help")
    assert "no account of this book that holds money" in told(*words)


def test_a_body_gets_its_own_entry(tmp_path: Path) -> None:
    other = """
2024-12-31 custom "coop-entity" "bakery" "worker-coop"
  basis: "accrual"
2024-12-31 custom "coop-body" "local-7" "union"
"""
    needbooks.book(tmp_path / "bakery", other, title="Bakery")
    more = """
2024-12-31 custom "coop-body" "bakery" "worker-coop"
  title: "The Bakery"
  book: "../bakery"
2025-01-01 custom "coop-benefit" "solidarity" "solidarity"
  fund: "hardship"
"""
    ours = needbooks.book(tmp_path / "ours", needbooks.UNION + more)
    words = ("solidarity", "300", "--body", "bakery", "--on", "2026-03-01", *NOW)
    assert run("support", "request", ours, *words, "--write").exit_code == 0
    vote = ("--decision", "2026-03/4", "--on", "2026-03-05", *NOW, "--write")
    decide = ("support", "decide", ours, "2026-03-a", "granted", *vote)
    assert run(*decide).exit_code == 0
    pay = ("2026-03-a", "300", "--on", "2026-03-06", "--mirror", tmp_path / "out")
    done = run("support", "pay", ours, *pay, *NOW, "--write")
    assert done.exit_code == 0
    (path,) = (tmp_path / "out").iterdir()
    theirs = tmp_path / "bakery"
    needbooks.typed(theirs, path.read_text(encoding="utf-8"))
    assert balance(theirs, "Income:Gifts") == "-300.00"
    assert balance(ours, "Expenses:Help") == "300.00"
    ledger = run("support", "ledger", ours, "bakery", *NOW).stdout
    assert "Help in times of need" in ledger
    assert "300.00" in ledger
    again = run("support", "ledger", theirs, "local-7", *NOW).stdout
    assert "Help in times of need" in again


def test_what_is_closed_is_not_touched(book: Path) -> None:
    granted(book)
    closed = '2026-04-02 custom "coop-close" "2026-03" "hard"\n'
    needbooks.typed(book, closed)
    later = ("--now", "2026-04-10T10:00")
    again = run("support", "request", book, *ASK[:-2], *later)
    assert "NOTHING TO WRITE" in again.stdout
    assert "400.00 USD" in again.stdout
    words = ("support", "request", book, "hardship", "50", "--member", "M-0002")
    line = refused(*words, "--on", "2026-03-20", *later)
    assert line.startswith("The book is closed up to 2026-04-01; note it with a later")
    pay = ("support", "pay", book, "2026-03-a", "200", "--on", "2026-03-06", *later)
    assert run(*pay, "--write").exit_code == 0
    path = book / "generated" / "2026" / "2026-03-a-paid.beancount"
    text = path.read_text(encoding="utf-8")
    assert '2026-04-10 * "Help"' in text
    assert "for-date: 2026-03-06" in text
    assert "NOTHING TO WRITE" in run(*pay, "--write").stdout
