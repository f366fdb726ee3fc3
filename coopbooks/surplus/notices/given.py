"""What members were given of each year's surplus, as the book's entries have it.

A transaction shares a year where a posting of it on an account with the role `result`
names that year as its `period:`, whether somebody typed it or it was worked out. What
the book began with is not shared by it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

from coopbooks.core.decisions import read_decisions
from coopbooks.core.errors import placed
from coopbooks.core.money import ZERO
from coopbooks.core.postings import rows
from coopbooks.core.postings import saying
from coopbooks.surplus.capital.lots import kind_of
from coopbooks.surplus.forms.rules import STEP
from coopbooks.surplus.notices.years import rules_of
from coopbooks.surplus.notices.years import year_named

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.accounts import Roles
    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group
    from coopbooks.core.postings import Row
    from coopbooks.surplus.terms import SurplusTerms

# Due in cash; paid at once; kept in their account; withheld for the tax office; owed to
# who left instead of what others have kept.
Way = Literal["cash", "paid", "kept", "withheld", "owed"]
# What of it is money, now or soon.
IN_MONEY: tuple[Way, ...] = ("cash", "paid", "withheld", "owed")
# By work done; from what members' work did not earn; on what they had paid in.
About = Literal["patronage", "nonpatronage", "interest"]

RESULT, CAPITAL = "result", "member-capital"
PAYABLE, LEFT, TAXES = "patronage-payable", "capital-payable", "tax-payable"
BY_ROLE: dict[str, Way] = {PAYABLE: "cash", TAXES: "withheld"}
NOT_BY_WORK = ("others-work", "other-sources")
# The end of an id of what was worked out, after the year: the step, and the member.
_ID = re.compile(r"(?P<step>\d+)-.+")


class Given(NamedTuple):
    """What a year brought one member, in one way.

    Attributes:
        member: The member's id.
        year: The year's name as the book has it, such as `2025`.
        way: How they have it.
        about: What it is of.
        number: How much, in the book's currency; negative where they bear a loss.
        lot: The lot of what is kept; empty for the rest.
        account: The account on which it stands.
        step: What the rule calls the step that it is from; empty where nobody knows.
        day: When it was given: the day of the entry, or of a later decision.
        decision: The id of the decision; empty where none is named.
        entry: The transaction.
        source: Where the posting stands.
    """

    member: str
    year: str
    way: Way
    about: About
    number: Decimal
    lot: str
    account: str
    step: str
    day: datetime.date
    decision: str
    entry: data.Transaction
    source: data.Meta


def read_given(
    terms: SurplusTerms, entries: Sequence[data.Directive], currency: str
) -> list[Given]:
    """Read what members were given of each year.

    Args:
        terms: What the book says.
        entries: The book's entries.
        currency: The book's currency; what is in others does not count.

    Returns:
        A line for each posting that gave a member something, in the order of the
        entries.
    """
    reader = _Reader(terms, _decided(entries), currency)
    named = {id(entry): entry for entry, _ in saying(entries, "period")}
    return [one for entry in named.values() for one in reader.read(entry)]


def year_shared(entry: data.Transaction, roles: Roles) -> str:
    """Which year a transaction shares.

    Args:
        entry: A transaction.
        roles: What the book's accounts are for.

    Returns:
        The year's name as the entry has it; empty where it shares none.
    """
    found = ""
    for row in rows([entry]):
        if row.number > 0 and roles.type_of(row.account) == "Assets":
            return ""  # What the book began with.
        if roles.of(row.account) == RESULT and not found:
            # A posting beside it may be of an earlier year, whose loss is made good.
            found = str(entry.meta.get("period") or row.tag("period") or "")
    return found


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the transactions that share years.

    Attributes:
        terms: What the book says.
        decided: When each decision was taken, by its id.
        currency: The book's currency.
    """

    terms: SurplusTerms
    decided: dict[str, datetime.date]
    currency: str

    def read(self, entry: data.Transaction) -> Iterator[Given]:
        """What a transaction gave; nothing if it shares no year."""
        year = year_shared(entry, self.terms.roles)
        if not year:
            return
        for row in rows([entry]):
            way = self._way(row)
            if way and row.units.currency == self.currency:
                yield self._given(row, year, way)

    def _way(self, row: Row) -> Way | None:
        """How a posting gives something to a member; None if it does not."""
        roles = self.terms.roles
        role, root = roles.of(row.account), roles.type_of(row.account)
        if role == CAPITAL:
            return "kept"
        if role == RESULT or not row.tag("member"):
            return None
        if root == "Assets":
            return "paid"
        if root != "Liabilities":
            return None
        if role in BY_ROLE:
            return BY_ROLE[role]
        # Whatever else is soon owed to a member, such as with the next pay, is cash.
        return "owed" if role == LEFT or roles.is_later(row.account) else "cash"

    def _given(self, row: Row, year: str, way: Way) -> Given:
        lot = (row.tag("lot") or "") if way == "kept" else ""
        line = self._step(row, year)
        decision = row.tag("decision") or ""
        return Given(
            row.tag("member") or row.account.rpartition(":")[2],
            year,
            way,
            _about(lot, line),
            ZERO - row.number,
            lot,
            row.account,
            str(line.values["for"]) if line else "",
            max(row.date, self.decided.get(decision, row.date)),
            decision,
            row.entry,
            placed(row.posting.meta, row.entry.meta),
        )

    def _step(self, row: Row, year: str) -> Directive | None:
        """The step that a posting is from; None where nothing, or too much, says it."""
        id_ = row.tag("id") or ""
        begin = f"surplus-{year.lower().replace('..', '-to-')}-"
        match = _ID.fullmatch(id_.removeprefix(begin))
        if match is None or not id_.startswith(begin):
            return None
        number = Decimal(match["step"])
        found = [
            line
            for group in self._rules(year)
            for line in group.of(STEP.kind)
            if line.values["step"] == number
        ]
        return found[0] if len(found) == 1 else None

    def _rules(self, year: str) -> Sequence[Group]:
        found = year_named(self.terms, year)
        return rules_of(self.terms, found) if found else ()


def _about(lot: str, line: Directive | None) -> About:
    """What is given of, by its lot and by the step that it is from."""
    if kind_of(lot) == "interest" or (line and line.values["part"] == "interest"):
        return "interest"
    if line and line.values["whole"] in NOT_BY_WORK:
        return "nonpatronage"
    return "patronage"


def _decided(entries: Iterable[data.Directive]) -> dict[str, datetime.date]:
    """When each decision was taken, by its id."""
    return {one.id: one.date for one in read_decisions(entries)[0]}
