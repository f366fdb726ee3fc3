"""Decisions held against payments: what was paid under each, and what under none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import compare
from beancount.core import data

from coopbooks.controls.audit.blanks import SHORT
from coopbooks.core.decisions import read_decisions
from coopbooks.core.decisions import uses
from coopbooks.core.errors import in_folder
from coopbooks.core.money import ZERO
from coopbooks.core.postings import rows as postings_of
from coopbooks.core.postings import saying
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from pathlib import Path

    from coopbooks.controls.audit.gross import Gross
    from coopbooks.core.decisions import Use
    from coopbooks.core.table import Content
    from coopbooks.statements.scope import Scope

DECIDED = "audit-decisions"


def decided_table(scope: Scope, gross: Gross, folder: Path) -> Table:
    """Every decision of the period or paid under in it, with what was paid.

    Args:
        scope: The book for the period.
        gross: Its receipts and disbursements.
        folder: The book's folder.

    Returns:
        For each decision its limit and end, the entries that name it, and what is to be
        looked at; at the end what was disbursed under no decision.
    """
    decisions, _ = read_decisions(scope.entries)
    every = uses(
        scope.entries, decisions, scope.roles, scope.currency, scope.period.end
    )
    paid = _paid(gross)
    named = _named(scope, {one.id for one in decisions})
    rows: list[Row] = []
    sums: list[str] = []
    for use in every:
        entries = named.get(use.decision.id, [])
        if use.decision.date in scope.period or entries:
            rows.append(_decision(scope, use, folder))
            for place, entry in enumerate(entries, start=1):
                key = f"{use.decision.id}:{place}"
                rows.append(_entry(key, use, entry, paid, folder))
                sums.append(key)
    rows += _together(gross, sums)
    return Table(
        DECIDED,
        "Decisions and payments",
        (
            Column("label", "Decision, and what names it", ColumnKind.TEXT),
            Column("date", "Date", ColumnKind.DATE),
            Column("limit", "Up to"),
            Column("until", "Until", ColumnKind.DATE),
            Column("paid", "Disbursed"),
            Column("look", "To look at", ColumnKind.TEXT),
            Column("minutes", "In the minutes?", ColumnKind.TEXT),
        ),
        tuple(rows),
        scope.currency,
        lead=(
            Sentence(
                "Read the minutes beside it: is each decision in them as it stands "
                "here, and was all that they allowed entered as a decision?"
            ),
        ),
    )


def _paid(gross: Gross) -> dict[int, Decimal]:
    """What each entry disbursed."""
    found: dict[int, Decimal] = {}
    for one in gross.disbursements:
        found[id(one.entry)] = found.get(id(one.entry), ZERO) - one.number
    return found


def _named(scope: Scope, known: set[str]) -> dict[str, list[data.Transaction]]:
    """The entries of the period that name a decision, each under the first it names."""
    found: dict[str, list[data.Transaction]] = {}
    seen: set[int] = set()
    for entry, _ in saying(scope.entries, "decision"):
        if entry.date not in scope.period or id(entry) in seen:
            continue
        seen.add(id(entry))
        names = {str(one.tag("decision")) for one in postings_of([entry])} & known
        if names:
            found.setdefault(min(names), []).append(entry)
    return found


def _decision(scope: Scope, use: Use, folder: Path) -> Row:
    decision = use.decision
    cells: dict[str, Content] = {
        "label": f"{decision.id} {decision.title} ({decision.body})",
        "date": decision.date.isoformat(),
        "until": decision.until.isoformat() if decision.until else "",
        "look": ", ".join(_look(use)),
        "minutes": SHORT,
    }
    limit = decision.limit
    if limit is not None and limit.currency == scope.currency:
        cells["limit"] = limit.number
    elif limit is not None:
        cells["label"] = f"{cells['label']}, up to {limit}"
    place = in_folder(decision.source, folder)
    return Row(f"decision:{decision.id}", cells, RowKind.SUBTOTAL, where=place)


def _look(use: Use) -> Iterator[str]:
    if use.left is not None and use.left < 0:
        yield f"overspent by {-use.left:,.2f}"
    if use.late:
        many = len(use.late)
        yield "used after its end" if many == 1 else f"used {many} times after its end"


def _entry(
    key: str,
    use: Use,
    entry: data.Transaction,
    paid: dict[int, Decimal],
    folder: Path,
) -> Row:
    said = ", ".join(filter(None, (entry.payee, entry.narration)))
    cells: dict[str, Content] = {
        "label": said or "an entry without words",
        "date": entry.date.isoformat(),
        "paid": paid.get(id(entry), ZERO),
        "look": "after its end" if entry in use.late else "",
    }
    hash_ = compare.hash_entry(entry)
    place = in_folder(entry.meta, folder)
    return Row(key, cells, RowKind.LINE, 1, where=place, entry=hash_)


def _together(gross: Gross, sums: list[str]) -> Iterator[Row]:
    total = sum((-one.number for one in gross.disbursements), ZERO)
    under = Sum(tuple(Ref(DECIDED, row, "paid") for row in sums))
    yield Row("under", {"label": "Under decisions", "paid": under}, RowKind.SUBTOTAL)
    yield Row("all", {"label": "All disbursements", "paid": total})
    rest = Sum((Ref(DECIDED, "all", "paid"),), (Ref(DECIDED, "under", "paid"),))
    label = "Under none: by plan, bylaws and agreements?"
    yield Row("rest", {"label": label, "paid": rest}, RowKind.TOTAL)
