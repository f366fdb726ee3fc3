"""How it is written who reviews a period, what they asked and that they signed.

Reviews stand in `reviews/2026-03.beancount`, one directive after the other. Each names
the one before it by its code, so that none can be changed or taken out unseen.
"""

from __future__ import annotations

from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot

STATES = ("open", "queried", "accepted")
IDENTITIES = ("typed", "paper", "login")
CODE = "0" * 64

SIGN_OFF = Form(
    "coop-sign-off",
    "Who signs for a month or a year: how many, holding which offices, and who not.",
    """\
2026-01-01 custom "coop-sign-off" "month"
  quorum: 2
  offices: "trustee"
  prepares: "treasurer"
  recuse-paid: TRUE
  authority: "bylaws 7.3\"""",
    (Slot("what", words=("month", "year")),),
    {
        "quorum": Slot("quorum", ("number",)),
        "offices": Slot("offices", needed=False),
        "prepares": Slot("prepares", needed=False),
        "recuse-paid": Slot("recuse-paid", ("flag",), needed=False),
        "other-bodies": Slot("other-bodies", ("number",), needed=False),
        "decision": Slot("decision", needed=False),
    },
)
_WHO = {
    "by": Slot("by"),
    "of": Slot("of", needed=False),
    "identity": Slot("identity", words=IDENTITIES),
    "after": Slot("after"),
}
ITEM = Form(
    "coop-review-item",
    "What the committee says of something to look at: open, queried or accepted.",
    """\
2026-04-09 custom "coop-review-item" "2026-03" "no-receipt-1f0c22ab" "queried"
  words: "No receipt: printing, 17 March 2026"
  by: "M-0031"
  comment: "ask the printer for a copy"
  identity: "typed"
  after: "start\"""",
    (Slot("period"), Slot("item"), Slot("state", words=STATES)),
    {
        **_WHO,
        "comment": Slot("comment", needed=False),
        "words": Slot("words", needed=False),
    },
)
NOTE = Form(
    "coop-review-note",
    "Why an account differs from its plan, or a remark on the period.",
    """\
2026-04-09 custom "coop-review-note" "2026-03" "Expenses:Rent"
  by: "M-0007"
  comment: "the landlord billed two months at once"
  identity: "typed"
  after: "f66de47f4e7d1834\"""",
    (Slot("period"), Slot("about")),
    {**_WHO, "comment": Slot("comment")},
)
SIGNED = Form(
    "coop-review-signed",
    "Somebody signed for a period as the book said it then.",
    f"""\
2026-04-10 custom "coop-review-signed" "2026-03" "M-0031"
  office: "trustee"
  content: "{CODE}"
  kept: "{CODE}"
  identity: "typed"
  after: "8bc7b5abbe0fe679\"""",
    (Slot("period"), Slot("by")),
    {
        "office": Slot("office", needed=False),
        "of": Slot("of", needed=False),
        "content": Slot("content"),
        "kept": Slot("kept", needed=False),
        "identity": Slot("identity", words=IDENTITIES),
        "document": Slot("document", needed=False),
        "after": Slot("after"),
    },
)
SAYINGS = (ITEM, NOTE, SIGNED)
FORMS = (SIGN_OFF, *SAYINGS)
