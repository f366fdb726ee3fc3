"""A resolution against the book as a table: what ties, and what does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import where
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Row
from coopbooks.core.table import Sentence
from coopbooks.core.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.core.table import Content
    from coopbooks.surplus.posting.resolution import Finding

TEXT = ColumnKind.TEXT
COLUMNS = (
    Column("label", "", TEXT),
    Column("stated", "It says"),
    Column("wanted", "It should be"),
    Column("difference", "Too much"),
    Column("why", "By", TEXT),
)


def resolution_tables(
    findings: Sequence[Finding], currency: str
) -> tuple[Table, Table]:
    """A resolution's figures as tables.

    Args:
        findings: What was compared.
        currency: The book's currency.

    Returns:
        What does not tie, with the difference, less than nothing where it is too
        little; and all that was compared.
    """
    wrong = [one for one in findings if not one.ties]
    said = f"{len(findings)} figures and sums were compared"
    lead = f"{said}; {len(wrong)} do not tie." if wrong else f"{said}; all of them tie."
    first = _table("untied", "What does not tie", wrong, currency, lead)
    return first, _table("compared", "All that was compared", findings, currency, "")


def _table(
    id_: str, title: str, findings: Sequence[Finding], currency: str, lead: str
) -> Table:
    rows = []
    for place, one in enumerate(findings):
        cells: dict[str, Content] = {
            "label": one.words,
            "stated": one.stated,
            "wanted": one.wanted,
            "difference": one.difference or None,
            "why": _why(one),
        }
        found = where(one.source) if one.source.get("lineno") else None
        rows.append(Row(f"{id_}:{place}", cells, where=found))
    sentences = (Sentence(lead),) if lead else ()
    return Table(id_, title, COLUMNS, tuple(rows), currency, lead=sentences)


def _why(one: Finding) -> str:
    if one.stated is None:
        return "is missing in it"
    return one.why
