"""Bonds as a worksheet: what is asked for, and what the book says of them.

What is handled in a year is taken as the cash at its start and all receipts in it: who
may draw on the accounts handles all of it (29 CFR 453.8, 453.14, 453.15). What a book
that begins in the year brings in from before was there already, so that it is cash at
the start, and property, however the opening entry is dated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.controls.audit import facts
from coopbooks.controls.audit.blanks import MIDDLE
from coopbooks.controls.audit.bondterms import bonds_on
from coopbooks.controls.audit.bondterms import read_bonds
from coopbooks.controls.audit.cashtables import CASH
from coopbooks.controls.audit.cashtables import IN
from coopbooks.controls.audit.cashtables import OPENED
from coopbooks.controls.audit.cashtables import START
from coopbooks.core.errors import in_folder
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.officers import read_officers
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.core.table import Times

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from pathlib import Path

    from coopbooks.controls.audit.bondterms import Bond
    from coopbooks.controls.audit.gross import Gross
    from coopbooks.core.officers import Term
    from coopbooks.core.table import Content
    from coopbooks.statements.scope import Scope

BONDS = "audit-bonds"
# Thresholds are those of a whole fiscal year.
MONTHS = 12
HANDLED, PERCENT, TENTH, NEEDED = "handled", "percent", "tenth", "needed"


def bonds_table(scope: Scope, gross: Gross, folder: Path) -> Table:
    """What those who handle money are bonded for, beside what the law asks for.

    Args:
        scope: The book for a fiscal year.
        gross: Its receipts, and what it brought in from before.
        folder: The book's folder.

    Returns:
        How much is a tenth of what was handled; a line for each office with who held it
        and its bond.
    """
    bonds, _ = read_bonds(scope.entries)
    held = bonds_on(bonds, scope.period.last)
    terms = [one for one in read_officers(scope.entries)[0] if _in(one, scope)]
    offices = dict.fromkeys((*(one.office for one in terms), *held))
    covered = facts.is_covered(scope.entity) and len(scope.period.months()) == MONTHS
    rows = [
        Row(HANDLED, {"label": _handled(gross), "amount": _all(gross)}),
    ]
    if covered:
        rows += _needed(scope, gross)
    rows.append(Row("bonds", {"label": "Who is bonded"}, RowKind.HEADING))
    for office in offices:
        who = [one.member for one in terms if one.office == office]
        rows.append(_office(scope, office, who, held.get(office), folder))
    return Table(
        BONDS,
        "Bonds",
        (
            Column("label", "", ColumnKind.TEXT),
            Column("who", "Held by", ColumnKind.TEXT),
            Column("amount", "Amount"),
            Column("bond", "Bond by the book"),
            Column("until", "Until", ColumnKind.DATE),
            Column("surety", "Given by", ColumnKind.TEXT),
            Column("handles", "Handles money? Bonded enough?", ColumnKind.TEXT),
        ),
        tuple(rows),
        scope.currency,
        lead=tuple(map(Sentence, _lead(scope, covered=covered))),
    )


def _in(term: Term, scope: Scope) -> bool:
    return term.begin < scope.period.end and (
        term.end is None or term.end > scope.period.begin
    )


def _handled(gross: Gross) -> str:
    if any(gross.opened.values()):
        return "Cash at the start, brought in from before the book, and all receipts"
    return "Cash at the start and all receipts"


def _all(gross: Gross) -> Sum:
    # The line of what was brought in is only there where something was.
    lines = (START, OPENED, IN) if any(gross.opened.values()) else (START, IN)
    return Sum(tuple(Ref(CASH, line, "total") for line in lines))


def _needed(scope: Scope, gross: Gross) -> Iterator[Row]:
    """A tenth of what was handled, and what the law makes of it."""
    tenth = Times(
        Ref(BONDS, HANDLED, "amount"), Ref(BONDS, PERCENT, "amount"), percent=True
    )
    yield Row(PERCENT, {"label": "Percent of it", "amount": facts.BOND_PERCENT})
    yield Row(TENTH, {"label": "A tenth of it", "amount": tenth}, RowKind.SUBTOTAL)
    start = total_of(scope.worth(one, scope.period.begin) for one in _money(scope))
    receipts = total_of(one.number for one in gross.receipts)
    handled = start + total_of(gross.opened.values()) + receipts
    needed = facts.bond_needed(handled, _owned(scope), receipts)
    amount: Content = Sum((Ref(BONDS, TENTH, "amount"),))
    words = "Least bond of who handles all of it"
    if not needed:
        amount, words = ZERO, f"{words} (none: not more than 5,000 came in or is owned)"
    elif needed == facts.MOST_BOND:
        amount, words = facts.MOST_BOND, f"{words} (the most that is asked for)"
    yield Row(NEEDED, {"label": words, "amount": amount}, RowKind.TOTAL)


def _owned(scope: Scope) -> Decimal:
    """What is owned at the beginning, with what the book brought in from before."""
    names = scope.activity.accounts("Assets")
    owned = total_of(scope.worth(name, scope.period.begin) for name in names)
    for entry in scope.entries:
        if not isinstance(entry, data.Transaction) or entry.date not in scope.period:
            continue
        if any(scope.roles.is_opening(one.account) for one in entry.postings):
            owned += _assets(scope, entry)
    return owned


def _assets(scope: Scope, entry: data.Transaction) -> Decimal:
    """What a transaction adds to what is owned."""
    return total_of(
        scope.rounded(scope.valuation.of_posting(one, entry.date))
        for one in entry.postings
        if scope.roles.type_of(one.account) == "Assets"
        and one.units is not None
        and one.units.currency not in scope.valuation.measures
    )


def _money(scope: Scope) -> list[str]:
    names = scope.activity.accounts("Assets")
    return [name for name in names if scope.roles.is_money(name)]


def _office(
    scope: Scope, office: str, who: list[str], bond: Bond | None, folder: Path
) -> Row:
    cells: dict[str, Content] = {
        "label": office,
        "who": ", ".join(sorted(set(who))),
        "handles": MIDDLE,
    }
    if bond is None:
        cells["surety"] = "no bond in the book"
        return Row(f"office:{office}", cells)
    if bond.currency == scope.currency:
        cells["bond"] = bond.number
    else:
        cells["surety"] = f"{bond.number:,f} {bond.currency} "
    if bond.handles is not None:
        cells["amount"] = bond.handles
    cells["until"] = bond.until.isoformat() if bond.until else ""
    cells["surety"] = f"{cells.get('surety') or ''}{bond.surety}"
    place = in_folder(bond.source, folder)
    return Row(f"office:{office}", cells, where=place)


def _lead(scope: Scope, *, covered: bool) -> Iterator[str]:
    if not covered:
        yield (
            "What the law asks of bonds is only told of unions of the United States; "
            "the bylaws of others may ask for them."
        )
        return
    yield (
        "Whoever handles money of the union, or may sign for it, is bonded for a tenth "
        "of what they and those before them handled in the fiscal year before, at most "
        f"for 500,000 ({facts.BOND_LAW}). Nobody need be where neither property nor "
        "yearly receipts are more than 5,000."
    )
    yield (
        f"What was handled in {scope.period.label} counts for the bonds of the year "
        "after it. Who handles only a part is bonded for a tenth of that part; the "
        "book says so with handles: below coop-bond."
    )
