"""Everything that one body gave another, entry by entry, and of what kind it was."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data

from coopbooks.core.accounts import measures
from coopbooks.core.groups import in_force
from coopbooks.core.postings import rows
from coopbooks.sharing.bases.selecting import IN_KIND
from coopbooks.sharing.forms.agreements import BAND
from coopbooks.support.forms.resources import LOAN
from coopbooks.support.resources.memos import memos
from coopbooks.support.resources.provided import terms_for
from coopbooks.support.resources.provided import worth

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from decimal import Decimal

    from coopbooks.core.periods import Period
    from coopbooks.core.postings import Row
    from coopbooks.sharing.share import View
    from coopbooks.support.resources.memos import Memo
    from coopbooks.support.terms import SupportTerms

# What is given and received, in the order in which it is shown.
KINDS = {
    "shares": "Shares",
    "per-capita": "Per capita",
    "gifts": "Gifts and grants",
    "strike-pay": "Strike pay",
    "need": "Help in times of need",
    "interest": "Interest on loans",
    "in-kind": "In kind, at its stated value",
}
TRADE = "trade"
RATES = "rates"
# What stands beside it and counts in no sum.
BESIDE = {TRADE: "Bought and sold", RATES: "What rates did until it was paid"}
BY_ROLE = {
    "share": "shares",
    "per-capita": "per-capita",
    "strike-pay": "strike-pay",
    "support-given": "gifts",
    "support-received": "gifts",
    "gifts": "gifts",
}
RESULT = ("Income", "Expenses")


class Flow(NamedTuple):
    """Something that one body gave another.

    Attributes:
        date: When.
        kind: One of `KINDS`; or one of `BESIDE`, which is no support.
        what: The agreement, loan or resource; empty if none is said.
        ours: Whether this body gave it.
        number: How much.
        currency: Its currency.
        entry: The transaction.
    """

    date: datetime.date
    kind: str
    what: str
    ours: bool
    number: Decimal
    currency: str
    entry: data.Transaction


def flows(view: View, terms: SupportTerms, other: str, span: Period) -> list[Flow]:
    """Find what this body and another gave one another.

    A cost that says `with:` is what this body gave, an income what it got, on the day
    on which the book counts it. What is delivered in kind counts at its stated value,
    and not again where that was booked.

    Args:
        view: This body's book.
        terms: What it says about support.
        other: The other body's name.
        span: Any span.

    Returns:
        The flows by date.
    """
    no_money = measures(view.entries)
    loans = {line.name for line in terms.of(LOAN.kind)}
    inside = [
        entry
        for entry in view.entries
        if isinstance(entry, data.Transaction) and entry.date in span
    ]
    found = list(_in_kind(view, terms, other, span))
    for row in rows(inside):
        if row.tag("with") != other or row.units.currency in no_money:
            continue
        kind = view.terms.roles.type_of(row.account)
        if kind not in RESULT or row.entry.meta.get(IN_KIND) is not None:
            continue
        ours = kind == "Expenses"
        number = row.number if ours else -row.number
        word = kind_of(view, row, loans)
        what = row.tag("agreement") or str(row.entry.meta.get("benefit") or "")
        found.append(
            Flow(row.date, word, what, ours, number, row.units.currency, row.entry)
        )
    return sorted(found, key=lambda one: one.date)


def kind_of(view: View, row: Row, loans: set[str]) -> str:
    """What a cost or an income with another body is.

    Args:
        view: This body's book.
        row: The posting, which names the other body.
        loans: The names of the loans in the book.

    Returns:
        One of `KINDS` or of `BESIDE`: by its agreement, else by its account's role.
    """
    agreement = row.tag("agreement")
    role = view.terms.roles.of(row.account) or ""
    if agreement in loans:
        return "interest"
    if row.entry.meta.get("benefit") is not None:
        return "strike-pay" if role == "strike-pay" else "need"
    if agreement is None:
        given = "gifts" if row.tag("gift") == "True" else TRADE
        return BY_ROLE.get(role, given)
    if _is_settled(view, row.entry):
        return RATES
    return _by_agreement(view, row, agreement, role)


def _by_agreement(view: View, row: Row, agreement: str, role: str) -> str:
    """What an agreement gives: so much a head is per capita, all else a share."""
    if role in {"per-capita", "support-given", "support-received"}:
        return BY_ROLE[role]
    group = in_force(view.terms.agreements, agreement, row.date)
    if group is None:
        return "shares"
    of = str(group.header.values["of"])
    if of == "headcount":
        bands = group.of(BAND.kind)
        each = any(line.values["how"] == "pays" for line in bands)
        return "per-capita" if each else "shares"
    return "interest" if of == "loan" else "shares"


def _is_settled(view: View, entry: data.Transaction) -> bool:
    """Whether what was charged before is paid by it; what is left over rates did."""
    roles = view.terms.roles
    money = [one for one in entry.postings if roles.is_money(one.account)]
    owed = [
        one
        for one in entry.postings
        if roles.type_of(one.account) in {"Assets", "Liabilities"}
        and not roles.is_money(one.account)
        and roles.of(one.account) != "clearing"
    ]
    return bool(money and owed)


def _in_kind(
    view: View, terms: SupportTerms, other: str, span: Period
) -> Iterator[Flow]:
    """What was delivered in kind and has a stated value."""
    for memo in memos(view, terms, span.end).found:
        if (
            memo.stage != "delivered"
            or memo.thing.other != other
            or memo.entry.date not in span
        ):
            continue
        each, currency = value_of(terms, memo, span)
        if each is None:
            continue
        number = worth(memo.number, each, currency)
        thing = memo.thing
        yield Flow(
            memo.entry.date,
            "in-kind",
            thing.resource,
            thing.ours,
            number,
            currency,
            memo.entry,
        )


def value_of(
    terms: SupportTerms, memo: Memo, span: Period
) -> tuple[Decimal | None, str]:
    """The stated value of one of what was delivered, with its currency.

    Args:
        terms: What the book says about support.
        memo: What was delivered.
        span: The span that was asked for.

    Returns:
        The value by the terms of its period; None where none is stated.
    """
    _, line, _ = terms_for(terms, memo, span)
    value = line.meta.get("value") if line else None
    if value is None or value.number is None:
        return None, ""
    return value.number, str(value.currency)
