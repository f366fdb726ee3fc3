"""What a book says about its own checks.

`coop-control` adjusts a rule or turns it off, `coop-waiver` says why something that was
found may stay, `coop-asset` puts a thing into the register of what the body owns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.controls.edges import OFF
from coopbooks.controls.rules.registry import ADJUSTABLE
from coopbooks.controls.rules.registry import RULES
from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot
from coopbooks.core.directives import near
from coopbooks.core.directives import parse
from coopbooks.core.errors import LedgerError
from coopbooks.core.errors import where
from coopbooks.core.periods import BadPeriod
from coopbooks.core.periods import parse_period

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from beancount.core import data

    from coopbooks.core.directives import Directive

DAYS = "DAY"

CONTROL = Form(
    "coop-control",
    "From which amount on a rule finds something, after how many DAY, or that it is "
    "not looked at.",
    """\
2026-01-01 custom "coop-control" "no-receipt" "from" 50.00 USD""",
    (
        Slot("rule", words=ADJUSTABLE),
        Slot("edge", words=("from", "above", OFF)),
        Slot("amount", ("amount",), needed=False),
    ),
    {
        "decision": Slot("decision", needed=False),
        "because": Slot("because", needed=False),
        "account*": Slot("account", ("account",), needed=False),
    },
)
WAIVER = Form(
    "coop-waiver",
    "That something which was found may stay: its rule, its day and amount, or all of "
    "a period; with the reason, and by whom.",
    """\
2026-04-02 custom "coop-waiver" "no-receipt" 2026-03-11 214.00 USD
  because: "the repairer closed down; two of us saw the work"
  by: "M-0007, M-0012\"""",
    (
        Slot("rule"),
        Slot("when", ("date", "text")),
        Slot("amount", ("amount",), needed=False),
    ),
    {
        "because": Slot("because"),
        "by": Slot("by"),
        "about": Slot("about", needed=False),
        "decision": Slot("decision", needed=False),
    },
)
ASSET = Form(
    "coop-asset",
    "A thing that the body owns and keeps for years: its own word, and what it is.",
    """\
2026-03-05 custom "coop-asset" "oven-2" "Second-hand deck oven"
  place: "the bakery"
  number: "DM-4471\"""",
    (Slot("id"), Slot("title")),
    {
        "place": Slot("place", needed=False),
        "number": Slot("number", needed=False),
        "document": Slot("document", needed=False),
        "until": Slot("until", ("date",), needed=False),
        "decision": Slot("decision", needed=False),
    },
)
FORMS = (CONTROL, WAIVER, ASSET)


def check_controls(entries: Iterable[data.Directive]) -> list[LedgerError]:
    """Find controls, waivers and things in the register that cannot be meant.

    Args:
        entries: A book's entries.

    Returns:
        The errors: what does not fit the form, what a rule can't be told, a rule or a
        thing said twice, a waiver of a rule or for a period that is none.
    """
    directives, errors = parse(entries, FORMS)
    said: dict[tuple[object, ...], Directive] = {}
    for one in directives:
        problem = {
            CONTROL.kind: _of_control,
            WAIVER.kind: _of_waiver,
            ASSET.kind: _of_asset,
        }[one.kind](one)
        if not problem and one.kind != WAIVER.kind:
            problem = _twice(one, said)
        if problem:
            message = f"{one.kind}: '{one.name}' {problem}"
            errors.append(LedgerError(one.source, message))
    return errors


def _twice(one: Directive, said: dict[tuple[object, ...], Directive]) -> str | None:
    """That a rule was said before for a day, or a thing for any day."""
    day: datetime.date | None = one.date if one.kind == CONTROL.kind else None
    first = said.setdefault((one.kind, one.name, day), one)
    if first is one:
        return None
    place = where(first.source)
    return (
        f"was said before for {day}, at {place}."
        if day
        else (f"was said before, at {place}.")
    )


def _of_control(one: Directive) -> str | None:
    """What a rule can't be told."""
    if one.values["edge"] == OFF:
        return _of_off(one)
    rule, amount = RULES[one.name], one.values.get("amount")
    if not rule.adjusted:
        return 'takes no amount; it can only be "off".'
    if not rule.takes and any(key.startswith("account") for key in one.meta):
        return "is not about some accounts: take account: away."
    in_days = rule.adjusted == "days"
    wanted = "days, such as 31 DAY" if in_days else "money, such as 50.00 USD"
    if amount is None or amount.number is None:
        return f"does not say from where on; it takes {wanted}."
    if amount.number < 0:
        return f"{amount} is negative."
    fits = (amount.currency == DAYS) == in_days
    return None if fits else f"takes {wanted}, not {amount}."


def _of_off(one: Directive) -> str | None:
    """Why a rule can't be turned off like that."""
    amount = one.values.get("amount")
    if amount is not None:
        return f"is off, and has {amount}: take the amount away."
    if not one.meta.get("because") and not one.meta.get("decision"):
        return "is off: say why in because:, or name the decision in decision:."
    return None


def _of_waiver(one: Directive) -> str | None:
    """What can't be waived."""
    if one.name not in RULES:
        return f"is no rule.{near(one.name, RULES)}"
    if RULES[one.name].is_error:
        return "is an error of the book, which can't be waived: mend it."
    when = one.values["when"]
    if isinstance(when, str):
        try:
            parse_period(when)
        except BadPeriod as error:
            return f"is waived for no period. {error}"
    return None


def _of_asset(one: Directive) -> str | None:
    """What is odd about a thing in the register."""
    until = one.meta.get("until")
    if until is not None and until < one.date:
        return f"is given away on {until}, before it is there."
    return None
