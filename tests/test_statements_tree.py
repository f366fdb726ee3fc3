"""Accounts unfolded: every line once, every subtotal what stands below it."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.accounts import Roles
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Table
from coopbooks.core.table import evaluate
from coopbooks.statements.tree import added
from coopbooks.statements.tree import unfold
from tests.support.statements import shown

parts = st.sampled_from(["Food", "Foodbank", "Rent", "A", "B"])
accounts = st.sets(
    st.lists(parts, min_size=1, max_size=4).map(lambda of: ":".join(["Expenses", *of])),
    max_size=8,
)
names = st.dictionaries(
    st.lists(parts, min_size=1, max_size=3).map(lambda of: ":".join(["Expenses", *of])),
    st.sampled_from(["Hall", "Help"]),
    max_size=4,
)


def table_of(amounts: dict[str, Decimal], given_names: dict[str, str]) -> Table:
    """The accounts unfolded, with the sum of all of them."""
    roles = Roles(names=given_names)
    found = unfold("t", amounts, {"amount": lambda name: amounts[name]}, roles)
    total = Row("all", {"label": "All", **added("t", found.tops, ["amount"])})
    columns = (Column("label", "", ColumnKind.TEXT), Column("amount", ""))
    return Table("t", "Tree", columns, (*found.rows, total))


@given(accounts, names)
def test_every_account_is_a_line_and_all_add_up(
    some: set[str], given_names: dict[str, str]
) -> None:
    # Powers of two: no two sets of accounts have the same sum.
    amounts = {name: Decimal(2**index) for index, name in enumerate(sorted(some))}
    table = table_of(amounts, given_names)
    lines = [row.account for row in table.rows if row.account and row.id == row.account]
    values = evaluate((table,))
    assert sorted(filter(None, lines)) == sorted(some)
    assert values.amount("t", "all", "amount") == sum(amounts.values())
    for row in table.rows:
        if row.kind == RowKind.SUBTOTAL:
            below = (
                number
                for name, number in amounts.items()
                if f"{name}:".startswith(f"{row.account}:")
            )
            assert values.amount("t", row.id, "amount") == sum(below)


def test_parents_with_one_child_are_stepped_over_to_their_name() -> None:
    amounts = {
        "Expenses:Party:Share:East": Decimal(1),
        "Expenses:Party:Share:West": Decimal(2),
        "Expenses:Party:Share:North:Isle": Decimal(4),
    }
    assert shown(table_of(amounts, {}), "amount") == [
        "  Party: Share",
        "    East | 1",
        "    North: Isle | 4",
        "    West | 2",
        "  Party: Share, together | 7",
        "All | 7",
    ]
    given_names = {"Expenses:Party:Share": "Shares passed on"}
    assert shown(table_of(amounts, given_names), "amount")[0] == "  Shares passed on"
