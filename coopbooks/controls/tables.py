"""Tables of what to look at, and of what was decided."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from coopbooks.core.decisions import read_decisions
from coopbooks.core.decisions import uses
from coopbooks.core.errors import in_folder
from coopbooks.core.periods import long_date
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from beancount.core import data

    from coopbooks.controls.findings import Finding
    from coopbooks.controls.waivers import Waived
    from coopbooks.core.decisions import Use
    from coopbooks.core.table import Content
    from coopbooks.statements.scope import Scope

FINDINGS, DECISIONS, WAIVED = "findings", "decisions", "waived"


def findings_table(
    found: Sequence[Finding],
    errors: Sequence[data.BeancountError],
    currency: str,
    folder: Path,
) -> Table:
    """What to look at, each with its place in the book.

    Args:
        found: The findings of a period.
        errors: What is wrong in the book itself; these come first.
        currency: The reporting currency.
        folder: The book's folder.

    Returns:
        A line for each.
    """
    rows = [
        Row(
            f"error:{number}",
            {"label": _one_line(error.message), "code": "ledger-error"},
            where=in_folder(error.source, folder),
        )
        for number, error in enumerate(errors, start=1)
    ]
    # The same thing found twice has a number.
    met = Counter[str]()
    for one in found:
        met[one.id] += 1
        more = f"-{met[one.id]}" if met[one.id] > 1 else ""
        rows.append(_found(one, one.id + more, folder))
    rows = [_with_place(row) for row in rows]
    return Table(
        FINDINGS,
        "Please look at",
        (
            Column("label", "What", ColumnKind.TEXT),
            Column("amount", "Amount"),
            Column("place", "Where in the book", ColumnKind.TEXT),
            Column("code", "Rule", ColumnKind.TEXT),
        ),
        tuple(rows),
        currency,
        lead=() if rows else (Sentence("Nothing was found to look at."),),
    )


def _found(one: Finding, name: str, folder: Path) -> Row:
    return Row(
        name,
        {"label": one.words, "code": one.code, "amount": one.amount},
        where=in_folder(one.entry.meta, folder) if one.entry else None,
        entry=one.hash,
    )


def waived_table(waived: Sequence[Waived], currency: str, folder: Path) -> Table:
    """What was found and may stay, with the reason and by whom.

    Args:
        waived: What is waived in a period.
        currency: The reporting currency.
        folder: The book's folder.

    Returns:
        A line for each, with the place of the entry, or of the waiver where there is
        no entry.
    """
    rows = [
        Row(
            f"{one.finding.code}:{number}",
            {
                "label": one.finding.words,
                "amount": one.finding.amount,
                "because": _one_line(one.because),
                "by": f"{_one_line(one.by)}, {long_date(one.date)}",
                "code": one.finding.code,
            },
            where=in_folder(
                one.finding.entry.meta if one.finding.entry else one.source, folder
            ),
            entry=one.finding.hash,
        )
        for number, one in enumerate(waived, start=1)
    ]
    return Table(
        WAIVED,
        "Looked at, and waived",
        (
            Column("label", "What", ColumnKind.TEXT),
            Column("amount", "Amount"),
            Column("because", "Why it may stay", ColumnKind.TEXT),
            Column("by", "By whom, and when", ColumnKind.TEXT),
            Column("place", "Where in the book", ColumnKind.TEXT),
            Column("code", "Rule", ColumnKind.TEXT),
        ),
        tuple(_with_place(row) for row in rows),
        currency,
    )


def _one_line(message: str) -> str:
    return " ".join(message.split())


def _with_place(row: Row) -> Row:
    cells = {**row.cells, "place": row.where or ""}
    return Row(row.id, cells, row.kind, row.depth, row.account, row.where, row.entry)


def decisions_table(scope: Scope, folder: Path) -> Table:
    """What was decided by the end of a period, and how far it was used.

    Args:
        scope: The book for the period.
        folder: The book's folder.

    Returns:
        A line for each decision that was taken or used in the fiscal year, or is still
        open: its limit, what was spent under it by the end of the period, and what is
        left. Those with a limit in another currency show it in words.
    """
    decisions, _ = read_decisions(scope.entries)
    found = [
        use
        for use in uses(
            scope.entries, decisions, scope.roles, scope.currency, scope.period.end
        )
        if use.decision.date >= scope.year.begin or _open(scope, use)
    ]
    return Table(
        DECISIONS,
        "Decisions",
        (
            Column("label", "Decision", ColumnKind.TEXT),
            Column("date", "Date", ColumnKind.DATE),
            Column("body", "Who decided", ColumnKind.TEXT),
            Column("votes", "For - against", ColumnKind.TEXT),
            Column("limit", "Up to"),
            Column("used", "Used"),
            Column("left", "Left"),
            Column("until", "Until", ColumnKind.DATE),
        ),
        tuple(_row(scope, use, folder) for use in found),
        scope.currency,
    )


def _open(scope: Scope, use: Use) -> bool:
    until = use.decision.until
    return until is not None and until >= scope.period.begin


def _row(scope: Scope, use: Use, folder: Path) -> Row:
    decision, row = use.decision, use.decision.id
    cells: dict[str, Content] = {
        "label": f"{decision.id} {decision.title}",
        "date": decision.date.isoformat(),
        "body": decision.body,
        "votes": " - ".join(f"{decision.votes[key]:f}" for key in decision.votes),
        "until": decision.until.isoformat() if decision.until else "",
    }
    limit = decision.limit
    if limit is None:
        if use.used:
            cells["used"] = scope.rounded(use.used)
    elif limit.currency != scope.currency:
        cells["label"] = f"{cells['label']} (up to {limit}, used {use.used})"
    else:
        cells["limit"] = scope.rounded(limit.number or use.used * 0)
        cells["used"] = scope.rounded(use.used)
        left = Sum((Ref(DECISIONS, row, "limit"),), (Ref(DECISIONS, row, "used"),))
        cells["left"] = left
    return Row(row, cells, where=in_folder(decision.source, folder))
