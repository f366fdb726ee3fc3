"""The batches that shared years are written to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from beancount.core import data

SHARED = re.compile(r"\d{4}[-a-z0-9]*-surplus(\.\d+)?")


def batch_of(year: str) -> str:
    """The batch that a year's surplus is written to.

    Args:
        year: The year's name, such as `2025`, `FY2025`.

    Returns:
        Such as `2025-surplus`, `2025-fy-surplus`.
    """
    name = year.lower().replace("..", "-to-")
    plain = name.removeprefix("fy")
    return f"{plain}-surplus" if plain == name else f"{plain}-fy-surplus"


def shares_a_year(entry: data.Directive) -> bool:
    """Whether an entry was written when a year was shared.

    Args:
        entry: An entry of a book.

    Returns:
        Whether it is in the batch of a year's surplus or loss.
    """
    batch = (entry.meta or {}).get("batch")
    return isinstance(batch, str) and SHARED.fullmatch(batch) is not None
