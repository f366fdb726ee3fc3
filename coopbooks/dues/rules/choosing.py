"""Which schedules of dues hold on a day, and which one a member is under."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from coopbooks.core.errors import LedgerError
from coopbooks.core.errors import where
from coopbooks.core.groups import in_force
from coopbooks.dues.rules.schedules import Schedule
from coopbooks.dues.rules.schedules import read_schedule
from coopbooks.dues.rules.working import CannotCharge

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Sequence

    from coopbooks.core.groups import Group


@dataclass(slots=True)
class Schedules:
    """All schedules of a book, and which one holds for whom.

    Attributes:
        groups: All `coop-dues` by date and name.
    """

    groups: Sequence[Group]
    _read: dict[int, Schedule] = field(default_factory=dict)
    _on: dict[datetime.date, list[Schedule]] = field(default_factory=dict)
    _under: dict[tuple[str, str, datetime.date], list[Schedule]] = field(
        default_factory=dict
    )
    _besides: dict[tuple[str, str, datetime.date], list[Schedule]] = field(
        default_factory=dict
    )

    def on(self, day: datetime.date) -> list[Schedule]:
        """The schedules that hold on a day, by name."""
        if day not in self._on:
            names = sorted({group.name for group in self.groups})
            held = (in_force(self.groups, name, day) for name in names)
            self._on[day] = [
                self._schedule(group) for group in held if group and _lasts(group, day)
            ]
        return self._on[day]

    def named(self, name: str, day: datetime.date) -> Schedule | None:
        """The schedule of a name that holds on a day."""
        return next((one for one in self.on(day) if one.name == name), None)

    def besides(
        self, member_class: str, workplace: str, day: datetime.date
    ) -> list[Schedule]:
        """The schedules on top of the dues for a class at a workplace, by name."""
        key = member_class, workplace, day
        if key not in self._besides:
            self._besides[key] = [
                one
                for one in self.on(day)
                if one.besides and one.fits(member_class, workplace)
            ]
        return self._besides[key]

    def under(
        self, member: str, member_class: str, workplace: str, day: datetime.date
    ) -> Schedule | None:
        """The one schedule that a member is under.

        Args:
            member: The member's id.
            member_class: Their class; may be empty.
            workplace: Their workplace; may be empty.
            day: The day.

        Returns:
            Of those for their class and workplace the one that says most closely for
            whom it is; None where none is.

        Raises:
            CannotCharge: Two say it equally closely.
        """
        key = member_class, workplace, day
        if key not in self._under:
            fit = [
                one
                for one in self.on(day)
                if not one.besides and one.fits(member_class, workplace)
            ]
            closest = max((one.specific for one in fit), default=0)
            self._under[key] = [one for one in fit if one.specific == closest]
        found = self._under[key]
        if len(found) > 1:
            first, second = found[:2]
            raise CannotCharge(
                second.source,
                f"{member}: both '{first.name}' ({where(first.source)}) and "
                f"'{second.name}' ({where(second.source)}) fit. Say class: or "
                f'workplace: more closely, or coop-member-dues "{member}" "by".',
            )
        return found[0] if found else None

    def _schedule(self, group: Group) -> Schedule:
        key = id(group)
        if key not in self._read:
            self._read[key] = read_schedule(group)
        return self._read[key]


def begun_within(
    groups: Iterable[Group], begin: datetime.date, end: datetime.date
) -> list[Group]:
    """The schedules that begin in the middle of a stretch of days.

    Args:
        groups: All `coop-dues`.
        begin: The first day.
        end: The day after the last.

    Returns:
        Those that begin on a later day than the first.
    """
    return [group for group in groups if begin < group.date < end]


def mid_period(group: Group, begin: datetime.date) -> LedgerError:
    """The error of a schedule that begins in the middle of a charge period.

    Args:
        group: The schedule.
        begin: The first day of that period.
    """
    return LedgerError(
        group.header.source,
        f"coop-dues: '{group.name}' begins on {group.date}, in the middle of a period "
        f"that is charged as a whole; date it, with its lines, {begin} or the first "
        "day of a later one. Until then the one before holds.",
    )


def _lasts(group: Group, day: datetime.date) -> bool:
    until = group.header.meta.get("until")
    return until is None or day <= until
