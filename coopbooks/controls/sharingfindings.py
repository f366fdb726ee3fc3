"""What to look at about shares: not charged, different, late, close to a cliff."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.controls.finding import Finding
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.periods import long_date
from coopbooks.sharing.posting.entries import title_of
from coopbooks.sharing.shares.ladder import A_CENT
from coopbooks.sharing.shares.ladder import bands_of
from coopbooks.sharing.shares.ladder import ladder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.core.bands import Cut
    from coopbooks.sharing.overview.lines import Line
    from coopbooks.sharing.overview.reading import Sharing

# So close below an edge, as a part of it, a cliff is told of.
NEAR = Decimal("0.05")


def sharing_findings(found: Sharing) -> Iterator[Finding]:
    """What to look at about a book's agreements.

    Args:
        found: The agreements at the end of a period.

    Yields:
        Shares that can't be worked out, are not in the book or differ from it; those
        that are late, on either side; those whose ladder has a cliff close by.
    """
    latest = [
        line
        for name in sorted({one.name for one in found.lines})
        for line in found.last_of(name)
    ]
    for line in found.lines:
        yield from _worked_out(found, line, latest)
    yield from _late(found)
    for line in latest:
        yield from _cliff(found, line)


def _worked_out(
    found: Sharing, line: Line, latest: Sequence[Line]
) -> Iterator[Finding]:
    """A share that is unknown, or not as the book has it."""
    what = f"{line.name}, {line.label}"
    entry = line.entries[0] if line.entries else None
    if line.share is not None and line.share.problems:
        first = " ".join(line.share.problems[0].message.split()).rstrip(".")
        yield Finding("share-unknown", f"{what}: {first}", None, entry)
    elif line.share is None and not line.is_charged and line in latest:
        words = f"{what}: the book has nothing of it yet, and the other body counts it"
        yield Finding("share-not-charged", words)
    elif line.lacking and not line.charged:
        words = f"{what}: the share is not in the book yet"
        yield Finding("share-not-charged", words, _own(found, line, line.lacking))
    elif line.lacking:
        less = "less" if line.lacking > 0 else "more"
        words = f"{what}: the book has {less} than the agreement gives; difference"
        amount = _own(found, line, abs(line.lacking))
        yield Finding("share-differs", words, amount, entry)


def _late(found: Sharing) -> Iterator[Finding]:
    """Shares that are late: ours together, those of others body by body."""
    late = [one for one in found.open if one.days_late and one.due]
    bodies = sorted({(not one.giving, one.other) for one in late})
    for theirs, other in bodies:
        own = [one for one in late if (not one.giving, one.other) == (theirs, other)]
        oldest = long_date(min(one.due for one in own if one.due))
        title = title_of(found.view, other)
        who = (
            f"{title} is late with a share"
            if theirs
            else f"Our share to {title} is late"
        )
        amount = None
        if all(one.currency == found.view.currency for one in own):
            amount = total_of(one.open for one in own)
        words = f"{who}, the oldest due on {oldest}"
        yield Finding("share-late", words, amount)


def _cliff(found: Sharing, line: Line) -> Iterator[Finding]:
    """That what counts is just below an edge beyond which the whole share jumps."""
    share = line.share
    if share is None or line.group.header.meta.get("tiers") != "cliff":
        return
    for band in bands_of(line.group)[:-1]:
        edge = band.upper
        if edge is None or band.unit != share.base.unit:
            continue
        room = edge.bound - share.base.number
        if ZERO <= room <= edge.bound * NEAR and band.covers(share.base.number):
            jump = _jump(line, edge, band.unit)
            words = (
                f"{line.name}: what counts is just below a cliff, where the share jumps"
            )
            yield Finding("cliff-near", words, _own(found, line, jump))


def _jump(line: Line, edge: Cut, unit: str) -> Decimal:
    """By how much the share is more a cent beyond an edge."""
    below = edge.bound if edge.after else edge.bound - A_CENT
    beyond = ladder(line.group, below + A_CENT, unit).number
    return (beyond - ladder(line.group, below, unit).number).quantize(A_CENT)


def _own(found: Sharing, line: Line, number: Decimal) -> Decimal | None:
    """An amount in the book's currency; None in another one."""
    return number if line.currency == found.view.currency else None
