"""Charges as transactions: what is posted for each, and only what the book lacks of it.

A charge is one small transaction with an id of its own; those of a period are written
together as a run. What somebody typed counts: only the difference to it is posted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import amount
from beancount.core import data

from coopbooks.core.money import ZERO
from coopbooks.core.money import allocate
from coopbooks.core.money import total_of
from coopbooks.dues.rules.parts import split

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal
    from typing import Any

    from coopbooks.core.directives import Directive
    from coopbooks.core.periods import Period
    from coopbooks.dues.charge import Charge
    from coopbooks.dues.charge import Part

# What stands as the payee of a charge, which nobody is.
TITLES = {
    "dues": "Dues charged",
    "besides": "Charged besides dues",
    "initiation": "Initiation fee",
    "reinstatement": "Fee for coming back",
    "late": "Late fee",
    "bounced": "Fee for a bounced payment",
}


def batch_of(period: Period) -> str:
    """The batch that a period's charges are written to.

    Args:
        period: The period that is charged.

    Returns:
        Such as `2026-03-dues`, `2026-w12-dues`.
    """
    return f"{period.name.lower().replace('..', '-to-')}-dues"


def charge_entry(
    charge: Charge,
    typed: Mapping[str, Decimal] | None = None,
    lines: Sequence[Directive] = (),
) -> data.Transaction | None:
    """What is posted for a charge.

    Args:
        charge: The charge.
        typed: What the book has of it already, by account.
        lines: The `coop-dues-part` lines of its schedule, by which what was typed is
            taken to have gone to its parts.

    Returns:
        A transaction for what is missing, or with the opposite sign for what is too
        much; None where nothing is.
    """
    typed = typed or {}
    missing = charge.number - total_of(typed.values())
    if charge.pledged or not missing:
        return None
    owed = _owed(charge, typed, missing)
    going = _parts(charge, missing, lines)
    meta: dict[str, Any] = {
        "id": charge.id,
        "member": charge.member,
        "period": charge.period.name,
    }
    if charge.workplace:
        meta["workplace"] = charge.workplace
    if charge.due != charge.date:
        meta["due"] = charge.due
    if charge.kind != "dues":
        meta["about"] = charge.kind
    postings = [
        posting(account, number, charge.currency) for account, number in owed.items()
    ]
    postings += [
        posting(part.account, -number, charge.currency, fund=part.fund)
        for part, number in going
    ]
    words = f"{charge.period.label}, {charge.schedule}"
    return transaction(
        charge.date, (TITLES[charge.kind], words), charge.period, meta, postings
    )


def transaction(
    date: datetime.date,
    texts: tuple[str, str],
    period: Period,
    meta: Mapping[str, Any],
    postings: Sequence[data.Posting],
) -> data.Transaction:
    """A transaction of a run.

    Args:
        date: Its date.
        texts: Its payee and its narration; never a person's name.
        period: The period whose link it gets, such as `^dues-2026-03`.
        meta: Its metadata, with its id.
        postings: Its postings; without amounts of nothing.

    Returns:
        The transaction.
    """
    payee, narration = texts
    link = f"dues-{period.name}"
    kept = [one for one in postings if one.units and one.units.number]
    return data.Transaction(
        dict(meta), date, "*", payee, narration, frozenset(), frozenset({link}), kept
    )


def posting(
    account: str, number: Decimal, currency: str, **meta: str | None
) -> data.Posting:
    """A posting.

    Args:
        account: Its account.
        number: How much.
        currency: Of what.
        **meta: What it says by itself; empty texts are left out.

    Returns:
        The posting.
    """
    said = {key: value for key, value in meta.items() if value}
    units = amount.Amount(number, currency)
    return data.Posting(account, units, None, None, None, said)


def member_of(entry: data.Directive) -> str:
    """Whose entry one is, also where a run moved that to its postings.

    Args:
        entry: An entry about one member.

    Returns:
        The member's id; empty if it says none.
    """
    metas = [entry.meta, *(one.meta for one in getattr(entry, "postings", ()))]
    found = ((meta or {}).get("member") for meta in metas)
    return next((str(one) for one in found if one), "")


def _owed(
    charge: Charge, typed: Mapping[str, Decimal], missing: Decimal
) -> dict[str, Decimal]:
    """On which accounts what is missing is owed: by the employer, by the member."""
    owed = {charge.receivable: charge.number - charge.by_employer}
    if charge.by_employer:
        account = charge.employer_account or charge.receivable
        owed[account] = owed.get(account, ZERO) + charge.by_employer
    owed = {account: number for account, number in owed.items() if number}
    if typed and not typed.keys() <= owed.keys():
        return {charge.receivable or next(iter(owed)): missing}
    return {
        account: number - typed.get(account, ZERO) for account, number in owed.items()
    }


def _parts(
    charge: Charge, missing: Decimal, lines: Sequence[Directive]
) -> list[tuple[Part, Decimal]]:
    """Where what is missing goes: what each part is to have less what it had."""
    if missing == charge.number:
        return [(part, part.number) for part in charge.parts]
    had = split(charge.number - missing, charge.currency, lines, "dues")
    lacks = [(part, part.number - had.get(part.name, ZERO)) for part in charge.parts]
    if lines and total_of(number for _, number in lacks) == missing:
        return lacks
    # A part that the member does not choose, or a fee: in the charge's own proportion.
    weights = {
        place: part.number for place, part in enumerate(charge.parts) if part.number > 0
    }
    shares = allocate(missing, weights, charge.currency)
    return [(charge.parts[place], number) for place, number in shares.items()]
