"""Killed at any point of a write or an undo, a book is before or after.

A child process does it and kills itself at its n-th executed line of the code that
touches files: at every one, where starting a child is quick.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
from typing import TYPE_CHECKING
from typing import Literal

import pytest

import coopbooks
from coopbooks.core import aside
from coopbooks.core import includes
from coopbooks.core import journal
from tests.support.batches import BATCH
from tests.support.batches import charge
from tests.support.batches import leftovers
from tests.support.batches import put
from tests.support.batches import small_book
from tests.support.batches import tree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import FrameType

    from _typeshed import TraceFunction

Job = Literal["write", "undo"]

WATCHED = (aside.__file__, journal.__file__)
WATCHED_TOO = (includes.__file__, "_written")
# Where there is no fork each child starts Python anew, which takes long.
FORKS = "fork" in multiprocessing.get_all_start_methods()
CHILDREN = multiprocessing.get_context("fork") if FORKS else multiprocessing
STEP = 1 if FORKS else 2


def do(job: Job, main: Path) -> None:
    if job == "write":
        put(main, charge("M-0003"), charge("M-0004", "7.50"))
    else:
        journal.undo(coopbooks.load(main), BATCH)


def count_lines(job: Job, main: Path) -> int:
    count = 0

    def line() -> None:
        nonlocal count
        count += 1

    traced(job, main, line)
    return count


def killed_at(point: int, job: Job, main: Path) -> None:
    """The child: does the job and dies before its `point`-th line."""
    left = point

    def line() -> None:
        nonlocal left
        left -= 1
        if not left:
            # Windows has no SIGKILL, and ends the process at once by this one.
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    traced(job, main, line)


def traced(job: Job, main: Path, line: Callable[[], None]) -> None:
    def trace(frame: FrameType, event: str, _: object) -> TraceFunction | None:
        code = frame.f_code
        watched = code.co_filename in WATCHED
        if not watched and (code.co_filename, code.co_name) != WATCHED_TOO:
            return None
        if event == "line":
            line()
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        do(job, main)
    finally:
        sys.settrace(before)


@pytest.mark.slow
@pytest.mark.parametrize("job", ["write", "undo"])
def test_killed_at_any_point(job: Job, tmp_path: Path) -> None:
    main = small_book(tmp_path / "book", "2025-01-02 balance Income:Dues 0 USD\n")
    folder = main.parent
    put(main, charge(), charge("M-0002"))
    kept = tmp_path / "kept"
    shutil.copytree(folder, kept)
    before = tree(folder)
    lines = count_lines(job, main)
    after = tree(folder)
    assert before != after
    seen = []
    for point in range(1, lines + 1, STEP):
        shutil.rmtree(folder)
        shutil.copytree(kept, folder)
        child = CHILDREN.Process(target=killed_at, args=(point, job, main))
        child.start()
        child.join()
        assert child.exitcode
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
