"""What a benefit says, read as values: amounts, lists, spans, and in which currency."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from coopbooks.core.groups import in_force
from coopbooks.support.forms.need import BENEFIT_BAND

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from beancount.core.amount import Amount

    from coopbooks.core.groups import Group
    from coopbooks.support.terms import SupportTerms

STRIKE_PAY = "strike"
PERCENT = "PERCENT"
GOOD = "good"
# Where a limit in money may stand.
LIMITS = ("maximum", "maximum-a-year", "body-maximum-a-year", "fund-keeps")
# How many decide together where nothing is said.
PEOPLE = 2
SPANS = {"DAY": "days", "WEEK": "weeks", "MONTH": "months", "YEAR": "years"}


def kind_of(benefit: Group) -> str:
    """What kind of help it is: `strike`, `hardship` or `solidarity`."""
    return str(benefit.header.values["kind"])


def fund_of(benefit: Group) -> str:
    """The fund that it is paid from."""
    return str(benefit.header.meta["fund"])


def money_of(benefit: Group, key: str) -> Decimal | None:
    """A limit in money, such as `maximum`; None where the benefit says none."""
    said: Amount | None = benefit.header.meta.get(key)
    return None if said is None else Decimal(said.number or 0)


def list_of(benefit: Group, key: str) -> list[str]:
    """The words of a list with commas, in order; empty where nothing is said."""
    said = str(benefit.header.meta.get(key) or "")
    return [word.strip() for word in said.split(",") if word.strip()]


def currency_of(benefit: Group, book: str) -> str:
    """The currency of a benefit.

    Args:
        benefit: The benefit.
        book: The book's currency.

    Returns:
        The one of its bands, else of its limits, else the book's.
    """
    for line in benefit.of(BENEFIT_BAND.kind):
        currency = str(line.values["rate"].currency)
        if currency != PERCENT:
            return currency
    said = [benefit.header.meta.get(key) for key in LIMITS]
    return next((str(one.currency) for one in said if one is not None), book)


def people_needed(benefit: Group) -> int:
    """How many people decide on a request together, at least."""
    said = benefit.header.meta.get("people")
    return PEOPLE if said is None else int(said)


def after(day: datetime.date, span: Amount | None, sign: int = 1) -> datetime.date:
    """A day so long after another, or before it.

    Args:
        day: The day.
        span: In DAY, WEEK, MONTH or YEAR; None for no time at all.
        sign: -1 for before.

    Returns:
        The day; of months that are too short their last.
    """
    if span is None:
        return day
    count = sign * int(span.number or 0)
    found: datetime.date = day + relativedelta(
        days=count if span.currency == "DAY" else 0,
        weeks=count if span.currency == "WEEK" else 0,
        months=count if span.currency == "MONTH" else 0,
        years=count if span.currency == "YEAR" else 0,
    )
    return found


def span_words(span: Amount) -> str:
    """A span for people: `12 months`, `1 day`."""
    number = int(span.number or 0)
    word = SPANS[str(span.currency)]
    return f"{number} {word if number != 1 else word[:-1]}"


def holds_on(benefit: Group, day: datetime.date) -> bool:
    """Whether a benefit has not ended by a day."""
    until = benefit.header.meta.get("until")
    return until is None or day <= until


def benefit_on(terms: SupportTerms, name: str, day: datetime.date) -> Group | None:
    """The benefit of a name as it holds on a day.

    Args:
        terms: What the book says about support.
        name: The benefit's name.
        day: The day.

    Returns:
        The benefit; None where none has begun, or it has ended.
    """
    found = in_force(terms.benefits, name, day)
    return found if found is not None and holds_on(found, day) else None


def names_of(benefits: Sequence[Group]) -> list[str]:
    """The names of benefits, each once, in order."""
    return sorted({one.name for one in benefits})
