"""What is wrong with per capita, stamps, payments and what is not expected any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.accounts import is_under
from coopbooks.core.directives import near
from coopbooks.core.errors import where
from coopbooks.dues.forms import collecting as forms
from coopbooks.dues.forms.schedules import PART
from coopbooks.dues.problems.names import told
from coopbooks.dues.rules.calendar import period_of
from coopbooks.dues.rules.working import COUNTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group
    from coopbooks.dues.problems.names import Names

HEAD = "MEMBER"


def check_collecting(
    groups: Sequence[Group], directives: Sequence[Directive], names: Names
) -> Iterator[LedgerError]:
    """Find what is wrong with what becomes of dues.

    Args:
        groups: All `coop-per-capita` with their lines.
        directives: Directives of any kind.
        names: The names of the book.

    Yields:
        An error for each thing.
    """
    parts = [str(one.values["account"]) for one in directives if one.form is PART]
    roles = [
        one
        for one in directives
        if one.kind == "coop-account" and one.name == "per-capita"
    ]
    for group in groups:
        for problem in (*_per_capita(group), *_treated(group, parts, len(roles))):
            yield told(group.header, f"'{group.name}' {problem}")
        yield from _counts(group)
    for one in directives:
        if one.form is forms.STAMPS:
            yield from _stamps(one, names)
        elif one.form is forms.ALLOWANCE and one.values["part"].number > 100:
            yield told(one, f"{one.values['part']} is more than all of it.")
    yield from _payments([one for one in directives if one.form is forms.PAYMENTS])


def _per_capita(group: Group) -> Iterator[str]:
    """What a rule lacks to say how much is owed."""
    header = group.header
    meta, how = header.meta, header.values["how"]
    each, rate = meta.get("each"), meta.get("rate")
    amounts = [one for one in _worth(group) if one.values["counts"].currency != HEAD]
    if how == "headcount" and each is None and not amounts:
        yield "counts heads: say in each: how much is owed for one."
    if how == "headcount" and rate is not None:
        yield 'counts heads, which passes over rate:; it goes with "dues".'
    if how == "dues" and rate is None:
        yield "is a part of the dues: say in rate: which PERCENT."
    if how == "dues" and each is not None:
        yield 'is a part of dues, which passes over each:; it goes with "headcount".'
    if each is not None and each.currency in COUNTS:
        yield f"says each: {each}; it must be money."
    least = meta.get("minimum")
    if least is not None and least.currency in COUNTS and least.currency != HEAD:
        yield f"says minimum: {least}; it must be so many {HEAD}, or money."
    per = str(meta.get("per") or "month")
    begin = period_of(per, group.date).begin
    if begin != group.date:
        yield (
            f"begins on {group.date}, in the middle of a {per}; date it, with its "
            f"lines, {begin} or the first day of a later one."
        )


def _treated(group: Group, parts: Sequence[str], roles: int) -> Iterator[str]:
    """What a rule lacks to say where it is booked."""
    meta = group.header.meta
    to = str(meta["to"])
    if meta["treatment"] == "expense" and not meta.get("expense") and roles != 1:
        yield "is an expense: say in expense: on which account."
    held = any(is_under(account, to) for account in parts)
    if meta["treatment"] == "held" and not meta.get("out-of") and not held:
        yield (
            "is held for others: say in out-of: which income it is taken out of, "
            f"or put it on {to} by a coop-dues-part."
        )


def _worth(group: Group) -> list[Directive]:
    return group.of(forms.COUNT.kind)


def _counts(group: Group) -> Iterator[LedgerError]:
    for line in _worth(group):
        worth = line.values["counts"]
        if worth.number < 0:
            yield told(line, f"a head can't count {worth}.")
        elif worth.currency in COUNTS and worth.currency != HEAD:
            yield told(line, f"{worth} is neither so many {HEAD} nor money.")


def _stamps(line: Directive, names: Names) -> Iterator[LedgerError]:
    name, price = line.meta.get("dues"), line.meta.get("price")
    if name is not None and name not in names.schedules:
        hint = near(str(name), names.schedules)
        yield told(line, f"no coop-dues is called '{name}'.{hint}")
    if name is None and price is None:
        yield told(line, "say in price: what one costs, or in dues: what it is for.")
    if price is not None and (price.currency in COUNTS or price.number < 0):
        yield told(line, f"price: is {price}; it must be money.")


def _payments(lines: Sequence[Directive]) -> Iterator[LedgerError]:
    """Orders of payments that say a kind twice, or two orders for a day."""
    seen: dict[object, Directive] = {}
    for line in lines:
        first = seen.setdefault((line.date, line.recorded), line)
        if first is not line:
            yield told(
                line,
                f"{line.date} was said before, at {where(first.source)}. Take one out.",
            )
        kinds = [
            str(line.values[slot.name])
            for slot in line.form.slots
            if slot.name in line.values
        ]
        again = sorted({kind for kind in kinds if kinds.count(kind) > 1})
        if again:
            yield told(line, f"'{again[0]}' stands here twice.")
        if "oldest" in kinds and len(kinds) > 1:
            yield told(line, "'oldest' stands alone: the oldest first, whatever it is.")
