"""How it is written what one body provides to another, in quantities and in value."""

from __future__ import annotations

from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot

EVERY = ("month", "quarter", "half-year", "year", "once")
STAGES = ("promised", "requested", "delivered")

RESOURCES = Form(
    "coop-resources",
    "What one body provides to another; the lines of the same name and date belong to "
    "it.",
    """\
2026-01-01 custom "coop-resources" "bakery-help"
  from: "harbor-federation"
  to: "tidewater-bakery"
  agreement: "bakery"
  authority: "agreement of 2024-11-30, par. 5\"""",
    (Slot("name"),),
    {
        "from": Slot("from"),
        "to": Slot("to"),
        "agreement": Slot("agreement", needed=False),
        "recognise": Slot("recognise", words=("memo", "income-and-cost"), needed=False),
        "income": Slot("income", ("account",), needed=False),
        "cost": Slot("cost", ("account",), needed=False),
        "until": Slot("until", ("date",), needed=False),
        "decision": Slot("decision", needed=False),
    },
)
RESOURCE = Form(
    "coop-resource",
    "One thing that is provided: how much of it, how often, and its stated value.",
    """\
2026-01-01 custom "coop-resource" "bakery-help" "bookkeeping" 12 HOUR "each" "quarter"
  value: 38.00 USD
  value-from: "what an hour of the bookkeeper costs us\"""",
    (
        Slot("name"),
        Slot("resource"),
        Slot("quantity", ("amount",)),
        Slot("each", words=("each",)),
        Slot("every", words=EVERY),
    ),
    {
        "value": Slot("value", ("amount",), needed=False),
        "value-from": Slot("value-from", needed=False),
    },
    header=RESOURCES.kind,
    unique=("resource",),
)
STAGE = Form(
    "coop-resource-account",
    "On which account what is promised, requested or delivered is counted.",
    """\
2026-01-01 custom "coop-resource-account" "delivered" Equity:Memo:Support:Received""",
    (Slot("stage", words=STAGES), Slot("account", ("account",))),
    {
        "with": Slot("with", needed=False),
        "way": Slot("way", words=("given", "received"), needed=False),
    },
)
LOAN = Form(
    "coop-loan",
    "A loan between bodies: how much, at what interest, and how it is paid back.",
    """\
2026-01-15 custom "coop-loan" "oven-loan" 6000.00 USD
  from: "harbor-federation"
  to: "tidewater-bakery"
  interest: 3 PERCENT
  repays: 250.00 USD
  each: "month"
  first-payment: 2026-02-15
  account: Liabilities:Due-To:Harbor-Federation
  interest-to: Expenses:Finance:Loan-Interest""",
    (Slot("name"), Slot("amount", ("amount",))),
    {
        "from": Slot("from"),
        "to": Slot("to"),
        "interest": Slot("interest", ("amount",), needed=False, units=("PERCENT",)),
        "interest-by": Slot("interest-by", words=("month", "day"), needed=False),
        "year-of": Slot("year-of", ("amount",), needed=False, units=("DAY",)),
        "repays": Slot("repays", ("amount",), needed=False),
        "instalments": Slot("instalments", ("number",), needed=False),
        "plan": Slot("plan", words=("equal-parts", "annuity", "at-end"), needed=False),
        "each": Slot("each", words=EVERY[:4], needed=False),
        "first-payment": Slot("first-payment", ("date",), needed=False),
        "account": Slot("account", ("account",), needed=False),
        "interest-to": Slot("interest-to", ("account",), needed=False),
        "agreement": Slot("agreement", needed=False),
        "until": Slot("until", ("date",), needed=False),
        "decision": Slot("decision", needed=False),
    },
)
FORMS = (RESOURCES, RESOURCE, STAGE, LOAN)
