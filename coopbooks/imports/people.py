"""Names of people who join: from a sheet to the private roster, never to the book."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from typing import TYPE_CHECKING

from coopbooks.imports.fates import Fate
from coopbooks.imports.keeping import FOLDER
from coopbooks.imports.keeping import write_private
from coopbooks.imports.kinds.roster import person
from coopbooks.imports.knowing import known_of
from coopbooks.imports.readfile import read_file
from coopbooks.members.roster import COLUMNS
from coopbooks.members.roster import Roster

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coopbooks.core.ledger import Book
    from coopbooks.imports.fates import Preview
    from coopbooks.members.roster import Person


def add(book: Book, preview: Preview, batch: str) -> int:
    """Add the people who join by a preview to the private roster.

    Args:
        book: The book, as it was before.
        preview: The preview of a sheet of roster changes; of others nothing is added.
        batch: The name of the batch that was written.

    Returns:
        How many were added; who stands there already is not.

    Raises:
        CannotWrite: The system refuses; the roster is as before.
    """
    path = book.folder / Roster.FILE
    before = path.read_bytes() if path.exists() else b""
    text = before.decode("utf-8-sig", "replace")
    new = [one for one in _joining(book, preview) if one.member not in _ids(text)]
    if not new:
        return 0
    after = before + _lines(text, new).encode()
    if before:
        write_private(_copy(book.folder, batch, "before"), before)
    write_private(_copy(book.folder, batch, "after"), after)
    write_private(path, after)
    return len(new)


def restore(folder: Path, batch: str) -> None:
    """Put the roster back as it was before a batch, unless it was changed since.

    Args:
        folder: The book's folder.
        batch: The name of the batch.

    Raises:
        CannotWrite: The system refuses.
    """
    path = folder / Roster.FILE
    before, after = _copy(folder, batch, "before"), _copy(folder, batch, "after")
    if not after.exists():
        return
    if path.exists() and path.read_bytes() == after.read_bytes():
        if before.exists():
            write_private(path, before.read_bytes())
        else:
            path.unlink()
    for copy in (before, after):
        with suppress(OSError):
            copy.unlink(missing_ok=True)


def _copy(folder: Path, batch: str, when: str) -> Path:
    return folder / FOLDER / f"{batch}.roster-{when}.csv"


def _joining(book: Book, preview: Preview) -> Iterator[Person]:
    """The people of the rows by which somebody joins."""
    profile = preview.profile
    if profile is None or profile.kind != "roster":
        return
    new = {one.place[:3] for one in preview.fates if one.fate is Fate.NEW}
    known = known_of(book)
    for path in preview.files:
        for context in read_file(path, profile, known).contexts:
            for row in context.sheet.rows:
                event = context.text(row, "event").casefold()
                if row.place[:3] in new and event == "join":
                    yield person(row, context)


def _ids(text: str) -> set[str]:
    """The ids that a roster has."""
    reader = csv.DictReader(io.StringIO(text), delimiter=_delimiter(text))
    return {(row.get(COLUMNS[0]) or "").strip() for row in reader}


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _lines(text: str, people: list[Person]) -> str:
    """Lines to add below a roster, in its own columns and line ends."""
    end = "\r\n" if "\r\n" in text else "\n"
    out = io.StringIO()
    first = text.partition("\n")[0].strip()
    writer = csv.writer(out, delimiter=_delimiter(text), lineterminator=end)
    header = next(csv.reader([first], delimiter=_delimiter(text)), None)
    if not header:
        header = list(COLUMNS)
        writer.writerow(header)
    elif not text.endswith("\n"):
        out.write(end)
    for one in people:
        values = one._asdict()
        writer.writerow([values.get(name.strip().lower(), "") for name in header])
    return out.getvalue()
