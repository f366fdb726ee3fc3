"""Whether somebody who asks is entitled to help, and up to how much, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.dues.standing.standing import standings
from coopbooks.members.status import status_on
from coopbooks.support.need.askingbodies import body_checks
from coopbooks.support.need.bodies import agreement_problem
from coopbooks.support.need.check import Check
from coopbooks.support.need.contributed import contributed_limit
from coopbooks.support.need.fundmoney import fund_money
from coopbooks.support.need.paid import paid_of
from coopbooks.support.need.paid import total
from coopbooks.support.need.requests import requests_of
from coopbooks.support.need.strikers import day_of_standing
from coopbooks.support.need.strikers import why_no_member
from coopbooks.support.need.weekly import year_of
from coopbooks.support.need.words import STRIKE_PAY
from coopbooks.support.need.words import currency_of
from coopbooks.support.need.words import fund_of
from coopbooks.support.need.words import kind_of
from coopbooks.support.need.words import money_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from collections.abc import Mapping
    from decimal import Decimal

    from coopbooks.core.groups import Group
    from coopbooks.sharing.share import View
    from coopbooks.support.need.fundmoney import FundMoney
    from coopbooks.support.terms import SupportTerms


# What a benefit may ask of a member.
OF_MEMBERS = ("standing", "classes", "member-for")


class Asking(NamedTuple):
    """Who asks for what, and when.

    Attributes:
        benefit: The benefit.
        member: The member who asks; empty for a body.
        body: The body that asks; empty for a member.
        number: How much, in the benefit's currency.
        asked: The day on which it is asked.
        on: The day on which it is looked at: of the request, decision or payment.
        request: The request's id where the book has it, which does not stand in its
            own way; else empty.
    """

    benefit: Group
    member: str
    body: str
    number: Decimal
    asked: datetime.date
    on: datetime.date
    request: str = ""

    @property
    def who(self) -> str:
        """The member or the body."""
        return self.member or self.body


@dataclass(frozen=True, slots=True)
class Entitlement:
    """What somebody is entitled to.

    Attributes:
        asking: Who asks for what.
        checks: All that was looked at, in order.
        money: The money of the fund.
        reserved: What others were granted of the fund and have not got yet.
        currency: The currency.
    """

    asking: Asking
    checks: tuple[Check, ...]
    money: FundMoney
    reserved: Decimal
    currency: str

    @property
    def refusals(self) -> tuple[Check, ...]:
        """What keeps them from getting anything."""
        return tuple(one for one in self.checks if not one.met)

    @property
    def most(self) -> Decimal:
        """Up to how much they may get; nothing where something keeps them from it."""
        if self.refusals:
            return ZERO
        limits = [one.most for one in self.checks if one.most is not None]
        return max(min([self.asking.number, *limits]), ZERO)


def entitlement(
    view: View, terms: SupportTerms, asking: Asking, others: Mapping[str, View]
) -> Entitlement:
    """Look at whether somebody is entitled to help, and up to how much.

    Args:
        view: The book of the body that would help.
        terms: What it says about support.
        asking: Who asks for what.
        others: The books of other bodies at hand, by name.

    Returns:
        What they are entitled to. Each check that is not met says why, and what to do.
    """
    benefit = asking.benefit
    money = fund_money(view, benefit, asking.on)
    reserved = _reserved(view, terms, asking)
    checks = [_kind(asking)]
    if asking.member:
        checks += member_checks(view, asking)
    else:
        checks += body_checks(view, benefit, asking.body, asking.asked, others)
    limit = contributed_limit(view, terms, asking.benefit, asking.who, asking.asked)
    if limit is not None:
        checks.append(limit)
    checks += _limits(view, terms, asking)
    checks.append(_fund(money, reserved))
    found = tuple(one for one in checks if one is not None)
    return Entitlement(
        asking, found, money, reserved, currency_of(benefit, view.currency)
    )


def _kind(asking: Asking) -> Check | None:
    if kind_of(asking.benefit) != STRIKE_PAY:
        return None
    words = "use coopbooks support strike-pay: it is paid by the week, not asked for"
    return Check(f"'{asking.benefit.name}' is asked for", met=False, because=words)


def member_checks(view: View, asking: Asking) -> Iterator[Check]:
    """Look at a member who asks.

    Args:
        view: The book.
        asking: Who asks for what.

    Yields:
        A check for each thing that the benefit asks for.
    """
    benefit, member = asking.benefit, asking.member
    day = day_of_standing(benefit, asking.asked, asking.on)
    status = status_on(view.terms.dues.histories, member, day)
    belongs = status is not None and status.belongs
    words = "they must have joined by then: see coop-member"
    yield Check(f"a member on {day}", met=belongs, because="" if belongs else words)
    if status is None or not belongs:
        return
    found = standings(view.terms.dues, view.entries, day, members=[member])
    state = found[member].state if member in found else "good"
    because = why_no_member(benefit, status, state, day)
    if any(
        benefit.header.meta.get(key) for key in ("standing", "classes", "member-for")
    ):
        restores = found[member].restores if member in found else None
        if because and "standing" in because and restores:
            because += f"; {restores:,.2f} {found[member].currency} would restore it"
        words = "standing, class and time as a member"
        yield Check(words, met=not because, because=because)
    if benefit.header.meta.get("agreement"):
        because = agreement_problem(view, benefit, asking.asked)
        yield Check("an agreement in force", met=not because, because=because)
    if benefit.header.meta.get("months-of-loss") is not None:
        words = "months of loss are asked of a body: name it with --body"
        yield Check("months of loss", met=False, because=words)


def _limits(view: View, terms: SupportTerms, asking: Asking) -> Iterator[Check]:
    """The most for a request, for each in a year, and for a body in a year."""
    if (check := maximum_check(asking)) is not None:
        yield check
    granted = [
        one
        for one in requests_of(view, terms)
        if one.benefit.name == asking.benefit.name and one.id != asking.request
    ]
    for room in year_rooms(view, terms, asking):
        waits = total_of(
            one.left_on(asking.on)
            for one in granted
            if room.who in {"", one.member or one.body}
        )
        left = room.left - waits
        told = f"{room.words}; {room.had:,.2f} had, {waits:,.2f} granted and not paid"
        short = "" if left > 0 else "the year's most is used up; ask again next year"
        yield Check(told, met=left > 0, because=short, most=left)


def maximum_check(asking: Asking) -> Check | None:
    """The most for a request; None where the benefit says none."""
    most = money_of(asking.benefit, "maximum")
    if most is None:
        return None
    return Check(f"at most {most:,.2f} on a request", met=True, most=most)


class Room(NamedTuple):
    """What is left of the most for a year.

    Attributes:
        words: What it is the most of.
        who: Whose it is; empty for all together.
        most: The most.
        had: What was paid in the year.
    """

    words: str
    who: str
    most: Decimal
    had: Decimal

    @property
    def left(self) -> Decimal:
        """What may still be paid in the year."""
        return self.most - self.had


def year_rooms(view: View, terms: SupportTerms, asking: Asking) -> list[Room]:
    """What is left of the most for the year in which somebody is paid.

    Args:
        view: The book.
        terms: What it says about support.
        asking: Who asks for what.

    Returns:
        A room for each limit of the benefit: what each may have, and what one body may
        have, which of members' benefits is all of them together.
    """
    benefit, year = asking.benefit, year_of(view, asking.on)
    paid = paid_of(view, terms, benefit)
    body = "" if asking.member else asking.body
    found = []
    for key, who, words in (
        ("maximum-a-year", asking.who, "for each in a year"),
        ("body-maximum-a-year", body, "for a body in a year"),
    ):
        most = money_of(benefit, key)
        if most is not None:
            told = f"at most {most:,.2f} {words}"
            found.append(Room(told, who, most, total(paid, who, year)))
    return found


def _fund(money: FundMoney, reserved: Decimal) -> Check:
    """Whether the fund has money, and may still be spent."""
    keeps = f", must keep {money.keeps:,.2f}" if money.keeps else ""
    others = f", {reserved:,.2f} of it is granted to others" if reserved else ""
    words = f"the fund '{money.fund}' holds {money.held:,.2f}{keeps}{others}"
    if money.until is not None and money.day > money.until:
        because = f"it may only be spent until {money.until}"
        return Check(words, met=False, because=because)
    left = money.free - reserved
    because = "" if left > 0 else "move money to it by a decision first"
    return Check(words, met=left > 0, because=because, most=left)


def _reserved(view: View, terms: SupportTerms, asking: Asking) -> Decimal:
    """What others were granted out of the same fund, and have not got yet."""
    return total_of(
        one.left_on(asking.on)
        for one in requests_of(view, terms)
        if fund_of(one.benefit) == fund_of(asking.benefit) and one.id != asking.request
    )
