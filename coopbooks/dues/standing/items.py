"""Reading a book for what moved on members' dues: charged, paid, taken from pay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.dues.item import Item
from coopbooks.dues.standing.lines import Lines
from coopbooks.dues.standing.moves import Leg
from coopbooks.dues.standing.moves import Moves

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Iterator

    from coopbooks.dues.terms import DuesTerms


# What a posting has of itself and says nothing of what it is.
PLAIN = frozenset({"filename", "lineno", "member", "__automatic__"})


def read_items(
    entries: Iterable[data.Directive],
    terms: DuesTerms,
    known: datetime.date | None = None,
) -> list[Item]:
    """Read all that moved on what members owe or have paid ahead.

    Money that goes straight to income for a member is a payment. On an accrual basis it
    is a charge of as much, too: nobody ever owed it.

    Args:
        entries: A book's entries, in any order.
        terms: What the book says about dues.
        known: Only what had been recorded by then counts; None for all.

    Returns:
        The items by member, date, period, account and number.
    """
    lines = Lines(terms)
    of = lines.of
    items: list[Item] = []
    for entry in entries:
        if not isinstance(entry, data.Transaction):
            continue
        touched = False
        for posting in entry.postings:
            account = of(posting.account)
            if account.leg == "line" or account.dues:
                touched = True
                break
        if touched and (known is None or _may_be_known(entry, known)):
            items += _of_entry(entry, lines, known)
    items.sort(key=_order)
    return items


def _may_be_known(entry: data.Transaction, known: datetime.date) -> bool:
    """Whether anything of a transaction may have been in the book by then."""
    said = [(one.meta or {}).get("recorded") for one in entry.postings]
    days = [entry.meta.get("recorded") or entry.date, *filter(None, said)]
    return any(day <= known for day in days)


def _order(item: Item) -> tuple[object, ...]:
    return item.member, item.date, item.period, item.account, item.number, item.kind


def _of_entry(
    entry: data.Transaction, lines: Lines, known: datetime.date | None
) -> Iterator[Item]:
    """The items of one transaction."""
    whole = str(entry.meta.get("member") or "")
    legs: list[Leg] = []
    for posting in entry.postings:
        if posting.units is None or not posting.units.number:
            continue
        said = (posting.meta or {}).get("member")
        member = whole if said is None else str(said)
        account = lines.of(posting.account)
        legs.append(Leg(posting, account, posting.units.number, member))
    others = {leg.account.leg for leg in legs}
    owed = [leg for leg in legs if leg.account.leg == "line" and leg.member]
    moves = Moves(entry, legs, others, lines, known)
    yield from _alike(owed, moves)
    if "money" in others or "unmatched" in others:
        rising = {leg.member for leg in owed if leg.number > 0}
        straight = [
            leg
            for leg in legs
            if leg.account.dues and leg.member and leg.member not in rising
        ]
        yield from moves.straight(straight)


def _alike(legs: Iterable[Leg], moves: Moves) -> Iterator[Item]:
    """The items of postings; of a run's many that say no more, one is looked at.

    Those on one account and one side that name nothing but their member are the same
    but for member and number.
    """
    first: dict[tuple[object, ...], list[Item]] = {}
    for leg in legs:
        posting, account = leg.posting, leg.account
        if account.asks or (posting.meta and not PLAIN.issuperset(posting.meta)):
            yield from moves.items(leg, moves.kind(leg))
            continue
        currency = posting.units.currency if posting.units else ""
        key = (posting.account, leg.number < 0, currency)
        made = first.get(key)
        if made is None:
            made = first[key] = list(moves.items(leg, moves.kind(leg)))
            yield from made
            continue
        for one in made:
            yield Item(
                leg.member,
                one.kind,
                one.about,
                one.date,
                one.due,
                one.recorded,
                one.period,
                leg.number,
                currency,
                one.account,
                one.employer,
                one.entry,
            )
