"""The assembly's page as tables: members and dues, costs, solidarity."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Sentence
from coopbooks.federation.assembly.columns import Measure
from coopbooks.federation.assembly.columns import Ratio
from coopbooks.federation.assembly.columns import Sheet
from coopbooks.federation.assembly.columns import side_table
from coopbooks.federation.combining.tables import NOT_POOLED

if TYPE_CHECKING:
    from coopbooks.core.table import Content
    from coopbooks.core.table import Table
    from coopbooks.federation.assembly.side import Body
    from coopbooks.federation.assembly.side import Side

MEMBERS, COSTS, SOLIDARITY = "members", "costs", "solidarity"
NO_LIST = "no list"
ONCE = (
    "Who belongs to two bodies is in the row of each, and counted once in all together."
)
TWICE = (
    "Each body has its own ids, so that who belongs to two of them counts twice in all "
    "together."
)
HIDDEN = (
    "What is about fewer than {} people stands as few. Where a total would give it "
    "away another body is left out with it (not shown)."
)
DUES = (
    "Dues are those charged or pledged for the period; where a book does not say how "
    "they come about, those that it booked. What came in may be for older dues."
)
WORK = (
    "Its own work is all that a body spent but what it passed on (shares and per "
    "capita), gave to other bodies, or paid to members on strike or in need. A co-op's "
    "is mostly wages and materials: compare bodies of one kind."
)
GIVEN = (
    "In money: given to other bodies, also outside the federation; strike pay and help "
    "in times of need to own members; received from other bodies. What one gave "
    "another received, so that the two are not to be added. Shares and per capita are "
    "owed, and are not in it. Bodies without any are left out."
)


def side_tables(side: Side) -> list[Table]:
    """The tables of bodies side by side.

    Args:
        side: The bodies.

    Returns:
        Members and dues, what bodies cost, and solidarity.
    """
    return [_members(side), _costs(side), _solidarity(side)]


def _members(side: Side) -> Table:
    measures = [
        Measure(_counted("members", "Members"), "members", _number_of_members),
        Measure(
            _counted("joined", "Joined"),
            "members",
            lambda one: _counts(one, one.figures.life.joined),
        ),
        Measure(
            _counted("left", "Left"),
            "members",
            lambda one: _counts(one, one.figures.life.left),
        ),
        Measure(Column("dues", "Dues"), "dues", lambda one: one.dues),
        Measure(Column("came", "Came in"), "came", lambda one: one.collected),
    ]
    ratios = [
        Ratio(Column("each", "A member"), "dues", "members"),
        Ratio(
            Column("rate", "Of dues", ColumnKind.PERCENT),
            "came",
            "dues",
        ),
    ]
    people = side.people
    notes = [ONCE if side.federation.shared_ids else TWICE, DUES, *_hidden_words(side)]
    table = side_table(
        Sheet(side, MEMBERS, measures, ratios),
        f"Members and dues, {side.period.label}",
        ("members", "joined", "left", "dues", "each", "came", "rate"),
        {"members": people.members, "joined": people.joined, "left": people.left},
        [Sentence(words) for words in notes],
    )
    return replace(table, lead=(Sentence(NOT_POOLED),))


def _costs(side: Side) -> Table:
    measures = [
        Measure(_counted("members", "Members"), "members", _number_of_members),
        Measure(Column("work", "Its own work"), "", lambda one: one.spent["work"]),
        # So much a head, it tells how many heads there are.
        Measure(
            Column("passed", "Passed on"), "members", lambda one: one.spent["passed"]
        ),
    ]
    each = Ratio(Column("each", "A member"), "work", "members", MEMBERS)
    return side_table(
        Sheet(side, COSTS, measures, [each]),
        f"What it cost, {side.period.label}",
        ("work", "each", "passed"),
        notes=[Sentence(WORK)],
    )


def _solidarity(side: Side) -> Table:
    measures = [
        Measure(Column("given", "To bodies"), "", lambda one: one.spent["given"]),
        Measure(
            Column("strike", "Strike pay"),
            "strike",
            lambda one: one.spent["strike"],
        ),
        Measure(
            Column("need", "In need"),
            "need",
            lambda one: one.spent["need"],
        ),
        Measure(
            Column("received", "Received"),
            "",
            lambda one: one.spent["received"],
        ),
    ]
    columns = ("given", "strike", "need", "received")
    some = {
        one.name
        for one in side.bodies
        if any(one.spent[name] for name in columns)
        or any(one.name in side.hidden[name] for name in ("strike", "need"))
    }
    return side_table(
        Sheet(side, SOLIDARITY, measures, []),
        f"Solidarity, {side.period.label}",
        columns,
        notes=[Sentence(GIVEN)],
        only=some,
    )


def _counted(name: str, title: str) -> Column:
    return Column(name, title, ColumnKind.NUMBER)


def _number_of_members(one: Body) -> Content:
    return Decimal(one.members) if one.fewest else NO_LIST


def _counts(one: Body, number: int) -> Content:
    """A number of people, of a body that has a list of them."""
    return Decimal(number) if one.fewest else None


def _hidden_words(side: Side) -> list[str]:
    """That something is left out, where something is."""
    if any(one.words for one in side.hidden.values()):
        return [HIDDEN.format(side.federation.small_group)]
    return []
