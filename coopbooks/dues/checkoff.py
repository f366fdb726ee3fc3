"""Check-off: what is expected, what the employer lists, and what was deposited.

Each member's line is compared with what the schedule says, and the list with the money.
What fits is applied; what fits nobody, or more than anybody owes, waits on the account
for what is received and not matched. What is short is owed by the employer, while the
deduction is its duty: it is never a mark on the member (29 CFR 452.87).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.errors import CoopbooksError
from coopbooks.core.money import total_of
from coopbooks.dues.charges import expected as expected_of
from coopbooks.dues.differences import CheckOffRow
from coopbooks.dues.differences import compared
from coopbooks.dues.differences import late
from coopbooks.dues.expecting import expected_from
from coopbooks.dues.expecting import in_period
from coopbooks.dues.expecting import kept_by
from coopbooks.dues.expecting import lines_for
from coopbooks.dues.expecting import members_of
from coopbooks.dues.expecting import open_without
from coopbooks.dues.expecting import settled_since
from coopbooks.dues.expecting import states_in
from coopbooks.dues.lists import read_lists
from coopbooks.dues.otherwise import Otherwise
from coopbooks.dues.ties import ties_of
from coopbooks.dues.verdicts import Facts

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.periods import Period
    from coopbooks.dues.charge import Charge
    from coopbooks.dues.differences import Difference
    from coopbooks.dues.lists import Lists
    from coopbooks.dues.remittances import Listed
    from coopbooks.dues.terms import DuesTerms
    from coopbooks.dues.ties import Tie
    from coopbooks.dues.workplaces import Workplace


class UnknownEmployer(CoopbooksError):
    """An employer was asked for that no workplace of the book names."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        """Build the message.

        Args:
            name: The name that was asked for.
            known: The employers that the book has.
        """
        super().__init__(
            f"No coop-workplace has the employer '{name}' with collected: "
            f'"check-off"; this book has {", ".join(known) or "none"}.'
        )


class Owed(NamedTuple):
    """What is still owed for a member, and by whom.

    Attributes:
        member: The member's id.
        number: How much.
        by: The employer, while the deduction is its duty.
    """

    member: str
    number: Decimal
    by: str


@dataclass(frozen=True, slots=True)
class CheckOff:
    """An employer's list for a period, tied to what is expected and to the money.

    Attributes:
        employer: The employer.
        period: The period.
        currency: The currency of all figures.
        rows: A row for each member, by id; first those with an id.
        ties: The lists that have to do with the period, with their deposits.
        places: The employer's workplaces.
        unapplied_account: Where what is not matched waits; empty where no account has
            the role `dues-unapplied`.
        keeps: What the parent that collects is due of it: parts of the charges that
            go to the `keeps:` account; zero where no parent collects.
        problems: What could not be worked out, by file and line.
    """

    employer: str
    period: Period
    currency: str
    rows: tuple[CheckOffRow, ...]
    ties: tuple[Tie, ...]
    places: tuple[Workplace, ...]
    unapplied_account: str
    keeps: Decimal
    problems: tuple[LedgerError, ...]

    @property
    def expected(self) -> Decimal:
        """What the employer was to take from pay."""
        return total_of(row.expected for row in self.rows)

    @property
    def listed(self) -> Decimal:
        """What the employer lists."""
        return total_of(row.listed for row in self.rows)

    @property
    def difference(self) -> Decimal:
        """Listed less expected."""
        return self.listed - self.expected

    @property
    def applied(self) -> Decimal:
        """What of the list pays what members owe."""
        return total_of(row.applied for row in self.rows)

    @property
    def unapplied(self) -> Decimal:
        """What of the list waits for an answer: a liability."""
        return self.listed - self.applied

    @property
    def deposited(self) -> Decimal:
        """What money came in for these lists."""
        return total_of(one.deposited for one in self.ties)

    @property
    def kept(self) -> Decimal:
        """What the parent that collects kept, as the book has it."""
        return total_of(one.kept for one in self.ties)

    @property
    def unexplained(self) -> Decimal:
        """What lies between lists and deposits; positive where money is missing."""
        return total_of(one.unexplained for one in self.ties)

    @property
    def waiting(self) -> Decimal:
        """What is listed and has not come in at all."""
        return total_of(one.waiting for one in self.ties)

    @property
    def owed(self) -> tuple[Owed, ...]:
        """What is still owed, by member: by the employer, never by the member."""
        return tuple(
            Owed(row.member, row.owed, self.employer) for row in self.rows if row.owed
        )

    def of(self, kind: Difference) -> tuple[CheckOffRow, ...]:
        """The rows of one kind."""
        return tuple(row for row in self.rows if row.kind == kind)


def reconcile(
    terms: DuesTerms,
    entries: Sequence[data.Directive],
    employer: str,
    period: Period,
    known: datetime.date | None = None,
) -> CheckOff:
    """Tie what is expected, an employer's list and the deposit three ways.

    Args:
        terms: What the book says about dues.
        entries: A book's entries, in any order.
        employer: The employer's name, as in `coop-workplace`.
        period: The period; lists of weeks belong to the one in which they begin.
        known: Only what had been recorded by then counts; None for all.

    Returns:
        A row for each member who is expected or listed, and the money. What is expected
        is worked out by the schedules; for members for whom that cannot be done it is
        what the book charges.

    Raises:
        UnknownEmployer: No workplace of the book has that employer.
    """
    entries = list(entries)
    days = [entry.date for entry in entries]
    lists = read_lists(terms, entries, max([*days, period.last]), known)
    if employer not in lists.whose.names():
        raise UnknownEmployer(employer, lists.whose.names())
    papers = [one for one in lists.papers if one.employer == employer]
    lines, earlier = lines_for(papers, period)
    members = members_of(terms, lists, employer, period, known)
    members |= {line.member for line in (*lines, *earlier)} & set(terms.histories)
    charges = expected_of(terms, entries, period, members)
    expected = expected_from(lists, employer, charges, period)
    facts = Facts(
        period,
        expected,
        lists.whose,
        employer,
        states_in(terms, period, known),
        {one.member for one in charges.excused},
        open_without(
            lists, employer, {id(line.row.posting) for line in (*lines, *earlier)}
        ),
        settled_since(lists, employer, period),
        Otherwise(terms, entries, period, charges.charges, lists.whose),
    )
    rows = [*compared(lines, facts), *late(earlier, facts)]
    return CheckOff(
        employer,
        period,
        _currency(lines, charges.charges),
        tuple(rows),
        tuple(_ties(lists, employer, period)),
        tuple(lists.whose.places_of(employer)),
        _unapplied(terms),
        kept_by(lists, employer, charges.charges),
        charges.problems,
    )


def _ties(lists: Lists, employer: str, period: Period) -> list[Tie]:
    """The ties that have to do with a period."""
    ties = []
    for one in ties_of(lists, employer):
        lines = [line for paper in one.papers for line in paper.lines]
        listed = any(in_period(line.period, period) for line in lines)
        named = any(in_period(each.period, period) for each in one.deposits)
        if listed or (named and not lines):
            ties.append(one)
    return ties


def _currency(lines: Sequence[Listed], charges: Sequence[Charge]) -> str:
    """The currency of the list, or of the charges where there is no list."""
    found = [line.currency for line in lines] or [one.currency for one in charges]
    return found[0] if found else ""


def _unapplied(terms: DuesTerms) -> str:
    """The account for what is received and not matched."""
    said = terms.roles.said
    return min((one for one in said if said[one] == "dues-unapplied"), default="")
