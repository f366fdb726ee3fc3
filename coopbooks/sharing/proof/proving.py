"""Both sides proven: for each pair, agreement and period what is owed is expected.

Every difference is listed with what kind it is, the entries on both sides, and who must
act. A claim is never dropped: where one side took something off by a decision that the
other does not know, both figures stand side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.core.periods import DAY
from coopbooks.core.periods import long_date
from coopbooks.sharing.posting.posted import posted
from coopbooks.sharing.proof.sides import Pair
from coopbooks.sharing.proof.sides import side_of
from coopbooks.sharing.proof.wording import differing
from coopbooks.sharing.proof.wording import group_of
from coopbooks.sharing.share import Difference
from coopbooks.sharing.shares.shares import share_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.periods import Period
    from coopbooks.sharing.proof.sides import Side
    from coopbooks.sharing.share import Class
    from coopbooks.sharing.share import Posted
    from coopbooks.sharing.share import Share
    from coopbooks.sharing.share import View

# How long money may be on its way before somebody should ask for it.
ON_ITS_WAY = 10 * DAY


@dataclass(frozen=True, slots=True)
class Proof:
    """What two or more books say of what they owe one another.

    Attributes:
        period: The period that was asked for.
        pairs: Both sides of each agreement and period.
        differences: Where they do not say the same.
        missing: Bodies whose book is not at hand, with the agreements that name them.
    """

    period: Period
    pairs: tuple[Pair, ...]
    differences: tuple[Difference, ...]
    missing: Mapping[str, tuple[str, ...]]


def prove(
    views: Mapping[str, View], period: Period, today: datetime.date | None = None
) -> Proof:
    """Compare what each body owes with what the other expects.

    Args:
        views: The books at hand, by the body's name.
        period: The period; every agreement's own periods that end in it are compared.
        today: The day on which money may still be on its way; the period's end if None.

    Returns:
        The pairs and the differences, by agreement and period.
    """
    have = {name: posted(view) for name, view in views.items()}
    pairs: list[Pair] = []
    missing: dict[str, set[str]] = {}
    for name, giver, receiver in _agreements(views, period):
        unseen = [body for body in (giver, receiver) if body not in views]
        for body in unseen:
            missing.setdefault(body, set()).add(name)
        if not unseen:
            pairs += _pairs(views, have, (name, giver, receiver), period)
    day = today or period.end
    differences = [one for pair in pairs for one in differences_of(pair, day, have)]
    names = {body: tuple(sorted(found)) for body, found in sorted(missing.items())}
    return Proof(period, tuple(pairs), tuple(differences), names)


def _agreements(
    views: Mapping[str, View], period: Period
) -> Iterator[tuple[str, str, str]]:
    """The agreements that books name, with who gives and who receives."""
    found = {
        (one.name, str(one.header.meta["from"]), str(one.header.meta["to"]))
        for view in views.values()
        for one in view.terms.agreements
        if one.date < period.end and one.header.values["of"] != "loan"
    }
    yield from sorted(found)


def _pairs(
    views: Mapping[str, View],
    have: Mapping[str, Sequence[Posted]],
    agreement: tuple[str, str, str],
    period: Period,
) -> list[Pair]:
    """Both sides of an agreement, for each of its periods."""
    name, giver, receiver = agreement
    mine = _shares(views[giver], name, period, views)
    theirs = _shares(views[receiver], name, period, views)
    found = []
    for one in _periods(mine, theirs):
        share = mine.get(one.name) or theirs.get(one.name)
        found.append(
            Pair(
                name,
                one,
                share.currency if share else views[giver].currency,
                side_of(
                    views[giver], mine.get(one.name), one, name, have[giver], "payable"
                ),
                side_of(
                    views[receiver],
                    theirs.get(one.name),
                    one,
                    name,
                    have[receiver],
                    "receivable",
                ),
            )
        )
    return found


def _shares(
    view: View, name: str, period: Period, views: Mapping[str, View]
) -> dict[str, Share]:
    if not any(one.name == name for one in view.terms.agreements):
        return {}
    return {one.period.name: one for one in share_of(view, name, period, views)}


def _periods(mine: Mapping[str, Share], theirs: Mapping[str, Share]) -> list[Period]:
    found = {name: share.period for name, share in {**theirs, **mine}.items()}
    return sorted(found.values(), key=lambda one: (one.end, one.begin))


def differences_of(
    pair: Pair, today: datetime.date, have: Mapping[str, Sequence[Posted]]
) -> list[Difference]:
    """Where the sides of a pair do not say the same.

    Args:
        pair: Both sides.
        today: The day on which money may still be on its way.
        have: What was posted in each book, to find what stands under another period.

    Returns:
        One for what was charged and one for what was paid, if they differ.
    """
    found = []
    if pair.giver.charged != pair.receiver.charged:
        kind, words, who = _why(pair, have)
        found.append(
            _difference(
                pair, kind, pair.giver.charged, pair.receiver.charged, words, who
            )
        )
    elif words := _terms(pair):
        # Alike for now: the next period need not be.
        who = f"{pair.giver.view.name} and {pair.receiver.view.name}"
        number = pair.giver.charged
        found.append(_difference(pair, "terms", number, number, words, who))
    if pair.giver.settled != pair.receiver.settled:
        kind, words, who = _paid(pair, today)
        found.append(
            _difference(
                pair, kind, pair.giver.settled, pair.receiver.settled, words, who
            )
        )
    return found


def _difference(
    pair: Pair,
    kind: Class,
    payable: Decimal,
    receivable: Decimal,
    words: str,
    who: str,
) -> Difference:
    entries = [(pair.giver.view.name, entry) for entry in pair.giver.entries]
    entries += [(pair.receiver.view.name, entry) for entry in pair.receiver.entries]
    return Difference(
        pair.name,
        pair.period.name,
        kind,
        payable,
        receivable,
        pair.currency,
        words,
        who,
        tuple(entries),
    )


def _why(pair: Pair, have: Mapping[str, Sequence[Posted]]) -> tuple[Class, str, str]:
    """Why one owes what the other does not expect."""
    giver, receiver = pair.giver, pair.receiver
    day = pair.period.last
    mine = group_of(giver.view, pair.name, day)
    theirs = group_of(receiver.view, pair.name, day)
    if mine is None or theirs is None:
        lacks = giver if mine is None else receiver
        return "terms", f"{lacks.view.name} has no such agreement", lacks.view.name
    if words := _terms(pair):
        return "terms", words, f"{giver.view.name} and {receiver.view.name}"
    if giver.relief != receiver.relief:
        took = giver if giver.relief > receiver.relief else receiver
        words = (
            f"{took.view.name} takes {took.relief:,f} off by decision; the other side "
            "has no such decision"
        )
        return "disputed", words, f"{giver.view.name} and {receiver.view.name}"
    if giver.unmet or receiver.unmet:
        unmet = (giver.unmet or receiver.unmet)[0]
        who = giver if giver.charged else receiver
        return "conditional", f"'{unmet}' is not met, and it is booked", who.view.name
    return _timing(pair, have) or _amount(pair)


def _terms(pair: Pair) -> str:
    """Where the two books' words differ; empty where they do not."""
    day = pair.period.last
    mine = group_of(pair.giver.view, pair.name, day)
    theirs = group_of(pair.receiver.view, pair.name, day)
    if mine is None or theirs is None:
        lacks = pair.giver if mine is None else pair.receiver
        return f"{lacks.view.name} has no such agreement"
    unlike = differing(mine, theirs)
    if not unlike:
        return ""
    place, one, other = unlike[0]
    return f"the terms differ: {place} '{one or '-'}' against '{other or '-'}'"


def _timing(
    pair: Pair, have: Mapping[str, Sequence[Posted]]
) -> tuple[Class, str, str] | None:
    """That a side has the same amount under another period."""
    for side, other in ((pair.giver, pair.receiver), (pair.receiver, pair.giver)):
        if side.charged:
            continue
        for one in have[side.view.name]:
            elsewhere = one.name == pair.name and one.period != pair.period.name
            if elsewhere and one.charged == other.charged:
                period = one.period or "no period"
                words = f"{side.view.name} has it under {period}"
                return "timing", words, side.view.name
    return None


def _amount(pair: Pair) -> tuple[Class, str, str]:
    """That amounts differ, and which of them the terms give."""
    wrong = [
        side
        for side in (pair.giver, pair.receiver)
        if side.computed is not None and side.charged != side.computed
    ]
    if len(wrong) == 1:
        side = wrong[0]
        what = "has not booked it" if not side.charged else f"has {side.charged:,f}"
        words = f"{side.view.name} {what}; by the terms it is {side.computed:,f}"
        return "amount", words, side.view.name
    words = (
        f"{pair.giver.view.name} owes {pair.giver.charged:,f}, "
        f"{pair.receiver.view.name} expects {pair.receiver.charged:,f}"
    )
    return "amount", words, f"{pair.giver.view.name} and {pair.receiver.view.name}"


def _paid(pair: Pair, today: datetime.date) -> tuple[Class, str, str]:
    """Why what one paid is not what the other received."""
    ahead, behind = pair.giver, pair.receiver
    verb = "received"
    if ahead.settled < behind.settled:
        ahead, behind, verb = behind, ahead, "paid"
    number = ahead.settled - behind.settled
    last = _last_day(ahead)
    if last is not None and last + ON_ITS_WAY >= today:
        words = f"{number:,f} of {long_date(last)} is on its way"
        return "in-transit", words, ""
    words = f"{behind.view.name} has not {verb} {number:,f} that the other side booked"
    return "amount", words, behind.view.name


def _last_day(side: Side) -> datetime.date | None:
    return max((entry.date for entry in side.entries), default=None)
