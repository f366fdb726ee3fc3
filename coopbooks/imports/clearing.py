"""What becomes of rows of a bank that are several typed entries, or parts of one."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from coopbooks.imports.combined import Combiner
from coopbooks.imports.combined import amount_of
from coopbooks.imports.combined import row_of
from coopbooks.imports.combined import seen_on
from coopbooks.imports.fates import Fate
from coopbooks.imports.matching import Match
from coopbooks.imports.seen import cleared_in_parts
from coopbooks.statements.clearings import agreements
from coopbooks.statements.clearings import confirmed_to

if TYPE_CHECKING:
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.imports.combined import Way
    from coopbooks.imports.drafts import Draft
    from coopbooks.imports.standing import Typed
    from coopbooks.imports.typed import TypedBefore

# So many ways are told of.
TOLD = 2


def combined(
    matches: Sequence[Match],
    before: TypedBefore,
    entries: Sequence[data.Directive],
    *,
    take: bool,
) -> list[Match]:
    """Find new rows of a bank that were typed before, in other parts.

    Args:
        matches: What became of the rows of one file so far.
        before: Finds what was typed before.
        entries: The book's entries, for the last confirmed balance.
        take: Whether rows that may be meant in several ways are taken as new.

    Returns:
        The same; rows that a `coop-cleared` tells of, that several typed entries come
        to, or that come to one with others, as MATCHES; rows of which it can't be told
        as DUPLICATE?.
    """
    found = list(matches)
    take = take or before.profile.again == "take"
    if before.profile.kind != "bank" or not before.standing.typed:
        return found
    new = []
    for at, match in enumerate(found):
        if match.fate is not Fate.NEW:
            continue
        told = before.told(match.draft) if before.standing.told else None
        if told is None:
            new.append(at)
        else:
            why = "is in the book: somebody wrote when the bank moved it"
            found[at] = Match(match.draft, Fate.MATCHES, why, match=told)
    if not new:
        return found
    draft = found[new[0]].draft
    begin = min(match.draft.date for match in found)
    waiting = _waiting(before, draft, begin, entries)
    said = [one for one in waiting if seen_on(one)]
    plain = [one for one in waiting if not seen_on(one)]
    for typed, days in ((said, 0), (plain, before.profile.window)):
        new = _put_together(found, new, typed, days, before, take=take)
    return found


def _waiting(
    before: TypedBefore,
    draft: Draft,
    begin: datetime.date,
    entries: Sequence[data.Directive],
) -> list[Typed]:
    """What was typed and the bank may still have to show in a statement.

    What was there at the last confirmed balance it has shown, but what was
    outstanding then.
    """
    account, currency = draft.account, draft.currency
    free = before.free(account, currency)
    if not free:
        return []
    last = confirmed_to(entries, account, begin)
    agreed = [
        one
        for one in agreements(entries, account)
        if one.currency == currency and one.day < begin
    ]
    held = set(agreed[-1].outstanding) if agreed else set()
    return [
        one
        for one in free
        if one.entry.date > last
        or seen_on(one)
        or (one.entry.date, _number(one)) in held
    ]


def _put_together(
    found: list[Match],
    new: Sequence[int],
    typed: Sequence[Typed],
    days: int,
    before: TypedBefore,
    *,
    take: bool,
) -> list[int]:
    """Put rows and typed entries together; give the rows that are left."""
    if not typed:
        return list(new)
    rows = [row_of(found[at].draft) for at in new]
    window = datetime.timedelta(days=days)
    ways = Combiner(rows, [amount_of(one) for one in typed], window).ways()
    gone = set()
    for way in ways.only:
        parts = [typed[at] for at in sorted(way.typed)]
        before.take(parts)
        for row in way.rows:
            found[new[row]] = _match(found[new[row]], parts, len(way.rows))
            gone.add(new[row])
    for row, several in ways.several.items():
        if not take:
            found[new[row]] = _unsure(found[new[row]], several, typed)
            gone.add(new[row])
    return [at for at in new if at not in gone]


def _match(match: Match, parts: Sequence[Typed], rows: int) -> Match:
    """A row that several entries come to, or one of several that come to one."""
    [entry] = match.writes() if match.writes else ()
    seen = cleared_in_parts(match.draft, parts, str(entry.meta["id"]))
    if rows > 1:
        said = f"one of {rows} rows that are {_said(parts[0])}, typed before"
    else:
        said = f"typed before as {' and '.join(map(_said, parts))}"
    return Match(
        match.draft,
        Fate.MATCHES,
        said,
        (lambda: seen) if seen else None,
        parts[0].entry,
        tuple(one.date for one in seen),
    )


def _unsure(match: Match, several: Sequence[Way], typed: Sequence[Typed]) -> Match:
    """A row of which it can't be told which entries it is."""
    said = (map(_said, (typed[at] for at in sorted(way.typed))) for way in several)
    ways = list(dict.fromkeys(" with ".join(way) for way in said))
    more = f" or in {len(ways) - TOLD} more ways" if len(ways) > TOLD else ""
    day = match.draft.date
    why = (
        f"may have been typed before, as {' or '.join(ways[:TOLD])}{more}; write "
        f"cleared: {day} below the postings that it is"
    )
    first = typed[min(several[0].typed)].entry
    return Match(match.draft, Fate.DUPLICATE, why, match=first)


def _number(one: Typed) -> object:
    units = one.entry.postings[one.at].units
    return units.number if units else None


def _said(one: Typed) -> str:
    """A typed entry as a reason names it."""
    return f"{_number(one):,} of {one.entry.date}"
