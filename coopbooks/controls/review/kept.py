"""What a book said of a period when somebody signed, kept so that changes can be told.

The file holds the period's entries one by one, each on a line of its own as
`core.contenthash` writes it, and a code for each month before. So a later book can be
held against it, and what is in it can be held against the signature.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.core.contenthash import canonical
from coopbooks.core.contenthash import content_hash
from coopbooks.core.contenthash import short
from coopbooks.core.periods import month_of
from coopbooks.core.periods import named

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Sequence
    from pathlib import Path

    from beancount.core import data

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
    """

    period: str
    content: str
    months: dict[str, str]
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """As it is written to a file."""
        months = (f"month {name} {code}" for name, code in self.months.items())
        return "\n".join(
            [HEAD, f"period {self.period} {self.content}", *months, *self.lines, ""]
        )

    @property
    def code(self) -> str:
        """The code of the file, which a signature names."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def name(self) -> str:
        """What the file is called: the period, and what packs print."""
        return f"{self.period}.{short(self.content)}.txt"


def content_of(entries: Iterable[data.Directive], folder: Path, period: Period) -> str:
    """The code of a book up to the end of a period: the one that packs print.

    Args:
        entries: A book's entries.
        folder: The book's folder.
        period: The period.

    Returns:
        64 hexadecimal digits.
    """
    return content_hash(entries, folder=folder, end=period.end)


def keep(entries: Sequence[data.Directive], folder: Path, period: Period) -> Kept:
    """Take down what a book says of a period.

    Args:
        entries: A book's entries.
        folder: The book's folder.
        period: The period.

    Returns:
        What is to be kept.
    """
    before: dict[datetime.date, list[data.Directive]] = {}
    lines: list[str] = []
    for entry in entries:
        if entry.date < period.begin:
            before.setdefault(entry.date.replace(day=1), []).append(entry)
        elif entry.date < period.end and (line := canonical(entry, folder)):
            lines.append(line)
    months = {}
    for day, found in sorted(before.items()):
        last = min(month_of(day).end, period.begin)
        months[named(day, last).name] = content_hash(found, folder=folder)
    content = content_of(entries, folder, period)
    return Kept(period.name, content, months, tuple(sorted(lines)))


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
    return Kept(period, content, months, said)


@dataclass(frozen=True, slots=True)
class Change:
    """What differs between what was kept and what the book says now.

    Attributes:
        gone: Lines that are there no longer.
        new: Lines that were not there.
        months: Months before the period in which something differs.
    """

    gone: tuple[str, ...]
    new: tuple[str, ...]
    months: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.gone or self.new or self.months)


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
    )
