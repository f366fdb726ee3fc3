"""What went to officers and what they owe; loans between bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import compare
from beancount.core import data

from coopbooks.controls.audit import facts
from coopbooks.controls.audit.blanks import MIDDLE
from coopbooks.core.errors import in_folder
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.officers import read_officers
from coopbooks.core.postings import rows as postings_of
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.support.overview.reading import concerns
from coopbooks.support.overview.reading import read
from coopbooks.support.overview.reading import view_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from pathlib import Path

    from coopbooks.controls.audit.gross import Gross
    from coopbooks.core.postings import Row as Posted
    from coopbooks.core.table import Content
    from coopbooks.statements.scope import Scope

# Whom an entry pays, where that is somebody else than it concerns.
PAID = "paid-to"
OFFICERS, LOANS = "audit-officers", "audit-loans"
# What a member owes as every other member does is no loan to an officer.
NO_LOANS = ("dues-receivable", "check-off-receivable", "dues-allowance")


def officers_of(scope: Scope) -> dict[str, list[str]]:
    """Who held an office in the period.

    Args:
        scope: The book for the period.

    Returns:
        The offices by member, both in order.
    """
    found: dict[str, list[str]] = {}
    for term in sorted(read_officers(scope.entries)[0]):
        begun = term.begin < scope.period.end
        if begun and (term.end is None or term.end > scope.period.begin):
            offices = found.setdefault(term.member, [])
            if term.office not in offices:
                offices.append(term.office)
    return dict(sorted(found.items()))


def officers_table(scope: Scope, gross: Gross, folder: Path) -> Table:
    """Every disbursement that names an officer, and what officers owe at the end.

    Args:
        scope: The book for the period.
        gross: Its receipts and disbursements.
        folder: The book's folder.

    Returns:
        For each officer, by id, what was paid to them entry by entry, and what they
        owe on accounts other than dues.
    """
    rows: list[Row] = []
    for member, offices in officers_of(scope).items():
        label = f"{member}, {', '.join(offices)}"
        own = list(_paid_to(gross, member, folder))
        total = Sum(tuple(Ref(OFFICERS, row.id, "amount") for row in own))
        owes = _owes(scope, member)
        cells: dict[str, Content] = {"label": label, "amount": total, "owes": owes}
        if facts.is_covered(scope.entity) and owes > facts.MOST_OWED_BY_OFFICER:
            cells["look"] = f"owes more than 2,000.00 ({facts.LOAN_LAW})"
        rows += [Row(f"officer:{member}", cells, RowKind.SUBTOTAL), *own]
    return Table(
        OFFICERS,
        "Payments to officers, and what they owe",
        (
            Column("label", "Officer, and what was paid", ColumnKind.TEXT),
            Column("date", "Date", ColumnKind.DATE),
            Column("amount", "Disbursed to them"),
            Column("owes", "They owe at the end"),
            Column("look", "To look at", ColumnKind.TEXT),
            Column("agrees", "Allowed by whom? Paper?", ColumnKind.TEXT),
        ),
        tuple(rows),
        scope.currency,
        lead=(
            Sentence(
                "Entries that name an officer with member: or paid-to:. What was paid "
                "to them without these words is not here: look for it in the sample."
            ),
        ),
    )


def _paid_to(gross: Gross, member: str, folder: Path) -> Iterator[Row]:
    entries: dict[int, data.Transaction] = {}
    sums: dict[int, Decimal] = {}
    for one in gross.disbursements:
        entries[id(one.entry)] = one.entry
        sums[id(one.entry)] = sums.get(id(one.entry), ZERO) - one.number
    for place, (key, entry) in enumerate(entries.items(), start=1):
        paid = {id(row.posting): _payees(row) for row in postings_of([entry])}
        named = [one for one in postings_of([entry]) if member in _payees(one)]
        others = {name for names in paid.values() for name in names} - {member}
        if not named:
            continue
        # Of a payroll that names several only the part of this one counts.
        costs = [one.number for one in named if one.number > 0]
        number = total_of(costs) if others else sums[key]
        said = ", ".join(filter(None, (entry.payee, entry.narration)))
        yield Row(
            f"{member}:{place}",
            {
                "label": said or "an entry without words",
                "date": entry.date.isoformat(),
                "amount": number,
                "look": "their part of a payment to several" if others else "",
                "agrees": MIDDLE,
            },
            RowKind.LINE,
            1,
            where=in_folder(entry.meta, folder),
            entry=compare.hash_entry(entry),
        )


def _payees(row: Posted) -> set[str]:
    """The members whom a posting names, by id."""
    said = f"{row.tag('member') or ''} {row.tag(PAID) or ''}"
    return set(said.replace(",", " ").replace(";", " ").split())


def _owes(scope: Scope, member: str) -> Decimal:
    """What a member owes on accounts other than those for dues."""
    owed = ZERO
    for row in postings_of(scope.entries):
        if row.date >= scope.period.end or row.tag("member") != member:
            continue
        roles = scope.roles
        if roles.type_of(row.account) != "Assets" or roles.is_money(row.account):
            continue
        if roles.of(row.account) not in NO_LOANS:
            owed += scope.valuation.of_posting(row.posting, row.date)
    return scope.rounded(owed)


def loans_table(scope: Scope) -> Table | None:
    """Loans that this body lent or borrowed.

    Args:
        scope: The book for the period.

    Returns:
        A line for each loan with what was lent, is owed and is late; None where the
        book has none.
    """
    if not concerns(scope):
        return None
    loans = read(scope, *view_on(scope)).loans
    rows = []
    for state in loans:
        side = "lent to" if state.booked.ours else "borrowed from"
        other = state.loan.borrower if state.booked.ours else state.loan.lender
        coming = state.next
        unit = "" if state.loan.currency == scope.currency else state.loan.currency
        cells: dict[str, Content] = {
            "label": " ".join(filter(None, (state.loan.name, f"{side} {other}", unit))),
            "lent": state.loan.amount,
            "owed": state.owed,
            "late": state.late,
            "next": coming.payment.due.isoformat() if coming else "",
            "agrees": MIDDLE,
        }
        rows.append(Row(state.loan.name, cells))
    if not rows:
        return None
    return Table(
        LOANS,
        "Loans",
        (
            Column("label", "Loan", ColumnKind.TEXT),
            Column("lent", "Lent"),
            Column("owed", "Still owed"),
            Column("late", "Late"),
            Column("next", "Next payment", ColumnKind.DATE),
            Column("agrees", "Agreement seen? Other side asked?", ColumnKind.TEXT),
        ),
        tuple(rows),
        scope.currency,
    )
