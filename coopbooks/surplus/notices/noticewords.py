"""What a member is told of a year, in sentences, with what the law asks for.

In the United States a written notice of allocation tells the amount at which it is
stated and the portion that is a patronage dividend (26 USC 1388(b)). A qualified one
counts as income at that amount when it is given (1385(a)(1), 1388(c)), a nonqualified
one when it is paid (1385(c)).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.money import percentage
from coopbooks.core.money import total_of
from coopbooks.core.periods import long_date
from coopbooks.surplus.capital.lots import kind_of
from coopbooks.surplus.notices.given import IN_MONEY

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from decimal import Decimal

    from coopbooks.surplus.capital.lots import LotKind
    from coopbooks.surplus.notices.given import Given
    from coopbooks.surplus.notices.notice import Notice

NOTICES: tuple[LotKind, ...] = ("qualified", "nonqualified")


def greeting(found: Notice) -> Iterator[str]:
    """What was decided, and what it is for the member.

    Args:
        found: What they are told.

    Yields:
        Plain sentences.
    """
    year, part = found.year.label, found.of()
    if not found.given:
        yield f"You have no part of the result of {year}."
    elif part < 0:
        yield _decided(found, "loss")
        yield f"Your part of it is {_money(-part, found)}, taken from your account."
    else:
        yield _decided(found, "surplus")
        yield f"Your part is {_money(part, found)}{_split(found)}."
        yield from _by_work(found)
        yield from _to_be_paid(found)
    if found.lots:
        whole = total_of(line.closing for line in found.lots)
        what = f"is {_money(whole, found)}" if whole else "is nothing left"
        yield f"On {long_date(found.on)} there {what} in your account."
    if found.owed > 0:
        yield f"{_money(found.owed, found)} of what was in your account is owed to you."


def way_words(one: Given, on: datetime.date) -> str:
    """How a member has something of a year.

    Args:
        one: What they were given.
        on: The last day that counts.

    Returns:
        A few words.
    """
    if one.way != "kept":
        return {
            "cash": "In cash",
            "paid": "In cash",
            "withheld": "Tax withheld, paid to the tax office for you",
            "owed": "Owed to you, as you left",
        }[one.way]
    lot = f", lot {one.lot}" if one.lot else ""
    return f"{'Taken from' if one.number < 0 else 'Kept in'} your account{lot}"


def law(found: Notice) -> Iterator[str]:
    """What the law of the United States asks a notice to tell.

    Args:
        found: What the member is told.

    Yields:
        Sentences; none where that law does not hold or nothing was kept.
    """
    if not found.rules.united_states or found.of() <= 0:
        return
    for kind in NOTICES:
        number = _kept(found, kind)
        if number > 0:
            yield from _notice_of(found, kind, number)
    cash = found.of(*IN_MONEY, about="patronage")
    whole = total_of((cash, _kept(found, "qualified", about_work=True)))
    if whole > 0:
        yield (
            f"In box 1 of Form 1099-PATR that makes {_money(whole, found)}, each part "
            "on the form for the year in which you are given or paid it."
        )
    yield "Ask whoever helps you with your taxes; this notice is no advice."


def law_title(found: Notice) -> str:
    """What the law calls this notice, if it is one."""
    if any(_kept(found, kind) > 0 for kind in NOTICES):
        return "Written notice of allocation (26 USC 1388(b))"
    return "For your taxes"


def _notice_of(found: Notice, kind: LotKind, number: Decimal) -> Iterator[str]:
    """The notice itself, of one kind."""
    dividend = _kept(found, kind, about_work=True)
    some = _money(dividend, found) if dividend else "nothing of it"
    of_it = "all of it" if dividend == number else some
    yield (
        f"This is a {kind} written notice of allocation. Its stated dollar amount is "
        f"{_money(number, found)}; {of_it} is a patronage dividend."
    )
    if kind == "nonqualified":
        yield (
            "It is no income of yours now. It is in the year in which it is paid back "
            "to you, and then in box 5 of Form 1099-PATR."
        )
        return
    year = found.given_on.year if found.given_on else found.year.last.year
    yield (
        f"You count it as income of {year} at that amount, although it is paid back "
        "to you later; then it is no income again."
    )
    yield _agreed(found)


def _agreed(found: Notice) -> str:
    """How the member agreed to that."""
    if found.consent:
        return f"You agreed to that {found.consent.words}."
    if found.rules.by_check:
        cash = _money(found.of("cash", "paid"), found)
        return (
            f"By cashing the check of {cash} by {long_date(found.rules.cash_by)} you "
            "agree to that. If you do not, the notice counts as nonqualified."
        )
    return "The book does not say that you agreed to that; tell the treasurer."


def _kept(found: Notice, kind: LotKind, *, about_work: bool = False) -> Decimal:
    """What is kept in lots of one kind, in all or by work done."""
    return total_of(
        one.number
        for one in found.given
        if one.way == "kept"
        and kind_of(one.lot) == kind
        and (one.about == "patronage" or not about_work)
    )


def _decided(found: Notice, what: str) -> str:
    """Who decided, and when."""
    verb = "borne" if what == "loss" else "shared"
    begin = f"The {what} of {found.year.label} was {verb}"
    if decision := found.decision:
        on = long_date(decision.date)
        return f"{begin} by decision {decision.id} of {on} ({decision.body})."
    return f"{begin} on {long_date(found.given_on)}." if found.given_on else f"{begin}."


def _split(found: Notice) -> str:
    """How much is money, and how much is kept."""
    cash, kept = found.of(*IN_MONEY), found.of("kept")
    if not kept or not cash:
        where = "all of it in cash" if cash else "all of it kept in your account"
        return f", {where}"
    percent = percentage(cash, total_of((cash, kept)))
    return f": {cash:,} in cash, which is {percent} percent, and {kept:,} kept"


def _by_work(found: Notice) -> Iterator[str]:
    work = found.work
    if work and work.percent is not None and found.of(about="patronage"):
        yield (
            f"It went by {work.measure}: yours were {work.own:,} of {work.whole:,}, "
            f"which is {work.percent} percent."
        )


def _to_be_paid(found: Notice) -> Iterator[str]:
    """What is still to be paid, and by when; or that it was paid."""
    if found.due > 0:
        by = found.rules.pay_by
        verb = "will" if by and by >= found.on else "was to"
        until = f" It {verb} be paid by {long_date(by)}." if by else ""
        yield f"{_money(found.due, found)} is still to be paid to you.{until}"
    elif found.paid_on and found.of(*IN_MONEY) > ZERO:
        yield f"The cash was paid to you by {long_date(found.paid_on)}."


def _money(number: Decimal, found: Notice) -> str:
    return f"{number:,} {found.currency}"
