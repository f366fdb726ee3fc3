"""Headers and the lines below them: a whole set of terms, replaced as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.core.bands import check_bands
from coopbooks.core.directives import Directive
from coopbooks.core.directives import near
from coopbooks.core.errors import LedgerError
from coopbooks.core.errors import where

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Group:
    """A header with its lines.

    Attributes:
        header: The header.
        lines: Its lines, in the order of date, file and line; nothing may rest on it.
    """

    header: Directive
    lines: tuple[Directive, ...]

    @property
    def name(self) -> str:
        """What it is about."""
        return self.header.name

    @property
    def date(self) -> datetime.date:
        """From when it holds."""
        return self.header.date

    def of(self, kind: str) -> list[Directive]:
        """Its lines of one kind, such as `coop-dues-band`."""
        return [line for line in self.lines if line.kind == kind]


def gather(
    directives: Iterable[Directive], header: str
) -> tuple[list[Group], list[LedgerError]]:
    """Put lines under their headers: those of the same name and the same date.

    Args:
        directives: Directives, among them headers of one kind and their lines.
        header: The kind of the headers, such as `coop-dues`.

    Returns:
        The groups by date and name, and the errors: a header said twice, a line
        without its header, lines that repeat what must be said once, bands that do
        not fit together.
    """
    headers: dict[tuple[str, datetime.date], Directive] = {}
    lines: dict[tuple[str, datetime.date], list[Directive]] = {}
    errors: list[LedgerError] = []
    for directive in directives:
        key = (directive.name, directive.date)
        if directive.kind == header:
            if key in headers:
                errors.append(_twice(directive, headers[key]))
            headers.setdefault(key, directive)
        elif directive.form.header == header:
            lines.setdefault(key, []).append(directive)
    for key, orphans in lines.items():
        if key not in headers:
            errors += [_without_header(line, headers.values()) for line in orphans]
    groups = [
        Group(headers[key], tuple(lines.get(key, ())))
        for key in sorted(headers, key=lambda key: (key[1], key[0]))
    ]
    for group in groups:
        errors += _repeated(group)
        errors += _bands(group)
    return groups, errors


def in_force(groups: Iterable[Group], name: str, day: datetime.date) -> Group | None:
    """The group of a name that holds on a day: the last one that has begun.

    Args:
        groups: Groups of one kind.
        name: What they are about.
        day: The day.

    Returns:
        The group; None where none has begun.
    """
    begun = [group for group in groups if group.name == name and group.date <= day]
    return max(begun, key=lambda group: group.date, default=None)


def check_parts(lines: Sequence[Directive]) -> list[LedgerError]:
    """Find parts of one whole that cannot be: two rests, more than all of it.

    Args:
        lines: The lines of a group with the value `part`: an amount or `rest`.

    Returns:
        An error for each `rest` but the first, and one where the parts in PERCENT come
        to more than 100, or without a rest to less.
    """
    # Amounts cannot be compared with anything else: Beancount's own equality fails.
    rests = [line for line in lines if isinstance(line.values["part"], str)]
    errors = [
        LedgerError(
            line.source,
            f"{line.kind}: '{line.name}' has a rest already, at "
            f"{where(rests[0].source)}; only one part can be the rest.",
        )
        for line in rests[1:]
    ]
    parts = [line.values["part"] for line in lines]
    amounts = [part for part in parts if not isinstance(part, str)]
    percent = [part.number for part in amounts if part.currency == "PERCENT"]
    total = sum(percent)
    all_in_percent = not rests and percent and len(percent) == len(amounts)
    if total > 100 or (all_in_percent and total < 100):
        problem = f"the parts of '{lines[0].name}' come to {total} PERCENT of 100."
        errors.append(LedgerError(lines[-1].source, f"{lines[0].kind}: {problem}"))
    return errors


def _twice(directive: Directive, first: Directive) -> LedgerError:
    return LedgerError(
        directive.source,
        f"{directive.kind}: '{directive.name}' of {directive.date} was said before, "
        f"at {where(first.source)}. Take one out, or give the later one its own date.",
    )


def _without_header(line: Directive, headers: Iterable[Directive]) -> LedgerError:
    header = line.form.header
    headers = list(headers)
    dates = sorted(str(one.date) for one in headers if one.name == line.name)
    if dates:
        hint = f" There is one of {', '.join(dates)}: a line has its header's date."
    else:
        hint = near(line.name, {one.name for one in headers})
    return LedgerError(
        line.source,
        f"{line.kind}: '{line.name}' of {line.date} has no header: no {header} of that "
        f"name and date.{hint}",
    )


def _repeated(group: Group) -> list[LedgerError]:
    """Lines that say again what a group says once."""
    errors: list[LedgerError] = []
    seen: dict[tuple[str, ...], Directive] = {}
    for line in group.lines:
        if not line.form.unique:
            continue
        said = tuple(str(line.values.get(name, "")) for name in line.form.unique)
        first = seen.setdefault((line.kind, *said), line)
        if first is not line:
            words = " ".join(word for word in said if word)
            what = f"'{words}'" if words else "the same"
            errors.append(
                LedgerError(
                    line.source,
                    f"{line.kind}: {what} of '{line.name}' "
                    f"was said before, at {where(first.source)}. Take one out.",
                )
            )
    return errors


def _bands(group: Group) -> list[LedgerError]:
    """What is wrong with the tables of bands in a group."""
    tables: dict[tuple[str, ...], list[Directive]] = {}
    for line in group.lines:
        if line.form.bands is not None:
            which = (str(line.values.get(name, "")) for name in line.form.bands)
            tables.setdefault((line.kind, *which), []).append(line)
    return [error for lines in tables.values() for error in check_bands(lines)[1]]
