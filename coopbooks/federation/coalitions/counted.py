"""What counted as given and spent: by account of a book, and report by report."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.errors import in_folder
from coopbooks.core.money import ZERO
from coopbooks.core.periods import long_date
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.federation.coalitions.forms import PAID
from coopbooks.federation.coalitions.forms import RECEIVED

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.directives import Directive
    from coopbooks.core.table import Content
    from coopbooks.federation.coalitions.state import Source
    from coopbooks.federation.coalitions.work import Worked

COUNTED = "counted"
KINDS = {"given": "Gift", "spent": "Cost"}


class Line(NamedTuple):
    """A line of what counted.

    Attributes:
        source: Where it stands.
        row: The id of its row.
    """

    source: Source
    row: str

    def is_of(self, partner: str, kind: str) -> bool:
        """Whether it is of a partner and a kind."""
        return (self.source.partner, self.source.kind) == (partner, kind)


def sources_of(worked: Worked) -> list[Line]:
    """What counted, by partner, gifts before costs, and account."""
    every = sorted({*worked.after.sources, *worked.before.sources})
    return [Line(one, f"{one.partner}:{one.kind}:{one.account}") for one in every]


def counted_table(worked: Worked, folder: Path) -> Table:
    """What counted as given and spent.

    Args:
        worked: The coalition.
        folder: The folder of the federation file, from which places are told.

    Returns:
        A line for each partner and account, or report.
    """
    rows: list[Row] = []
    for line in sources_of(worked):
        source = line.source
        heading = Row(
            source.partner, {"label": worked.titles[source.partner]}, RowKind.HEADING
        )
        if heading not in rows:
            rows.append(heading)
        label, place = _named(worked, source, folder)
        before = worked.before.sources.get(source, ZERO)
        after = worked.after.sources.get(source, ZERO)
        cells: dict[str, Content] = {
            "label": label,
            "kind": KINDS[source.kind],
            "before": before,
            "period": after - before,
            "together": Sum(
                tuple(Ref(COUNTED, line.row, one) for one in ("before", "period"))
            ),
        }
        rows.append(Row(line.row, cells, depth=1, where=place))
    columns = (
        Column("label", "", ColumnKind.TEXT),
        Column("kind", "Is a", ColumnKind.TEXT),
        Column("before", f"Before {long_date(worked.period.begin)}"),
        Column("period", worked.period.label),
        Column("together", "Together"),
    )
    note = Sentence(
        "Money that is held for partners counts as a gift where it came in, and as "
        "nobody's income. What partners paid one another is neither gift nor cost."
    )
    title = "What counted as a gift and as a cost"
    return Table(COUNTED, title, columns, tuple(rows), worked.currency, notes=(note,))


def _named(worked: Worked, source: Source, folder: Path) -> tuple[str, str | None]:
    """What people call an account or a report, and where a report was written."""
    figures = worked.figures.get(source.partner)
    if figures is not None:
        return figures.accounts[source.account].label, None
    report = worked.coalition.reports[int(source.account)]
    words = _because(report)
    label = f"Reported for {long_date(report.date)}: {words}"
    return label, in_folder(report.source, folder)


def _because(report: Directive) -> str:
    said = (report.meta.get("because"), report.meta.get("document"))
    return ", ".join(str(one) for one in said if one)


def reports_table(worked: Worked, folder: Path) -> Table:
    """What partners without a book here reported of payments.

    Args:
        worked: The coalition.
        folder: The folder of the federation file, from which places are told.

    Returns:
        A line for each payment that was reported; gifts and costs stand among what
        counted.
    """
    rows = []
    for place, one in enumerate(worked.coalition.reports):
        what = str(one.values["what"])
        if what not in (PAID, RECEIVED):
            continue
        other = str(one.meta.get("to") or one.meta.get("from"))
        words = f"{what} {'to' if what == PAID else 'from'}"
        amount = one.values["amount"]
        cells: dict[str, Content] = {
            "label": worked.titles.get(str(one.values["body"]), one.values["body"]),
            "what": words,
            "other": worked.titles.get(other, other),
            "date": one.date.isoformat(),
            "number": amount.number,
            "currency": amount.currency,
            "because": _because(one),
        }
        rows.append(Row(f"report:{place}", cells, where=in_folder(one.source, folder)))
    columns = (
        Column("label", "Who says so", ColumnKind.TEXT),
        Column("what", "", ColumnKind.TEXT),
        Column("other", "Whom", ColumnKind.TEXT),
        Column("date", "Date", ColumnKind.DATE),
        Column("number", "Amount"),
        Column("currency", "", ColumnKind.TEXT),
        Column("because", "Why, and by what", ColumnKind.TEXT),
    )
    return Table(
        "reported",
        "Payments that partners reported",
        columns,
        tuple(rows),
        worked.currency,
    )
