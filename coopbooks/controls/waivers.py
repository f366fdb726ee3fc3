"""What was found and may stay: waived by somebody, for a reason, in the book itself."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.controls.limits import every_limit
from coopbooks.controls.limits import limit_on
from coopbooks.controls.rules.people import ids
from coopbooks.controls.rules.people import known_people
from coopbooks.controls.rules.registry import RULES
from coopbooks.controls.rules.signers import paid_members
from coopbooks.controls.terms import WAIVER
from coopbooks.core.directives import parse
from coopbooks.core.errors import LedgerError
from coopbooks.core.periods import BadPeriod
from coopbooks.core.periods import parse_period

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.controls.finding import Finding
    from coopbooks.controls.limits import Limit
    from coopbooks.core.directives import Directive
    from coopbooks.core.fiscalyear import FiscalYearEnd
    from coopbooks.core.periods import Period


class Waived(NamedTuple):
    """Something that was found and may stay.

    Attributes:
        finding: What was found.
        because: Why it may stay.
        by: Who said so.
        date: When.
        source: Where that stands in the book.
    """

    finding: Finding
    because: str
    by: str
    date: datetime.date
    source: data.Meta


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found, sorted by what the book says about it.

    Attributes:
        open: What there is to look at.
        waived: What may stay.
        errors: Waivers that can't be meant: for nothing, for several findings at
            once, by who is paid, by nobody whom the book knows.
    """

    open: list[Finding]
    waived: list[Waived] = field(default_factory=list)
    errors: list[LedgerError] = field(default_factory=list)


def judge(
    found: Iterable[Finding],
    entries: Sequence[data.Directive],
    period: Period,
    fye: FiscalYearEnd,
) -> Judged:
    """Sort what was found by what the book says about rules and findings.

    Args:
        found: Everything that was found in a period.
        entries: The book's entries.
        period: The period.
        fye: The end of the fiscal year, for periods such as FY2026.

    Returns:
        What is left to look at, in its order, without what is below the limits that
        `coop-control` says or of rules that are off; what is waived; and the errors,
        which hold only if `found` is complete.
    """
    found = list(found)
    limits = every_limit(entries, found)
    rest = [one for one in found if not _adjusted(one, limits, period)]
    waivers, _ = parse(entries, (WAIVER,))
    known = known_people(entries) if waivers else None
    hits: dict[int, Waived] = {}
    errors: list[LedgerError] = []
    for waiver in waivers:
        of_it = _Span.of(waiver, fye)
        rule = RULES.get(waiver.name)
        if of_it is None or rule is None or rule.is_error:
            continue
        fitting = [
            (number, one)
            for number, one in enumerate(rest)
            if _fits(waiver, of_it, one, period)
        ]
        problem = _problem(waiver, of_it, fitting, period)
        if known is not None and fitting and not problem:
            problem = _nobodys(known.strangers(waiver.meta["by"]))
        if problem:
            message = f"coop-waiver: '{waiver.name}' {problem}"
            errors.append(LedgerError(waiver.source, message))
            continue
        for number, one in fitting:
            hits.setdefault(number, _waived(one, waiver))
    left = [one for number, one in enumerate(rest) if number not in hits]
    return Judged(left, [hits[number] for number in sorted(hits)], errors)


def _waived(finding: Finding, waiver: Directive) -> Waived:
    meta = waiver.meta
    return Waived(
        finding, str(meta["because"]), str(meta["by"]), waiver.date, waiver.source
    )


def _adjusted(
    finding: Finding, limits: Mapping[str, Sequence[Limit]], period: Period
) -> bool:
    """Whether the book says that this is not to be looked at."""
    rule = RULES.get(finding.code)
    if rule is None or finding.code not in limits:
        return False
    day = finding.entry.date if finding.entry else period.last
    limit = limit_on(limits[finding.code], day)
    if limit is None or limit.is_off:
        return limit is not None
    if rule.adjusted != "amount" or rule.own_limit or finding.amount is None:
        return False
    return not limit.covers(abs(finding.amount))


class _Span(NamedTuple):
    """What a waiver is for: one entry's day, or all of a period."""

    day: datetime.date | None
    period: Period | None

    @classmethod
    def of(cls, waiver: Directive, fye: FiscalYearEnd) -> _Span | None:
        when = waiver.values["when"]
        if isinstance(when, datetime.date):
            return cls(when, None)
        try:
            return cls(None, parse_period(when, fye))
        except BadPeriod:
            return None

    def has(self, finding: Finding, period: Period) -> bool:
        """Whether a finding of a period lies in it."""
        if finding.entry is not None:
            day = finding.entry.date
            return day == self.day if self.period is None else day in self.period
        last = period.last
        return last == self.day if self.period is None else last == self.period.last

    def is_asked(self, period: Period) -> bool:
        """Whether a period shows all that it may be for."""
        if self.period is None:
            return self.day is not None and self.day in period
        return self.period == period


def _fits(waiver: Directive, span: _Span, finding: Finding, period: Period) -> bool:
    if waiver.name != finding.code or not span.has(finding, period):
        return False
    amount = waiver.values.get("amount")
    if amount is not None and (
        finding.amount is None or abs(amount.number) != abs(finding.amount)
    ):
        return False
    about = str(waiver.meta.get("about") or "")
    return about.casefold() in finding.words.casefold()


def _problem(
    waiver: Directive,
    span: _Span,
    fitting: Sequence[tuple[int, Finding]],
    period: Period,
) -> str | None:
    """Why a waiver can't be meant; None if it can, or is about another period."""
    if not fitting:
        return _idle(waiver) if span.is_asked(period) else None
    if span.day is not None and len(fitting) > 1:
        return (
            f"fits {len(fitting)} findings of {span.day}: say which one by its amount, "
            "or by some of its words in about:."
        )
    paid = {
        member
        for _, one in fitting
        if one.entry is not None
        for member in paid_members(one.entry)
    }
    if paid & ids(waiver.meta["by"]):
        return "is waived by who is paid by it; somebody else has to."
    return None


def _nobodys(strangers: Sequence[str]) -> str | None:
    """That nobody is known by the ids of who waives it."""
    if not strangers:
        return None
    one = len(strangers) == 1
    who = f"{' and '.join(strangers)}, who {'is' if one else 'are'}"
    return f"is waived by {who} neither a member nor in office by this book."


def _idle(waiver: Directive) -> str:
    when, amount = waiver.values["when"], waiver.values.get("amount")
    what = f"{when}, {amount}" if amount is not None else str(when)
    return (
        f"waives nothing: nothing of it is found for {what}. Take the waiver out, or "
        "correct its day or amount."
    )
