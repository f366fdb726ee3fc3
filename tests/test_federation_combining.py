"""Bodies added up: nothing counted twice, whatever the order."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.money import total_of
from coopbooks.core.periods import parse_period
from coopbooks.federation.combining.combined import combine
from coopbooks.federation.reading.figures import Account
from coopbooks.federation.reading.figures import Cell
from coopbooks.federation.reading.figures import Figures
from coopbooks.federation.reading.figures import Quote
from coopbooks.federation.terms import Federation

if TYPE_CHECKING:
    import random

    from coopbooks.federation.combining.combined import Combined

MARCH = parse_period("2026-03")
NAMES = ("party", "coop", "union", "chapter")
ACCOUNTS = {
    "Assets:Bank": Account("Assets", "bank", "Bank"),
    "Assets:Owed": Account("Assets", "share-receivable", "Owed to us"),
    "Liabilities:Owed": Account("Liabilities", "share-payable", "Owed"),
    "Income:Share": Account("Income", "", "Shares"),
    "Income:Dues": Account("Income", "dues", "Dues"),
    "Expenses:Share": Account("Expenses", "share", "Share"),
    "Equity:Opening": Account("Equity", "opening", "Opening"),
}
FEDERATION = Federation("all", "All", "USD", "accrual", "", "", False, (), {}, {})
CENTS = st.integers(min_value=0, max_value=500_000)
# What one body shares with another: who, with whom, what each book has, in which cents.
DEALS = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.sampled_from(NAMES),
        st.sampled_from(("share", "per-capita", "")),
        CENTS,
        CENTS,
    ).filter(lambda one: one[0] != one[1]),
    max_size=8,
)


def cell(
    account: str, cents: int, body: str = "", agreement: str = "", currency: str = "USD"
) -> Cell:
    number = Decimal(cents) / 100
    return Cell(account, body, agreement, "", "", currency, number)


def figures(name: str, deals: list[tuple[str, str, str, int, int]]) -> Figures:
    """A body's book: what it owes and expects, and dues that make up the rest.

    The chapter keeps its book in euros; what others have with it is in dollars.
    """
    own = "EUR" if name == "chapter" else "USD"
    closing = [cell("Assets:Bank", 100_000, currency=own)]
    moved = [cell("Income:Dues", -100_000, currency=own)]
    for giver, receiver, agreement, owed, expected in deals:
        if name == giver:
            closing.append(cell("Liabilities:Owed", -owed, receiver, agreement, own))
            moved.append(cell("Expenses:Share", owed, receiver, agreement, own))
        if name == receiver:
            closing.append(cell("Assets:Owed", expected, giver, agreement, own))
            moved.append(cell("Income:Share", -expected, giver, agreement, own))
    return Figures(
        name,
        "union",
        name,
        own,
        "accrual",
        "12-31",
        MARCH.name,
        ACCOUNTS,
        tuple(closing),
        tuple(moved),
        quotes=(Quote(MARCH.begin, "EUR", "USD", Decimal("1.1337")),),
    )


def net(found: Combined) -> Decimal:
    """What is left after debts, all together, with what is taken out."""
    total = Decimal(0)
    for line in found.lines:
        number = found.total(line) + found.taken_out.get(line.key, Decimal(0))
        if line.type == "Assets":
            total += number
        elif line.type == "Liabilities":
            total -= number
    return total


def whatever_has_a_pair(
    bodies: list[Figures],
) -> set[tuple[str, frozenset[str], str]]:
    """Every pair and agreement with something on either side."""
    return {
        (kind, frozenset((one.name, cell.body)), cell.agreement)
        for one in bodies
        for kind, cells in (("balance", one.closing), ("flow", one.moved))
        for cell in cells
        if cell.body and cell.number
    }


@given(DEALS, st.randoms(use_true_random=False))
def test_what_is_left_is_the_sum_of_all_whatever_the_order(
    deals: list[tuple[str, str, str, int, int]], order: random.Random
) -> None:
    bodies = [figures(name, deals) for name in NAMES]
    found = combine(FEDERATION, bodies, MARCH)
    assert net(found) == total_of(found.net(name) for name in NAMES)
    for one in found.eliminations:
        by_body = {
            name: total_of(part.number for part in one.parts if part.body == name)
            for name in (one.debit, one.credit)
        }
        # Two sides, as much out of one as out of the other; the rest is listed.
        assert by_body[one.debit] == one.number
        assert by_body[one.credit] == -one.number
    assert whatever_has_a_pair(bodies) == {
        (one.kind, frozenset((one.debit, one.credit)), one.agreement)
        for one in found.eliminations
    }
    for kinds in (("Assets", "Liabilities"), ("Income", "Expenses")):
        out = [
            found.taken_out.get(line.key, Decimal(0))
            for line in found.lines
            if line.type == kinds[0]
        ]
        other = [
            found.taken_out.get(line.key, Decimal(0))
            for line in found.lines
            if line.type == kinds[1]
        ]
        assert total_of(out) == total_of(other)
    order.shuffle(bodies)
    again = combine(FEDERATION, bodies, MARCH)
    assert again.numbers == found.numbers
    assert again.taken_out == found.taken_out
    assert again.eliminations == found.eliminations


def test_what_only_one_book_has_stays_and_is_listed() -> None:
    deals = [("coop", "party", "share", 44_400, 45_600)]
    found = combine(FEDERATION, [figures(name, deals) for name in NAMES], MARCH)
    balance, flow = found.eliminations
    assert (balance.number, balance.left) == (Decimal("444.00"), Decimal("12.00"))
    assert (flow.number, flow.left) == (Decimal("444.00"), Decimal("-12.00"))
    assert balance.debit == "party"


def test_foreign_books_at_closing_and_average_rates() -> None:
    """Assets at the closing rate, income at the average; the difference by itself."""
    first = parse_period("2026-02").last
    quotes = (
        Quote(first, "EUR", "USD", Decimal("1.00")),
        Quote(parse_period("2026-03-16").begin, "EUR", "USD", Decimal("1.20")),
    )
    euros = [
        Cell("Assets:Bank", "", "", "", "", "EUR", Decimal(number))
        for number in (1000, 1310)
    ]
    dues = Cell("Income:Dues", "", "", "", "", "EUR", Decimal(-310))
    body = Figures(
        "abroad",
        "chapter",
        "Abroad",
        "EUR",
        "accrual",
        "12-31",
        MARCH.name,
        ACCOUNTS,
        closing=(euros[1], dues),
        moved=(dues,),
        before=(euros[0],),
        quotes=quotes,
    )
    found = combine(FEDERATION, [body], MARCH)
    change = found.changes["abroad"]
    # Fifteen days at 1.00 and sixteen at 1.20.
    assert change.result == Decimal("342.00")
    assert (change.opening, change.closing) == (Decimal("1000.00"), Decimal("1572.00"))
    assert change.rates == Decimal("230.00")


def test_a_missing_rate_is_told() -> None:
    euros = Cell("Assets:Bank", "", "", "", "", "EUR", Decimal(10))
    body = Figures(
        "abroad",
        "chapter",
        "Abroad",
        "EUR",
        "accrual",
        "12-31",
        MARCH.name,
        ACCOUNTS,
        (euros,),
    )
    found = combine(FEDERATION, [body], MARCH)
    assert found.rates["abroad"].missing == {"EUR"}
