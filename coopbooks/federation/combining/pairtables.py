"""What was taken out between two bodies, and what stands on one side only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.money import quantize
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Table
from coopbooks.federation.combining.eliminating import why_left

if TYPE_CHECKING:
    from coopbooks.core.table import Content
    from coopbooks.federation.combining.combined import Combined
    from coopbooks.federation.combining.eliminating import Elimination

PAIRS, ONE_SIDED = "pairs", "one-sided"
KINDS = {"balance": "What one owes the other", "flow": "What one paid the other"}
CURRENCY = Column("currency", "", ColumnKind.TEXT)


def pair_tables(found: Combined) -> list[Table]:
    """What was taken out by pair, and what could not be.

    Args:
        found: The bodies added up.

    Returns:
        Both lists; a list without rows is left out.
    """
    return [table for table in (_pairs(found), _one_sided(found)) if table.rows]


def row_of(one: Elimination) -> str:
    """The id of the row about two bodies."""
    return ":".join((one.kind, one.debit, one.credit, one.agreement, one.currency))


def _pairs(found: Combined) -> Table:
    """What was taken out of both sides."""
    columns = (
        Column("label", "Who has a claim, or paid", ColumnKind.TEXT),
        Column("credit", "Who owes, or was paid", ColumnKind.TEXT),
        Column("agreement", "Agreement", ColumnKind.TEXT),
        Column("number", "Taken out of both"),
        CURRENCY,
    )
    rows: list[Row] = []
    for kind, heading in KINDS.items():
        taken = [one for one in found.eliminations if one.kind == kind and one.number]
        if taken:
            rows.append(Row(kind, {"label": heading}, RowKind.HEADING))
        for one in taken:
            cells: dict[str, Content] = {
                "label": one.debit,
                "credit": one.credit,
                "agreement": one.agreement or "none named",
                "number": quantize(one.number, one.currency),
                "currency": one.currency,
            }
            rows.append(Row(row_of(one), cells, depth=1))
    note = Sentence(
        "The same money stands in two books: as a claim and a debt, as a cost and an "
        "income. It is to be counted once, so it is taken out of both."
    )
    currency = found.federation.currency
    title = "What is counted twice, taken out"
    return Table(PAIRS, title, columns, tuple(rows), currency, notes=(note,))


def _one_sided(found: Combined) -> Table:
    """What only one of two books has: it stays in the total until it is explained."""
    columns = (
        Column("label", "In the book of", ColumnKind.TEXT),
        Column("other", "With", ColumnKind.TEXT),
        Column("agreement", "Agreement", ColumnKind.TEXT),
        Column("number", "On one side only"),
        CURRENCY,
        Column("why", "Why", ColumnKind.TEXT),
    )
    agreements = {one.name: one.agreements for one in found.bodies}
    rows: list[Row] = []
    for kind, heading in KINDS.items():
        open_ones = [one for one in one_sided(found) if one.kind == kind]
        if open_ones:
            rows.append(Row(kind, {"label": heading}, RowKind.HEADING))
        for one in open_ones:
            has, other = one.sides
            cells: dict[str, Content] = {
                "label": has,
                "other": other,
                "agreement": one.agreement or "none named",
                "number": abs(quantize(one.left, one.currency)),
                "currency": one.currency,
                "why": why_left(one, agreements),
            }
            rows.append(Row(row_of(one), cells, depth=1))
    note = Sentence(
        "It stays in the total. coopbooks share prove shows the entries of a pair, and "
        "who must act; what is bought and sold without an agreement is for the two "
        "treasurers."
    )
    currency = found.federation.currency
    title = "What could not be taken out"
    return Table(ONE_SIDED, title, columns, tuple(rows), currency, notes=(note,))


def one_sided(found: Combined) -> list[Elimination]:
    """What only one of two books has, if only to a cent.

    Args:
        found: The bodies added up.

    Returns:
        Them, as they were found.
    """
    return [one for one in found.eliminations if quantize(one.left, one.currency)]
