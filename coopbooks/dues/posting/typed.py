"""What a book charges already: by runs, and by entries that somebody typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.proposal import in_batch
from coopbooks.core.runs import ids_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.periods import Period
    from coopbooks.dues.charge import Charge
    from coopbooks.dues.item import Item

# How the ids of what charging writes begin.
OURS = ("dues-", "prepaid-")


def is_ours(entry: data.Directive) -> bool:
    """Whether an entry was written by charging.

    Args:
        entry: A directive of a book.

    Returns:
        Whether it is in a batch and has ids of charges only.
    """
    if "batch" not in (entry.meta or {}):
        return False
    ids = ids_of(entry)
    return bool(ids) and all(id_.startswith(OURS) for id_ in ids)


def others(
    entries: Iterable[data.Directive], charges: Iterable[Charge], batch: str
) -> list[data.Directive]:
    """The entries of a book without those of one run.

    Args:
        entries: A book's entries.
        charges: The charges of the run.
        batch: Its batch.

    Returns:
        All but what was written to the batch, or in another one for these charges.
    """
    ids = {charge.id for charge in charges}

    def of_run(entry: data.Directive) -> bool:
        if not entry.meta or "batch" not in entry.meta:
            return False
        if in_batch(entry.meta["batch"], batch):
            return True
        return is_ours(entry) and any(id_.split("~")[0] in ids for id_ in ids_of(entry))

    return [entry for entry in entries if not of_run(entry)]


Typed = dict[str, dict[str, "Decimal"]]


def typed_for(
    charges: Sequence[Charge], items: Iterable[Item], period: Period
) -> tuple[Typed, list[Item]]:
    """What the book charges already, by entries that charging did not write.

    Args:
        charges: What is due for a period.
        items: The items of the book without those of the run.
        period: The period that is charged.

    Returns:
        For each charge's id what was typed for it, by account; and the items of the
        same period that are for nobody who owes anything.
    """
    wanted: dict[_Pool, list[Charge]] = {}
    periods: dict[str, dict[str, Period]] = {}
    for charge in charges:
        pool = (charge.member, _kind(charge.kind), charge.period.name, charge.currency)
        wanted.setdefault(pool, []).append(charge)
        periods.setdefault(charge.member, {})[charge.period.name] = charge.period
    found: dict[_Pool, dict[str, Decimal]] = {}
    left: list[Item] = []
    for item in items:
        if item.kind not in {"charged", "reversed"} or is_ours(item.entry):
            continue
        name = _named(item, periods.get(item.member, {}).values())
        pool = (item.member, _kind(item.about), name, item.currency)
        if pool in wanted:
            accounts = found.setdefault(pool, {})
            held = accounts.get(item.account, ZERO)
            accounts[item.account] = total_of((held, item.number))
        elif is_for(item, period) or name:
            left.append(item)
    typed: Typed = {}
    for pool, accounts in found.items():
        typed |= _shared(wanted[pool], accounts)
    return typed, left


# A member, what the charge is about, the period, the currency.
_Pool = tuple[str, str, str, str]


def is_for(item: Item, period: Period) -> bool:
    """Whether an item is for a period: as it says, else by the day on which it was due.

    Args:
        item: An item.
        period: A period of charges.

    Returns:
        Whether it is.
    """
    return item.period == period.name if item.period else item.due in period


def _named(item: Item, periods: Iterable[Period]) -> str:
    """The name of the first of some periods that an item is for; empty if none."""
    return next((one.name for one in periods if is_for(item, one)), "")


def _kind(kind: str) -> str:
    """Dues and what is charged besides are often typed as one."""
    return "dues" if kind == "besides" else kind


def _shared(charges: Sequence[Charge], accounts: Mapping[str, Decimal]) -> Typed:
    """Share out what was typed: dues first, what is too much stays with the first."""
    left = dict(accounts)
    typed: Typed = {}
    first, *more = sorted(
        charges, key=lambda one: (one.kind == "besides", one.schedule)
    )
    for charge in (first, *more):
        room = charge.number
        taken = typed.setdefault(charge.id, {})
        for account in sorted(left):
            part = max(min(left[account], room), ZERO)
            if part:
                taken[account] = part
                left[account] -= part
                room -= part
    for account, number in left.items():
        if number:
            held = typed[first.id].get(account, ZERO)
            typed[first.id][account] = total_of((held, number))
    return {id_: taken for id_, taken in typed.items() if taken}
