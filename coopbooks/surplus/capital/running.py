"""Balances as they run on through a book, with what moved them last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import ZERO

if TYPE_CHECKING:
    from decimal import Decimal

    from beancount.core import data


class Last(NamedTuple):
    """The latest posting that moved something."""

    entry: data.Transaction
    posting: data.Posting

    @property
    def source(self) -> data.Meta:
        """Where it stands."""
        return self.posting.meta or self.entry.meta


@dataclass(slots=True)
class Running:
    """A balance as it runs on, and what moved it last."""

    number: Decimal = ZERO
    last: Last | None = None
    told: bool = False

    def move(self, number: Decimal, last: Last) -> None:
        """Carry it on.

        Args:
            number: By how much it changes.
            last: The posting that changes it.
        """
        self.number += number
        if number:
            self.last = last
