"""Paying on a request: only what was granted, while it holds, out of the fund."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data

from coopbooks.core.decisions import read_decisions
from coopbooks.core.money import ZERO
from coopbooks.core.money import quantize
from coopbooks.core.money import quantum
from coopbooks.core.money import total_of
from coopbooks.core.substance import due_date
from coopbooks.sharing.posting.entries import title_of
from coopbooks.support.need.asking import Asking
from coopbooks.support.need.asking import maximum_check
from coopbooks.support.need.asking import member_checks
from coopbooks.support.need.asking import year_rooms
from coopbooks.support.need.contributed import contributed_limit
from coopbooks.support.need.decided import allowed
from coopbooks.support.need.directives import batch_for
from coopbooks.support.need.fresh import free_id
from coopbooks.support.need.fresh import ids_in
from coopbooks.support.need.fresh import only_new
from coopbooks.support.need.fundmoney import fund_money
from coopbooks.support.need.places import expense_of
from coopbooks.support.need.places import posting
from coopbooks.support.need.places import source_of
from coopbooks.support.need.requests import WORDS
from coopbooks.support.need.words import after

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from decimal import Decimal

    from coopbooks.core.proposal import Difference
    from coopbooks.sharing.share import View
    from coopbooks.support.need.fundmoney import FundMoney
    from coopbooks.support.need.requests import Request
    from coopbooks.support.terms import SupportTerms

PAYEE = "Help"


class Payment(NamedTuple):
    """A payment that is asked for.

    Attributes:
        number: How much, in the request's currency.
        on: When.
        account: The account that it is paid from; empty for what the terms say.
    """

    number: Decimal
    on: datetime.date
    account: str


@dataclass(frozen=True, slots=True)
class Paying:
    """A payment on a request against the book.

    Attributes:
        request: The request.
        payment: The payment.
        money: The money of the fund before it.
        entry: The payment as a transaction; None where the book has it, or it can't be.
        refusals: Why it can't be paid, in sentences.
        notes: What else is to be done, in sentences.
        difference: What the book lacks.
    """

    request: Request
    payment: Payment
    money: FundMoney
    entry: data.Transaction | None
    refusals: tuple[str, ...]
    notes: tuple[str, ...]
    difference: Difference


def pay(
    view: View,
    terms: SupportTerms,
    request: Request,
    payment: Payment,
    hard: datetime.date,
) -> Paying:
    """Look at whether a payment is within what was granted, and what the book lacks.

    Args:
        view: The book.
        terms: What it says about support.
        request: The request.
        payment: The payment.
        hard: The day after the last that is closed, even softly.

    Returns:
        The payment against the book. The same payment on the same day is there once.
    """
    money = fund_money(view, request.benefit, payment.on)
    batch = batch_for(request.id, "paid", payment.on)
    there = total_of(
        one.number for one in request.paid if due_date(one.entry) == payment.on
    )
    if there == payment.number:
        nothing = only_new(batch, (), hard)
        return Paying(request, payment, money, None, (), (), nothing)
    refusals = [*_refusals(view, terms, request, payment, money)]
    if there:
        refusals.append(
            f"{there:,.2f} was paid on {payment.on} already; is this one more? Then "
            "give it another day, with --on."
        )
    expense, problem = expense_of(view, request.benefit)
    source, more = source_of(view, request.benefit, money, payment.account)
    refusals += [words for words in (problem, more) if words]
    if refusals:
        nothing = only_new(batch, (), hard)
        return Paying(request, payment, money, None, tuple(refusals), (), nothing)
    entry = _entry(view, request, payment, expense, source)
    return Paying(
        request,
        payment,
        money,
        entry,
        (),
        tuple(_notes(view, money, source)),
        only_new(batch, (entry,), hard),
    )


def _refusals(
    view: View,
    terms: SupportTerms,
    request: Request,
    payment: Payment,
    money: FundMoney,
) -> Iterator[str]:
    """Why it can't be paid."""
    line = request.decided
    if line is None:
        yield (
            f"nothing was decided on {request.id}. Do that first: coopbooks support "
            f"decide BOOK {request.id} granted ..."
        )
        return
    if not request.is_granted:
        outcome = WORDS[str(line.values["outcome"])]
        yield f"{request.id} was {outcome} on {line.date}."
        return
    number = payment.number
    if request.currency != money.currency:
        yield (
            f"{request.id} is in {request.currency}, and '{request.benefit.name}' in "
            f"{money.currency}. Note it anew."
        )
        return
    if number <= 0 or quantize(number, request.currency) != number:
        least = quantum(request.currency)
        yield f"{number:f} {request.currency} can't be paid: whole {least}, above zero."
        return
    yield from _in_time(request, payment)
    left = request.limit - request.used
    if number > left:
        yield (
            f"{request.id} was granted up to {request.limit:,.2f} {request.currency}, "
            f"{request.used:,.2f} is paid: {max(left, ZERO):,.2f} may still be paid."
        )
    yield from _from_fund(money, number)
    yield from _under_rules(view, terms, request, payment)


def _in_time(request: Request, payment: Payment) -> Iterator[str]:
    """It must be decided, the wait must be over, and it must not have ended."""
    line = request.decided
    if line is not None and payment.on < line.date:
        yield f"{request.id} was only granted on {line.date}."
    if request.until is not None and payment.on > request.until:
        yield (
            f"{request.id} was granted until {request.until}. For help after that note "
            "a new request."
        )
    first = after(request.line.date, request.benefit.header.meta.get("waits"))
    if payment.on < first:
        yield f"'{request.benefit.name}' waits: it may be paid from {first} on."


def _from_fund(money: FundMoney, number: Decimal) -> Iterator[str]:
    """It must be the fund's own money, and may still be spent."""
    if money.until is not None and money.day > money.until:
        yield f"the fund '{money.fund}' may only be spent until {money.until}."
    if number > money.free:
        keeps = f" and must keep {money.keeps:,.2f}" if money.keeps else ""
        yield (
            f"the fund '{money.fund}' holds {money.held:,.2f} {money.currency}{keeps}. "
            "Pay less, or move money to it by a decision first."
        )


def _under_rules(
    view: View, terms: SupportTerms, request: Request, payment: Payment
) -> Iterator[str]:
    """The most for the year, a vote's own limit, and standing on the day of payment."""
    asking = Asking(
        request.benefit,
        request.member,
        request.body,
        payment.number,
        request.line.date,
        payment.on,
        request.id,
    )
    for room in year_rooms(view, terms, asking):
        if payment.number > room.left:
            yield f"{room.words}, and {room.had:,.2f} is paid this year."
    name = str(request.decided.meta.get("decision") or "") if request.decided else ""
    for decision in read_decisions(view.entries)[0]:
        if decision.id == name:
            yield from allowed(
                view, decision, payment.number, request.currency, payment.on
            )
    yield from _by_terms(view, terms, asking, request.used + payment.number)


def _by_terms(
    view: View, terms: SupportTerms, asking: Asking, together: Decimal
) -> Iterator[str]:
    """What the terms give, also where a grant was typed that they do not give."""
    if asking.member:
        for check in member_checks(view, asking):
            if not check.met:
                yield f"the terms do not give it: {check.words}: {check.because}."
    limits = [
        contributed_limit(view, terms, asking.benefit, asking.who, asking.asked),
        maximum_check(asking),
    ]
    for limit in limits:
        if limit is not None and limit.most is not None and together > limit.most:
            yield f"the terms do not give it: {limit.words}, so {limit.most:,.2f}."


def _entry(
    view: View, request: Request, payment: Payment, expense: str, source: str
) -> data.Transaction:
    """The payment as a transaction: for whom by id, and never why."""
    first = f"paid-{request.id}-{payment.on}"
    meta = {"id": free_id(first, ids_in(view.entries))}
    if request.member:
        meta["member"] = request.member
    else:
        meta["with"] = request.body
    meta |= {
        "fund": str(request.benefit.header.meta["fund"]),
        "benefit": request.benefit.name,
        "request": request.id,
    }
    if request.decided is not None and request.decided.meta.get("decision"):
        meta["decision"] = str(request.decided.meta["decision"])
    payee = PAYEE if request.member else title_of(view, request.body)
    legs = [
        posting(expense, payment.number, request.currency),
        posting(source, -payment.number, request.currency),
    ]
    words = f"Paid as decided on request {request.id}"
    empty: frozenset[str] = frozenset()
    return data.Transaction(meta, payment.on, "*", payee, words, empty, empty, legs)


def _notes(view: View, money: FundMoney, source: str) -> Iterator[str]:
    """That the fund's money lies elsewhere."""
    if money.kept_on and source != money.kept_on and view.terms.roles.is_money(source):
        yield (
            f"The money of the fund '{money.fund}' is kept on {money.kept_on}; it is "
            f"paid from {source}. Move as much from there."
        )
