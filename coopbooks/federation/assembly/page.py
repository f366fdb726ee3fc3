"""The assembly's page put together."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.federation.assembly.absent import absent_table
from coopbooks.federation.assembly.campaigns import campaigns_of
from coopbooks.federation.assembly.campaigns import campaigns_table
from coopbooks.federation.assembly.decisions import decision_tables
from coopbooks.federation.assembly.decisions import pending_table
from coopbooks.federation.assembly.side import side_by_side
from coopbooks.federation.assembly.tables import side_tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.core.periods import Period
    from coopbooks.core.table import Table
    from coopbooks.federation.reading.figures import Quote
    from coopbooks.federation.reading.reading import Outcome
    from coopbooks.federation.terms import Federation


class Page(NamedTuple):
    """The assembly's page.

    Attributes:
        front: The tables of page one: bodies side by side, campaigns, what there is to
            decide, who is not counted.
        behind: The decisions.
    """

    front: list[Table]
    behind: list[Table]


def assembly_page(
    federation: Federation,
    outcomes: Sequence[Outcome],
    period: Period,
    quotes: Sequence[Quote] = (),
) -> Page:
    """Put the assembly's page together.

    Args:
        federation: The federation.
        outcomes: What became of each body's book.
        period: The period.
        quotes: The federation's own prices.

    Returns:
        The tables in which there is something.
    """
    bodies = [one.figures for one in outcomes if one.figures is not None]
    side = side_by_side(federation, bodies, period, quotes)
    campaigns = campaigns_of(federation, bodies, period, quotes)
    front = [
        *side_tables(side),
        campaigns_table(campaigns, federation),
        pending_table(side),
        absent_table(side, outcomes),
    ]
    behind = decision_tables(side)
    return Page(
        [table for table in front if table.rows],
        [table for table in behind if table.rows],
    )
