"""How it is written who is helped in times of need, with how much, and who decides.

No reason of a hardship stands in a book: a request carries the hash of a private file.
"""

from __future__ import annotations

from coopbooks.core.bands import EDGE
from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot

KINDS = ("strike", "hardship", "solidarity")
EACH = ("day", "week")
PERCENT = ("PERCENT",)

BENEFIT = Form(
    "coop-benefit",
    "Help out of a fund in times of need: of what kind, for whom, under what terms.",
    """\
2026-01-01 custom "coop-benefit" "strike-pay" "strike"
  fund: "strike"
  each: "week"
  standing: "good"
  part-weeks: "not-counted"
  authority: "rules of the members' relief fund, par. 7"
2026-01-01 custom "coop-benefit" "hardship" "hardship"
  fund: "strike"
  maximum: 500.00 USD
  people: 2""",
    (Slot("name"), Slot("kind", words=KINDS)),
    {
        "fund": Slot("fund"),
        "each": Slot("each", words=EACH, needed=False),
        "standing": Slot("standing", words=("good", "any"), needed=False),
        "on": Slot("on", words=("day-before", "first-day", "payday"), needed=False),
        "of-dues": Slot("of-dues", ("amount",), needed=False, units=("MONTH", "WEEK")),
        "classes": Slot("classes", needed=False),
        "waits": Slot("waits", ("amount",), needed=False, units=("DAY", "WEEK")),
        "member-for": Slot(
            "member-for", ("amount",), needed=False, units=("DAY", "MONTH", "YEAR")
        ),
        "part-weeks": Slot(
            "part-weeks", words=("not-counted", "counted", "by-day"), needed=False
        ),
        "measure": Slot("measure", needed=False),
        "measure-at-least": Slot("measure-at-least", ("amount",), needed=False),
        "maximum": Slot("maximum", ("amount",), needed=False),
        "maximum-a-year": Slot("maximum-a-year", ("amount",), needed=False),
        "body-maximum-a-year": Slot("body-maximum-a-year", ("amount",), needed=False),
        "fund-keeps": Slot("fund-keeps", ("amount",), needed=False),
        "part-of-contributed": Slot(
            "part-of-contributed", ("amount",), needed=False, units=PERCENT
        ),
        "contributed-over": Slot(
            "contributed-over", ("amount",), needed=False, units=("MONTH", "YEAR")
        ),
        "contributed": Slot("contributed", words=("to-fund", "in-all"), needed=False),
        "months-of-loss": Slot("months-of-loss", ("number",), needed=False),
        "agreement": Slot("agreement", needed=False),
        "decided-by": Slot("decided-by", words=("vote", "people"), needed=False),
        "people": Slot("people", ("number",), needed=False),
        "offices": Slot("offices", needed=False),
        "expense": Slot("expense", ("account",), needed=False),
        "payable": Slot("payable", ("account",), needed=False),
        "until": Slot("until", ("date",), needed=False),
        "decision": Slot("decision", needed=False),
    },
)
BENEFIT_BAND = Form(
    "coop-benefit-band",
    "How much is paid from which day on.",
    """\
2026-01-01 custom "coop-benefit-band" "strike-pay" "below" 15 DAY "pays" 0 USD
2026-01-01 custom "coop-benefit-band" "strike-pay" "below" 29 DAY "pays" 300 USD
2026-01-01 custom "coop-benefit-band" "strike-pay" "from" 29 DAY "pays" 400 USD""",
    (
        Slot("name"),
        EDGE,
        Slot("bound", ("amount",)),
        Slot("how", words=("pays",)),
        Slot("rate", ("amount",)),
    ),
    {
        "for": Slot("for", needed=False),
        "member-for": Slot(
            "member-for", ("amount",), needed=False, units=("DAY", "MONTH", "YEAR")
        ),
    },
    header=BENEFIT.kind,
)
STRIKE = Form(
    "coop-strike",
    "A strike that was declared: where, from when, until when.",
    """\
2026-02-09 custom "coop-strike" "depot-2026"
  workplace: "harbor-foods"
  decision: "2026-02/3"
  until: 2026-03-08""",
    (Slot("name"),),
    {
        "workplace": Slot("workplace", needed=False),
        "members": Slot("members", needed=False),
        "decision": Slot("decision"),
        "until": Slot("until", ("date",), needed=False),
        "benefit": Slot("benefit", needed=False),
    },
)
REQUEST = Form(
    "coop-request",
    "A request for help: by whom, from which benefit, how much; never why.",
    """\
2026-03-02 custom "coop-request" "2026-03-a" "hardship" 400.00 USD
  member: "M-0042"
  reasons: "sha256:0f3c\"""",
    (Slot("id"), Slot("benefit"), Slot("amount", ("amount",))),
    {
        "member": Slot("member", needed=False),
        "body": Slot("body", needed=False),
        "reasons": Slot("reasons", needed=False),
        "document": Slot("document", needed=False),
    },
    hides=True,
)
GRANTED = Form(
    "coop-request-decided",
    "What was decided on a request: up to how much and until when, or that it is "
    "refused.",
    """\
2026-03-05 custom "coop-request-decided" "2026-03-a" "granted"
  limit: 400.00 USD
  until: 2026-04-30
  by: "M-0031, M-0034\"""",
    (Slot("id"), Slot("outcome", words=("granted", "refused", "withdrawn"))),
    {
        "limit": Slot("limit", ("amount",), needed=False),
        "until": Slot("until", ("date",), needed=False),
        "by": Slot("by", needed=False),
        "decision": Slot("decision", needed=False),
    },
    hides=True,
)
FORMS = (BENEFIT, BENEFIT_BAND, STRIKE, REQUEST, GRANTED)
