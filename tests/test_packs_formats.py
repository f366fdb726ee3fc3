from __future__ import annotations

import subprocess
import sys

import pytest

from coopbooks.packs.formats import FORMATS
from coopbooks.packs.formats import UnknownFormat
from coopbooks.packs.formats import render
from tests.support import bakery

HEAVY = {"jinja2", "xlsxwriter", "markupsafe", "pandas", "openpyxl"}


def test_the_files_names() -> None:
    assert [each.file_name() for each in FORMATS.values()] == [
        "month.txt",
        "month.csv",
        "month.xlsx",
        "month.html",
        "month.json",
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_pack_gives_the_same_bytes(name: str) -> None:
    assert render(bakery.pack(), name) == render(bakery.pack(), name)


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(UnknownFormat, match="text, csv, xlsx, html, json"):
        render(bakery.pack(), "pdf")


def test_formats_load_nothing_heavy() -> None:
    code = "import sys, coopbooks.packs.formats; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert HEAVY.isdisjoint(run.stdout.split())
