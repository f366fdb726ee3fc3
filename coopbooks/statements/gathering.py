"""Adding up the postings of a book, in one pass that serves every statement."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING
from typing import Any

from beancount.core import data
from beancount.core import interpolate
from beancount.parser.options import OPTIONS_DEFAULTS

from coopbooks.core.valuation import commodity_of
from coopbooks.core.valuation import cost_of
from coopbooks.statements.activity import ZERO
from coopbooks.statements.activity import Activity
from coopbooks.statements.activity import Flow

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Mapping
    from decimal import Decimal

    from coopbooks.core.accounts import Roles
    from coopbooks.core.valuation import Valuation


def gather(
    entries: Iterable[data.Directive],
    cuts: Iterable[datetime.date],
    valuation: Valuation,
    roles: Roles,
    options: Mapping[str, Any],
) -> Activity:
    """Add up the postings of a book, in one pass.

    Args:
        entries: A book's entries.
        cuts: The days at which statements begin or end.
        valuation: The prices, and what is no money.
        roles: What the accounts are for, and of which type.
        options: Beancount's options, which say how exactly transactions balance.

    Returns:
        The activity before the last cut.
    """
    days = tuple(sorted(set(cuts)))
    tolerances = {**OPTIONS_DEFAULTS, **options}
    flows: dict[str, dict[int, Flow]] = defaultdict(lambda: defaultdict(Flow))
    residuals: dict[int, Decimal] = defaultdict(lambda: ZERO)
    # Entries come by date, so the stretch is looked up once a day, not once an entry.
    seen: dict[datetime.date, int] = {}
    for entry in entries:
        if not isinstance(entry, data.Transaction) or entry.date >= days[-1]:
            continue
        if entry.date not in seen:
            seen[entry.date] = bisect_right(days, entry.date)
        left = _add(entry, seen[entry.date], flows, valuation)
        # What an entry in error leaves is no change in value: the checks shall say NO.
        if left and _balances(entry, tolerances):
            residuals[seen[entry.date]] += left
    plain = {name: dict(of) for name, of in flows.items()}
    return Activity(days, plain, dict(residuals), valuation, roles)


def _add(
    entry: data.Transaction,
    stretch: int,
    flows: dict[str, dict[int, Flow]],
    valuation: Valuation,
) -> Decimal:
    """Add a transaction's postings to the flows; return what they come to together."""
    home, measures, total = valuation.currency, valuation.measures, ZERO
    for posting in entry.postings:
        units = posting.units
        if units is None or units.number is None or units.currency in measures:
            continue
        flow = flows[posting.account][stretch]
        if units.currency == home:
            flow.plain += units.number
            total += units.number
            continue
        commodity, cost = commodity_of(posting), cost_of(posting)
        number: Decimal = units.number
        worth = valuation.worth(commodity, number, cost, entry.date)
        flow.hold(commodity, number, cost)
        flow.valued += worth
        total += worth
    return total


def _balances(entry: data.Transaction, options: Mapping[str, Any]) -> bool:
    """Whether a transaction balances as Beancount sees it, at its own rates."""
    residual = interpolate.compute_residual(entry.postings)
    tolerances = interpolate.infer_tolerances(entry.postings, options)
    return bool(residual.is_small(tolerances))
