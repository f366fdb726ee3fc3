"""What the law of the United States says of a union's books, as dated facts.

The Labor-Management Reporting and Disclosure Act of 1959 (29 USC 401-531) and its
regulations. Facts are stated, no advice is given: whether the Act covers a union is
for the union to know. A union of state or local government employees alone is not.

- 29 CFR 403.2, 403.4: the annual report. Form LM-2 from 250,000 of yearly receipts on,
  for fiscal years that begin from 1 July 2004 on (68 FR 58374); below it LM-3 may be
  filed, below 10,000 LM-4. A union in trusteeship files LM-2. Other numbers were
  proposed on 1 July 2025 (RIN 1245-AA15).
- 29 USC 437(b), 29 CFR 403.2(a): it is due 90 days after the fiscal year.
- 29 USC 436: records are kept for at least five years after the report.
- 29 USC 502(a), 29 CFR 453: whoever handles funds is bonded for at least 10 % of what
  they and those before them handled in the fiscal year before, at most 500,000; none
  where property at the beginning of that year and receipts in it are not more than
  5,000.
- 29 USC 503(a): an officer or employee owes the union no more than 2,000.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.periods import DAY

if TYPE_CHECKING:
    from coopbooks.core.entity import Entity
    from coopbooks.core.periods import Period

UNITED_STATES = ("US", "USA")
CURRENCY = "USD"

DAYS_TO_REPORT = 90
REPORT_LAW = "29 USC 437(b)"
YEARS_KEPT = 5
RECORDS_LAW = "29 USC 436"
BOND_PERCENT = Decimal(10)
MOST_BOND = Decimal(500_000)
NO_BOND_UP_TO = Decimal(5_000)
BOND_LAW = "29 USC 502(a)"
MOST_OWED_BY_OFFICER = Decimal(2_000)
LOAN_LAW = "29 USC 503(a)"


class Threshold(NamedTuple):
    """From which yearly receipts on a form is filed.

    Attributes:
        since: The first day on which a fiscal year can begin that it holds for.
        form: The form's name.
        receipts: The yearly receipts from which on it is filed, in US dollars.
        source: Where it is said.
    """

    since: datetime.date
    form: str
    receipts: Decimal
    source: str


# Those of one form by date; a new number is a line more.
THRESHOLDS = (
    Threshold(datetime.date(2004, 7, 1), "LM-4", Decimal(0), "29 CFR 403.4"),
    Threshold(datetime.date(2004, 7, 1), "LM-3", Decimal(10_000), "29 CFR 403.4"),
    Threshold(datetime.date(2004, 7, 1), "LM-2", Decimal(250_000), "29 CFR 403.3"),
)
PROPOSED = (
    "On 1 July 2025 other numbers were proposed (LM-2 from 450,000, LM-3 from 25,000 "
    "on; RIN 1245-AA15); they count once they hold."
)


def is_covered(entity: Entity) -> bool:
    """Whether the facts are told of a body.

    Args:
        entity: The body.

    Returns:
        Whether it is a union of the United States, as its book says.
    """
    country = entity.country.strip().upper()
    return entity.kind == "union" and country in UNITED_STATES


def thresholds(begin: datetime.date) -> list[Threshold]:
    """From which receipts on which form is filed for a fiscal year.

    Args:
        begin: The first day of the fiscal year.

    Returns:
        One for each form, the least receipts first; none for years before the first.
    """
    found: dict[str, Threshold] = {}
    for one in sorted(THRESHOLDS):
        if one.since <= begin:
            found[one.form] = one
    return sorted(found.values(), key=lambda one: one.receipts)


def form_for(receipts: Decimal, begin: datetime.date) -> Threshold | None:
    """The form that yearly receipts lead to.

    Args:
        receipts: All receipts of the fiscal year, in US dollars.
        begin: The first day of the fiscal year.

    Returns:
        The form with the highest threshold that is reached; None for years before the
        first.
    """
    reached = [one for one in thresholds(begin) if receipts >= one.receipts]
    return reached[-1] if reached else None


def report_due(year: Period) -> datetime.date:
    """The last day to file the annual report of a fiscal year.

    Args:
        year: The fiscal year.

    Returns:
        The 90th day after its last.
    """
    return year.last + DAYS_TO_REPORT * DAY


def bond_needed(handled: Decimal, property_: Decimal, receipts: Decimal) -> Decimal:
    """The least bond of who handles funds.

    Args:
        handled: What they handled in the fiscal year, in US dollars.
        property_: What the union owned at its beginning.
        receipts: What it received in it.

    Returns:
        A tenth of what was handled, not more than 500,000; zero where neither property
        nor receipts are more than 5,000.
    """
    if max(property_, receipts) <= NO_BOND_UP_TO:
        return Decimal(0)
    return min(handled * BOND_PERCENT / 100, MOST_BOND)
