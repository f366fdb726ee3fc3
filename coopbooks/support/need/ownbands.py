"""The bands that hold for one striker: by class, by years as a member, by own dues.

As German unions have it: a week pays twelve times a month's dues to who has been a
member for three months, thirteen times after a year, fourteen times after five.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core.amount import Amount

from coopbooks.core.groups import Group
from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.periods import WEEK
from coopbooks.core.periods import month_of
from coopbooks.core.periods import named
from coopbooks.dues.rules.charges import expected
from coopbooks.support.forms.need import BENEFIT_BAND
from coopbooks.support.need.words import PERCENT
from coopbooks.support.need.words import after
from coopbooks.support.need.words import span_words

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection
    from collections.abc import Mapping

    from coopbooks.core.directives import Directive
    from coopbooks.core.periods import Period
    from coopbooks.members.status import Status
    from coopbooks.sharing.share import View

HUNDRED = Decimal(100)


def own_bands(benefit: Group, status: Status | None, day: datetime.date) -> Group:
    """A benefit with the bands for one member only.

    Args:
        benefit: The `coop-benefit` with its bands.
        status: What the member was on the day on which standing counts; None for who
            was none.
        day: That day.

    Returns:
        The benefit with the bands of their class, else those for everybody; of those
        with `member-for:` the ones of the longest time that they have been a member.
    """
    member_class = status.member_class if status else ""
    lines = benefit.of(BENEFIT_BAND.kind)
    own = [one for one in lines if str(one.meta.get("for") or "") == member_class]
    lines = own or [one for one in lines if not one.meta.get("for")]
    joined = status.joined if status else day
    since = {str(one.meta.get("member-for")): _since(one, joined) for one in lines}
    fitting = {said: first for said, first in since.items() if first <= day}
    longest = max(fitting, key=lambda said: fitting[said], default="")
    kept = [one for one in lines if str(one.meta.get("member-for")) == longest]
    return Group(
        benefit.header, tuple(replace(one, meta=_without(one)) for one in kept)
    )


def _since(line: Directive, joined: datetime.date) -> datetime.date:
    """From which day on a band holds for who joined on a day."""
    return after(joined, line.meta.get("member-for"))


def _without(line: Directive) -> dict[str, object]:
    """A band's metadata without whom it is for: it is for this one."""
    return {key: line.meta[key] for key in line.meta if key != "for"}


def by_dues(benefit: Group) -> bool:
    """Whether bands of a benefit are percentages of the strikers' own dues."""
    lines = benefit.of(BENEFIT_BAND.kind)
    return any(one.values["rate"].currency == PERCENT for one in lines)


def in_money(benefit: Group, dues: Decimal, currency: str) -> Group:
    """A benefit with its bands in money, where they are percentages of dues.

    Args:
        benefit: The benefit.
        dues: The member's dues.
        currency: Their currency.

    Returns:
        The same with amounts, not rounded.
    """
    if not by_dues(benefit):
        return benefit
    lines = (_in_money(line, dues, currency) for line in benefit.lines)
    return Group(benefit.header, tuple(lines))


def _in_money(line: Directive, dues: Decimal, currency: str) -> Directive:
    rate = line.values.get("rate")
    if rate is None or rate.currency != PERCENT:
        return line
    with localcontext(prec=PRECISION):
        number = rate.number * dues / HUNDRED
    return replace(line, values={**line.values, "rate": Amount(number, currency)})


def dues_span(benefit: Group, strike: datetime.date) -> Period:
    """The whole months or weeks before a strike of which dues count, by `of-dues:`."""
    said = benefit.header.meta["of-dues"]
    if said.currency == "MONTH":
        end = month_of(strike).begin
    else:
        end = strike - WEEK / 7 * strike.weekday()
    return named(after(end, said, -1), end)


class OwnDues(NamedTuple):
    """The dues that percentages are of.

    Attributes:
        each: For a month, or a week, on average, by member, not rounded.
        unknown: Why those of a member can't be told, by member.
    """

    each: Mapping[str, Decimal]
    unknown: Mapping[str, str]

    def why_not(self, benefit: Group, strike: datetime.date, member: str) -> str:
        """Why somebody gets nothing by their dues; empty if they do."""
        if member in self.unknown:
            return f"their dues are not known: {self.unknown[member].rstrip('.')}"
        if self.each.get(member) or not by_dues(benefit):
            return ""
        span = dues_span(benefit, strike)
        said = span_words(benefit.header.meta["of-dues"])
        return f"no dues for the {said} from {span.begin} on"


def own_dues(
    view: View, benefit: Group, strike: datetime.date, members: Collection[str]
) -> OwnDues:
    """The dues that percentages are of.

    Args:
        view: The book.
        benefit: The benefit, with its `of-dues:`.
        strike: The first day of the strike.
        members: The ids of those on strike.

    Returns:
        The dues of each by the rules; of nobody where nothing is asked for. Where a
        month can't be worked out, the average is not told.
    """
    if benefit.header.meta.get("of-dues") is None or not by_dues(benefit):
        return OwnDues({}, {})
    span = dues_span(benefit, strike)
    charges = expected(view.terms.dues, view.entries, span, members)
    unknown: dict[str, str] = {}
    for problem in charges.problems:
        member, colon, words = problem.message.partition(": ")
        if colon and member in members:
            unknown.setdefault(member, words)
    found: dict[str, Decimal] = {}
    count = Decimal(int(benefit.header.meta["of-dues"].number))
    with localcontext(prec=PRECISION):
        for charge in charges.charges:
            if charge.kind == "dues" and charge.member not in unknown:
                sum_ = found.get(charge.member, ZERO)
                found[charge.member] = sum_ + charge.number / count
    return OwnDues(found, unknown)
