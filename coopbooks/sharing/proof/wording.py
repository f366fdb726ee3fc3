"""Whether two books have an agreement in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.groups import in_force

if TYPE_CHECKING:
    import datetime

    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group
    from coopbooks.sharing.share import View

# What may be written differently without a difference in what is owed.
OWN = ("note", "source", "recorded", "decision", "id", "batch", "because", "authority")


def group_of(view: View, name: str, day: datetime.date) -> Group | None:
    """An agreement as a book has it on a day; None where it has none.

    Args:
        view: The book.
        name: The agreement's name.
        day: The day.

    Returns:
        The group in force.
    """
    return in_force(view.terms.agreements, name, day)


def said(group: Group) -> dict[str, str]:
    """Every word and value of an agreement, by a key of its own.

    Args:
        group: The agreement.

    Returns:
        What its header and lines say, but for remarks; the order of lines makes no
        difference, nor does how many digits a number is written with.
    """
    found = _of(group.header, "")
    for line in group.lines:
        found |= _of(line, f"{line.kind} {_first(line)} ")
    return found


def differing(one: Group, other: Group) -> list[tuple[str, str, str]]:
    """Where two books say different things of an agreement.

    Args:
        one: The agreement in the one book.
        other: It in the other.

    Returns:
        For each place: where it stands (`due`, or a line), what the one says and what
        the other says; empty texts where one says nothing.
    """
    mine, theirs = said(one), said(other)
    keys = sorted({*mine, *theirs})
    return [
        (key, mine.get(key, ""), theirs.get(key, ""))
        for key in keys
        if mine.get(key, "") != theirs.get(key, "")
    ]


def _of(line: Directive, prefix: str) -> dict[str, str]:
    values = {
        f"{prefix}{name}": _text(value)
        for name, value in line.values.items()
        if name != "name"
    }
    meta = {
        f"{prefix}{key}:": _text(value)
        for key, value in line.meta.items()
        if key not in OWN and value is not None
    }
    return values | meta


def _first(line: Directive) -> str:
    """What tells a line from the others of its kind."""
    values = [_text(value) for name, value in line.values.items() if name != "name"]
    return " ".join(values[:2])


def _text(value: object) -> str:
    number = getattr(value, "number", None)
    if number is not None:
        return f"{number.normalize():f} {getattr(value, 'currency', '')}"
    return str(value)
