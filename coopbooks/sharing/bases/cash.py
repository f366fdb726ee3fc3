"""What counts by the day it came in: dues that were paid, income that was received.

In a book that counts income when it is earned, what customers pay later counts when it
comes in: as what it was earned on, where the payment and the invoice share a link.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.errors import placed
from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.postings import rows
from coopbooks.dues.checkoff.received import received
from coopbooks.sharing.bases.counting import base_from
from coopbooks.sharing.bases.counting import in_period
from coopbooks.sharing.bases.selecting import selection_of
from coopbooks.sharing.share import Counted

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.core.postings import Row
    from coopbooks.sharing.bases.selecting import Selection
    from coopbooks.sharing.share import Base
    from coopbooks.sharing.share import View

OWED = ("receivable", "check-off-receivable", "dues-receivable", "due-from")


def collected(
    view: View, group: Group, period: Period, known: datetime.date | None = None
) -> Base:
    """Dues that came in, for an agreement on a cash basis.

    Args:
        view: The giver's book.
        group: The agreement on dues.
        period: What is counted.
        known: Only what had been recorded by then counts; None for all.

    Returns:
        What members paid and what employers took from their pay, by the day of the
        posting; what was given back counts against it.
    """
    counted = [
        Counted(
            one.row.date,
            one.row.account,
            one.number,
            one.currency,
            counts=one.currency == view.currency,
            because="" if one.currency == view.currency else f"in {one.currency}",
            entry=one.row.entry,
            source=placed(one.row.posting.meta or {}, one.row.entry.meta),
        )
        for one in received(view.terms.dues, view.entries, period, known)
    ]
    return base_from(counted, view.currency, period)


def came_in(
    view: View, group: Group, period: Period, known: datetime.date | None = None
) -> Base:
    """What came in of what counts, for an agreement on a cash basis.

    Args:
        view: The giver's book.
        group: The agreement.
        period: What is counted.
        known: Only what had been recorded by then counts; None for all.

    Returns:
        Income that was posted against money, and what customers paid of what they were
        billed for.
    """
    selection = selection_of(group, view.terms.roles)
    billed = _billed(view, selection)
    counted: list[Counted] = []
    for entry in _transactions(view.entries, period, known):
        of_entry = list(rows([entry]))
        if not _moves_money(view, of_entry):
            counted += _not_yet(view, of_entry, selection)
            continue
        counted += _received(view, of_entry, selection)
        counted += _paid(view, of_entry, billed)
    return base_from(counted, view.currency, period)


def _transactions(
    entries: Sequence[data.Directive], period: Period, known: datetime.date | None
) -> Iterator[data.Transaction]:
    seen: set[int] = set()
    for row in in_period(entries, period, known):
        if id(row.entry) not in seen:
            seen.add(id(row.entry))
            yield row.entry


def _moves_money(view: View, of_entry: Iterable[Row]) -> bool:
    roles = view.terms.roles
    return any(
        roles.is_money(row.account) or roles.of(row.account) == "clearing"
        for row in of_entry
    )


def _received(
    view: View, of_entry: Sequence[Row], selection: Selection
) -> Iterator[Counted]:
    """Income and costs that were posted against money."""
    for row in of_entry:
        verdict = selection.verdict(row)
        if verdict.looked_at and row.units.currency == view.currency:
            number = selection.sign(row) * row.number
            yield _counted(row, number, counts=verdict.counts, because=verdict.because)


def _not_yet(
    view: View, of_entry: Sequence[Row], selection: Selection
) -> Iterator[Counted]:
    """What was billed and has not been paid: it counts when it is."""
    for row in of_entry:
        if selection.verdict(row).counts and row.units.currency == view.currency:
            number = selection.sign(row) * row.number
            yield _counted(row, number, counts=False, because="not paid yet")


def _paid(
    view: View, of_entry: Sequence[Row], billed: dict[str, Decimal]
) -> Iterator[Counted]:
    """What customers paid: as much of it as counted of what they were billed."""
    for row in of_entry:
        if view.terms.roles.of(row.account) not in OWED or row.number >= 0:
            continue
        links = sorted(link for link in row.entry.links if link in billed)
        part = billed[links[0]] if links else Decimal(1)
        because = "" if links else "paid; no link says for which bill"
        with localcontext(prec=PRECISION):
            number = -row.number * part
        yield _counted(row, number, counts=bool(part), because=because)


def _billed(view: View, selection: Selection) -> dict[str, Decimal]:
    """For each link of a bill: the part of it that counts."""
    totals: dict[str, Decimal] = defaultdict(Decimal)
    counting: dict[str, Decimal] = defaultdict(Decimal)
    for entry in view.entries:
        if not isinstance(entry, data.Transaction) or not entry.links:
            continue
        of_entry = list(rows([entry]))
        owed = sum(
            (
                row.number
                for row in of_entry
                if view.terms.roles.of(row.account) in OWED and row.number > 0
            ),
            ZERO,
        )
        if owed <= 0:
            continue
        number = sum(
            (
                selection.sign(row) * row.number
                for row in of_entry
                if selection.verdict(row).counts
            ),
            ZERO,
        )
        for link in entry.links:
            totals[link] += owed
            counting[link] += number
    with localcontext(prec=PRECISION):
        return {link: counting[link] / total for link, total in totals.items()}


def _counted(row: Row, number: Decimal, *, counts: bool, because: str) -> Counted:
    source = placed(row.posting.meta or {}, row.entry.meta)
    return Counted(
        row.date,
        row.account,
        number,
        row.units.currency,
        counts,
        because,
        row.entry,
        source,
    )
