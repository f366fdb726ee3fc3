"""How it is written which bodies are looked at together, and by which chart."""

from __future__ import annotations

from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot
from coopbooks.federation.coalitions import forms as coalitions

KINDS = ("worker-coop", "union", "chapter", "party", "ally")

FEDERATION = Form(
    "coop-federation",
    "Whose books are looked at together, in which currency and on which basis.",
    """\
2026-01-01 custom "coop-federation" "harbor"
  currency: "USD"
  basis: "accrual"
  head: "harbor-federation\"""",
    (Slot("name"),),
    {
        "currency": Slot("currency"),
        "basis": Slot("basis", words=("accrual",), needed=False),
        "head": Slot("head", needed=False),
        "member-ids": Slot("member-ids", words=("own", "shared"), needed=False),
        "fiscal-year-end": Slot("fiscal-year-end", needed=False),
        "small-group": Slot("small-group", ("number",), needed=False),
    },
)
MEMBER = Form(
    "coop-federation-body",
    "A body whose book is looked at: where it lies, and who controls it, if anybody.",
    """\
2026-01-01 custom "coop-federation-body" "harbor-federation" "party"
  book: "harbor-federation"
2026-01-01 custom "coop-federation-body" "eastport" "chapter"
  title: "Eastport Chapter"
  book: "eastport"
2026-01-01 custom "coop-federation-body" "tidewater-bakery" "worker-coop"
  title: "Tidewater Bakery"
  book: "tidewater-bakery"
2026-01-01 custom "coop-federation-body" "harbor-print" "worker-coop"
  book: "harbor-print"
  controlled-by: "harbor-federation"
2026-01-01 custom "coop-federation-body" "harbor-tenants" "ally"
  title: "Harbor Tenants' Association\"""",
    (Slot("name"), Slot("kind", words=KINDS)),
    {
        "title": Slot("title", needed=False),
        "book": Slot("book", needed=False),
        "currency": Slot("currency", needed=False),
        "basis": Slot("basis", words=("cash", "accrual"), needed=False),
        "controlled-by": Slot("controlled-by", needed=False),
        "until": Slot("until", ("date",), needed=False),
    },
)
LINE = Form(
    "coop-federation-line",
    "A line of the common chart, beside those that the roles of accounts give.",
    """\
2026-01-01 custom "coop-federation-line" "Campaigns" "Expenses"
2026-01-01 custom "coop-federation-line" "Premises" "Expenses\"""",
    (
        Slot("line"),
        Slot("type", words=("Assets", "Liabilities", "Equity", "Income", "Expenses")),
    ),
)
MAP = Form(
    "coop-federation-map",
    "Which accounts of a body's book, or of every book, belong to a line.",
    """\
2026-01-01 custom "coop-federation-map" "eastport" Expenses:Campaigns "Campaigns"
2026-01-01 custom "coop-federation-map" "all" Expenses:Rent "Premises\"""",
    (Slot("body"), Slot("account", ("their-account", "text")), Slot("line")),
)
FORMS = (FEDERATION, MEMBER, LINE, MAP, *coalitions.FORMS)
