"""A proposal from a book: which rule, which cash, and what a what-if changes."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from beancount import loader
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from coopbooks.core.errors import CoopbooksError
from coopbooks.core.money import total_of
from coopbooks.surplus.posting.code import code_of
from coopbooks.surplus.proposing import propose
from coopbooks.surplus.proposing import with_result
from coopbooks.surplus.terms import read_terms
from tests.support.sharing import CHART
from tests.support.sharing import YEAR
from tests.support.sharing import Facts
from tests.support.sharing import messages
from tests.support.sharing import money
from tests.support.sharing import proposed

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book

MARCH, MAY = datetime.date(2026, 3, 14), datetime.date(2026, 5, 1)


def test_the_cash_is_what_there_is_on_the_day(coop_doc: Book) -> None:
    """
    2025-01-01 custom "coop-surplus" "law"
      patronage: "hours"
      missing: "nothing"
    2025-01-01 custom "coop-surplus-step" "law" 90 "members" "all" "of" "result"
      to: Equity:Capital:Members
      cash: 50 PERCENT
    2025-06-30 * "2025"
      Assets:Bank    1000 USD
      Income:Sales  -1000 USD
      Equity:Memo:Hours:Members  1 HOUR
        member: "A"
      Equity:Memo:Hours:Total   -1 HOUR
    2026-04-01 * "A loan paid back"
      Assets:Bank       -800 USD
      Liabilities:Loan   800 USD
    """
    terms, entries = read_terms(coop_doc.entries), coop_doc.entries
    before = propose(terms, entries, YEAR, MARCH)
    after = propose(terms, entries, YEAR, MAY, currency="USD")
    assert [before.cash_needed, before.cash_there] == money(500, 1000)
    assert [after.cash_needed, after.cash_there] == money(500, 200)
    # The day makes no other difference.
    assert code_of(before) == code_of(after)


def test_of_two_rules_one_is_to_be_named(coop_doc: Book) -> None:
    """
    2025-01-01 custom "coop-surplus" "old"
      until: 2030-12-31
    2025-01-01 custom "coop-surplus-step" "old" 10 "reserve" "all" "of" "result"
      to: Equity:Reserve
    2025-03-01 custom "coop-surplus" "new"
    2025-03-01 custom "coop-surplus-step" "new" 10 "reserve" 10 PERCENT "of" "result"
      to: Equity:Reserve
    2025-06-30 * "2025"
      Assets:Bank    1000 USD
      Income:Sales  -1000 USD
    """
    terms, entries = read_terms(coop_doc.entries), coop_doc.entries
    with pytest.raises(CoopbooksError, match=r"'new' .* and 'old'"):
        propose(terms, entries, YEAR, MARCH)
    found = propose(terms, entries, YEAR, MARCH, rule="new")
    assert messages(found) == []
    assert found.steps[0].amount == 100
    assert found.left == 900


def test_tax_is_a_step_and_what_was_booked_of_it_added_back(coop_doc: Book) -> None:
    """
    2025-01-01 custom "coop-surplus" "law"
      starts-from: "before-tax"
    2025-01-01 custom "coop-surplus-step" "law" 10 "tax" 21 PERCENT "of" "result"
      to: Expenses:Tax
      owed: Liabilities:Tax
    2025-01-01 custom "coop-surplus-step" "law" 20 "reserve" "rest" "of" "left"
      to: Equity:Reserve
    2025-06-30 * "2025"
      Assets:Bank       900 USD
      Expenses:Tax      100 USD
      Income:Sales    -1000 USD
    """
    found = proposed(coop_doc)
    assert messages(found) == []
    assert [found.figures.result, found.figures.start] == money(900, 1000)
    assert [(step.kind, step.amount, step.owed) for step in found.steps] == [
        ("expense", Decimal(210), "Liabilities:Tax"),
        ("equity", Decimal(790), ""),
    ]


BLOCKS = [
    """2025-01-01 custom "coop-surplus" "law"
  patronage: "hours"
  missing: "nothing"
  others-work: "others"
""",
    """2025-01-01 custom "coop-surplus-step" "law" 10 "a" 33 PERCENT "of" "members-work"
  to: Equity:Reserve
""",
    """2025-01-01 custom "coop-surplus-step" "law" 90 "b" "rest" "of" "left-after" 10
  to: Equity:Capital:Members
  cash: 20 PERCENT
""",
    """2025-06-30 * "2025"
  Assets:Bank    1000.01 USD
  Income:Sales  -1000.01 USD
""",
    *(
        f'''2025-06-30 * "Hours"
  Equity:Memo:Hours:{whose}  {hours} HOUR
    member: "{member}"
  Equity:Memo:Hours:Total  -{hours} HOUR
'''
        for whose, hours, member in (
            ("Members", 7, "A"),
            ("Members", 7, "B"),
            ("Members", 9, "C"),
            ("Others", 2, "X"),
        )
    ),
]


@settings(max_examples=25)
@given(st.permutations(BLOCKS))
def test_the_order_of_a_book_makes_no_difference(blocks: list[str]) -> None:
    codes = set()
    for text in ("".join(BLOCKS), "".join(blocks)):
        entries, errors, _ = loader.load_string(CHART + text)
        assert not errors
        found = propose(read_terms(entries), entries, YEAR, MARCH)
        assert messages(found) == []
        codes.add(code_of(found))
    assert len(codes) == 1


CENTS = st.decimals(-(10**6), 10**6, places=2)


@given(CENTS, CENTS, CENTS)
def test_sources_of_another_result_add_up_to_it(
    ours: Decimal, others: Decimal, result: Decimal
) -> None:
    sources = {"members-work": ours, "others-work": others}
    facts = Facts(ours + others, sources=sources, figures={"equity": 5})
    found = with_result(facts.year(), result)
    assert total_of(found.sources.values()) == found.start == result
    assert all(number * result >= 0 for number in found.sources.values())
    assert found.figures["equity"] == 5 + result - ours - others
