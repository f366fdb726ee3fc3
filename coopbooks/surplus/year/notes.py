"""What people should know of a year's figures, a sentence each."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from coopbooks.core.money import total_of
from coopbooks.core.periods import long_date
from coopbooks.core.postings import rows
from coopbooks.funds.terms import read_funds
from coopbooks.surplus.year.gathering import EARNED
from coopbooks.surplus.year.names import measures_of
from coopbooks.surplus.year.sources import LEFT_OUT
from coopbooks.surplus.year.sources import source_of
from coopbooks.surplus.year.sources import sources_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.surplus.figures import YearFigures
    from coopbooks.surplus.year.gathering import Gathered
    from coopbooks.surplus.year.losses import Earlier
    from coopbooks.surplus.year.measured import Measured


def notes_of_year(figures: YearFigures, before: Earlier) -> Iterator[str]:
    """Say how final the figures are, and what earlier years left.

    Args:
        figures: What the year gives to share.
        before: What earlier years left.

    Yields:
        A sentence for each thing.
    """
    year = figures.year
    if not figures.over:
        yield f"{year.name} is not over before {long_date(year.end)}: nothing is final."
    elif figures.closed == "open":
        yield f"{year.name} is not closed, so that its result may still change."
    if before.unshared:
        yield (
            f"Of the surplus of earlier years {before.unshared:,f} {figures.currency} "
            "was never shared. It is no part of what is shared here."
        )


def unnamed_work(rule: Group, year: Period, found: Measured) -> Iterator[str]:
    """Say what of a measure names no member.

    Args:
        rule: The rule.
        year: The year.
        found: What each measure came to for everybody.

    Yields:
        A sentence for each measure by which members' parts go, and of which something
        is posted without `member:`.
    """
    for name in measures_of(rule):
        left = found.whole.get(name, found.total(name)) - found.total(name)
        if left > 0 and rule.header.meta.get("others-work") != name:
            unit = found.units.get(name, "")
            yield (
                f"{left:,f} {unit} of {name} in {year.name} name no member: nobody "
                "gets a part for them."
            ).replace("  ", " ")


def restricted_gifts(
    rule: Group, book: Gathered, entries: Sequence[data.Directive]
) -> Iterator[str]:
    """Say what of the result is of money that was given for a purpose.

    Args:
        rule: The rule, which may leave accounts out.
        book: The book, added up.
        entries: The book's entries, which say what its funds are for.

    Yields:
        A sentence for each restricted fund of which the year kept something: shared
        with the rest, it would no longer be there for its purpose.
    """
    funds = {one.name: one for one in read_funds(entries)[0] if one.is_restricted}
    left: dict[str, list[Decimal]] = defaultdict(list)
    sources = sources_of(rule)
    for row in rows(book.entries) if funds else ():
        name = row.tag("fund")
        if name not in funds or row.date not in book.year:
            continue
        is_out = source_of(row.account, sources) == LEFT_OUT
        if book.roles.type_of(row.account) in EARNED and not is_out:
            left[name].append(row.number)
    for name in sorted(left):
        number, purpose = -total_of(left[name]), funds[name].purpose
        if number > 0:
            yield (
                f"{number:,f} {book.currency} of the result is for {purpose} alone "
                f"(fund '{name}'). Leave the account out with "
                "coop-surplus-source, or it is shared with the rest."
            )
