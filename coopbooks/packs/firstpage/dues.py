"""What page one says of dues: how members stand, and whose delay harms nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.table import Ref
from coopbooks.core.table import Sentence
from coopbooks.dues.overview import employers as bodies
from coopbooks.dues.overview import groups
from coopbooks.dues.overview import tables as dues

if TYPE_CHECKING:
    from coopbooks.core.table import Values

# Between an employer's list and its deposit: on no account of what is owed.
NOT_HANDED_OVER = Ref(bodies.EMPLOYERS, bodies.ALL, "owed")


def standing_sentences(values: Values) -> list[Sentence]:
    """How many members are in good standing, excused, behind, and who pledges.

    Args:
        values: The tables behind page one, worked out.

    Returns:
        The sentences; none for a book without dues.
    """
    good = _standing("good")
    if good not in values.cells:
        return []
    words, refs = "{} in good standing", [good]
    excused = _standing("excused")
    if values[excused]:
        words += ", {} of them excused"
        refs.append(excused)
    said = [Sentence(f"{words}.", tuple(refs)), *_behind(values)]
    return [*said, *_pledges(values)]


def _standing(column: str) -> Ref:
    return Ref(groups.STANDING, groups.ALL, column)


def _behind(values: Values) -> list[Sentence]:
    """Who is not in good standing, and what they owe together."""
    states = [name for name in groups.STATES if values[_standing(name)]]
    if not states:
        return [Sentence("Nobody is behind.")] if _dues(values, dues.END) else []
    parts = []
    for name in states:
        one = values[_standing(name)] == 1
        verb = "is" if one else "are"
        parts.append(f"{{}} {verb} {groups.STATES[name].lower()}")
    words = ", ".join(parts)
    owed = _standing("behind-owed")
    refs = (*(_standing(name) for name in states), owed)
    return [Sentence(f"{words}, with {{}} together.", refs)]


def _dues(values: Values, row: str) -> Ref | None:
    ref = Ref(dues.DUES, row, "month")
    return ref if ref in values.cells else None


def _pledges(values: Values) -> list[Sentence]:
    """What was pledged and what came in of it; never owed."""
    pledged, received = _dues(values, dues.PLEDGED), _dues(values, dues.RECEIVED)
    if pledged is None:
        return []
    if received is None:
        return [Sentence("{} was pledged for the month.", (pledged,))]
    return [Sentence("{} was pledged for the month, {} came in.", (pledged, received))]


def late_notes(values: Values) -> tuple[Sentence, ...]:
    """That nobody loses standing by an employer's delay, where an employer owes.

    Args:
        values: The tables behind page one, worked out.

    Returns:
        The sentence, or nothing.
    """
    owes = any(
        values[Ref(bodies.EMPLOYERS, bodies.ALL, column)]
        for column in ("awaited", "owed")
    )
    return (Sentence(bodies.LATE),) if owes else ()
