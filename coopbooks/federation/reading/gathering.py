"""Gather what is needed of one body's book."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.accounts import measures
from coopbooks.core.accounts import read_roles
from coopbooks.core.accounttypes import types_of
from coopbooks.core.ledger import resting_collector
from coopbooks.core.money import ZERO
from coopbooks.core.periods import month_of
from coopbooks.core.postings import rows
from coopbooks.federation.reading.campaigns import campaign_moves
from coopbooks.federation.reading.figures import Account
from coopbooks.federation.reading.figures import Cell
from coopbooks.federation.reading.figures import Figures
from coopbooks.federation.reading.figures import Quote
from coopbooks.federation.reading.life import life_of
from coopbooks.sharing.settling.items import open_items
from coopbooks.sharing.views import view_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from decimal import Decimal

    from coopbooks.core.accounts import Roles
    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period
    from coopbooks.core.postings import Row
    from coopbooks.sharing.share import View

Key = tuple[str, str, str, str, str, str]
Way = tuple[str, str]
RESULT = ("Income", "Expenses")
DAY = datetime.timedelta(days=1)


class _Sums:
    """Amounts by account and what they are for."""

    def __init__(self, ways: Mapping[str, Way]) -> None:
        self.sums: dict[Key, Decimal] = {}
        self.ways = ways

    def add(self, row: Row) -> None:
        body, agreement = self.ways.get(row.account, ("", ""))
        key = (
            row.account,
            row.tag("with") or body,
            row.tag("agreement") or agreement,
            row.tag("fund") or "",
            row.tag("campaign") or "",
            row.units.currency,
        )
        self.sums[key] = self.sums.get(key, ZERO) + row.number

    def cells(self) -> tuple[Cell, ...]:
        return tuple(
            Cell(*key, number) for key, number in sorted(self.sums.items()) if number
        )


@resting_collector()
def figures_of(book: Book, period: Period, errors: int = 0) -> Figures:
    """Gather what is needed of a book.

    Args:
        book: The book.
        period: The period.
        errors: How many errors it has.

    Returns:
        The figures, in the book's own currencies and as its own accounts.
    """
    view = view_of(book)
    roles, _ = read_roles(book.entries, types_of(book.options))
    closing, moved, before = _summed(book.entries, roles, period)
    entity = view.terms.entity_on(period.last)
    campaigns = campaign_moves(
        book.entries, roles, period.end, _ways(book.entries, roles)
    )
    used = {cell.account for cell in (*closing, *moved, *before)}
    used |= {cell.account for bundle in campaigns for cell in bundle.cells}
    life = life_of(book, view, period)
    return Figures(
        view.name,
        entity.kind if entity else "",
        book.title,
        book.currency,
        view.terms.dues.basis(period.last),
        f"{entity.fiscal_year_end.month:02}-{entity.fiscal_year_end.day:02}"
        if entity
        else "",
        period.name,
        {account: _account(roles, account) for account in sorted(used)},
        closing,
        moved,
        before,
        owed=_owed(view, period),
        owed_before=_owed(view, month_of(period.begin - DAY)),
        agreements=tuple(sorted({group.name for group in view.terms.agreements})),
        quotes=quotes_of(book, period.end),
        campaigns=campaigns,
        members=life.members,
        dues=life.dues,
        errors=errors,
        life=life.life,
    )


def _account(roles: Roles, account: str) -> Account:
    return Account(
        roles.type_of(account), roles.of(account) or "", roles.name_of(account)
    )


def _summed(
    entries: Iterable[data.Directive], roles: Roles, period: Period
) -> tuple[tuple[Cell, ...], ...]:
    """Balances at the end, what moved in the period, balances at its beginning."""
    entries = list(entries)
    no_money = measures(entries)
    ways = _ways(entries, roles)
    closing, moved, before = _Sums(ways), _Sums({}), _Sums(ways)
    for row in rows(entries):
        if row.units.currency in no_money or row.date >= period.end:
            continue
        closing.add(row)
        if row.date < period.begin:
            before.add(row)
        elif roles.type_of(row.account) in RESULT:
            moved.add(row)
    return closing.cells(), moved.cells(), before.cells()


def _ways(entries: Iterable[data.Directive], roles: Roles) -> dict[str, Way]:
    """With whom, and by which agreement, an account is, where it is one alone.

    What a book begins with often does not say it; an account that is with one body
    only is so from the beginning.
    """
    found: dict[str, tuple[set[str], set[str]]] = {}
    for row in rows(entries):
        if roles.type_of(row.account) in RESULT or roles.is_money(row.account):
            continue
        bodies, agreements = found.setdefault(row.account, (set(), set()))
        bodies |= {row.tag("with") or ""} - {""}
        agreements |= {row.tag("agreement") or ""} - {""}
    return {
        account: (next(iter(bodies)), min(agreements) if len(agreements) == 1 else "")
        for account, (bodies, agreements) in found.items()
        if len(bodies) == 1
    }


def _owed(view: View, period: Period) -> tuple[Cell, ...]:
    """What a book by cash owes, or is owed, by agreement at the end of a period."""
    if view.terms.dues.basis(period.last) != "cash":
        return ()
    # What was paid later was still owed then.
    then = replace(view, entries=[one for one in view.entries if one.date < period.end])
    found = []
    for item in open_items(then, period, {}):
        giving = item.giver == view.name
        other = item.receiver if giving else item.giver
        kind, number = (
            ("Liabilities", -item.number) if giving else ("Assets", item.number)
        )
        found.append(Cell(kind, other, item.name, "", "", item.currency, number))
    return tuple(found)


def quotes_of(book: Book, end: datetime.date) -> tuple[Quote, ...]:
    """The prices of a book before a day.

    Args:
        book: The book.
        end: The day.

    Returns:
        Them in the order of the entries.
    """
    return tuple(
        Quote(one.date, one.currency, one.amount.currency, one.amount.number)
        for one in book.entries
        if isinstance(one, data.Price) and one.date < end and one.amount.number
    )
