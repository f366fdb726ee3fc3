"""Payments of loans as transactions: those that are due and not in the book yet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from beancount.core import amount
from beancount.core import data

from coopbooks.core.difference import difference
from coopbooks.core.errors import LedgerError
from coopbooks.core.proposal import Proposal
from coopbooks.core.runs import ids_of
from coopbooks.sharing.posting.entries import title_of
from coopbooks.support.loans.booked import INTEREST
from coopbooks.support.loans.booked import loans_of
from coopbooks.support.loans.state import loan_state

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.accounts import Roles
    from coopbooks.core.directives import Directive
    from coopbooks.core.proposal import Difference
    from coopbooks.sharing.share import View
    from coopbooks.support.loans.state import Instalment
    from coopbooks.support.loans.state import LoanState
    from coopbooks.support.terms import SupportTerms


# A payment has the debt, its interest and money; an opening of a book has many more.
MOST_POSTINGS = 3


@dataclass(frozen=True, slots=True)
class Paying:
    """What a book lacks of the payments of one loan.

    Attributes:
        line: The loan.
        differences: For each year what the book lacks.
        problems: Why something can't be written, by file and line.
    """

    line: Directive
    differences: tuple[Difference, ...]
    problems: tuple[LedgerError, ...]

    @property
    def entries(self) -> tuple[data.Transaction, ...]:
        """What would be written anew."""
        new = (change.after for one in self.differences for change in one.of("new"))
        return tuple(one for one in new if isinstance(one, data.Transaction))


@dataclass(frozen=True, slots=True)
class _Places:
    """The accounts of a loan in a book.

    Attributes:
        debt: The debt, or what is owed to us.
        interest: The cost or the income; empty if none is known.
        money: The account that payments go through.
    """

    debt: str
    interest: str
    money: str


def paying(
    view: View,
    terms: SupportTerms,
    on: datetime.date,
    hard: datetime.date,
    bank: str = "",
) -> list[Paying]:
    """Work out which payments of loans a book lacks.

    Args:
        view: The book.
        terms: What it says about support.
        on: Payments due by this day.
        hard: The day after the last that is closed, even softly.
        bank: The account that they go through; empty for the one that payments of the
            loan went through before, or the only one there is.

    Returns:
        One for each loan. What somebody typed counts first, and is never doubled.
    """
    return [
        _paying(view, terms, line, on, hard, bank) for line in loans_of(view, terms, on)
    ]


def _paying(
    view: View,
    terms: SupportTerms,
    line: Directive,
    on: datetime.date,
    hard: datetime.date,
    bank: str,
) -> Paying:
    """The payments of one loan against the book."""
    ours = _ours(view.entries, line)
    state = loan_state(view, terms, line, on, frozenset(ours))
    lacking = [
        one
        for one in state.instalments
        if one.state in {"late", "due"}
        and one.open > 0
        and not (state.booked.is_older and one.payment.due < state.booked.since)
    ]
    places, problems = _places(view, state, bank, lacking)
    if places is None or not (state.booked.lent or state.booked.before):
        return Paying(line, (), tuple(problems))
    years = range(max(line.date, state.booked.since).year, on.year + 1)
    proposed: dict[int, list[data.Directive]] = {year: [] for year in years}
    for one in lacking:
        entry = _entry(view, state, one, places, ours)
        proposed[one.payment.due.year].append(entry)
    found = [
        difference(Proposal(batch_of(line, year), tuple(each)), view.entries, hard)
        for year, each in proposed.items()
    ]
    return Paying(line, tuple(found), tuple(problems))


def batch_of(line: Directive, year: int) -> str:
    """The batch that a year's payments of a loan are written to.

    Args:
        line: The loan.
        year: The year.

    Returns:
        Such as `2026-loan-lanternworks`.
    """
    name = re.sub(r"[^a-z0-9]+", "-", line.name.lower()).strip("-")
    return f"{year}-loan-{name.removesuffix('-loan')}"


def _ours(
    entries: Sequence[data.Directive], line: Directive
) -> dict[str, data.Transaction]:
    """What was written here of a loan, and what took such back, by id."""
    first = f"loan-{line.name}-"
    found = {}
    for entry in entries:
        if isinstance(entry, data.Transaction) and "id" in entry.meta:
            told = {*ids_of(entry), str(entry.meta.get("reverses") or "")}
            if any(_is_of(one, first) for one in told):
                found[str(entry.meta["id"])] = entry
    return found


def _is_of(id_: str, first: str) -> bool:
    """Whether an id is that of a payment of a loan: its name, and the day."""
    day = id_.removeprefix(first).split("~", 1)[0]
    return id_.startswith(first) and bool(re.fullmatch(r"\d{4}-\d\d-\d\d", day))


def _entry(
    view: View,
    state: LoanState,
    one: Instalment,
    places: _Places,
    ours: dict[str, data.Transaction],
) -> data.Transaction:
    """A payment as a transaction: what of it nobody typed."""
    loan, due = state.loan, one.payment.due
    id_ = f"loan-{loan.name}-{due}"
    lent = state.booked.ours
    other = loan.borrower if lent else loan.lender
    sign = -1 if lent else 1
    before = _standing(ours, id_)
    money = _money_of(before, view.terms.roles) if before else places.money
    principal = one.payment.principal - one.principal
    interest = one.payment.interest - one.interest
    numbers = [
        (places.debt, sign * principal),
        (places.interest, sign * interest),
        (money or places.money, -sign * (principal + interest)),
    ]
    return data.Transaction(
        {"id": id_, "with": other, "agreement": loan.name, "due": due},
        _day_of(before) if before else due,
        "*",
        title_of(view, other),
        f"Loan '{loan.name}': payment due on {due}",
        frozenset(),
        frozenset(),
        [
            _posting(account, number, loan.currency)
            for account, number in numbers
            if number
        ],
    )


def _standing(ours: dict[str, data.Transaction], id_: str) -> data.Transaction | None:
    """What stands in the book under an id, with the day on which it was paid."""
    written = [one for key, one in ours.items() if key.split("~", 1)[0] == id_]
    gone = {str(one.meta.get("reverses")) for one in written}
    left = [
        one
        for one in written
        if "reverses" not in one.meta and one.meta["id"] not in gone
    ]
    return left[-1] if left else None


def _day_of(entry: data.Transaction) -> datetime.date:
    """The day on which it was paid, also where it had to be posted later."""
    day: datetime.date = entry.meta.get("for-date") or entry.date
    return day


def _posting(account: str, number: Decimal, currency: str) -> data.Posting:
    return data.Posting(account, amount.Amount(number, currency), None, None, None, {})


def _places(
    view: View, state: LoanState, bank: str, lacking: Sequence[Instalment]
) -> tuple[_Places | None, list[LedgerError]]:
    """The accounts of a loan: as it says, else as its transactions had them."""
    roles, line = view.terms.roles, state.loan.line
    entries = [
        one.entry
        for one in reversed(state.booked.moves)
        if len(one.entry.postings) <= MOST_POSTINGS
    ]
    kind = "Assets" if state.booked.ours else "Liabilities"
    debt = str(line.meta.get("account") or "") or _used(entries, roles, kind)
    side = INTEREST[state.booked.ours]
    interest = str(line.meta.get("interest-to") or "") or _used(entries, roles, side)
    money = bank or _money(view, entries)
    needed = {"account": debt, "interest-to": interest}
    if not any(one.payment.interest for one in lacking):
        needed.pop("interest-to")
    without = [key for key, account in needed.items() if not account]
    problems = []
    if lacking and without:
        words = ", ".join(
            f"{key}: {kind if key == 'account' else side}:..." for key in without
        )
        problem = f"{state.loan.name}: no account is said. Add to coop-loan: {words}."
        problems.append(LedgerError(line.source, problem))
    if lacking and not money:
        problem = (
            f"{state.loan.name}: nothing says from which account it is paid. Name it "
            "with --bank."
        )
        problems.append(LedgerError(line.source, problem))
    return (None if problems else _Places(debt, interest, money)), problems


def _used(entries: Iterable[data.Transaction], roles: Roles, kind: str) -> str:
    """The account of a kind that the latest transaction of a loan had."""
    for entry in entries:
        for posting in entry.postings:
            if roles.type_of(posting.account) == kind and not roles.is_money(
                posting.account
            ):
                return posting.account
    return ""


def _money(view: View, entries: Iterable[data.Transaction]) -> str:
    """The account that the latest payment went through, or the only one there is."""
    roles = view.terms.roles
    for entry in entries:
        if found := _money_of(entry, roles):
            return found
    opened = [
        entry.account
        for entry in view.entries
        if isinstance(entry, data.Open) and roles.of(entry.account) == "bank"
    ]
    return opened[0] if len(opened) == 1 else ""


def _money_of(entry: data.Transaction, roles: Roles) -> str:
    found = [one.account for one in entry.postings if roles.is_money(one.account)]
    return found[0] if found else ""
