"""The first sentences: how much there is, how much is free, what the period left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.periods import long_date
from coopbooks.core.table import Ref
from coopbooks.core.table import Sentence
from coopbooks.core.table import Table
from coopbooks.packs.firstpage.free import FREE
from coopbooks.packs.firstpage.money import AMOUNT
from coopbooks.packs.firstpage.money import LABEL
from coopbooks.packs.firstpage.money import MONEY
from coopbooks.packs.firstpage.money import in_words
from coopbooks.packs.firstpage.month import MONTH
from coopbooks.packs.firstpage.month import OTHER
from coopbooks.packs.firstpage.month import SURPLUS
from coopbooks.statements import overview

if TYPE_CHECKING:
    from decimal import Decimal

    from coopbooks.core.table import Values
    from coopbooks.statements.scope import Scope

OPENING = "page-opening"


def opening(scope: Scope, values: Values) -> Table:
    """The first sentences.

    Args:
        scope: The book for the period.
        values: The tables behind page one and the sections that the sentences lead
            to, worked out.

    Returns:
        A section without title and rows.
    """
    said = (_money(scope, values), _result(scope, values))
    return Table(OPENING, "", (LABEL,), (), scope.currency, lead=said)


def _money(scope: Scope, values: Values) -> Sentence:
    """How much there is, and how much of it is free."""
    end, free = Ref(MONEY, "end", AMOUNT), Ref(FREE, "free", AMOUNT)
    there, left = values.amount(*end), values.amount(*free)
    when = f"At the end of {long_date(scope.period.last)} we had"
    if scope.period.end.day == 1:
        when = f"We ended {scope.period.last:%B} with"
    words = f"{when} {{}} {in_words(scope)}"
    if left <= 0:
        return Sentence(
            f"{words}; after what is spoken for, {{}} is left.", (end, free)
        )
    if left == there:
        return Sentence(f"{words}, all free to use.", (end,))
    return Sentence(f"{words}; {{}} of it is free to use.", (end, free))


def _result(scope: Scope, values: Values) -> Sentence:
    """What the period left, beside its plan, and what made most of the difference."""
    what = f"{scope.period.last:%B}" if scope.is_month else "The period"
    result, plan = (Ref(MONTH, SURPLUS, column) for column in ("month", "plan"))
    loss = values.amount(*result) < 0
    words = f"{what} closed with a loss: {{}}" if loss else f"{what} left {{}}"
    if not scope.planned:
        return Sentence(f"{words}.", (result,))
    words = f"{words}; {{}} was planned."
    if (row := _main_reason(values)) is None:
        return Sentence(words, (result, plan))
    why = (Ref(MONTH, row, column) for column in ("label", "month", "plan"))
    more = "Most of the difference: {}, {} instead of {}."
    return Sentence(f"{words} {more}", (result, plan, *why))


def _main_reason(values: Values) -> str | None:
    """The area that makes up at least half of the difference from the plan, if any."""
    total = values.amount(MONTH, SURPLUS, "difference")
    sources = f"{overview.INCOME_BY_AREA}:"
    table = next(one for one in values.tables if one.id == MONTH)
    apart: dict[str, Decimal] = {}
    for row in table.rows:
        if row.depth and not row.id.endswith(OTHER):
            number = values.amount(MONTH, row.id, "difference")
            apart[row.id] = number if row.id.startswith(sources) else -number
    largest = max(apart, key=lambda row: apart[row] * total, default=None)
    if largest is None or apart[largest] * total * 2 < total * total or not total:
        return None
    return largest
