"""What a book says about its own checks.

The rules of this version: `no-receipt` says from which amount on an expense needs a
document; `withholding-overdue`, for how many days taxes may be owed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot
from coopbooks.core.directives import parse
from coopbooks.core.errors import LedgerError
from coopbooks.core.errors import where

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from beancount.core import data

    from coopbooks.core.directives import Directive

RULES = ("no-receipt", "withholding-overdue")

CONTROL = Form(
    "coop-control",
    "From which amount on something is looked at; no-receipt: expenses from there on "
    "need a document; withholding-overdue: taxes owed for that many DAY are overdue.",
    """\
2026-01-01 custom "coop-control" "no-receipt" "from" 50.00 USD""",
    (
        Slot("rule", words=RULES),
        Slot("edge", words=("from", "above")),
        Slot("amount", ("amount",)),
    ),
    {"decision": Slot("decision", needed=False)},
)
FORMS = (CONTROL,)


def check_controls(entries: Iterable[data.Directive]) -> list[LedgerError]:
    """Find controls that cannot be meant.

    Args:
        entries: A book's entries.

    Returns:
        The errors: what does not fit the form, a negative amount, a rule said twice
        for a day.
    """
    directives, errors = parse(entries, FORMS)
    said: dict[tuple[str, datetime.date], Directive] = {}
    for one in directives:
        amount = one.values["amount"]
        first = said.setdefault((one.name, one.date), one)
        if amount.number < 0:
            problem = f"{amount} is negative."
        elif first is not one:
            problem = f"was said before for {one.date}, at {where(first.source)}."
        else:
            continue
        message = f"coop-control: '{one.name}' {problem}"
        errors.append(LedgerError(one.source, message))
    return errors
