"""Killed at any point of a write or an undo, a book is before or after.

A child process does it and kills itself at its n-th executed line of the code that
touches files: at every one, where starting a child is quick.
"""

from __future__ import annotations

import shutil
from functools import partial
from typing import TYPE_CHECKING
from typing import Literal

import pytest

import coopbooks
from coopbooks.core import aside
from coopbooks.core import journal
from tests.support.batches import BATCH
from tests.support.batches import charge
from tests.support.batches import leftovers
from tests.support.batches import put
from tests.support.batches import small_book
from tests.support.batches import tree
from tests.support.killing import STEP
from tests.support.killing import count_lines
from tests.support.killing import killed_at

if TYPE_CHECKING:
    from pathlib import Path

Job = Literal["write", "undo"]

WATCHED = (journal.__file__,)


def do(job: Job, main: Path) -> None:
    if job == "write":
        put(main, charge("M-0003"), charge("M-0004", "7.50"))
    else:
        journal.undo(coopbooks.load(main), BATCH)


@pytest.mark.slow
@pytest.mark.parametrize("job", ["write", "undo"])
def test_killed_at_any_point(job: Job, tmp_path: Path) -> None:
    main = small_book(tmp_path / "book", "2025-01-02 balance Income:Dues 0 USD\n")
    folder = main.parent
    put(main, charge(), charge("M-0002"))
    kept = tmp_path / "kept"
    shutil.copytree(folder, kept)
    before = tree(folder)
    lines = count_lines(partial(do, job, main), WATCHED)
    after = tree(folder)
    assert before != after
    seen = []
    for point in range(1, lines + 1, STEP):
        shutil.rmtree(folder)
        shutil.copytree(kept, folder)
        assert killed_at(point, partial(do, job, main), WATCHED)
        seen.append(state(folder, before, after))
        assert not coopbooks.load(main).errors
        make_good(job, main, seen[-1])
        assert tree(folder) == after
        assert not leftovers(folder)
    assert seen == sorted(seen, reverse=True)
    assert {"before", "after"} == set(seen)
    assert len(seen) > (100 if job == "write" else 50) // STEP


def state(folder: Path, before: dict[str, bytes], after: dict[str, bytes]) -> str:
    """Whether a book is byte for byte before or after."""
    found = tree(folder)
    assert found in (before, after)
    return "before" if found == before else "after"


def make_good(job: Job, main: Path, found: str) -> None:
    """What a person does next: take the lock away if it stands, and try again."""
    lock = main.parent / aside.LOCK
    if found == "before":
        if lock.exists():
            with pytest.raises(aside.BookLocked, match="remove the file"):
                do(job, main)
            lock.unlink()
        do(job, main)
        return
    lock.unlink(missing_ok=True)
    # The next write of whatever kind sweeps up.
    put(main, charge("M-0009"), batch="2026-04-other")
    journal.undo(coopbooks.load(main), "2026-04-other")
