"""A member's dues in plain words, as tables: for the member, and for nobody else."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.periods import long_date
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.dues.standing.accounttables import label_of
from coopbooks.dues.standing.accounttables import open_table
from coopbooks.dues.standing.accounttables import restoring

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.core.table import Content
    from coopbooks.dues.item import Item
    from coopbooks.dues.standing.standing import Standing
    from coopbooks.dues.standing.statement import Line
    from coopbooks.dues.standing.statement import Statement

STANDING = {
    "good": "You are in good standing.",
    "excused": "You owe nothing for now, and are in good standing.",
    "behind": "You are behind with your dues{since}.",
    "suspended": "You are suspended{since}.",
    "dropped": "You are to be dropped from the list of members{since}.",
    "pledged": "You pledged your dues: they are never owed, and thank you.",
    "left": "You are not a member any more{since}.",
}
FEES = {
    "dues": "Dues",
    "besides": "Dues",
    "initiation": "Fee for joining",
    "reinstatement": "Fee for coming back",
    "late": "Fee for paying late",
    "bounced": "Fee for a payment that bounced",
}
WORDS = {
    "opening": "Brought over: {of}",
    "charged": "{of}",
    "reversed": "Taken back: {of}",
    "paid": "Paid{paid}",
    "deducted": "Taken from pay{paid}",
    "refunded": "Given back to you",
    "bounced": "Your payment bounced",
    "written-off": "Written off: {of}",
    "moved": "Moved between your accounts",
}
LABEL = Column("label", "", ColumnKind.TEXT)


def statement_tables(found: Statement, name: str) -> list[Table]:
    """A member's statement.

    Args:
        found: What moved on the member's dues.
        name: Who it is for: the name behind the id, or the id.

    Returns:
        How the member stands and what to do; what is open; and what moved, in order.
    """
    tables = [_greeting(found, name)]
    if found.standing.open:
        tables.append(open_table(found.standing))
    pledged = found.standing.state == "pledged"
    if (found.lines or found.start) and not pledged:
        tables.append(_moved(found))
    given = [one.item for one in found.lines if one.item.kind == "paid" and pledged]
    if given or found.pledged:
        tables.append(_pledged([*given, *found.pledged], found.currency))
    return tables


def _greeting(found: Statement, name: str) -> Table:
    """How the member stands, in sentences."""
    told = tuple(map(Sentence, _sentences(found.standing)))
    title = f"{name}, {found.member}" if name != found.member else name
    return Table("standing", title, (LABEL,), (), lead=told)


def _sentences(one: Standing) -> Iterator[str]:
    """How a member stands, what is owed by whom, and what to do."""
    since = f" since {long_date(one.since)}" if one.since else ""
    yield STANDING[one.state].format(since=since)
    if one.rule_words and one.since:
        yield f"The rule: {one.rule_words}."
    own = total_of(
        item.open
        for item in one.open
        if not item.employer and item.currency == one.currency
    )
    if own:
        yield f"You owe {own:,} {one.currency}."
    elif one.state not in {"pledged", "left"}:
        yield "You owe nothing."
    if one.prepaid:
        yield f"You have paid {one.prepaid:,} {one.currency} ahead."
    if one.expected:
        yield (
            f"{one.expected:,} {one.currency} is for your employer to take from your "
            "pay and hand over. That is no mark on you."
        )
    if one.restores:
        yield f"To be in good standing again, pay at least {restoring(one)}."


def _moved(found: Statement) -> Table:
    """What moved, with what was owed after it."""
    by_pay = bool(found.start_expected) or any(
        line.item.employer for line in found.lines
    )
    rows = list(_rows(found, by_pay=by_pay))
    owed = [row.cells["owed"] for row in rows]
    ahead = any(isinstance(one, Decimal) and one < 0 for one in owed)
    table = "moved"
    together: dict[str, Content] = {"label": "Together"}
    for key in ("charged", "paid"):
        together[key] = Sum(tuple(Ref(table, row.id, key) for row in rows))
    rows.append(Row("all", together, RowKind.TOTAL))
    columns = (
        LABEL,
        Column("date", "Date", ColumnKind.DATE),
        Column("charged", "Charged"),
        Column("paid", "Came in"),
        Column("owed", "You owe"),
        *((Column("pay", "From pay"),) if by_pay else ()),
    )
    since = f"Since {long_date(found.begin)}" if found.begin else "All that moved"
    notes = (
        *((Sentence("Less than nothing: you paid ahead."),) if ahead else ()),
        *((Sentence("From pay: what your employer is to take."),) if by_pay else ()),
    )
    title = f"{since}, to {long_date(found.on)}"
    return Table(table, title, columns, tuple(rows), found.currency, notes=notes)


def _rows(found: Statement, *, by_pay: bool) -> Iterator[Row]:
    """The lines of a statement; moves that come to nothing are left out."""
    owed, pay = found.start, found.start_expected
    if found.begin is not None:
        cells: dict[str, Content] = {"label": "Before", "owed": owed}
        cells |= {"charged": None, "paid": None}
        cells |= {"pay": pay} if by_pay else {}
        yield Row("start", cells)
    for number, (line, own, employer) in enumerate(_net(found.lines), start=1):
        owed, pay = total_of((owed, own)), total_of((pay, employer))
        change = total_of((own, employer))
        if line.item.kind == "moved" and not own:
            continue
        cells = {
            "label": _words(line),
            "date": line.item.date.isoformat(),
            "charged": change if change > 0 else None,
            "paid": -change if change < 0 else None,
            "owed": owed,
        }
        cells |= {"pay": pay} if by_pay else {}
        yield Row(f"line:{number}", cells)


def _net(lines: Sequence[Line]) -> Iterator[tuple[Line, Decimal, Decimal]]:
    """Each line with what it adds for the member and for the employer.

    What moves between a member's own accounts has two lines; both count with the first.
    """
    done: set[int] = set()
    for line in lines:
        some = [line]
        if line.item.kind == "moved":
            if id(line.item.entry) in done:
                continue
            done.add(id(line.item.entry))
            some = [one for one in lines if one.item.entry is line.item.entry]
        own = total_of(one.item.number for one in some if not one.item.employer)
        employer = total_of(one.item.number for one in some if one.item.employer)
        yield line, own, employer


def _words(line: Line) -> str:
    """What moved, in plain words."""
    item = line.item
    what, when = FEES[item.about], label_of(item.period)
    of = f"{what} for {when}" if when else what
    told = WORDS[item.kind].format(of=of.lower(), paid=_paid_for(line))
    return of if item.kind == "charged" else told


def _paid_for(line: Line) -> str:
    """What a payment paid, as far as it is known: `, for January and March 2026`."""
    debts = [use.debt for use in line.paid]
    fees = [FEES[one.about].lower() for one in debts if one.about not in _DUES]
    months = [one.period.label for one in debts if one.about in _DUES]
    told = list(dict.fromkeys([*months, *fees]))
    used = total_of(use.number for use in line.paid)
    # What bounced or was given back later paid nothing, and was not ahead either.
    unused = -line.item.number > used
    ahead = line.item.kind == "paid" and unused and line.balance < ZERO
    if not told:
        return " ahead" if ahead else ""
    *first, last = told
    words = f", for {', '.join(first)} and {last}" if first else f", for {last}"
    return f"{words}, and ahead" if ahead else words


_DUES = ("dues", "besides")


def _pledged(items: Sequence[Item], currency: str) -> Table:
    """What came in of a pledge."""
    rows = [
        Row(f"pledge:{number}", _gift(item))
        for number, item in enumerate(items, start=1)
    ]
    together = Sum(tuple(Ref("pledged", row.id, "amount") for row in rows))
    rows.append(Row("all", {"label": "Together", "amount": together}, RowKind.TOTAL))
    columns = (
        LABEL,
        Column("date", "Date", ColumnKind.DATE),
        Column("amount", "Came in"),
    )
    return Table("pledged", "Your pledge", columns, tuple(rows), currency)


def _gift(item: Item) -> dict[str, Content]:
    when = label_of(item.period)
    return {
        "label": f"For {when}" if when else "Came in",
        "date": item.date.isoformat(),
        "amount": ZERO - item.number,
    }
