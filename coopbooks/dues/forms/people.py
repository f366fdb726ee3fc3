"""How it is written what dues go by: measures, workplaces, and what one member pays.

Nothing here is a reason of anybody's: words such as the name of an excuse are those of
the rules, and no name and no diagnosis belongs in a book.
"""

from __future__ import annotations

from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot
from coopbooks.dues.forms.schedules import PER

# What may be said of one member, and what kind of value follows the word.
AMOUNTS = ("pays", "less", "pledges")
WORDS = (
    "excused",
    "by",
    "each",
    "collected",
    "opts-in",
    "opts-out",
    "objects",
    "agrees",
)
# These take something off what others pay: they have an end and a decision.
RELIEFS = ("pays", "less")
COLLECTED = ("check-off", "self")

MEASURE = Form(
    "coop-measure",
    "Which account a measure is counted on: in each period, or as last declared.",
    """\
2026-01-01 custom "coop-measure" "pay" Equity:Memo:Pay "in-period\"""",
    (
        Slot("name"),
        Slot("account", ("account",)),
        Slot("counts", words=("in-period", "as-declared")),
    ),
    {"unit": Slot("unit", needed=False)},
)
DECLARED = Form(
    "coop-declared",
    "What a member declared or an employer reported: it holds until the next one, or "
    "for one period.",
    """\
2026-01-01 custom "coop-declared" "M-0042" "monthly-net-pay" 1800 EUR""",
    (Slot("member"), Slot("measure"), Slot("value", ("amount", "number"))),
    {
        "period": Slot("period", needed=False),
        "until": Slot("until", ("date",), needed=False),
    },
)
MEMBER_DUES = Form(
    "coop-member-dues",
    "What holds for one member's dues: less to pay, excused months, a pledge, how "
    "often and through whom they pay, which parts they choose.",
    """\
2026-01-01 custom "coop-member-dues" "M-0042" "pays" 6.00 USD
  until: 2026-06-30
  decision: "2025-11/2\"""",
    (
        Slot("member"),
        Slot("what", words=(*AMOUNTS, *WORDS, "ends")),
        Slot("value", ("amount", "text")),
    ),
    {
        "until": Slot("until", ("date",), needed=False),
        "decision": Slot("decision", needed=False),
    },
)
WORKPLACE = Form(
    "coop-workplace",
    "A workplace: whose it is, how often dues are taken there, and whether the "
    "employer takes them from pay.",
    """\
2026-01-01 custom "coop-workplace" "harbor-foods-plant"
  employer: "harbor-foods"
  collected: "check-off"
  remits: 20 DAY""",
    (Slot("workplace"),),
    {
        "employer": Slot("employer", needed=False),
        "collected": Slot("collected", words=COLLECTED, needed=False),
        "remits": Slot("remits", ("amount",), needed=False, units=("DAY",)),
        "each": Slot("each", words=PER, needed=False),
        "receivable": Slot("receivable", ("account",), needed=False),
        "own-receivable": Slot("own-receivable", ("account",), needed=False),
        "lists": Slot("lists", ("account",), needed=False),
        "through": Slot("through", needed=False),
        "keeps": Slot("keeps", ("account",), needed=False),
    },
)
FORMS = (MEASURE, DECLARED, MEMBER_DUES, WORKPLACE)
