"""Where a year's result comes from: members' work, others' work, other sources."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.core.money import PRECISE
from coopbooks.core.money import ZERO
from coopbooks.core.money import quantize
from coopbooks.core.money import total_of
from coopbooks.surplus.figures import Line
from coopbooks.surplus.forms.rules import SOURCE
from coopbooks.surplus.forms.rules import SOURCES
from coopbooks.surplus.year.gathering import EARNED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from decimal import Decimal

    from coopbooks.core.accounts import Roles
    from coopbooks.core.groups import Group
    from coopbooks.surplus.year.gathering import Gathered
    from coopbooks.surplus.year.work import Work

MEMBERS, OTHERS, OTHER = SOURCES
LEFT_OUT, REST = "left-out", ""
WORDS = {
    MEMBERS: "members' work",
    OTHERS: "others' work",
    OTHER: "other sources",
}
# Which costs are no costs yet where the steps begin, by the words of `starts-from:`.
ADDED_BACK = {
    "before-share": frozenset({"share"}),
    "before-tax": frozenset({"income-tax"}),
    "before-share-and-tax": frozenset({"share", "income-tax"}),
}


@dataclass(frozen=True, slots=True)
class Start:
    """Where the steps of a rule begin.

    Attributes:
        result: Income less costs of the year, as booked.
        start: The result with what the rule adds back or leaves out.
        lines: How it comes about, line by line.
        named: What comes from the sources that the rule names accounts for.
        rest: What no account says the source of.
    """

    result: Decimal
    start: Decimal
    lines: tuple[Line, ...]
    named: Mapping[str, Decimal]
    rest: Decimal


def start_of(book: Gathered, rule: Group) -> Start:
    """Find where the steps of a rule begin.

    Args:
        book: The book, added up.
        rule: The rule.

    Returns:
        The result, what is shared of it, and where that comes from.
    """
    back = ADDED_BACK.get(str(rule.header.meta.get("starts-from")), frozenset())
    sources = sources_of(rule)
    by_source: dict[str, list[Decimal]] = defaultdict(list)
    by_root: dict[str, list[Decimal]] = defaultdict(list)
    apart: list[Line] = []
    for account in book.activity.accounts(*EARNED):
        number = book.earned(account, book.year)
        if not number:
            continue
        by_root[_root(book.roles, account)].append(number)
        source, name = source_of(account, sources), book.roles.name_of(account)
        if book.roles.of(account) in back:
            apart.append(Line(f"{name}, added back", -number, account))
        elif source == LEFT_OUT:
            apart.append(Line(f"{name}, left out", -number, account))
        else:
            by_source[source].append(number)
    totals = {source: total_of(found) for source, found in by_source.items()}
    rest = totals.pop(REST, ZERO)
    result = total_of(number for found in by_root.values() for number in found)
    lines = (*_lines(book.roles, by_root), *apart)
    start = total_of(line.number for line in lines)
    return Start(result, start, lines, totals, rest)


def split(
    start: Start, work: Work, currency: str
) -> tuple[dict[str, Decimal], tuple[str, ...]]:
    """Split where the steps begin by source.

    Args:
        start: What is shared, with what comes from named accounts.
        work: By what the rest is split; others' part is rounded half up.
        currency: The book's currency.

    Returns:
        The amount of each source, which come to what is shared, all of one sign: what a
        source lacks is made good out of the largest of the others. And a sentence for
        each source that lacks something.
    """
    others = quantize(PRECISE.multiply(start.rest, work.of_others), currency)
    found = {source: start.named.get(source, ZERO) for source in SOURCES}
    found[OTHERS] += others
    found[MEMBERS] += start.rest - others
    return _made_good(found, start.start, currency)


def _made_good(
    found: dict[str, Decimal], start: Decimal, currency: str
) -> tuple[dict[str, Decimal], tuple[str, ...]]:
    """Let a source of the other sign than the whole be made good by the others."""
    sign = -1 if start < 0 else 1
    signed = {source: number * sign for source, number in found.items()}
    notes: list[str] = []
    for source in SOURCES:
        if (lacking := -signed[source]) <= 0:
            continue
        signed[source] = ZERO
        what = "lost" if sign > 0 else "gained"
        notes.append(
            f"{WORDS[source].capitalize()} {what} {lacking:,f} {currency}, which is "
            f"set against the other sources, the largest first."
        )
        for giver in sorted(SOURCES, key=lambda one: (-signed[one], one)):
            given = min(lacking, max(signed[giver], ZERO))
            signed[giver] -= given
            lacking -= given
    return {source: number * sign + 0 for source, number in signed.items()}, (*notes,)


def _root(roles: Roles, account: str) -> str:
    """The account that a line stands for: the one with the role, else the second."""
    if roles.of(account) and roles.root_of(account) != account:
        return roles.root_of(account)
    if account in roles.said:
        return account
    return ":".join(account.split(":")[:2])


def _lines(roles: Roles, by_root: Mapping[str, list[Decimal]]) -> Iterator[Line]:
    """A line for each kind of income, then of costs, that came to something."""
    ordered = sorted(by_root, key=lambda one: (roles.type_of(one) != "Income", one))
    for root in ordered:
        if number := total_of(by_root[root]):
            yield Line(roles.name_of(root), number, root)


def sources_of(rule: Group) -> dict[str, str]:
    """Read which accounts come from which source.

    Args:
        rule: The rule.

    Returns:
        The source by account, as the rule says.
    """
    return {
        str(line.values["account"]): str(line.values["source"])
        for line in rule.of(SOURCE.kind)
    }


def source_of(account: str, sources: Mapping[str, str]) -> str:
    """What a rule says of an account, or of the nearest one above it.

    Args:
        account: The account.
        sources: The sources by account, as `sources_of` gives them.

    Returns:
        A source, or `left-out`; empty where the rule says nothing.
    """
    while account not in sources:
        account, colon, _ = account.rpartition(":")
        if not colon:
            return REST
    return sources[account]
