"""What an employer is expected to take from pay, and from whose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.money import total_of
from coopbooks.dues.checkoff.lists import read_period
from coopbooks.dues.rules.workplaces import taken_from_pay
from coopbooks.members.status import everybody_on

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.periods import Period
    from coopbooks.dues.charge import Charge
    from coopbooks.dues.charge import Charges
    from coopbooks.dues.checkoff.lists import Lists
    from coopbooks.dues.checkoff.remittances import Listed
    from coopbooks.dues.checkoff.remittances import Paper
    from coopbooks.dues.terms import DuesTerms


def in_period(name: str, period: Period) -> bool:
    """Whether a period of charges, by its name, begins in another.

    Args:
        name: Such as `2026-W12`.
        period: Such as March 2026.

    Returns:
        Whether it does; what is no period does not.
    """
    found = read_period(name)
    return found is not None and found.begin in period


def lines_for(
    papers: Iterable[Paper], period: Period
) -> tuple[list[Listed], list[Listed]]:
    """The lines for a period, and those for another one in the lists of the period.

    Args:
        papers: The lists of an employer.
        period: The period.

    Returns:
        Both, in the order of the lists.
    """
    lines: list[Listed] = []
    others: list[Listed] = []
    for paper in papers:
        for line in paper.lines:
            if in_period(line.period, period):
                lines.append(line)
            elif in_period(paper.period, period):
                others.append(line)
    return lines, others


def members_of(
    terms: DuesTerms,
    lists: Lists,
    employer: str,
    period: Period,
    known: datetime.date | None,
) -> set[str]:
    """Who works for an employer in a period, by the roster or by a charge.

    Args:
        terms: What the book says about dues.
        lists: What the book has of employers.
        employer: The employer.
        period: The period.
        known: Only what had been recorded by then counts; None for all.

    Returns:
        The ids of members of the book.
    """
    places = {place.name for place in lists.whose.places_of(employer)}
    members = {
        one.member
        for one in lists.posted
        if one.employer == employer and in_period(one.period, period)
    }
    for day in (period.begin, period.last):
        statuses = everybody_on(terms.histories, day, known)
        members |= {one.member for one in statuses.values() if one.workplace in places}
    return members & set(terms.histories)


def expected_from(
    lists: Lists, employer: str, charges: Charges, period: Period
) -> dict[str, Decimal]:
    """What an employer is to take from each member's pay.

    Args:
        lists: What the book has of employers.
        employer: The employer.
        charges: What its members owe, as worked out.
        period: The period.

    Returns:
        How much, by member id; zero is left out. For members for whom nothing could be
        worked out it is what the book charges.
    """
    told = {charge.member for charge in charges.charges}
    told |= {one.member for one in charges.excused}
    found: dict[str, list[Decimal]] = {}
    for charge in charges.charges:
        if lists.whose.employer_at(charge.workplace) == employer:
            taken = taken_from_pay(lists.whose, charge)
            found.setdefault(charge.member, []).append(taken)
    for one in lists.posted:
        counts = one.employer == employer and one.charged and not one.ours
        if counts and one.member not in told and in_period(one.period, period):
            found.setdefault(one.member, []).append(one.row.number)
    totals = {member: total_of(found[member]) for member in sorted(found)}
    return {member: total for member, total in totals.items() if total}


def states_in(
    terms: DuesTerms, period: Period, known: datetime.date | None
) -> Mapping[str, str]:
    """What each member was in a period.

    Args:
        terms: What the book says about dues.
        period: The period.
        known: Only what had been recorded by then counts; None for all.

    Returns:
        The state by member id: as on the last day, or paused if so on the first.
    """
    first = everybody_on(terms.histories, period.begin, known)
    last = everybody_on(terms.histories, period.last, known)
    states: dict[str, str] = {}
    for member, status in last.items():
        before = first.get(member)
        paused = before is not None and before.state == "paused"
        states[member] = "paused" if paused and status.belongs else status.state
    return states


def open_without(
    lists: Lists, employer: str, without: Sequence[Listed]
) -> dict[tuple[str, str], Decimal]:
    """What is waited for, by member and period, as if some lines were not there.

    Args:
        lists: What the book has of employers.
        employer: The employer.
        without: Those lines.

    Returns:
        How much, by member id and the name of the period.
    """
    leave_out = {id(line.row.posting) for line in without}
    found: dict[tuple[str, str], list[Decimal]] = {}
    for one in lists.posted:
        if one.employer == employer and not one.ours:
            key = (one.member, one.period)
            found.setdefault(key, []).append(one.row.number)
    for paper in lists.papers:
        for line in paper.lines:
            if paper.employer == employer and id(line.row.posting) not in leave_out:
                key = (line.member, line.period)
                found.setdefault(key, []).append(-line.number)
    return {key: total_of(numbers) for key, numbers in found.items()}


def settled_since(lists: Lists, employer: str, period: Period) -> dict[str, Decimal]:
    """What was settled for a period other than by its list.

    Args:
        lists: What the book has of employers.
        employer: The employer.
        period: The period.

    Returns:
        How much, by member id: paid by a later list, moved to what the member owes,
        or written off.
    """
    found: dict[str, list[Decimal]] = {}
    for one in lists.posted:
        settles = not one.charged and one.row.number < 0
        if settles and one.employer == employer and in_period(one.period, period):
            found.setdefault(one.member, []).append(-one.row.number)
    return {member: total_of(numbers) for member, numbers in found.items()}


def kept_by(lists: Lists, employer: str, charges: Sequence[Charge]) -> Decimal:
    """What a parent that collects is due of an employer's part of the dues.

    Args:
        lists: What the book has of employers.
        employer: The employer.
        charges: What its members owe.

    Returns:
        The parts that go to the account in `keeps:`; zero where no parent collects.
    """
    keeps = {place.keeps for place in lists.whose.places_of(employer) if place.keeps}
    return total_of(
        part.number
        for charge in charges
        if taken_from_pay(lists.whose, charge)
        and lists.whose.employer_at(charge.workplace) == employer
        for part in charge.parts
        if part.account in keeps
    )
