"""A proposal as transactions: one for each step, and one for each member of a step.

What is shared is taken from the account of the result; what goes to members stands on
an account of its own for each way in which it is theirs: to be paid, kept in a lot,
owed because they left, withheld for the tax office. Those of a step are written
together as a run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from beancount.core import amount
from beancount.core import data

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.proposal import Proposal
from coopbooks.surplus.capital.lots import lot_name
from coopbooks.surplus.posting.batches import batch_of
from coopbooks.surplus.posting.code import name_of
from coopbooks.surplus.posting.places import CAPITAL
from coopbooks.surplus.posting.places import LINK
from coopbooks.surplus.posting.words import plain_name

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from collections.abc import Mapping
    from decimal import Decimal
    from typing import Any

    from coopbooks.core.accounts import Roles
    from coopbooks.surplus.allocation import Allocation
    from coopbooks.surplus.allocation import Part
    from coopbooks.surplus.allocation import StepResult
    from coopbooks.surplus.posting.places import Places

__all__ = ["Posting", "batch_of", "proposal_of"]

# What the metadata of a step says of all that it causes.
OF_STEP = ("with", "agreement")


@dataclass(frozen=True, slots=True)
class Posting:
    """What a proposal is posted with.

    Attributes:
        date: The day of the entries: of the decision, or the last of the year.
        decision: The id of the decision.
        roles: What the book's accounts are for.
        places: The accounts.
        earlier: Where earlier losses stand, and how much on each, in order.
        costs: What a step to a cost is posted with: the day, if it still is a cost of
            the year; None where the year is closed hard, so that it is taken from the
            result instead.
        booked: What of a step's cost the year's books have already, by account.
    """

    date: datetime.date
    decision: str
    roles: Roles
    places: Places
    earlier: Mapping[str, Decimal]
    costs: datetime.date | None
    booked: Mapping[str, Decimal]


def proposal_of(allocation: Allocation, posting: Posting) -> Proposal:
    """What the book is to hold of a proposal.

    Args:
        allocation: How a year's surplus or loss is shared.
        posting: Where and when it is posted.

    Returns:
        The batch: a transaction for each step and each member's part, and an opening
        for each account of a member that is not open yet.
    """
    writer = _Writer(allocation, posting)
    entries: list[data.Directive] = []
    for step in allocation.steps:
        if step.kind == "members":
            parts = allocation.parts_of(step.number)
            entries += [writer.of_part(step, part) for part in parts if part.amount]
        elif step.amount and step.kind != "carried":
            made = writer.of_step(step)
            entries += [made] if made.postings else []
    opened = [
        data.Open(
            {"id": f"{writer.link}-open-{account.rpartition(':')[2]}"},
            posting.date,
            account,
            [allocation.figures.currency],
            None,
        )
        for account in sorted(writer.wanted)
    ]
    return Proposal(batch_of(allocation.period), (*opened, *entries))


class _Writer:
    """Makes transactions of the steps of one proposal."""

    def __init__(self, allocation: Allocation, posting: Posting) -> None:
        self.allocation = allocation
        self.posting = posting
        self.places = posting.places
        self.link = f"{LINK}{name_of(allocation)}"
        self.wanted: set[str] = set()
        """Accounts of members that are not open yet."""
        kind = "Loss" if allocation.is_loss else "Surplus"
        self.payee = f"{kind} of {allocation.figures.year.label}"
        # What is shared comes out of the result; what a loss takes goes into it.
        self.sign = -1 if allocation.is_loss else 1

    def of_step(self, step: StepResult) -> data.Transaction:
        """A step that goes to one account, or makes good what earlier years lost."""
        if step.kind == "expense":
            return self._cost(step)
        if step.kind == "earlier-losses":
            legs = [*self._made_good(step)]
        else:
            fund = step.meta.get("fund")
            legs = [self._leg(step.account, -step.amount * self.sign, fund=fund)]
        taken = self._leg(self.places.allocated, step.amount * self.sign)
        return self._transaction(step, self.posting.date, {}, [taken, *legs])

    def _made_good(self, step: StepResult) -> Iterator[data.Posting]:
        """Earlier losses, from the account of each; the rest where results stand."""
        left = step.amount
        places = {step.account: left} if step.account else self.posting.earlier
        for account, held in places.items():
            number = min(held, left)
            if number > 0:
                yield self._leg(account, -number)
                left -= number
        if left > 0:
            earlier = self.allocation.figures.year.previous().name
            yield self._leg(self.places.allocated, -left, period=earlier)

    def _cost(self, step: StepResult) -> data.Transaction:
        """A cost of the year, such as its income tax, but for what it has booked."""
        number = step.amount - self.posting.booked.get(step.account, ZERO)
        date, account = self.posting.costs, step.account
        if date is None:
            date, account = self.posting.date, self.places.allocated
        fund = step.meta.get("fund")
        legs = [
            self._leg(account, number, fund=fund if account == step.account else None),
            self._leg(step.owed, -number),
        ]
        return self._transaction(step, date, {}, legs)

    def of_part(self, step: StepResult, part: Part) -> data.Transaction:
        """One member's part of a step."""
        taken = self._leg(self.places.allocated, part.amount * self.sign)
        legs = self._borne(step, part) if self.allocation.is_loss else self._got(part)
        meta = {"member": part.member}
        return self._transaction(
            step, self.posting.date, meta, [taken, *legs], f"-{part.member}"
        )

    def _got(self, part: Part) -> list[data.Posting]:
        """What a member gets: to be paid, kept, owed, and what is withheld of it."""
        places, step = self.places, self._step(part)
        cash, owed, kept = _less(part.withheld, part.cash, part.owed, part.kept)
        root = step.account or places.capital
        lot = step.lot if self.posting.roles.of(root) == CAPITAL else None
        return [
            self._leg(self._account(places.payable, part, cash), -cash),
            self._leg(self._account(places.owed, part, owed), -owed),
            self._leg(
                self._account(root, part, kept),
                -kept,
                lot=lot,
                fund=step.meta.get("fund"),
            ),
            self._leg(part.withheld_to, -part.withheld),
        ]

    def _borne(self, step: StepResult, part: Part) -> list[data.Posting]:
        """What of a loss a member's lots bear; what is left goes to the year's own."""
        account = self._account(step.account or self.places.capital, part, part.amount)
        lots = {one.lot: one.number for one in part.taken}
        rest = part.amount - total_of(lots.values())
        if rest:
            own = lot_name(self.allocation.period, "loss")
            lots[own] = lots.get(own, ZERO) + rest
        return [self._leg(account, number, lot=lot) for lot, number in lots.items()]

    def _step(self, part: Part) -> StepResult:
        return next(one for one in self.allocation.steps if one.number == part.step)

    def _account(self, root: str, part: Part, number: Decimal) -> str:
        """A member's account below a root; to be opened if it is used and is not."""
        account = self.places.of_member(root, part.member) if number else root
        if number and account not in self.places.opened:
            self.wanted.add(account)
        return account

    def _leg(self, account: str, number: Decimal, **meta: str | None) -> data.Posting:
        units = amount.Amount(number, self.allocation.figures.currency)
        said = {key: value for key, value in meta.items() if value}
        return data.Posting(account, units, None, None, None, said)

    def _transaction(
        self,
        step: StepResult,
        date: datetime.date,
        more: Mapping[str, Any],
        legs: list[data.Posting],
        suffix: str = "",
    ) -> data.Transaction:
        """A transaction of a step, without legs of nothing."""
        meta = {
            "id": f"{self.link}-{step.number}{suffix}",
            "period": self.allocation.period,
            "decision": self.posting.decision,
            **more,
            **{key: step.meta[key] for key in OF_STEP if step.meta.get(key)},
        }
        by = f", by {step.split_by}" if step.split_by and suffix else ""
        kept = [leg for leg in legs if leg.units and leg.units.number]
        links = frozenset({self.link})
        words = f"{plain_name(step)}{by}"
        return data.Transaction(
            meta, date, "*", self.payee, words, frozenset(), links, kept
        )


def _less(withheld: Decimal, *parts: Decimal) -> list[Decimal]:
    """Parts less what is withheld, taken off the first ones first."""
    found = []
    for part in parts:
        taken = min(withheld, part)
        withheld -= taken
        found.append(part - taken)
    return found
