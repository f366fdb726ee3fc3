"""A small book that can be written to, and charges to write."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from beancount.core import amount
from beancount.core import data

import coopbooks
from coopbooks.core.aside import PREFIX
from coopbooks.core.journal import write
from coopbooks.core.proposal import Proposal

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.journal import Written

BATCH = "2026-03-dues"

MAIN = """\
option "title" "Local 1"
option "operating_currency" "USD"
option "use_precise_interpolation" "TRUE"
include "generated/**/*.beancount"

2025-01-01 open Assets:Receivable:Dues
2025-01-01 open Assets:Bank
2025-01-01 open Income:Dues
"""

MARCH = datetime.date(2026, 3, 31)
APRIL = datetime.date(2026, 4, 2)


def small_book(folder: Path, more: str = "", main: str = MAIN) -> Path:
    """Start a book in a folder, with some text more; gives its entry file."""
    generated = folder / "generated"
    generated.mkdir(parents=True)
    (generated / "placeholder.beancount").write_bytes(b"; written by coopbooks\n")
    path = folder / "main.beancount"
    path.write_text(main + more, encoding="utf-8", newline="\n")
    return path


def charge(
    member: str = "M-0001",
    number: str = "25.00",
    day: datetime.date = MARCH,
    **meta: object,
) -> data.Transaction:
    """What a member owes for a month; `id` dues/2026-03/MEMBER unless said."""
    units = amount.Amount(Decimal(number), "USD")
    legs = [("Assets:Receivable:Dues", units), ("Income:Dues", -units)]
    month = f"{day:%Y-%m}"
    return data.Transaction(
        {"id": f"dues/{month}/{member}", "member": member, **meta},
        day,
        "*",
        None,
        f"Dues for {month}",
        frozenset(),
        frozenset({f"dues-{month}"}),
        [data.Posting(name, one, None, None, None, {}) for name, one in legs],
    )


def put(main: Path, *entries: data.Directive, batch: str = BATCH) -> Written | None:
    """Write entries to a book, as of the second of April 2026."""
    return write(
        coopbooks.load(main),
        Proposal(batch, entries),
        recorded=APRIL,
        made_by="dues charge --period 2026-03",
    )


def tree(folder: Path) -> dict[str, bytes]:
    """The files of a book by path, but for what a write has on the way."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(PREFIX)
    }


def leftovers(folder: Path) -> list[str]:
    """What a write has left behind."""
    return sorted(path.name for path in folder.rglob(f"{PREFIX}*"))
