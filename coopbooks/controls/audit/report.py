"""The annual report of a union of the United States that its receipts lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.controls.audit import facts
from coopbooks.controls.audit.bonds import MONTHS
from coopbooks.controls.audit.cashtables import CASH
from coopbooks.controls.audit.cashtables import IN
from coopbooks.core.periods import long_date
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table

if TYPE_CHECKING:
    from decimal import Decimal

    from coopbooks.core.table import Content
    from coopbooks.statements.scope import Scope

REPORT = "audit-report"
WHICH = (
    "A union in trusteeship files LM-2 whatever its receipts, and a union of state or "
    "local government employees alone files none. Which law holds is for the union to "
    "know; these are the numbers."
)


def report_table(scope: Scope, receipts: Decimal) -> Table | None:
    """Which annual report the receipts lead to, for a union of the United States.

    Args:
        scope: The book for a period.
        receipts: All its receipts.

    Returns:
        The forms with their thresholds and the day by which the report is due; None
        for another body, in another currency, or for a part of a year.
    """
    year = scope.period
    told = facts.is_covered(scope.entity) and scope.currency == facts.CURRENCY
    reached = facts.form_for(receipts, year.begin)
    if not told or reached is None or len(year.months()) != MONTHS:
        return None
    rows = [_form(one, reached) for one in facts.thresholds(year.begin)]
    total = Sum((Ref(CASH, IN, "total"),))
    label = f"Receipts of {year.label}"
    rows.append(Row("receipts", {"label": label, "amount": total}, RowKind.TOTAL))
    said = dict.fromkeys(one.source for one in facts.thresholds(year.begin))
    sources = ", ".join((*said, facts.REPORT_LAW))
    due = long_date(facts.report_due(year))
    cells = {"label": "The report is due by", "told": due}
    rows.append(Row("due", cells))
    return Table(
        REPORT,
        "Annual report",
        (
            Column("label", "", ColumnKind.TEXT),
            Column("amount", "Receipts"),
            Column("told", "", ColumnKind.TEXT),
        ),
        tuple(rows),
        scope.currency,
        lead=(Sentence(WHICH),),
        notes=(Sentence(f"By {sources}. {facts.PROPOSED}"),),
    )


def _form(one: facts.Threshold, reached: facts.Threshold) -> Row:
    cells: dict[str, Content] = {
        "label": f"Form {one.form}, from",
        "amount": one.receipts,
        "told": "by receipts" if one is reached else "",
    }
    return Row(one.form, cells)
