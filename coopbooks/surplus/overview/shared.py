"""How each year was shared, as the book has it: with whom, and what stays together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.postings import rows
from coopbooks.surplus.notices.given import RESULT
from coopbooks.surplus.notices.given import read_given
from coopbooks.surplus.notices.given import year_shared

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.accounts import Roles
    from coopbooks.surplus.notices.given import Given
    from coopbooks.surplus.notices.given import Way
    from coopbooks.surplus.terms import SurplusTerms

# What is paid out: due in cash, paid at once, or to the tax office for the member.
CASH: tuple[Way, ...] = ("cash", "paid", "withheld")


@dataclass(frozen=True, slots=True)
class Shared:
    """How a year was shared.

    Attributes:
        year: The year's name, as the entries say it: `2025`.
        total: What was shared, or of a loss what was borne; negative then.
        earlier: What made good losses of earlier years, or of a loss what is carried.
        given: What members have of it.
        entries: The transactions.
    """

    year: str
    total: Decimal
    earlier: Decimal
    given: tuple[Given, ...]
    entries: tuple[data.Transaction, ...]

    @property
    def date(self) -> datetime.date:
        """The day on which it was first shared: of the entry, or a later decision."""
        days = [one.day for one in self.given] or [one.date for one in self.entries]
        return min(days)

    @property
    def decisions(self) -> tuple[str, ...]:
        """The decisions that the entries name, each once."""
        named = (entry.meta.get("decision") for entry in self.entries)
        return tuple(dict.fromkeys(str(one) for one in named if one))

    def of(self, *ways: Way, member: str = "") -> Decimal:
        """What members have of it in some ways.

        Args:
            *ways: In which ways; none for all.
            member: Of whom; everybody where it is empty.

        Returns:
            The amount, in the book's currency.
        """
        return total_of(
            one.number
            for one in self.given
            if (not ways or one.way in ways) and member in ("", one.member)
        )

    @property
    def apart(self) -> Decimal:
        """What no member has: what stays together, what went to funds or taxes."""
        return self.total - self.of()


def shared_years(
    terms: SurplusTerms,
    entries: Sequence[data.Directive],
    currency: str,
) -> dict[str, Shared]:
    """Find how each year was shared.

    Args:
        terms: What the book says.
        entries: A book's entries, as far as they are to count.
        currency: The book's currency; what is in others does not count.

    Returns:
        The years by their names, the earliest first.
    """
    found: dict[str, list[data.Transaction]] = {}
    for entry in entries:
        if not isinstance(entry, data.Transaction):
            continue
        if year := year_shared(entry, terms.roles):
            found.setdefault(year, []).append(entry)
    given = read_given(terms, entries, currency)
    return {
        year: _shared(year, found[year], given, terms.roles, currency)
        for year in sorted(found, key=lambda year: year[-4:])
    }


def _shared(
    year: str,
    entries: list[data.Transaction],
    given: Iterable[Given],
    roles: Roles,
    currency: str,
) -> Shared:
    result = [
        row.number
        for row in rows(entries)
        if roles.of(row.account) == RESULT and row.units.currency == currency
    ]
    taken = total_of(number for number in result if number > 0)
    put_back = total_of(ZERO - number for number in result if number < 0)
    return Shared(
        year,
        taken - put_back,
        min(taken, put_back),
        tuple(one for one in given if one.year == year),
        tuple(entries),
    )
