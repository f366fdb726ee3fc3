"""Requests for help as a book has them: asked, decided, and what was paid on them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.directives import near
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.groups import in_force
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.support.forms.need import GRANTED
from coopbooks.support.forms.need import REQUEST
from coopbooks.support.need.paid import paid_of
from coopbooks.support.need.words import benefit_on
from coopbooks.support.need.words import names_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group
    from coopbooks.sharing.share import View
    from coopbooks.support.need.paid import Paid
    from coopbooks.support.terms import SupportTerms

WORDS = {"granted": "granted", "refused": "refused", "withdrawn": "taken back"}


class NoBenefit(CoopbooksError):
    """The book has no benefit of that name on a day."""

    def __init__(self, name: str, known: Sequence[str], day: datetime.date) -> None:
        """Build the message.

        Args:
            name: What was asked for.
            known: The benefits of the book.
            day: The day.
        """
        there = ", ".join(known) or "none; see coop-benefit in the guide"
        super().__init__(
            f"No benefit '{name}' holds on {day}.{near(name, known)} "
            f"The book has: {there}."
        )


class NoRequest(CoopbooksError):
    """The book has no request of that id."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        """Build the message.

        Args:
            name: What was asked for.
            known: The ids of the book's requests.
        """
        there = ", ".join(known) or "none; note one with coopbooks support request"
        super().__init__(
            f"The book has no request '{name}'.{near(name, known)} It has: {there}."
        )


@dataclass(frozen=True, slots=True)
class Request:
    """A request for help.

    Attributes:
        line: The `coop-request`.
        benefit: The benefit, as it held when it was asked.
        decided: What was decided, or that it was taken back; None if nothing was.
        paid: What was paid on it, by date.
    """

    line: Directive
    benefit: Group
    decided: Directive | None
    paid: tuple[Paid, ...]

    @property
    def id(self) -> str:
        """Its id, such as `2026-03-a`."""
        return self.line.name

    @property
    def member(self) -> str:
        """The member who asked; empty for a body."""
        return str(self.line.meta.get("member") or "")

    @property
    def body(self) -> str:
        """The body that asked; empty for a member."""
        return str(self.line.meta.get("body") or "")

    @property
    def number(self) -> Decimal:
        """How much was asked for."""
        return Decimal(self.line.values["amount"].number or 0)

    @property
    def currency(self) -> str:
        """Its currency."""
        return str(self.line.values["amount"].currency)

    @property
    def is_granted(self) -> bool:
        """Whether it was granted."""
        return self.decided is not None and self.decided.values["outcome"] == "granted"

    @property
    def limit(self) -> Decimal:
        """Up to how much may be paid; zero where nothing was granted."""
        if self.decided is None or not self.is_granted:
            return ZERO
        said = self.decided.meta.get("limit")
        return Decimal(said.number or 0) if said is not None else ZERO

    @property
    def until(self) -> datetime.date | None:
        """The last day on which it may be paid."""
        found: datetime.date | None = (
            self.decided.meta.get("until") if self.decided else None
        )
        return found

    @property
    def used(self) -> Decimal:
        """What was paid on it."""
        return total_of(one.number for one in self.paid)

    def left_on(self, day: datetime.date) -> Decimal:
        """What may still be paid on a day."""
        if self.until is not None and day > self.until:
            return ZERO
        return max(self.limit - self.used, ZERO)


def requests_of(view: View, terms: SupportTerms) -> list[Request]:
    """Read the requests of a book.

    Args:
        view: The book.
        terms: What it says about support.

    Returns:
        The requests by date, without those whose benefit the book does not have.
    """
    decided = {one.name: one for one in reversed(terms.of(GRANTED.kind))}
    paid: dict[str, list[Paid]] = {}
    found = []
    for line in terms.of(REQUEST.kind):
        name = str(line.values["benefit"])
        benefit = in_force(terms.benefits, name, line.date)
        if benefit is None:
            continue
        if name not in paid:
            paid[name] = paid_of(view, terms, benefit)
        mine = tuple(one for one in paid[name] if one.request == line.name)
        found.append(Request(line, benefit, decided.get(line.name), mine))
    return found


def request_of(view: View, terms: SupportTerms, name: str) -> Request:
    """Find a request.

    Args:
        view: The book.
        terms: What it says about support.
        name: Its id.

    Returns:
        The request.

    Raises:
        NoRequest: There is none of that id.
        NoBenefit: Its benefit is not there.
    """
    for one in requests_of(view, terms):
        if one.id == name:
            return one
    for line in terms.of(REQUEST.kind):
        if line.name == name:
            return _without(terms, line)
    raise NoRequest(name, [one.name for one in terms.of(REQUEST.kind)])


def benefit_for(terms: SupportTerms, name: str, day: datetime.date) -> Group:
    """The benefit that somebody asks for.

    Args:
        terms: What the book says about support.
        name: Its name.
        day: The day.

    Returns:
        The benefit.

    Raises:
        NoBenefit: None of that name holds on that day.
    """
    found = benefit_on(terms, name, day)
    if found is None:
        raise NoBenefit(name, names_of(terms.benefits), day)
    return found


def _without(terms: SupportTerms, line: Directive) -> Request:
    name = str(line.values["benefit"])
    raise NoBenefit(name, names_of(terms.benefits), line.date)
