"""What is to be looked at in a federation, what keeps it from being whole first."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.errors import in_folder
from coopbooks.core.money import quantize
from coopbooks.core.money import total_of
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Row
from coopbooks.core.table import Table
from coopbooks.federation.combining.pairtables import one_sided

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from coopbooks.core.table import Content
    from coopbooks.federation.combining.eliminating import Elimination
    from coopbooks.federation.whole import Whole

LOOK = "federation-look"


class Remark(NamedTuple):
    """Something to look at in a federation.

    Attributes:
        id: By which a row is found.
        words: What it is, in a sentence without a full stop.
        amount: How much it is about, in the federation's currency; None for none.
        where: Where it was said, as `file:line`; empty for nowhere.
    """

    id: str
    words: str
    amount: Decimal | None = None
    where: str = ""


def look_table(whole: Whole) -> Table:
    """All that is to be looked at, for the pages behind page one.

    Args:
        whole: The federation for a period.

    Returns:
        A row for each remark; without rows where there is none.
    """
    rows = []
    for one in remarks(whole):
        cells: dict[str, Content] = {"label": one.words}
        if one.amount is not None:
            cells["amount"] = one.amount
        rows.append(Row(one.id, cells, where=one.where or None))
    columns = (Column("label", "", ColumnKind.TEXT), Column("amount", "Amount"))
    currency = whole.federation.currency
    return Table(LOOK, "Please look at", columns, tuple(rows), currency)


def remarks(whole: Whole) -> list[Remark]:
    """What is to be looked at, what keeps it from being whole first.

    Args:
        whole: The federation for a period.

    Returns:
        Books that are not counted, what is wrong in the federation file, what stands
        on one side only, accounts on no line.
    """
    return [*_not_counted(whole), *_wrong(whole), *_apart(whole), *_unmapped(whole)]


def _not_counted(whole: Whole) -> Iterator[Remark]:
    for one in whole.missing:
        why = " ".join(one.problems) or "its book could not be read."
        words = f"NOT COUNTED: {whole.title(one.name)}: {why.rstrip('.')}"
        yield Remark(f"missing:{one.name}", words)
    for body, currencies in whole.unpriced.items():
        words = (
            f"NOT COUNTED: what {whole.title(body)} has in {', '.join(currencies)}: "
            f"no price says what it is in {whole.federation.currency}"
        )
        yield Remark(f"unpriced:{body}", words)


def _wrong(whole: Whole) -> Iterator[Remark]:
    for number, error in enumerate(whole.errors):
        where = str(in_folder(error.source, whole.book.folder))
        yield Remark(f"error:{number}", error.message.rstrip("."), where=where)
    for one in whole.outcomes:
        if one.figures is None:
            continue
        for number, words in enumerate(one.problems):
            said = f"{whole.title(one.name)}: {words.rstrip('.')}"
            yield Remark(f"problem:{one.name}:{number}", said)


def _apart(whole: Whole) -> Iterator[Remark]:
    """What only one of two books has, balances first."""
    told: set[tuple[frozenset[str], str, Decimal]] = set()
    for one in one_sided(whole.combined):
        number = abs(quantize(one.left, one.currency))
        about = frozenset(one.sides), one.agreement, number
        # The cost or income of what is owed says the same once more, and so does the
        # other rate of a book in another currency.
        if about in told or (one.restated and one.number):
            continue
        told.add(about)
        has, other = (whole.title(name) for name in one.sides)
        much = f"{number:,} {one.currency}"
        words = f"{has} {_says(one, much, other)}; the book of {other} does not say so"
        if one.agreement:
            words += f" ({one.agreement})"
        key = f"apart:{one.kind}:{one.debit}:{one.credit}:{one.agreement}"
        same = one.currency == whole.federation.currency
        yield Remark(f"{key}:{one.currency}", words, number if same else None)


def _says(one: Elimination, much: str, other: str) -> str:
    if one.kind == "balance":
        if one.left > 0:
            return f"counts {much} as owed by {other}"
        return f"counts {much} as owed to {other}"
    if one.left > 0:
        return f"counts {much} as paid to {other}"
    return f"counts {much} as income from {other}"


def _unmapped(whole: Whole) -> Iterator[Remark]:
    found = whole.combined.unmapped
    if found:
        accounts = "1 account is" if len(found) == 1 else f"{len(found)} accounts are"
        words = f"{accounts} on no line of the common chart"
        yield Remark("unmapped", words, total_of(abs(one.number) for one in found))
