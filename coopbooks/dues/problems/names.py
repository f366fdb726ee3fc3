"""The names that what a book says about dues may refer to."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.core.directives import coop_customs
from coopbooks.core.errors import LedgerError
from coopbooks.dues.forms import people as personforms
from coopbooks.dues.forms import schedules as forms
from coopbooks.dues.forms.standing import EXCUSE
from coopbooks.dues.rules.schedules import measures_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group


@dataclass(frozen=True, slots=True)
class Names:
    """All names of one book.

    Attributes:
        members: Who ever joined, with the first day.
        classes: Classes that members have.
        workplaces: Workplaces that members have.
        schedules: The names of `coop-dues`.
        parts: The names of parts that may be chosen or objected to.
        excuses: The reasons of `coop-dues-excuse`.
        measures: Measures that something in the book gives.
        asked: Measures that some schedule asks for.
        chosen: Schedules that some member is put under by name.
    """

    members: frozenset[str]
    classes: frozenset[str]
    workplaces: frozenset[str]
    schedules: frozenset[str]
    parts: frozenset[str]
    excuses: frozenset[str]
    measures: frozenset[str]
    asked: frozenset[str]
    chosen: frozenset[str]


def told(directive: Directive, problem: str) -> LedgerError:
    """An error at a directive.

    Args:
        directive: The directive.
        problem: What is wrong, and what to do.
    """
    return LedgerError(directive.source, f"{directive.kind}: {problem}")


def meant(word: str, known: Iterable[str]) -> str:
    """Which known name was misspelt, of names that may well be alike.

    Args:
        word: What was written.
        known: The names that there are.

    Returns:
        ` Did you mean 'depot'?`, with its leading space; empty where the names differ
        by more than a letter or two, or in a number.
    """
    close = difflib.get_close_matches(word, list(known), n=3, cutoff=0.85)
    found = [one for one in close if _digits(one) == _digits(word)]
    return f" Did you mean '{found[0]}'?" if found else ""


def _digits(word: str) -> str:
    return "".join(letter for letter in word if letter.isdigit())


def words(text: object) -> frozenset[str]:
    """The words of a list with commas; none of what is not there."""
    return frozenset(
        word.strip() for word in str(text or "").split(",") if word.strip()
    )


def ends_by(
    line: Directive, others: Iterable[Directive], day: datetime.date | None = None
) -> bool:
    """Whether an `ends` of the same member ends what a line says.

    Args:
        line: A `coop-member-dues`.
        others: All those of the same member.
        day: Only from this day on; None for its own.
    """
    said = {str(line.values["what"]), str(line.values["value"])}
    return any(
        one.values["what"] == "ends"
        and one.date > (day or line.date)
        and str(one.values["value"]) in said
        for one in others
    )


def read_names(
    entries: Iterable[data.Directive],
    groups: Sequence[Group],
    directives: Sequence[Directive],
) -> Names:
    """Collect the names of a book.

    Args:
        entries: A book's entries.
        groups: Its `coop-dues`, each with its lines.
        directives: All its directives that fit their forms.

    Returns:
        The names.
    """
    joined: set[str] = set()
    classes: set[str] = set()
    places: set[str] = set()
    for entry in coop_customs(entries):
        if entry.type == "coop-member" and len(entry.values or ()) > 1:
            joined.add(str(entry.values[0].value))
            classes |= words(entry.meta.get("class"))
            places |= words(entry.meta.get("workplace"))
    lines = [line for group in groups for line in group.lines]
    measured = [
        one.name if one.form is personforms.MEASURE else str(one.values["measure"])
        for one in directives
        if one.form in (personforms.MEASURE, personforms.DECLARED)
    ]
    return Names(
        frozenset(joined),
        frozenset(classes),
        frozenset(places),
        frozenset(group.name for group in groups),
        frozenset(_value(line, "for") for line in lines if line.form is forms.PART),
        frozenset(_value(line, "reason") for line in lines if line.form is EXCUSE),
        frozenset(measured),
        frozenset(name for group in groups for name in measures_of(group)),
        frozenset(
            _value(one, "value")
            for one in directives
            if one.form is personforms.MEMBER_DUES and one.values["what"] == "by"
        ),
    )


def _value(line: Directive, name: str) -> str:
    return str(line.values[name])
