"""The assembly's page as a delegate asks for it."""

from __future__ import annotations

import datetime
import io
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from coopbooks.core.ledger import load
from coopbooks.core.periods import parse_period
from coopbooks.federation.assembly.page import assembly_page
from coopbooks.federation.reading.reading import read_bodies
from coopbooks.federation.terms import read_federation
from coopbooks.packs.federation import CAME_IN
from coopbooks.packs.single import single_pack
from coopbooks.packs.workbook import workbook
from tests.support.commands import refused
from tests.support.commands import run
from tests.support.workbooks import differences

if TYPE_CHECKING:
    from collections.abc import Callable

    from coopbooks.packs.pack import Pack
    from tests.support.goldens import Golden

MARCH = ("--period", "2026-03", "--now", "2026-04-08T19:05")
FILE = "federation.beancount"


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COOPBOOKS_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def demo(harbor: Path, tmp_path: Path) -> Path:
    """The demo federation, to be written to."""
    return Path(shutil.copytree(harbor, tmp_path / "harbor"))


def made(harbor: Path) -> Pack:
    book = load(harbor / FILE)
    period = parse_period("2026-03")
    federation, errors = read_federation(book, period.last)
    assert errors == []
    page = assembly_page(federation, read_bodies(federation, period, 1), period)
    now = datetime.datetime.fromisoformat(MARCH[-1])
    return single_pack(
        book,
        "For the assembly",
        page.front,
        page.behind,
        state="AS THE BOOKS SAY NOW",
        now=now,
        pictures=[CAME_IN],
    )


def test_the_demo(harbor: Path, golden: Golden) -> None:
    done = run("federation", "assembly", harbor / FILE, *MARCH)
    assert done.exit_code == 0, done.output
    first = done.stdout.split("MEMBERS AND DUES")[1].splitlines()[1]
    assert first.startswith("Adding up is not pooling")
    assert "M-0" not in done.stdout
    golden("federation/assembly.txt", done.stdout)


def test_a_broken_book_is_named_and_not_counted(demo: Path) -> None:
    main = demo / "eastport" / "main.beancount"
    text = main.read_text(encoding="utf-8")
    main.write_text(text + 'plugin "evil"\n', encoding="utf-8", newline="\n")
    shutil.rmtree(demo / "lanternworks")
    done = run("federation", "assembly", demo / FILE, *MARCH)
    assert done.exit_code == 1
    assert "INCOMPLETE: not every body's book could be read" in done.stdout
    counted, absent = done.stdout.split("NOT COUNTED, OR ONLY IN PART")
    assert "its book is refused, and nothing of it ran" in " ".join(absent.split())
    for title in ("Eastport Chapter", "Lanternworks Repair and Print"):
        assert title not in counted.split("WHAT THERE IS TO DECIDE")[0]
        assert title.split()[0] in absent


def test_small_groups_are_as_the_file_says(demo: Path) -> None:
    file = demo / FILE
    text = file.read_text(encoding="utf-8")
    more = text.replace(
        '  member-ids: "shared"\n', '  member-ids: "shared"\n  small-group: 8\n'
    )
    file.write_text(more, encoding="utf-8", newline="\n")
    done = run("federation", "assembly", file, *MARCH, "--format", "json")
    assert done.exit_code == 0, done.output
    tables = {one["id"]: one for one in json.loads(done.stdout)["tables"]}
    rows = {one["id"]: one["cells"] for one in tables["members"]["rows"]}
    # Seven and six members; the strike pay of six.
    assert rows["lanternworks"]["members"] == {"text": "few"}
    assert rows["harbor-federation"]["each"] == {"text": "few"}
    rows = {one["id"]: one["cells"] for one in tables["solidarity"]["rows"]}
    assert rows["harbor-foods-local-12"]["strike"] == {"text": "few"}
    # A total of one row would tell it.
    assert "total" not in rows


@pytest.mark.parametrize("least", ["2", "4.5"])
def test_a_group_too_small_to_hide_in_is_told(demo: Path, least: str) -> None:
    file = demo / FILE
    text = file.read_text(encoding="utf-8")
    more = text.replace('  head: "harbor', f'  small-group: {least}\n  head: "harbor')
    file.write_text(more, encoding="utf-8", newline="\n")
    done = run("check", file)
    assert done.exit_code == 1
    assert "small-group: must be a whole number of 3 or more." in done.output


def test_a_book_that_is_no_federation_file_is_refused(harbor: Path) -> None:
    line = refused("federation", "assembly", harbor / "eastport", *MARCH)
    assert "is no federation file" in line


def test_the_workbook_sums_live(harbor: Path, tmp_path: Path) -> None:
    path = tmp_path / "assembly.xlsx"
    done = run("federation", "assembly", harbor / FILE, *MARCH, "--output", path)
    assert done.exit_code == 0, done.output
    sheet = openpyxl.load_workbook(path).worksheets[0]
    cells = [cell.value for row in sheet.iter_rows() for cell in row]
    formulas = [one for one in cells if isinstance(one, str) and one.startswith("=")]
    assert any("SUM(" in one for one in formulas)
    # Dues and costs a member are divided by the cell with their number.
    assert sum(one.startswith("=IF(") for one in formulas) > 10


def test_every_figure_of_the_workbook_is_the_page_s(harbor: Path) -> None:
    pack = made(harbor)
    assert pack.values.failed() == []
    assert differences(pack, io.BytesIO(workbook(pack))) == []


@pytest.mark.workbook
def test_libreoffice_comes_to_the_same(
    harbor: Path, recalculate: Callable[[Path], Path], tmp_path: Path
) -> None:
    pack = made(harbor)
    path = tmp_path / "assembly.xlsx"
    path.write_bytes(workbook(pack))
    assert differences(pack, recalculate(path)) == []
