"""Where the rows of a share stand, so that their formulas find one another."""

from __future__ import annotations

from typing import NamedTuple

from coopbooks.core.money import quantum
from coopbooks.core.table import Ref

# Digits enough for what is rounded once, at the end.
FINE = 9


class Place(NamedTuple):
    """Where rows stand.

    Attributes:
        table: The id of the table.
        prefix: What their ids begin with, where a table has several periods.
    """

    table: str
    prefix: str = ""

    def ref(self, row: str, column: str) -> Ref:
        """The address of a cell of these rows."""
        return Ref(self.table, self.prefix + row, column)


def places_of(currency: str) -> int:
    """To how many decimals a currency is rounded."""
    return max(-int(quantum(currency).as_tuple().exponent), 0)
