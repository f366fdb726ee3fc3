"""All that is known of a federation for a period: its bodies, added up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.federation.combining.combined import combine
from coopbooks.federation.reading.gathering import quotes_of
from coopbooks.federation.reading.reading import read_bodies
from coopbooks.federation.terms import read_federation

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period
    from coopbooks.federation.combining.combined import Combined
    from coopbooks.federation.reading.reading import Outcome
    from coopbooks.federation.terms import Federation


@dataclass(frozen=True, slots=True)
class Whole:
    """A federation for a period.

    Attributes:
        book: The federation file.
        federation: What it says.
        period: The period.
        outcomes: What became of each body's book.
        errors: What is wrong in the federation file.
        combined: The bodies whose books could be read, added up.
        consolidated: The head and what it controls, added up; None where it controls
            nobody.
    """

    book: Book
    federation: Federation
    period: Period
    outcomes: Sequence[Outcome]
    errors: Sequence[LedgerError]
    combined: Combined
    consolidated: Combined | None

    @property
    def missing(self) -> list[Outcome]:
        """The bodies whose books could not be read."""
        return [one for one in self.outcomes if one.figures is None]

    @property
    def unpriced(self) -> dict[str, list[str]]:
        """Currencies that nothing prices, by body."""
        return {
            name: sorted(rates.missing)
            for name, rates in self.combined.rates.items()
            if rates.missing
        }

    @property
    def incomplete(self) -> bool:
        """Whether something is not counted that should be."""
        return bool(self.missing or self.unpriced)

    def title(self, body: str) -> str:
        """What a body is called."""
        titles = {one.name: one.title for one in self.federation.members}
        return titles.get(body, body)


def read_whole(
    book: Book,
    period: Period,
    processes: int | None = None,
    told: Callable[[str], object] | None = None,
) -> Whole:
    """Read the books of all bodies, and add them up.

    Args:
        book: The federation file, loaded.
        period: The period.
        processes: How many at once; as many as there are cores without it.
        told: Told the name of each body whose book is done.

    Returns:
        All of it; what is wrong is among it.

    Raises:
        NoFederation: The file is no federation file.
    """
    federation, errors = read_federation(book, period.last)
    outcomes = read_bodies(federation, period, processes, told)
    bodies = [one.figures for one in outcomes if one.figures is not None]
    quotes = quotes_of(book, period.end)
    controlled = federation.controlled()
    ours = [one for one in bodies if one.name in controlled]
    return Whole(
        book,
        federation,
        period,
        outcomes,
        errors,
        combine(federation, bodies, period, quotes),
        combine(federation, ours, period, quotes) if len(ours) > 1 else None,
    )
