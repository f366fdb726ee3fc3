"""Loans as tables: how each stands, what comes, and both books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core.compare import hash_entry

from coopbooks.core.money import total_of
from coopbooks.core.periods import long_date
from coopbooks.core.substance import amounts
from coopbooks.core.table import Agree
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.core.table import Content
    from coopbooks.support.loans.compare import BothSides
    from coopbooks.support.loans.state import Instalment
    from coopbooks.support.loans.state import LoanState

TEXT = ColumnKind.TEXT
STATES = {
    "before": "before",
    "paid": "paid",
    "late": "LATE",
    "due": "due",
    "to-come": "to come",
}
COLUMNS = (
    Column("label", "Loan", TEXT),
    Column("lent", "Lent"),
    Column("repaid", "Paid back"),
    Column("owed", "Still owed"),
    Column("interest", "Interest booked"),
    Column("late", "Late"),
)
PLAN = (
    Column("label", "Due", TEXT),
    Column("opening", "Owed before"),
    Column("principal", "Paid back"),
    Column("interest", "Interest"),
    Column("together", "Together"),
    Column("paid", "Paid of it"),
    Column("open", "Open"),
    Column("state", "", TEXT),
)


def loans_table(states: Sequence[LoanState], currency: str) -> Table:
    """How the loans in one currency stand.

    Args:
        states: The loans, those in other currencies too.
        currency: The currency.

    Returns:
        A line for each, what we lent first, with sums.
    """
    table = f"loans:{currency}"
    rows: list[Row] = []
    for ours, heading in ((True, "We lent"), (False, "We borrowed")):
        found = [
            one
            for one in states
            if one.booked.ours is ours and one.loan.currency == currency
        ]
        if not found:
            continue
        rows.append(Row(f"side:{ours}", {"label": heading}, RowKind.HEADING))
        rows += [_summary(one, table) for one in found]
        total: dict[str, Content] = {"label": "Together"}
        for key in ("lent", "repaid", "owed", "interest", "late"):
            total[key] = Sum(tuple(Ref(table, _id(one), key) for one in found))
        rows.append(Row(f"total:{ours}", total, RowKind.SUBTOTAL))
    title = f"Loans, {long_date(states[0].on)}"
    notes = tuple(
        Sentence(_upcoming(one)) for one in states if one.loan.currency == currency
    )
    return Table(table, title, COLUMNS, tuple(rows), currency, notes=notes)


def _id(state: LoanState) -> str:
    return f"loan:{state.loan.name}"


def _summary(state: LoanState, table: str) -> Row:
    loan, found = state.loan, state.booked
    other = loan.borrower if found.ours else loan.lender
    preposition = "to" if found.ours else "from"
    refs = Ref(table, _id(state), "lent"), Ref(table, _id(state), "owed")
    cells: dict[str, Content] = {
        "label": f"{loan.name}, {preposition} {other}",
        "lent": loan.amount,
        "repaid": Sum((refs[0],), (refs[1],)),
        "owed": state.owed,
        "interest": found.interest(),
        "late": state.late,
    }
    return Row(_id(state), cells, depth=1)


def _upcoming(state: LoanState) -> str:
    """What comes next, in a sentence."""
    name, one = state.loan.name, state.next
    if one is None:
        return f"{name}: no payment comes any more."
    ahead = total_of(each.open for each in state.year_ahead)
    return (
        f"{name}: the next payment, {one.open:,.2f}, is due on "
        f"{long_date(one.payment.due)}; {ahead:,.2f} come in the next twelve months."
    )


def plan_table(state: LoanState, *, whole: bool = True) -> Table:
    """The payments of a loan.

    Args:
        state: How it stands.
        whole: Whether all of them; else those that are late or come in twelve months.

    Returns:
        A line for each payment: what is paid back, its interest, what was paid of it.
    """
    loan = state.loan
    table = f"{'plan' if whole else 'coming'}:{loan.name}"
    shown = [one for one in state.instalments if one.state == "late"]
    shown += state.year_ahead
    chosen = list(state.instalments) if whole else shown
    rows = []
    for one in chosen:
        rows += _payment(one, table)
    lines = [row.id for row in rows if row.kind is RowKind.LINE]
    total: dict[str, Content] = {"label": "Together"}
    for key in ("principal", "interest", "together", "paid", "open"):
        total[key] = Sum(tuple(Ref(table, line, key) for line in lines))
    rows.append(Row("total", total, RowKind.TOTAL))
    title = f"{loan.name}: {'all payments' if whole else 'late, and what comes'}"
    return Table(table, title, PLAN, tuple(rows), loan.currency, notes=_notes(state))


def _payment(one: Instalment, table: str) -> list[Row]:
    payment = one.payment
    row = f"due:{payment.due}"
    rows = []
    if payment.ahead:
        words = f"paid ahead before {long_date(payment.due)}: {payment.ahead:,.2f}"
        rows.append(Row(f"ahead:{payment.due}", {"label": words}, RowKind.NOTE))
    cells: dict[str, Content] = {
        "label": payment.due.isoformat(),
        "opening": payment.opening,
        "principal": payment.principal,
        "interest": payment.interest,
        "together": Sum((Ref(table, row, "principal"), Ref(table, row, "interest"))),
        "paid": one.principal + one.interest,
        "open": Sum((Ref(table, row, "together"),), (Ref(table, row, "paid"),)),
        "state": STATES[one.state],
    }
    rows.append(Row(row, cells))
    return rows


def _notes(state: LoanState) -> tuple[Sentence, ...]:
    words = state.loan.words
    by = f"by the day, {words.year:f} of a year" if words.by_day else "by the month"
    rate = f"{words.rate.normalize():f} percent a year, {by}" if words.rate else "none"
    return (Sentence(f"Interest: {rate}."),)


def both_table(found: Sequence[BothSides]) -> Table:
    """What is owed by the one book against what the other expects.

    Args:
        found: The loans in both books.

    Returns:
        A line for each loan whose other book is at hand, and one for each that is not.
    """
    columns = (
        Column("label", "Loan", TEXT),
        Column("other", "With", TEXT),
        Column("here", "Owed, in this book"),
        Column("there", "In the other"),
        Column("agree", "Agree", ColumnKind.CHECK),
    )
    rows = []
    for one in found:
        row = f"both:{one.state.loan.name}"
        refs = Ref("both", row, "here"), Ref("both", row, "there")
        cells: dict[str, Content] = {
            "label": one.state.loan.name,
            "other": one.other if one.at_hand else f"{one.other}: book not at hand",
            "here": one.state.owed,
        }
        if one.theirs is not None:
            cells["there"] = one.theirs.owed
            cells["agree"] = Agree(Sum((refs[0],)), Sum((refs[1],)))
        rows.append(Row(row, cells))
    return Table("both", "Both books", columns, tuple(rows))


def differences_table(found: Sequence[BothSides]) -> Table:
    """What differs between the books.

    Args:
        found: The loans in both books.

    Returns:
        A line for each difference, and one for each transaction that only one has.
    """
    columns = (
        Column("label", "What differs", TEXT),
        Column("here", "In this book"),
        Column("there", "In the other"),
        Column("difference", "Difference"),
        Column("entry", "Only in the book of", TEXT),
    )
    rows: list[Row] = []
    for number, one in enumerate(d for each in found for d in each.differences):
        row = f"difference:{number}"
        cells: dict[str, Content] = {"label": f"{one.name}: {one.words}"}
        if one.here is not None:
            cells["here"] = one.here
        if one.there is not None:
            cells["there"] = one.there
            refs = [Ref("loan-differences", row, key) for key in ("here", "there")]
            cells["difference"] = Sum((refs[0],), (refs[1],))
        rows.append(Row(row, cells))
        for place, (body, entry) in enumerate(one.entries):
            said = " ".join(filter(None, (entry.payee, entry.narration)))
            words = f"{entry.date} {said}: {amounts(entry)}"
            rows.append(
                Row(
                    f"{row}:{place}",
                    {"label": words, "entry": body},
                    depth=1,
                    entry=hash_entry(entry),
                )
            )
    title = "What differs between the books"
    return Table("loan-differences", title, columns, tuple(rows))
