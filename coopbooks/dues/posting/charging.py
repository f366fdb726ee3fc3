"""Charging a period: what is due, what the book has of it, what is to be written."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from coopbooks.core.difference import difference
from coopbooks.core.errors import LedgerError
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.proposal import Proposal
from coopbooks.dues.posting.ahead import prepaid_account
from coopbooks.dues.posting.ahead import released
from coopbooks.dues.posting.ahead import set_aside
from coopbooks.dues.posting.ahead import sides
from coopbooks.dues.posting.entries import batch_of
from coopbooks.dues.posting.entries import charge_entry
from coopbooks.dues.posting.strangers import paid_by_strangers
from coopbooks.dues.posting.strangers import without_member
from coopbooks.dues.posting.typed import others
from coopbooks.dues.posting.typed import typed_for
from coopbooks.dues.rules.charges import expected
from coopbooks.dues.standing.items import read_items
from coopbooks.dues.standing.latefees import late_fees
from coopbooks.dues.terms import PART

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.accounts import Roles
    from coopbooks.core.periods import Period
    from coopbooks.core.proposal import Difference
    from coopbooks.dues.charge import Charge
    from coopbooks.dues.charge import Charges
    from coopbooks.dues.item import Item
    from coopbooks.dues.posting.ahead import Move
    from coopbooks.dues.posting.typed import Typed
    from coopbooks.dues.terms import DuesTerms

# What goes to the parts of a schedule; fees have accounts of their own.
SCHEDULED = ("dues", "besides")


@dataclass(frozen=True, slots=True)
class Run:
    """A period's charges against the book.

    Attributes:
        period: The period.
        basis: Whether the book counts dues when due (`accrual`) or when paid (`cash`);
            on a cash basis nothing is posted.
        charges: What is due, with late fees, and for whom nothing is; what could not be
            worked out, and what else to look at.
        typed: What was typed of each charge, by its id, by account.
        written: What an earlier run wrote of each charge, by its id.
        moves: What was paid ahead: used, or set aside.
        proposal: What the run's batch should hold.
        difference: That against the book.
        over: Whether the period is over, so that what was paid ahead is set aside.
    """

    period: Period
    basis: str
    charges: Charges
    typed: Typed
    written: Mapping[str, Decimal]
    moves: tuple[Move, ...]
    proposal: Proposal
    difference: Difference
    over: bool

    @property
    def problems(self) -> tuple[LedgerError, ...]:
        """What could not be worked out, and what else to look at."""
        return self.charges.problems

    def in_book(self, charge: Charge) -> Decimal:
        """How much of a charge is in the book."""
        typed = total_of(self.typed.get(charge.id, {}).values())
        return typed + self.written.get(charge.id, ZERO)

    def missing(self, charge: Charge) -> Decimal:
        """How much of a charge is to be written; negative where it is too much."""
        if charge.pledged or self.basis == "cash":
            return ZERO
        return charge.number - self.in_book(charge)


def charge(
    terms: DuesTerms,
    entries: Sequence[data.Directive],
    period: Period,
    today: datetime.date,
    hard: datetime.date,
    members: Collection[str] | None = None,
) -> Run:
    """Work out what is due for a period, and what the book lacks of it.

    Args:
        terms: What the book says about dues.
        entries: The book's entries.
        period: The period, of one month unless dues are charged in others.
        today: The day; what was paid ahead is set aside once the period is over.
        hard: The day after the last that is closed, even softly.
        members: The ids of those to look at; None for everybody.

    Returns:
        The run. Charging again proposes the same.
    """
    due = expected(terms, entries, period, members)
    book = others(entries, due.charges, batch_of(period))
    items = read_items(book, terms)
    typed, left = typed_for(due.charges, items, period)
    basis, over = terms.basis(period.last), today >= period.end
    made: list[data.Transaction] = []
    moves: list[Move] = []
    if basis != "cash":
        made = [*_entries(terms, due.charges, typed)]
    late = late_fees(terms, [*book, *made], period, members)
    # Who may still pay in time owes none yet.
    fees = tuple(fee for fee in late.charges if fee.date < today)
    due = _together(due, fees, late.problems)
    if basis != "cash":
        if fees:
            typed, left = typed_for(due.charges, items, period)
            made += _entries(terms, fees, typed)
        items += read_items(made, terms)
        moves, problems = _ahead(terms, book, items, period, over=over)
        problems += _for_nobody(left, due)
        due = _together(due, (), problems)
    if members is None:
        strange = paid_by_strangers(terms, items, period)
        due = _together(due, (), [*strange, *without_member(terms, entries, period)])
    made += [move.entry for move in moves]
    proposal = Proposal(batch_of(period), tuple(made))
    found = difference(proposal, entries, hard)
    written = _written(found, terms.roles, {one.id for one in due.charges})
    return Run(period, basis, due, typed, written, tuple(moves), proposal, found, over)


def _together(
    due: Charges, fees: Sequence[Charge], problems: Sequence[LedgerError]
) -> Charges:
    """What is due with more of it, and more problems."""
    return replace(
        due,
        charges=(*due.charges, *fees),
        problems=(*due.problems, *problems),
    )


def _entries(
    terms: DuesTerms, charges: Sequence[Charge], typed: Typed
) -> Iterator[data.Transaction]:
    """What is posted for each charge, but for what was typed."""
    parts = {_place(each.header.source): each.of(PART.kind) for each in terms.schedules}
    for one in charges:
        lines = parts.get(_place(one.rule), []) if one.kind in SCHEDULED else []
        entry = charge_entry(one, typed.get(one.id), lines)
        if entry is not None:
            yield entry


def _place(source: data.Meta) -> tuple[object, object]:
    return source.get("filename"), source.get("lineno")


def _ahead(
    terms: DuesTerms,
    book: Sequence[data.Directive],
    items: Sequence[Item],
    period: Period,
    *,
    over: bool,
) -> tuple[list[Move], list[LedgerError]]:
    """What was paid ahead: used, and set aside once the period is over."""
    account, problem = prepaid_account(terms.roles, book)
    made: list[Move] = []
    for side in sides(terms.roles, items):
        if not side.has_paid:
            continue
        used = released(side, period, account)
        made += used
        if over:
            made += set_aside(side, period, account, used)
    if problem is None:
        return made, []
    return [], [problem] if made else []


def _for_nobody(items: Sequence[Item], charges: Charges) -> Iterator[LedgerError]:
    """What was typed for somebody who owes nothing by the rules."""
    said = " ".join(problem.message for problem in charges.problems)
    unsure = set(said.replace(":", " ").split())
    sums: dict[tuple[str, str, str], Decimal] = {}
    first: dict[tuple[str, str, str], Item] = {}
    for item in items:
        key = item.member, str(item.about), item.currency
        sums[key] = total_of((sums.get(key, ZERO), item.number))
        first.setdefault(key, item)
    for key, number in sums.items():
        member, about, currency = key
        if not number or member in unsure:
            continue
        what = "" if about == "dues" else f" ({about})"
        yield LedgerError(
            first[key].entry.meta,
            f"{member}: the book charges {number} {currency}{what}; by the rules "
            "nothing is due. Is the rule missing, or is the charge to be taken back?",
            first[key].entry,
        )


def _written(found: Difference, roles: Roles, ids: set[str]) -> dict[str, Decimal]:
    """How much of each charge an earlier run wrote, by the charge's id."""
    written = {entry.meta["id"]: _owed(entry, roles) for entry in found.same}
    for change in found.changes:
        if change.before is not None:
            written[change.id] = _owed(change.before, roles)
    return {id_: number for id_, number in written.items() if id_ in ids}


def _owed(entry: data.Directive, roles: Roles) -> Decimal:
    """How much a charge makes somebody owe: what it adds to what we have."""
    return total_of(
        one.units.number
        for one in getattr(entry, "postings", ())
        if one.units and one.units.number and roles.type_of(one.account) == "Assets"
    )
