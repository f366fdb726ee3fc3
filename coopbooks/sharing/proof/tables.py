"""Both sides as tables: what agrees, what differs, and who must act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core.compare import hash_entry

from coopbooks.core.substance import amounts
from coopbooks.core.table import Agree
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table

if TYPE_CHECKING:
    from coopbooks.core.table import Content
    from coopbooks.sharing.proof.proving import Proof
    from coopbooks.sharing.proof.sides import Pair
    from coopbooks.sharing.share import Difference

TEXT = ColumnKind.TEXT
KINDS = {
    "in-transit": "on its way",
    "timing": "another period",
    "amount": "amounts differ",
    "terms": "terms differ",
    "conditional": "a condition is not met",
    "disputed": "disputed",
}
SAME = "Both sides say the same of everything."


def proof_tables(found: Proof) -> tuple[list[Table], list[Table]]:
    """A proof as tables.

    Args:
        found: The proof.

    Returns:
        Page one: what differs and what agrees; behind it the entries of what differs.
    """
    front = [_differences(found)]
    currencies = sorted({pair.currency for pair in found.pairs})
    front += [_pairs(found, currency) for currency in currencies]
    if found.missing:
        front.append(_missing(found))
    behind = [_entries(found)] if found.differences else []
    return front, behind


def _differences(found: Proof) -> Table:
    columns = (
        Column("label", "What differs", TEXT),
        Column("kind", "Kind", TEXT),
        Column("payable", "Owed"),
        Column("receivable", "Expected"),
        Column("difference", "Difference"),
        Column("currency", "", TEXT),
        Column("who", "Who must act", TEXT),
    )
    rows = []
    for number, one in enumerate(found.differences):
        row = f"difference:{number}"
        refs = [Ref("differences", row, key) for key in ("payable", "receivable")]
        cells: dict[str, Content] = {
            "label": f"{one.name}, {one.period}: {one.words}",
            "kind": KINDS[one.kind],
            "payable": one.payable,
            "receivable": one.receivable,
            "difference": Sum((refs[0],), (refs[1],)),
            "currency": one.currency,
            "who": one.who or "nobody: wait",
        }
        rows.append(Row(row, cells))
    notes = [Sentence(words) for words in _said(found)]
    title = "What differs"
    return Table("differences", title, columns, tuple(rows), notes=tuple(notes))


def _said(found: Proof) -> list[str]:
    """That nothing differs, or could not be compared; and what nobody has booked."""
    unbooked = [
        f"{pair.name}, {pair.period.name}: neither side has booked it; by the terms it "
        f"is {pair.giver.computed:,f} {pair.currency}. See coopbooks share accrue."
        for pair in found.pairs
        if not pair.giver.charged and not pair.receiver.charged and pair.giver.computed
    ]
    if found.differences:
        return unbooked
    if not found.pairs and found.missing:
        return ["Nothing was compared: the other books are not at hand."]
    same = "Both sides have booked the same." if unbooked else SAME
    return [same, *unbooked]


def _pairs(found: Proof, currency: str) -> Table:
    table = f"pairs:{currency}"
    columns = (
        Column("label", "Agreement and period", TEXT),
        Column("giver", "From", TEXT),
        Column("receiver", "To", TEXT),
        Column("payable", "Owed"),
        Column("receivable", "Expected"),
        Column("agree", "Agree", ColumnKind.CHECK),
    )
    rows = []
    for number, pair in enumerate(found.pairs):
        if pair.currency == currency:
            rows.append(_pair(table, number, pair))
    total: dict[str, Content] = {"label": "Together"}
    for key in ("payable", "receivable"):
        total[key] = Sum(tuple(Ref(table, row.id, key) for row in rows))
    rows.append(Row("all", total, RowKind.TOTAL))
    title = f"Both sides, {found.period.label}"
    return Table(table, title, columns, tuple(rows), currency)


def _pair(table: str, number: int, pair: Pair) -> Row:
    row = f"pair:{number}"
    cash = [
        side.view.name
        for side in (pair.giver, pair.receiver)
        if side.view.terms.dues.basis(pair.period.last) == "cash"
    ]
    by_cash = f" (worked out, {cash[0]} counts by cash)" if cash else ""
    left, right = Ref(table, row, "payable"), Ref(table, row, "receivable")
    return Row(
        row,
        {
            "label": f"{pair.name}, {pair.period.name}{by_cash}",
            "giver": pair.giver.view.name,
            "receiver": pair.receiver.view.name,
            "payable": pair.giver.charged,
            "receivable": pair.receiver.charged,
            "agree": Agree(Sum((left,)), Sum((right,))),
        },
    )


def _missing(found: Proof) -> Table:
    columns = (
        Column("label", "Book not at hand", TEXT),
        Column("agreements", "Its agreements", TEXT),
    )
    rows = tuple(
        Row(body, {"label": body, "agreements": ", ".join(names)})
        for body, names in found.missing.items()
    )
    return Table("missing", "Not compared", columns, rows)


def _entries(found: Proof) -> Table:
    columns = (
        Column("label", "Entry", TEXT),
        Column("book", "In the book of", TEXT),
        Column("date", "Date", ColumnKind.DATE),
        Column("amount", "How much", TEXT),
    )
    rows: list[Row] = []
    for number, one in enumerate(found.differences):
        title = f"{one.name}, {one.period}"
        rows.append(Row(f"difference:{number}", {"label": title}, RowKind.HEADING))
        rows += _of_difference(number, one)
    return Table("entries", "The entries of what differs", columns, tuple(rows))


def _of_difference(number: int, one: Difference) -> list[Row]:
    rows = []
    for place, (book, entry) in enumerate(one.entries):
        cells: dict[str, Content] = {
            "label": " ".join(filter(None, (entry.payee, entry.narration))),
            "book": book,
            "date": entry.date.isoformat(),
            "amount": amounts(entry),
        }
        row = f"entry:{number}:{place}"
        rows.append(Row(row, cells, depth=1, entry=hash_entry(entry)))
    return rows
