"""What Fava shows beyond its own pages.

A book asks for them with one line, under stock Fava:

    2026-01-01 custom "fava-extension" "coopbooks.pages"

Fava makes a page of every class of its own kind that it finds here, so that nothing
else of that kind may be imported. What a page needs is imported when it is opened:
loading a book stays as fast as without it.
"""

from __future__ import annotations

from coopbooks.pages.capital import Capital
from coopbooks.pages.dues import Dues
from coopbooks.pages.month import Month
from coopbooks.pages.review import Review
from coopbooks.pages.sharing import Sharing
from coopbooks.pages.some import Decisions
from coopbooks.pages.some import Funds
from coopbooks.pages.support import Support

__all__ = [
    "Capital",
    "Decisions",
    "Dues",
    "Funds",
    "Month",
    "Review",
    "Sharing",
    "Support",
]
