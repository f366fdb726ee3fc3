"""The private roster: names and contacts, kept out of the book.

It is a spreadsheet file beside the book, `private/roster.csv`, that is never put under
version control and never served. It is read only when something is printed for the
person it is about.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import ClassVar
from typing import NamedTuple

from coopbooks.core.directives import near
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path

    from beancount.core import data

COLUMNS = ("member", "name", "email", "phone", "note")
NEEDED = COLUMNS[:2]


class RosterMissing(CoopbooksError):
    """The book has no private roster, or it can't be read."""

    def __init__(self, path: Path, reason: str = "there is no such file") -> None:
        """Build the message.

        Args:
            path: Where it should be.
            reason: Why it can't be read.
        """
        super().__init__(
            f"The roster {path} can't be read: {reason}. It is a CSV file in UTF-8 "
            f"with the columns {', '.join(COLUMNS)}."
        )


class RosterColumns(CoopbooksError):
    """The roster's first line does not name the columns."""

    def __init__(self, path: Path, missing: str, found: Iterable[str]) -> None:
        """Build the message.

        Args:
            path: The file.
            missing: The column that is not there.
            found: The columns that are.
        """
        found = list(found)
        super().__init__(
            f"The roster {path} has no column '{missing}' in its first line, only "
            f"{', '.join(found) or 'none'}.{near(missing, found)}"
        )


class Person(NamedTuple):
    """A line of the roster; what is not known is empty."""

    member: str
    name: str
    email: str
    phone: str
    note: str


@dataclass(frozen=True, slots=True)
class Roster:
    """The people behind the ids.

    Attributes:
        people: The person of each member id.
        lines: The line of each id in the file.
        path: The file.
    """

    people: Mapping[str, Person]
    lines: Mapping[str, int]
    path: Path
    FILE: ClassVar[str] = "private/roster.csv"

    def name_of(self, member: str) -> str:
        """The name behind an id; the id itself where the roster has none."""
        person = self.people.get(member)
        return person.name if person and person.name else member


def read_roster(folder: Path) -> tuple[Roster, list[LedgerError]]:
    """Read the roster of a book.

    Args:
        folder: The book's folder.

    Returns:
        The roster, and an error with file and line for each row without an id and
        each id that stands there twice (the first one counts).

    Raises:
        RosterMissing: There is none, or it is no CSV file in UTF-8.
        RosterColumns: It has no column `member` or `name`.
    """
    path = folder / Roster.FILE
    try:
        # Excel puts a mark before the first letter, which is no part of it.
        text = path.read_text(encoding="utf-8-sig")
        rows = list(_rows(text, path))
    except UnicodeDecodeError as error:
        raise RosterMissing(path, "it is not UTF-8 text") from error
    except OSError as error:
        raise RosterMissing(path, error.strerror or "no reason given") from error
    except csv.Error as error:
        raise RosterMissing(path, str(error)) from error
    people: dict[str, Person] = {}
    lines: dict[str, int] = {}
    errors: list[LedgerError] = []
    for line, person in rows:
        source = _source(path, line)
        if not person.member:
            errors.append(LedgerError(source, "roster: this line has no member id."))
        elif person.member in people:
            before = f"'{person.member}' stands in line {lines[person.member]} already."
            errors.append(LedgerError(source, f"roster: {before}"))
        else:
            people[person.member], lines[person.member] = person, line
    return Roster(people, lines, path), errors


def unmatched(roster: Roster, members: Iterable[str]) -> list[LedgerError]:
    """Compare a roster with the members that the book knows.

    Args:
        roster: The roster.
        members: The ids of all who ever joined.

    Returns:
        An error for each id that only one of them has, without anybody's name.
    """
    known = set(members)
    errors = [
        LedgerError(
            _source(roster.path, roster.lines[member]),
            f"roster: '{member}' never joined by the book; add a coop-member.",
        )
        for member in roster.people
        if member not in known
    ]
    errors += [
        LedgerError(
            _source(roster.path, 1), f"roster: '{member}' of the book is not in it."
        )
        for member in sorted(known - set(roster.people))
    ]
    return errors


def _rows(text: str, path: Path) -> Iterator[tuple[int, Person]]:
    """The lines of a roster that are not blank, with their numbers."""
    first = text.partition("\n")[0]
    # Where a comma is the decimal sign, spreadsheets separate with semicolons or tabs.
    delimiter = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter, strict=True)
    columns = {
        (name or "").strip().lower(): name for name in reader.fieldnames or () if name
    }
    for needed in NEEDED:
        if needed not in columns:
            raise RosterColumns(path, needed, columns)
    for row in reader:
        cells = [(row.get(columns.get(name, "")) or "").strip() for name in COLUMNS]
        if any(cells):
            yield reader.line_num, Person(*cells)


def _source(path: Path, line: int) -> data.Meta:
    return {"filename": str(path), "lineno": line}
