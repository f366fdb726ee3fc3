"""How it is written which bodies carry a campaign together, and in which parts."""

from __future__ import annotations

from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot

WORDS = ("rest", "equal")
UNITS = ("PERCENT", "PART")
SPENT, GIVEN, PAID, RECEIVED = "spent", "was-given", "paid", "received"

COALITION = Form(
    "coop-coalition",
    "A campaign that several bodies carry together, by the coalition's agreement.",
    """\
2026-01-01 custom "coop-coalition" "homes-first"
  title: "Homes First"
  currency: "USD"
  keeper: "harbor-federation"
  authority: "the coalition's agreement of 2025-12-14, par. 3\"""",
    (Slot("campaign"),),
    {
        "title": Slot("title", needed=False),
        "currency": Slot("currency", needed=False),
        "keeper": Slot("keeper", needed=False),
        "authority": Slot("authority"),
    },
)
PARTNER = Form(
    "coop-coalition-partner",
    "Which part of the costs, and of the gifts, of a campaign a body carries.",
    """\
2026-01-01 custom "coop-coalition-partner" "homes-first" "harbor-federation" 50 PERCENT
2026-01-01 custom "coop-coalition-partner" "homes-first" "eastport" 30 PERCENT
  gifts: 25 PERCENT
2026-01-01 custom "coop-coalition-partner" "homes-first" "harbor-tenants" "rest\"""",
    (
        Slot("campaign"),
        Slot("body"),
        Slot("part", ("amount", "text"), WORDS, units=UNITS),
    ),
    {"gifts": Slot("gifts", ("amount", "text"), WORDS, needed=False, units=UNITS)},
    header=COALITION.kind,
    unique=("body",),
)
REPORTED = Form(
    "coop-coalition-reported",
    "What a partner that keeps no book here says that it spent, was given or paid.",
    """\
2026-03-31 custom "coop-coalition-reported" "homes-first" "harbor-tenants" "spent" 9 USD
  because: "hall for two meetings"
  document: "2026-04-02.letter-of-the-tenants.pdf"
2026-03-31 custom "coop-coalition-reported" "homes-first" "harbor-tenants" "paid" 4 USD
  to: "harbor-federation"
  because: "their part of the posters\"""",
    (
        Slot("campaign"),
        Slot("body"),
        Slot("what", words=(SPENT, GIVEN, PAID, RECEIVED)),
        Slot("amount", ("amount",)),
    ),
    {
        "to": Slot("to", needed=False),
        "from": Slot("from", needed=False),
        "because": Slot("because", needed=False),
        "document": Slot("document", needed=False),
    },
)
FORMS = (COALITION, PARTNER, REPORTED)
