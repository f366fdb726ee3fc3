"""One member's account as tables, by id alone: no name stands in a book."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from beancount.core import compare

from coopbooks.core.errors import CoopbooksError
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
from coopbooks.surplus.capital.lots import FEE
from coopbooks.surplus.overview.coming import coming_of
from coopbooks.surplus.overview.shared import CASH
from coopbooks.surplus.overview.tables import TAXED
from coopbooks.surplus.overview.words import CHANGES
from coopbooks.surplus.overview.words import lot_words
from coopbooks.surplus.overview.words import state_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.table import Content
    from coopbooks.surplus.allocation import Part
    from coopbooks.surplus.capital.lots import Move
    from coopbooks.surplus.overview.reading import Capital
    from coopbooks.surplus.overview.reading import Holder
    from coopbooks.surplus.overview.unshared import LastYear

ACCOUNT, OWED, YEARS, MOVED = "account", "owed", "years", "moved"
PROPOSED = "proposed"
COLUMNS = {"cash": "In cash", "kept": "Kept", "owed": "Owed since leaving"}
PAID_IN = ("paid-in", FEE)
LABEL = Column("label", "", ColumnKind.TEXT)
# The latest ones; the journal has them all.
MOST = 240


class UnknownHolder(CoopbooksError):
    """A page was asked for about a member whom the book does not know."""

    def __init__(self, member: str) -> None:
        """Build the message.

        Args:
            member: The id that was asked for.
        """
        super().__init__(
            f"This book knows no member '{member}'. Members are found by their id, "
            "such as M-0042."
        )


def member_tables(
    found: Capital, member: str, last: LastYear | None = None
) -> list[Table]:
    """All that a book has of one member's account.

    Args:
        found: Members' accounts.
        member: The member's id.
        last: The last year that is over, if it is to be told of.

    Returns:
        What the account is made of (`account`), what is owed to them beside it
        (`owed`), what is still to be paid in or out (`fees`, `plan-1`), their part of
        each year (`years`), of the last one as it is proposed (`proposed`), and every
        change with what was there after it (`moved`), as far as there is any.

    Raises:
        UnknownHolder: The book knows nobody by that id.
    """
    one = found.holders.get(member)
    if one is None:
        raise UnknownHolder(member)
    tables = [_account(found, one), _owed(found, one), *coming_of(found, member)]
    tables.append(_years(found, member))
    if last is not None and last.proposal is not None:
        tables.append(_proposed(found, last, member))
    tables.append(_moved(found, one))
    return [table for table in tables if table.rows or table.lead]


def _account(found: Capital, one: Holder) -> Table:
    """What the account is made of."""
    rows = [
        Row(lot or "none", {"label": lot_words(lot), "number": number})
        for lot, number in one.lots.items()
    ]
    taxed = any(row.id.endswith(("-Q", "-N")) for row in rows)
    if rows:
        rows.append(_total(ACCOUNT, rows, "In the account"))
    lead = [f"{state_words(one.status)}."]
    if not rows:
        lead.append("Nothing is in their account.")
    return Table(
        ACCOUNT,
        f"{one.member} on {long_date(found.scope.period.last)}",
        (LABEL, Column("number", "")),
        tuple(rows),
        found.scope.currency,
        tuple(map(Sentence, lead)),
        (Sentence(TAXED),) if taxed else (),
    )


def _owed(found: Capital, one: Holder) -> Table:
    """What is owed to them beside their account."""
    sums: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for each in one.owed:
        if each.left:
            words = "Of their account, owed since leaving"
        else:
            words = f"In cash of {each.period or 'a surplus'}"
        sums[words] += each.number
    rows = [
        Row(f"owed-{number}", {"label": label, "number": amount})
        for number, (label, amount) in enumerate(sums.items())
        if amount
    ]
    if len(rows) > 1:
        rows.append(_total(OWED, rows, "Owed to them"))
    return Table(
        OWED,
        "Owed to them",
        (LABEL, Column("number", "")),
        tuple(rows),
        found.scope.currency,
    )


def _years(found: Capital, member: str) -> Table:
    """Their part of each year, as the book has it."""
    rows = []
    for year, shared in found.shared.items():
        if not any(each.member == member for each in shared.given):
            continue
        cells: dict[str, Content] = {
            "label": year,
            "cash": shared.of(*CASH, member=member) or None,
            "kept": shared.of("kept", member=member) or None,
            "owed": shared.of("owed", member=member) or None,
            "withheld": shared.of("withheld", member=member) or None,
            "number": Sum(tuple(Ref(YEARS, year, name) for name in COLUMNS)),
        }
        rows.append(Row(year, cells))
    shown = [name for name in COLUMNS if any(row.cells[name] for row in rows)]
    withheld = any(row.cells["withheld"] for row in rows)
    return Table(
        YEARS,
        "Their part of each year",
        (
            Column("label", "Year", ColumnKind.TEXT),
            *(Column(name, COLUMNS[name]) for name in shown),
            *((Column("withheld", "Tax withheld of it"),) if withheld else ()),
            Column("number", "Their part"),
        ),
        tuple(rows),
        found.scope.currency,
    )


def _proposed(found: Capital, last: LastYear, member: str) -> Table:
    """Their part of the last year, as it is proposed: nothing of it is decided."""
    proposal = last.proposal
    parts = proposal.of_member(member) if proposal else ()
    steps = {step.number: step for step in proposal.steps} if proposal else {}
    rows = [_part(one, steps[one.step].name) for one in parts if one.amount]
    by = dict.fromkeys(steps[one.step].split_by for one in parts)
    if len(rows) > 1:
        cells = {
            name: Sum(tuple(Ref(PROPOSED, row.id, name) for row in rows))
            for name in ("cash", "kept", "owed", "number")
        }
        rows.append(Row("all", {"label": "Together", **cells}, RowKind.TOTAL))
    shown = [name for name in COLUMNS if any(getattr(one, name) for one in parts)]
    notes = ["This is proposed. Nothing is decided, and nothing is in the book."]
    notes += [f"{one.note.rstrip('.')}." for one in parts if one.note]
    return Table(
        PROPOSED,
        f"Proposed: the {last.title}",
        (
            LABEL,
            Column("weight", " or ".join(by).capitalize(), ColumnKind.NUMBER),
            *(Column(name, COLUMNS[name]) for name in shown),
            Column("number", "Their part"),
        ),
        tuple(rows),
        found.scope.currency,
        notes=tuple(map(Sentence, notes)),
    )


def _part(one: Part, name: str) -> Row:
    cells: dict[str, Content] = {
        "label": name,
        "weight": one.weight,
        "cash": one.cash or None,
        "kept": one.kept or None,
        "owed": one.owed or None,
        "number": one.amount,
    }
    return Row(f"step-{one.step}", cells)


def _moved(found: Capital, one: Holder) -> Table:
    """Every change of the account, with what was in it after."""
    earlier, shown = one.moves[:-MOST], one.moves[-MOST:]
    rows: list[Row] = []
    if earlier:
        before = total_of(move.number for move in earlier)
        cells: dict[str, Content] = {"label": "Before", "after": before}
        rows.append(Row("before", cells, RowKind.NOTE))
    rows += _lines(shown, rows)
    words = f"The latest {MOST} are shown."
    return Table(
        MOVED,
        "What moved on it",
        (
            LABEL,
            Column("what", "", ColumnKind.TEXT),
            Column("number", "More or less"),
            Column("after", "In the account"),
        ),
        tuple(rows),
        found.scope.currency,
        notes=(Sentence(words),) if earlier else (),
    )


def _lines(moves: Sequence[Move], before: Sequence[Row]) -> Iterator[Row]:
    """A line for each change, which leads to its entry."""
    last = before[-1].id if before else ""
    for number, move in enumerate(moves):
        row = f"move-{number}"
        parts = [Ref(MOVED, last, "after")] if last else []
        cells: dict[str, Content] = {
            "label": move.date.isoformat(),
            "what": _what(move),
            "number": move.number,
            "after": Sum((*parts, Ref(MOVED, row, "number"))),
        }
        yield Row(row, cells, entry=compare.hash_entry(move.entry))
        last = row


def _what(move: Move) -> str:
    """What a change is: `Kept of 2025, qualified`, `Paid back: kept of 2022`."""
    lot = lot_words(move.lot)
    if move.kind in {"allocated", "interest"} or (move.kind, move.lot) == PAID_IN:
        return lot
    return f"{CHANGES[move.kind]}: {lot[:1].lower()}{lot[1:]}"


def _total(table: str, rows: Sequence[Row], label: str) -> Row:
    together = Sum(tuple(Ref(table, row.id, "number") for row in rows))
    return Row("all", {"label": label, "number": together}, RowKind.TOTAL)
