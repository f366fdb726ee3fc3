"""Page one: money, and whether the bank agrees."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import coopbooks
from tests.support.statements import pack
from tests.support.statements import said

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("balances", "words"),
    [
        (
            ("10.00", "20.00"),
            "Both accounts agree with the bank's statement of {}.   YES",
        ),
        (("10.00", None), "Not yet compared with a statement of {}: The savings."),
        (("11.00", None), "Differs from the bank's statement of {}: Bank.   NO"),
        ((None, None), "Not yet compared with a statement of {}: Bank, The savings."),
    ],
)
def test_whether_the_bank_agrees(
    balances: tuple[str | None, str | None], words: str, tmp_path: Path
) -> None:
    lines = [
        'plugin "beancount.plugins.auto_accounts"',
        '2026-01-01 custom "coop-account" "bank" Assets:Bank',
        '2026-01-01 custom "coop-account" "bank" Assets:Savings',
        '  name: "The savings"',
        '2026-03-02 * "Gifts"',
        "  Assets:Bank      10.00 USD",
        "  Assets:Savings   20.00 USD",
        "  Income:Gifts    -30.00 USD",
        *(
            f"2026-04-01 balance {account} {number} USD"
            for account, number in zip(
                ("Assets:Bank", "Assets:Savings"), balances, strict=True
            )
            if number
        ),
    ]
    path = tmp_path / "main.beancount"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    values = pack(coopbooks.load(path)).values
    assert said(values, "page-money") == [words.format("31 March 2026")]


@pytest.mark.parametrize("name", ["allotment-society", "software-guild"])
def test_a_book_that_names_no_bank_claims_no_statement(name: str) -> None:
    made = pack(coopbooks.load(HERE / "ledgers" / f"{name}.beancount"), "2025-03")
    [sentence] = said(made.values, "page-money")
    assert sentence == (
        "The book does not say which accounts are in a bank: "
        "no statement of 31 March 2025 was compared."
    )
    cells = [
        str(value) for ref, value in made.values.cells.items() if ref.row == "statement"
    ]
    assert cells == []


def test_cash_alone_has_no_statement(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-account" "cash" Assets:Box
    2026-03-02 * "Gift"
      Assets:Box       10.00 USD
      Income:Gifts    -10.00 USD
    """
    values = pack(book_doc).values
    assert said(values, "page-money") == []
    titles = {table.id: table.title for table in values.tables}
    assert titles["page-money"] == "Money in cash"
