"""How it is written what holds for one member or one year of a surplus."""

from __future__ import annotations

from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot

SPECIAL = Form(
    "coop-surplus-special",
    "What one member gets of a year's surplus before it is split, by decision.",
    """\
2026-03-14 custom "coop-surplus-special" "M-0042" 500.00 USD
  period: "2025"
  decision: "2026-03/2\"""",
    (Slot("member"), Slot("amount", ("amount",))),
    {
        "period": Slot("period"),
        "decision": Slot("decision"),
        "because": Slot("because", needed=False),
    },
)
PAST = Form(
    "coop-surplus-past",
    "Which part of the surplus of a year before this book an account got.",
    """\
2026-01-01 custom "coop-surplus-past" Equity:Reserve "2023" 20 PERCENT""",
    (
        Slot("account", ("account",)),
        Slot("period"),
        Slot("part", ("amount",), units=("PERCENT",)),
    ),
)
CONSENT = Form(
    "coop-consent",
    "That a member agreed to pay tax on what is kept for them, how, or that it ends.",
    """\
2026-01-15 custom "coop-consent" "M-0042" "written"
  document: "2026-01-15.consent.pdf\"""",
    (Slot("member"), Slot("how", words=("bylaws", "written", "check", "ends"))),
    {
        "period": Slot("period", needed=False),
        "document": Slot("document", needed=False),
    },
)
FORMS = (SPECIAL, PAST, CONSENT)
