"""Who may decide on a request, and what a recorded vote still allows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.decisions import read_decisions
from coopbooks.core.decisions import uses
from coopbooks.core.directives import near
from coopbooks.core.money import ZERO
from coopbooks.core.officers import in_office
from coopbooks.core.officers import read_officers
from coopbooks.core.periods import DAY
from coopbooks.members.status import status_on
from coopbooks.members.terms import read_members
from coopbooks.support.need.words import list_of
from coopbooks.support.need.words import people_needed

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.decisions import Decision
    from coopbooks.core.groups import Group
    from coopbooks.core.officers import Term
    from coopbooks.members.terms import Histories
    from coopbooks.sharing.share import View


@dataclass(frozen=True, slots=True)
class Deciders:
    """Who could decide in a body: its members, its officers, its votes.

    Attributes:
        histories: The events of its members.
        officers: Who held which office.
        decisions: The recorded decisions by id.
    """

    histories: Histories
    officers: Sequence[Term]
    decisions: Mapping[str, Decision]


class Vote(NamedTuple):
    """By whom a request was decided.

    Attributes:
        day: When.
        by: The ids of those who decided together; none where a vote did.
        decision: The id of the vote; empty where people decided.
        asked: The day on which it was asked.
        asker: Who asked, if a member did.
    """

    day: datetime.date
    by: tuple[str, ...]
    decision: str
    asked: datetime.date
    asker: str


def read_deciders(entries: Sequence[data.Directive]) -> Deciders:
    """Find who could decide, in a book.

    Args:
        entries: The book's entries.

    Returns:
        Its members, officers and votes.
    """
    return Deciders(
        read_members(entries)[0],
        read_officers(entries)[0],
        {one.id: one for one in read_decisions(entries)[0]},
    )


def not_decided(benefit: Group, vote: Vote, known: Deciders) -> Iterator[str]:
    """Find why a decision on a request does not hold.

    Args:
        benefit: The benefit that is asked for.
        vote: By whom it was decided.
        known: Who could decide.

    Yields:
        A sentence for each thing, with what is to be done.
    """
    how = benefit.header.meta.get("decided-by")
    if not vote.by and not vote.decision:
        yield "nobody is said to have decided it: say by: two people, or decision:."
    elif how == "vote" and not vote.decision:
        yield f"'{benefit.name}' is decided by vote: name it in decision:."
    elif how == "people" and not vote.by:
        yield f"'{benefit.name}' is decided by people: say by: whom."
    if vote.decision:
        yield from _by_vote(vote, known)
    if vote.by:
        yield from _by_people(benefit, vote, known)


def _by_vote(vote: Vote, known: Deciders) -> Iterator[str]:
    decision = known.decisions.get(vote.decision)
    if decision is None:
        hint = near(vote.decision, known.decisions)
        yield f"decision '{vote.decision}' is not in this book.{hint}"
        return
    if decision.date < vote.asked:
        yield (
            f"decision {decision.id} of {decision.date} is older than the request of "
            f"{vote.asked}; it takes a vote on this request."
        )
    if decision.date > vote.day:
        yield f"decision {decision.id} was only taken on {decision.date}."


def _by_people(benefit: Group, vote: Vote, known: Deciders) -> Iterator[str]:
    """Those who decided must be enough, not the one who asked, and in office."""
    people = sorted(set(vote.by))
    needed = people_needed(benefit)
    # The one who asked does not count, whatever their office.
    counting = [one for one in people if one != vote.asker]
    if vote.asker and vote.asker in people:
        yield f"{vote.asker} asked for it, and so can't decide on it."
    if not vote.decision and len(counting) < needed:
        words = "different people decide" if needed > 1 else "person decides"
        have = f"here {len(counting)}" if counting else "here nobody"
        yield f"{needed} {words} on '{benefit.name}' together; {have}."
    offices = list_of(benefit, "offices")
    for one in counting:
        if problem := _no_decider(one, offices, vote.day, known):
            yield problem


def _no_decider(
    member: str, offices: Sequence[str], day: datetime.date, known: Deciders
) -> str:
    """Why somebody may not decide; empty if they may."""
    holders = {
        one for office in offices for one in in_office(known.officers, office, day)
    }
    if offices and member not in holders:
        there = ", ".join(sorted(holders)) or "nobody"
        return f"{member} is not {' or '.join(offices)} on {day}; in office: {there}."
    if offices:
        return ""
    status = status_on(known.histories, member, day)
    officer = any(
        one.member == member and one.begin <= day and (one.end is None or day < one.end)
        for one in known.officers
    )
    if officer or (status is not None and status.belongs):
        return ""
    return f"{member} is neither a member nor in office on {day}."


def left_of(view: View, decision: Decision) -> Decimal | None:
    """What a decision still allows, by all that the book has; None without a limit."""
    end = max((one.date for one in view.entries), default=decision.date) + DAY
    (use,) = uses(view.entries, [decision], view.terms.roles, view.currency, end)
    return use.left


def allowed(
    view: View, decision: Decision, number: Decimal, currency: str, on: datetime.date
) -> Iterator[str]:
    """Find why a decision does not allow a payment.

    Args:
        view: The book.
        decision: The decision.
        number: How much is to be paid.
        currency: In which currency.
        on: The day of the payment.

    Yields:
        A sentence for each thing: it has ended, it was not taken yet, its limit.
    """
    if decision.until is not None and on > decision.until:
        yield f"decision {decision.id} ended on {decision.until}; decide anew."
    if on < decision.date:
        yield f"decision {decision.id} was only taken on {decision.date}."
    limit = decision.limit
    if limit is None:
        return
    if limit.currency != currency:
        yield f"decision {decision.id} is about {limit.currency}, not {currency}."
        return
    left = left_of(view, decision)
    if left is not None and number > left:
        yield (
            f"decision {decision.id} allows {limit.number or ZERO:,.2f} {currency}; "
            f"{left:,.2f} of it is left, {number:,.2f} is needed. Decide on more first."
        )
