"""The plugin that tells of what there is to look at, in a book that asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support import ledgers
from tests.test_architecture import TOO_HEAVY_FOR_PLUGINS
from tests.test_architecture import loaded_by

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.ledgers import Loaded


def test_a_book_that_asks_for_it_is_told(load_doc: Loaded) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    plugin "coopbooks.plugins.controls"
    option "operating_currency" "USD"
    2025-01-01 custom "coop-account" "cash" Assets:Bank
    2025-06-11 * "Mixer repair"
      Expenses:Repairs   300.00 USD
      Assets:Bank       -300.00 USD
    2026-03-11 * "Oven repair"
      Expenses:Repairs   400.00 USD
      Assets:Bank       -400.00 USD
    2026-03-12 * "Lamps"
      Expenses:Repairs   500.00 USD
      Assets:Bank       -500.00 USD
    2026-04-05 custom "coop-waiver" "round-sum" 2026-03-11 400.00 USD
      because: "a fixed price"
      by: "M-0003"
    """
    assert [(one.source["lineno"], one.message) for one in load_doc.errors] == [
        (
            line,
            (
                f"A round sum: {words}. To look at; see: coopbooks check --explain "
                "round-sum"
            ),
        )
        for line, words in (
            (5, "Mixer repair, 11 June 2025"),
            (11, "Lamps, 12 March 2026"),
        )
    ]


def test_it_changes_no_entry_and_is_no_part_of_all(tmp_path: Path) -> None:
    text = (
        'plugin "beancount.plugins.auto_accounts"\n'
        '2026-03-12 * "Lamps"\n'
        "  Expenses:Repairs   500.00 USD\n  Assets:Bank       -500.00 USD\n"
    )
    path = tmp_path / "main.beancount"
    path.write_text(f'{text}plugin "coopbooks.plugins.all"\n', encoding="utf-8")
    without = ledgers.load(path)
    assert without.errors == []
    path.write_text(f'{text}plugin "coopbooks.plugins.controls"\n', encoding="utf-8")
    told = ledgers.load(path)
    assert len(told.errors) == 1
    assert told.entries == without.entries


def test_it_loads_nothing_heavy() -> None:
    loaded = loaded_by("import coopbooks.plugins.controls")
    assert loaded.isdisjoint(TOO_HEAVY_FOR_PLUGINS)
