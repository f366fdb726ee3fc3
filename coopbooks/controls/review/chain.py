"""Reviews follow one another: each names the one before it by its code."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.controls.review.forms import SAYINGS
from coopbooks.core.content import directive_form
from coopbooks.core.errors import LedgerError
from coopbooks.core.errors import where

if TYPE_CHECKING:
    from collections.abc import Iterable

START = "start"
DIGITS = 16
KINDS = frozenset(form.kind for form in SAYINGS)


def code_of(entry: data.Custom) -> str:
    """The code of a review, by which the next one names it.

    Args:
        entry: A directive about a review.

    Returns:
        Sixteen hexadecimal digits, made of all that it says, `after` included.
    """
    text = json.dumps(directive_form(entry, Path()), separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


def chained(
    entries: Iterable[data.Directive],
) -> tuple[list[data.Custom], list[LedgerError]]:
    """The reviews of a book in the order in which they were written.

    Args:
        entries: A book's entries.

    Returns:
        The reviews from the first on, as far as the chain holds, and the errors: one
        that follows what is not there, and two that follow the same.
    """
    said = [
        one for one in entries if isinstance(one, data.Custom) and one.type in KINDS
    ]
    following: dict[str, list[data.Custom]] = {}
    for one in said:
        following.setdefault(_after(one), []).append(one)
    order: list[data.Custom] = []
    code = START
    while len(following.get(code, ())) == 1:
        order += following[code]
        code = code_of(order[-1])
        if len(order) > len(said):  # a circle can't be made, but must not hang
            break
    return order, _broken(said, following, {START, *map(code_of, said)})


def last_code(order: list[data.Custom]) -> str:
    """What the next review says in `after`.

    Args:
        order: The reviews in order.

    Returns:
        The code of the last one; `start` where there is none.
    """
    return code_of(order[-1]) if order else START


def _after(entry: data.Custom) -> str:
    return str((entry.meta or {}).get("after") or "")


def closings_after(
    entries: Iterable[data.Directive], order: list[data.Custom]
) -> list[LedgerError]:
    """That reviews are there which a closing was written after.

    Args:
        entries: A book's entries.
        order: The reviews in order, as far as the chain holds.

    Returns:
        An error for each closing after a review that was changed or taken out.
    """
    known = {START, "", *map(code_of, order)}
    problem = (
        "coop-close: the last review before it was changed or taken out since. Put it "
        "back from a copy."
    )
    return [
        LedgerError(one.meta, problem, one)
        for one in entries
        if isinstance(one, data.Custom)
        and one.type == "coop-close"
        and _after(one) not in known
    ]


def _broken(
    said: list[data.Custom], following: dict[str, list[data.Custom]], known: set[str]
) -> list[LedgerError]:
    errors = []
    for one in said:
        after = _after(one)
        if after not in known:
            problem = (
                f"{one.type}: the review before it ({after or 'none named'}) was "
                "changed or taken out since. Reviews are only added to: put it back "
                "from a copy."
            )
            errors.append(LedgerError(one.meta, problem, one))
        first = following[after][0]
        if first is not one:
            problem = (
                f"{one.type}: follows the same review as {where(first.meta)}. Two "
                "people wrote at once: take one out and say it again."
            )
            errors.append(LedgerError(one.meta, problem, one))
    return errors
