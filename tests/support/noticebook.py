"""A small co-op's book in which 2025 was shared, and its members' names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NOW = ("--now", "2026-04-08T10:00")
YEAR = ("--period", "2025")

MAIN = """\
option "title" "Two Rivers Joinery"
option "operating_currency" "USD"
option "use_precise_interpolation" "TRUE"

2024-12-31 commodity HOUR
  measure: TRUE
2024-12-31 open Assets:Bank
2024-12-31 open Equity:Result
2024-12-31 open Equity:Capital
2024-12-31 open Equity:Collective
2024-12-31 open Equity:Hours:Members HOUR
2024-12-31 open Equity:Hours:Total HOUR
2024-12-31 open Liabilities:Patronage
2024-12-31 open Liabilities:Left
2024-12-31 open Income:Sales

2025-01-01 custom "coop-entity" "two-rivers" "worker-coop"
  basis: "accrual"
  country: "US"
2025-01-01 custom "coop-account" "bank" Assets:Bank
2025-01-01 custom "coop-account" "result" Equity:Result
2025-01-01 custom "coop-account" "member-capital" Equity:Capital
2025-01-01 custom "coop-account" "collective" Equity:Collective
2025-01-01 custom "coop-account" "patronage-payable" Liabilities:Patronage
2025-01-01 custom "coop-account" "capital-payable" Liabilities:Left
2025-01-01 custom "coop-measure" "hours" Equity:Hours:Members "in-period"
2025-01-01 custom "coop-surplus" "two-rivers"
  patronage: "hours"
  consent: "bylaws"
2025-01-01 custom "coop-surplus-step" "two-rivers" 90 "members" "rest" "of" "left"
  to: Equity:Capital
  cash: 20 PERCENT
  notice: "qualified"

2024-01-01 custom "coop-member" "M-0001" "join"
2024-01-01 custom "coop-member" "M-0002" "join"
2024-01-01 custom "coop-member" "M-0003" "join"
2025-11-30 custom "coop-member" "M-0003" "leave"
2026-02-01 custom "coop-member" "M-0004" "join"

2024-12-31 * "Opening" "What there was"
  Assets:Bank               3000.00 USD
  Equity:Capital           -1000.00 USD
    member: "M-0001"
    lot: "fee"
  Equity:Capital            -800.00 USD
    member: "M-0001"
    lot: "2023-Q"
  Equity:Capital           -1000.00 USD
    member: "M-0002"
    lot: "fee"
  Equity:Capital            -200.00 USD
    member: "M-0003"
    lot: "fee"

2025-06-30 * "Hours" "First half"
  period: "2025"
  Equity:Hours:Members       500 HOUR
    member: "M-0001"
  Equity:Hours:Members       300 HOUR
    member: "M-0002"
  Equity:Hours:Members       200 HOUR
    member: "M-0003"
  Equity:Hours:Total       -1000 HOUR

2025-12-01 * "A member who left" "Fee paid back"
  Equity:Capital             200.00 USD
    member: "M-0003"
    lot: "fee"
  Assets:Bank               -200.00 USD

2025-12-31 * "Sales" ""
  Assets:Bank               1000.00 USD
  Income:Sales             -1000.00 USD

2026-02-05 * "A member" "Fee, an instalment"
  Assets:Bank                100.00 USD
  Equity:Capital            -100.00 USD
    member: "M-0004"
    lot: "fee"

2026-03-14 custom "coop-decision" "2026-03/2" "Surplus of 2025"
  body: "members' meeting"

2026-03-14 * "Members' meeting" "Surplus of 2025" ^surplus-2025
  period: "2025"
  decision: "2026-03/2"
  Equity:Result             1000.00 USD
  Liabilities:Patronage     -100.00 USD
    member: "M-0001"
  Equity:Capital            -400.00 USD
    member: "M-0001"
    lot: "2025-Q"
  Liabilities:Patronage      -60.00 USD
    member: "M-0002"
  Equity:Capital            -240.00 USD
    member: "M-0002"
    lot: "2025-Q"
  Liabilities:Patronage      -40.00 USD
    member: "M-0003"
  Liabilities:Left          -160.00 USD
    member: "M-0003"

2026-04-01 * "M-0002" "Surplus paid out"
  Liabilities:Patronage       60.00 USD
    member: "M-0002"
  Assets:Bank                -60.00 USD

2026-04-02 * "M-0001" "2023 paid back"
  Equity:Capital             800.00 USD
    member: "M-0001"
    lot: "2023-Q"
  Assets:Bank               -800.00 USD
"""
ROSTER = """\
member,name,email,phone,note
M-0001,Ada Sample,ada@example.org,,
M-0002,Ben Sample,ben@example.org,,
M-0003,Cleo Sample,cleo@example.org,,
M-0004,Dan Sample,dan@example.org,,
"""


def notice_book(folder: Path, main: str = MAIN) -> Path:
    """Write the book.

    Args:
        folder: Where; it is made.
        main: What stands in it.

    Returns:
        The folder.
    """
    private = folder / "private"
    private.mkdir(parents=True)
    path = folder / "main.beancount"
    path.write_text(main, encoding="utf-8", newline="\n")
    (private / "roster.csv").write_text(ROSTER, encoding="utf-8", newline="\n")
    return folder
