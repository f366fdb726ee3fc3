from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from coopbooks.packs.meeting.workbook import meeting_workbook
from tests.support import meetings
from tests.support.meetingyears import Chance

if TYPE_CHECKING:
    from pathlib import Path

BOOKS = 20
TRIES = 3


@pytest.mark.workbook
def test_what_is_typed_comes_to_what_the_library_says(
    soffice: Path, tmp_path: Path
) -> None:
    """Percentages, cash, hours and the result of years at random, typed by hand.

    What is not live says so in the sheet: minimums, other roundings, a most for each,
    interest and withholding stay as the rule has them.
    """
    wanted = {}
    paths = []
    for seed in range(BOOKS):
        chance = Chance(random.Random(seed))
        year = chance.year()
        made = tmp_path / f"{seed}.xlsx"
        made.write_bytes(meeting_workbook(year.shared(), meetings.HEADING))
        book = load_workbook(made)
        for number in range(TRIES):
            typed = chance.typed(year, meetings.cells_of(book))
            if not meetings.goes_by_hours(book):
                typed.hours.clear()
            path = typed.into(made, tmp_path / f"{seed}-{number}.xlsx")
            shared = typed.year(year).shared(typed.settings())
            if not shared.problems:
                # Else the sheet says that it can't be so, and the library too.
                wanted[path.name] = shared
                paths.append(path)
        wanted[made.name] = year.shared()
        paths.append(made)
    wrong = {
        copy.name: apart
        for copy in meetings.recalculated(soffice, paths, tmp_path)
        if (
            apart := meetings.apart(
                meetings.told(copy), meetings.expected(wanted[copy.name])
            )
        )
    }
    assert len(paths) > BOOKS * 2
    assert wrong == {}
