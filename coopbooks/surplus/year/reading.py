"""Reading a year: all that its book gives to share, and what keeps it from that."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coopbooks.core.closing import closed_to
from coopbooks.core.closing import read_closings
from coopbooks.core.errors import LedgerError
from coopbooks.surplus.figures import Special
from coopbooks.surplus.figures import YearFigures
from coopbooks.surplus.forms.people import SPECIAL
from coopbooks.surplus.notices.years import means
from coopbooks.surplus.terms import read_surplus_rules
from coopbooks.surplus.year.allocated import allocated
from coopbooks.surplus.year.allocated import average_shares
from coopbooks.surplus.year.allocated import shared_already
from coopbooks.surplus.year.balances import accounts_at
from coopbooks.surplus.year.balances import figures_at
from coopbooks.surplus.year.checks import check_measured
from coopbooks.surplus.year.checks import check_specials
from coopbooks.surplus.year.gathering import gathered
from coopbooks.surplus.year.holdings import holdings
from coopbooks.surplus.year.losses import earlier
from coopbooks.surplus.year.measured import measured
from coopbooks.surplus.year.notes import notes_of_year
from coopbooks.surplus.year.notes import restricted_gifts
from coopbooks.surplus.year.notes import unnamed_work
from coopbooks.surplus.year.party import check_party
from coopbooks.surplus.year.people import people_of
from coopbooks.surplus.year.sources import split
from coopbooks.surplus.year.sources import start_of
from coopbooks.surplus.year.work import work_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.closing import State
    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.surplus.terms import SurplusTerms
    from coopbooks.surplus.year.gathering import Gathered
    from coopbooks.surplus.year.losses import Earlier
    from coopbooks.surplus.year.measured import Measured


def read_year(
    terms: SurplusTerms,
    rule: Group,
    entries: Sequence[data.Directive],
    year: Period,
    today: datetime.date,
    currency: str = "",
) -> YearFigures:
    """Read what a year's book gives to share.

    What shares the year already is told and does not count: the figures are as before.

    Args:
        terms: What the book says.
        rule: The rule by which the year is shared, as `rule_of` gives it.
        entries: The book's entries.
        year: The fiscal year.
        today: The day of asking.
        currency: The book's currency; empty for the one that most of its income and
            costs are in.

    Returns:
        The year's figures, with all that keeps it from being shared.
    """
    book = gathered(terms, entries, year, currency)
    found, before = measured(terms, book), earlier(book)
    figures, lacking = _figures(terms, rule, book, found, before)
    figures = replace(
        figures, over=today >= year.end, closed=_state(entries, book, today)
    )
    problems = (
        *read_surplus_rules(entries)[1],
        *shared_already(book),
        *check_measured(terms, rule, figures, found),
        *check_party(rule, book, entries),
        *check_specials(figures),
        *_check_prices(book),
    )
    notes = (
        *notes_of_year(figures, before),
        *lacking,
        *unnamed_work(rule, year, found),
        *restricted_gifts(rule, book, entries),
    )
    return replace(figures, problems=problems, notes=notes)


def _figures(
    terms: SurplusTerms,
    rule: Group,
    book: Gathered,
    found: Measured,
    before: Earlier,
) -> tuple[YearFigures, tuple[str, ...]]:
    """The figures of a book, and a sentence for each source that lacks something."""
    held = holdings(book)
    people = people_of(terms, rule, book.year, found, held)
    start, work = start_of(book, rule), work_of(rule, people, found)
    sources, lacking = split(start, work, book.currency)
    accounts = accounts_at(terms, rule, book)
    figures = YearFigures(
        book.year,
        book.currency,
        start.result,
        start.start,
        start.lines,
        sources,
        work.hours,
        work.words,
        before.losses,
        figures_at(terms, rule, book, found, held),
        accounts,
        average_shares(terms, book, accounts),
        found.units,
        people,
        specials_of(terms, book),
        allocated(book),
        tuple(entry.meta for entry in book.shared),
    )
    return figures, lacking


def specials_of(terms: SurplusTerms, book: Gathered) -> tuple[Special, ...]:
    """What single members get of a year before it is split.

    Args:
        terms: What the book says.
        book: The book, added up.

    Returns:
        One for each `coop-surplus-special` of the year, by member and date.
    """
    found = [
        Special(
            line.name,
            line.values["amount"].number,
            str(line.meta.get("because") or f"decision {line.meta['decision']}"),
            line.source,
        )
        for line in terms.of(SPECIAL.kind)
        if means(str(line.meta["period"]), book.year, book.fye)
    ]
    return tuple(sorted(found, key=lambda one: one.member))


def _state(
    entries: Sequence[data.Directive], book: Gathered, today: datetime.date
) -> State:
    """How the year is closed, by what had been said of it by a day."""
    closings, _ = read_closings(entries, book.fye)
    return closed_to(closings, today).state(book.year.last)


def _check_prices(book: Gathered) -> Iterator[LedgerError]:
    """Prices that are missing, so that something counts for nothing or at cost."""
    missing = book.activity.valuation.missing
    for currency in sorted({one.currency for one in missing if not one.at_cost}):
        day = min(one.day for one in missing if one.currency == currency)
        yield LedgerError(
            {},
            f"No price says what 1 {currency} was worth in {book.currency} on {day}, "
            f"so that it counts for nothing. Add one: {day} price {currency} ...",
        )
