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
from coopbooks.sharing.posting.entries import title_of
from coopbooks.support.loans.booked import INTEREST
from coopbooks.support.loans.booked import loans_of
from coopbooks.support.loans.due import due_payments
from coopbooks.support.loans.due import id_of
from coopbooks.support.loans.due import standing
from coopbooks.support.loans.due import written_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.accounts import Roles
    from coopbooks.core.directives import Directive
    from coopbooks.core.proposal import Difference
    from coopbooks.sharing.share import View
    from coopbooks.support.loans.booked import Booked
    from coopbooks.support.loans.due import Due
    from coopbooks.support.loans.schedule import Loan
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
    written = written_of(view.entries, line)
    loan, typed, due = due_payments(view, terms, line, on, written)
    places, problems = _places(view, typed, bank, due)
    if places is None or not (typed.lent or typed.before):
        return Paying(line, (), tuple(problems))
    years = range(max(line.date, typed.since).year, on.year + 1)
    proposed: dict[int, list[data.Directive]] = {year: [] for year in years}
    for one in due:
        entry = _entry(view, loan, one, places, written)
        proposed[one.due.year].append(entry)
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


def _entry(
    view: View,
    loan: Loan,
    one: Due,
    places: _Places,
    written: Mapping[str, data.Transaction],
) -> data.Transaction:
    """A payment as a transaction: what of it nobody typed."""
    id_ = id_of(loan.line, one.due)
    lent = loan.lender == view.name
    other = loan.borrower if lent else loan.lender
    sign = -1 if lent else 1
    before = standing(written, id_)
    money = _money_of(before, view.terms.roles) if before else ""
    numbers = [
        (places.debt, sign * one.principal),
        (places.interest, sign * one.interest),
        (money or places.money, -sign * (one.principal + one.interest)),
    ]
    return data.Transaction(
        {"id": id_, "with": other, "agreement": loan.name, "due": one.due},
        _day_of(before) if before else one.due,
        "*",
        title_of(view, other),
        f"Loan '{loan.name}': payment due on {one.due}",
        frozenset(),
        frozenset(),
        [
            _posting(account, number, loan.currency)
            for account, number in numbers
            if number
        ],
    )


def _day_of(entry: data.Transaction) -> datetime.date:
    """The day on which it was paid, also where it had to be posted later."""
    day: datetime.date = entry.meta.get("for-date") or entry.date
    return day


def _posting(account: str, number: Decimal, currency: str) -> data.Posting:
    return data.Posting(account, amount.Amount(number, currency), None, None, None, {})


def _places(
    view: View, found: Booked, bank: str, due: Sequence[Due]
) -> tuple[_Places | None, list[LedgerError]]:
    """The accounts of a loan: as it says, else as its transactions had them."""
    roles, line = view.terms.roles, found.line
    entries = [
        one.entry
        for one in reversed(found.moves)
        if len(one.entry.postings) <= MOST_POSTINGS
    ]
    kind = "Assets" if found.ours else "Liabilities"
    debt = str(line.meta.get("account") or "") or _used(entries, roles, kind)
    side = INTEREST[found.ours]
    interest = str(line.meta.get("interest-to") or "") or _used(entries, roles, side)
    money = bank or _money(view, entries)
    needed = {"account": debt, "interest-to": interest}
    if not any(one.interest for one in due):
        needed.pop("interest-to")
    without = [key for key, account in needed.items() if not account]
    problems = []
    if due and without:
        words = ", ".join(
            f"{key}: {kind if key == 'account' else side}:..." for key in without
        )
        problem = f"{line.name}: no account is said. Add to coop-loan: {words}."
        problems.append(LedgerError(line.source, problem))
    if due and not money:
        problem = (
            f"{line.name}: nothing says from which account it is paid. Name it "
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
