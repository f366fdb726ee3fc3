"""What employers' lists and deposits say, as the book has them.

A list is what an employer says it took from pay, member by member: postings against
what members owe, or what is not matched to anybody yet, with the money on the other
side, or with a clearing account until the bank has it. A deposit takes money off that
clearing account.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.money import total_of
from coopbooks.core.periods import BadPeriod
from coopbooks.core.periods import parse_period
from coopbooks.core.postings import rows as rows_of
from coopbooks.core.runs import ids_of
from coopbooks.dues.checkoff.legs import Legs
from coopbooks.dues.checkoff.remittances import Deposit
from coopbooks.dues.checkoff.remittances import Listed
from coopbooks.dues.checkoff.remittances import Paper
from coopbooks.dues.checkoff.remittances import Posted
from coopbooks.dues.rules.workplaces import Whose
from coopbooks.dues.rules.workplaces import workplaces_on

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.core.periods import Period
    from coopbooks.core.postings import Row
    from coopbooks.dues.terms import DuesTerms

# What reconciling proposed itself is no list; its ids begin so.
OURS = "reconciled-"
LINK = "check-off-"


@dataclass(frozen=True, slots=True)
class Lists:
    """What a book has of employers.

    Attributes:
        whose: The workplaces, and whose they are.
        papers: The lists by date.
        deposits: The deposits by date.
        posted: What else moved where the employers' part is waited for.
    """

    whose: Whose
    papers: tuple[Paper, ...]
    deposits: tuple[Deposit, ...]
    posted: tuple[Posted, ...]


def read_lists(
    terms: DuesTerms,
    entries: Iterable[data.Directive],
    on: datetime.date,
    known: datetime.date | None = None,
) -> Lists:
    """Read employers' lists, deposits, and what is waited for.

    Args:
        terms: What the book says about dues.
        entries: A book's entries, in any order.
        on: The last day that counts.
        known: Only what had been recorded by then counts; None for all.

    Returns:
        The lists, the deposits and the other postings, by date.
    """
    whose = Whose(terms, workplaces_on(terms, on))
    legs = Legs.of(whose)
    papers: dict[tuple[object, ...], list[tuple[str, list[Row]]]] = {}
    posted: list[Posted] = []
    others: list[list[Row]] = []
    for entry in entries:
        if not isinstance(entry, data.Transaction) or entry.date > on:
            continue
        if known is not None and recorded(entry) > known:
            continue
        rows = list(rows_of([entry]))
        if legs.is_list(rows) and not _ours(entry):
            employer = whose.of_entry(rows)
            papers.setdefault(_key(employer, rows), []).append((employer, rows))
        elif any(whose.is_awaited(row.account) for row in rows):
            posted += _posted(whose, legs, rows)
        else:
            others.append(rows)
    found = [_paper(legs, group) for group in papers.values()]
    used = legs.lists | {paper.account for paper in found if paper.account}
    deposits = [one for rows in others for one in _deposits(whose, legs, rows, used)]
    return Lists(
        whose,
        tuple(sorted(found, key=lambda one: (one.date, one.employer, one.period))),
        tuple(sorted(deposits, key=lambda one: (one.date, one.number, one.money))),
        tuple(posted),
    )


def recorded(entry: data.Transaction) -> datetime.date:
    """The day a transaction entered the book: `recorded:`, else its own date."""
    day: datetime.date | None = entry.meta.get("recorded")
    return day or entry.date


def period_of(row: Row) -> str:
    """For which period a posting is, by its name.

    Args:
        row: A posting.

    Returns:
        As `period:` says; else as a link such as ^check-off-2026-03 does; else the
        month of its date.
    """
    if (told := row.tag("period")) and (period := read_period(told)):
        return period.name
    for link in sorted(row.entry.links or ()):
        if link.startswith(LINK) and (period := read_period(link[len(LINK) :])):
            return period.name
    return f"{row.date:%Y-%m}"


@lru_cache
def read_period(text: str) -> Period | None:
    """Read a period, once for all the postings that name it.

    Args:
        text: Such as `2026-03`.

    Returns:
        The period; None where the text names none.
    """
    try:
        return parse_period(text)
    except BadPeriod:
        return None


def _ours(entry: data.Transaction) -> bool:
    """Whether reconciling proposed a transaction, or something takes that back."""
    told = {*ids_of(entry), str(entry.meta.get("reverses") or "")}
    return any(id_.startswith(OURS) for id_ in told)


def _key(employer: str, rows: Sequence[Row]) -> tuple[object, ...]:
    """What the transactions of one list have in common."""
    entry = rows[0].entry
    batch = str(entry.meta.get("batch") or "")
    return employer, entry.date, batch or period_of(rows[0])


def _paper(legs: Legs, group: Sequence[tuple[str, list[Row]]]) -> Paper:
    """The list of some transactions."""
    rows = [row for _, rows in group for row in rows]
    lines = tuple(
        Listed(
            row.tag("member") or "",
            period_of(row),
            -row.number,
            row.units.currency,
            row.account,
            row.tag("workplace") or "",
            row,
        )
        for _, some in group
        for row in legs.lines(some)
    )
    counts = Counter(line.period for line in lines)
    clearing = legs.some(rows, "clearing")
    return Paper(
        group[0][0],
        rows[0].date,
        max(counts, key=lambda period: (counts[period], period)),
        tuple(sorted(lines, key=lambda one: (one.member, one.period, one.number))),
        legs.sum(rows, "money"),
        legs.sum(rows, "kept"),
        legs.sum(rows, "costs"),
        tuple(legs.some(rows, "other")),
        legs.sum(rows, "clearing"),
        clearing[0].account if clearing else "",
    )


def _deposits(
    whose: Whose, legs: Legs, rows: list[Row], used: frozenset[str] | set[str]
) -> Iterator[Deposit]:
    """What a transaction that is no list takes off clearing accounts of lists."""
    accounts = sorted({row.account for row in rows if row.account in used})
    if not accounts or all(row.account in used for row in rows):
        return
    first = next(row for row in rows if row.account == accounts[0])
    links = [link for link in first.entry.links or () if link.startswith(LINK)]
    # One deposit for several lists is of no one period; what it comes to ties it.
    named = first.tag("period") or len(links) == 1
    yield Deposit(
        whose.of_entry(rows),
        first.date,
        period_of(first) if named else "",
        -total_of(row.number for row in rows if row.account in used),
        first.units.currency,
        legs.sum(rows, "money"),
        legs.sum(rows, "kept"),
        legs.sum(rows, "costs"),
        first.account,
        first.entry,
        _ours(first.entry),
    )


def _posted(whose: Whose, legs: Legs, rows: list[Row]) -> Iterator[Posted]:
    """What a transaction that is no list does to what employers are to hand over."""
    charged = legs.charges(rows)
    for row in rows:
        if whose.is_awaited(row.account):
            yield Posted(
                whose.of_entry([row]),
                row.tag("member") or "",
                period_of(row),
                row,
                charged,
                _ours(row.entry),
            )
