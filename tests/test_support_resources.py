"""Resources: promised, requested, delivered; what is recognised; both books."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from beancount.core import data
from beancount.parser import printer
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

import coopbooks
from coopbooks.core.periods import parse_period
from coopbooks.sharing.shares.shares import share_of
from coopbooks.sharing.views import view_of
from coopbooks.statements.cash import cash_table
from coopbooks.statements.scope import scope_of
from coopbooks.support.resources.compare import compare
from coopbooks.support.resources.provided import resources
from coopbooks.support.resources.recognising import recognise
from coopbooks.support.terms import terms_of

if TYPE_CHECKING:
    import random

    from coopbooks.core.ledger import Book
    from coopbooks.sharing.share import View
    from coopbooks.support.resources.provided import Provided
    from coopbooks.support.resources.provided import Resources

QUARTER = parse_period("2026-Q1")
HEAD = """\
option "operating_currency" "USD"
plugin "coopbooks.plugins.all"
2025-12-31 open Assets:Bank USD
2025-12-31 open Equity:Reserve USD
2025-12-31 open Equity:Memo:Promised
2025-12-31 open Equity:Memo:Requested
2025-12-31 open Equity:Memo:Delivered
2025-12-31 open Equity:Memo:Counter
2025-12-31 open Income:Sales USD
2025-12-31 open Income:In-Kind USD
2025-12-31 open Expenses:Wages USD
2025-12-31 open Expenses:Help USD
2025-12-31 commodity HOUR
  measure: TRUE
2025-12-31 custom "coop-account" "bank" Assets:Bank
2025-12-31 custom "coop-account" "reserve" Equity:Reserve
2025-12-31 custom "coop-resource-account" "promised" Equity:Memo:Promised
2025-12-31 custom "coop-resource-account" "requested" Equity:Memo:Requested
2025-12-31 custom "coop-resource-account" "delivered" Equity:Memo:Delivered
2025-12-31 * "What we begin with"
  Assets:Bank      9000.00 USD
  Equity:Reserve  -9000.00 USD
"""
BAKERY = f"""{HEAD}
2025-12-31 custom "coop-entity" "bakery" "worker-coop"
  basis: "accrual"
"""
PARTY = f"""{HEAD}
2025-12-31 custom "coop-entity" "party" "party"
  basis: "accrual"
"""
TERMS = """\
2026-01-01 custom "coop-resources" "help"
  from: "party"
  to: "bakery"
2026-01-01 custom "coop-resource" "help" "books" 12 HOUR "each" "quarter"
  value: 38.00 USD
  value-from: "wages"
"""
RECOGNISED = TERMS.replace(
    '  to: "bakery"\n',
    '  to: "bakery"\n  recognise: "income-and-cost"\n'
    "  income: Income:In-Kind\n  cost: Expenses:Help\n",
)


def moved(
    number: str, other: str, day: str = "2026-01-26", stage: str = "Delivered"
) -> str:
    return f"""\
{day} * "Help with the books"
  with: "{other}"
  Equity:Memo:{stage}   {number} HOUR
  Equity:Memo:Counter  {-Decimal(number)} HOUR
"""


def book_of(text: str) -> Book:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "main.beancount"
        path.write_text(text, encoding="utf-8")
        book = coopbooks.load(path)
    assert book.errors == []
    return book


def view(text: str) -> View:
    return view_of(book_of(text))


def found(text: str, period: str = "2026-Q1") -> Resources:
    seen = view(text)
    return resources(seen, terms_of(seen), parse_period(period))


def only(text: str, period: str = "2026-Q1") -> Provided:
    made = found(text, period)
    assert [one.message for one in made.problems] == []
    (row,) = made.rows
    return row


def written(text: str, period: str = "2026-Q1") -> list[data.Transaction]:
    seen = view(text)
    made = resources(seen, terms_of(seen), parse_period(period))
    booked = recognise(seen, made, datetime.date.min)
    assert [one.message for one in booked.problems] == []
    return [
        change.after
        for one in booked.differences
        for change in one.changes
        if isinstance(change.after, data.Transaction)
    ]


# What is counted


def test_promised_asked_for_and_delivered() -> None:
    row = only(
        BAKERY
        + TERMS
        + moved("3", "party", "2026-01-05", "Requested")
        + moved("4", "party")
        + moved("-0.5", "party", "2026-02-01")
    )
    assert [row.promised, row.requested, row.delivered, row.to_come] == [
        Decimal(12),
        Decimal(3),
        Decimal("3.5"),
        Decimal("8.5"),
    ]
    assert (row.value, row.currency, row.thing.ours) == (Decimal(133), "USD", False)


def test_what_the_book_promises_stands_for_the_terms_and_is_told() -> None:
    made = found(BAKERY + TERMS + moved("10", "party", "2026-01-02", "Promised"))
    (row,) = made.rows
    assert row.promised == Decimal(10)
    assert [one.message for one in made.problems] == [
        "books, January to March 2026: the terms promise 12 HOUR, the book counts 10."
    ]


def test_what_goes_from_promised_to_delivered_is_delivered_and_still_promised() -> None:
    row = only(
        BAKERY
        + TERMS
        + moved("12", "party", "2026-01-02", "Promised")
        + moved("4", "party").replace("Equity:Memo:Counter", "Equity:Memo:Promised")
    )
    assert [row.promised, row.delivered, row.to_come] == [12, 4, 8]


def test_a_month_asked_for_shows_its_quarter_so_far() -> None:
    text = BAKERY + TERMS + moved("4", "party") + moved("5", "party", "2026-03-02")
    assert only(text, "2026-02").delivered == Decimal(4)
    assert only(text, "2026-03").delivered == Decimal(9)
    assert found(text, "2025").rows == ()


def test_a_period_that_is_said_counts_not_the_day() -> None:
    late = moved("4", "party", "2026-04-02").replace(
        '  with: "party"', '  with: "party"\n  period: "2026-Q1"'
    )
    assert only(BAKERY + TERMS + late).delivered == Decimal(4)
    assert only(BAKERY + TERMS + late, "2026-Q2").delivered == Decimal(0)


def test_what_cannot_be_told_is_named_and_the_rest_counts() -> None:
    both = TERMS + (
        '2026-01-01 custom "coop-resource" "help" "lawyer" 2 HOUR "each" "month"\n'
    )
    nobody = moved("2", "party", "2026-02-03").replace('  with: "party"\n', "")
    clear = moved("5", "party", "2026-02-02").replace(
        '  with: "party"', '  with: "party"\n  resource: "books"'
    )
    made = found(BAKERY + both + moved("4", "party") + nobody + clear)
    assert [one.message for one in made.problems] == [
        "HOUR with party may be any of books, lawyer. Add resource: to say which.",
        "Equity:Memo:Delivered: which body it is with is not said. Add with:.",
    ]
    assert [row.delivered for row in made.rows if row.delivered] == [Decimal(5)]


def test_without_terms_somebody_must_say_who_gave_it() -> None:
    (problem,) = found(BAKERY + moved("4", "party")).problems
    assert problem.message == (
        "nothing says whether 4 HOUR are given to party or come from there. Write it "
        "as coop-resource, or say way: given or received on the coop-resource-account "
        "of Equity:Memo:Delivered."
    )
    said = BAKERY.replace(
        '"delivered" Equity:Memo:Delivered\n',
        '"delivered" Equity:Memo:Delivered\n  way: "given"\n',
    )
    row = only(said + moved("4", "party"))
    assert row.thing.ours is True
    assert [row.delivered, row.value] == [4, 0]


QUANTITIES = st.lists(
    st.tuples(
        st.decimals(Decimal("0.25"), Decimal(40), places=2),
        st.integers(1, 90),
        st.sampled_from(("Promised", "Requested", "Delivered")),
    ),
    max_size=6,
)


@settings(max_examples=25)
@given(QUANTITIES, st.randoms(use_true_random=False))
def test_months_add_up_to_the_quarter_in_any_order(
    quantities: list[tuple[Decimal, int, str]], chance: random.Random
) -> None:
    begin = datetime.date(2025, 12, 31)
    lines = [
        moved(str(number), "party", str(begin + datetime.timedelta(days=day)), stage)
        for number, day, stage in quantities
    ]
    text = BAKERY + TERMS.replace('"quarter"', '"month"') + "".join(lines)
    seen = view(text)
    made = resources(seen, terms_of(seen), QUARTER)
    for stage in ("promised", "requested", "delivered"):
        said = sum(n for n, _, one in quantities if one.lower() == stage)
        counted = sum(row.stages.get(stage, Decimal(0)) for row in made.rows)
        assert counted == said
    mixed = [*seen.entries]
    chance.shuffle(mixed)
    other = type(seen)(seen.name, seen.terms, mixed, seen.currency)
    again = resources(other, terms_of(seen), QUARTER)
    assert [(row.thing, row.period, dict(row.stages)) for row in again.rows] == [
        (row.thing, row.period, dict(row.stages)) for row in made.rows
    ]


# What is recognised


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


# Both books


def compared(here: str, there: str) -> list[str]:
    seen, other = view(here), view(there)
    made = compare(seen, resources(seen, terms_of(seen), QUARTER), {other.name: other})
    return [
        f"{one.words} {one.here} {one.there} {[body for body, _ in one.entries]}"
        for one in made.differences
    ]


def test_both_books_agree_though_days_differ() -> None:
    here = BAKERY + TERMS + moved("4", "party")
    there = PARTY + TERMS + moved("4", "bakery", "2026-01-30")
    assert compared(here, there) == []
    assert compared(there, here) == []


def test_what_only_one_book_has_is_named_from_either_side() -> None:
    here = BAKERY + TERMS + moved("4", "party")
    there = PARTY + TERMS + moved("4", "bakery") + moved("2", "bakery", "2026-03-01")
    assert compared(here, there) == ["delivered 4 6 ['party']"]
    assert compared(there, here) == ["delivered 6 4 ['party']"]


def test_other_terms_are_named() -> None:
    other = RECOGNISED.replace("12 HOUR", "10 HOUR").replace("38.00", "40.00")
    assert compared(BAKERY + TERMS, PARTY + other) == [
        "promised 12 10 []",
        "the value of one HOUR 38.00 40.00 []",
        "recognise: here memo, there income-and-cost None None []",
    ]


def test_a_book_that_is_not_at_hand_is_named() -> None:
    seen = view(BAKERY + TERMS)
    made = compare(seen, resources(seen, terms_of(seen), QUARTER), {})
    assert (made.differences, made.missing) == ((), ("party",))
