"""The audit, the handover and the deadlines of the demo federation's books."""

from __future__ import annotations

import csv
import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.controls.calendar.collecting import calendar
from coopbooks.controls.calendar.dated import look_ahead
from coopbooks.packs.deadlines import deadlines_pack
from coopbooks.packs.formats import render
from coopbooks.packs.handover import handover_pack
from coopbooks.packs.icalendar import icalendar
from tests.support.audits import NOW
from tests.support.audits import lines
from tests.support.audits import pack
from tests.support.workbooks import differences

if TYPE_CHECKING:
    from collections.abc import Callable

    from coopbooks.packs.pack import Pack

ROOT = Path(__file__).resolve().parent.parent
BOOKS = sorted(path.parent for path in ROOT.glob("ledgers/harbor/*/main.beancount"))
ON = datetime.date(2026, 4, 8)


def packs(folder: Path) -> dict[str, Pack]:
    """All three of a book."""
    book = coopbooks.load(folder)
    ahead = look_ahead(book, ON, 12)
    return {
        "audit": pack(book),
        "handover": handover_pack(book, ON, NOW),
        "deadlines": deadlines_pack(ahead, calendar(ahead), NOW),
    }


@pytest.mark.parametrize("folder", BOOKS, ids=lambda folder: folder.name)
def test_they_add_up_and_name_nobody(folder: Path) -> None:
    with (folder / "private" / "roster.csv").open(encoding="utf-8") as file:
        people = [row["name"] for row in csv.DictReader(file)]
    assert people
    for name, found in packs(folder).items():
        assert found.values.failed() == [], name
        for form in ("text", "html", "csv"):
            told = render(found, form).decode()
            assert [one for one in people if one in told] == []
            assert "roster.csv" not in told
            assert str(ROOT) not in told


@pytest.mark.parametrize("folder", BOOKS, ids=lambda folder: folder.name)
def test_the_same_gives_the_same_bytes(folder: Path) -> None:
    first, second = packs(folder), packs(folder)
    for name, found in first.items():
        for form in ("text", "xlsx"):
            assert render(found, form) == render(second[name], form)


@pytest.mark.slow
@pytest.mark.workbook
@pytest.mark.parametrize("name", ["harbor-foods-local-12", "harbor-federation"])
def test_libreoffice_works_the_worksheets_out_the_same(
    name: str, tmp_path: Path, harbor: Path, recalculate: Callable[[Path], Path]
) -> None:
    found = packs(harbor / name)
    for one in ("audit", "handover"):
        workbook = tmp_path / f"{one}.xlsx"
        workbook.write_bytes(render(found[one], "xlsx"))
        assert differences(found[one], recalculate(workbook)) == []


def test_the_order_of_entries_makes_no_difference(harbor: Path, tmp_path: Path) -> None:
    """Neither the names of a book's files nor their order are of any matter."""
    months = (harbor / "harbor-foods-local-12" / "2025").glob("*.beancount")
    head = (harbor / "harbor-foods-local-12" / "main.beancount").read_text("utf-8")
    assert "include" in head
    rest = [line for line in head.splitlines() if not line.startswith("include")]
    files = [*months, *(harbor / "harbor-foods-local-12").glob("*.beancount")]
    texts = {
        path.name: path.read_text("utf-8")
        for path in files
        if path.name != "main.beancount"
    }
    shown = []
    for number, names in enumerate([sorted(texts), sorted(texts, reverse=True)]):
        folder = tmp_path / str(number)
        folder.mkdir()
        lines_ = [line for line in rest if not line.startswith('option "documents"')]
        lines_ += [f'include "{number}-{name}"' for name in names]
        for name in names:
            (folder / f"{number}-{name}").write_text(texts[name], "utf-8")
        (folder / "main.beancount").write_text("\n".join(lines_), "utf-8")
        found = pack(coopbooks.load(folder), seed=12, size=9)
        columns = ("label", "date", "amount", "decision")
        shown.append(lines(found, "audit-sample-disbursements", *columns))
    assert len(shown[0]) == 10
    assert shown[0] == shown[1]


def test_a_calendar_file_is_one_that_programs_read(harbor: Path) -> None:
    book = coopbooks.load(harbor / "tidewater-bakery")
    found = calendar(look_ahead(book, ON, 12))
    text = icalendar(book.title, found, NOW).decode()
    assert all(text_.endswith("\r") for text_ in text.split("\n")[:-1])
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    unfolded = text.replace("\r\n ", "")
    assert unfolded.count("BEGIN:VEVENT") == len(found)
    uids = [line for line in unfolded.split("\r\n") if line.startswith("UID:")]
    assert len(set(uids)) == len(found)
    assert "DTSTART;VALUE=DATE:20260430" in unfolded
    assert "\\, agreement" not in unfolded
    assert "agreement of 2024-11-30\\, par. 3" in unfolded


def test_a_calendar_keeps_words_from_being_properties(harbor: Path) -> None:
    book = coopbooks.load(harbor / "tidewater-bakery")
    one = calendar(look_ahead(book, ON, 12))[0]
    odd = one._replace(words="a;b,c\\d\r\nEND:VEVENT", because="")
    text = icalendar("x", [odd], NOW).decode()
    assert "SUMMARY:a\\;b\\,c\\\\d\\nEND:VEVENT" in text
    assert text.count("\r\nEND:VEVENT") == 1
