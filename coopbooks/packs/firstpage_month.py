"""Page one, second half: the month, the funds, what to look at, does it add up."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coopbooks.controls import tables as controls
from coopbooks.core.periods import long_date
from coopbooks.core.table import Agree
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Content
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.funds.balances import GENERAL
from coopbooks.packs.firstpage import LABEL
from coopbooks.packs.firstpage import single
from coopbooks.statements import balance
from coopbooks.statements import cash
from coopbooks.statements import funds
from coopbooks.statements import income
from coopbooks.statements import overview
from coopbooks.statements import trial

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.core.table import Values
    from coopbooks.statements.scope import Scope

MONTH, LOOK, CHECKS = "page-month", "page-look", "page-checks"
MOST_AREAS = 6
MOST_FINDINGS = 8
SIGN = "______________"


def month_table(scope: Scope, values: Values, areas: Sequence[Table]) -> Table:
    """The month against its plan: sources of income, areas of costs, what is left.

    Args:
        scope: The book for the period.
        values: The tables behind page one, worked out.
        areas: Income by source and costs by area.

    Returns:
        The section, with what the year has come to so far.
    """
    planned = bool(scope.budgets)
    rows: list[Row] = []
    for table in areas:
        better = "more" if table.id == overview.INCOME_BY_AREA else "less"
        rows += _area_rows(table, values, planned, better)
    refs = {name: Ref(income.TABLE, income.SURPLUS, name) for name in _columns(planned)}
    cells: dict[str, Content] = {name: single(ref) for name, ref in refs.items()}
    label = "Surplus" if values.amount(*refs["month"]) >= 0 else "Loss"
    if planned:
        cells["words"] = _words(values.amount(*refs["difference"]), "better", "worse")
    rows.append(Row("surplus", {"label": label, **cells}, RowKind.TOTAL))
    columns = [LABEL, Column("month", scope.period.label)]
    if planned:
        columns += [
            Column("plan", "Plan"),
            Column("difference", "Difference"),
            Column("words", "", ColumnKind.TEXT),
        ]
    return Table(
        MONTH,
        "The month" if len(scope.period.months()) == 1 else "The period",
        tuple(columns),
        tuple(rows),
        scope.currency,
        notes=_so_far(scope, values),
    )


def _columns(planned: bool) -> tuple[str, ...]:
    return ("month", "plan", "difference") if planned else ("month",)


def _words(difference: object, more: str, less: str) -> str:
    """Which way a difference lies, so that it does not rest on a sign."""
    if not difference:
        return "as planned"
    return more if difference > 0 else less  # type: ignore[operator]


def _area_rows(table: Table, values: Values, planned: bool, good: str) -> list[Row]:
    """The largest areas, and the others as one line."""
    lines = [row for row in table.rows if row.kind == RowKind.LINE]
    most = MOST_AREAS if len(lines) > MOST_AREAS + 1 else MOST_AREAS + 1
    groups = [(row.id, str(row.cells["label"]), [row.id]) for row in lines[:most]]
    if rest := lines[most:]:
        other = "other income" if good == "more" else "other costs"
        groups.append((other, other.capitalize(), [row.id for row in rest]))
    found: list[Row] = []
    for name, label, areas in groups:
        cells: dict[str, Content] = {"label": label}
        for column in _columns(planned):
            cells[column] = Sum(tuple(Ref(table.id, area, column) for area in areas))
        if planned:
            apart = sum(values.amount(table.id, area, "difference") for area in areas)
            cells["words"] = _words(apart, "more", "less")
        found.append(Row(f"{table.id}:{name}", cells))
    return found


def _so_far(scope: Scope, values: Values) -> tuple[Sentence, ...]:
    year = Ref(income.TABLE, income.SURPLUS, "year")
    word = "surplus" if values.amount(*year) >= 0 else "loss"
    begin = long_date(scope.year.begin)
    said = [Sentence(f"This year so far, from {begin}: {word} {{}}.", (year,))]
    return (*said, *_fund_sentences(values))


def _fund_sentences(values: Values) -> list[Sentence]:
    """What moved in each fund that is kept for a purpose."""
    table = next((one for one in values.tables if one.id == funds.TABLE), None)
    said: list[Sentence] = []
    for row in table.rows if table else ():
        came, went, end = (
            Ref(funds.TABLE, row.id, column)
            for column in ("income", "expense", funds.END)
        )
        kept = row.id not in {GENERAL, funds.ALL}
        if kept and (values[came] or values[went] or values[end]):
            words = f"{row.cells['label']}: came in {{}}, went out {{}}, now {{}}."
            said.append(Sentence(words, (came, went, end)))
    return said


def look_table(scope: Scope, values: Values) -> Table:
    """What to look at, the first few of the pack's list, and decisions still open.

    Args:
        scope: The book for the period.
        values: The tables behind page one, worked out.

    Returns:
        The section.
    """
    found = next(one for one in values.tables if one.id == controls.FINDINGS).rows
    rows: list[Row] = []
    for number, row in enumerate(found[:MOST_FINDINGS], start=1):
        cells: dict[str, Content] = {"label": f"{number}. {row.cells['label']}"}
        if row.cells.get("amount") is not None:
            cells["amount"] = single(Ref(controls.FINDINGS, row.id, "amount"))
        rows.append(Row(row.id, cells, where=row.where, entry=row.entry))
    notes = _open_decisions(scope, values)
    if more := len(found) - len(rows):
        notes.insert(0, Sentence(f"{more} more stand in the pack."))
    if not found:
        notes.insert(0, Sentence("Nothing was found to look at."))
    columns = (LABEL, Column("amount", ""))
    return Table(
        LOOK, "Please look at", columns, tuple(rows), scope.currency, notes=tuple(notes)
    )


def _open_decisions(scope: Scope, values: Values) -> list[Sentence]:
    """Decisions with a limit that may still be used."""
    table = next((one for one in values.tables if one.id == controls.DECISIONS), None)
    said: list[Sentence] = []
    for row in table.rows if table else ():
        until = str(row.cells.get("until") or "")
        if "limit" in row.cells and until > scope.period.last.isoformat():
            refs = tuple(
                Ref(controls.DECISIONS, row.id, name)
                for name in ("limit", "used", "left")
            )
            label = row.cells["label"]
            end = long_date(date.fromisoformat(until))
            words = f"Decision {label}: up to {{}} until {end}; {{}} used, {{}} left."
            said.append(Sentence(words, refs))
    return said


def checks_table(scope: Scope, values: Values) -> Table:
    """Does it add up? Each check is worked out again from both of its sides.

    Args:
        scope: The book for the period.
        values: The tables behind page one, worked out.

    Returns:
        The section, with lines to sign below it.
    """
    total = cash.TOTAL
    parts = (cash.OPENING, cash.IN, cash.OUT, cash.MOVED, cash.CHANGED)
    there = tuple(
        Ref(cash.TABLE, row, total)
        for row in parts
        if Ref(cash.TABLE, row, total) in values.cells
    )
    closing = Ref(cash.TABLE, cash.CLOSING, total)
    owned, owed, belongs = (
        Ref(balance.TABLE, row, "end")
        for row in (balance.OWNED, balance.OWED, balance.BELONGS)
    )
    debit, credit = (
        Ref(trial.TABLE, trial.TOTAL, side) for side in ("debit", "credit")
    )
    checks = [
        ("bank", "bank: start + in - out = end", closing, Sum(there), single(closing)),
        (
            "equation",
            "what we own less what we owe = what is left",
            belongs,
            Sum((owned,), (owed,)),
            single(belongs),
        ),
        ("trial", "every debit has its credit", debit, single(debit), single(credit)),
    ]
    rows = [
        Row(
            name,
            {"label": label, "amount": single(shown), "check": Agree(left, right)},
            RowKind.CHECK,
        )
        for name, label, shown, left, right in checks
    ]
    rows += _own_checks(values)
    columns = (LABEL, Column("amount", ""), Column("check", "", ColumnKind.CHECK))
    return Table(
        CHECKS,
        "Does it add up?",
        columns,
        tuple(rows),
        scope.currency,
        notes=(
            Sentence(f"Prepared by: treasurer {SIGN}"),
            Sentence(f"Reviewed (not by the preparer): {SIGN}  {SIGN}  date ________"),
        ),
    )


def _own_checks(values: Values) -> list[Row]:
    """The check of this kind of body: a co-op's classes, or the funds."""
    rows: list[Row] = []
    left = Ref(balance.TABLE, balance.LEFT, "end")
    for name, label in (
        ("identity", "members + collective + reserves + not shared = what is left"),
        ("funds", "all funds together = what is left"),
    ):
        terms = _terms(name, values)
        if terms:
            check = Agree(Sum(terms), single(left))
            cells: dict[str, Content] = {"label": label, "amount": single(left)}
            cells["check"] = check
            rows.append(Row(name, cells, RowKind.CHECK))
    return rows


def _terms(name: str, values: Values) -> tuple[Ref, ...]:
    """What a check adds up on its left side; nothing where it does not apply."""
    sheet = next(one for one in values.tables if one.id == balance.TABLE)
    if name == "identity":
        row = next((row for row in sheet.rows if row.id == "identity"), None)
        check = row.cells["end"] if row else None
        return check.left.plus if isinstance(check, Agree) else ()
    total = Ref(funds.TABLE, funds.ALL, funds.END)
    if total not in values.cells:
        return ()
    change = Ref(balance.TABLE, "change", "end")
    return (total, change) if change in values.cells else (total,)
