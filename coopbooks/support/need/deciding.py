"""Deciding on a request: by enough people or by vote, with a limit and an end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core.amount import Amount

from coopbooks.support.need.asking import Asking
from coopbooks.support.need.asking import entitlement
from coopbooks.support.need.decided import Vote
from coopbooks.support.need.decided import left_of
from coopbooks.support.need.decided import not_decided
from coopbooks.support.need.decided import read_deciders
from coopbooks.support.need.directives import batch_for
from coopbooks.support.need.directives import decided_entry
from coopbooks.support.need.fresh import only_new
from coopbooks.support.need.requests import WORDS

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from collections.abc import Mapping
    from decimal import Decimal

    from coopbooks.core.proposal import Difference
    from coopbooks.sharing.share import View
    from coopbooks.support.need.asking import Entitlement
    from coopbooks.support.need.decided import Deciders
    from coopbooks.support.need.requests import Request
    from coopbooks.support.terms import SupportTerms

GRANTED, WITHDRAWN = "granted", "withdrawn"


class Deciding(NamedTuple):
    """What is decided on a request.

    Attributes:
        outcome: `granted`, `refused` or `withdrawn`.
        on: When.
        limit: Up to how much may be paid; None if nothing was said.
        until: The last day on which it may be paid; None if nothing was said.
        by: The ids of those who decide together.
        decision: The id of the vote; empty where people decide.
    """

    outcome: str
    on: datetime.date
    limit: Decimal | None
    until: datetime.date | None
    by: tuple[str, ...]
    decision: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision on a request against the book.

    Attributes:
        request: The request.
        said: What is decided, with limit and end of the vote where none was said.
        entitled: What who asked is entitled to.
        refusals: Why it does not hold, in sentences.
        difference: What the book lacks.
    """

    request: Request
    said: Deciding
    entitled: Entitlement
    refusals: tuple[str, ...]
    difference: Difference


def decide(
    view: View,
    terms: SupportTerms,
    request: Request,
    said: Deciding,
    others: Mapping[str, View],
    hard: datetime.date,
) -> Decided:
    """Look at whether a decision on a request holds, and what the book lacks of it.

    Args:
        view: The book.
        terms: What it says about support.
        request: The request.
        said: What is decided.
        others: The books of other bodies at hand, by name.
        hard: The day after the last that is closed, even softly.

    Returns:
        The decision against the book; the same again lacks nothing.
    """
    known = read_deciders(view.entries)
    said = _filled(view, request, said, known)
    asking = Asking(
        request.benefit,
        request.member,
        request.body,
        said.limit if said.limit is not None else request.number,
        request.line.date,
        said.on,
        request.id,
    )
    entitled = entitlement(view, terms, asking, others)
    batch = batch_for(request.id, "decided", said.on)
    if request.decided is not None:
        same = _is_same(request, said)
        before = [] if same else [_decided_before(request)]
        nothing = only_new(batch, (), hard)
        return Decided(request, said, entitled, tuple(before), nothing)
    refusals = tuple(_refusals(view, request, said, entitled, known, hard))
    entry = decided_entry(request.id, said.on, said.outcome, _meta(request, said))
    difference = only_new(batch, () if refusals else (entry,), hard)
    return Decided(request, said, entitled, refusals, difference)


def _filled(view: View, request: Request, said: Deciding, known: Deciders) -> Deciding:
    """What is decided, with what the vote says of limit and end."""
    vote = known.decisions.get(said.decision)
    if said.outcome != GRANTED or vote is None:
        return said
    limit, until = said.limit, said.until
    if limit is None and vote.limit and vote.limit.currency == request.currency:
        left = left_of(view, vote)
        limit = request.number if left is None else min(left, request.number)
    return said._replace(limit=limit, until=until or vote.until)


def _is_same(request: Request, said: Deciding) -> bool:
    """Whether the book says the same already."""
    line = request.decided
    if line is None or line.values["outcome"] != said.outcome:
        return False
    by = {one.strip() for one in str(line.meta.get("by") or "").split(",")} - {""}
    return (
        (said.limit is None or said.limit == request.limit)
        and (said.until is None or said.until == request.until)
        and set(said.by) == by
        and said.decision == str(line.meta.get("decision") or "")
    )


def _decided_before(request: Request) -> str:
    line = request.decided
    if line is None:
        return ""
    outcome = WORDS[str(line.values["outcome"])]
    return (
        f"{request.id} was {outcome} on {line.date} already. For more or longer help "
        "note a new request."
    )


def _refusals(
    view: View,
    request: Request,
    said: Deciding,
    entitled: Entitlement,
    known: Deciders,
    hard: datetime.date,
) -> Iterator[str]:
    """Why a decision does not hold."""
    asked = request.line.date
    if said.on < asked:
        yield f"{request.id} was only asked on {asked}; decided on {said.on}?"
    if said.on < hard:
        yield f"the book is closed up to {hard}; decide with a later --on."
    if said.outcome == WITHDRAWN:
        return
    vote = Vote(said.on, said.by, said.decision, asked, request.member)
    yield from not_decided(request.benefit, vote, known)
    if said.outcome == GRANTED:
        yield from _granted(request, said)
        yield from _by_terms(request, said, entitled)
        yield from _within_vote(view, request, said, known)


def _granted(request: Request, said: Deciding) -> Iterator[str]:
    """Limit and end: a grant has both."""
    if said.limit is None:
        yield "up to how much? Say --limit."
    elif said.limit <= 0:
        yield f"a limit of {said.limit:,.2f} is nothing, or below it."
    elif said.limit > request.number:
        yield (
            f"{request.number:,.2f} {request.currency} was asked for; a limit of "
            f"{said.limit:,.2f} is more."
        )
    if said.until is None:
        yield "until when may it be paid? Say --until."
    elif said.until < said.on:
        yield f"it would end on {said.until}, before it is decided on {said.on}."


def _by_terms(request: Request, said: Deciding, entitled: Entitlement) -> Iterator[str]:
    """What the terms of the benefit say against it."""
    for check in entitled.refusals:
        yield f"{request.id}: {check.words}: {check.because}."
    if entitled.refusals or said.limit is None or said.limit <= entitled.most:
        return
    for check in entitled.checks:
        if check.most is not None and check.most < said.limit:
            yield f"{request.id}: {check.words}, so {check.most:,.2f} at most."


def _within_vote(
    view: View, request: Request, said: Deciding, known: Deciders
) -> Iterator[str]:
    """A vote's own limit and end hold for what is decided by it."""
    vote = known.decisions.get(said.decision)
    if vote is None:
        return
    if vote.until and said.until and said.until > vote.until:
        yield f"decision {vote.id} ends on {vote.until}; say --until {vote.until}."
    if vote.limit is None or said.limit is None:
        return
    if vote.limit.currency != request.currency:
        yield f"decision {vote.id} is about {vote.limit.currency}."
        return
    left = left_of(view, vote)
    if left is not None and said.limit > left:
        yield (
            f"decision {vote.id} allows {vote.limit.number:,.2f} "
            f"{vote.limit.currency}, and {left:,.2f} of it is left; "
            "say a lower --limit, or decide on more."
        )


def _meta(request: Request, said: Deciding) -> dict[str, object]:
    granted = said.outcome == GRANTED
    limit = Amount(said.limit, request.currency) if said.limit is not None else None
    return {
        "limit": limit if granted else None,
        "until": said.until if granted else None,
        "by": ", ".join(sorted(set(said.by))),
        "decision": said.decision,
    }
