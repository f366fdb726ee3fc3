"""`coopbooks surplus value`, as people read it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support.commands import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.goldens import Golden

NOW = ("--now", "2026-04-20T10:00")


@pytest.mark.parametrize(
    ("name", "period"),
    [("tidewater-bakery", "2025"), ("lanternworks", "2026-03")],
)
def test_what_people_read(harbor: Path, golden: Golden, name: str, period: str) -> None:
    shown = run("surplus", "value", harbor / name, "--period", period, *NOW)
    golden(f"surplus/value-{name}-{period}.txt", shown.stdout)


def test_without_a_period_it_is_the_last_year_that_is_over(harbor: Path) -> None:
    shown = run("surplus", "value", harbor / "tidewater-bakery", *NOW)
    assert "Value to members, 2025" in shown.stdout


def test_every_format_has_the_same(harbor: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    book = harbor / "tidewater-bakery"
    for form in ("json", "csv", "html", "xlsx"):
        out = folder / f"value.{form}"
        run("surplus", "value", book, "--period", "2025", "--output", out, *NOW)
        assert out.exists()
    tables = json.loads((folder / "value.json").read_text(encoding="utf-8"))
    assert "347857.00" in json.dumps(tables)
