"""Time what a union owes by agreement, against the mere load of its book."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bench_book as book
from bench_runs import Group

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bench_files import Written

FIRST = f"{book.FIRST_YEAR}-01-01"
# A tenth of a percent of the dues, year to date in three bands; a head's worth a month.
AGREEMENTS = f"""\
{FIRST} custom "coop-agreement" "to-party" "accounts"
  from: "bench-local"
  to: "bench-party"
  count: "year-to-date"
  every: "month"
  due: 30 DAY
{FIRST} custom "coop-agreement-base" "to-party" "count" {book.LOCAL}
{FIRST} custom "coop-agreement-base" "to-party" "leave-out" {book.STRIKE}
{FIRST} custom "coop-agreement-band" "to-party" "up-to" 50000 USD "at" 3 PERCENT
{FIRST} custom "coop-agreement-band" "to-party" "up-to" 500000 USD "at" 2 PERCENT
{FIRST} custom "coop-agreement-band" "to-party" "above" 500000 USD "at" 1 PERCENT
{FIRST} custom "coop-agreement" "heads" "headcount"
  from: "bench-local"
  to: "bench-party"
  count: "month"
{FIRST} custom "coop-agreement-band" "heads" "from" 0 MEMBER "pays" 2.00 USD
"""
ACCOUNTS = f"""\
{FIRST} open Expenses:Bench-Share USD
{FIRST} open Liabilities:Bench-Share USD
{FIRST} custom "coop-account" "share" Expenses:Bench-Share
{FIRST} custom "coop-account" "share-payable" Liabilities:Bench-Share
"""
PARTY = f"""\
option "title" "A party (made up)"
option "operating_currency" "USD"
{FIRST} custom "coop-format" 1
{FIRST} custom "coop-entity" "bench-party" "party"
  basis: "accrual"
{FIRST} open Income:Bench-Share USD
{FIRST} open Assets:Bench-Share USD
{FIRST} custom "coop-account" "share-receivable" Assets:Bench-Share
"""


def write(union: Path) -> tuple[Path, Path]:
    """Give a union's book agreements, and write the party's book.

    Args:
        union: The union's entry file.

    Returns:
        A book beside it with the agreements, and the party's.
    """
    with_shares = union.with_name("shares.beancount")
    text = union.read_text(encoding="utf-8") + ACCOUNTS + AGREEMENTS
    with_shares.write_text(text, encoding="utf-8", newline="\n")
    party = union.with_name("party.beancount")
    party.write_text(PARTY + AGREEMENTS, encoding="utf-8", newline="\n")
    return with_shares, party


def group(check: Sequence[str], coopbooks: str, written: Written) -> Group:
    """Compare what is done with shares with a mere load.

    Args:
        check: How stock Beancount loads the union's book.
        coopbooks: The command.
        written: The union's book.

    Returns:
        The commands to compare.
    """
    union, party = write(written.plain)
    out = str(union.with_name("shares.txt"))
    asked = ("--period", written.period, "--now", "2030-01-01T12:00", "--output", out)
    share = [coopbooks, "share"]
    commands = {
        "bean-check, without our plugin": list(check),
        "share accrue, the last month": [*share, "accrue", str(union), *asked],
        "share statement, year to date": [
            *share,
            "statement",
            str(union),
            "to-party",
            *asked,
        ],
        "share prove, two books": [*share, "prove", str(union), str(party), *asked],
    }
    about = (
        "Whole processes: the load of the book, two agreements (of the dues of the "
        "year to date, of the members of the month), and what is written. The aim is "
        "at most 2.00."
    )
    return Group("Shares", about, commands)
