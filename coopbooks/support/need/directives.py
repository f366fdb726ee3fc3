"""Requests and what was decided on them, as directives for the book."""

from __future__ import annotations

import re
import string
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any

from beancount.core import amount
from beancount.core import data
from beancount.parser.grammar import ValueType

from coopbooks.core.proposal import BATCH
from coopbooks.support.forms.need import GRANTED
from coopbooks.support.forms.need import REQUEST

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.core.directives import Directive
    from coopbooks.support.need.asking import Asking

LETTERS = string.ascii_lowercase


def request_entry(
    name: str, asking: Asking, currency: str, reasons: str
) -> data.Custom:
    """A request as a directive: who asks for how much, and never why.

    Args:
        name: Its id.
        asking: Who asks for what.
        currency: The currency.
        reasons: The hash of the private file with the reasons; empty for none.

    Returns:
        The `coop-request`.
    """
    who = {"member": asking.member} if asking.member else {"body": asking.body}
    meta: dict[str, Any] = {"id": f"request-{name}", **who}
    if reasons:
        meta["reasons"] = reasons
    values = [
        ValueType(name, str),
        ValueType(asking.benefit.name, str),
        ValueType(amount.Amount(asking.number, currency), amount.Amount),
    ]
    return data.Custom(meta, asking.asked, REQUEST.kind, values)


def decided_entry(
    name: str, on: datetime.date, outcome: str, said: Mapping[str, Any]
) -> data.Custom:
    """What was decided on a request, as a directive.

    Args:
        name: The request's id.
        on: When it was decided.
        outcome: `granted`, `refused` or `withdrawn`.
        said: Its limit, end, people or vote, by the key that the directive has.

    Returns:
        The `coop-request-decided`.
    """
    kept = {key: value for key, value in said.items() if value}
    meta: dict[str, Any] = {"id": f"decided-{name}", **kept}
    values = [ValueType(name, str), ValueType(outcome, str)]
    return data.Custom(meta, on, GRANTED.kind, values)


def next_id(lines: Sequence[Directive], day: datetime.date) -> str:
    """The next free id of a request: `2026-03-a`, `2026-03-b`, after z `2026-03-aa`.

    Args:
        lines: The requests of the book.
        day: The day on which it is asked.

    Returns:
        The id.
    """
    first = f"{day:%Y-%m}-"
    taken = {one.name for one in lines}
    return first + _next({one.removeprefix(first) for one in taken})


def _next(taken: Collection[str]) -> str:
    number = 0
    while (word := _letters(number)) in taken:
        number += 1
    return word


def _letters(number: int) -> str:
    word = ""
    while True:
        word = LETTERS[number % len(LETTERS)] + word
        number = number // len(LETTERS) - 1
        if number < 0:
            return word


def same_request(
    lines: Sequence[Directive], asking: Asking, currency: str, reasons: str
) -> str:
    """The id of the same request, where the book has it already; else empty."""
    for line in lines:
        said = line.values["amount"]
        if (
            line.date == asking.asked
            and str(line.values["benefit"]) == asking.benefit.name
            and (Decimal(said.number or 0), said.currency) == (asking.number, currency)
            and asking.who in {line.meta.get("member"), line.meta.get("body")}
            and str(line.meta.get("reasons") or "") == reasons
        ):
            return line.name
    return ""


def batch_for(name: str, what: str, day: datetime.date) -> str:
    """The batch that something about a request is written to.

    Args:
        name: The request's id.
        what: Such as `request`, `decided`, `paid`.
        day: The day, whose year it begins with if the id begins with none.

    Returns:
        Such as `2026-03-a-request`.
    """
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    batch = f"{plain}-{what}"
    return batch if BATCH.fullmatch(batch) else f"{day.year}-{batch}"
