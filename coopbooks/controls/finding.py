"""Something to look at in a book."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import compare

from coopbooks.core.contenthash import canonical

if TYPE_CHECKING:
    from decimal import Decimal

    from beancount.core import data


class Finding(NamedTuple):
    """Something to look at.

    Attributes:
        code: The kind of finding, such as `no-receipt`.
        words: What was found, in one plain sentence without a full stop.
        amount: The amount concerned, in the reporting currency, if there is one.
        entry: The entry concerned, if there is one.
    """

    code: str
    words: str
    amount: Decimal | None = None
    entry: data.Directive | None = None

    @property
    def id(self) -> str:
        """The code and eight digits of what was found: another one if that changes."""
        said = canonical(self.entry, Path()) if self.entry is not None else ""
        text = f"{self.words}\n{self.amount}\n{said}"
        return f"{self.code}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"

    @property
    def hash(self) -> str | None:
        """Fava's name for the entry."""
        return None if self.entry is None else compare.hash_entry(self.entry)
