"""Page one of the trustees' audit, and the page on which they sign."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.controls.audit.banktables import AGREES
from coopbooks.controls.audit.banktables import LIQUID
from coopbooks.controls.audit.banktables import NO_STATEMENT
from coopbooks.controls.audit.blanks import LONG
from coopbooks.controls.audit.blanks import SHORT
from coopbooks.controls.audit.cashtables import CASH
from coopbooks.controls.audit.cashtables import END
from coopbooks.controls.audit.cashtables import IN
from coopbooks.controls.audit.cashtables import OPENED
from coopbooks.controls.audit.cashtables import OUT
from coopbooks.controls.audit.cashtables import START
from coopbooks.controls.audit.cashtables import TOTAL
from coopbooks.controls.audit.checklist import CONTROLS
from coopbooks.controls.audit.checklist import NO
from coopbooks.core.money import total_of
from coopbooks.core.officers import in_office
from coopbooks.core.officers import read_officers
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.controls.findings import Finding
    from coopbooks.core.table import Values
    from coopbooks.statements.scope import Scope

RECAP, LOOK, SIGN = "audit-recap", "audit-look", "audit-sign"
# What is always said on page one, and what is only where there is any.
ALWAYS = (START, IN, OUT, END)
BESIDE = (OPENED, "moved", "changed")
# Enough for a committee, where the book names fewer.
FEWEST_LINES = 3


def recap_table(scope: Scope, cash: Table) -> Table:
    """Cash at the start and at the end, with what came in and went out.

    Args:
        scope: The book for the period.
        cash: The worksheet on which it is worked out.

    Returns:
        The few figures that members hear first, each from the worksheet behind.
    """
    rows = []
    for row in cash.rows:
        said = row.id in ALWAYS or (row.id in BESIDE and _total(row))
        if said:
            amount = Sum((Ref(CASH, row.id, TOTAL),))
            cells = {"label": row.cells["label"], "amount": amount}
            rows.append(Row(row.id, cells, row.kind))
    columns = (Column("label", "", ColumnKind.TEXT), Column("amount", ""))
    title = "Receipts and disbursements"
    return Table(RECAP, title, columns, tuple(rows), scope.currency)


def _total(row: Row) -> Decimal:
    """What the accounts of a row come to."""
    return total_of(one for one in row.cells.values() if isinstance(one, Decimal))


def look_table(values: Values, found: Sequence[Finding], errors: int) -> Table:
    """What the worksheets came to, before trustees have looked at any paper.

    Args:
        values: The worksheets, worked out.
        found: The findings of the period.
        errors: How many errors the book has.

    Returns:
        A sentence for each.
    """
    lines = list(_look(values, found, errors))
    rows = tuple(
        Row(f"look:{number}", {"label": words}) for number, words in enumerate(lines)
    )
    return Table(
        LOOK, "Before you begin", (Column("label", "", ColumnKind.TEXT),), rows
    )


def _look(values: Values, found: Sequence[Finding], errors: int) -> Iterator[str]:
    if errors:
        yield f"The book has errors ({errors}); ask for them to be mended first."
    yield from _adds_up(values)
    controls = next(one for one in values.tables if one.id == CONTROLS)
    many = sum(row.cells.get("answer") == NO for row in controls.rows)
    if many:
        yield f"Internal controls: the book answers NO to {_many(many, 'question')}."
    if found:
        are = "is" if len(found) == 1 else "are"
        yield f"{_many(len(found), 'finding')} to look at {are} listed behind."


def _adds_up(values: Values) -> Iterator[str]:
    """What adds up and agrees, and what there was nothing for to agree with."""
    liquid = next(one for one in values.tables if one.id == LIQUID)
    shown = [row for row in liquid.rows if AGREES in row.cells]
    lacking = _labels(shown, NO_STATEMENT)
    # Money of another currency is held against its statement in words.
    differing = _labels(shown, NO)
    failed = values.failed()
    if failed:
        titles = {one.id: one.title for one in values.tables}
        names = dict.fromkeys(titles[ref.table] for ref in failed)
        yield f"Does not add up or agree: {', '.join(names)}."
    if differing:
        yield f"Not as its statement says: {', '.join(differing)}."
    if not failed and not differing:
        yield _agrees(len(shown) - len(lacking), len(lacking))
    if lacking:
        yield f"No statement of the last day is in the book: {', '.join(lacking)}."


def _agrees(with_one: int, without: int) -> str:
    """What agrees, with so many accounts that have a statement, and that have none."""
    if not with_one:
        return "Receipts, disbursements and accounts agree."
    if not without:
        return "Receipts, disbursements, accounts and statements in the book agree."
    return "Receipts, disbursements, accounts and the statements there are agree."


def _labels(rows: Sequence[Row], said: str) -> list[str]:
    return [str(row.cells["label"]) for row in rows if row.cells[AGREES] == said]


def _many(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number} {what}s"


def sign_table(scope: Scope, seed: int, size: int) -> Table:
    """The page on which trustees sign what they saw.

    Args:
        scope: The book for the period.
        seed: The seed of the samples.
        size: How large they are.

    Returns:
        Lines for each trustee in office on the last day, by id, and for the treasurer.
    """
    terms, _ = read_officers(scope.entries)
    day = scope.period.last
    trustees = in_office(terms, "trustee", day)
    blank = [""] * max(FEWEST_LINES - len(trustees), 0)
    rows = [
        _line(f"trustee:{number}", f"Trustee {member}".strip())
        for number, member in enumerate((*trustees, *blank), start=1)
    ]
    keepers = in_office(terms, "treasurer", day)
    for number, member in enumerate(keepers, start=1):
        rows.append(_line(f"treasurer:{number}", f"Treasurer {member}, who kept it"))
    return Table(
        SIGN,
        "Signed by the trustees",
        (
            Column("label", "By", ColumnKind.TEXT),
            Column("name", "Name", ColumnKind.TEXT),
            Column("signature", "Signature", ColumnKind.TEXT),
            Column("day", "Date", ColumnKind.TEXT),
        ),
        tuple(rows),
        lead=(
            Sentence(
                f"We looked at the books of {scope.period.label} in the state whose "
                f"code stands above, with samples of {size} drawn with the seed "
                f"{seed}. We saw the papers that we noted, and found what we wrote "
                "beside it."
            ),
            Sentence(f"Findings and advice to the members: {LONG}{LONG}"),
        ),
        notes=(Sentence("Who signs did not keep the money that they audit."),),
    )


def _line(row: str, label: str) -> Row:
    cells = {"label": label, "name": LONG, "signature": LONG, "day": SHORT}
    return Row(row, cells)
