"""Leaving: the account of who leaves becomes a debt, by a decision."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.core.difference import difference
from coopbooks.core.errors import LedgerError
from coopbooks.core.proposal import Proposal
from coopbooks.members.status import status_on
from coopbooks.surplus.capital.decided import against_decision
from coopbooks.surplus.capital.decided import decision_of
from coopbooks.surplus.capital.decided import moved_under
from coopbooks.surplus.capital.inforce import rule_in_force
from coopbooks.surplus.capital.leavers import NotLeft
from coopbooks.surplus.capital.leavers import debts_of
from coopbooks.surplus.capital.leavers import left_on
from coopbooks.surplus.capital.leavers import owed_by
from coopbooks.surplus.capital.moves import balances_on
from coopbooks.surplus.capital.moves import read_moves
from coopbooks.surplus.capital.plan import plan
from coopbooks.surplus.capital.writing import accounts_of
from coopbooks.surplus.capital.writing import leg
from coopbooks.surplus.capital.writing import of_member
from coopbooks.surplus.capital.writing import opened_in
from coopbooks.surplus.capital.writing import slug
from coopbooks.surplus.capital.writing import taken_from
from coopbooks.surplus.capital.writing import transaction
from coopbooks.surplus.forms.capital import LEAVING
from coopbooks.surplus.posting.typed import without_batch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.closing import Ends
    from coopbooks.core.decisions import Decision
    from coopbooks.core.proposal import Difference
    from coopbooks.surplus.capital.lots import Move
    from coopbooks.surplus.capital.plan import Plan
    from coopbooks.surplus.terms import SurplusTerms

LINK = "leaving-"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of somebody's leaving.

    Attributes:
        member: The member's id.
        today: The day of asking.
        day: The day on which the account is to become a debt; None for the day of
            leaving, or of the decision if that is later.
        decision: The id of the decision; None for a preview.
        rule: The name of the rule, where several hold.
    """

    member: str
    today: datetime.date
    day: datetime.date | None = None
    decision: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Somebody's leaving, against the book and the decision on it.

    Attributes:
        plan: How the account is paid out.
        decision: The decision, if one was named.
        proposal: What the batch is to hold; empty without a decision.
        difference: That against the book.
        refusals: Why it can't be posted, by file and line.
    """

    plan: Plan
    decision: Decision | None
    proposal: Proposal
    difference: Difference
    refusals: tuple[LedgerError, ...]


def leave(
    terms: SurplusTerms,
    entries: Sequence[data.Directive],
    asked: Asked,
    currency: str,
    ends: Ends,
) -> Run:
    """Work out what becomes of an account, and what of it the book lacks.

    Args:
        terms: What the book says.
        entries: Its entries.
        asked: What is asked.
        currency: Its currency.
        ends: How far it is closed.

    Returns:
        The run. Asking again proposes the same, whatever is in the book of it.

    Raises:
        NotLeft: The member is none, or has not left and no day was given.
        NoCapitalRule: No `coop-leaving` holds.
        WhichCapitalRule: Several do.
        NoDecision: The book has no such decision.
    """
    decided = decision_of(entries, asked.decision) if asked.decision else None
    day = _day(terms, asked, decided)
    batch = batch_of(asked.member, day)
    others = without_batch(entries, batch)
    rule = rule_in_force(terms, LEAVING.kind, day, asked.rule)
    every = read_moves(terms, others, datetime.date.max, currency)
    moves = [move for move in every if move.date <= day]
    lots = balances_on(moves, day).get(asked.member, {})
    owed = owed_by(terms, others, asked.member, day, currency)
    found = plan(rule, asked.member, day, lots, owed, currency)
    if decided is None:
        nothing = Proposal(batch, ())
        return Run(found, None, nothing, difference(nothing, ()), ())
    opened = opened_in(others)
    places = debts_of(rule, terms, opened)
    proposal = _proposal(found, decided, moves, places, opened)
    refusals = (
        *against_decision(decided, found.debt, asked.today),
        *moved_under(every, decided.id, batch, asked.member),
        *_lacks(terms, found, places),
    )
    return Run(
        found, decided, proposal, difference(proposal, entries, ends.soft), refusals
    )


def batch_of(member: str, day: datetime.date) -> str:
    """The batch that somebody's leaving is written to.

    Args:
        member: The member's id.
        day: The day on which their account becomes a debt.

    Returns:
        Such as `2026-03-31-m-0005-leaving`.
    """
    return f"{slug(day.isoformat(), member, year=day.year)}-leaving"


def _day(terms: SurplusTerms, asked: Asked, decided: Decision | None) -> datetime.date:
    """On which day the account becomes a debt."""
    if asked.member not in terms.histories:
        raise NotLeft(asked.member, known=False)
    if asked.day is not None:
        return asked.day
    left = left_on(terms, asked.member)
    if left is None:
        raise NotLeft(asked.member, known=True)
    return max(left, decided.date) if decided else left


def _proposal(
    found: Plan,
    decided: Decision,
    moves: Sequence[Move],
    places: tuple[str, str],
    opened: frozenset[str],
) -> Proposal:
    """From the lots to what is given up, set off, due within a year and later."""
    batch = batch_of(found.member, found.day)
    name = batch.removesuffix("-leaving")
    payable, later = places
    if not payable or found.account <= 0:
        return Proposal(batch, ())
    stands = accounts_of(moves, found.day)
    legs = [
        leg(account, number, found.currency, lot=lot)
        for lot, held in found.lots.items()
        for account, number in taken_from(stands[found.member, lot], held)
    ]
    to = str(found.rule.meta.get("forfeits-to") or "")
    soon = found.due_within_a_year(found.day)
    owed = {
        of_member(payable, found.member, opened): soon,
        of_member(later, found.member, opened): found.debt - soon,
    }
    if payable == later:
        owed = {of_member(payable, found.member, opened): found.debt}
    legs.append(leg(to, -found.forfeited, found.currency))
    legs += [leg(one.account, -one.number, found.currency) for one in found.set_offs]
    legs += [leg(account, -sum_, found.currency) for account, sum_ in owed.items()]
    entry = transaction(
        f"{LINK}{name}",
        found.day,
        ("A member who left", "Member account becomes a debt of the co-op"),
        f"{LINK}{name}",
        {"member": found.member, "decision": decided.id},
        legs,
    )
    return Proposal(batch, (entry,))


def _lacks(
    terms: SurplusTerms, found: Plan, places: tuple[str, str]
) -> Iterator[LedgerError]:
    """What keeps it from being posted, apart from the decision."""
    source = found.rule.source
    if not places[0]:
        words = (
            "nothing says on which account it is owed to who left: add payable: to "
            "coop-leaving, or the role 'capital-payable'."
        )
        yield LedgerError(source, words)
    if found.forfeited and not found.rule.meta.get("forfeits-to"):
        yield LedgerError(source, "forfeits: needs forfeits-to:, who gets it.")
    status = status_on(terms.histories, found.member, found.day)
    if status is None or status.belongs:
        words = f"{found.member} is still a member on {found.day}; add coop-member "
        yield LedgerError(source, f'{words}"leave" first.')
    if found.account < 0:
        words = (
            f"the account of {found.member} is {-found.account} below nothing, with "
            "losses; what becomes of that is for the members to decide."
        )
        yield LedgerError(source, words)
    elif not found.account:
        yield LedgerError(source, f"the account of {found.member} holds nothing.")
