"""Kill a child process at its n-th executed line of the code that touches files."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from typing import TYPE_CHECKING

from coopbooks.core import aside
from coopbooks.core import includes

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from _typeshed import TraceFunction

WATCHED_TOO = (includes.__file__, "_written")
# Where there is no fork each child starts Python anew, which takes long.
FORKS = "fork" in multiprocessing.get_all_start_methods()
CHILDREN = multiprocessing.get_context("fork") if FORKS else multiprocessing
STEP = 1 if FORKS else 2


def count_lines(job: Callable[[], object], watched: tuple[str, ...]) -> int:
    """Do something, and count the lines of the watched files that ran."""
    count = 0

    def line() -> None:
        nonlocal count
        count += 1

    _traced(job, (aside.__file__, *watched), line)
    return count


def killed_at(
    point: int, job: Callable[[], object], watched: tuple[str, ...]
) -> int | None:
    """Do it in a child that dies before its `point`-th line; gives its exit code."""
    child = CHILDREN.Process(target=_dies, args=(point, job, watched))
    child.start()
    child.join()
    return child.exitcode


def _dies(point: int, job: Callable[[], object], watched: tuple[str, ...]) -> None:
    left = point

    def line() -> None:
        nonlocal left
        left -= 1
        if not left:
            # Windows has no SIGKILL, and ends the process at once by this one.
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    _traced(job, (aside.__file__, *watched), line)


def _traced(
    job: Callable[[], object], watched: tuple[str, ...], line: Callable[[], None]
) -> None:
    def trace(frame: FrameType, event: str, _: object) -> TraceFunction | None:
        code = frame.f_code
        if (
            code.co_filename not in watched
            and (code.co_filename, code.co_name) != WATCHED_TOO
        ):
            return None
        if event == "line":
            line()
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        job()
    finally:
        sys.settrace(before)
