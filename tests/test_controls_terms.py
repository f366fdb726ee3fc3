from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.controls.terms import check_controls

if TYPE_CHECKING:
    from tests.support.ledgers import Loaded


def test_a_control_changes_from_a_day_on(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-control" "no-receipt" "from" 50.00 USD
    2027-01-01 custom "coop-control" "no-receipt" "above" 60.00 USD
    """
    assert check_controls(load_doc.entries) == []


def test_controls_that_cannot_be_meant(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-control" "no-receipt" "from" 50.00 USD
    2026-01-01 custom "coop-control" "no-receipt" "from" 60.00 USD
    2026-02-01 custom "coop-control" "no-receipt" "from" -1.00 USD
    2026-02-01 custom "coop-control" "no-receipt" "below" 1.00 USD
    """
    errors = check_controls(load_doc.entries)
    assert [error.source["lineno"] for error in errors] == [4, 2, 3]
