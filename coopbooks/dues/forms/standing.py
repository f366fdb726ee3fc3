"""How it is written what comes beside dues: fees, excuses, and who is behind."""

from __future__ import annotations

from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot
from coopbooks.dues.forms.schedules import DUES

FEES = ("initiation", "reinstatement", "late", "bounced")
STATES = ("behind", "suspended", "dropped")

FEE = Form(
    "coop-dues-fee",
    "What is paid for joining, coming back, paying late or a payment that bounced.",
    """\
2026-01-01 custom "coop-dues-fee" "party" "initiation" 1 PERIOD""",
    (Slot("name"), Slot("fee", words=FEES), Slot("amount", ("amount",))),
    {
        "to": Slot("to", ("account",), needed=False),
        "fund": Slot("fund", needed=False),
        "instalments": Slot("instalments", ("number",), needed=False),
        "each": Slot("each", words=("once", "period"), needed=False),
        "after": Slot("after", ("amount",), needed=False, units=("DAY",)),
        "most": Slot("most", ("amount",), needed=False),
        "with-late-fees": Slot("with-late-fees", ("flag",), needed=False),
    },
    header=DUES.kind,
    unique=("fee",),
)
EXCUSE = Form(
    "coop-dues-excuse",
    "For which reason a member owes nothing, and for how many months in a row.",
    """\
2026-01-01 custom "coop-dues-excuse" "party" "layoff" 3 MONTH""",
    (Slot("name"), Slot("reason"), Slot("months", ("amount",), units=("MONTH",))),
    {"only-without": Slot("only-without", needed=False)},
    header=DUES.kind,
    unique=("reason",),
)
STANDING = Form(
    "coop-dues-standing",
    "From which age of unpaid dues on a member is behind, suspended or dropped.",
    """\
2026-01-01 custom "coop-dues-standing" "party" "more-than" 60 DAY""",
    (
        Slot("name"),
        Slot("edge", words=("more-than", "at-least")),
        Slot("age", ("amount",), units=("DAY", "WEEK", "MONTH", "PERIOD")),
        Slot("state", words=STATES, needed=False),
    ),
    {
        "counts": Slot("counts", words=("dues", "everything"), needed=False),
        "ignore-up-to": Slot("ignore-up-to", ("amount",), needed=False),
    },
    header=DUES.kind,
    unique=("state",),
)
FORMS = (FEE, EXCUSE, STANDING)
