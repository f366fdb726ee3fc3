"""How a surplus rule is written: a header, its steps, and the lines that bound them."""

from __future__ import annotations

from coopbooks.core.bands import EDGES
from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot

SOURCES = ("members-work", "others-work", "other-sources")
# Of what a step takes its part, besides the sources and any measure's name.
WHOLES = (
    "result",
    "surplus",
    *SOURCES,
    "left",
    "left-after",
    "step",
    "loss",
    "capital",
    "paid-in",
    "reserves",
)
NUMBERED = ("left-after", "step")
PARTS = ("all", "rest", "interest", "specials")
EARLIER_LOSSES = "earlier-losses"
PERCENT = ("PERCENT",)

SURPLUS = Form(
    "coop-surplus",
    "By which rule a surplus is shared; the steps of the same name and date belong to "
    "it.",
    """\
2026-01-01 custom "coop-surplus" "law"
  patronage: "hours"
  authority: "Ley 27/1999 art. 57-59\"""",
    (Slot("name"),),
    {
        "patronage": Slot("patronage", needed=False),
        "minimum": Slot("minimum", ("amount", "number"), needed=False),
        "present": Slot("present", ("amount",), needed=False, units=("DAY", "MONTH")),
        "classes": Slot("classes", needed=False),
        "part-year": Slot(
            "part-year",
            words=("whole", "by-month", "by-day", "nothing"),
            needed=False,
        ),
        "left-in-year": Slot(
            "left-in-year", words=("owed", "cash", "nothing"), needed=False
        ),
        "missing": Slot("missing", words=("nothing",), needed=False),
        "starts-from": Slot(
            "starts-from",
            words=("result", "before-share", "before-tax", "before-share-and-tax"),
            needed=False,
        ),
        "members-work": Slot("members-work", needed=False),
        "others-work": Slot("others-work", needed=False),
        "others-share": Slot("others-share", ("amount",), needed=False, units=PERCENT),
        "first-year": Slot("first-year", needed=False),
        "allocated": Slot("allocated", ("account",), needed=False),
        "payable": Slot("payable", ("account",), needed=False),
        "owed-to-leavers": Slot("owed-to-leavers", ("account",), needed=False),
        "round-to": Slot("round-to", ("amount",), needed=False),
        "recognise": Slot("recognise", words=("year-end", "decision"), needed=False),
        "consent": Slot("consent", words=("bylaws", "written", "check"), needed=False),
        "cash-floor": Slot("cash-floor", ("amount",), needed=False, units=PERCENT),
        "pay-within": Slot(
            "pay-within", ("amount",), needed=False, units=("DAY", "MONTH")
        ),
        "losses-from": Slot(
            "losses-from",
            words=("oldest-first", "newest-first", "own-lot"),
            needed=False,
        ),
        "until": Slot("until", ("date",), needed=False),
        "decision": Slot("decision", needed=False),
    },
)
_SLOTS = (
    Slot("name"),
    Slot("step", ("number",)),
    Slot("for"),
    Slot("part", ("amount", "text"), PARTS),
    Slot("of", words=("of",)),
    Slot("whole"),
    Slot("after", ("number",), needed=False),
)
_STEP_META = {
    "to": Slot("to", ("account",), needed=False),
    "owed": Slot("owed", ("account",), needed=False),
    "including": Slot("including", ("number", "text"), needed=False),
    "until": Slot("until", ("text", "amount"), needed=False),
    "until-of": Slot("until-of", needed=False),
    "while": Slot("while", needed=False),
    **{edge: Slot(edge, ("amount", "number"), needed=False) for edge in EDGES},
    "minimum": Slot("minimum", ("amount",), needed=False),
    "maximum": Slot("maximum", ("amount",), needed=False),
    "each-at-most": Slot("each-at-most", ("amount",), needed=False),
    "round-to": Slot("round-to", ("amount",), needed=False),
    "round": Slot("round", words=("half-up", "down", "up"), needed=False),
    "rate": Slot("rate", ("amount",), needed=False, units=PERCENT),
    "on": Slot("on", words=("opening", "closing", "average", "paid-in"), needed=False),
    "by": Slot("by", needed=False),
    "among": Slot("among", words=("members", "everybody"), needed=False),
    "classes": Slot("classes", needed=False),
    "cash": Slot("cash", ("amount",), needed=False, units=PERCENT),
    "all-cash-from": Slot("all-cash-from", ("amount",), needed=False),
    "notice": Slot("notice", words=("qualified", "nonqualified"), needed=False),
    "lot": Slot("lot", needed=False),
    "with": Slot("with", needed=False),
    "agreement": Slot("agreement", needed=False),
    "fund": Slot("fund", needed=False),
}
STEP = Form(
    "coop-surplus-step",
    "One step: its number, what it is for, how much, and of what.",
    """\
2026-01-01 custom "coop-surplus-step" "law" 10 "earlier-losses" "all" "of" "surplus"
2026-01-01 custom "coop-surplus-step" "law" 20 "reserve" 20 PERCENT "of" "left-after" 10
  to: Equity:Reserve:Mandatory""",
    _SLOTS,
    _STEP_META,
    header=SURPLUS.kind,
    unique=("step",),
)
LOSS = Form(
    "coop-surplus-loss",
    "One step of how a loss is borne, taken instead of the others when the year lost.",
    """\
2026-01-01 custom "coop-surplus-loss" "law" 110 "reserve" 80 PERCENT "of" "loss"
  to: Equity:Reserve:Mandatory
  until: "empty"
2026-01-01 custom "coop-surplus-loss" "law" 120 "members" "rest" "of" "left"
  to: Equity:Capital:Members""",
    _SLOTS,
    _STEP_META,
    header=SURPLUS.kind,
    unique=("step",),
)
LIMIT = Form(
    "coop-surplus-limit",
    "The most or the least that a step takes, by another step or another figure.",
    """\
2026-01-01 custom "coop-surplus-limit" "law" 20 "at-most" 50 PERCENT "of" "step" 10""",
    (
        Slot("name"),
        Slot("step", ("number",)),
        Slot("edge", words=("at-most", "at-least")),
        Slot("part", ("amount", "text"), ("average-share",)),
        Slot("of", words=("of",)),
        Slot("whole"),
        Slot("after", ("number",), needed=False),
    ),
    {},
    header=SURPLUS.kind,
)
SOURCE = Form(
    "coop-surplus-source",
    "Which accounts come from members' work, others' work or other sources, or are "
    "left out of what is shared.",
    """\
2026-01-01 custom "coop-surplus-source" "law" "other-sources" Income:Other:Interest""",
    (
        Slot("name"),
        Slot("source", words=(*SOURCES, "left-out")),
        Slot("account", ("account",)),
    ),
    {"because": Slot("because", needed=False)},
    header=SURPLUS.kind,
    unique=("account",),
)
WEIGHT = Form(
    "coop-surplus-weight",
    "How much each measure weighs where members' parts go by several.",
    """\
2026-01-01 custom "coop-surplus-weight" "staff" "hours" 60 PERCENT
2026-01-01 custom "coop-surplus-weight" "staff" "equal" 40 PERCENT
2026-01-01 custom "coop-surplus" "staff"
  patronage: "mix\"""",
    (Slot("name"), Slot("measure"), Slot("part", ("amount",), units=PERCENT)),
    {},
    header=SURPLUS.kind,
    unique=("measure",),
)
WITHHOLD = Form(
    "coop-surplus-withhold",
    "Tax withheld from what members get: from all, from a class or from one.",
    """\
2026-01-01 custom "coop-surplus-withhold" "law" "M-0042" 24 PERCENT
  to: Liabilities:Taxes:Withheld""",
    (Slot("name"), Slot("who"), Slot("part", ("amount",), units=PERCENT)),
    {
        "to": Slot("to", ("account",)),
        "from": Slot("from", words=("cash", "all"), needed=False),
        "until": Slot("until", ("date",), needed=False),
    },
    header=SURPLUS.kind,
    unique=("who",),
)
FORMS = (SURPLUS, STEP, LOSS, LIMIT, SOURCE, WEIGHT, WITHHOLD)
