"""The command that settles a campaign of several bodies, on the demo federation."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from click.testing import Result

from coopbooks.cli.root import root as commands

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def bodies(harbor: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The federation file with the books of those who carry Homes First."""
    monkeypatch.setenv("COOPBOOKS_CACHE", str(tmp_path / "kept"))
    for name in ("harbor-federation", "coldstore-workers"):
        shutil.copytree(harbor / name, tmp_path / name)
    shutil.copy(harbor / "federation.beancount", tmp_path)
    return tmp_path / "federation.beancount"


def run(file: Path, *more: str) -> Result:
    words = ["federation", "coalition", str(file), "homes-first", "--period", "2026-03"]
    return CliRunner().invoke(commands, [*words, "--now", "2026-04-08T19:05", *more])


def figures(text: str, label: str) -> list[list[str]]:
    """What stands behind a label, line by line."""
    return [
        line.split(label, 1)[1].split() for line in text.splitlines() if label in line
    ]


def test_the_demo_is_settled_with_two_payments(bodies: Path) -> None:
    """2,410 + 915 for all, 250 + 100 of unions, 794.07 at Coldstore, 64 by letter.

    Costs: 921.00 the party, 904.94 Coldstore, 118.40 and 132.75 the tenants; a half, a
    third and a sixth of 4,533.07 less 2,077.09 is whose it is.
    """
    done = run(bodies)
    assert done.exit_code == 0, done.output
    assert figures(done.stdout, "Coldstore Workers' Association  ")[0] == ["429.53"]
    assert figures(done.stdout, "Harbor Tenants' Association  ")[0] == ["346.48"]
    balances = figures(done.stdout, "You get  ")
    assert balances == [["171.71", "257.82", "429.53"], ["209.67", "136.81", "346.48"]]
    (owes,) = figures(done.stdout, "You owe, shown below zero")
    assert owes == ["-381.38", "-394.63", "-776.01"]
    assert "INCOMPLETE" not in done.stdout


def test_a_book_that_is_missing_is_named(bodies: Path) -> None:
    shutil.rmtree(bodies.parent / "coldstore-workers")
    done = run(bodies)
    assert done.exit_code == 1
    assert (
        "INCOMPLETE: without the book of Coldstore Workers' Association" in done.stdout
    )
    assert "coldstore-workers: There is no book at " in done.stderr


def test_a_difference_is_something_to_look_at(bodies: Path) -> None:
    path = bodies.parent / "coldstore-workers" / "2026" / "2026-03.beancount"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("305.00", "304.00"), encoding="utf-8")
    done = run(bodies)
    assert done.exit_code == 1
    assert "TO BE LOOKED AT" in done.stdout


def test_workbook_and_page(bodies: Path) -> None:
    for name in ("coalition.xlsx", "coalition.html"):
        path = bodies.parent / name
        assert run(bodies, "--output", str(path)).exit_code == 0
        assert path.stat().st_size > 10_000


def test_a_campaign_that_nobody_carries(bodies: Path) -> None:
    words = [
        "federation",
        "coalition",
        str(bodies),
        "home-first",
        "--period",
        "2026-03",
    ]
    done = CliRunner().invoke(commands, words)
    assert done.exit_code == 2
    assert "Did you mean 'homes-first'?" in done.stderr
    early = [
        "federation",
        "coalition",
        str(bodies),
        "homes-first",
        "--period",
        "2025-08",
    ]
    done = CliRunner().invoke(commands, early)
    assert done.exit_code == 2
    assert "there is no coop-coalition 'homes-first' by then" in done.stderr
