"""A run of charges as tables: what is due, what the book has, what is to be written."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.money import total_of
from coopbooks.core.table import Agree
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.dues.posting.entries import TITLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.core.table import Content
    from coopbooks.dues.charge import Charge
    from coopbooks.dues.posting.charging import Run

SUMMARY, EXCUSED, AHEAD = "charges", "excused", "ahead"
AMOUNTS = ("due", "book", "write")
COLUMNS = (
    Column("label", "", ColumnKind.TEXT),
    Column("count", "Members", ColumnKind.NUMBER),
    Column("due", "Due"),
    Column("book", "In the book"),
    Column("write", "To write"),
)


def run_tables(run: Run, *, written: bool = False) -> list[Table]:
    """What a run comes to: counts and sums, nobody's id.

    Args:
        run: The run, against the book as it was before.
        written: Whether what the book lacked has been written since.

    Returns:
        The sums of each currency; how many are excused and what was paid ahead, where
        there is any.
    """
    tables = [_summary(run, currency, written) for currency in currencies_of(run)]
    tables = tables or [_nothing(run)]
    tables += [_excused_counts(run)] if run.charges.excused else []
    return [*tables, _ahead(run)] if run.moves else tables


def currencies_of(run: Run) -> list[str]:
    """The currencies, and measures such as HOUR, of a run's charges, in order."""
    return sorted({charge.currency for charge in run.charges.charges})


def table_id(name: str, run: Run, currency: str = "") -> str:
    """The id of a table: of which period, and which currency where several are."""
    several = currency and len(currencies_of(run)) > 1
    return ":".join([name, run.period.name, *([currency] if several else [])])


def in_words(run: Run, currency: str) -> str:
    """What tells the tables of several currencies apart: `, in HOUR`; else nothing."""
    return f", in {currency}" if len(currencies_of(run)) > 1 else ""


def charges_in(run: Run, currency: str) -> list[Charge]:
    """The charges of a run in one currency."""
    return [one for one in run.charges.charges if one.currency == currency]


def what_of(charge: Charge) -> str:
    """What a charge is for, in a list of them."""
    if charge.kind in {"dues", "besides"}:
        return charge.schedule
    return TITLES[charge.kind]


def columns_of(run: Run, *, written: bool = False) -> tuple[Column, ...]:
    """The columns of a run: on a cash basis nothing of it is in the book.

    Args:
        run: The run, against the book as it was before.
        written: Whether what the book lacked has been written since.

    Returns:
        Label, members and due; else also what the book had, and what it lacked.
    """
    if run.basis == "cash":
        return COLUMNS[:3]
    if written:
        return (*COLUMNS[:3], Column("book", "Before"), Column("write", "Written"))
    return COLUMNS


def _nothing(run: Run) -> Table:
    lead = Sentence("Nobody owes anything for this period by the rules of this book.")
    return Table(table_id(SUMMARY, run), "Dues", COLUMNS, (), lead=(lead,))


def _summary(run: Run, currency: str, written: bool) -> Table:
    """Sums by what is charged, and by workplace where there are several."""
    table, charges = table_id(SUMMARY, run, currency), charges_in(run, currency)
    rows = list(_group(run, "by", charges, what_of))
    lines = [row.id for row in rows]
    together: dict[str, Content] = {
        "label": "Together",
        "count": Decimal(len({one.member for one in charges})),
        **{key: _sum(table, lines, key) for key in AMOUNTS},
    }
    rows.append(Row("all", together, RowKind.TOTAL))
    places = {one.workplace for one in charges}
    if len(places) > 1:
        rows.append(Row("workplaces", {"label": "By workplace"}, RowKind.HEADING))
        by_place = list(_group(run, "at", charges, _workplace))
        rows += by_place
        ids = [row.id for row in by_place]
        agree = Agree(_sum(table, ids, "due"), _sum(table, ["all"], "due"))
        cells: dict[str, Content] = {"label": "The workplaces together", "due": agree}
        rows.append(Row("check", cells, RowKind.CHECK))
    title = f"Dues for {run.period.label}{in_words(run, currency)}"
    return Table(
        table,
        title,
        columns_of(run, written=written),
        tuple(rows),
        currency,
        _lead(run),
    )


def _workplace(charge: Charge) -> str:
    return charge.workplace or "no workplace"


def _lead(run: Run) -> tuple[Sentence, ...]:
    """What people should know before they read the sums."""
    told = []
    if run.basis == "cash":
        told.append("This is what members owe; the book has it once it is paid.")
    if any(one.pledged for one in run.charges.charges):
        told.append("Pledged dues are promised, not owed, and are never posted.")
    if run.basis != "cash" and not run.over:
        told.append(
            f"{run.period.label} is not over: late fees and what is paid ahead follow "
            "when it is charged again after its end."
        )
    return tuple(map(Sentence, told))


def _group(
    run: Run, prefix: str, charges: Sequence[Charge], key: Callable[[Charge], str]
) -> Iterator[Row]:
    """A row for each kind of charges."""
    groups: dict[str, list[Charge]] = {}
    for charge in charges:
        groups.setdefault(key(charge), []).append(charge)
    for name in sorted(groups):
        found = groups[name]
        pledged = " (pledged)" if all(one.pledged for one in found) else ""
        cells: dict[str, Content] = {
            "label": f"{name}{pledged}",
            "count": Decimal(len({one.member for one in found})),
            "due": total_of(one.number for one in found),
            "book": None,
            "write": None,
        }
        if not pledged:
            cells["book"] = total_of(run.in_book(one) for one in found)
            cells["write"] = total_of(run.missing(one) for one in found)
        yield Row(f"{prefix}:{name}", cells, depth=1)


def _sum(table: str, rows: Iterable[str], column: str) -> Sum:
    return Sum(tuple(Ref(table, row, column) for row in rows))


def _excused_counts(run: Run) -> Table:
    """How many owe nothing, by reason."""
    # Who is under several dues is excused from each, and counts once.
    told = {(one.member, one.reason) for one in run.charges.excused}
    counts = Counter(reason for _, reason in told)
    rows = [
        Row(f"reason:{reason}", {"label": reason, "count": Decimal(number)})
        for reason, number in sorted(counts.items())
    ]
    columns = (Column("label", "", ColumnKind.TEXT), COLUMNS[1])
    lead = Sentence("They owe nothing for this time, and keep their standing.")
    return Table(table_id(EXCUSED, run), "Excused", columns, tuple(rows), lead=(lead,))


def _ahead(run: Run) -> Table:
    """What was paid ahead: used, and set aside."""
    rows: list[Row] = []
    currencies = sorted({one.currency for one in run.moves})
    for used, label in ((True, "Used for this time"), (False, "Set aside for later")):
        for currency in currencies:
            moves = [
                one for one in run.moves if (one.used, one.currency) == (used, currency)
            ]
            if moves:
                named = label if len(currencies) == 1 else f"{label}, {currency}"
                cells: dict[str, Content] = {
                    "label": named,
                    "count": Decimal(len({one.member for one in moves})),
                    "amount": total_of(one.number for one in moves),
                }
                rows.append(Row(named, cells))
    columns = (Column("label", "", ColumnKind.TEXT), COLUMNS[1])
    return Table(
        table_id(AHEAD, run),
        "Dues paid ahead",
        (*columns, Column("amount", "Amount")),
        tuple(rows),
        currencies[0] if currencies else "",
    )
