"""What who asks has paid before, of which help may be a part."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.money import rounded_down
from coopbooks.core.money import total_of
from coopbooks.core.periods import named
from coopbooks.core.postings import rows
from coopbooks.funds.balances import GENERAL
from coopbooks.sharing.forms.actions import BODY
from coopbooks.support.exchange.ledger import exchange
from coopbooks.support.need.check import Check
from coopbooks.support.need.words import after
from coopbooks.support.need.words import currency_of
from coopbooks.support.need.words import fund_of
from coopbooks.support.need.words import span_words

if TYPE_CHECKING:
    import datetime

    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.sharing.share import View
    from coopbooks.support.terms import SupportTerms

HUNDRED = Decimal(100)
IN_ALL = "in-all"


def contributed_limit(
    view: View, terms: SupportTerms, benefit: Group, who: str, day: datetime.date
) -> Check | None:
    """Up to how much help is a part of what was contributed.

    Args:
        view: The book.
        terms: What it says about support.
        benefit: The benefit, with `part-of-contributed:` and `contributed-over:`.
        who: The member or the body that asks.
        day: The day on which they ask; that day itself does not count.

    Returns:
        The limit; None where the benefit says none.
    """
    meta = benefit.header.meta
    part, over = meta.get("part-of-contributed"), meta.get("contributed-over")
    if part is None or over is None:
        return None
    span = named(after(day, over, -1), day)
    currency = currency_of(benefit, view.currency)
    number = contributed(view, terms, benefit, who, span)
    most = rounded_down(number * part.number / HUNDRED, currency)
    where = (
        "in all"
        if meta.get("contributed") == IN_ALL
        else f"into the fund '{fund_of(benefit)}'"
    )
    words = (
        f"{part.number:f} % of {number:,.2f} contributed {where} in "
        f"{span_words(over)} before {day}"
    )
    because = "" if most > 0 else "nothing was contributed in that time"
    return Check(words, met=most > 0, because=because, most=most)


def contributed(
    view: View, terms: SupportTerms, benefit: Group, who: str, span: Period
) -> Decimal:
    """What a member or a body contributed.

    Args:
        view: The book.
        terms: What it says about support.
        benefit: The benefit.
        who: The member or the body.
        span: In this span.

    Returns:
        With `contributed: "in-all"` of a body everything by the exchange with it; else
        the income for the fund that names them, as it was charged.
    """
    currency = currency_of(benefit, view.currency)
    in_all = benefit.header.meta.get("contributed") == IN_ALL
    if in_all and any(one.name == who for one in view.terms.of(BODY.kind)):
        found = exchange(view, terms, who, span)
        return found.total(currency, ours=False)
    fund = fund_of(benefit)
    return total_of(
        -row.number
        for row in rows(view.entries)
        if row.date in span
        and row.units.currency == currency
        and view.terms.roles.type_of(row.account) == "Income"
        and who in {row.tag("member"), row.tag("with")}
        and (in_all or (row.tag("fund") or GENERAL) == fund)
    )
