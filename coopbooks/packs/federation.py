"""The pack of the whole: all bodies together, and each beside the others."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from coopbooks.core.contenthash import book_code
from coopbooks.core.contenthash import short
from coopbooks.core.table import evaluate
from coopbooks.federation.assembly.page import assembly_page
from coopbooks.federation.assembly.tables import MEMBERS
from coopbooks.federation.combining.basistables import basis_tables
from coopbooks.federation.combining.pairtables import pair_tables
from coopbooks.federation.combining.tables import combined_tables
from coopbooks.federation.front import front_tables
from coopbooks.federation.reading.gathering import quotes_of
from coopbooks.federation.remarks import look_table
from coopbooks.packs.pack import Heading
from coopbooks.packs.pack import Pack
from coopbooks.packs.pack import Picture

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from coopbooks.core.table import Table
    from coopbooks.federation.whole import Whole

CONSOLIDATED = "consolidated-"
CAME_IN = Picture("came-in", "How much of the dues came in", "bars", MEMBERS, ("rate",))


def combined_pack(whole: Whole, now: datetime.datetime) -> Pack:
    """Put together all bodies added up.

    Args:
        whole: The federation for a period.
        now: When it is made; it stands on every page.

    Returns:
        Page one and the tables behind it, worked out. What is not counted is said on
        every page.
    """
    return _pack(whole, now, (), ())


def federation_pack(whole: Whole, now: datetime.datetime) -> Pack:
    """Put together the pack of the whole: the assembly's page is in it, too.

    Args:
        whole: The federation for a period.
        now: When it is made; it stands on every page.

    Returns:
        Page one, bodies side by side, and all bodies added up, worked out.
    """
    quotes = quotes_of(whole.book, whole.period.end)
    page = assembly_page(whole.federation, whole.outcomes, whole.period, quotes)
    return _pack(whole, now, (*page.front, *page.behind), (CAME_IN,))


def _pack(
    whole: Whole,
    now: datetime.datetime,
    beside: Sequence[Table],
    pictures: tuple[Picture, ...],
) -> Pack:
    front = front_tables(whole)
    behind = [
        look_table(whole),
        *beside,
        *combined_tables(whole.combined),
        *pair_tables(whole.combined),
        *basis_tables(whole.combined),
    ]
    if whole.consolidated is not None:
        head = whole.title(whole.federation.head)
        about = f"{head} and what it controls: "
        behind += combined_tables(whole.consolidated, CONSOLIDATED, about)
    behind = [table for table in behind if table.rows]
    return Pack(
        heading_of(whole, now),
        evaluate((*front, *behind)),
        tuple(table.id for table in front),
        pictures,
    )


def heading_of(whole: Whole, now: datetime.datetime) -> Heading:
    """What stands on every page of a pack about a federation.

    Args:
        whole: The federation for a period.
        now: When the pack is made.

    Returns:
        Of when it is, counted how, from which books, and what is missing.
    """
    marks: list[str] = []
    if whole.missing:
        names = ", ".join(whole.title(one.name) for one in whole.missing)
        marks.append(f"INCOMPLETE: without {names}")
    if whole.unpriced:
        names = ", ".join(sorted({c for some in whole.unpriced.values() for c in some}))
        marks.append(f"INCOMPLETE: without what is in {names}")
    if whole.errors:
        marks.append("THE FEDERATION FILE HAS ERRORS: figures may be incomplete")
    if now.date() < whole.period.end:
        marks.append(f"NOT OVER YET: {whole.period.label} ends later")
    return Heading(
        whole.book.title,
        "",
        whole.period.label,
        whole.federation.currency,
        "what is owed counted when due (accrual)",
        "AS THE BOOKS SAY NOW",
        _version(whole),
        now,
        tuple(marks),
    )


def _version(whole: Whole) -> str:
    """A code of the federation file and of all books that were counted."""
    digest = hashlib.sha256(book_code(whole.book).encode())
    for one in sorted(whole.outcomes, key=lambda one: one.name):
        digest.update(f"{one.name} {one.code}\n".encode())
    return short(digest.hexdigest())
