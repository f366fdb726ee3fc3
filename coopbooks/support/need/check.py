"""One thing that is looked at before somebody is helped."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal


class Check(NamedTuple):
    """One thing that is looked at.

    Attributes:
        words: What it is, in plain words.
        met: Whether it is as the terms ask.
        because: Why it is not, and what to do; empty where it is.
        most: Up to how much it allows; None where it says nothing of that.
    """

    words: str
    met: bool
    because: str = ""
    most: Decimal | None = None
