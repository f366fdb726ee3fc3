"""Per capita that somebody booked by hand, so that nothing is booked twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.accounts import is_under
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.postings import rows as rows_of
from coopbooks.core.runs import ids_of
from coopbooks.dues.checkoff.legs import Legs
from coopbooks.dues.checkoff.lists import period_of
from coopbooks.dues.checkoff.lists import recorded
from coopbooks.dues.rules.workplaces import Whose

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.groups import Group
    from coopbooks.core.postings import Row
    from coopbooks.dues.percapita.heads import Counting

OURS = "per-capita-"


def typed_for(
    counting: Counting,
    alike: Sequence[Group],
    debit: str,
    number: Decimal,
    currency: str,
) -> Decimal:
    """What was booked already for a rule and its period.

    Args:
        counting: The rule and the period.
        alike: The rules that are due at the same time, this one among them.
        debit: The account that it is taken from.
        number: How much is owed.
        currency: Its currency.

    Returns:
        What entries that are not ours bring to the liability, or in a book by cash pay
        as a cost, for the period and the same `agreement:` or `with:`. What says
        neither counts where no other rule has the account, or where it is just what
        this rule asks for.
    """
    cash = counting.terms.basis(counting.period.begin) == "cash"
    account = debit if cash else str(counting.group.header.meta["to"])
    shared = sum(_account(one, debit, cash=cash) == account for one in alike) > 1
    found: list[Decimal] = []
    for row in _booked(counting, account, cash=cash):
        if row.units.currency != currency:
            continue
        said = _says(row, counting.group)
        amount = row.number if cash else -row.number
        if said or (said is None and (not shared or amount == number)):
            found.append(amount)
    return total_of(found) if found else ZERO


def _account(group: Group, debit: str, *, cash: bool) -> str:
    meta = group.header.meta
    return str(meta.get("expense") or debit) if cash else str(meta["to"])


def _booked(counting: Counting, account: str, *, cash: bool) -> Iterator[Row]:
    """Postings on an account for the period, by hand, that are no payment."""
    legs = Legs.of(Whose(counting.terms, {}))
    for entry in counting.entries:
        if not isinstance(entry, data.Transaction) or _ours(entry):
            continue
        if counting.known is not None and recorded(entry) > counting.known:
            continue
        if not any(is_under(one.account, account) for one in entry.postings):
            continue
        rows = list(rows_of([entry]))
        moved = legs.some(rows, "line") or legs.some(rows, "money", "clearing")
        if cash or not moved:
            for row in rows:
                named = period_of(row) == counting.period.name
                if named and is_under(row.account, account):
                    yield row


def _ours(entry: data.Transaction) -> bool:
    """Whether it was proposed by working per capita out, or takes that back."""
    told = {*ids_of(entry), str(entry.meta.get("reverses") or "")}
    return any(id_.startswith(OURS) for id_ in told) and (
        "batch" in entry.meta or "reverses" in entry.meta
    )


def _says(row: Row, group: Group) -> bool | None:
    """Whether a posting says that it is for a rule; None where it says nothing."""
    meta = group.header.meta
    if said := row.tag("agreement"):
        return said in {meta.get("agreement"), group.name}
    if said := row.tag("with"):
        return None if not meta.get("with") else said == meta["with"]
    return None
