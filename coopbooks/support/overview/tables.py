"""Support as tables: what is provided, lent, paid in times of need."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from beancount.core.compare import hash_entry

from coopbooks.core.money import total_of
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.core.table import without
from coopbooks.sharing.overview.lines import in_short
from coopbooks.sharing.posting.entries import title_of
from coopbooks.support.overview.exchanged import exchange_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.core.table import Content
    from coopbooks.support.loans.state import LoanState
    from coopbooks.support.overview.need import Need
    from coopbooks.support.overview.reading import Support
    from coopbooks.support.resources.provided import Provided

HELP, LOANS, NEED = "help", "loans", "need"
TEXT, NUMBER, DATE = ColumnKind.TEXT, ColumnKind.NUMBER, ColumnKind.DATE
SIDES = {False: ("received", "We receive"), True: ("given", "We provide")}
LENT = {True: ("lent", "We lent"), False: ("borrowed", "We borrowed")}
NOT_MONEY = "Help in kind is not counted as money; its value is what both sides stated."
HELP_COLUMNS = (
    Column("label", "What", TEXT),
    Column("other", "With", TEXT),
    Column("for", "For", TEXT),
    Column("promised", "Promised", NUMBER),
    Column("requested", "Asked for", NUMBER),
    Column("delivered", "Delivered", NUMBER),
    Column("left", "Still to come", NUMBER),
    Column("year", "Delivered this year", NUMBER),
    Column("value", "Stated value, this year"),
)
LOAN_COLUMNS = (
    Column("label", "Loan", TEXT),
    Column("other", "With", TEXT),
    Column("amount", "Lent"),
    Column("repaid", "Paid back"),
    Column("owed", "Still owed"),
    Column("late", "Late"),
    Column("due", "Next payment due", DATE),
    Column("next", "Next payment"),
)
NEED_COLUMNS = (
    Column("label", "Help in times of need", TEXT),
    Column("fund", "From the fund", TEXT),
    Column("paid", "Paid"),
    Column("year", "This year so far"),
    Column("held", "The fund holds"),
    Column("weeks", "Lasts, in weeks", NUMBER),
    Column("waiting", "Requests to decide", NUMBER),
)


def support_tables(found: Support) -> list[Table]:
    """All that a pack shows of support.

    Args:
        found: The support of a book.

    Returns:
        What was exchanged in the year, what is provided, loans, what was paid in times
        of need; those that there is something to say in.
    """
    currencies = sorted({one.loan.currency for one in found.loans})
    tables = [
        *exchange_tables(found),
        _help(found),
        *(_loans(found, currency) for currency in currencies),
        *(
            _need(found, one)
            for one in dict.fromkeys(one.currency for one in found.needs)
        ),
    ]
    return [one for one in tables if one.rows]


def _help(found: Support) -> Table:
    """What is promised and delivered in kind."""
    rows: list[Row] = []
    for ours, (side, heading) in SIDES.items():
        own = [one for one in found.provided.rows if one.thing.ours is ours]
        if own:
            rows.append(Row(side, {"label": heading}, RowKind.HEADING))
            rows += [_help_row(found, one) for one in own]
    currency = found.view.currency
    notes = (Sentence(NOT_MONEY),) if rows else ()
    title = f"Help in kind, {found.period.label}"
    made = Table(HELP, title, HELP_COLUMNS, tuple(rows), currency, notes=notes)
    return _trimmed(made, ("requested", "value"))


def help_id(one: Provided) -> str:
    """The row of something that is provided, in the table `help`."""
    thing = one.thing
    side = SIDES[thing.ours][0]
    parts = side, thing.other, thing.name, thing.resource, thing.unit, one.period.name
    return ":".join(parts)


def _help_row(found: Support, one: Provided) -> Row:
    year = [each for each in found.of_year.rows if each.thing == one.thing]
    stated = [each for each in year if each.currency == found.view.currency]
    cells: dict[str, Content] = {
        "label": f"{called(one)}, {one.thing.unit}",
        "other": title_of(found.view, one.thing.other),
        "for": in_short(one.period),
        "promised": plain(one.promised),
        "requested": plain(one.requested) if one.requested else None,
        "delivered": plain(one.delivered),
        "left": plain(one.to_come),
        "year": plain(total_of(each.delivered for each in year)),
        "value": total_of(each.value for each in stated) if stated else None,
    }
    entry = one.entries[0].entry if len(one.entries) == 1 else None
    hashed = hash_entry(entry) if entry is not None else None
    return Row(help_id(one), cells, depth=1, entry=hashed)


def called(one: Provided) -> str:
    """What is provided, in a word."""
    return one.thing.resource or "not said what"


def plain(number: Decimal) -> Decimal:
    """A quantity without decimals that say nothing."""
    whole = number.to_integral_value()
    return whole if whole == number else number.normalize()


def _loans(found: Support, currency: str) -> Table:
    """Loans in one currency: what is still owed, what is late, what comes."""
    table = loans_id(found, currency)
    rows: list[Row] = []
    for ours, (side, heading) in LENT.items():
        own = [
            one
            for one in found.loans
            if one.booked.ours is ours and one.loan.currency == currency
        ]
        if not own:
            continue
        rows.append(Row(side, {"label": heading}, RowKind.HEADING))
        rows += [_loan_row(found, one, table) for one in own]
        if len(own) > 1:
            total: dict[str, Content] = {"label": "Together"}
            for key in ("amount", "repaid", "owed", "late"):
                refs = (Ref(table, f"loan:{one.loan.name}", key) for one in own)
                total[key] = Sum(tuple(refs))
            rows.append(Row(f"{side}:all", total, RowKind.SUBTOTAL))
    title = "Loans between bodies"
    if currency != found.view.currency:
        title = f"{title}, in {currency}"
    return _trimmed(Table(table, title, LOAN_COLUMNS, tuple(rows), currency), ("late",))


def loans_id(found: Support, currency: str) -> str:
    """The id of the table of loans in a currency."""
    return LOANS if currency == found.view.currency else f"{LOANS}:{currency}"


def _loan_row(found: Support, state: LoanState, table: str) -> Row:
    loan = state.loan
    row = f"loan:{loan.name}"
    other = loan.borrower if state.booked.ours else loan.lender
    upcoming = state.next
    cells: dict[str, Content] = {
        "label": loan.name,
        "other": title_of(found.view, other),
        "amount": loan.amount,
        "repaid": Sum((Ref(table, row, "amount"),), (Ref(table, row, "owed"),)),
        "owed": state.owed,
        "late": state.late or None,
    }
    if upcoming is not None:
        cells["due"] = upcoming.payment.due.isoformat()
        cells["next"] = upcoming.open
    return Row(row, cells, depth=1)


def _need(found: Support, currency: str) -> Table:
    """What was paid in times of need, and what is left for it."""
    rows = [_need_row(one) for one in found.needs if one.currency == currency]
    title = f"In times of need, {found.period.label}"
    if currency != found.view.currency:
        title = f"{title}, in {currency}"
    table = need_id(found, currency)
    made = Table(table, title, NEED_COLUMNS, tuple(rows), currency)
    return _trimmed(made, ("weeks", "waiting"))


def need_id(found: Support, currency: str) -> str:
    """The id of the table of what was paid in need in a currency."""
    return NEED if currency == found.view.currency else f"{NEED}:{currency}"


def _need_row(one: Need) -> Row:
    kind = str(one.benefit.header.values["kind"])
    name = one.benefit.name
    cells: dict[str, Content] = {
        "label": name if kind in name else f"{name}, {kind}",
        "fund": one.fund,
        "paid": one.paid,
        "year": one.year,
        "held": one.held,
        "weeks": Decimal(one.weeks) if one.weeks is not None else None,
        "waiting": Decimal(one.waiting) if one.waiting else None,
    }
    return Row(f"need:{name}", cells)


def _trimmed(table: Table, columns: tuple[str, ...]) -> Table:
    """A table without those of some columns that nothing stands in."""
    return without(table, list(_unused(table, columns)))


def _unused(table: Table, columns: tuple[str, ...]) -> Iterator[str]:
    lines = [row for row in table.rows if row.kind is RowKind.LINE]
    for column in columns:
        if not any(row.cells.get(column) not in (None, "") for row in lines):
            yield column
