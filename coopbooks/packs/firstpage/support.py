"""What page one says of support: help in kind, in money, loans, times of need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.periods import long_date
from coopbooks.core.table import Ref
from coopbooks.core.table import Sentence
from coopbooks.sharing.posting.entries import title_of
from coopbooks.support.overview import tables as support
from coopbooks.support.overview.exchanged import ALL
from coopbooks.support.overview.exchanged import EXCHANGE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.core.table import Values
    from coopbooks.support.overview.reading import Support
    from coopbooks.support.resources.provided import Provided

# More of a kind than so many are told of on the page behind.
MOST = 2
UNITS = {"HOUR": ("hour", "hours"), "DAY": ("day", "days"), "PAGE": ("page", "pages")}


def support_sentences(values: Values, found: Support) -> Iterator[Sentence]:
    """What was received and provided, what is owed of loans, what was paid in need.

    Args:
        values: The tables behind page one, worked out.
        found: The support of the book.

    Yields:
        Plain sentences; help in kind is said not to count as money.
    """
    for ours in (False, True):
        rows = [one for one in found.provided.rows if one.thing.ours is ours]
        yield from _help(values, found, rows, ours=ours)
    for state in found.loans[:MOST]:
        table = support.loans_id(found, state.loan.currency)
        owed, of = (
            Ref(table, f"loan:{state.loan.name}", key) for key in ("owed", "amount")
        )
        side = "We lent {} to" if state.booked.ours else "We borrowed {} from"
        other = state.loan.borrower if state.booked.ours else state.loan.lender
        words = f"{side} {title_of(found.view, other)}; {{}} of it is still owed"
        if state.next is not None and state.owed:
            words += f", next on {long_date(state.next.payment.due)}"
        yield Sentence(f"{words}.", (of, owed))
    for one in found.needs:
        if one.paid or one.weeks is not None:
            table = support.need_id(found, one.currency)
            words, keys = "{}: {} paid; the fund holds {}", ["label", "paid", "held"]
            if one.weeks is not None:
                words += ", enough for {} more weeks of strike"
                keys.append("weeks")
            row = f"need:{one.benefit.name}"
            refs = (Ref(table, row, key) for key in keys)
            yield Sentence(f"{words}.", tuple(refs))


def _help(
    values: Values, found: Support, rows: Sequence[Provided], *, ours: bool
) -> Iterator[Sentence]:
    """What was delivered of what was promised."""
    if len(rows) > MOST:
        side, verb = ("gave-kind", "gave") if ours else ("got-kind", "got")
        whole = Ref(EXCHANGE, ALL, side)
        words = f"In kind we {verb} {{}} this year so far, at stated value; not money."
        if values[whole]:
            yield Sentence(words, (whole,))
        return
    for one in rows:
        refs = [
            Ref(support.HELP, support.help_id(one), key)
            for key in ("delivered", "promised")
        ]
        one_unit, many = UNITS.get(one.thing.unit, (one.thing.unit, one.thing.unit))
        other = title_of(found.view, one.thing.other)
        who = f"We provided {other}" if ours else f"{other} provided"
        what = support.called(one)
        if one.promised:
            words = f"{who} {{}} of {{}} {many} promised ({what})"
            words += f" for {one.period.label}"
        else:
            unit = one_unit if one.delivered == 1 else many
            words = f"{who} {{}} {unit} ({what})"
            refs.pop()
        yield Sentence(f"{words}, not counted as money.", tuple(refs))
