"""How one member's charges came about, as tables: each step with its rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import in_folder
from coopbooks.core.table import Agree
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.dues.posting.chargetables import what_of
from coopbooks.dues.steprows import STEP_COLUMNS
from coopbooks.dues.steprows import figure
from coopbooks.dues.steprows import step_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coopbooks.core.table import Content
    from coopbooks.dues.charge import Charge
    from coopbooks.dues.charge import Excused
    from coopbooks.dues.posting.charging import Run


SUMMARY = "owed"


def summary_table(run: Run, member: str) -> Table:
    """What a member owes for a period, when it is due, and whether the book has it.

    Args:
        run: The period's charges.
        member: The member's id.

    Returns:
        A line for each charge, or why there is none, with what is to be known of each.
    """
    charges = [one for one in run.charges.charges if one.member == member]
    currencies = {one.currency for one in charges}
    several = len(currencies) > 1
    rows = []
    notes: list[str] = []
    for one in charges:
        cells: dict[str, Content] = {
            "label": f"{what_of(one)}, {one.period.label}",
            "on": one.due.isoformat(),
            "amount": f"{one.number:,} {one.currency}" if several else one.number,
        }
        rows.append(Row(one.id, cells))
        notes += _notes(run, one)
    for excused in run.charges.excused:
        if excused.member == member:
            notes.append(
                f"Nothing to pay for {excused.period.label}: {excused.reason}."
            )
    if not rows and not notes:
        notes.append(_nothing(run, member))
    return Table(
        SUMMARY,
        f"{member}, {run.period.label}",
        (
            Column("label", "", ColumnKind.TEXT),
            Column("on", "Due on", ColumnKind.DATE),
            Column("amount", "To pay"),
        ),
        tuple(rows),
        min(currencies, default=""),
        notes=tuple(map(Sentence, dict.fromkeys(notes))),
    )


def explained_tables(run: Run, member: str, folder: Path) -> list[Table]:
    """How what a member owes for a period came about.

    Args:
        run: The period's charges.
        member: The member's id.
        folder: The book's folder.

    Returns:
        A table for each charge, with its steps and its parts; and one for each time
        in which the member is excused, with where it is said.
    """
    charges = [one for one in run.charges.charges if one.member == member]
    excused = [one for one in run.charges.excused if one.member == member]
    tables = [_charge(one, folder) for one in charges]
    return [*tables, *(_excuse(one, folder) for one in excused)]


def _charge(charge: Charge, folder: Path) -> Table:
    """One charge, step by step, and where it goes."""
    table = f"charge:{charge.id}"
    rows = step_rows(charge.steps, folder)
    parts = list(_parts(charge))
    total: dict[str, Content] = {
        "label": "To pay",
        "amount": charge.number,
        "rule": in_folder(charge.rule, folder),
    }
    rows.append(Row("all", total, RowKind.TOTAL))
    if parts:
        rows.append(Row("parts", {"label": "Where it goes"}, RowKind.HEADING))
        rows += parts
        together = Sum(tuple(Ref(table, row.id, "amount") for row in parts))
        check: dict[str, Content] = {
            "label": "The parts come to it",
            "amount": Agree(together, Sum((Ref(table, "all", "amount"),))),
        }
        rows.append(Row("check", check, RowKind.CHECK))
    title = f"{charge.member}, {what_of(charge)}, {charge.period.label}"
    return Table(table, title, STEP_COLUMNS, tuple(rows), charge.currency)


def _parts(charge: Charge) -> Iterator[Row]:
    """Where a charge goes."""
    for part in charge.parts:
        to = f" (fund {part.fund})" if part.fund else ""
        held = ", held apart because the member objects" if part.objects else ""
        cells: dict[str, Content] = {
            "label": f"{part.name or 'all of it'}{to}{held}",
            "so-far": part.account,
            "amount": part.number,
        }
        yield Row(f"part:{part.name}", cells, depth=1, account=part.account)


def _notes(run: Run, charge: Charge) -> Iterator[str]:
    """When it is due, who pays it, and whether the book has it."""
    if charge.pledged:
        yield "It is pledged: promised, never owed, and nobody falls behind by it."
        return
    if charge.by_employer:
        own = charge.number - charge.by_employer
        rest = f", {figure(own)} is paid by the member" if own else ""
        yield f"{figure(charge.by_employer)} is taken from pay by the employer{rest}."
    yield _posted(run, charge)


def _posted(run: Run, charge: Charge) -> str:
    """Whether the book has a charge."""
    if run.basis == "cash":
        return "This book counts dues when they are paid: nothing is posted for it."
    missing, there = run.missing(charge), run.in_book(charge)
    if not missing:
        return "The book has all of it."
    how = "nothing" if not there else f"{figure(there)} {charge.currency}"
    return (
        f"NOT POSTED YET: the book has {how} of it. "
        f"See: coopbooks dues charge BOOK --period {run.period.name} --write"
    )


def _excuse(excused: Excused, folder: Path) -> Table:
    """Why somebody owes nothing."""
    rule = in_folder(excused.rule, folder) if excused.rule else ""
    cells: dict[str, Content] = {"label": excused.reason, "rule": rule}
    title = f"{excused.member}, {excused.period.label}: nothing to pay"
    return Table(
        f"excused:{excused.period.name}",
        title,
        (STEP_COLUMNS[0], STEP_COLUMNS[3]),
        (Row("why", cells, where=rule or None),),
        notes=(Sentence("Nothing is owed, and standing is kept."),),
    )


def _nothing(run: Run, member: str) -> str:
    """Why a member has no charge."""
    if any(one.message.split(":")[0] == member for one in run.problems):
        return "It could not be worked out: see below."
    return f"By the rules of this book nothing is due for {run.period.label}."
