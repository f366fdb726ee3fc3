"""A share as a transaction: what a book lacks of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import amount
from beancount.core import data

from coopbooks.core.money import ZERO
from coopbooks.core.money import allocate

if TYPE_CHECKING:
    from decimal import Decimal
    from typing import Any

    from coopbooks.core.periods import Period
    from coopbooks.sharing.posting.places import Places
    from coopbooks.sharing.share import Share
    from coopbooks.sharing.share import View


def batch_of(period: Period) -> str:
    """The batch that a period's shares are written to.

    Args:
        period: The period that was asked for.

    Returns:
        Such as `2026-q1-share`, `2026-03-share`.
    """
    name = period.name.lower().replace("..", "-to-")
    return f"{name.removeprefix('fy')}-share"


def share_entry(
    view: View, share: Share, places: Places, lacking: Decimal
) -> data.Transaction:
    """What is posted for a share.

    Args:
        view: The book of the giver or the receiver.
        share: The share.
        places: Its accounts in this book.
        lacking: What the book lacks of it, in the share's currency; negative for what
            it has too much.

    Returns:
        The transaction, dated on the period's last day: in the giver's book a cost and
        a debt, in the receiver's what is owed and an income for each part. A share in
        another currency than the book's carries its price.
    """
    giving = view.name == share.giver
    other = share.receiver if giving else share.giver
    meta: dict[str, Any] = {
        "id": share.id,
        "with": other,
        "agreement": share.name,
        "period": share.period.name,
    }
    if share.due is not None:
        meta["due"] = share.due
    sign = -1 if giving else 1
    owed = _owed(view, share, places.owed, sign * lacking)
    postings = [owed, *_results(view, share, places, -sign * lacking)]
    if giving:
        postings.reverse()
    return data.Transaction(
        meta,
        share.period.last,
        "*",
        title_of(view, other),
        f"Share '{share.name}' for {share.period.label}",
        frozenset(),
        frozenset(),
        postings,
    )


def title_of(view: View, other: str) -> str:
    """What another body is called.

    Args:
        view: The book.
        other: The other body.

    Returns:
        Its title as the book says it; its short name where it says none.
    """
    said = [one for one in view.terms.of("coop-body") if one.name == other]
    title = said[-1].meta.get("title") if said else None
    return str(title or other)


def _owed(view: View, share: Share, account: str, number: Decimal) -> data.Posting:
    """What is owed, in the share's currency, with its price in the book's."""
    units = amount.Amount(number, share.currency)
    price = None
    if share.currency != view.currency and share.number and view.name == share.giver:
        # Beancount keeps the price of one: the total divided, exactly.
        rate = share.book_number / share.number
        price = amount.Amount(rate, share.book_currency)
    return data.Posting(account, units, None, price, None, {})


def _results(
    view: View, share: Share, places: Places, number: Decimal
) -> list[data.Posting]:
    """The cost, or an income for each part with its fund; others' parts are held."""
    account = places.result
    giving = view.name == share.giver
    if giving or not share.parts:
        currency = share.currency
        if giving and share.currency != view.currency and share.number:
            number = number * share.book_number / share.number
            currency = share.book_currency
        units = amount.Amount(number, currency)
        return [data.Posting(account, units, None, None, None, {})]
    shares = {place: abs(part.number) for place, part in enumerate(share.parts)}
    if not any(shares.values()):
        return []
    numbers = allocate(number, shares, share.currency)
    found = []
    for place, part in enumerate(share.parts):
        if numbers.get(place, ZERO):
            meta = {"fund": part.fund} if part.fund else {}
            where = account
            if part.body and part.body != share.receiver:
                meta, where = {"with": part.body}, places.held
            units = amount.Amount(numbers[place], share.currency)
            found.append(data.Posting(where, units, None, None, None, meta))
    return found
