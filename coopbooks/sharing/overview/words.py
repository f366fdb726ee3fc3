"""Agreements in plain words: of what, with whom, how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.money import quantize
from coopbooks.sharing.bases.heads import MEMBER
from coopbooks.sharing.forms.agreements import BAND
from coopbooks.sharing.shares.relief import unmet

if TYPE_CHECKING:
    from decimal import Decimal

    from coopbooks.core.groups import Group
    from coopbooks.sharing.overview.lines import Line
    from coopbooks.sharing.overview.reading import Sharing

OF = {
    "sales": "sales",
    "revenue": "income",
    "gifts": "gifts",
    "dues": "dues",
    "surplus": "surplus",
    "wages": "wages",
    "expenses": "costs",
    "accounts": "what stands on accounts",
    "headcount": "members",
    "hours": "hours worked",
    "fixed": "a fixed amount",
}
# What counts is no money.
COUNTS = frozenset({"headcount", "hours"})
ELSEWHERE = (
    "Without a figure by the agreement: what counts stands in the other body's book. "
    "coopbooks share prove holds both books against each other."
)


def of_what(group: Group, names: frozenset[str] = frozenset()) -> str:
    """What an agreement is a share of.

    Args:
        group: The agreement.
        names: The names of all agreements, of which it may be a share.

    Returns:
        For example `surplus`, or `the share by bakery-party`.
    """
    of = str(group.header.values["of"])
    bands = group.of(BAND.kind)
    unit = str(bands[0].values["bound"].currency) if bands else MEMBER
    if of == "headcount" and unit != MEMBER:
        return f"{unit.lower()}s"
    return f"the share by {of}" if of in names else OF.get(of, of)


def counted(line: Line) -> Decimal | None:
    """What counted for a share, as people write it; None where it is not known."""
    share = line.share
    if share is None or not share.base.unit:
        return None
    number = share.base.number
    is_count = line.group.header.values["of"] in COUNTS
    if is_count and number == number.to_integral_value():
        return number.to_integral_value()
    return quantize(number, share.base.unit)


def state(line: Line, sharing: Sharing) -> str:
    """How a share stands, in a few words; empty where there is nothing to say.

    Args:
        line: The share.
        sharing: What it belongs to.

    Returns:
        What is in the way, what differs, what is late.
    """
    told = []
    day = line.period.last if line.period else sharing.period.last
    waits = unmet(sharing.view.terms, line.group, day)
    if waits:
        conditions = ", ".join(f"'{one.values['condition']}'" for one in waits)
        told.append(f"not owed until {conditions}")
    elif line.share is not None and line.share.problems:
        told.append("can't be worked out")
    elif line.lacking and not line.charged:
        told.append("not in the book yet")
    elif line.lacking:
        told.append("differs")
    elif line.share is None and not line.is_charged:
        told.append("not in the book yet")
    if line.days_late:
        told.append(f"{line.days_late} days late" if line.days_late > 1 else "late")
    return "; ".join(told)


def titled(title: str, currency: str, found: Sharing) -> str:
    """A title that says the currency, where it is not the book's own."""
    return title if currency == found.view.currency else f"{title}, in {currency}"
