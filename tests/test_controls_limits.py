"""From which amount on a rule asks for something."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.controls.limits import limit_on
from coopbooks.controls.limits import read_limits
from tests.support import ledgers
from tests.support.rules import HEAD
from tests.support.rules import judged
from tests.support.rules import open_in
from tests.support.rules import written

if TYPE_CHECKING:
    from pathlib import Path

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


COSTS = """\
2026-03-05 * "Lamps"
  Expenses:Office   14.00 USD
  Assets:Bank      -14.00 USD
2026-03-06 * "Saved"
  Assets:Savings    15.00 USD
  Assets:Bank      -15.00 USD
2026-03-07 * "Copy shop" "Leaflets"
  Expenses:Printing   300.00 USD
  Assets:Bank        -300.00 USD
"""
YEN = """\
2026-01-01 custom "coop-control" "no-receipt" "from" 50.00 USD
2026-03-01 custom "coop-control" "no-receipt" "from" 5000000 JPY
2026-03-01 custom "coop-control" "round-sum" "from" 500 EUR
"""


def test_a_limit_in_another_currency_is_an_error_and_hides_nothing(
    tmp_path: Path,
) -> None:
    book = written(tmp_path, YEN, COSTS)
    refused = [
        (
            "ledger-error | coop-control: 'no-receipt' is looked at in USD, not in "
            "JPY; until 5000000 JPY is mended every amount counts"
        ),
        (
            "ledger-error | coop-control: 'round-sum' is looked at in USD, not in EUR; "
            "until 500 EUR is mended every amount counts"
        ),
    ]
    assert open_in(book) == [
        *refused,
        "no-receipt | No receipt: Lamps, 5 March 2026 | 14.00",
        "no-receipt | No receipt: Leaflets, 7 March 2026 | 300.00",
        "round-sum | A round sum: Leaflets, 7 March 2026 | 300.00",
    ]
    entries = [one.entry for one in judged(book).open[:2]]
    assert [one.meta["lineno"] for one in entries if one] == [10, 11]
    assert open_in(book, "2026-02") == []
    assert open_in(book, "2026-04") == refused


def test_such_an_error_can_t_be_waived(tmp_path: Path) -> None:
    waiver = (
        '2026-04-02 custom "coop-waiver" "ledger-error" 2026-03-01\n'
        '  because: "we like yen"\n  by: "finance committee"\n'
    )
    found = judged(written(tmp_path, YEN, waiver))
    assert [one.code for one in found.open] == ["ledger-error", "ledger-error"]
    assert found.waived == []


def test_days_and_what_is_off_have_no_currency(tmp_path: Path) -> None:
    text = """\
    2026-01-01 custom "coop-control" "back-dated" "above" 31 DAY
    2026-01-01 custom "coop-control" "duplicate" "off"
      because: "we are three people"
    2026-01-01 custom "coop-control" "round-sum" "above" 300 USD
    """
    assert open_in(written(tmp_path, text, COSTS)) == []


def test_the_plugin_tells_of_it_too(tmp_path: Path) -> None:
    plugin = 'plugin "coopbooks.plugins.controls"'
    path = written(tmp_path, HEAD, plugin, YEN, head="").path
    assert [error.message.partition(";")[0] for error in ledgers.load(path).errors] == [
        "coop-control: 'no-receipt' is looked at in USD, not in JPY",
        "coop-control: 'round-sum' is looked at in USD, not in EUR",
    ]
