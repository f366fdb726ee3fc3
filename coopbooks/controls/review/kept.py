"""What a book said of a period when somebody signed, kept so that changes can be told.

The file holds the period's entries one by one, each on a line of its own as
`core.contenthash` writes it, and a code for each month before. So a later book can be
held against it, and what is in it can be held against the signature.
"""

from __future__ import annotations

import glob
import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.core.contenthash import book_code
from coopbooks.core.contenthash import canonical
from coopbooks.core.contenthash import code_of_lines
from coopbooks.core.contenthash import content_hash
from coopbooks.core.contenthash import currency_said
from coopbooks.core.contenthash import short
from coopbooks.core.periods import month_of
from coopbooks.core.periods import named

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from beancount.core import data

    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period

HEAD = "coopbooks kept 1"


@dataclass(frozen=True, slots=True)
class Kept:
    """What a book says of a period, and before it.

    Attributes:
        period: The period's name.
        content: The code of everything up to its end, as packs print it.
        months: The code of each month before that has anything, by name.
        lines: The period's entries, in order, one a line.
        currency: The currency in which the book says that it is reported.
    """

    period: str
    content: str
    months: dict[str, str]
    lines: tuple[str, ...]
    currency: str = ""

    @property
    def text(self) -> str:
        """As it is written to a file."""
        months = (f"month {name} {code}" for name, code in self.months.items())
        head = (
            HEAD,
            f"period {self.period} {self.content}",
            f"currency {self.currency}",
        )
        return "\n".join([*head, *months, *self.lines, ""])

    @property
    def code(self) -> str:
        """The code of the file, which a signature names."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def name(self) -> str:
        """What the file is called: the period, and what packs print."""
        return f"{self.period}.{short(self.content)}.txt"


def content_of(book: Book, period: Period) -> str:
    """The code of a book up to the end of a period: the one that packs print.

    Args:
        book: The book.
        period: The period.

    Returns:
        64 hexadecimal digits.
    """
    return book_code(book, period.end)


def keep(book: Book, period: Period) -> Kept:
    """Take down what a book says of a period.

    Args:
        book: The book.
        period: The period.

    Returns:
        What is to be kept.
    """
    before: dict[datetime.date, list[data.Directive]] = {}
    lines: list[str] = []
    folder = book.folder
    for entry in book.entries:
        if entry.date < period.begin:
            before.setdefault(entry.date.replace(day=1), []).append(entry)
        elif entry.date < period.end and (line := canonical(entry, folder)):
            lines.append(line)
    months = {}
    for day, found in sorted(before.items()):
        last = min(month_of(day).end, period.begin)
        months[named(day, last).name] = content_hash(found, folder=folder)
    content, currency = content_of(book, period), currency_said(book.options)
    return Kept(period.name, content, months, tuple(sorted(lines)), currency)


def kept_month(folder: Path, name: str, code: str) -> Kept | None:
    """What was kept of a month, for somebody who compares it later.

    Args:
        folder: The folder with what was kept.
        name: The month.
        code: The code of the month's own entries.

    Returns:
        What was kept when somebody signed for the month or closed it, if its entries
        have that code; None where nothing that has was kept.
    """
    for path in sorted(folder.glob(f"{glob.escape(name)}.*.txt")):
        try:
            found = read(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError):
            continue
        if found is not None and code_of_lines(found.lines) == code:
            return found
    return None


def read(text: str) -> Kept | None:
    """Read what was kept.

    Args:
        text: A file's text.

    Returns:
        It; None for a file that holds something else.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    if len(lines) < 3 or lines[0] != HEAD or not lines[1].startswith("period "):
        return None
    _, _, rest = lines[1].partition(" ")
    period, _, content = rest.rpartition(" ")
    months = dict(
        line.removeprefix("month ").rsplit(" ", 1)
        for line in lines[2:]
        if line.startswith("month ")
    )
    said = tuple(line for line in lines[2:] if line.startswith("["))
    named = [one for one in lines[2:4] if one.startswith("currency ")]
    currency = named[0].removeprefix("currency ") if named else ""
    return Kept(period, content, months, said, currency)


@dataclass(frozen=True, slots=True)
class Change:
    """What differs between what was kept and what the book says now.

    Attributes:
        gone: Lines that are there no longer.
        new: Lines that were not there.
        months: Months before the period in which something differs.
        currency: The currency of the reports now, and before; empty for the same.
    """

    gone: tuple[str, ...]
    new: tuple[str, ...]
    months: tuple[str, ...]
    currency: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.gone or self.new or self.months or self.currency)


def compare(before: Kept, now: Kept) -> Change:
    """Hold what was kept against what the book says now.

    Args:
        before: What was kept.
        now: The same period of the book as it is.

    Returns:
        What differs; an entry that is there twice counts twice.
    """
    old, new = Counter(before.lines), Counter(now.lines)
    names = sorted({*before.months, *now.months})
    return Change(
        tuple(sorted((old - new).elements())),
        tuple(sorted((new - old).elements())),
        tuple(
            name for name in names if before.months.get(name) != now.months.get(name)
        ),
        () if before.currency == now.currency else (now.currency, before.currency),
    )
