"""What page one says of sharing: with the party, or the party with its affiliates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.periods import long_date
from coopbooks.core.table import Ref
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Table
from coopbooks.packs.firstpage.money import LABEL
from coopbooks.packs.firstpage.support import support_sentences
from coopbooks.sharing.forms.actions import BODY
from coopbooks.sharing.overview import held
from coopbooks.sharing.overview import months
from coopbooks.sharing.overview import tables as shares
from coopbooks.sharing.overview.words import COUNTS
from coopbooks.sharing.overview.words import of_what
from coopbooks.sharing.posting.entries import title_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.core.periods import Period
    from coopbooks.core.table import Values
    from coopbooks.packs.sharing import Between
    from coopbooks.sharing.overview.lines import Line
    from coopbooks.sharing.overview.reading import Sharing
    from coopbooks.sharing.share import View

PARTY = "page-party"
# More agreements than so many are told of together.
MOST = 3
MOST_HELD = 2


def party_section(values: Values, between: Between | None) -> Table:
    """What is shared, what was received for it, what is open, what is held back.

    Args:
        values: The tables behind page one, worked out.
        between: What the book has of agreements and support; None where it has none.

    Returns:
        A section of sentences; without any for a book without agreements and support.
    """
    if between is None:
        return Table(PARTY, "", (LABEL,), ())
    found, lead = between.sharing, list[Sentence]()
    if found is not None:
        lead += _shared(values, found, giving=True)
        lead += _shared(values, found, giving=False)
    lead += support_sentences(values, between.support)
    if found is not None:
        lead += [*_open(values, found), *_differs(values, found), *_held(values)]
    title = title_for(between.support.view, between.support.period)
    currency = between.support.view.currency
    return Table(PARTY, title, (LABEL,), (), currency, lead=tuple(lead))


def title_for(view: View, period: Period) -> str:
    """Whom page one says that a body shares with."""
    entity = view.terms.entity_on(period.last)
    if entity is not None and entity.kind == "party":
        return "With our affiliates"
    bodies = view.terms.of(BODY.kind)
    parties = {one.name for one in bodies if one.values["kind"] == "party"}
    others = {
        str(one.header.meta[key])
        for one in view.terms.agreements
        for key in ("from", "to")
    } - {view.name}
    return "With the party" if not parties or others & parties else "With others"


def _last(found: Sharing, *, giving: bool) -> list[Line]:
    """The last period of each agreement on one side."""
    return [
        line
        for name in sorted({one.name for one in found.lines})
        for line in found.last_of(name)
        if line.giving is giving
    ]


def _shared(values: Values, found: Sharing, *, giving: bool) -> Iterator[Sentence]:
    """What is shared for the last periods, and on what it was counted."""
    lines = _last(found, giving=giving)
    if len(lines) > MOST:
        yield from _together(values, found, lines, giving=giving)
        return
    for line in lines:
        table = shares.named(shares.SHARES, line.currency, found.view.currency)
        owed = Ref(table, line.id, "booked")
        if line.basis == "cash" and line.share is not None:
            owed = Ref(table, line.id, "share")
        other = title_of(found.view, line.other)
        who = (
            f"We share {{}} with {other}" if giving else f"{other} shares {{}} with us"
        )
        words, refs = f"{who} for {line.label}", [owed]
        counted = Ref(table, line.id, "counts")
        if values[counted]:
            words += f", counted on {{}} {_counted(line)}"
            refs.append(counted)
        if all(values[ref] is not None for ref in refs):
            yield Sentence(f"{words}.", tuple(refs))


def _counted(line: Line) -> str:
    """What the figure beside it is: `of surplus`, `members`."""
    what = of_what(line.group)
    if line.group.header.values["of"] in COUNTS:
        return what
    unit = line.share.base.unit if line.share else line.currency
    return f"of {what}" if unit == line.currency else f"{unit} of {what}"


def _together(
    values: Values, found: Sharing, lines: Sequence[Line], *, giving: bool
) -> Iterator[Sentence]:
    """Many agreements in one sentence for each currency."""
    side = shares.SIDES[giving][0]
    bodies = len({one.other for one in lines})
    kind = "affiliates" if found.is_party else "bodies"
    many = f"one of the {kind}" if bodies == 1 else f"{bodies} {kind}"
    for currency in shares.currencies_of(found):
        table = shares.named(shares.SHARES, currency, found.view.currency)
        ref = Ref(table, f"{side}:all", "booked")
        if values[ref] is None:
            continue
        who = f"We share {{}} with {many}" if giving else f"{many} share {{}} with us"
        words, refs = f"{who} for the periods that ended last", [ref]
        year = _year(values, found, currency, side)
        if year is not None:
            words += ", {} this year so far"
            refs.append(year)
        yield Sentence(f"{words}.", tuple(refs))


def _year(values: Values, found: Sharing, currency: str, side: str) -> Ref | None:
    """What the year so far came to; None where the year has one month."""
    table = shares.named(months.MONTHS, currency, found.view.currency)
    whole = Ref(table, f"{side}:all", months.YEAR)
    if values[whole] is not None:
        return whole
    rows = [ref for ref in values.cells if ref.table == table]
    own = [
        one
        for one in rows
        if one.row.startswith(f"{side}:") and one.column == months.YEAR
    ]
    return own[0] if len(own) == 1 else None


def _open(values: Values, found: Sharing) -> Iterator[Sentence]:
    """What is still to be paid, when, and what of it is late."""
    for giving, words in ((True, "by us"), (False, "to us")):
        for currency in shares.currencies_of(found):
            lines = [
                one
                for one in found.open
                if one.giving is giving and one.currency == currency
            ]
            table = shares.named(shares.OPEN, currency, found.view.currency)
            total = Ref(table, f"{shares.SIDES[giving][0]}:all", "open")
            if not lines or values[total] is None:
                continue
            said, refs = f"Still to be paid {words}: {{}}", [total]
            coming = [one.due for one in lines if one.due and not one.days_late]
            if coming:
                said += f", next due on {long_date(min(coming))}"
            late = Ref(table, f"{shares.SIDES[giving][0]}:late", "open")
            if values[late]:
                said += "; {} of it is late"
                refs.append(late)
            yield Sentence(f"{said}.", tuple(refs))


def _differs(values: Values, found: Sharing) -> Iterator[Sentence]:
    """Where the book has another figure than the agreement gives."""
    for giving in (True, False):
        for line in _last(found, giving=giving):
            if not line.lacking:
                continue
            table = shares.named(shares.SHARES, line.currency, found.view.currency)
            refs = Ref(table, line.id, "share"), Ref(table, line.id, "booked")
            if all(values[ref] is not None for ref in refs):
                words = f"{line.name}: the agreement gives {{}}, the book has {{}}."
                yield Sentence(words, refs)


def _held(values: Values) -> Iterator[Sentence]:
    """What is held back by a condition, or was taken off by decision."""
    table = next((one for one in values.tables if one.id == held.HELD), None)
    rows = [row for row in table.rows if row.kind is RowKind.LINE] if table else []
    for row in rows[-MOST_HELD:]:
        refs = [Ref(held.HELD, row.id, key) for key in ("label", "why")]
        words = "{}: {}"
        amount = Ref(held.HELD, row.id, "amount")
        if values[amount]:
            words += " ({})"
            refs.append(amount)
        yield Sentence(f"{words}.", tuple(refs))
