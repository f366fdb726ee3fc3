"""How it is written what becomes of dues: payments, doubts, per capita and stamps."""

from __future__ import annotations

from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot
from coopbooks.dues.forms.schedules import PER
from coopbooks.dues.forms.schedules import ROUNDINGS

KINDS = ("dues", "besides", "initiation", "reinstatement", "late", "bounced")
_KIND = Slot("kind", words=KINDS, needed=False)

PAYMENTS = Form(
    "coop-dues-payments",
    "What a payment is for that names no period: which kind first, the oldest of each "
    "first; or simply the oldest.",
    """\
2026-01-01 custom "coop-dues-payments" "dues" "initiation" "late\"""",
    (
        Slot("first", words=("oldest", *KINDS)),
        *(
            Slot(name, words=KINDS, needed=False)
            for name in ("second", "third", "fourth", "fifth", "sixth")
        ),
    ),
)
ALLOWANCE = Form(
    "coop-dues-allowance",
    "Which part of old dues is not expected to come in any more.",
    """\
2026-01-01 custom "coop-dues-allowance" "more-than" 90 DAY 50 PERCENT
  expense: Expenses:Dues-Doubtful
  to: Assets:Receivable:Allowance""",
    (
        Slot("edge", words=("more-than", "at-least")),
        Slot("age", ("amount",), units=("DAY", "WEEK", "MONTH")),
        Slot("part", ("amount",), units=("PERCENT",)),
    ),
    {
        "expense": Slot("expense", ("account",)),
        "to": Slot("to", ("account",)),
    },
)
PER_CAPITA = Form(
    "coop-per-capita",
    "What is owed up to a parent: so much a head, or a part of the dues; the lines of "
    "the same name and date belong to it.",
    """\
2026-01-01 custom "coop-per-capita" "federation" "headcount"
  each: 12.00 USD
  counted: "last-day"
  treatment: "expense"
  expense: Expenses:PerCapita
  to: Liabilities:PerCapita""",
    (Slot("name"), Slot("how", words=("headcount", "dues"))),
    {
        "treatment": Slot("treatment", words=("expense", "held")),
        "to": Slot("to", ("account",)),
        "expense": Slot("expense", ("account",), needed=False),
        "out-of": Slot("out-of", ("account",), needed=False),
        "each": Slot("each", ("amount",), needed=False),
        "rate": Slot("rate", ("amount",), needed=False, units=("PERCENT",)),
        "of": Slot("of", words=("charged", "collected"), needed=False),
        "counted": Slot(
            "counted",
            words=("first-day", "last-day", "any-day", "charged", "paid"),
            needed=False,
        ),
        "paused": Slot("paused", words=("counted", "left-out"), needed=False),
        "suspended": Slot("suspended", words=("counted", "left-out"), needed=False),
        "class": Slot("class", needed=False),
        "minimum": Slot("minimum", ("amount",), needed=False),
        "heads": Slot("heads", words=("exact", "up", "down", "half-up"), needed=False),
        "round": Slot("round", words=ROUNDINGS, needed=False),
        "per": Slot("per", words=PER[:4], needed=False),
        "due": Slot("due", ("amount",), needed=False, units=("DAY",)),
        "with": Slot("with", needed=False),
        "agreement": Slot("agreement", needed=False),
        "until": Slot("until", ("date",), needed=False),
        "decision": Slot("decision", needed=False),
    },
)
COUNT = Form(
    "coop-per-capita-count",
    "As how many heads a member of a class counts, or how much is owed for one.",
    """\
2026-01-01 custom "coop-per-capita-count" "federation" "retired" 0.5 MEMBER""",
    (Slot("name"), Slot("class"), Slot("counts", ("amount",))),
    header=PER_CAPITA.kind,
    unique=("class",),
)
STAMPS = Form(
    "coop-stamps",
    "Stamps that delegates sell: the account on which each delegate's are counted.",
    """\
2026-01-01 custom "coop-stamps" "STAMP" Equity:Memo:Stamps:Delegates
  office: Equity:Memo:Stamps:Office
  sold: Equity:Memo:Stamps:Sold
  price: 11.00 USD
  dues: "iww\"""",
    (Slot("stamp"), Slot("account", ("account",))),
    {
        "office": Slot("office", ("account",)),
        "sold": Slot("sold", ("account",)),
        "price": Slot("price", ("amount",), needed=False),
        "dues": Slot("dues", needed=False),
    },
)
FORMS = (PAYMENTS, ALLOWANCE, PER_CAPITA, COUNT, STAMPS)
