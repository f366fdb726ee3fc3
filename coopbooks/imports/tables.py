"""A preview as tables: what would be written, why not, and each row's fate."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.errors import in_folder
from coopbooks.core.money import ZERO
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Table
from coopbooks.imports.fates import Fate
from coopbooks.statements.bankterms import CLEARED

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from pathlib import Path

    from coopbooks.core.table import Content
    from coopbooks.imports.fates import Fated
    from coopbooks.imports.fates import Preview

FATES, ROWS = "fates", "rows"
MEANS = {
    Fate.NEW: "to be written",
    Fate.SAME: "in the book already, the same",
    Fate.CHANGED: "in the book, but different",
    Fate.MATCHES: "in the book already, typed before",
    Fate.DUPLICATE: "perhaps in the book already: please look",
    Fate.REJECTED: "can't be used",
    Fate.SKIPPED: "no data, or not wanted",
}
# What a person need not look at one by one.
PLAIN = {Fate.NEW, Fate.SAME, Fate.SKIPPED}


def front_tables(preview: Preview) -> list[Table]:
    """Page one of a preview.

    Args:
        preview: The preview.

    Returns:
        Sums by fate; why nothing can be written, members that the book does not know
        and notes, where there are any.
    """
    batch = preview.batch
    lists = (
        ("stops", "Nothing can be written before this is mended", preview.stops),
        ("unmatched", "Members that the book does not know", preview.unmatched),
        ("notes", "Good to know", preview.notes),
    )
    lines = [
        _list(f"{name}:{batch}", title, words) for name, title, words in lists if words
    ]
    return [_sums(preview), *lines]


def rows_table(preview: Preview, folder: Path, most: int | None = None) -> Table:
    """Every row with its fate.

    Args:
        preview: The preview.
        folder: The book's folder, to name places in it.
        most: After how many rows those that need no look are only counted; None to
            show all.

    Returns:
        A row of the sheet in each, with what would be written for it.
    """
    rows: list[Row] = []
    left_out = 0
    for number, fated in enumerate(preview.fates, start=1):
        if most is not None and len(rows) >= most and fated.fate in PLAIN:
            left_out += 1
        else:
            rows.append(_row(number, fated, folder))
    notes: tuple[Sentence, ...] = ()
    if left_out:
        words = f"{left_out} more rows, NEW, SAME or SKIPPED; --format json has all."
        notes = (Sentence(words),)
    currencies = _currencies(preview.fates)
    columns = [
        Column("label", "Where", ColumnKind.TEXT),
        Column("fate", "Fate", ColumnKind.TEXT),
        *(Column(each, each) for each in currencies),
        Column("reason", "Why", ColumnKind.TEXT),
        Column("entry", "What would be written", ColumnKind.TEXT),
        Column("match", "In the book", ColumnKind.TEXT),
    ]
    kept = _filled(columns, rows)
    name, title = f"{ROWS}:{preview.batch}", f"Row by row: {preview.batch}"
    return Table(name, title, kept, tuple(rows), _only(currencies), notes=notes)


def _currencies(fates: Iterable[Fated]) -> list[str]:
    """The currencies of rows, in the order in which they come."""
    return list(dict.fromkeys(one.currency for one in fates if one.amount is not None))


def _only(currencies: list[str]) -> str:
    return currencies[0] if len(currencies) == 1 else ""


def _filled(columns: list[Column], rows: list[Row]) -> tuple[Column, ...]:
    """The columns in which something stands."""
    first, *rest = columns
    there = {name for row in rows for name, cell in row.cells.items() if cell}
    return (first, *(column for column in rest if column.id in there))


def _sums(preview: Preview) -> Table:
    """How many rows have each fate, and what they come to."""
    counts: dict[Fate, int] = {}
    sums: dict[tuple[Fate, str], Decimal] = {}
    for one in preview.fates:
        counts[one.fate] = counts.get(one.fate, 0) + 1
        if one.amount is not None:
            key = (one.fate, one.currency)
            sums[key] = sums.get(key, ZERO) + one.amount
    currencies = _currencies(preview.fates)
    rows = [
        Row(
            fate.name,
            {
                "label": f"{fate}: {MEANS[fate]}",
                "count": Decimal(counts[fate]),
                **{each: sums.get((fate, each)) for each in currencies},
            },
        )
        for fate in Fate
        if fate in counts
    ]
    files = len(preview.sources)
    columns = (
        Column("label", "", ColumnKind.TEXT),
        Column("count", "Rows", ColumnKind.NUMBER),
        *(Column(each, f"Sum {each}") for each in currencies),
    )
    many = "1 row" if len(preview.fates) == 1 else f"{len(preview.fates)} rows"
    said = f"{many} in {files} file{'' if files == 1 else 's'}"
    name, title = f"{FATES}:{preview.batch}", f"{preview.batch}: {said}"
    return Table(name, title, columns, tuple(rows), _only(currencies))


def _list(name: str, title: str, words: Iterable[str]) -> Table:
    """Sentences under a title."""
    rows = tuple(
        Row(f"{name}:{number}", {"label": said}, RowKind.NOTE)
        for number, said in enumerate(words, start=1)
    )
    return Table(name, title, (Column("label", "", ColumnKind.TEXT),), rows)


def _row(number: int, fated: Fated, folder: Path) -> Row:
    """A row of a sheet."""
    cells: dict[str, Content] = {
        "label": str(fated.place),
        "fate": str(fated.fate),
        "reason": fated.reason,
        "entry": "; ".join(map(in_short, fated.entries)),
        "match": in_folder(fated.match.meta, folder) if fated.match else "",
    }
    if fated.amount is not None:
        cells[fated.currency] = fated.amount
    return Row(f"row:{number}", cells)


def in_short(entry: data.Directive) -> str:
    """Say on one line what an entry is.

    Args:
        entry: A directive.

    Returns:
        Such as `2026-04-02 Money in: Assets:Bank, Income:Dues`.
    """
    return f"{entry.date} {' '.join(_words(entry))}"


def _words(entry: data.Directive) -> Iterator[str]:
    match entry:
        case data.Transaction():
            said = ", ".join(filter(None, (entry.payee, entry.narration)))
            accounts = dict.fromkeys(posting.account for posting in entry.postings)
            members = _members(entry)
            about = f" ({', '.join(members)})" if members else ""
            yield f"{said}{about}: {', '.join(accounts)}"
        case data.Custom(type=CLEARED.kind):
            account, moved, dated = (value.value for value in entry.values or ())
            yield f"the bank has seen {moved} of {dated}: {account}"
        case data.Custom():
            yield entry.type
            yield from (str(value.value) for value in entry.values or ())
        case data.Balance():
            yield f"balance {entry.account} {entry.amount}"
        case _:
            yield type(entry).__name__.lower()


def _members(entry: data.Transaction) -> dict[str, None]:
    """The ids of the members that a transaction names, in order."""
    metas = (entry.meta, *(posting.meta or {} for posting in entry.postings))
    return dict.fromkeys(str(meta["member"]) for meta in metas if meta.get("member"))
