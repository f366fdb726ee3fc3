"""A member's notice of a year in plain words, as tables: for them, for nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.periods import long_date
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.surplus.notices.account import COLUMNS
from coopbooks.surplus.notices.noticewords import greeting
from coopbooks.surplus.notices.noticewords import law
from coopbooks.surplus.notices.noticewords import law_title
from coopbooks.surplus.notices.noticewords import way_words
from coopbooks.surplus.overview.words import lot_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from decimal import Decimal

    from coopbooks.core.table import Content
    from coopbooks.surplus.notices.given import About
    from coopbooks.surplus.notices.notice import Notice

PART, KINDS, ACCOUNT, ALL = "part", "kinds", "account", "all"
LABEL = Column("label", "", ColumnKind.TEXT)
ABOUTS: Mapping[About, str] = {
    "patronage": "By work done (patronage)",
    "nonpatronage": "Of what others' work and other sources earned",
    "interest": "Interest on your account",
}
TITLES = {
    "opening": "Before",
    "paid-in": "Paid in",
    "kept": "Kept for you",
    "loss": "Part of a loss",
    "paid-back": "Paid back",
    "moved": "Moved",
    "closing": "Now",
}


def notice_tables(found: Notice, name: str) -> list[Table]:
    """A member's notice of a year.

    Args:
        found: What they are told.
        name: Who it is for: the name behind the id, or the id.

    Returns:
        What was decided and what it is for them; how they have it; in the United
        States the written notice of allocation; and their account, lot by lot.
    """
    title = f"{name}, {found.member}" if name != found.member else name
    told = tuple(map(Sentence, greeting(found)))
    tables = [Table("notice", title, (LABEL,), (), lead=told)]
    if found.given:
        tables += [*_kinds(found), _part(found)]
    if said := tuple(map(Sentence, law(found))):
        tables.append(Table("law", law_title(found), (LABEL,), (), lead=said))
    if found.lots:
        tables.append(_account(found))
    return tables


def _kinds(found: Notice) -> list[Table]:
    """What their part is of, where it is of several things."""
    numbers = {about: found.of(about=about) for about in ABOUTS}
    numbers = {about: number for about, number in numbers.items() if number}
    if len(numbers) < 2:
        return []
    labels = {ABOUTS[about]: number for about, number in numbers.items()}
    return [_added(KINDS, "What your part is of", labels, found.currency)]


def _part(found: Notice) -> Table:
    """How they have their part."""
    labels: dict[str, Decimal] = {}
    for one in found.given:
        words = way_words(one, found.on)
        labels[words] = total_of((labels.get(words, ZERO), one.number))
    kept = {words: number for words, number in labels.items() if number}
    loss = sum(kept.values(), ZERO) < 0
    title = f"Your part of the {'loss' if loss else 'surplus'} of {found.year.label}"
    return _added(PART, title, kept, found.currency)


def _added(
    table: str, title: str, labels: Mapping[str, Decimal], currency: str
) -> Table:
    """Amounts below each other, with their sum."""
    rows = [
        Row(f"{table}:{number}", {"label": words, "amount": amount})
        for number, (words, amount) in enumerate(labels.items(), start=1)
    ]
    together = Sum(tuple(Ref(table, row.id, "amount") for row in rows))
    rows.append(Row(ALL, {"label": "Your part", "amount": together}, RowKind.TOTAL))
    columns = (LABEL, Column("amount", "Amount"))
    return Table(table, title, columns, tuple(rows), currency)


def _account(found: Notice) -> Table:
    """Their account, lot by lot, with what changed it."""
    used = [
        column
        for column in COLUMNS
        if any(line.changes.get(column) for line in found.lots)
    ]
    rows = []
    for line in found.lots:
        cells: dict[str, Content] = {"label": lot_words(line.lot)}
        for column in used:
            cells[column] = line.changes.get(column) or None
        places = tuple(Ref(ACCOUNT, f"lot:{line.lot}", column) for column in used)
        cells["closing"] = Sum(places)
        rows.append(Row(f"lot:{line.lot}", cells))
    amounts = [*used, "closing"]
    together: dict[str, Content] = {"label": "Together"}
    for key in amounts:
        together[key] = Sum(_refs(rows, key))
    rows.append(Row(ALL, together, RowKind.TOTAL))
    title = f"Your account, {long_date(found.begin)} to {long_date(found.on)}"
    columns = (LABEL, *(Column(key, TITLES[key]) for key in amounts))
    return Table(ACCOUNT, title, columns, tuple(rows), found.currency)


def _refs(rows: Iterable[Row], key: str) -> tuple[Ref, ...]:
    return tuple(Ref(ACCOUNT, row.id, key) for row in rows)
