"""Dues income tested: what the rules give for the members there were, and the book."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.controls.audit.blanks import SHORT
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.dues.rules.charges import expected
from coopbooks.dues.terms import read_terms

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator

    from coopbooks.core.periods import Period
    from coopbooks.core.table import Content
    from coopbooks.dues.charge import Charge
    from coopbooks.dues.charge import Charges
    from coopbooks.statements.scope import Scope

DUES = "audit-dues"
COLUMNS = ("expected", "booked", "difference")
OTHERS = "others"


def dues_table(scope: Scope) -> Table | None:
    """Hold the income from dues against members and rates.

    Args:
        scope: The book for the period.

    Returns:
        For each month how many members were charged, what the rules give, what the book
        has as income on the accounts of these rules, and the difference; what it has
        on other accounts for dues. None for a book without rules for dues.
    """
    terms = read_terms(scope.entries, scope.roles.types)
    if not terms.schedules:
        return None
    found = expected(terms, scope.entries, scope.period)
    named = {part.account for one in found.charges for part in one.parts}
    booked, elsewhere = _booked(scope, named)
    rows = [
        _row(scope, month, found, (booked, elsewhere))
        for month in scope.period.months()
    ]
    total: dict[str, Content] = {"label": "Together"}
    for column in (*COLUMNS, *([OTHERS] if elsewhere else [])):
        total[column] = Sum(tuple(Ref(DUES, row.id, column) for row in rows))
    rows.append(Row("total", total, RowKind.TOTAL))
    return Table(
        DUES,
        "Dues income tested",
        (
            Column("label", "Month", ColumnKind.TEXT),
            Column("members", "Members charged", ColumnKind.NUMBER),
            Column("rate", "On average"),
            Column("expected", "Members by rate"),
            Column("booked", "Income in the book"),
            Column("difference", "Difference"),
            *([Column(OTHERS, "Other income from dues")] if elsewhere else []),
            Column("why", "Why", ColumnKind.TEXT),
        ),
        tuple(rows),
        scope.currency,
        lead=tuple(map(Sentence, _lead(terms.basis(scope.period.last)))),
        notes=tuple(map(Sentence, _notes(found))),
    )


Sums = dict[str, Decimal]


def _booked(scope: Scope, named: Collection[str]) -> tuple[Sums, Sums]:
    """Income from dues by month: on accounts that the rules name, and on others."""
    found: tuple[Sums, Sums] = {}, {}
    for entry in scope.entries:
        if not isinstance(entry, data.Transaction) or entry.date not in scope.period:
            continue
        for posting in entry.postings:
            if posting.units and scope.roles.of(posting.account) == "dues":
                worth = scope.valuation.of_posting(posting, entry.date)
                month = f"{entry.date:%Y-%m}"
                of = found[posting.account not in named]
                of[month] = of.get(month, ZERO) - scope.rounded(worth)
    return found


def _row(scope: Scope, month: Period, found: Charges, income: tuple[Sums, Sums]) -> Row:
    own = [one for one in found.charges if one.date in month]
    parts = {id(one): _income(scope, one) for one in own}
    due = total_of(parts.values())
    members = len({one.member for one in own if parts[id(one)]})
    cells: dict[str, Content] = {
        "label": month.label,
        "why": SHORT,
        "members": Decimal(members),
        "expected": due,
        "booked": income[0].get(month.name, ZERO),
        "difference": Sum(
            (Ref(DUES, month.name, "booked"),), (Ref(DUES, month.name, "expected"),)
        ),
    }
    if income[1]:
        cells[OTHERS] = income[1].get(month.name, ZERO)
    if members:
        cells["rate"] = (due / members).quantize(Decimal("0.01"))
    return Row(month.name, cells)


def _income(scope: Scope, charge: Charge) -> Decimal:
    """How much of a charge is our income from dues, in the reporting currency."""
    if charge.currency != scope.currency:
        return ZERO
    return total_of(
        one.number for one in charge.parts if scope.roles.of(one.account) == "dues"
    )


def _lead(basis: str) -> Iterator[str]:
    yield (
        "What the rules give for the members that the book knows, by month, beside "
        "the income that it has. Hold the number of members against the list of the "
        "employer or of the federation."
    )
    if basis == "cash":
        yield (
            "Dues count here when they are paid, so that the difference is what was "
            "paid late, ahead or not at all."
        )
    else:
        yield (
            "A difference may come of corrections, of dues charged in another month, "
            "or of what other bodies pay up on the same account."
        )


def _notes(found: Charges) -> Iterator[str]:
    if found.problems:
        many = len(found.problems)
        what = "1 amount" if many == 1 else f"{many} amounts"
        yield f"{what} could not be worked out; see coopbooks dues charge."
    pledged = {one.member for one in found.charges if one.pledged}
    if pledged:
        yield "Some of it is only pledged: expected, and never owed."
