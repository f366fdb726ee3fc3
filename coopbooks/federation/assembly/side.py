"""Bodies side by side: people counted once, dues, costs and solidarity in money."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import localcontext
from typing import TYPE_CHECKING

from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.money import quantize
from coopbooks.dues.suppression import people
from coopbooks.federation.assembly.hiding import Hidden
from coopbooks.federation.assembly.hiding import hide
from coopbooks.federation.combining.rates import Rates

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.periods import Period
    from coopbooks.federation.reading.figures import Figures
    from coopbooks.federation.reading.figures import Quote
    from coopbooks.federation.terms import Federation
    from coopbooks.federation.terms import Member

# Chapters come first: it is their assembly.
KINDS = {
    "chapter": "Chapters",
    "union": "Unions",
    "worker-coop": "Worker co-ops",
    "party": "Party",
    "ally": "Allies",
}
PURPOSES = ("work", "passed", "given", "strike", "need", "received")


@dataclass(frozen=True, slots=True)
class Body:
    """One body beside the others; amounts in the federation's currency.

    Attributes:
        member: The body, as the federation file says.
        figures: What was gathered of its book.
        dues: Dues charged or pledged in the period; where the book does not work them
            out, those that it booked; None for a body without.
        collected: What came in of dues; None where the book does not tell.
        spent: Income and costs by `PURPOSES`.
    """

    member: Member
    figures: Figures
    dues: Decimal | None
    collected: Decimal | None
    spent: Mapping[str, Decimal]

    @property
    def name(self) -> str:
        """Its short name."""
        return self.member.name

    @property
    def members(self) -> int:
        """How many belong at the end of the period; zero without a list."""
        return len(self.figures.members)

    @property
    def fewest(self) -> int:
        """The fewest that it had at the beginning or the end; zero without a list."""
        counts = self.members, len(self.figures.life.before)
        return min((count for count in counts if count), default=0)

    @property
    def payers(self) -> int:
        """How many its dues are about: never more than the fewest it had."""
        counts = self.figures.life.people.get("dues", 0), self.fewest
        return min((count for count in counts if count), default=0)


@dataclass(frozen=True, slots=True)
class People:
    """Everybody of all bodies.

    Attributes:
        members: How many belong at the end.
        joined: How many belong to one of the bodies now and to none before.
        left: How many belonged to one of them before and to none now.
    """

    members: int
    joined: int
    left: int


@dataclass(frozen=True, slots=True)
class Side:
    """Bodies side by side.

    Attributes:
        federation: The federation.
        period: The period.
        bodies: Those whose books could be read: chapters first, each kind in the order
            of the file.
        people: Everybody, each counted once; where ids are each body's own, as often
            as they are on a list.
        hidden: What is left out of columns about `members`, `dues`, what `came` in of
            them, `strike` or `need`.
        missing: Currencies without a price, as `EUR on 2026-03-31`.
    """

    federation: Federation
    period: Period
    bodies: tuple[Body, ...]
    people: People
    hidden: Mapping[str, Hidden]
    missing: tuple[str, ...]

    def of_kinds(self) -> Iterable[tuple[str, list[Body]]]:
        """The bodies by kind."""
        for kind, words in KINDS.items():
            if some := [one for one in self.bodies if one.member.kind == kind]:
                yield words, some


def side_by_side(
    federation: Federation,
    bodies: Sequence[Figures],
    period: Period,
    quotes: Sequence[Quote] = (),
) -> Side:
    """Put bodies side by side.

    Args:
        federation: The federation.
        bodies: Their figures, in any order.
        period: The period.
        quotes: The federation's own prices.

    Returns:
        Them, with what must be left out. Income and costs of other currencies count at
        the average rate of the period.
    """
    by_name = {one.name: one for one in bodies}
    missing: set[str] = set()
    found = []
    for member in sorted(federation.members, key=lambda one: [*KINDS].index(one.kind)):
        figures = by_name.get(member.name)
        if figures is not None:
            rates = Rates(federation.currency, period, [quotes, figures.quotes])
            found.append(_body(member, figures, rates))
            missing |= rates.missing
    return Side(
        federation,
        period,
        tuple(found),
        _people(federation, found),
        _hidden(found, federation.small_group),
        tuple(sorted(missing)),
    )


def _body(member: Member, figures: Figures, rates: Rates) -> Body:
    def restated(parts: Iterable[tuple[str, Decimal]]) -> Decimal:
        with localcontext(prec=PRECISION):
            exact = sum((one * rates.average(unit) for unit, one in parts), ZERO)
        return quantize(exact, rates.currency)

    spent = {
        what: restated(
            (one.currency, one.number)
            for one in figures.life.purposes
            if one.what == what
        )
        for what in PURPOSES
    }
    dues: Decimal | None
    if "charged" in figures.dues:
        dues = restated([(figures.currency, figures.dues["charged"])])
    else:
        dues = restated(_dues_income(figures)) or None
    collected = figures.dues.get("collected")
    if collected is not None:
        collected = restated([(figures.currency, collected)])
    return Body(member, figures, dues, collected, spent)


def _dues_income(figures: Figures) -> Iterable[tuple[str, Decimal]]:
    """Dues as an income, in a book that does not say how they come about."""
    for cell in figures.moved:
        if figures.accounts[cell.account].role == "dues":
            yield cell.currency, -cell.number


def _people(federation: Federation, bodies: Sequence[Body]) -> People:
    """Everybody, each counted once where an id is one person everywhere."""
    if not federation.shared_ids:
        return People(
            sum(one.members for one in bodies),
            sum(one.figures.life.joined for one in bodies),
            sum(one.figures.life.left for one in bodies),
        )
    now = [one.figures.members for one in bodies]
    before = [one.figures.life.before for one in bodies]
    ever = people(*now, *before)
    return People(people(*now), ever - people(*before), ever - people(*now))


def _hidden(bodies: Sequence[Body], least: int) -> dict[str, Hidden]:
    """What is left out: whoever's members are, has its dues left out too."""
    members = hide({one.name: one.fewest for one in bodies}, least)
    found = {"members": members}
    dues = {one.name: one.payers for one in bodies if one.dues is not None}
    found["dues"] = hide(dues, least, members.words)
    # Not every book tells what came in: of fewer bodies more may have to be left out.
    came = {one.name: dues[one.name] for one in bodies if one.collected is not None}
    found["came"] = hide(came, least, found["dues"].words)
    for what in ("strike", "need"):
        helped = {one.name: one.figures.life.people.get(what, 0) for one in bodies}
        found[what] = hide(helped, least)
    return found
