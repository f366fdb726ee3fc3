"""Which body a book belongs to, and how it counts."""

from __future__ import annotations

import datetime
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot
from coopbooks.core.directives import parse
from coopbooks.core.errors import LedgerError
from coopbooks.core.fiscalyear import DECEMBER
from coopbooks.core.fiscalyear import BadFiscalYearEnd
from coopbooks.core.fiscalyear import FiscalYearEnd

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.directives import Directive

KINDS = ("worker-coop", "union", "chapter", "party", "ally")
FORMAT_VERSION = 1

FORMAT = Form(
    "coop-format",
    "Which version of this language the book is written in.",
    '2026-01-01 custom "coop-format" 1',
    (Slot("version", ("number",)),),
)
ENTITY = Form(
    "coop-entity",
    "Which body the book belongs to, what kind of body it is and how it counts.",
    """\
2026-01-01 custom "coop-entity" "tidewater-bakery" "worker-coop"
  basis: "accrual"
  fiscal-year-end: "12-31"
  country: "US\"""",
    (Slot("name"), Slot("kind", words=KINDS)),
    {
        "basis": Slot("basis", words=("cash", "accrual")),
        "fiscal-year-end": Slot("fiscal-year-end", needed=False),
        "country": Slot("country", needed=False),
    },
)
FORMS = (FORMAT, ENTITY)


@dataclass(frozen=True, slots=True)
class Entity:
    """The body that a book belongs to.

    Attributes:
        name: Its short name, the same in every book of the federation.
        kind: `worker-coop`, `union`, `chapter`, `party` or `ally`; empty if unsaid.
        basis: `cash` or `accrual`; empty if unsaid.
        fiscal_year_end: The last day of its year.
        country: Its country, if said.
        date: Since when this holds.
    """

    name: str
    kind: str = ""
    basis: str = ""
    fiscal_year_end: FiscalYearEnd = DECEMBER
    country: str = ""
    date: datetime.date = datetime.date.min

    @property
    def kind_in_words(self) -> str:
        """What it is, as a person says it."""
        return {"worker-coop": "worker co-op", "ally": "allied organisation"}.get(
            self.kind, self.kind
        )

    @property
    def basis_in_words(self) -> str:
        """How it counts, as the first page says it."""
        match self.kind, self.basis:
            case _, "cash":
                return "money counted when it comes in or goes out (cash basis)"
            case "worker-coop", "accrual":
                return "sales counted when earned, bills when they arrive (accrual)"
            case _, "accrual":
                return "dues counted when due, bills when they arrive (accrual)"
        return "counted as the book has it; it does not say cash or accrual"


def read_entities(
    entries: Iterable[data.Directive],
) -> tuple[list[Entity], list[LedgerError]]:
    """Read which body a book belongs to; a later statement replaces the earlier one.

    Args:
        entries: A book's entries.

    Returns:
        The statements by date, and the errors: a format that this version does not
        know, two bodies in one book, a fiscal year's end that is no day.
    """
    entries = list(entries)
    directives, errors = parse(entries, FORMS)
    favas = favas_year_end(entries)
    entities: list[Entity] = []
    for directive in directives:
        if directive.kind == FORMAT.kind:
            problem = _format_problem(directive)
        else:
            entity, problem = _entity(directive, favas)
            if entities and entities[0].name != entity.name:
                ours = entities[0].name
                problem = f"'{entity.name}', but the book belongs to '{ours}'."
            else:
                entities.append(entity)
        if problem:
            errors.append(LedgerError(directive.source, f"{directive.kind}: {problem}"))
    return entities, errors


def _format_problem(directive: Directive) -> str | None:
    """Why a book's format can't be read; None if it can."""
    version: Decimal = directive.values["version"]
    if version == FORMAT_VERSION:
        return None
    return f"this version reads format {FORMAT_VERSION}, not {version}."


def _entity(directive: Directive, favas: FiscalYearEnd) -> tuple[Entity, str | None]:
    """The body that a directive states, and what is wrong with its year's end."""
    meta, end, problem = directive.meta, favas, None
    if said := meta.get("fiscal-year-end"):
        try:
            end = FiscalYearEnd.parse(said)
        except BadFiscalYearEnd as error:
            problem = str(error)
    entity = Entity(
        directive.name,
        directive.values["kind"],
        meta["basis"],
        end,
        meta.get("country") or "",
        directive.date,
    )
    return entity, problem


def year_end_of(entries: Sequence[data.Directive]) -> FiscalYearEnd:
    """The end of a book's fiscal year.

    Args:
        entries: A book's entries.

    Returns:
        What the body says last of itself; else what Fava's option says, else December.
    """
    entities, _ = read_entities(entries)
    return entities[-1].fiscal_year_end if entities else favas_year_end(entries)


def favas_year_end(entries: Iterable[data.Directive]) -> FiscalYearEnd:
    """The end of the fiscal year as Fava's own option has it.

    Args:
        entries: A book's entries.

    Returns:
        The last `fava-option "fiscal-year-end"` that names a day; December without.
    """
    found = DECEMBER
    for entry in entries:
        if not isinstance(entry, data.Custom) or entry.type != "fava-option":
            continue
        words = [str(value.value) for value in entry.values or []]
        if len(words) == 2 and words[0] == "fiscal-year-end":
            with suppress(BadFiscalYearEnd):
                found = FiscalYearEnd.parse(words[1])
    return found


def entity_on(
    entities: Iterable[Entity], day: datetime.date, otherwise: Entity
) -> Entity:
    """The body as it stood on a day.

    Args:
        entities: What `read_entities` gave.
        day: The day.
        otherwise: What to take for a book that says nothing.

    Returns:
        The last statement of that day or before; else the first one; else `otherwise`.
    """
    stated = sorted(entities, key=lambda entity: entity.date)
    begun = [entity for entity in stated if entity.date <= day]
    return (begun[-1:] or stated[:1] or [otherwise])[0]
