"""What a book says about agreements between bodies.

This version checks how an agreement is written and computes no share: each directive
fits its form; each line has its header; an account counts or is left out, not both;
bands cover and do not overlap; parts have one rest at most and come to no more than
everything. Accounts of an agreement may be those of the other body, so they are not
looked for in this book.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.bands import EDGE
from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot
from coopbooks.core.directives import parse
from coopbooks.core.groups import check_parts
from coopbooks.core.groups import gather

if TYPE_CHECKING:
    from collections.abc import Iterable

    from beancount.core import data

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group

COUNTS = ("month", "quarter", "half-year", "year", "year-to-date")

AGREEMENT = Form(
    "coop-agreement",
    "Which body shares with which, and of what; the lines of the same name and date "
    "belong to it.",
    """\
2026-01-01 custom "coop-agreement" "bakery" "sales"
  from: "tidewater-bakery"
  to: "harbor-federation"
  tiers: "marginal"
  count: "year-to-date"
  losses: "carry"
  due: 30 DAY
  authority: "agreement of 2025-12-01, 4.2\"""",
    (Slot("name"), Slot("of")),
    {
        "from": Slot("from"),
        "to": Slot("to"),
        "basis": Slot("basis", words=("cash", "accrual"), needed=False),
        "tiers": Slot("tiers", words=("marginal", "cliff"), needed=False),
        "count": Slot("count", words=COUNTS, needed=False),
        "each": Slot("each", ("amount",), needed=False),
        "losses": Slot("losses", words=("carry", "forget"), needed=False),
        "threshold": Slot("threshold", ("amount",), needed=False),
        "minimum": Slot("minimum", ("amount",), needed=False),
        "maximum": Slot("maximum", ("amount",), needed=False),
        "due": Slot("due", ("amount",), needed=False, units=("DAY", "MONTH")),
        "grace": Slot("grace", ("amount",), needed=False, units=("DAY", "MONTH")),
        "interest": Slot("interest", ("amount",), needed=False, units=("PERCENT",)),
        "currency": Slot("currency", needed=False),
        "rate-of": Slot("rate-of", needed=False),
        "until": Slot("until", ("date",), needed=False),
        "decision": Slot("decision", needed=False),
    },
)
BASE = Form(
    "coop-agreement-base",
    "Which accounts count, and which below them are left out.",
    """\
2026-01-01 custom "coop-agreement-base" "bakery" "count" Income:Sales
2026-01-01 custom "coop-agreement-base" "bakery" "leave-out" Income:Sales:Campaign
  because: "gifts for a campaign are not revenue\"""",
    (
        Slot("name"),
        Slot("how", words=("count", "leave-out")),
        Slot("account", ("their-account",)),
    ),
    {"because": Slot("because", needed=False)},
    header=AGREEMENT.kind,
    unique=("account",),
)
BAND = Form(
    "coop-agreement-band",
    "The rate in a band of what counts, or the amount for each unit of it.",
    """\
2026-01-01 custom "coop-agreement-band" "bakery" "up-to" 50000 USD "at" 5 PERCENT
2026-01-01 custom "coop-agreement-band" "bakery" "up-to" 99000 USD "at" 8 PERCENT
2026-01-01 custom "coop-agreement-band" "bakery" "above" 99000 USD "at" 9 PERCENT""",
    (
        Slot("name"),
        EDGE,
        Slot("bound", ("amount",)),
        Slot("how", words=("at", "pays")),
        Slot("rate", ("amount",)),
    ),
    header=AGREEMENT.kind,
    bands=(),
)
PART = Form(
    "coop-agreement-part",
    "Who receives which part of the share; one part may be the rest.",
    """\
2026-01-01 custom "coop-agreement-part" "bakery" "solidarity-fund" 20 PERCENT
2026-01-01 custom "coop-agreement-part" "bakery" "national" "rest\"""",
    (Slot("name"), Slot("for"), Slot("part", ("amount", "text"), ("rest",))),
    header=AGREEMENT.kind,
    unique=("for",),
)
FORMS = (AGREEMENT, BASE, BAND, PART)


def read_agreements(
    entries: Iterable[data.Directive],
) -> tuple[list[Group], list[LedgerError]]:
    """Read the agreements of a book.

    Args:
        entries: A book's entries.

    Returns:
        A group for each header with its lines, by date and name, and the errors.
    """
    directives, errors = parse(entries, FORMS)
    groups, problems = gather(directives, AGREEMENT.kind)
    errors += problems
    for group in groups:
        errors += check_parts(group.of(PART.kind))
    return groups, errors
