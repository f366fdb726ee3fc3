"""How much one request may work out with what its reader wrote.

Patterns and queries come from readers. What each may cost is counted here, so that
nobody keeps the viewer from the others. Outside a request nothing is counted.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from fava.helpers import FavaAPIError

if TYPE_CHECKING:
    from collections.abc import Iterator

# Seconds of a processor; to search a hundred thousand postings takes less than one.
MOST_SECONDS = 10
LONGEST_PATTERN = 500
# Of one text that is searched or made, and of the long ones among them together.
LONGEST_TEXT = 10_000
MOST_TEXT = 20_000_000
_LONG = 200
_SECOND = 1_000_000_000


class TooMuch(FavaAPIError):
    """A pattern or query would take more than one reader may."""


class Budget:
    """What a request has left.

    Attributes:
        begun: When it began to be spent, in nanoseconds of this thread; None for
            not yet.
        text: How many letters of long texts were made.
    """

    def __init__(self) -> None:
        """Begin with nothing spent."""
        self.begun: int | None = None
        self.text = 0

    def spend(self, text: str = "") -> None:
        """Go on, if there is something left.

        Args:
            text: What was made or is searched.

        Raises:
            TooMuch: There is nothing left, or the text is too long.
        """
        now = time.thread_time_ns()
        if self.begun is None:
            self.begun = now
        if now - self.begun > MOST_SECONDS * _SECOND:
            raise TooMuch("This takes too long. Ask for less at once.")
        if len(text) > LONGEST_TEXT:
            raise TooMuch(f"A text here has at most {LONGEST_TEXT} characters.")
        if len(text) > _LONG:
            self.text += len(text)
            if self.text > MOST_TEXT:
                raise TooMuch("This makes too much text. Ask for less at once.")


_BUDGET: ContextVar[Budget | None] = ContextVar("budget", default=None)


def budget() -> Budget | None:
    """What the request has left that is answered now.

    Returns:
        It; None outside a request of the viewer.
    """
    return _BUDGET.get()


@contextmanager
def bounded() -> Iterator[None]:
    """Count what is worked out meanwhile."""
    token = _BUDGET.set(Budget())
    try:
        yield
    finally:
        _BUDGET.reset(token)
