"""How dues are written: a header with its lines, replaced as a whole.

A treasurer reads each line aloud as a sentence of the bylaw. No formula hides in a
text: a measure, what it is multiplied by, what is added, the least, the most, and how
each step is rounded have places of their own.
"""

from __future__ import annotations

from coopbooks.core.bands import EDGE
from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot

HOWS = ("flat", "percentage", "hours-of-pay", "by-band", "by-formula")
PER = (
    "month",
    "quarter",
    "half-year",
    "year",
    "week",
    "two-weeks",
    "four-weeks",
    "pay-period",
)
ROUNDINGS = ("half-up", "half-even", "down", "up")
# The steps of a charge that may be rounded by a rule of their own, in their order.
STEPS = ("base", "product", "less", "prorated", "converted", "total")
CHARGED = ("any-day", "first-day", "last-day", "by-day", "by-month")
# What becomes of members for whom nothing gives the measure.
MISSING = ("error", "minimum", "nothing", "zero")

DUES = Form(
    "coop-dues",
    "How much a member pays: a flat amount, a percentage, hours of pay, an amount by "
    "bands or a formula; the lines of the same name and date belong to it.",
    """\
2026-01-01 custom "coop-dues" "party" "by-band"
  measure: "monthly-net-pay"
  columns: "dependants"
  authority: "statutes par. 7\"""",
    (Slot("name"), Slot("how", words=HOWS)),
    {
        "class": Slot("class", needed=False),
        "workplace": Slot("workplace", needed=False),
        "besides": Slot("besides", ("flag",), needed=False),
        "measure": Slot("measure", needed=False),
        "at-least-of": Slot("at-least-of", needed=False),
        "at-least": Slot("at-least", ("amount",), needed=False),
        "at-most": Slot("at-most", ("amount",), needed=False),
        "multiplied-by": Slot("multiplied-by", needed=False),
        "columns": Slot("columns", needed=False),
        "tiers": Slot("tiers", words=("cliff", "marginal"), needed=False),
        "amount": Slot("amount", ("amount",), needed=False),
        "rate": Slot("rate", ("amount",), needed=False, units=("PERCENT", "HOUR")),
        "times": Slot("times", ("number",), needed=False),
        "divided-by": Slot("divided-by", ("number",), needed=False),
        "each": Slot("each", ("amount",), needed=False),
        "share": Slot("share", needed=False),
        "full-share": Slot("full-share", ("amount",), needed=False),
        "plus": Slot("plus", ("amount",), needed=False),
        "minimum": Slot("minimum", ("amount",), needed=False),
        "maximum": Slot("maximum", ("amount",), needed=False),
        "maximum-a-year": Slot("maximum-a-year", ("amount",), needed=False),
        "hourly": Slot("hourly", needed=False),
        "missing": Slot("missing", words=MISSING, needed=False),
        "round": Slot("round", words=ROUNDINGS, needed=False),
        "round-to": Slot("round-to", ("amount",), needed=False),
        "per": Slot("per", words=PER, needed=False),
        "due": Slot(
            "due",
            ("text", "amount"),
            ("first-day", "last-day"),
            needed=False,
            units=("DAY",),
        ),
        "charged": Slot("charged", words=CHARGED, needed=False),
        "paused": Slot("paused", words=("excused", "charged"), needed=False),
        "suspended": Slot("suspended", words=("charged", "excused"), needed=False),
        "receivable": Slot("receivable", ("account",), needed=False),
        "pledged": Slot("pledged", ("flag",), needed=False),
        "until": Slot("until", ("date",), needed=False),
        "decision": Slot("decision", needed=False),
    },
)
BAND = Form(
    "coop-dues-band",
    "What members pay whose measure lies in a band: an amount, a rate, or an amount "
    "for each column.",
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
        Slot("pays", words=("pays", "at"), needed=False),
        Slot("amount", ("amount",), needed=False),
    ),
    {
        "plus": Slot("plus", ("amount",), needed=False),
        "for-*": Slot("for-*", ("amount",), needed=False),
    },
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
MAXIMUM = Form(
    "coop-dues-maximum",
    "The most that is paid, by bands of another measure.",
    """\
2026-01-01 custom "coop-dues-maximum" "party" "hours" "below" 14 HOUR "pays" 40 EUR
2026-01-01 custom "coop-dues-maximum" "party" "hours" "from" 14 HOUR "pays" 75 EUR""",
    MINIMUM.slots,
    header=DUES.kind,
    bands=("measure",),
)
LESS = Form(
    "coop-dues-less",
    "What is taken off for members whose other measure lies in a band.",
    """\
2026-01-01 custom "coop-dues-less" "party" "children" "below" 2 PERSON "less" 0 EUR
2026-01-01 custom "coop-dues-less" "party" "children" "from" 2 PERSON "less" 5 EUR""",
    (
        Slot("name"),
        Slot("measure"),
        EDGE,
        Slot("bound", ("amount",)),
        Slot("less", words=("less",)),
        Slot("amount", ("amount",)),
    ),
    header=DUES.kind,
    bands=("measure",),
)
JOINING = Form(
    "coop-dues-joining",
    "Which part of the dues is paid for the period of joining, by the day of joining.",
    """\
2026-01-01 custom "coop-dues-joining" "party" "up-to" 15 DAY "pays" 100 PERCENT
2026-01-01 custom "coop-dues-joining" "party" "above" 15 DAY "pays" 50 PERCENT""",
    (
        Slot("name"),
        EDGE,
        Slot("bound", ("amount",), units=("DAY",)),
        Slot("pays", words=("pays",)),
        Slot("amount", ("amount",), units=("PERCENT",)),
    ),
    header=DUES.kind,
    bands=(),
)
WORK = Form(
    "coop-dues-work",
    "Work instead of money: what one unit of a measure counts towards the dues.",
    """\
2026-01-01 custom "coop-dues-work" "party" "hours-worked" 1 HOUR "counts" 10 EUR""",
    (
        Slot("name"),
        Slot("measure"),
        Slot("each", ("amount",)),
        Slot("counts", words=("counts",)),
        Slot("amount", ("amount",)),
    ),
    header=DUES.kind,
    unique=("measure",),
)
ROUND = Form(
    "coop-dues-round",
    "How a step on the way to the amount is rounded, and to what.",
    """\
2026-01-01 custom "coop-dues-round" "party" "product" "down" 0.05 EUR""",
    (
        Slot("name"),
        Slot("step", words=STEPS),
        Slot("how", words=ROUNDINGS),
        Slot("to", ("amount",), needed=False),
    ),
    header=DUES.kind,
    unique=("step",),
)
CADENCE = Form(
    "coop-dues-cadence",
    "What those pay who pay more or less often than the dues say.",
    """\
2026-01-01 custom "coop-dues-cadence" "party" "week" 12 "over" 52
2026-01-01 custom "coop-dues-cadence" "party" "four-weeks" 4 "times" "week"
2026-01-01 custom "coop-dues-cadence" "party" "year" 100 EUR""",
    (
        Slot("name"),
        Slot("cadence", words=PER),
        Slot("number", ("number", "amount")),
        Slot("of", words=("over", "times"), needed=False),
        Slot("by", ("number", "text"), ("dues", *PER), needed=False),
    ),
    {
        "round": Slot("round", words=ROUNDINGS, needed=False),
        "round-to": Slot("round-to", ("amount",), needed=False),
        "starts": Slot("starts", ("date",), needed=False),
    },
    header=DUES.kind,
    unique=("cadence",),
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
    {
        "fund": Slot("fund", needed=False),
        "choice": Slot("choice", words=("opt-in", "opt-out"), needed=False),
        "otherwise": Slot("otherwise", words=("not-charged", "rest"), needed=False),
        "objectors": Slot("objectors", ("account",), needed=False),
        "whole": Slot("whole", ("flag",), needed=False),
    },
    header=DUES.kind,
    unique=("for",),
)
FORMS = (
    DUES,
    BAND,
    MINIMUM,
    MAXIMUM,
    LESS,
    JOINING,
    WORK,
    ROUND,
    CADENCE,
    PART,
)
