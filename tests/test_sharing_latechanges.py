"""Both sides when something is learnt late: the difference, in an open period, once."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.core.periods import parse_period
from coopbooks.sharing.posting.posted import posted
from coopbooks.sharing.proof.proving import prove
from coopbooks.sharing.shares.shares import share_of
from coopbooks.sharing.views import view_of
from tests.support.commands import run

if TYPE_CHECKING:
    from pathlib import Path

TERMS = """\
option "operating_currency" "USD"
plugin "coopbooks.plugins.all"
include "generated/**/*.beancount"
2026-01-01 custom "coop-agreement" "share" "sales"
  from: "bakery"
  to: "party"
  count: "month"
  due: 1 MONTH
  anchor: 2025-12-31
2026-01-01 custom "coop-agreement-band" "share" "from" 0 USD "at" 5 PERCENT
"""
BAKERY = """\
2025-12-31 open Assets:Bank
2025-12-31 open Liabilities:Share
2025-12-31 open Income:Sales
2025-12-31 open Expenses:Share
2026-01-01 custom "coop-entity" "bakery" "worker-coop"
  basis: "accrual"
2026-01-01 custom "coop-body" "party" "party"
  book: "../party"
2026-01-01 custom "coop-account" "bank" Assets:Bank
2026-01-01 custom "coop-account" "sales" Income:Sales
2026-01-01 custom "coop-account" "share" Expenses:Share
2026-01-01 custom "coop-account" "share-payable" Liabilities:Share
2026-01-20 * "Sales of January"
  Assets:Bank   30000.00 USD
  Income:Sales
2026-02-20 * "Sales of February"
  Assets:Bank   40000.00 USD
  Income:Sales
2026-03-20 * "Sales of March"
  Assets:Bank   50000.00 USD
  Income:Sales
"""
PARTY = """\
2025-12-31 open Assets:Bank
2025-12-31 open Assets:Share
2025-12-31 open Income:Share
2026-01-01 custom "coop-entity" "party" "party"
  basis: "accrual"
2026-01-01 custom "coop-body" "bakery" "worker-coop"
  book: "../bakery"
2026-01-01 custom "coop-account" "bank" Assets:Bank
2026-01-01 custom "coop-account" "share-receivable" Assets:Share
2026-01-01 custom "coop-agreement-accounts" "share"
  income: Income:Share
"""
LATE = """\
2026-01-28 * "A bill of January that was found in May"
  recorded: 2026-05-04
  Assets:Bank   2000.00 USD
  Income:Sales
"""
RELIEF = """\
2026-05-04 custom "coop-decision" "2026-05/2" "300.00 of January are let off"
  body: "council"
2026-05-04 custom "coop-agreement-relief" "share" 300.00 USD
  period: "2026-01"
  decision: "2026-05/2"
  by: "party"
"""
CLOSED = '2026-04-10 custom "coop-close" "2026-03" "hard"\n'
QUARTER = parse_period("2026-Q1")


class Books:
    """The books of the two, in folders side by side."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in (("bakery", BAKERY), ("party", PARTY)):
            (folder / name / "generated").mkdir(parents=True)
            none = folder / name / "generated" / "none.beancount"
            none.write_text("; kept\n", encoding="utf-8")
            self.add(name, TERMS + text)

    def add(self, name: str, text: str) -> None:
        with (self.folder / name / "main.beancount").open("a", encoding="utf-8") as to:
            to.write(text)

    def accrue(self, name: str, period: str, now: str) -> str:
        """What charging tells."""
        done = run(
            *("share", "accrue", self.folder / name, "--period", period),
            *("--now", f"{now}T10:00", "--write"),
        )
        assert done.exit_code == 0, done.output
        return done.stderr

    def charged(self, name: str) -> dict[str, Decimal]:
        """What is charged, by period."""
        book = coopbooks.load(self.folder / name)
        assert [error.message for error in book.errors] == []
        return {one.period: one.charged for one in posted(view_of(book))}

    def files(self, name: str) -> dict[str, str]:
        return {
            str(path.relative_to(self.folder)): path.read_text(encoding="utf-8")
            for path in sorted((self.folder / name).rglob("*.beancount"))
        }

    def on_open_days(self, name: str) -> Decimal:
        """What was charged from April on, with what is taken back."""
        book = coopbooks.load(self.folder / name)
        until_march = [entry for entry in book.entries if entry.date < QUARTER.end]
        view = view_of(book)
        before = posted(replace(view, entries=until_march))
        return sum((one.charged for one in posted(view)), Decimal(0)) - sum(
            (one.charged for one in before), Decimal(0)
        )

    def agree(self) -> bool:
        """Whether both sides say the same of the quarter."""
        books = [coopbooks.load(self.folder / one) for one in ("bakery", "party")]
        views = {view.name: view for view in map(view_of, books)}
        return not prove(views, QUARTER, datetime.date(2026, 5, 5)).differences


@pytest.fixture
def books(tmp_path: Path) -> Books:
    """Both have charged the quarter."""
    found = Books(tmp_path)
    for name in ("bakery", "party"):
        found.accrue(name, "2026-Q1", "2026-04-05")
    return found


def test_each_month_is_due_at_the_end_of_the_next(books: Books) -> None:
    """Counted from the anchor, 31 December, and not from the due day before."""
    for name in ("bakery", "party"):
        view = view_of(coopbooks.load(books.folder / name))
        others = {"bakery": view_of(coopbooks.load(books.folder / "bakery"))}
        others.pop(name, None)
        shares = share_of(view, "share", parse_period("2026"), others)[:3]
        dues = [str(share.due) for share in shares]
        assert dues == ["2026-02-28", "2026-03-31", "2026-04-30"]


def test_charging_again_writes_nothing_on_either_side(books: Books) -> None:
    quarter = {"2026-01": 1500, "2026-02": 2000, "2026-03": 2500}
    for name in ("bakery", "party"):
        assert books.charged(name) == quarter
        before = books.files(name)
        for period in ("2026-Q1", "2026-01", "2026"):
            told = books.accrue(name, period, "2026-04-06")
            assert "Written" not in told
        assert books.files(name) == before
    assert books.agree()


def test_what_is_learnt_late_is_posted_once_as_the_difference(books: Books) -> None:
    """Sales of 2,000.00 in January, found in May: 100.00 more are owed for January.

    The party has closed its quarter by then, the bakery has not.
    """
    books.add("party", CLOSED)
    books.add("bakery", LATE)
    before = books.files("party")
    for name in ("bakery", "party"):
        books.accrue(name, "2026-01", "2026-05-05")
        assert books.charged(name)["2026-01"] == 1600
        again = books.files(name)
        books.accrue(name, "2026-01", "2026-05-06")
        books.accrue(name, "2026-Q1", "2026-05-06")
        assert books.files(name) == again
    # Of the closed period nothing was touched; 100.00 are posted on an open day.
    assert before.items() <= books.files("party").items()
    assert books.on_open_days("party") == 100
    assert books.on_open_days("bakery") == 0
    assert books.agree()


@pytest.mark.parametrize("closed", [("bakery", "party"), ("party",), ("bakery",), ()])
def test_a_decision_about_a_closed_period_is_posted_in_an_open_one(
    books: Books, closed: tuple[str, ...]
) -> None:
    """In May 300.00 of January are let off, whoever has closed the quarter by then."""
    for name in closed:
        books.add(name, CLOSED)
    for name in ("bakery", "party"):
        books.add(name, RELIEF)
        before = books.files(name)
        books.accrue(name, "2026-Q1", "2026-05-05")
        quarter = {"2026-01": 1200, "2026-02": 2000, "2026-03": 2500}
        assert books.charged(name) == quarter
        assert books.on_open_days(name) == (-300 if name in closed else 0)
        if name in closed:
            assert before.items() <= books.files(name).items()
        again = books.files(name)
        assert "Written" not in books.accrue(name, "2026-Q1", "2026-05-06")
        assert books.files(name) == again
    assert books.agree()


def test_one_side_alone_that_lets_something_off_is_named(books: Books) -> None:
    books.add("bakery", RELIEF)
    books.accrue("bakery", "2026-Q1", "2026-05-05")
    assert not books.agree()


def test_a_late_entry_in_a_closed_period_is_refused(books: Books) -> None:
    books.add("bakery", CLOSED + LATE)
    before = books.files("bakery")
    done = run(
        *("share", "accrue", books.folder / "bakery", "--period", "2026-01"),
        *("--now", "2026-05-05T10:00", "--write"),
    )
    assert done.exit_code == 1
    assert "recorded on 2026-05-04, after the books were closed" in done.stderr
    assert books.files("bakery") == before
