"""The year's result by source: members' work, others' work, other sources."""

from __future__ import annotations

from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.accounts import is_under
from coopbooks.core.errors import LedgerError
from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.money import quantize
from coopbooks.core.money import total_of
from coopbooks.surplus.figures import Line
from coopbooks.surplus.forms.rules import SOURCE
from coopbooks.surplus.forms.rules import SOURCES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coopbooks.core.accounts import Roles
    from coopbooks.core.groups import Group
    from coopbooks.surplus.interim.year.reading import Reading

MEMBERS, OTHERS, OTHER_SOURCES = SOURCES
LEFT_OUT = "left-out"
# Which costs a rule adds back before it begins, by the words of `starts-from:`.
ADDED_BACK = {
    "before-share": ("share",),
    "before-tax": ("income-tax",),
    "before-share-and-tax": ("share", "income-tax"),
}
IN_WORDS = {"share": "Party's share", "income-tax": "Tax on the surplus"}


class Start(NamedTuple):
    """Where the steps begin.

    Attributes:
        result: The result as booked; positive for a surplus.
        start: Where the steps begin.
        lines: How that comes about.
        by_account: What of it comes from accounts that the rule gives a source.
    """

    result: Decimal
    start: Decimal
    lines: tuple[Line, ...]
    by_account: Mapping[str, Decimal]


def start_of(reading: Reading, rule: Group, roles: Roles) -> Start:
    """Find where the steps of a rule begin.

    Args:
        reading: The year's postings.
        rule: The rule.
        roles: What accounts are for.

    Returns:
        The result, less what the rule leaves out, with what it adds back.
    """
    back = ADDED_BACK.get(str(rule.header.meta.get("starts-from")), ())
    lines: list[Line] = []
    added: list[Line] = []
    by_source: dict[str, Decimal] = {}
    for account, number in sorted(reading.result.items()):
        worth = -number
        if not worth:
            continue
        lines.append(Line(roles.name_of(account), worth, account))
        role = roles.of(account)
        if role in back:
            words = f"{IN_WORDS[str(role)]}, added back"
            added.append(Line(words, -worth, account))
            continue
        source = source_of(rule, account)
        if source == LEFT_OUT:
            words = f"{roles.name_of(account)}, left out by the rule"
            added.append(Line(words, -worth, account))
        elif source is not None:
            by_source[source] = by_source.get(source, ZERO) + worth
    result = total_of(line.number for line in lines)
    told = (*lines, *added)
    return Start(result, total_of(line.number for line in told), told, by_source)


def source_of(rule: Group, account: str) -> str | None:
    """The source that a rule gives to an account; None where it says nothing."""
    lines = [
        line
        for line in rule.of(SOURCE.kind)
        if is_under(account, str(line.values["account"]))
    ]
    if not lines:
        return None
    nearest = max(lines, key=lambda line: len(str(line.values["account"])))
    return str(nearest.values["source"])


def split_of(
    start: Start,
    rule: Group,
    hours: Mapping[str, Decimal],
    currency: str,
) -> tuple[dict[str, Decimal], list[LedgerError]]:
    """Split where the steps begin by source.

    Args:
        start: Where they begin.
        rule: The rule.
        hours: What `members` and `others` worked, where the rule splits by that.
        currency: The book's currency.

    Returns:
        What comes from each source; they add up to the start. And a problem where
        there is nothing to split by.
    """
    found = dict.fromkeys(SOURCES, ZERO)
    found |= start.by_account
    work = start.start - total_of(found.values())
    others, problems = _others_part(rule, work, hours, currency)
    found[OTHERS] += others
    found[MEMBERS] += work - others
    return found, problems


def _others_part(
    rule: Group, work: Decimal, hours: Mapping[str, Decimal], currency: str
) -> tuple[Decimal, list[LedgerError]]:
    """What of the work's result comes from others than members."""
    share = rule.header.meta.get("others-share")
    with localcontext(prec=PRECISION):
        if share is not None:
            return quantize(work * Decimal(share.number or 0) / 100, currency), []
        if not rule.header.meta.get("others-work"):
            return ZERO, []
        total = total_of(hours.values())
        if total <= 0:
            problem = LedgerError(
                rule.header.source,
                f"coop-surplus: '{rule.name}' splits the result by "
                f"'{rule.header.meta['others-work']}', and the book has none of it in "
                "the year.",
            )
            return ZERO, [problem]
        others = hours.get("others", ZERO)
        return quantize(work * others / total, currency), []


def made_good(sources: dict[str, Decimal]) -> tuple[dict[str, Decimal], list[str]]:
    """Let sources that lost be made good out of those that gained, or the other way.

    Args:
        sources: What comes from each source.

    Returns:
        The sources, none of another sign than the whole, the largest giving first; and
        what was made good, in words.
    """
    whole = total_of(sources.values())
    sign = -1 if whole < 0 else 1
    found = {name: number * sign for name, number in sources.items()}
    notes = []
    for name in sorted(found, key=lambda name: found[name]):
        lacking = -found[name]
        if lacking <= 0:
            continue
        for giver in sorted(found, key=lambda one: (-found[one], one)):
            taken = min(lacking, max(found[giver], ZERO))
            if taken:
                found[giver] -= taken
                found[name] += taken
                lacking -= taken
                what = "loss" if sign > 0 else "surplus"
                notes.append(
                    f"The {what} from {name} of {taken:,f} is set off against {giver}."
                )
    return {name: number * sign for name, number in found.items()}, notes
