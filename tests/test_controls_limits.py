"""From which amount on a rule asks for something."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.controls.limits import limit_on
from coopbooks.controls.limits import read_limits

if TYPE_CHECKING:
    from tests.support.ledgers import Loaded

D = Decimal


def test_the_last_limit_that_has_begun_holds(load_doc: Loaded) -> None:
    """
    2025-07-01 custom "coop-control" "no-receipt" "from" 100.00 USD
    2026-01-01 custom "coop-control" "no-receipt" "above" 50.00 USD
    """
    limits, errors = read_limits(load_doc.entries, "no-receipt")
    assert errors == []
    assert limit_on(limits, datetime.date(2025, 6, 30)) is None
    assert limit_on(limits, datetime.date(2025, 7, 1)) == limits[0]
    assert limit_on(limits, datetime.date(2025, 12, 31)) == limits[0]
    assert limit_on(limits, datetime.date(2026, 1, 1)) == limits[1]
    assert limit_on(reversed(limits), datetime.date(2026, 1, 1)) == limits[1]


def test_from_counts_the_amount_itself_and_above_does_not(load_doc: Loaded) -> None:
    """
    2025-07-01 custom "coop-control" "no-receipt" "from" 100.00 USD
    2026-01-01 custom "coop-control" "no-receipt" "above" 100.00 USD
    """
    (from_, above), _ = read_limits(load_doc.entries, "no-receipt")
    amounts = (D("99.99"), D("100.00"), D("100.01"))
    assert [from_.covers(number) for number in amounts] == [False, True, True]
    assert [above.covers(number) for number in amounts] == [False, False, True]


def test_a_limit_that_is_none_is_an_error(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-control" "no-receipt" "from" "plenty"
    """
    limits, errors = read_limits(load_doc.entries, "no-receipt")
    assert limits == []
    assert len(errors) == 1
