"""Schedules of dues as they are worked with."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

from coopbooks.core.bands import check_bands
from coopbooks.core.errors import where
from coopbooks.dues.forms import schedules as forms
from coopbooks.dues.forms.standing import EXCUSE
from coopbooks.dues.forms.standing import FEE
from coopbooks.dues.rules.working import COUNTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from beancount.core import data

    from coopbooks.core.bands import Band
    from coopbooks.core.directives import Directive
    from coopbooks.core.forms import Form
    from coopbooks.core.groups import Group

# Amounts that say something of a measure or a day, and not what is paid.
OF_A_MEASURE = {"full-share", "due", "rate", "at-least", "at-most"}
Tables = tuple[tuple[str, tuple["Band", ...]], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Schedule:
    """One `coop-dues` with its lines, read once.

    Attributes:
        group: The header with its lines.
        classes: For which classes it is; empty for all.
        workplaces: For which workplaces it is; empty for all.
        currency: The currency that it is in; empty where only the measure says it.
        bands: Its bands, from the lowest to the highest.
        minimums: Tables of the least, by measure.
        maximums: Tables of the most, by measure.
        lesses: Tables of what is taken off, by measure.
        joining: What is paid for the period of joining, by the day in it.
        lines: Its lines that are said once, by kind and their first value.
        measures: All measures that the amount rests on; with none it is the same for
            all of a class at a workplace.
    """

    group: Group
    classes: frozenset[str]
    workplaces: frozenset[str]
    currency: str
    bands: tuple[Band, ...]
    minimums: Tables
    maximums: Tables
    lesses: Tables
    joining: tuple[Band, ...]
    lines: Mapping[tuple[str, str], Directive]
    measures: frozenset[str]
    meta: Mapping[str, Any] = field(repr=False)

    @property
    def name(self) -> str:
        """Its name."""
        return self.group.name

    @property
    def source(self) -> data.Meta:
        """Where its header stands."""
        return self.group.header.source

    @property
    def place(self) -> str:
        """Where it stands, to be put into a sentence."""
        return f"coop-dues '{self.name}' at {where(self.source)}"

    @property
    def how(self) -> str:
        """How the amount is found: a word of `HOWS`."""
        return str(self.group.header.values["how"])

    @property
    def per(self) -> str:
        """How often it is charged: a word of `PER`."""
        return str(self.meta.get("per") or "month")

    @property
    def authority(self) -> str:
        """What it rests on, such as `bylaws art. 5`."""
        return str(self.meta.get("authority") or "")

    @property
    def besides(self) -> bool:
        """Whether it is charged on top of the dues."""
        return bool(self.meta.get("besides"))

    @property
    def specific(self) -> int:
        """How closely it says for whom it is: by class, by workplace, by both."""
        return bool(self.classes) + bool(self.workplaces)

    def fits(self, member_class: str, workplace: str) -> bool:
        """Whether it is for members of a class at a workplace."""
        return (not self.classes or member_class in self.classes) and (
            not self.workplaces or workplace in self.workplaces
        )

    def line(self, form: Form, key: str) -> Directive | None:
        """The one line of a kind about something, such as the rounding of a step."""
        return self.lines.get((form.kind, key))


def read_schedule(group: Group) -> Schedule:
    """Read a group once, for many members.

    Args:
        group: A `coop-dues` with its lines.

    Returns:
        The schedule. Of bands that do not fit together there are none.
    """
    meta = group.header.meta
    once = (forms.WORK, forms.ROUND, forms.CADENCE, FEE, EXCUSE)
    return Schedule(
        group,
        _words(meta.get("class")),
        _words(meta.get("workplace")),
        _currency(group),
        check_bands(group.of(forms.BAND.kind))[0],
        _tables(group, forms.MINIMUM.kind),
        _tables(group, forms.MAXIMUM.kind),
        _tables(group, forms.LESS.kind),
        check_bands(group.of(forms.JOINING.kind))[0],
        {
            (form.kind, str(line.values[form.slots[1].name])): line
            for form in once
            for line in group.of(form.kind)
        },
        frozenset(_measures(group)),
        meta,
    )


def _words(text: str | None) -> frozenset[str]:
    """The words of a list with commas."""
    return frozenset(word.strip() for word in (text or "").split(",") if word.strip())


def _tables(group: Group, kind: str) -> Tables:
    """Tables of bands by another measure, by its name."""
    lines: dict[str, list[Directive]] = {}
    for line in group.of(kind):
        lines.setdefault(str(line.values["measure"]), []).append(line)
    return tuple((name, check_bands(lines[name])[0]) for name in sorted(lines))


def measures_of(group: Group) -> Iterator[str]:
    """The measures that a schedule asks for, for its amount or its excuses.

    Args:
        group: A `coop-dues` with its lines.

    Yields:
        Their names.
    """
    yield from _measures(group)
    for line in group.of(EXCUSE.kind):
        if line.meta.get("only-without"):
            yield str(line.meta["only-without"])


def _measures(group: Group) -> Iterator[str]:
    """The measures that the amount rests on."""
    meta = group.header.meta
    for key in ("measure", "at-least-of", "multiplied-by", "share", "hourly"):
        if meta.get(key):
            yield str(meta[key])
    columns = meta.get("columns")
    if columns and columns not in {"class", "workplace"}:
        yield str(columns)
    for line in group.lines:
        if line.values.get("measure"):
            yield str(line.values["measure"])
    if group.header.values["how"] == "hours-of-pay" or any(
        unit == "HOUR" for unit in _units(group)
    ):
        yield str(meta.get("hourly") or "hourly-pay")


def _units(group: Group) -> Iterator[str]:
    """The units of all amounts that are paid, in the order in which they stand."""
    for one in (group.header, *group.lines):
        values = (one.values.get("amount"), one.values.get("part"))
        keys = [key for key in one.meta if key not in OF_A_MEASURE]
        for value in (*values, *(one.meta[key] for key in keys)):
            currency = getattr(value, "currency", None)
            if currency:
                yield str(currency)


def _currency(group: Group) -> str:
    """The currency that a schedule is in, by its amounts, else by its bands."""
    money = [unit for unit in _units(group) if unit not in COUNTS]
    bounds = [line.values["bound"].currency for line in group.of(forms.BAND.kind)]
    money += [unit for unit in bounds if unit not in COUNTS]
    if money:
        return money[0]
    amount = group.header.meta.get("amount")
    return str(amount.currency) if amount is not None else ""
