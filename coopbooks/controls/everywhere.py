"""What rules find entry by entry in a whole book, as errors for Fava."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING
from typing import Any

from coopbooks.controls.customs import in_order
from coopbooks.controls.limits import every_limit
from coopbooks.controls.limits import foreign
from coopbooks.controls.rules.look import Look
from coopbooks.controls.rules.registry import found_in
from coopbooks.controls.waivers import judge
from coopbooks.core.accounts import measures
from coopbooks.core.accounts import read_roles
from coopbooks.core.accounttypes import types_of
from coopbooks.core.entity import year_end_of
from coopbooks.core.errors import Found
from coopbooks.core.errors import LedgerError
from coopbooks.core.ledger import currency_of
from coopbooks.core.periods import Period
from coopbooks.core.valuation import of_book

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from beancount.core import data

ALWAYS = Period("always", datetime.date.min, datetime.date.max)


def check_everywhere(
    entries: Sequence[data.Directive], options: Mapping[str, Any]
) -> list[LedgerError]:
    """Find what there is to look at in all of a book, entry by entry.

    Args:
        entries: A book's entries.
        options: Beancount's options.

    Returns:
        An error for each finding that is neither below a limit nor waived, by file
        and line. The private roster is not read.
    """
    roles, _ = read_roles(entries, types_of(options))
    currency = currency_of(entries, options)
    valuation = of_book(entries, currency, measures(entries))
    refused = list(foreign(entries, currency, ALWAYS.end))
    limits = every_limit(entries, refused)
    look = Look(entries, ALWAYS, roles, valuation, limits)
    fye = year_end_of(entries)
    found = judge([*refused, *found_in(look)], entries, ALWAYS, fye).open
    return in_order(
        [
            Found(
                one.entry.meta,
                f"{one.words}. To look at; see: coopbooks check --explain {one.code}",
                one.entry,
            )
            for one in found
            if one.entry is not None
        ]
    )
