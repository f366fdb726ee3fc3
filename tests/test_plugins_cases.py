"""Each folder in tests/plugins is a book; its expected.errors is what it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from coopbooks.core.errors import in_folder
from tests.support import ledgers
from tests.support.goldens import Golden

FOLDER = Path(__file__).resolve().parent / "plugins"
CASES = sorted(path.parent.name for path in FOLDER.glob("*/main.beancount"))


@pytest.mark.parametrize("case", CASES)
def test_what_a_book_is_told(case: str, request: pytest.FixtureRequest) -> None:
    folder = FOLDER / case
    _, errors, _ = ledgers.load(folder / "main.beancount")
    lines = [f"{in_folder(error.source, folder)}: {error.message}" for error in errors]
    assert not any("\n" in line for line in lines)
    told = Golden(folder, update=request.config.getoption("--update-goldens"))
    told("expected.errors", "".join(f"{line}\n" for line in lines))


def test_there_are_cases() -> None:
    assert len(CASES) > 30
