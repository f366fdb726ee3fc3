"""Schedules of dues that hold for the same members at the same time."""

from __future__ import annotations

import datetime
from itertools import combinations
from typing import TYPE_CHECKING

from coopbooks.core.errors import where
from coopbooks.dues.problems.names import told
from coopbooks.dues.problems.names import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group
    from coopbooks.dues.problems.names import Names

FOREVER = datetime.date.max


def check_overlaps(groups: Sequence[Group], names: Names) -> list[LedgerError]:
    """Find schedules of which nobody can say which one holds.

    Two schedules contradict each other if they name a class, or a workplace, or both,
    or neither of them alike, and their days overlap. Schedules that members are put
    under by name are meant to stand side by side.

    Args:
        groups: All `coop-dues`, by date and name.
        names: The names of the book.

    Returns:
        An error for each pair of names, at the schedule that begins later.
    """
    dues = [group for group in groups if not group.header.meta.get("besides")]
    kinds: dict[tuple[bool, bool], list[Group]] = {}
    for group in dues:
        meta = group.header.meta
        key = bool(meta.get("class")), bool(meta.get("workplace"))
        kinds.setdefault(key, []).append(group)
    errors: list[LedgerError] = []
    told_of: set[frozenset[str]] = set()
    for same in kinds.values():
        for first, second in combinations(same, 2):
            pair = frozenset((first.name, second.name))
            if len(pair) < 2 or pair & names.chosen or pair in told_of:
                continue
            begin = max(first.date, second.date)
            if _meet(first, second) and begin < min(
                _end(one, groups) for one in (first, second)
            ):
                told_of.add(pair)
                errors.append(_error(first, second, begin))
    return errors


def _end(group: Group, groups: Sequence[Group]) -> datetime.date:
    """The day from which a schedule does not hold any more."""
    later = [
        one.date for one in groups if one.name == group.name and one.date > group.date
    ]
    until = group.header.meta.get("until")
    over = [until + datetime.timedelta(days=1)] if until else []
    return min([*later, *over], default=FOREVER)


def _meet(first: Group, second: Group) -> bool:
    """Whether there can be somebody for whom both are."""
    for key in ("class", "workplace"):
        ours, theirs = (words(one.header.meta.get(key)) for one in (first, second))
        if ours and not ours & theirs:
            return False
    return True


def _error(first: Group, second: Group, begin: datetime.date) -> LedgerError:
    one, other = sorted(
        (first, second),
        key=lambda group: (
            group.date,
            str(group.header.source.get("filename")),
            group.header.source.get("lineno", 0),
        ),
    )
    return told(
        other.header,
        f"'{other.name}' and '{one.name}' ({where(one.header.source)}) hold for the "
        f"same members from {begin} on. Say class: or workplace: more closely, end one "
        "with until:, or mark what comes on top with besides: TRUE.",
    )
