"""Columns of bands that say two things of one value, or nothing of any."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.dues.forms.schedules import BAND
from coopbooks.dues.problems.names import told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group

_EXACT = re.compile(r"for-(\d+)")
_EDGE = re.compile(r"for-(below|up-to|from|above)-(\d+)|for-(\d+)-or-more")


class _Edge(NamedTuple):
    """A cut through the numbers: just before a bound, or just after it."""

    bound: Decimal
    after: bool
    upper: bool
    key: str


def check_columns(group: Group) -> Iterator[LedgerError]:
    """Find columns that do not fit together.

    All bands of a schedule have the same columns, so that one error is enough.

    Args:
        group: A `coop-dues` with its lines.

    Yields:
        An error for each column that is no value, and each that overlaps another.
    """
    columns = str(group.header.meta.get("columns") or "")
    for line in group.of(BAND.kind)[:1]:
        keys = [key for key in line.meta if key.startswith("for-")]
        if not columns or columns in {"class", "workplace"}:
            continue
        for key in keys:
            if not _EXACT.fullmatch(key) and not _EDGE.fullmatch(key):
                yield told(
                    line,
                    f"'{key}:' is no value of '{columns}'; write for-0:, for-20:, "
                    "for-3-or-more:, for-below-20: and the like.",
                )
        yield from _overlaps(line, keys)


def _overlaps(line: Directive, keys: Sequence[str]) -> Iterator[LedgerError]:
    """Columns of which two hold for the same value."""
    edges = [edge for key in keys if (edge := _edge(key))]
    uppers = sorted(one for one in edges if one.upper)
    lowers = sorted(one for one in edges if not one.upper)
    for same in (uppers, lowers):
        for first, second in pairwise(same):
            if first[:2] == second[:2]:
                yield _both(line, first, second)
    if uppers and lowers and lowers[0][:2] < uppers[-1][:2]:
        yield _both(line, uppers[-1], lowers[0])


def _edge(key: str) -> _Edge | None:
    found = _EDGE.fullmatch(key)
    if not found:
        return None
    word = found[1] or "from"
    bound = Decimal(found[2] or found[3])
    return _Edge(bound, word in {"up-to", "above"}, word in {"below", "up-to"}, key)


def _both(line: Directive, first: _Edge, second: _Edge) -> LedgerError:
    return told(
        line,
        f"'{first.key}:' and '{second.key}:' overlap; only one of them can hold for a "
        "value.",
    )
