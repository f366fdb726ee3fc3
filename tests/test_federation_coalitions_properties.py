"""Whatever partners moved: parts add up, nobody's cent is lost, order is no matter."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from beancount.core import data
from beancount.core.amount import Amount
from beancount.parser import grammar
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.money import total_of
from coopbooks.core.periods import parse_period
from coopbooks.federation.coalitions.terms import COSTS
from coopbooks.federation.coalitions.terms import GIFTS
from coopbooks.federation.coalitions.terms import read_coalitions
from coopbooks.federation.coalitions.work import work_out
from coopbooks.federation.reading.figures import Account
from coopbooks.federation.reading.figures import Bundle
from coopbooks.federation.reading.figures import Cell
from coopbooks.federation.reading.figures import Figures
from coopbooks.federation.reading.figures import Quote
from coopbooks.federation.terms import Federation

if TYPE_CHECKING:
    import random

    from coopbooks.federation.coalitions.terms import Coalition

MARCH = parse_period("2026-03")
BEGIN = datetime.date(2026, 2, 1)
NAMES = ("chapter", "coop", "party", "tenants", "union")
ACCOUNTS = {
    "Assets:Due": Account("Assets", "due-from", "Due"),
    "Liabilities:Held": Account("Liabilities", "held-for-others", "Held"),
    "Income:Gifts": Account("Income", "gifts", "Gifts"),
    "Expenses:Costs": Account("Expenses", "", "Costs"),
}
FEDERATION = Federation("all", "All", "USD", "accrual", "", "", False, (), {}, {})
Entry = tuple[str, int, list[tuple[str, str, str, int]]]
# Which accounts, with whom, of one entry; who posts it, on which day after the begin.
CELLS = st.tuples(
    st.sampled_from(sorted(ACCOUNTS)),
    st.sampled_from((*NAMES, "", "somebody")),
    st.sampled_from(("USD", "EUR")),
    st.integers(min_value=-50_000, max_value=50_000).filter(bool),
)
ENTRIES = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.integers(min_value=0, max_value=70),
        st.lists(CELLS, min_size=1, max_size=4),
    ),
    max_size=8,
)
WEIGHTS = st.lists(
    st.integers(min_value=0, max_value=9), min_size=len(NAMES), max_size=len(NAMES)
).filter(any)


def customs(kind: str, *values: object, **meta: object) -> data.Custom:
    typed = [grammar.ValueType(value, type(value)) for value in values]
    return data.Custom({"filename": "f", "lineno": 1, **meta}, BEGIN, kind, typed)


def coalition(names: list[str], weights: dict[str, int]) -> Coalition:
    bodies = [
        customs("coop-federation-body", name, "ally", book=name) for name in names
    ]
    partners = [
        customs(
            "coop-coalition-partner",
            "homes",
            name,
            Amount(Decimal(weights[name]), "PART"),
        )
        for name in names
    ]
    head = customs("coop-coalition", "homes", authority="x", currency="USD")
    found, errors = read_coalitions([*bodies, head, *partners])
    assert errors == []
    return found["homes"]


def figures(name: str, entries: list[Entry]) -> Figures:
    bundles = tuple(
        Bundle(
            BEGIN + datetime.timedelta(days=day),
            tuple(
                Cell(account, body, "", "", "homes", currency, Decimal(cents) / 100)
                for account, body, currency, cents in cells
            ),
        )
        for who, day, cells in entries
        if who == name
    )
    price = Quote(datetime.date(2026, 1, 1), "EUR", "USD", Decimal("1.0837"))
    return Figures(
        name,
        "union",
        name,
        "USD",
        "accrual",
        "12-31",
        MARCH.name,
        ACCOUNTS,
        campaigns=bundles,
        quotes=(price,),
    )


@given(ENTRIES, WEIGHTS, st.randoms(use_true_random=False))
def test_parts_add_up_and_balances_come_to_zero(
    entries: list[Entry],
    weights: list[int],
    order: random.Random,
) -> None:
    by_name = dict(zip(NAMES, weights, strict=True))
    books = {name: figures(name, entries) for name in NAMES}
    found = work_out(FEDERATION, coalition(list(NAMES), by_name), MARCH, books)
    for state, parts in (
        (found.before, found.parts_before),
        (found.after, found.parts_after),
    ):
        for what, kind in ((GIFTS, "given"), (COSTS, "spent")):
            split = total_of(parts.get((what, name), Decimal(0)) for name in NAMES)
            assert split == state.total(kind)
    balances = {name: found.balance(name) for name in NAMES}
    assert total_of(balances.values()) == 0
    for one in found.payments:
        balances[one.giver] += one.number
        balances[one.receiver] -= one.number
    assert not any(balances.values())
    names = list(NAMES)
    order.shuffle(names)
    mixed = {name: books[name] for name in names}
    again = work_out(FEDERATION, coalition(names, by_name), MARCH, mixed)
    assert again.payments == found.payments
    assert again.parts_after == found.parts_after
    assert again.problems == found.problems
