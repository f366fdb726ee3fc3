"""What stands beside an exchange: by agreement, in kind, loans, and entry by entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core.compare import hash_entry

from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Row
from coopbooks.core.table import Sentence
from coopbooks.core.table import Table
from coopbooks.core.table import without
from coopbooks.support.exchange.flows import BESIDE
from coopbooks.support.exchange.flows import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.core.table import Content
    from coopbooks.support.exchange.flows import Flow
    from coopbooks.support.exchange.ledger import Exchange

TEXT, NUMBER = ColumnKind.TEXT, ColumnKind.NUMBER


def agreements_table(found: Exchange) -> Table:
    """What was charged and paid by each agreement.

    Args:
        found: The exchange.

    Returns:
        A line for each agreement and currency.
    """
    columns = (
        Column("label", "By agreement", TEXT),
        Column("way", "", TEXT),
        Column("relief", "Taken off by decision"),
        Column("charged", "Charged"),
        Column("paid", "Paid"),
        Column("currency", "", TEXT),
    )
    rows = [
        Row(
            f"{one.what}:{one.ours}:{one.currency}",
            {
                "label": one.what,
                "way": "contributed" if one.ours else "received",
                "relief": one.relief or None,
                "charged": one.charged,
                "paid": one.paid,
                "currency": one.currency,
            },
        )
        for one in found.money
    ]
    made = Table("agreements", "Charged and paid", columns, tuple(rows))
    return made if any(one.relief for one in found.money) else without(made, ["relief"])


def quantities_table(found: Exchange) -> Table:
    """What was provided in kind.

    Args:
        found: The exchange.

    Returns:
        A line for each resource, in its unit, with its stated value.
    """
    columns = (
        Column("label", "In kind", TEXT),
        Column("way", "", TEXT),
        Column("unit", "Counted in", TEXT),
        Column("promised", "Promised", NUMBER),
        Column("requested", "Requested", NUMBER),
        Column("delivered", "Delivered", NUMBER),
        Column("value", "Stated value"),
        Column("currency", "", TEXT),
    )
    rows = [
        Row(
            f"{one.ours}:{one.resource}:{one.unit}",
            {
                "label": one.resource or "not said",
                "way": "contributed" if one.ours else "received",
                "unit": one.unit,
                "promised": one.stages.get("promised"),
                "requested": one.stages.get("requested"),
                "delivered": one.stages.get("delivered"),
                "value": one.value if one.currency else None,
                "currency": one.currency,
            },
        )
        for one in found.quantities
    ]
    made = Table("in-kind", "In kind", columns, tuple(rows))
    asked = any(one.stages.get("requested") for one in found.quantities)
    return made if asked else without(made, ["requested"])


def loans_lines(found: Exchange) -> Table:
    """What was lent and paid back, which is neither contributed nor received.

    Args:
        found: The exchange.

    Returns:
        A line for each loan.
    """
    columns = (
        Column("label", "Loan", TEXT),
        Column("way", "", TEXT),
        Column("lent", "Lent"),
        Column("repaid", "Paid back"),
        Column("interest", "Interest"),
        Column("owed", "Owed at the end"),
        Column("currency", "", TEXT),
    )
    rows = [
        Row(
            one.what,
            {
                "label": one.what,
                "way": "we lent" if one.ours else "we borrowed",
                "lent": one.lent,
                "repaid": one.repaid,
                "interest": one.interest,
                "owed": one.owed,
                "currency": one.currency,
            },
        )
        for one in found.loans
    ]
    note = Sentence("A loan is paid back: only its interest counts above.")
    notes = (note,) if rows else ()
    return Table("lent", "Lent and paid back", columns, tuple(rows), notes=notes)


def flows_table(found: Sequence[Flow], table: str, title: str) -> Table:
    """Every entry that counted.

    Args:
        found: What was given and received.
        table: The table's id.
        title: What stands above it.

    Returns:
        A line for each, by date.
    """
    columns = (
        Column("label", "What", TEXT),
        Column("date", "Date", ColumnKind.DATE),
        Column("kind", "Kind", TEXT),
        Column("given", "Contributed"),
        Column("got", "Received"),
        Column("currency", "", TEXT),
    )
    rows = []
    for number, one in enumerate(found):
        cells: dict[str, Content] = {
            "label": " ".join(filter(None, (one.entry.payee, one.entry.narration))),
            "date": one.date.isoformat(),
            "kind": KINDS.get(one.kind) or BESIDE[one.kind],
            "given" if one.ours else "got": one.number,
            "currency": one.currency,
        }
        key = f"{table}:{number}"
        rows.append(Row(key, cells, entry=hash_entry(one.entry)))
    return Table(table, title, columns, tuple(rows))
