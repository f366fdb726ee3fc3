"""What a sentence tells by its own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coopbooks.core.table import Sentence

AMOUNT = re.compile(r"\d[.,]\d\d")


def names_an_amount(sentence: Sentence) -> bool:
    """Whether a sentence has an amount among its own words, and not in a cell.

    Args:
        sentence: The sentence.

    Returns:
        Whether it would tell a figure to lookers-on when figures are hidden.
    """
    return AMOUNT.search(sentence.text) is not None
