"""The sample as worksheets: what was drawn, and columns for what trustees find."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import compare

from coopbooks.controls.audit.blanks import MIDDLE
from coopbooks.controls.audit.receipts import documents_of
from coopbooks.controls.audit.sampling import draw
from coopbooks.controls.audit.sampling import items_of
from coopbooks.core.errors import in_folder
from coopbooks.core.postings import rows as postings_of
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from coopbooks.controls.audit.gross import Gross
    from coopbooks.controls.audit.sampling import Drawn
    from coopbooks.core.table import Content
    from coopbooks.statements.scope import Scope

SAMPLE_OUT, SAMPLE_IN = "audit-sample-disbursements", "audit-sample-receipts"


class Drawing(NamedTuple):
    """How samples are drawn.

    Attributes:
        seed: The seed; the same one draws the same entries.
        size: How many are drawn at most.
    """

    seed: int
    size: int


def sample_table(
    scope: Scope, gross: Gross, drawing: Drawing, folder: Path, *, came_in: bool
) -> Table:
    """The sample of receipts or of disbursements.

    Args:
        scope: The book for the period.
        gross: Its receipts and disbursements.
        drawing: How it is drawn.
        folder: The book's folder.
        came_in: Whether receipts are wanted.

    Returns:
        A line for each, with the document that the book names and blanks to fill in.
    """
    table = SAMPLE_IN if came_in else SAMPLE_OUT
    what = "receipts" if came_in else "disbursements"
    items = items_of(gross.receipts if came_in else gross.disbursements)
    drawn = draw(items, drawing.size, drawing.seed)
    linked = documents_of(scope.entries)
    rows = [
        _row(scope, number, one, linked, folder)
        for number, one in enumerate(drawn, start=1)
    ]
    total = Sum(tuple(Ref(table, row.id, "amount") for row in rows))
    rows.append(Row("total", {"label": "Together", "amount": total}, RowKind.TOTAL))
    lead = (
        f"{len(drawn)} of {len(items)} {what}, drawn by chance with the seed "
        f"{drawing.seed}; the larger, the more likely. The same seed draws the same "
        "from the same book."
    )
    return Table(
        table,
        f"Sample of {what}",
        _columns(came_in=came_in),
        tuple(rows),
        scope.currency,
        lead=(Sentence(lead),),
    )


def _columns(*, came_in: bool) -> tuple[Column, ...]:
    seen = "Agrees with statement and receipt book?"
    if not came_in:
        seen = "Agrees with paper, decision, statement?"
    return (
        Column("label", "What", ColumnKind.TEXT),
        Column("date", "Date", ColumnKind.DATE),
        Column("account", "Account", ColumnKind.TEXT),
        Column("amount", "Amount"),
        Column("document", "Paper named in the book", ColumnKind.TEXT),
        Column("decision", "Decision", ColumnKind.TEXT),
        Column("seen", seen, ColumnKind.TEXT),
    )


def _row(
    scope: Scope,
    number: int,
    drawn: Drawn,
    linked: Mapping[str, list[str]],
    folder: Path,
) -> Row:
    entry = drawn.entry
    said = ", ".join(filter(None, (entry.payee, entry.narration)))
    papers = [str(entry.meta[key]) for key in entry.meta if key.startswith("document")]
    for posting in entry.postings:
        meta = posting.meta or {}
        papers += [str(meta[key]) for key in meta if key.startswith("document")]
    for link in sorted(entry.links or ()):
        papers += linked.get(link, [])
    decisions = {one.tag("decision") for one in postings_of([entry])} - {None}
    cells: dict[str, Content] = {
        "label": f"{number}. {said or 'an entry without words'}",
        "date": entry.date.isoformat(),
        "account": scope.roles.name_of(drawn.account),
        "amount": drawn.number,
        "seen": MIDDLE,
        "document": ", ".join(dict.fromkeys(papers)),
        "decision": ", ".join(sorted(map(str, decisions))),
    }
    place = in_folder(entry.meta, folder)
    key = f"drawn:{number}"
    return Row(key, cells, where=place, entry=compare.hash_entry(entry))
