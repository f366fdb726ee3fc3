"""Check-off: what is expected, what the employer lists, and what was deposited.

Each member's line is compared with what the schedule says, and the list with the money.
What fits is applied; what fits nobody, or more than anybody owes, waits on the account
for what is received and not matched. What is short is owed by the employer, while the
deduction is its duty: it is never a mark on the member (29 CFR 452.87).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import CoopbooksError
from coopbooks.dues.checkoff.differences import compared
from coopbooks.dues.checkoff.differences import late
from coopbooks.dues.checkoff.expecting import expected_from
from coopbooks.dues.checkoff.expecting import in_period
from coopbooks.dues.checkoff.expecting import kept_by
from coopbooks.dues.checkoff.expecting import lines_for
from coopbooks.dues.checkoff.expecting import members_of
from coopbooks.dues.checkoff.expecting import open_without
from coopbooks.dues.checkoff.expecting import settled_since
from coopbooks.dues.checkoff.expecting import states_in
from coopbooks.dues.checkoff.lists import read_lists
from coopbooks.dues.checkoff.otherwise import Otherwise
from coopbooks.dues.checkoff.result import CheckOff
from coopbooks.dues.checkoff.result import Owed
from coopbooks.dues.checkoff.ties import ties_of
from coopbooks.dues.checkoff.verdicts import Facts
from coopbooks.dues.rules.charges import expected as expected_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.periods import Period
    from coopbooks.dues.charge import Charge
    from coopbooks.dues.charge import Charges
    from coopbooks.dues.checkoff.lists import Lists
    from coopbooks.dues.checkoff.remittances import Listed
    from coopbooks.dues.checkoff.ties import Tie
    from coopbooks.dues.terms import DuesTerms

__all__ = ["CheckOff", "Owed", "UnknownEmployer", "reconcile"]


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
    otherwise = Otherwise(terms, entries, period, charges.charges, lists.whose)
    facts = Facts(
        period,
        expected_from(lists, employer, charges, period),
        lists.whose,
        employer,
        states_in(terms, period, known),
        {one.member for one in charges.excused},
        open_without(lists, employer, (*lines, *earlier)),
        settled_since(lists, employer, period),
        otherwise,
    )
    return _checkoff(facts, lists, charges, lines, earlier)


def _checkoff(
    facts: Facts,
    lists: Lists,
    charges: Charges,
    lines: Sequence[Listed],
    earlier: Sequence[Listed],
) -> CheckOff:
    """The result, from the lines of lists and what they are held against."""
    employer, period = facts.employer, facts.period
    return CheckOff(
        employer,
        period,
        _currency(lines, charges.charges),
        (*compared(lines, facts), *late(earlier, facts)),
        tuple(_ties(lists, employer, period)),
        tuple(lists.whose.places_of(employer)),
        _unapplied(lists.whose.terms),
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
