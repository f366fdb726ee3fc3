"""What a book has of a loan: lent, paid back, and the interest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data

from coopbooks.core.accounts import is_under
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.postings import rows
from coopbooks.support.forms.resources import LOAN
from coopbooks.support.loans.schedule import Repaid
from coopbooks.support.loans.schedule import loan_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Iterator
    from decimal import Decimal

    from coopbooks.core.accounts import Roles
    from coopbooks.core.directives import Directive
    from coopbooks.core.postings import Row
    from coopbooks.sharing.share import View
    from coopbooks.support.terms import SupportTerms

# Where interest stands: with who borrowed, and with who lent.
INTEREST = {False: "Expenses", True: "Income"}


class Move(NamedTuple):
    """One transaction of a loan.

    Attributes:
        date: When.
        lent: What was lent by it, or brought in from before the book.
        principal: What was paid back by it; negative where that was taken back.
        interest: The interest in it.
        entry: The transaction.
    """

    date: datetime.date
    lent: Decimal
    principal: Decimal
    interest: Decimal
    entry: data.Transaction


@dataclass(frozen=True, slots=True)
class Booked:
    """What a book has of a loan.

    Attributes:
        line: Its `coop-loan` in this book.
        ours: Whether this body lent it.
        since: The first day that the book tells of.
        lent: What was lent, or was still owed when the book began.
        moves: The transactions, by date.
    """

    line: Directive
    ours: bool
    since: datetime.date
    lent: Decimal
    moves: tuple[Move, ...]

    @property
    def amount(self) -> Decimal:
        """How much the loan is."""
        number: Decimal | None = self.line.values["amount"].number
        return number or ZERO

    @property
    def is_older(self) -> bool:
        """Whether the loan was made before the book begins."""
        return self.line.date < self.since

    @property
    def before(self) -> Decimal:
        """What had been paid back before the book begins.

        Where an older loan is nowhere in the book, it is all of it or nothing, as the
        plan says.
        """
        if not self.is_older:
            return ZERO
        if not self.lent and not self.moves:
            planned = loan_of(self.line).planned_on(self.since)
            return ZERO if planned else self.amount
        return max(self.amount - self.lent, ZERO)

    def repaid(self) -> Repaid:
        """What was paid back of the principal."""
        moves = tuple((one.date, one.principal) for one in self.moves if one.principal)
        return Repaid(self.since, self.before, moves)

    def owed(self) -> Decimal:
        """What is still owed of the principal, as the book has it."""
        paid = total_of(one.principal for one in self.moves)
        return self.lent - paid

    def interest(self) -> Decimal:
        """The interest that the book has."""
        return total_of(one.interest for one in self.moves)


def booked(
    view: View,
    terms: SupportTerms,
    line: Directive,
    on: datetime.date,
    without: frozenset[str] = frozenset(),
) -> Booked:
    """Find what a book has of a loan.

    What says `agreement:` with the loan's name belongs to it, and what stands on its
    `account:` without such a word, where no other loan has the same account. Interest
    is what else of such a transaction is a cost or an income.

    Args:
        view: The book of the lender or the borrower.
        terms: What it says about support.
        line: The loan.
        on: What came later does not count.
        without: Ids of transactions that do not count.

    Returns:
        What the book has.
    """
    ours = line.meta["from"] == view.name
    alone = _alone(terms, line)
    moves = []
    for entry, found in _entries(view, line, alone, on):
        if entry.meta.get("id") in without or entry.meta.get("reverses") in without:
            continue
        moves.append(_move(entry, found, ours=ours, roles=view.terms.roles))
    days = (one.date for one in view.entries if isinstance(one, data.Transaction))
    since = min(days, default=line.date)
    lent = total_of(one.lent for one in moves)
    kept = tuple(one for one in moves if one.principal or one.interest or one.lent)
    return Booked(line, ours, since, lent, kept)


def loans_of(view: View, terms: SupportTerms, on: datetime.date) -> list[Directive]:
    """The loans of a body on a day.

    Args:
        view: Its book.
        terms: What it says about support.
        on: The day.

    Returns:
        Each `coop-loan` that it lent or borrowed by then; of one name the latest.
    """
    found: dict[str, Directive] = {}
    for line in terms.of(LOAN.kind):
        if line.date <= on and view.name in {line.meta["from"], line.meta["to"]}:
            found[line.name] = line
    return list(found.values())


def _alone(terms: SupportTerms, line: Directive) -> bool:
    """Whether no other loan stands on the account of one."""
    account = str(line.meta.get("account") or "")
    return bool(account) and not any(
        one.name != line.name and str(one.meta.get("account") or "") == account
        for one in terms.of(LOAN.kind)
    )


def _entries(
    view: View, line: Directive, alone: bool, on: datetime.date
) -> Iterator[tuple[data.Transaction, list[Row]]]:
    """The transactions of a loan, each with the postings that belong to it."""
    for entry in view.entries:
        if not isinstance(entry, data.Transaction) or entry.date > on:
            continue
        found = [
            row
            for row in rows([entry])
            if row.units.currency == line.values["amount"].currency
        ]
        own = [row for row in found if _belongs(row, line, alone)]
        if own:
            yield entry, [*own, *_beside(own, found, line, view)]


def _belongs(row: Row, line: Directive, alone: bool) -> bool:
    said = row.tag("agreement")
    if said is not None:
        return said == line.name
    return alone and is_under(row.account, str(line.meta["account"]))


def _beside(
    own: list[Row], found: Iterable[Row], line: Directive, view: View
) -> list[Row]:
    """The interest of a transaction whose loan only its account tells."""
    kind = INTEREST[line.meta["from"] == view.name]
    return [
        row
        for row in found
        if row not in own
        and row.tag("agreement") is None
        and view.terms.roles.type_of(row.account) == kind
    ]


def _move(
    entry: data.Transaction, found: list[Row], *, ours: bool, roles: Roles
) -> Move:
    """What a transaction does to a loan: lent, paid back, interest.

    Interest that is only owed, so that the debt grows by it, counts as interest then;
    what pays it off later pays back the debt.
    """
    sign = -1 if ours else 1
    debt = [
        row
        for row in found
        if roles.type_of(row.account) in {"Assets", "Liabilities"}
        and not roles.is_money(row.account)
        and roles.of(row.account) != "clearing"
    ]
    moved = total_of(sign * row.number for row in debt)
    interest = total_of(
        sign * row.number
        for row in found
        if roles.type_of(row.account) == INTEREST[ours]
    )
    lent = -moved if moved < 0 and not interest else ZERO
    return Move(entry.date, lent, moved + lent, interest, entry)
