"""Forms with bands, for tests of what reads groups and bands."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from beancount.core.amount import Amount

from coopbooks.core.bands import EDGE
from coopbooks.core.directives import Directive
from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot
from coopbooks.core.directives import parse
from coopbooks.core.errors import where
from coopbooks.core.groups import gather

if TYPE_CHECKING:
    from collections.abc import Iterable

    from beancount.core import data

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group

_BOUND, _PAYS = Slot("bound", ("amount",)), Slot("pays", words=("pays",), needed=False)
_AMOUNT = Slot("amount", ("amount",), needed=False)

DUES = Form(
    "coop-dues",
    "What members pay.",
    '2026-01-01 custom "coop-dues" "iww"',
    (Slot("name"),),
)
BAND = Form(
    "coop-dues-band",
    "What members pay in a band of their measure.",
    '2026-01-01 custom "coop-dues-band" "iww" "below" 2000 USD "pays" 11 USD',
    (Slot("name"), EDGE, _BOUND, _PAYS, _AMOUNT),
    {"for-*": Slot("for", ("amount",))},
    header=DUES.kind,
    bands=(),
)
MINIMUM = Form(
    "coop-dues-minimum",
    "What members pay at least, by bands of a measure.",
    '2026-01-01 custom "coop-dues-minimum" "iww" "hours" "below" 14 HOUR',
    (Slot("name"), Slot("measure"), EDGE, _BOUND, _PAYS, _AMOUNT),
    header=DUES.kind,
    bands=("measure",),
)
PART = Form(
    "coop-dues-part",
    "Where a part of the dues goes.",
    '2026-01-01 custom "coop-dues-part" "iww" "branch" 50 PERCENT',
    (Slot("name"), Slot("of"), Slot("part", ("amount", "text"), ("rest",))),
    header=DUES.kind,
    unique=("of",),
)
FORMS = (DUES, BAND, MINIMUM, PART)


def groups_of(
    entries: Iterable[data.Directive],
) -> tuple[list[Group], list[LedgerError]]:
    """The groups of a ledger, and what is wrong with any of its directives.

    Args:
        entries: a ledger's entries.

    Returns:
        Groups and errors, those of the forms first.
    """
    directives, misfits = parse(entries, FORMS)
    groups, errors = gather(directives, DUES.kind)
    return groups, [*misfits, *errors]


def told(errors: Iterable[LedgerError]) -> list[str]:
    """Errors as a person reads them.

    Args:
        errors: any errors.

    Returns:
        For each the place, then the sentence.
    """
    return [f"{where(error.source)} {error.message}" for error in errors]


def band_line(edge: str, bound: str, unit: str = "USD", number: int = 1) -> Directive:
    """A band as it would be read from a ledger.

    Args:
        edge: a word such as `up-to`.
        bound: its bound.
        unit: the unit of the bound.
        number: the line in terms.beancount where it stands.

    Returns:
        The directive, of the dues `iww`.
    """
    values = {"name": "iww", "edge": edge, "bound": Amount(Decimal(bound), unit)}
    source = {"filename": "terms.beancount", "lineno": number}
    return Directive(BAND, datetime.date(2026, 1, 1), values, {}, source)
