"""The meeting's workbook: change a percentage, and every member's amount follows."""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING

from xlsxwriter import Workbook

from coopbooks.packs.meeting.looks import Meeting
from coopbooks.packs.meeting.sheets import Sheets
from coopbooks.surplus.posting.code import code_of

if TYPE_CHECKING:
    from coopbooks.packs.pack import Heading
    from coopbooks.surplus.allocation import Allocation


def meeting_workbook(allocation: Allocation, heading: Heading) -> bytes:
    """Write a proposal as a workbook in which a meeting can try other figures.

    Percentages, the part in cash, what is shared, and what members worked can be typed;
    steps and members' parts are live formulas that round and split as the library does,
    to the cent. What can't be is said in checks. What the formulas can't say stays as
    proposed, and says so.

    Args:
        allocation: How a year's surplus or loss is shared.
        heading: What stands on every page.

    Returns:
        The file (.xlsx); the same proposal gives the same bytes.
    """
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties(_properties(heading))
        meeting = Meeting(book, heading, allocation.figures.currency)
        code = "" if allocation.settings else code_of(allocation)
        Sheets(meeting, allocation, code).write()
    return out.getvalue()


def _properties(heading: Heading) -> dict[str, object]:
    """The document's properties; the time is the pack's, not this moment."""
    printed = heading.printed
    if printed.tzinfo is not None:
        printed = printed.astimezone(datetime.UTC).replace(tzinfo=None)
    return {
        "title": f"{heading.title}, {heading.period}",
        "author": heading.title,
        "created": printed,
    }
