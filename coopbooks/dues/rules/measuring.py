"""Find the measures of all members in a book."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.accounts import measures
from coopbooks.dues.forms.people import DECLARED
from coopbooks.dues.forms.people import MEASURE
from coopbooks.dues.rules.measures import Measures
from coopbooks.dues.rules.measures import Posted
from coopbooks.dues.rules.measures import period_named

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from coopbooks.core.directives import Directive
    from coopbooks.dues.terms import DuesTerms


def read_measures(
    terms: DuesTerms, entries: Iterable[data.Directive], asked: frozenset[str]
) -> Measures:
    """Find the measures of all members in one pass over a book.

    Args:
        terms: What the book says about dues.
        entries: The book's entries.
        asked: The measures that some schedule asks for; with none nothing is read.

    Returns:
        The measures, as they were known on the day of the terms.
    """
    if not asked:
        return Measures()
    entries = list(entries)
    lines = {one.name: one for one in terms.of(MEASURE.kind) if one.name in asked}
    declared: dict[tuple[str, str], list[Directive]] = defaultdict(list)
    for one in sorted(
        terms.of(DECLARED.kind), key=lambda one: (one.date, one.recorded)
    ):
        if one.values["measure"] in asked:
            declared[str(one.values["measure"]), one.name].append(one)
    posted = _postings(lines, entries, terms.known) if lines else {}
    return Measures(lines, posted, declared, measures(entries))


def _postings(
    lines: Mapping[str, Directive],
    entries: Iterable[data.Directive],
    known: datetime.date | None,
) -> dict[str, dict[str, list[Posted]]]:
    """The postings with a member on the accounts of measures."""
    found: dict[str, dict[str, list[Posted]]] = {
        name: defaultdict(list) for name in lines
    }
    for names, entry, posting in _counted(lines, entries):
        meta, above = posting.meta or {}, entry.meta
        member = meta.get("member") or above.get("member")
        if member is None or posting.units is None:
            continue
        if known is not None:
            recorded = meta.get("recorded") or above.get("recorded") or entry.date
            if recorded > known:
                continue
        period = meta.get("period") or above.get("period")
        said = period_named(str(period)) if period else None
        one = Posted(entry.date, said, posting.units, meta, above)
        for name in names:
            found[name][str(member)].append(one)
    return found


def _counted(
    lines: Mapping[str, Directive], entries: Iterable[data.Directive]
) -> Iterator[tuple[tuple[str, ...], data.Transaction, data.Posting]]:
    """The postings on the accounts of measures, with the measures that count them."""
    roots: dict[str, tuple[str, ...]] = {}
    for name, line in lines.items():
        account = str(line.values["account"])
        roots[account] = (*roots.get(account, ()), name)
    names: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        if isinstance(entry, data.Transaction):
            for posting in entry.postings:
                account = posting.account
                if account not in names:
                    names[account] = _of(account, roots)
                if counting := names[account]:
                    yield counting, entry, posting


def _of(account: str, roots: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The measures whose account is this one or the nearest above it."""
    while account not in roots:
        account, colon, _ = account.rpartition(":")
        if not colon:
            return ()
    return roots[account]
