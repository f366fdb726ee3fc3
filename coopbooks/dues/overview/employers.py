"""What employers were to take from pay, took, and have not handed over.

Read from what moved for members, in the same pass as everything else; the check-off of
one employer ties each list to its deposit and says what differs.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass
from decimal import localcontext
from typing import TYPE_CHECKING

from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.periods import long_date
from coopbooks.core.periods import month_of
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.dues.rules.workplaces import workplaces_on

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.table import Content
    from coopbooks.dues.item import ItemKind
    from coopbooks.dues.overview.overview import Person
    from coopbooks.dues.overview.reading import Reading
    from coopbooks.dues.rules.workplaces import Workplace
    from coopbooks.dues.terms import DuesTerms
    from coopbooks.statements.scope import Scope

EMPLOYERS, ALL = "dues-employers", "all"
LABEL = Column("label", "", ColumnKind.TEXT)
LATE = "Nobody loses standing because the employer is late."
CHARGED = frozenset({"charged", "reversed", "opening"})
NOBODY = "employers that the book does not name"


@dataclass(slots=True)
class Employer:
    """One employer in a period, in the book's currency.

    Attributes:
        name: Its name; empty where the book names none for a workplace.
        start: What was still to be taken from pay before the period.
        charged: What was charged in it that the employer is to take.
        taken: What was taken from pay.
        otherwise: What else changed it, such as what was moved to members themselves.
        late: What is still to be taken past the day on which it was to be handed over.
        oldest: The earliest of these days; None where nothing is late.
        kept: What is on lists and was not handed over.
    """

    name: str
    start: Decimal = ZERO
    charged: Decimal = ZERO
    taken: Decimal = ZERO
    otherwise: Decimal = ZERO
    late: Decimal = ZERO
    oldest: datetime.date | None = None
    kept: Decimal = ZERO

    @property
    def awaited(self) -> Decimal:
        """What is still to be taken from pay at the end of the period."""
        return self.start + self.charged - self.taken + self.otherwise


def title_of(name: str) -> str:
    """A name of directives as people write it: `harbor-foods` is `Harbor Foods`."""
    return " ".join(word[:1].upper() + word[1:] for word in name.split("-"))


def employers_of(
    reading: Reading, scope: Scope, people: Iterable[Person]
) -> list[Employer]:
    """Add up what employers have to do with.

    Args:
        reading: The book's dues.
        scope: The book for the period.
        people: The members.

    Returns:
        Every employer for which something moved or is open, by name.
    """
    workplaces = {one.member: one.workplace for one in people}
    found = _Employers(reading.accounts.terms, scope, workplaces)
    with localcontext(prec=PRECISION):
        for (account, member, before, kind), number in reading.runs.employers.items():
            found.add(account, member, kind, number, before=before)
        for item in reading.owed:
            if item.employer:
                before = item.date < scope.period.begin
                found.add(
                    item.account, item.member, item.kind, item.number, before=before
                )
        for person in people:
            for one in person.open:
                if one.employer:
                    found.judge(person, one.due, one.number)
        found.keep()
    return [found.made[name] for name in sorted(found.made)]


class _Employers:
    """Employers while they are added up."""

    def __init__(
        self, terms: DuesTerms, scope: Scope, workplaces: Mapping[str, str]
    ) -> None:
        self.scope = scope
        self.places = workplaces_on(terms, scope.period.last)
        self.workplaces = workplaces
        self.made: dict[str, Employer] = {}
        self._of_account = by_account(self.places.values())
        days = [one.remits for one in self.places.values() if one.remits is not None]
        self._remits = max(days, default=None)

    def add(
        self,
        account: str,
        member: str,
        kind: ItemKind,
        number: Decimal,
        *,
        before: bool,
    ) -> None:
        """Count what moved on an employer's account, before the period or in it."""
        name = self._of_account.get(account)
        one = self._employer(self._at(member) if name is None else name)
        if before:
            one.start += number
        elif kind in CHARGED:
            one.charged += number
        elif kind == "deducted":
            one.taken -= number
        else:
            one.otherwise += number

    def judge(self, person: Person, due: datetime.date, number: Decimal) -> None:
        """See whether something open should have been handed over by now."""
        place = self.places.get(person.workplace)
        days = place.remits if place and place.remits is not None else self._remits
        if days is None:
            return
        by = month_of(due).last + datetime.timedelta(days=days)
        if by < self.scope.period.end:
            one = self._employer(self._at(person.member))
            one.late += number
            one.oldest = min(by, one.oldest or by)

    def keep(self) -> None:
        """Count what lists say and no deposit brought."""
        lists = {one.lists: one.employer for one in self.places.values() if one.lists}
        for account, name in lists.items():
            kept = self.scope.worth(account, self.scope.period.end)
            if kept:
                one = self._employer(name)
                one.kept += kept

    def _at(self, member: str) -> str:
        place = self.places.get(self.workplaces.get(member, ""))
        return place.employer if place else ""

    def _employer(self, name: str) -> Employer:
        if name not in self.made:
            self.made[name] = Employer(name)
        return self.made[name]


def by_account(places: Iterable[Workplace]) -> dict[str, str]:
    """Find accounts on which only one employer's dues are waited for.

    Args:
        places: The workplaces.

    Returns:
        The employer, by account.
    """
    names: dict[str, set[str]] = defaultdict(set)
    for one in places:
        if one.receivable and one.collected == "check-off":
            names[one.receivable].add(one.employer)
    return {account: min(of) for account, of in names.items() if len(of) == 1}


def employers_table(employers: Iterable[Employer], scope: Scope) -> Table:
    """What employers were to take from pay, took, and have not handed over.

    Args:
        employers: The employers.
        scope: The book for the period.

    Returns:
        The table `dues-employers`: a line for each with what was to be taken at the
        `start`, `charged`, `taken`, what is still `awaited` and how much of it is
        `late`, and what is on lists and was not handed over (`owed`).
    """
    shown = [one for one in employers if _figures(one)]
    titles = {
        "start": "To be taken at the start",
        "charged": "Charged",
        "taken": "Taken from pay",
        "otherwise": "Changed otherwise",
        "awaited": "Still to be taken",
        "late": "of it late",
        "owed": "Taken, not handed over",
    }
    needed = {"otherwise": any(one.otherwise for one in shown)}
    needed["owed"] = any(one.kept for one in shown)
    columns = [name for name in titles if needed.get(name, True)]
    rows = [_row(one, columns) for one in shown]
    if rows:
        together: dict[str, Content] = {"label": "Together"}
        for name in columns:
            together[name] = Sum(tuple(Ref(EMPLOYERS, row.id, name) for row in rows))
        rows.append(Row(ALL, together, RowKind.TOTAL))
    return Table(
        EMPLOYERS,
        "Employers",
        (LABEL, *(Column(name, titles[name]) for name in columns)),
        tuple(rows),
        scope.currency,
        notes=(*_late(shown), Sentence(LATE)),
    )


def _figures(one: Employer) -> bool:
    return any((one.start, one.charged, one.taken, one.otherwise, one.late, one.kept))


def _row(one: Employer, columns: Sequence[str]) -> Row:
    row = f"employer-{one.name}"
    added = [name for name in ("start", "charged", "otherwise") if name in columns]
    cells: dict[str, Content] = {
        "start": one.start,
        "charged": one.charged,
        "taken": one.taken,
        "otherwise": one.otherwise,
        "awaited": Sum(
            tuple(Ref(EMPLOYERS, row, name) for name in added),
            (Ref(EMPLOYERS, row, "taken"),),
        ),
        "late": one.late,
        "owed": one.kept,
    }
    shown = {name: cells[name] for name in columns}
    return Row(row, {"label": title_of(one.name) or NOBODY, **shown})


def _late(employers: Iterable[Employer]) -> list[Sentence]:
    days = [one.oldest for one in employers if one.oldest]
    if not days:
        return []
    words = f"The oldest was to be handed over by {long_date(min(days))}."
    return [Sentence(words)]
