"""What moved for campaigns: given, spent, held for partners, passed on to them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from coopbooks.core.accounts import measures
from coopbooks.core.money import ZERO
from coopbooks.core.postings import rows
from coopbooks.federation.reading.figures import Bundle
from coopbooks.federation.reading.figures import Cell

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.accounts import Roles
    from coopbooks.core.postings import Row

RESULT = ("Income", "Expenses")
MONEY = frozenset({"bank", "cash", "clearing"})
# What stands with another body without being a bill.
HELD = frozenset({"held-for-others", "due-from", "due-to"})
# Money that is held for nobody by name is held for all who carry the campaign.
UNDIVIDED = "held-for-others"

Key = tuple[str, str, str, str]
Kind = tuple[tuple[Key, bool], ...]


def campaign_moves(
    entries: Sequence[data.Directive],
    roles: Roles,
    end: datetime.date,
    ways: Mapping[str, tuple[str, str]],
) -> tuple[Bundle, ...]:
    """Gather what moved for campaigns.

    Entries of one day are added up where they move the same accounts the same way, so
    that no single gift can be seen unless it was the only one of its day.

    Args:
        entries: The book's entries.
        roles: What its accounts are for.
        end: Entries before this day count.
        ways: The other body of accounts that are with one alone, first of two.

    Returns:
        The bundles by day, in the currencies of the book.
    """
    no_money = measures(entries)
    found: dict[tuple[datetime.date, Kind], dict[Key, Decimal]] = {}
    counted = (
        row
        for row in rows(entries)
        if row.date < end and row.units.currency not in no_money
    )
    for _, of_entry in groupby(counted, key=lambda row: id(row.entry)):
        every = list(of_entry)
        for campaign in sorted({row.tag("campaign") or "" for row in every} - {""}):
            sums = _summed(every, campaign, roles, ways)
            kind = tuple((key, number > 0) for key, number in sorted(sums.items()))
            if not kind:
                continue
            so_far = found.setdefault((every[0].date, kind), {})
            for key, number in sums.items():
                so_far[key] = so_far.get(key, ZERO) + number
    return tuple(
        Bundle(day, tuple(_cell(key, number) for key, number in sorted(sums.items())))
        for (day, _), sums in sorted(found.items())
    )


def _summed(
    every: Iterable[Row],
    campaign: str,
    roles: Roles,
    ways: Mapping[str, tuple[str, str]],
) -> dict[Key, Decimal]:
    """What one entry moved for a campaign, and with whom its money was exchanged."""
    sums: dict[Key, Decimal] = {}
    for row in every:
        role = roles.of(row.account) or ""
        body = row.tag("with") or ""
        if role != UNDIVIDED:
            body = body or ways.get(row.account, ("", ""))[0]
        is_money = role in MONEY
        matters = roles.type_of(row.account) in RESULT or role in HELD
        if is_money and row.tag("with"):
            key = row.account, body, "", row.units.currency
        elif matters and row.tag("campaign") == campaign:
            key = row.account, body, campaign, row.units.currency
        else:
            continue
        sums[key] = sums.get(key, ZERO) + row.number
    sums = {key: number for key, number in sums.items() if number}
    return sums if any(key[2] for key in sums) else {}


def _cell(key: Key, number: Decimal) -> Cell:
    account, body, campaign, currency = key
    return Cell(account, body, "", "", campaign, currency, number)
