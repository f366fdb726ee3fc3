"""Which bodies the assembly's page does not count, and what it may lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.table import Row
from coopbooks.core.table import Table
from coopbooks.federation.assembly.columns import LABEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.federation.assembly.side import Side
    from coopbooks.federation.reading.reading import Outcome

ABSENT = "absent"
NO_BOOK = "keeps no book here"
NOT_COUNTED, IN_PART = "not counted", "counted, please look"


def absent_table(side: Side, outcomes: Sequence[Outcome]) -> Table:
    """Bodies that are not counted, and problems of those that are.

    Args:
        side: The bodies side by side.
        outcomes: What became of each body's book.

    Returns:
        The table `absent`, without rows where every body is counted and well.
    """
    read = {one.name: one for one in outcomes}
    rows = []
    for member in side.federation.members:
        outcome = read.get(member.name)
        if outcome is None:
            why, state = NO_BOOK, NOT_COUNTED
        elif outcome.figures is None:
            why, state = " ".join(outcome.problems), NOT_COUNTED
        elif outcome.problems:
            why, state = " ".join(outcome.problems), IN_PART
        else:
            continue
        words = f"{member.title}: {state}; {why.rstrip('.')}."
        rows.append(Row(member.name, {"label": words}))
    for words in side.missing:
        why = f"No price of {words}: amounts in it count as nothing."
        rows.append(Row(f"rate:{words}", {"label": why}))
    return Table(ABSENT, "Not counted, or only in part", (LABEL,), tuple(rows))
