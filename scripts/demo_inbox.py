"""What came in for each body in April, and what the banks' statements show."""

from __future__ import annotations

from typing import NamedTuple


class Statement(NamedTuple):
    """What a statement of 30 April 2026 shows: account and balance."""

    account: str
    balance: str


class Inbox(NamedTuple):
    """The files for one body's books, lists before the statement that pays them."""

    files: tuple[str, ...]
    statements: tuple[Statement, ...] = ()


OPERATING = "Assets:Bank:Operating"
INBOX = {
    "tidewater-bakery": Inbox(
        ("tidewater-payroll-2026-04.xlsx", "harborside-tidewater-2026-04.csv"),
        (Statement(OPERATING, "84230.82"),),
    ),
    "lanternworks": Inbox(
        (
            "lanternworks-budget-2026-revised.xlsx",
            "harborside-lanternworks-2026-04.xlsx",
        ),
        (Statement(OPERATING, "35509.88"),),
    ),
    "harbor-foods-local-12": Inbox(
        (
            "harbor-foods-check-off-2026-03.xlsx",
            "tide-market-dues-2026-04.xlsx",
            "local12-roster-changes-2026-04.csv",
            "dockside-local12-operating-2026-04.xlsx",
            "dockside-local12-strike-2026-04.csv",
        ),
        (
            Statement(OPERATING, "17259.52"),
            Statement("Assets:Bank:Strike", "13754.76"),
        ),
    ),
    "dockhands-union": Inbox(
        ("dockhands-delegates-2026-04.csv", "dockside-dockhands-2026-04.csv"),
        (Statement(OPERATING, "4098.82"),),
    ),
    "harbor-federation": Inbox(
        (
            "paybridge-2026-04.csv",
            "federation-expense-claims-2026-04.xlsx",
            "harborside-federation-2026-04.xlsx",
        ),
        (Statement(OPERATING, "18950.33"),),
    ),
    "eastport": Inbox(
        ("eastport-year-end-adjustments-2025.csv", "harborside-eastport-2026-04.csv"),
        (Statement(OPERATING, "6957.19"),),
    ),
    "kilmore-abroad": Inbox(
        ("kilmore-bank-2026-04.csv",),
        (Statement("Assets:Bank:Current", "3237.84"),),
    ),
    "coldstore-workers": Inbox(("coldstore-trial-balance-2026-03.csv",)),
}
