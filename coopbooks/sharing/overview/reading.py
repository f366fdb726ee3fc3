"""A book's agreements at a glance: what was shared, is open, and is still to come.

Only what the shown year needs is worked out, and only by this book: what counts in
another body's book is as this one charged it, and `coopbooks share prove` compares.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from coopbooks.core.groups import in_force
from coopbooks.core.periods import named
from coopbooks.dues.rules.calendar import period_of
from coopbooks.sharing.overview.beside import QUARTER
from coopbooks.sharing.overview.beside import lines_of
from coopbooks.sharing.shares.calendar import every
from coopbooks.sharing.shares.calendar import own_periods
from coopbooks.sharing.views import fiscal_year_end

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.sharing.overview.lines import Line
    from coopbooks.sharing.share import View
    from coopbooks.statements.scope import Scope


@dataclass(frozen=True, slots=True)
class Sharing:
    """A book's agreements at the end of a period.

    Attributes:
        view: The book, as it was then.
        period: The period.
        year: The fiscal year up to the end of the period.
        lines: Each agreement for each period that ended in the twelve months up to
            then or in the year, and what is open of others, by their ends.
        agreements: What this body shares, or is shared with it, on the last day.
    """

    view: View
    period: Period
    year: Period
    lines: tuple[Line, ...]
    agreements: tuple[Group, ...]

    @property
    def is_party(self) -> bool:
        """Whether it is the book of a party."""
        entity = self.view.terms.entity_on(self.period.last)
        return entity is not None and entity.kind == "party"

    @property
    def of_year(self) -> list[Line]:
        """Those whose periods end in the year."""
        return [one for one in self.lines if one.period and self._ends(one.period)]

    @property
    def open(self) -> list[Line]:
        """Those of which something is still to be paid, what is due first before."""
        found = [one for one in self.lines if one.open]
        return sorted(found, key=lambda one: (one.due or one.on, one.id))

    def last_of(self, name: str) -> list[Line]:
        """What an agreement came to for the last of its periods that ended."""
        found = [one for one in self.lines if one.name == name and one.period]
        if not found:
            return []
        end = max(one.period.end for one in found if one.period)
        return [one for one in found if one.period and one.period.end == end]

    def running(self, group: Group) -> Period | None:
        """The period of an agreement that has begun and not ended."""
        end = self.period.end
        if not every(group):
            quarter = period_of(QUARTER, self.period.last)
            return quarter if quarter.end > end else None
        fye = fiscal_year_end(self.view)
        coming = own_periods(group, named(end, end + relativedelta(years=1)), fye)
        return next((one for one in coming if one.begin < end < one.end), None)

    def _ends(self, period: Period) -> bool:
        return self.year.begin < period.end <= self.year.end


def read(scope: Scope, view: View) -> Sharing | None:
    """Read the agreements of a book for a pack.

    Args:
        scope: The book for the period.
        view: It as it was at the end of the period, and no later.

    Returns:
        What it shares; None for a body without an agreement that has begun.
    """
    groups = tuple(_of_body(view.terms.agreements, view.name))
    if not groups:
        return None
    agreements = [
        group
        for name in sorted({one.name for one in groups})
        if (group := _on(groups, name, scope)) is not None
    ]
    lines = tuple(lines_of(view, scope, groups))
    return Sharing(view, scope.period, scope.year, lines, tuple(agreements))


def _of_body(groups: Iterable[Group], name: str) -> Iterator[Group]:
    """The agreements of a body, on either side; loans are none."""
    for group in groups:
        meta = group.header.meta
        if group.header.values["of"] != "loan" and name in {meta["from"], meta["to"]}:
            yield group


def _on(groups: Iterable[Group], name: str, scope: Scope) -> Group | None:
    group = in_force(groups, name, scope.period.last)
    if group is None:
        return None
    until = group.header.meta.get("until")
    return None if until is not None and until < scope.period.last else group
