"""Fees for paying late and for payments that bounced, as charges of a period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.dues.charge import Charges
from coopbooks.dues.standing.account import read_accounts
from coopbooks.dues.standing.feesdue import fees_due
from coopbooks.dues.standing.feesdue import has_fees

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.periods import Period
    from coopbooks.dues.terms import DuesTerms


def late_fees(
    terms: DuesTerms,
    entries: Sequence[data.Directive],
    period: Period,
    members: Collection[str] | None = None,
) -> Charges:
    """Work out the fees for paying late and for bounced payments.

    Each charge of dues that the member owes, and no employer, costs a fee when it is
    unpaid at the end of its period, or so many days after it was due. Fees themselves
    cost none, and who has left owes no new ones. The fee for coming back is one of
    `expected`.

    Args:
        terms: What the book says about dues.
        entries: The book's entries, with the charges of the period.
        period: The period in which the fees fall due.
        members: The ids of those to look at; None for everybody.

    Returns:
        The fees, one charge for each member, kind, schedule and period, and what could
        not be worked out.
    """
    if not has_fees(terms):
        return Charges()
    return fees_due(read_accounts(terms, entries, period.last, None, members), period)
