"""How it is written what happens to an agreement, and where this book posts it."""

from __future__ import annotations

from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot

ACCOUNTS = Form(
    "coop-agreement-accounts",
    "On which accounts of this book an agreement's share is posted.",
    """\
2026-01-01 custom "coop-agreement-accounts" "bakery"
  expense: Expenses:Share:Harbor-Federation
  payable: Liabilities:Share:Harbor-Federation""",
    (Slot("name"),),
    {
        "expense": Slot("expense", ("account",), needed=False),
        "payable": Slot("payable", ("account",), needed=False),
        "income": Slot("income", ("account",), needed=False),
        "receivable": Slot("receivable", ("account",), needed=False),
        "exchange": Slot("exchange", ("account",), needed=False),
        "interest": Slot("interest", ("account",), needed=False),
    },
)
BODY = Form(
    "coop-body",
    "Another body: what kind it is, where its book is, whether it is a political "
    "committee.",
    """\
2026-01-01 custom "coop-body" "harbor-federation" "party"
  title: "Harbor Federation"
  country: "US"
  political-committee: TRUE
  book: "../harbor-federation\"""",
    (
        Slot("name"),
        Slot("kind", words=("worker-coop", "union", "chapter", "party", "ally")),
    ),
    {
        "title": Slot("title", needed=False),
        "country": Slot("country", needed=False),
        "political-committee": Slot("political-committee", ("flag",), needed=False),
        "fund": Slot("fund", needed=False),
        "book": Slot("book", needed=False),
        "until": Slot("until", ("date",), needed=False),
    },
)
REPORTED = Form(
    "coop-agreement-reported",
    "What the other side reported as what counts for a period.",
    """\
2026-04-10 custom "coop-agreement-reported" "bakery" "2026-Q1" 52000.00 USD
  document: "2026-04-10.report.pdf\"""",
    (Slot("name"), Slot("period"), Slot("counts", ("amount",))),
    {"document": Slot("document", needed=False)},
)
MET = Form(
    "coop-agreement-met",
    "That a condition of an agreement is met, or no longer is.",
    """\
2026-02-01 custom "coop-agreement-met" "bakery" "accounts handed in" TRUE
  until: 2027-01-31""",
    (Slot("name"), Slot("condition"), Slot("met", ("flag",))),
    {
        "until": Slot("until", ("date",), needed=False),
        "document": Slot("document", needed=False),
    },
)
RELIEF = Form(
    "coop-agreement-relief",
    "What is taken off a share by decision: a part, an amount or all of it.",
    """\
2026-03-14 custom "coop-agreement-relief" "bakery" 50 PERCENT
  period: "2026-Q1"
  decision: "2026-03/6\"""",
    (Slot("name"), Slot("part", ("amount", "text"), ("all",))),
    {
        "period": Slot("period", needed=False),
        "until": Slot("until", ("date",), needed=False),
        "decision": Slot("decision"),
        "by": Slot("by", needed=False),
        "disputed": Slot("disputed", ("flag",), needed=False),
    },
)
FORMS = (ACCOUNTS, BODY, REPORTED, MET, RELIEF)
