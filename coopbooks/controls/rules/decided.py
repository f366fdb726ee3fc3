"""A rule on decisions: none is used before it was taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.controls.finding import Finding
from coopbooks.controls.rules.look import said_by
from coopbooks.controls.rules.rule import Rule
from coopbooks.core.decisions import DECISION
from coopbooks.core.directives import parse
from coopbooks.core.periods import long_date
from coopbooks.core.postings import saying

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from coopbooks.controls.rules.look import Look

CODE = "before-decision"


def too_early(look: Look) -> Iterator[Finding]:
    """Entries of the period under a decision that was taken on a later day."""
    taken: dict[str, datetime.date] | None = None
    told: set[tuple[int, str]] = set()
    for entry, meta in saying(look.transactions, "decision"):
        if taken is None:
            said = parse(look.entries, (DECISION,))[0]
            taken = {one.name: one.date for one in reversed(said)}
        name = str(meta["decision"])
        day = taken.get(name)
        if day is None or day <= entry.date or (id(entry), name) in told:
            continue
        told.add((id(entry), name))
        what = f"Decision {name} was taken on {long_date(day)}"
        yield Finding(CODE, f"{what}, after its use: {said_by(entry)}", None, entry)


RULES = (
    Rule(
        CODE,
        "Before its decision",
        "An entry under a decision that was taken on a later day.",
        "Name the decision that allowed it on that day. Where members approved it "
        "afterwards, say so in a coop-waiver, with that decision.",
        "common practice of auditors: what is spent is authorized before it is spent",
        """\
2026-03-05 * "Doughmaster Equipment" "Second-hand deck oven"
  decision: "2026-03/7"
  Assets:Equipment      6000.00 USD
  Assets:Bank          -6000.00 USD
2026-03-14 custom "coop-decision" "2026-03/7" "An oven"
  body: "general meeting\"""",
        find=too_early,
    ),
)
