"""Rules on what a cost must say: who ate, how far, which thing in the register."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coopbooks.controls.finding import Finding
from coopbooks.controls.rules.look import ZERO
from coopbooks.controls.rules.look import words_of
from coopbooks.controls.rules.rule import Rule
from coopbooks.core.directives import coop_customs
from coopbooks.core.periods import long_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.controls.rules.look import Look

MEALS = frozenset({"meal", "meals", "catering", "refreshments", "hospitality"})
MILEAGE = frozenset({"mileage", "miles", "kilometres", "kilometers"})
ASSET = "coop-asset"
_NUMBER = re.compile(r"\d[\d.,]*")


def meals(look: Look) -> Iterator[Finding]:
    """Meals that do not say for whom, or for how many."""
    return _lacking(look, "meal-without-attendees", MEALS, "attendees")


def mileage(look: Look) -> Iterator[Finding]:
    """Mileage that does not say how far it was."""
    return _lacking(look, "mileage-without-distance", MILEAGE, "distance")


def _lacking(
    look: Look, code: str, words: frozenset[str], key: str
) -> Iterator[Finding]:
    for entry in look.payments:
        number = ZERO
        for row in entry.rows:
            if row.number <= 0 or _told(key, row.tag(key)):
                continue
            if look.is_about(code, row, words):
                number += look.valuation.of_posting(row.posting, row.date)
        if number > 0:
            what = "A meal" if key == "attendees" else "Mileage"
            day = long_date(entry.entry.date)
            said = f"{what} without {key}: {words_of(entry.entry)}, {day}"
            yield Finding(code, said, look.rounded(number), entry.entry)


def _told(key: str, text: str | None) -> bool:
    """Whether a text says how many there were, or how far it was: nothing is none."""
    numbers = _NUMBER.findall(text or "")
    if any(number.strip("0.,") for number in numbers):
        return True
    # Who was there can be said in words; how far it was can't.
    return key == "attendees" and not numbers and bool((text or "").strip())


def unregistered(look: Look) -> Iterator[Finding]:
    """Equipment that was bought and is not in the register."""
    code = "asset-not-in-register"
    known = {
        str(entry.values[0].value)
        for entry in coop_customs(look.entries)
        if entry.type == ASSET and entry.values
    }
    if not known and code not in look.limits:
        return
    for one in look.payments:
        number, why = ZERO, ""
        for row in one.rows:
            if row.number <= 0 or look.roles.of(row.account) != "fixed-asset":
                continue
            asset = row.tag("asset")
            if asset in known:
                continue
            number += look.valuation.of_posting(row.posting, row.date)
            why = f" has no '{asset}'" if asset else ""
        if number > 0:
            day = long_date(one.entry.date)
            head = f"The register{why}" if why else "Not in the register"
            said = f"{head}: {words_of(one.entry)}, {day}"
            yield Finding(code, said, look.rounded(number), one.entry)


RULES = (
    Rule(
        "meal-without-attendees",
        "A meal without attendees",
        "Costs on an account of meals (called so, or named in `account:` below the "
        "coop-control) that do not say in `attendees:` who or how many were there; 0 "
        "says nothing.",
        "Write the members' ids, or how many people it was, into `attendees:`, such "
        'as `attendees: "M-0007 and 11 guests"`. No names.',
        "AFSCME Financial Standards Code, art. VII sec. 2: meals name who was there; "
        "29 USC 436 (LMRDA): records explain what was paid",
        """\
2026-03-14 * "Harbor Diner" "Lunch after the assembly"
  Expenses:Meals        84.20 USD
  Assets:Bank          -84.20 USD""",
        "amount",
        takes=True,
        find=meals,
    ),
    Rule(
        "mileage-without-distance",
        "Mileage without distance",
        "Costs on an account of mileage (called so, or named in `account:` below the "
        "coop-control) that do not say in `distance:`, by a number, how far it was.",
        "Write the distance into `distance:`, such as `distance: 84 MILE`, from the "
        "driver's list.",
        "26 CFR 1.274-5T(b)(6) (US): the mileage of each business use of a "
        "car is recorded",
        """\
2026-03-19 * "A steward" "To the depot and back"
  Expenses:Travel:Mileage   46.90 USD
  Assets:Bank              -46.90 USD""",
        "amount",
        takes=True,
        find=mileage,
    ),
    Rule(
        "asset-not-in-register",
        "Equipment that is not in the register",
        "Equipment that was bought, on an account with the role `fixed-asset`, whose "
        "`asset:` no coop-asset names. Looked at in a book that has a register, or "
        "asks for it by coop-control.",
        "Add a coop-asset with its own word for the thing, and the same word in "
        "`asset:` of the posting.",
        "US Department of Labor, Conducting Audits in Small Unions, chapter 5 and "
        "figure 8: fixed assets are inventoried",
        """\
2026-01-01 custom "coop-control" "asset-not-in-register" "from" 500.00 USD
2026-03-05 * "Doughmaster Equipment" "Second-hand deck oven"
  Assets:Equipment      6000.00 USD
  Assets:Bank          -6000.00 USD""",
        "amount",
        find=unregistered,
    ),
)
