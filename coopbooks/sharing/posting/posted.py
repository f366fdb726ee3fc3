"""What a book has of each agreement and period, whoever wrote it.

A posting with `agreement:` on a debt or on what is owed to us tells of it: against
income or a cost it is a charge, against money or another such account it is settled. In
a book by cash a cost that is paid is both at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Literal

from beancount.core import data

from coopbooks.core.accounts import measures
from coopbooks.core.money import ZERO
from coopbooks.core.postings import rows
from coopbooks.sharing.share import Posted

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.accounts import Roles
    from coopbooks.core.postings import Row
    from coopbooks.sharing.share import View

Side = Literal["payable", "receivable"]
Key = tuple[str, str, Side, str]
RESULT = ("Income", "Expenses")
HELD = ("held-for-others", "due-to")


@dataclass(slots=True)
class _Sum:
    """What is added up for one agreement, period and side."""

    charged: Decimal = ZERO
    settled: Decimal = ZERO
    entries: list[data.Transaction] = field(default_factory=list)

    def note(self, entry: data.Transaction) -> None:
        if not any(entry is one for one in self.entries):
            self.entries.append(entry)


def posted(
    view: View,
    known: datetime.date | None = None,
    without: frozenset[str] = frozenset(),
) -> list[Posted]:
    """Find what a book has of its agreements.

    Args:
        view: The book.
        known: Only what had been recorded by then counts; None for all.
        without: Ids of entries that do not count.

    Returns:
        One for each agreement, period, side and currency, in that order.
    """
    roles, no_money = view.terms.roles, measures(view.entries)
    sums: dict[Key, _Sum] = {}
    for entry, found in _entries(view.entries, known):
        if entry.meta.get("id") in without:
            continue
        moved = [row for row in found if row.units.currency not in no_money]
        for row in moved:
            if name := row.tag("agreement"):
                _take(sums, name, row, moved, roles)
    return [
        Posted(
            name,
            period,
            side,
            one.charged,
            one.settled,
            ZERO,
            currency,
            entries=tuple(one.entries),
        )
        for (name, period, side, currency), one in sorted(sums.items())
    ]


def of_agreement(
    found: Iterable[Posted], name: str, period: str, side: Side
) -> list[Posted]:
    """What a book has of one agreement for one period.

    Args:
        found: What `posted` gave.
        name: The agreement's name.
        period: The period's name.
        side: Which side.

    Returns:
        One for each currency.
    """
    return [
        one for one in found if (one.name, one.period, one.side) == (name, period, side)
    ]


def _entries(
    entries: Sequence[data.Directive], known: datetime.date | None
) -> Iterator[tuple[data.Transaction, list[Row]]]:
    """The transactions that name an agreement, with their postings."""
    for entry in entries:
        if not isinstance(entry, data.Transaction) or not _names_one(entry):
            continue
        if known is None or (entry.meta.get("recorded") or entry.date) <= known:
            yield entry, list(rows([entry]))


def _names_one(entry: data.Transaction) -> bool:
    if "agreement" in entry.meta:
        return True
    return any("agreement" in (one.meta or ()) for one in entry.postings)


def _take(
    sums: dict[Key, _Sum], name: str, row: Row, moved: Sequence[Row], roles: Roles
) -> None:
    """Add one posting up where it belongs."""
    period = row.tag("period") or ""
    kind = roles.type_of(row.account)
    if kind in {"Assets", "Liabilities"} and not _is_money(row, roles):
        side: Side = "payable" if kind == "Liabilities" else "receivable"
        one = sums.setdefault((name, period, side, row.units.currency), _Sum())
        number = -row.number if side == "payable" else row.number
        if _is_charge(row, moved, roles):
            one.charged += number
        else:
            one.settled -= number
        one.note(row.entry)
    elif kind in RESULT and _paid_at_once(moved, roles):
        side = "payable" if kind == "Expenses" else "receivable"
        one = sums.setdefault((name, period, side, row.units.currency), _Sum())
        number = row.number if side == "payable" else -row.number
        one.charged += number
        one.settled += number
        one.note(row.entry)


def _is_money(row: Row, roles: Roles) -> bool:
    return roles.is_money(row.account) or roles.of(row.account) == "clearing"


def _is_charge(row: Row, moved: Sequence[Row], roles: Roles) -> bool:
    """Whether what is owed grows or shrinks by it, rather than being settled.

    What comes in for somebody else is owed to them from then on.
    """
    others = [one for one in moved if one is not row]
    if row.number < 0 and roles.of(row.account) in HELD:
        return True
    if any(_is_money(one, roles) for one in others):
        return False
    return any(roles.type_of(one.account) in {*RESULT, "Equity"} for one in others)


def _paid_at_once(moved: Sequence[Row], roles: Roles) -> bool:
    """Whether it is paid and nothing was owed before: as in a book by cash.

    It is paid with money, or by setting off against another agreement.
    """
    owed = [
        one
        for one in moved
        if roles.type_of(one.account) in {"Assets", "Liabilities"}
        and not _is_money(one, roles)
    ]
    set_off = any(one.entry.meta.get("set-off") is True for one in moved)
    return not owed and (set_off or any(_is_money(one, roles) for one in moved))
