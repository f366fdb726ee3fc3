"""How it is written what becomes of capital: fees, paying back, leaving."""

from __future__ import annotations

from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot

PERCENT = ("PERCENT",)
EACH = ("week", "month", "quarter", "half-year", "year")

JOINING_FEE = Form(
    "coop-joining-fee",
    "What a member of a class pays in on joining, in how many instalments, and which "
    "part of it goes to a reserve.",
    """\
2026-01-01 custom "coop-joining-fee" "owner" 1000.00 USD
  instalments: 10
  each: "month"
  reserve: 25 PERCENT
  reserve-to: Equity:Reserve""",
    (Slot("class"), Slot("amount", ("amount",))),
    {
        "instalments": Slot("instalments", ("number",), needed=False),
        "each": Slot("each", words=EACH, needed=False),
        "reserve": Slot("reserve", ("amount",), needed=False, units=PERCENT),
        "reserve-to": Slot("reserve-to", ("account",), needed=False),
        "until": Slot("until", ("date",), needed=False),
        "decision": Slot("decision", needed=False),
    },
)
REDEMPTION = Form(
    "coop-redemption",
    "In which order capital is paid back to members, and how much at most.",
    """\
2026-01-01 custom "coop-redemption" "bylaws"
  order: "oldest-first"
  partly: "within-lot\"""",
    (Slot("name"),),
    {
        "order": Slot("order", words=("oldest-first", "newest-first", "by-balance")),
        "partly": Slot("partly", words=("within-lot", "by-balance"), needed=False),
        "fees": Slot("fees", ("flag",), needed=False),
        "kinds": Slot(
            "kinds", words=("qualified", "nonqualified", "all"), needed=False
        ),
        "waits": Slot("waits", ("amount",), needed=False, units=("YEAR",)),
        "keeps": Slot("keeps", ("amount",), needed=False),
        "maximum": Slot("maximum", ("amount",), needed=False),
        "maximum-of": Slot(
            "maximum-of", words=("surplus", "capital", "cash"), needed=False
        ),
        "payable": Slot("payable", ("account",), needed=False),
        "until": Slot("until", ("date",), needed=False),
        "decision": Slot("decision", needed=False),
    },
)
LEAVING = Form(
    "coop-leaving",
    "How who leaves is paid out: in how many parts, with what interest, less what they "
    "owe.",
    """\
2026-01-01 custom "coop-leaving" "bylaws"
  parts: 5
  each: "year"
  interest: 6.5 PERCENT
  interest-to: Expenses:Finance:Interest
  payable: Liabilities:Former-Members
  set-off: TRUE""",
    (Slot("name"),),
    {
        "parts": Slot("parts", ("number",), needed=False),
        "each": Slot("each", words=EACH, needed=False),
        "first-after": Slot(
            "first-after", ("amount",), needed=False, units=("DAY", "MONTH", "YEAR")
        ),
        "interest": Slot("interest", ("amount",), needed=False, units=PERCENT),
        "interest-to": Slot("interest-to", ("account",), needed=False),
        "at-once-up-to": Slot("at-once-up-to", ("amount",), needed=False),
        "fee": Slot("fee", words=("with-the-rest", "at-once"), needed=False),
        "forfeits": Slot("forfeits", ("amount",), needed=False, units=PERCENT),
        "forfeits-to": Slot("forfeits-to", ("account",), needed=False),
        "set-off": Slot("set-off", ("flag",), needed=False),
        "payable": Slot("payable", ("account",), needed=False),
        "payable-later": Slot("payable-later", ("account",), needed=False),
        "until": Slot("until", ("date",), needed=False),
        "decision": Slot("decision", needed=False),
    },
)
FORMS = (JOINING_FEE, REDEMPTION, LEAVING)
