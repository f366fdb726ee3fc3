"""The names that what a book says about its surplus may refer to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.core.accounts import measures
from coopbooks.core.directives import coop_customs
from coopbooks.core.money import ZERO
from coopbooks.dues.forms.people import DECLARED
from coopbooks.dues.forms.people import MEASURE
from coopbooks.dues.problems.names import told
from coopbooks.dues.problems.names import words
from coopbooks.dues.rules.working import COUNTS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.accounts import Roles
    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError

# What a year gives besides its result and its measures.
FIGURES = (
    "equity",
    "debts",
    "assets",
    "capital",
    "paid-in",
    "reserves",
    "collective",
    "highest-capital",
    "cash",
    "year",
)
MEMBERS = frozenset({"member-capital", "patronage-payable"})
# Parts that are worked out member by member.
TO_MEMBERS = frozenset({"interest", "specials"})
HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Names:
    """All names of one book.

    Attributes:
        members: Who ever joined.
        classes: Classes that members have.
        counted: Measures that are counted on an account.
        measures: Measures that something in the book gives.
        counts: Commodities that count something and are no money.
        funds: The names of `coop-fund`.
        agreements: The names of `coop-agreement`.
        roles: What its accounts are for.
        is_coop: Whether it is the book of a worker co-op.
    """

    members: frozenset[str]
    classes: frozenset[str]
    counted: frozenset[str]
    measures: frozenset[str]
    counts: frozenset[str]
    funds: frozenset[str]
    agreements: frozenset[str]
    roles: Roles
    is_coop: bool

    def figures(self) -> tuple[str, ...]:
        """What a step may be a part of, besides the result and other steps."""
        return (*FIGURES, *sorted(self.measures))

    def is_money(self, unit: str) -> bool:
        """Whether a unit is a currency."""
        return unit not in self.counts and unit not in COUNTS

    def type_of(self, account: object) -> str:
        """The type of an account, such as `Equity`, whatever the book calls it."""
        return self.roles.type_of(str(account))

    def goes_to_members(self, line: Directive) -> bool:
        """Whether a step is split among people.

        Args:
            line: A step.

        Returns:
            Whether its account is members', or it says what it is split by.
        """
        if line.meta.get("by") or word(line) in TO_MEMBERS:
            return True
        return self.roles.of(str(line.meta.get("to") or "")) in MEMBERS


def word(line: Directive) -> str:
    """The part of a step that is a word, such as `rest`; empty for an amount.

    Amounts cannot be compared with anything else: Beancount's own equality fails.
    """
    part = line.values["part"]
    return part if isinstance(part, str) else ""


def read_names(
    entries: Sequence[data.Directive], directives: Iterable[Directive], roles: Roles
) -> Names:
    """Collect the names of a book.

    Args:
        entries: A book's entries.
        directives: All its directives that fit their forms.
        roles: What its accounts are for.

    Returns:
        The names.
    """
    found: dict[str, set[str]] = {"join": set(), "class": set(), "kind": set()}
    for entry in coop_customs(entries):
        values = [str(value.value) for value in entry.values or ()]
        if entry.type == "coop-member" and values:
            found["join"].add(values[0])
            found["class"] |= words(entry.meta.get("class"))
        elif entry.type == "coop-entity":
            found["kind"] |= set(values[1:])
        elif values:
            found.setdefault(entry.type, set()).add(values[0])
    counted = frozenset(one.name for one in directives if one.form is MEASURE)
    declared = {
        str(one.values["measure"]) for one in directives if one.form is DECLARED
    }
    return Names(
        members=frozenset(found["join"]),
        classes=frozenset(found["class"]),
        counted=counted,
        measures=counted | declared,
        counts=measures(entries),
        funds=frozenset(found.get("coop-fund", ())),
        agreements=frozenset(found.get("coop-agreement", ())),
        roles=roles,
        is_coop="worker-coop" in found["kind"],
    )


def percentages(line: Directive, *keys: str) -> Iterator[LedgerError]:
    """Find parts of something that are no part of it.

    Args:
        line: A directive.
        keys: The keys, or values, that are in PERCENT.

    Yields:
        An error for each that is below zero or more than 100.
    """
    for key in keys:
        value = line.values.get(key) or line.meta.get(key)
        if value is None or getattr(value, "currency", "") != "PERCENT":
            continue
        if not ZERO <= value.number <= HUNDRED:
            yield told(line, f"{key}: is {value}; it must be from 0 to 100 PERCENT.")


def amounts(line: Directive, names: Names, *keys: str) -> Iterator[LedgerError]:
    """Find amounts that are no money, or below zero.

    Args:
        line: A directive.
        names: The names of the book.
        keys: The keys, or values, that are amounts.

    Yields:
        An error for each.
    """
    for key in keys:
        value = line.values.get(key) or line.meta.get(key)
        unit = getattr(value, "currency", "")
        if value is None or not unit or unit == "PERCENT":
            continue
        if not names.is_money(unit):
            yield told(line, f"{key}: is {value}; it must be money.")
        elif value.number < ZERO:
            yield told(line, f"{key}: is {value}, which is below zero.")
