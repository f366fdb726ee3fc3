"""Bonds as a worksheet: what is asked for, and what the book says of them.

What is handled in a year is taken as the cash at its start and all receipts in it: who
may draw on the accounts handles all of it (29 CFR 453.8, 453.14, 453.15).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.controls.audit import facts
from coopbooks.controls.audit.blanks import MIDDLE
from coopbooks.controls.audit.bondterms import bonds_on
from coopbooks.controls.audit.bondterms import read_bonds
from coopbooks.controls.audit.cashtables import CASH
from coopbooks.controls.audit.cashtables import IN
from coopbooks.controls.audit.cashtables import START
from coopbooks.core.errors import in_folder
from coopbooks.core.money import ZERO
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
    from coopbooks.core.officers import Term
    from coopbooks.core.table import Content
    from coopbooks.statements.scope import Scope

BONDS = "audit-bonds"
# Thresholds are those of a whole fiscal year.
MONTHS = 12
HANDLED, PERCENT, TENTH, NEEDED = "handled", "percent", "tenth", "needed"


def bonds_table(
    scope: Scope, folder: Path, receipts: Decimal, property_: Decimal
) -> Table:
    """What those who handle money are bonded for, beside what the law asks for.

    Args:
        scope: The book for a fiscal year.
        folder: The book's folder.
        receipts: All receipts of the year.
        property_: What the union owned at its beginning.

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
        Row(HANDLED, {"label": "Cash at the start and all receipts", "amount": _all()}),
    ]
    if covered:
        rows += _needed(scope, receipts, property_)
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


def _all() -> Sum:
    return Sum((Ref(CASH, START, "total"), Ref(CASH, IN, "total")))


def _needed(scope: Scope, receipts: Decimal, property_: Decimal) -> Iterator[Row]:
    """A tenth of what was handled, and what the law makes of it."""
    tenth = Times(
        Ref(BONDS, HANDLED, "amount"), Ref(BONDS, PERCENT, "amount"), percent=True
    )
    yield Row(PERCENT, {"label": "Percent of it", "amount": facts.BOND_PERCENT})
    yield Row(TENTH, {"label": "A tenth of it", "amount": tenth}, RowKind.SUBTOTAL)
    start = sum((scope.worth(one, scope.period.begin) for one in _money(scope)), ZERO)
    handled = start + receipts
    needed = facts.bond_needed(handled, property_, receipts)
    amount: Content = Sum((Ref(BONDS, TENTH, "amount"),))
    words = "Least bond of who handles all of it"
    if not needed:
        amount, words = ZERO, f"{words} (none: not more than 5,000 came in or is owned)"
    elif needed == facts.MOST_BOND:
        amount, words = facts.MOST_BOND, f"{words} (the most that is asked for)"
    yield Row(NEEDED, {"label": words, "amount": amount}, RowKind.TOTAL)


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
