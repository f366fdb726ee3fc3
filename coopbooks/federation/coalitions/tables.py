"""A coalition as tables: who pays whom, the whole by partner, what is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.periods import long_date
from coopbooks.core.table import Agree
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.federation.coalitions import problems
from coopbooks.federation.coalitions.counted import counted_table
from coopbooks.federation.coalitions.counted import reports_table
from coopbooks.federation.coalitions.settling import MOST
from coopbooks.federation.coalitions.statements import PAYMENTS
from coopbooks.federation.coalitions.statements import TOGETHER
from coopbooks.federation.coalitions.statements import statement
from coopbooks.federation.coalitions.statements import statement_of
from coopbooks.federation.coalitions.terms import COSTS
from coopbooks.federation.coalitions.terms import GIFTS
from coopbooks.federation.coalitions.terms import part_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

    from coopbooks.core.table import Content
    from coopbooks.federation.coalitions.work import Worked

TEXT = ColumnKind.TEXT
WHOLE, ALL = "whole", "all"


def coalition_tables(worked: Worked, folder: Path) -> tuple[list[Table], list[Table]]:
    """The tables of a coalition.

    Args:
        worked: The coalition.
        folder: The folder of the federation file, from which places are told.

    Returns:
        Those of page one: what is to be looked at, who pays whom, what each partner has
        and what is its own, what is held; and behind it all partners side by side, a
        statement for each, and what counted.
    """
    front = [_look(worked), _payments(worked), _partners(worked), _held(worked)]
    behind = [
        _whole(worked),
        *(statement(worked, partner) for partner in worked.partners),
        counted_table(worked, folder),
        reports_table(worked, folder),
    ]
    return [one for one in front if one.rows], [one for one in behind if one.rows]


def _look(worked: Worked) -> Table:
    rows = [
        Row(f"look:{place}", {"label": words}, RowKind.NOTE)
        for place, words in enumerate(worked.problems)
    ]
    columns = (Column("label", "", TEXT),)
    return Table("look", "To be looked at", columns, tuple(rows))


def _payments(worked: Worked) -> Table:
    """Who pays whom, in the fewest payments."""
    rows = [
        Row(
            f"{one.giver}>{one.receiver}",
            {
                "label": worked.titles[one.giver],
                "receiver": worked.titles[one.receiver],
                "number": one.number,
            },
        )
        for one in worked.payments
    ]
    if not rows:
        settled = Row("settled", {"label": "Nobody owes anybody."}, RowKind.NOTE)
        return Table(
            PAYMENTS, "Who pays whom", (Column("label", "", TEXT),), (settled,)
        )
    columns = (
        Column("label", "Who pays", TEXT),
        Column("receiver", "Whom", TEXT),
        Column("number", "How much"),
    )
    fewest = (
        "Fewer payments can't settle it."
        if worked.fewest
        else f"With more than {MOST} partners the largest debts are paid first; fewer "
        "payments may do."
    )
    notes = (
        Sentence(fewest),
        Sentence(
            "It settles all from the beginning on, what is held for partners with it: "
            "who pays out of what it holds takes it off there."
        ),
    )
    return Table(
        PAYMENTS, "Who pays whom", columns, tuple(rows), worked.currency, notes=notes
    )


SHORT = {
    "given": "Gifts",
    "spent": "Costs",
    "hands": "In its hands",
    "yours": "Its own",
    "balance": "Gets or owes",
}


def _partners(worked: Worked) -> Table:
    """What each partner was given and spent, has, should have, and gets or owes."""
    table = "partners"
    rows = []
    for partner in worked.partners:
        cells: dict[str, Content] = {"label": worked.titles[partner]}
        for column in SHORT:
            cells[column] = Sum(_refs(worked, partner, (column,)))
        rows.append(Row(partner, cells, depth=1))
    total: dict[str, Content] = {"label": "All together"}
    for column in SHORT:
        total[column] = Sum(tuple(Ref(table, row.id, column) for row in rows))
    rows.append(Row(ALL, total, RowKind.TOTAL))
    columns = (
        Column("label", "", TEXT),
        *(Column(column, title) for column, title in SHORT.items()),
    )
    notes = [
        Sentence(
            "In its hands is what was given and received from partners, less what was "
            "spent and paid to them. Its own is its part of all gifts less its part of "
            "all costs. Who has more in its hands than its own owes the difference, "
            "shown below zero."
        )
    ]
    keeper = worked.coalition.said("keeper")
    if keeper:
        name = worked.titles[str(keeper)]
        notes.append(Sentence(f"The cash box is kept by {name}."))
    title = f"All partners, {_span(worked)}"
    return Table(
        table, title, columns, tuple(rows), worked.currency, notes=tuple(notes)
    )


def _span(worked: Worked) -> str:
    begin, last = worked.coalition.begin, worked.period.last
    return f"{long_date(begin)} to {long_date(last)}"


STEPS: Mapping[str, tuple[str, str | tuple[str, ...]]] = {
    "given": ("Gifts that it was given", ("given",)),
    "spent": ("Costs that it paid", ("spent",)),
    "paid": ("Paid to partners", "paid:"),
    "received": ("Received from partners", "received:"),
    "hands": ("Left in its hands", ("hands",)),
    "part-gifts": ("Its part of all gifts", ("part-gifts",)),
    "part-costs": ("Its part of all costs", ("part-costs",)),
    "yours": ("Its own by the agreement", ("yours",)),
    "balance": ("Gets, or owes (below zero)", ("balance",)),
}
KINDS = {"hands": RowKind.SUBTOTAL, "yours": RowKind.SUBTOTAL, "balance": RowKind.TOTAL}


def _whole(worked: Worked) -> Table:
    """All partners side by side, from the coalition's beginning on."""
    rows = [*_agreed(worked)]
    for row, (label, of) in STEPS.items():
        cells: dict[str, Content] = {"label": label}
        for partner in worked.partners:
            cells[partner] = Sum(_refs(worked, partner, of))
        every = tuple(Ref(WHOLE, row, partner) for partner in worked.partners)
        cells[ALL] = Sum(every)
        rows.append(
            Row(
                row, cells, KINDS.get(row, RowKind.LINE), depth=0 if row in KINDS else 1
            )
        )
    for what, kind in ((GIFTS, "given"), (COSTS, "spent")):
        agree = Agree(
            Sum((Ref(WHOLE, f"part-{what}", ALL),)), Sum((Ref(WHOLE, kind, ALL),))
        )
        label = f"The parts come to all {what}"
        rows.append(Row(f"check-{what}", {"label": label, ALL: agree}, RowKind.CHECK))
    columns = (
        Column("label", "", TEXT),
        *(Column(name, worked.titles[name]) for name in worked.partners),
        Column(ALL, "All together"),
    )
    title = f"Side by side, {_span(worked)}"
    notes = (Sentence("What partners paid one another is neither gift nor cost."),)
    return Table(WHOLE, title, columns, tuple(rows), worked.currency, notes=notes)


def _refs(worked: Worked, partner: str, of: str | tuple[str, ...]) -> tuple[Ref, ...]:
    """The lines of a partner's statement that a step adds up."""
    table = statement_of(partner)
    if not isinstance(of, str):
        return tuple(Ref(table, row, TOGETHER) for row in of)
    pairs: Sequence[tuple[str, str]] = list(worked.after.passed)
    if of == "paid:":
        others = [receiver for giver, receiver in pairs if giver == partner]
    else:
        others = [giver for giver, receiver in pairs if receiver == partner]
    return tuple(Ref(table, f"{of}{other}", TOGETHER) for other in others)


def _agreed(worked: Worked) -> list[Row]:
    """Which part of costs and of gifts each carries, by the last agreement."""
    group = worked.coalition.groups[-1]
    rows = []
    for what in (COSTS, GIFTS):
        cells: dict[str, Content] = {"label": f"Part of {what}"}
        for partner in worked.partners:
            cells[partner] = part_in_words(group, partner, what)
        rows.append(Row(f"agreed-{what}", cells, depth=1))
    costs, gifts = rows
    same = all(costs.cells[one] == gifts.cells[one] for one in worked.partners)
    if same:
        label: dict[str, Content] = {"label": "Part of gifts and of costs"}
        return [Row(costs.id, {**costs.cells, **label}, depth=1)]
    return rows


def _held(worked: Worked) -> Table:
    """What partners hold for one another, as each of their books says."""
    rows = []
    for one in problems.held(worked.after, set(worked.figures)):
        owner = worked.titles[one.owner] if one.owner else "all together"
        cells: dict[str, Content] = {
            "label": worked.titles[one.holder],
            "owner": owner,
            "by-holder": one.by_holder,
            "by-owner": one.by_owner,
        }
        rows.append(Row(f"{one.holder}:{one.owner}", cells))
    columns = (
        Column("label", "Who holds it", TEXT),
        Column("owner", "For whom", TEXT),
        Column("by-holder", "Its book"),
        Column("by-owner", "Other's book"),
    )
    notes = (
        Sentence("It is a debt of who holds it, no income; it is not paid on top."),
    )
    title = "What partners hold for one another"
    return Table("held", title, columns, tuple(rows), worked.currency, notes=notes)
