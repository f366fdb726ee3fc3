"""The ledger language: dated `custom "coop-…"` directives, typed and checked.

Each subject says in its `terms` which directives it knows, as forms. A form gives the
words and values of one sentence of the bylaw, in order, and the metadata that may stand
below it. What does not fit is an error with file and line, and what was probably meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from beancount.core import data

from coopbooks.core.errors import LedgerError
from coopbooks.core.forms import Form
from coopbooks.core.forms import Slot
from coopbooks.core.forms import misfits
from coopbooks.core.forms import near
from coopbooks.core.forms import own_meta

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

__all__ = [
    "PREFIX",
    "Directive",
    "Form",
    "Slot",
    "coop_customs",
    "near",
    "parse",
]

PREFIX = "coop-"


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive that fits its form.

    Attributes:
        form: The form that it fits.
        date: From when it holds.
        values: Its values by the names of the slots, typed; optional ones that are
            not there are missing.
        meta: Its metadata by key, without Beancount's own.
        source: Where it stands: `filename` and `lineno`.
    """

    form: Form
    date: datetime.date
    values: Mapping[str, Any]
    meta: Mapping[str, Any]
    source: data.Meta

    @property
    def kind(self) -> str:
        """Its type, such as `coop-fund`."""
        return self.form.kind

    @property
    def name(self) -> str:
        """What it is about: its first value, as text."""
        return str(self.values[self.form.slots[0].name])

    @property
    def recorded(self) -> datetime.date:
        """The day it entered the book: `recorded:`, else its own date."""
        recorded: datetime.date | None = self.meta.get("recorded")
        return recorded or self.date


def parse(
    entries: Iterable[data.Directive], forms: Sequence[Form]
) -> tuple[list[Directive], list[LedgerError]]:
    """Read the directives of some forms.

    Args:
        entries: A book's entries; what is no custom of these forms is passed over.
        forms: The forms to read.

    Returns:
        The directives that fit, by date and line, and an error for each that does not.
    """
    by_kind = {form.kind: form for form in forms}
    found: list[Directive] = []
    errors: list[LedgerError] = []
    for entry in coop_customs(entries):
        form = by_kind.get(entry.type)
        if form is None:
            continue
        problems = list(misfits(entry, form))
        errors += [
            LedgerError(entry.meta, f"{form.kind}: {problem}", entry)
            for problem in problems
        ]
        if not problems:
            found.append(_directive(entry, form))
    return found, errors


def coop_customs(entries: Iterable[data.Directive]) -> Iterator[data.Custom]:
    """The customs of this language, of whatever form.

    Args:
        entries: A book's entries.

    Yields:
        Each custom whose type begins with `coop-`, in the order of the entries.
    """
    for entry in entries:
        if isinstance(entry, data.Custom) and entry.type.startswith(PREFIX):
            yield entry


def _directive(entry: data.Custom, form: Form) -> Directive:
    """The directive of a custom that fits its form."""
    values = {
        slot.name: value.value
        for slot, value in zip(form.slots, entry.values or [], strict=False)
    }
    return Directive(form, entry.date, values, own_meta(entry), entry.meta)
