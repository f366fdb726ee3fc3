"""What ends on a day: terms of office, decisions, agreements, bonds, funds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.controls.audit.bondterms import read_bonds
from coopbooks.controls.calendar.dated import Dated
from coopbooks.core.decisions import read_decisions
from coopbooks.core.decisions import uses
from coopbooks.core.directives import parse
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.officers import read_officers
from coopbooks.core.periods import DAY
from coopbooks.funds.terms import funds_on
from coopbooks.funds.terms import read_campaigns
from coopbooks.funds.terms import read_funds
from coopbooks.sharing.terms import read_agreements
from coopbooks.statements.funds import fund_figures
from coopbooks.support.forms.need import GRANTED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.controls.calendar.dated import Ahead


def of_officers(ahead: Ahead) -> Iterator[Dated]:
    """When terms of office end, by member id.

    Args:
        ahead: The book on a day.

    Yields:
        Each last day, unless the same member goes on in the same office.
    """
    terms, _ = read_officers(ahead.scope.entries)
    for one in terms:
        if one.end is None or not ahead.on <= one.end - DAY < ahead.end:
            continue
        again = any(
            (other.member, other.office) == (one.member, one.office)
            and other.begin <= one.end
            and (other.end is None or other.end > one.end)
            for other in terms
        )
        if one.begin <= ahead.on and not again:
            words = f"Last day in office of {one.member}, {one.office}"
            yield Dated(one.end - DAY, words, "office")


def of_decisions(ahead: Ahead) -> Iterator[Dated]:
    """When decisions end that may still be used.

    Args:
        ahead: The book on a day.

    Yields:
        Each last day, with what is left of its limit.
    """
    scope, on = ahead.scope, ahead.on
    decisions, _ = read_decisions(scope.entries)
    for use in uses(scope.entries, decisions, scope.roles, scope.currency, on + DAY):
        one = use.decision
        if one.until is None or not on <= one.until < ahead.end:
            continue
        if use.left is None or use.left > 0:
            currency = one.limit.currency if one.limit else scope.currency
            words = f"Decision {one.id} ends: {one.title}"
            yield Dated(
                one.until, words, "decision", use.left, currency, one.body, one.source
            )


def of_bonds(ahead: Ahead) -> Iterator[Dated]:
    """When bonds end.

    Args:
        ahead: The book on a day.

    Yields:
        Each last day, unless another bond of the office goes on.
    """
    bonds, _ = read_bonds(ahead.scope.entries)
    for one in bonds:
        if one.until is None or not ahead.on <= one.until < ahead.end:
            continue
        after = one.until + DAY
        if not any(
            other.office == one.office and other.covers(after) for other in bonds
        ):
            words = f"The bond of the {one.office} ends"
            yield Dated(
                one.until,
                words,
                "bond",
                one.number,
                one.currency,
                one.surety,
                one.source,
            )


def of_terms(ahead: Ahead) -> Iterator[Dated]:
    """When agreements and campaigns end.

    Args:
        ahead: The book on a day.

    Yields:
        Each last day.
    """
    entries = [one for one in ahead.scope.entries if one.date <= ahead.on]
    last = {one.name: one.header for one in read_agreements(entries)[0]}
    for name, header in last.items():
        until = header.meta.get("until")
        if until is not None and ahead.on <= until < ahead.end:
            words = f"The agreement {name} ends"
            because = str(header.meta.get("authority") or "")
            yield Dated(
                until, words, "agreement", because=because, source=header.source
            )
    for one in {one.name: one for one in read_campaigns(entries)[0]}.values():
        if one.until is not None and ahead.on <= one.until < ahead.end:
            words = f"Last day of the campaign {one.title}"
            yield Dated(one.until, words, "campaign", source=one.source)


def of_funds(ahead: Ahead) -> Iterator[Dated]:
    """Until when funds may be spent, and which still hold something after that day.

    Args:
        ahead: The book on a day.

    Yields:
        Each last day; what is left where it has passed.
    """
    funds = funds_on(read_funds(ahead.scope.entries)[0], ahead.on)
    held = {
        name: total_of(of_fund.values())
        for name, of_fund in (fund_figures(ahead.scope) if funds else {}).items()
    }
    for fund in funds.values():
        if fund.until is None or not ahead.shows(fund.until):
            continue
        words, left = f"Last day to spend the fund {fund.name}: {fund.purpose}", None
        if fund.until < ahead.on:
            left = held.get(fund.name, ZERO)
            words = f"The fund {fund.name} has ended with money left: {fund.purpose}"
        if left is None or left > 0:
            yield Dated(
                fund.until,
                words,
                "fund",
                left,
                ahead.scope.currency if left else "",
                fund.giver or fund.authority,
                fund.source,
            )


def of_help(ahead: Ahead) -> Iterator[Dated]:
    """Until when help that was granted may be paid; never who asked.

    Args:
        ahead: The book on a day.

    Yields:
        Each last day.
    """
    entries = [one for one in ahead.scope.entries if one.date <= ahead.on]
    for one in parse(entries, (GRANTED,))[0]:
        until, limit = one.meta.get("until"), one.meta.get("limit")
        if until is not None and ahead.on <= until < ahead.end:
            words = f"Help granted on request {one.name} may be paid until then"
            number = limit.number if limit is not None else None
            currency = limit.currency if limit is not None else ""
            yield Dated(until, words, "help", number, currency, "", one.source)
