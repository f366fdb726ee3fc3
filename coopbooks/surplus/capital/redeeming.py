"""Paying capital back as a decision says: what becomes owed to whom."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.core.difference import difference
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.errors import LedgerError
from coopbooks.core.money import ZERO
from coopbooks.core.proposal import Proposal
from coopbooks.surplus.capital.decided import against_decision
from coopbooks.surplus.capital.decided import decision_of
from coopbooks.surplus.capital.decided import moved_under
from coopbooks.surplus.capital.inforce import rule_in_force
from coopbooks.surplus.capital.most import most_of
from coopbooks.surplus.capital.moves import balances_on
from coopbooks.surplus.capital.moves import read_moves
from coopbooks.surplus.capital.redemption import redemption
from coopbooks.surplus.capital.writing import accounts_of
from coopbooks.surplus.capital.writing import leg
from coopbooks.surplus.capital.writing import of_member
from coopbooks.surplus.capital.writing import opened_in
from coopbooks.surplus.capital.writing import slug
from coopbooks.surplus.capital.writing import taken_from
from coopbooks.surplus.capital.writing import transaction
from coopbooks.surplus.capital.writing import with_role
from coopbooks.surplus.forms.capital import REDEMPTION
from coopbooks.surplus.posting.typed import without_batch
from coopbooks.surplus.year.balances import cash_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.closing import Ends
    from coopbooks.core.decisions import Decision
    from coopbooks.core.directives import Directive
    from coopbooks.core.fiscalyear import FiscalYearEnd
    from coopbooks.core.proposal import Difference
    from coopbooks.surplus.capital.lots import Move
    from coopbooks.surplus.capital.redeemed import Redemption
    from coopbooks.surplus.terms import SurplusTerms

LINK = "redemption-"


class NoMoneyNamed(CoopbooksError):
    """Capital is to be paid back, and nothing says how much money there is for it."""

    def __init__(self) -> None:
        """Build the message."""
        super().__init__(
            "How much money is there to pay capital back with? Say it with "
            "--available, such as --available 10000."
        )


@dataclass(frozen=True, slots=True)
class Run:
    """Capital paid back, against the book and the decision on it.

    Attributes:
        redemption: What is paid back of each lot.
        cash: What the book has in cash and banks on the day.
        decision: The decision, if one was named.
        proposal: What the batch is to hold; empty without a decision.
        difference: That against the book.
        refusals: Why it can't be posted, by file and line.
    """

    redemption: Redemption
    cash: Decimal
    decision: Decision | None
    proposal: Proposal
    difference: Difference
    refusals: tuple[LedgerError, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a redemption.

    Attributes:
        today: The day of asking.
        day: On the accounts as they stand at its end; None for the decision's day, or
            today.
        available: The money that there is; None for the decision's limit, else the
            most that the rule lets go.
        decision: The id of the decision; None for a preview.
        rule: The name of the rule, where several hold.
    """

    today: datetime.date
    day: datetime.date | None = None
    available: Decimal | None = None
    decision: str | None = None
    rule: str | None = None


def redeem(
    terms: SurplusTerms,
    entries: Sequence[data.Directive],
    asked: Asked,
    currency: str,
    fye: FiscalYearEnd,
    ends: Ends,
) -> Run:
    """Work out what is paid back, and what of it the book lacks.

    Args:
        terms: What the book says.
        entries: Its entries.
        asked: What is asked.
        currency: Its currency.
        fye: The end of its fiscal year.
        ends: How far it is closed.

    Returns:
        The run. Asking again proposes the same, whatever is in the book of it.

    Raises:
        NoCapitalRule: No `coop-redemption` holds.
        WhichCapitalRule: Several do.
        NoDecision: The book has no such decision.
        NoMoneyNamed: Nothing says how much money there is.
    """
    decided = decision_of(entries, asked.decision) if asked.decision else None
    day = decided.date if decided else asked.day or asked.today
    rule = rule_in_force(terms, REDEMPTION.kind, day, asked.rule)
    batch = batch_of(decided) if decided else f"{day.year}-redemption"
    others = without_batch(entries, batch) if decided else entries
    every = read_moves(terms, others, datetime.date.max, currency)
    moves = [move for move in every if move.date <= day]
    most = most_of(rule, terms, others, moves, day, currency, fye)
    held, money = balances_on(moves, day), _available(asked, decided, most)
    found = redemption(rule, held, day, money, currency, fye, most)
    cash = cash_on(terms, others, currency, day)
    if decided is None:
        none = Proposal(batch, ())
        return Run(found, cash, None, none, difference(none, ()), ())
    payable = _payable(rule, terms, others)
    proposal = _proposal(found, decided, moves, payable, opened_in(others))
    refusals = (
        *against_decision(decided, found.total, asked.today),
        *moved_under(every, decided.id, batch),
        *_lacks(found, payable),
    )
    lacking = difference(proposal, entries, ends.soft)
    return Run(found, cash, decided, proposal, lacking, refusals)


def _payable(
    rule: Directive, terms: SurplusTerms, entries: Sequence[data.Directive]
) -> str:
    """The account on which it is owed; empty where nothing says it."""
    said = str(rule.meta.get("payable") or "")
    wanted = ("patronage-payable", "capital-payable")
    return said or with_role(terms.roles, opened_in(entries), *wanted)


def batch_of(decision: Decision) -> str:
    """The batch that capital paid back under a decision is written to.

    Args:
        decision: The decision.

    Returns:
        Such as `2026-03-4-redemption`.
    """
    return f"{slug(decision.id, year=decision.date.year)}-redemption"


def _available(asked: Asked, decided: Decision | None, most: Decimal | None) -> Decimal:
    if asked.available is not None:
        return asked.available
    if decided is not None and decided.limit is not None:
        return decided.limit.number or ZERO
    if most is None:
        raise NoMoneyNamed
    return most


def _proposal(
    found: Redemption,
    decided: Decision,
    moves: Sequence[Move],
    payable: str,
    opened: frozenset[str],
) -> Proposal:
    """A transaction for each member: from their lots to what is owed to them."""
    name = slug(decided.id, year=decided.date.year)
    places = accounts_of(moves, found.day)
    made = []
    for member in found.members if payable else ():
        legs = []
        owed = of_member(payable, member, opened)
        for line in found.of_member(member):
            for account, number in taken_from(places[member, line.lot], line.number):
                legs.append(leg(account, number, found.currency, lot=line.lot))
            legs.append(leg(owed, -line.number, found.currency, lot=line.lot))
        made.append(
            transaction(
                f"{LINK}{name}-{member}",
                decided.date,
                ("Members' accounts", "Capital paid back"),
                f"{LINK}{name}",
                {"member": member, "decision": decided.id},
                legs,
            )
        )
    return Proposal(batch_of(decided), tuple(made))


def _lacks(found: Redemption, payable: str) -> Iterator[LedgerError]:
    """What keeps it from being posted, apart from the decision."""
    if not payable:
        words = (
            "nothing says on which account it is owed once it was decided: add "
            "payable: to coop-redemption, or the role 'patronage-payable'."
        )
        yield LedgerError(found.rule.source, words)
    if not found.total:
        yield LedgerError(found.rule.source, "There is nothing to pay back.")
