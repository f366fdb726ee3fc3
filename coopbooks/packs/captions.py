"""What stands on every page of a pack: whose it is, of when, counted how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.periods import long_date

if TYPE_CHECKING:
    import datetime

    from coopbooks.core.table import Table
    from coopbooks.packs.pack import Heading

DOT = " · "


def joined(*parts: str) -> str:
    """Put what there is on one line, with dots between.

    Args:
        *parts: Texts; empty ones are left out.

    Returns:
        For example `March 2026 · USD`.
    """
    return DOT.join(part for part in parts if part)


def moment(printed: datetime.datetime) -> str:
    """Write when a pack was made.

    Args:
        printed: The day and time.

    Returns:
        For example `printed 8 April 2026, 19:05`.
    """
    return f"printed {long_date(printed.date())}, {printed:%H:%M}"


def name(heading: Heading) -> str:
    """The body's name as the title of page one.

    Args:
        heading: The pack's heading.

    Returns:
        For example `TIDEWATER BAKERY, worker co-op`.
    """
    title = heading.title.upper()
    return f"{title}, {heading.kind}" if heading.kind else title


def period(heading: Heading) -> str:
    """The second line of page one: the period, the currency, how things are counted.

    Args:
        heading: The pack's heading.

    Returns:
        For example `March 2026 · USD · sales counted when earned`.
    """
    return joined(heading.period, heading.currency, heading.basis)


def version(heading: Heading) -> str:
    """The third line of page one: signed or not, which book, when printed.

    Args:
        heading: The pack's heading.

    Returns:
        For example `NOT YET SIGNED · book d4e5f6a · printed 9 April 2026, 18:20`.
    """
    book = f"book {heading.version}" if heading.version else ""
    return joined(heading.state, book, moment(heading.printed))


def caption(heading: Heading, table: Table | None = None) -> str:
    """The line under every other title, so that a page that got loose can be placed.

    Args:
        heading: The pack's heading.
        table: The table below, whose currency may be another than the pack's.

    Returns:
        For example `Tidewater Bakery · March 2026 · USD · sales counted when earned`.
    """
    currency = (table.currency if table else "") or heading.currency
    return joined(heading.title, heading.period, currency, heading.basis)
