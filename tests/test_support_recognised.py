"""Help in kind that is recognised, and what it never counts in."""

from __future__ import annotations

from decimal import Decimal

import pytest
from beancount.parser import printer

from coopbooks.sharing.shares.shares import share_of
from coopbooks.statements.cash import cash_table
from coopbooks.statements.scope import scope_of
from tests.support.inkind import BAKERY
from tests.support.inkind import PARTY
from tests.support.inkind import QUARTER
from tests.support.inkind import RECOGNISED
from tests.support.inkind import TERMS
from tests.support.inkind import book_of
from tests.support.inkind import moved
from tests.support.inkind import only
from tests.support.inkind import view
from tests.support.inkind import written


def test_memo_by_default_nothing_is_booked() -> None:
    assert written(BAKERY + TERMS + moved("4", "party")) == []


def test_who_gets_it_books_income_and_cost_once() -> None:
    text = BAKERY + RECOGNISED + moved("4", "party")
    (entry,) = written(text)
    assert [(one.account, str(one.units)) for one in entry.postings] == [
        ("Expenses:Help", "152.00 USD"),
        ("Income:In-Kind", "-152.00 USD"),
    ]
    assert (str(entry.date), entry.meta["resources"]) == ("2026-03-31", "help")
    assert written(text + printer.format_entry(entry)) == []


def test_a_quarter_that_is_not_over_waits() -> None:
    assert written(BAKERY + RECOGNISED + moved("4", "party"), "2026-01") == []


def test_what_somebody_booked_by_hand_is_not_booked_again() -> None:
    typed = """\
2026-03-31 * "Help with the books"
  resources: "help"
  period: "2026-Q1"
  Expenses:Help    100.00 USD
  Income:In-Kind  -100.00 USD
"""
    (entry,) = written(BAKERY + RECOGNISED + moved("4", "party") + typed)
    assert str(entry.postings[0].units) == "52.00 USD"


def test_who_gives_it_books_nothing() -> None:
    terms = RECOGNISED.replace("  income: Income:In-Kind\n  cost: Expenses:Help\n", "")
    text = PARTY + terms + moved("4", "bakery")
    assert written(text) == []
    assert only(text).thing.ours is True


SHARE = """\
2026-01-01 custom "coop-agreement" "share" "{of}"
  from: "bakery"
  to: "party"
  count: "quarter"
{lines}2026-01-01 custom "coop-agreement-band" "share" "from" 0 USD "at" 10 PERCENT
2026-02-01 * "Sales and wages"
  Assets:Bank      4000.00 USD
  Expenses:Wages   1000.00 USD
  Income:Sales    -5000.00 USD
"""
COUNTED = "".join(
    f'2026-01-01 custom "coop-agreement-base" "share" "count" {account}\n'
    for account in ("Income:Sales", "Income:In-Kind", "Expenses:Help", "Expenses:Wages")
)


@pytest.mark.parametrize(
    ("of", "lines", "owed"),
    [
        ("revenue", "", "500.00"),
        ("expenses", "", "100.00"),
        ("surplus", "", "400.00"),
        ("accounts", COUNTED, "600.00"),
    ],
)
def test_help_in_kind_is_in_no_share(of: str, lines: str, owed: str) -> None:
    plain = BAKERY + SHARE.format(of=of, lines=lines)
    help_ = RECOGNISED + moved("4", "party")
    (entry,) = written(plain + help_)
    for text in (plain, plain + help_, plain + help_ + printer.format_entry(entry)):
        (share,) = share_of(view(text), "share", QUARTER)
        assert share.number == Decimal(owed)
        assert [one.message for one in share.problems] == []
    told = [one.because for one in share.base.counted if not one.counts]
    assert "help in kind, at its stated value" in told


def test_help_in_kind_is_in_no_cash() -> None:
    plain = BAKERY + SHARE.format(of="revenue", lines="")
    help_ = RECOGNISED + moved("4", "party")
    (entry,) = written(plain + help_)
    made = []
    for text in (plain, plain + help_ + printer.format_entry(entry)):
        book = book_of(text)
        scope = scope_of(book.entries, book.options, "It", "USD", QUARTER)
        made.append([(row.id, str(row.cells)) for row in cash_table(scope).rows])
    assert made[0] == made[1]
