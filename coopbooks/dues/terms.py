"""What a book says about dues.

This version checks how dues are written and computes none: each directive fits its
form; each line has its header; bands cover and do not overlap, those of each minimum
too; a band pays one amount, or one for each of the columns that the header names; parts
have one rest at most. Whether the terms can be charged is not looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.bands import EDGE
from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot
from coopbooks.core.directives import parse
from coopbooks.core.errors import LedgerError
from coopbooks.core.groups import check_parts
from coopbooks.core.groups import gather

if TYPE_CHECKING:
    from collections.abc import Iterable

    from beancount.core import data

    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group

PER = ("month", "quarter", "year", "week", "four-weeks", "pay-period")

DUES = Form(
    "coop-dues",
    "How much a member pays: a flat amount, a percentage, an amount by bands or a "
    "formula; the lines of the same name and date belong to it.",
    """\
2026-01-01 custom "coop-dues" "party" "by-band"
  measure: "monthly-net-pay"
  columns: "dependants"
  authority: "statutes par. 7\"""",
    (Slot("name"), Slot("how", words=("flat", "percentage", "by-band", "by-formula"))),
    {
        "class": Slot("class", needed=False),
        "workplace": Slot("workplace", needed=False),
        "measure": Slot("measure", needed=False),
        "columns": Slot("columns", needed=False),
        "tiers": Slot("tiers", words=("cliff", "marginal"), needed=False),
        "amount": Slot("amount", ("amount",), needed=False),
        "rate": Slot("rate", ("amount",), needed=False, units=("PERCENT", "HOUR")),
        "times": Slot("times", ("number",), needed=False),
        "share": Slot("share", needed=False),
        "full-share": Slot("full-share", ("amount",), needed=False),
        "plus": Slot("plus", ("amount",), needed=False),
        "minimum": Slot("minimum", ("amount",), needed=False),
        "maximum": Slot("maximum", ("amount",), needed=False),
        "round": Slot("round", words=("half-up", "down", "up"), needed=False),
        "per": Slot("per", words=PER, needed=False),
        "pledged": Slot("pledged", ("flag",), needed=False),
        "until": Slot("until", ("date",), needed=False),
        "decision": Slot("decision", needed=False),
    },
)
BAND = Form(
    "coop-dues-band",
    "What members pay whose measure lies in a band.",
    """\
2026-01-01 custom "coop-dues-band" "party" "up-to" 1800 EUR
  for-0: 21 EUR
  for-1: 13 EUR
  for-2: 10 EUR
  for-3-or-more: 5 EUR
2026-01-01 custom "coop-dues-band" "party" "above" 1800 EUR
  for-0: 32 EUR
  for-1: 22 EUR
  for-2: 16 EUR
  for-3-or-more: 9 EUR""",
    (
        Slot("name"),
        EDGE,
        Slot("bound", ("amount",)),
        Slot("pays", words=("pays",), needed=False),
        Slot("amount", ("amount",), needed=False),
    ),
    {"for-*": Slot("for-*", ("amount",), needed=False)},
    header=DUES.kind,
    bands=(),
)
MINIMUM = Form(
    "coop-dues-minimum",
    "The least that is paid, by bands of another measure.",
    """\
2026-01-01 custom "coop-dues-minimum" "party" "hours" "below" 14 HOUR "pays" 15 EUR
2026-01-01 custom "coop-dues-minimum" "party" "hours" "from" 14 HOUR "pays" 25 EUR""",
    (
        Slot("name"),
        Slot("measure"),
        EDGE,
        Slot("bound", ("amount",)),
        Slot("pays", words=("pays",)),
        Slot("amount", ("amount",)),
    ),
    header=DUES.kind,
    bands=("measure",),
)
PART = Form(
    "coop-dues-part",
    "Which part of the dues goes where; one part may be the rest.",
    """\
2026-01-01 custom "coop-dues-part" "party" "fund" 2 EUR "to" Liabilities:PerCapita
2026-01-01 custom "coop-dues-part" "party" "chapter" "rest" "to" Income:Dues""",
    (
        Slot("name"),
        Slot("for"),
        Slot("part", ("amount", "text"), ("rest",)),
        Slot("to", words=("to",)),
        Slot("account", ("account",)),
    ),
    {"fund": Slot("fund", needed=False)},
    header=DUES.kind,
    unique=("for",),
)
STANDING = Form(
    "coop-dues-standing",
    "From which age of unpaid dues on a member is behind.",
    """\
2026-01-01 custom "coop-dues-standing" "party" "more-than" 60 DAY""",
    (
        Slot("name"),
        Slot("edge", words=("more-than", "at-least")),
        Slot("age", ("amount",), units=("DAY", "WEEK", "MONTH")),
    ),
    header=DUES.kind,
    unique=("name",),
)
FORMS = (DUES, BAND, MINIMUM, PART, STANDING)


def read_dues(
    entries: Iterable[data.Directive],
) -> tuple[list[Group], list[LedgerError]]:
    """Read the dues of a book.

    Args:
        entries: A book's entries.

    Returns:
        A group for each header with its lines, by date and name, and the errors.
    """
    directives, errors = parse(entries, FORMS)
    groups, problems = gather(directives, DUES.kind)
    errors += problems
    for group in groups:
        errors += [
            error for line in group.of(BAND.kind) for error in _pays(line, group)
        ]
        errors += check_parts(group.of(PART.kind))
    return groups, errors


def _pays(line: Directive, group: Group) -> list[LedgerError]:
    """What is wrong with what a band pays."""
    columns = any(key.startswith("for-") for key in line.meta)
    pays, paid = line.values.get("pays"), line.values.get("amount")
    if pays and paid is None:
        problem = 'says "pays" and no amount.'
    elif columns and pays:
        problem = 'has "pays" and columns, such as for-0:, too; take one out.'
    elif not columns and not pays:
        problem = 'pays nothing: say "pays" and an amount, or columns such as for-0:.'
    elif columns and not group.header.meta.get("columns"):
        problem = "has columns: say in columns: below the header what they are by."
    else:
        return []
    return [LedgerError(line.source, f"{line.kind}: a band of '{line.name}' {problem}")]
