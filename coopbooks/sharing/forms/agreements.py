"""How an agreement is written: who shares with whom, of what, how much, and when."""

from __future__ import annotations

from coopbooks.core.bands import EDGE
from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot

COUNTS = ("month", "quarter", "half-year", "year", "year-to-date")
EVERY = ("month", "quarter", "half-year", "year")
# What is counted on accounts, and what is counted otherwise; the name of another
# agreement stands for its share, that of a measure for its total.
ON_ACCOUNTS = (
    "sales",
    "revenue",
    "gifts",
    "dues",
    "surplus",
    "wages",
    "expenses",
    "accounts",
)
OTHERWISE = ("headcount", "hours", "fixed", "loan")
OF = (*ON_ACCOUNTS, *OTHERWISE)
PERCENT = ("PERCENT",)
SPANS = ("DAY", "MONTH")

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
        "base-of": Slot("base-of", needed=False),
        "basis": Slot("basis", words=("cash", "accrual"), needed=False),
        "tiers": Slot("tiers", words=("marginal", "cliff"), needed=False),
        "count": Slot("count", words=COUNTS, needed=False),
        "every": Slot("every", words=EVERY, needed=False),
        "true-up": Slot("true-up", ("flag",), needed=False),
        "lag": Slot("lag", ("amount",), needed=False, units=("PERIOD", "MONTH")),
        "each": Slot("each", ("amount",), needed=False),
        "amount": Slot("amount", ("amount",), needed=False),
        "measure": Slot("measure", needed=False),
        "counted": Slot(
            "counted",
            words=("first-day", "last-day", "any-day", "average", "standing"),
            needed=False,
        ),
        "paused": Slot("paused", words=("counted", "left-out"), needed=False),
        "suspended": Slot("suspended", words=("counted", "left-out"), needed=False),
        "losses": Slot("losses", words=("carry", "forget"), needed=False),
        "losses-at": Slot("losses-at", words=("base", "share"), needed=False),
        "exempt": Slot("exempt", ("amount",), needed=False),
        "threshold": Slot("threshold", ("amount",), needed=False),
        "minimum": Slot("minimum", ("amount",), needed=False),
        "maximum": Slot("maximum", ("amount",), needed=False),
        "maximum-a-year": Slot("maximum-a-year", ("amount",), needed=False),
        "guarantee": Slot("guarantee", ("amount",), needed=False),
        "recoupable": Slot("recoupable", ("flag",), needed=False),
        "round": Slot("round", words=("half-up", "down", "up"), needed=False),
        "due": Slot("due", ("amount",), needed=False, units=SPANS),
        "anchor": Slot("anchor", ("date",), needed=False),
        "grace": Slot("grace", ("amount",), needed=False, units=SPANS),
        "interest": Slot("interest", ("amount",), needed=False, units=PERCENT),
        "year-of": Slot("year-of", ("amount",), needed=False, units=("DAY",)),
        "currency": Slot("currency", needed=False),
        "rate-of": Slot(
            "rate-of",
            words=("last-day", "due-day", "payment-day", "average"),
            needed=False,
        ),
        "difference": Slot("difference", words=("from", "to"), needed=False),
        "set-off": Slot("set-off", ("flag",), needed=False),
        "principal": Slot("principal", ("amount",), needed=False),
        "repays": Slot("repays", ("amount",), needed=False),
        "first-payment": Slot("first-payment", ("date",), needed=False),
        "beside": Slot("beside", needed=False),
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
        Slot("account", ("their-account", "text")),
    ),
    {
        "because": Slot("because", needed=False),
        "fund": Slot("fund", needed=False),
        "with": Slot("with", needed=False),
    },
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
HEADS = Form(
    "coop-agreement-heads",
    "As how many heads a member of a class counts.",
    """\
2026-01-01 custom "coop-agreement-heads" "bakery" "retired" 0.5 MEMBER""",
    (Slot("name"), Slot("class"), Slot("counts", ("amount",), units=("MEMBER",))),
    header=AGREEMENT.kind,
    unique=("class",),
)
PART = Form(
    "coop-agreement-part",
    "Who or which fund receives which part of the share; one part may be the rest.",
    """\
2026-01-01 custom "coop-agreement-part" "bakery" "solidarity-fund" 20 PERCENT
2026-01-01 custom "coop-agreement-part" "bakery" "national" "rest\"""",
    (
        Slot("name"),
        Slot("for"),
        Slot("part", ("amount", "text"), ("rest", "equal")),
    ),
    {
        "body": Slot("body", needed=False),
        "fund": Slot("fund", needed=False),
        "order": Slot("order", ("number",), needed=False),
        "until": Slot("until", ("amount",), needed=False),
    },
    header=AGREEMENT.kind,
    unique=("for",),
)
CONDITION = Form(
    "coop-agreement-condition",
    "What must be met before the share is owed; until then neither side counts it.",
    """\
2026-01-01 custom "coop-agreement-condition" "bakery" "accounts handed in"
  late: "is-owed-later\"""",
    (Slot("name"), Slot("condition")),
    {"late": Slot("late", words=("is-owed-later", "is-lost"), needed=False)},
    header=AGREEMENT.kind,
    unique=("condition",),
)
FORMS = (AGREEMENT, BASE, BAND, HEADS, PART, CONDITION)
