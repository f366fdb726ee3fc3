"""A member's part in cash, kept, and owed where they left.

A written notice is qualified only if at least 20 percent of the patronage dividend is
paid in money (26 USC 1388(c)(1)) and the member agreed to take it into account for tax
(1388(c)(2)). So the cash is rounded up: 6.66 of 33.32 is 19.988 percent, and no notice
would be.
"""

from __future__ import annotations

from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.errors import LedgerError
from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.surplus.steps.interest import INTEREST
from coopbooks.surplus.steps.interest import SPLIT_BY
from coopbooks.surplus.steps.kinds import CAPITAL
from coopbooks.surplus.steps.kinds import PAYABLE
from coopbooks.surplus.steps.kinds import account_of
from coopbooks.surplus.steps.lines import percent_of
from coopbooks.surplus.steps.lines import said
from coopbooks.surplus.steps.lines import told
from coopbooks.surplus.steps.lines import word_of
from coopbooks.surplus.steps.units import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.core.accounts import Roles
    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group
    from coopbooks.surplus.figures import Person
    from coopbooks.surplus.figures import YearFigures
    from coopbooks.surplus.steps.units import Unit

# 26 USC 1388(c)(1): at least a fifth of it in money or a qualified check.
QUALIFIED_CASH = Decimal("0.20")
QUALIFIED, BY_CHECK = "qualified", "check"
ONE = Decimal(1)


class Cut(NamedTuple):
    """A member's part, cut into what is paid, kept and owed; these add up to it.

    Attributes:
        cash: What is due in cash, with what is withheld.
        kept: What is kept in their account.
        owed: What is owed to them because they left.
        note: What the member should know; empty for nothing.
    """

    cash: Decimal
    kept: Decimal = ZERO
    owed: Decimal = ZERO
    note: str = ""


def cash_rate(line: Directive, roles: Roles) -> Decimal:
    """The part of a step to members that is paid out.

    Args:
        line: The step.
        roles: What the book's accounts are for.

    Returns:
        From 0, 1 being all: what the step says; all where it goes to what is due to
        members in cash and says nothing.
    """
    if line.meta.get("cash") is None and roles.of(account_of(line)) == PAYABLE:
        return ONE
    return percent_of(line, "cash")


def is_patronage(line: Directive) -> bool:
    """Whether a step shares by what members did: no interest, nothing by decision."""
    return word_of(line) not in SPLIT_BY


def floor_problems(
    line: Directive, rule: Group, rate: Decimal
) -> Iterator[LedgerError]:
    """Find that a step pays less in cash than it must.

    Args:
        line: A step to members.
        rule: Its rule.
        rate: The part that it pays out.

    Yields:
        A problem where a qualified notice has less than 20 percent in cash, or else
        where the rule's own `cash-floor:` is not kept by what is shared as patronage.
    """
    paid = f"pays {(rate * 100).normalize():f} PERCENT in cash"
    floor = percent_of(rule.header, "cash-floor")
    if wants_consent(line) and rate < QUALIFIED_CASH:
        yield told(
            line,
            f"{paid}; a qualified notice needs at least 20 PERCENT (26 USC "
            '1388(c)(1)). Pay more, or write notice: "nonqualified".',
        )
    elif is_patronage(line) and rate < floor:
        least = f"{(floor * 100).normalize():f} PERCENT"
        yield told(line, f"{paid}; by the rule's cash-floor: it is at least {least}.")


def wants_consent(line: Directive) -> bool:
    """Whether what a step keeps counts only for members who agreed to that.

    Args:
        line: A step to members.

    Returns:
        Whether its notices are to be qualified; interest is no patronage, so that no
        notice of it is.
    """
    return line.meta.get("notice") == QUALIFIED and word_of(line) != INTEREST


def is_qualified(line: Directive, rule: Group, person: Person) -> bool:
    """Whether what a step keeps for a member counts as a qualified notice.

    Args:
        line: A step to members.
        rule: Its rule; `consent: "check"` lets each member agree later, by cashing.
        person: The member.

    Returns:
        Whether it is to be one and the member agreed, or still can by cashing a check.
    """
    by_check = rule.header.meta.get("consent") == BY_CHECK
    return wants_consent(line) and (person.consents or by_check)


def lacks_consent(line: Directive, person: Person) -> LedgerError:
    """Say that a member did not agree to a qualified notice."""
    return LedgerError(
        line.source,
        f"{person.member}: no consent is recorded, so that no notice can be qualified "
        f'(26 USC 1388(c)(2)). Add coop-consent "{person.member}" "written", or '
        'consent: "bylaws" below coop-surplus.',
    )


class Cutter(NamedTuple):
    """Cuts the parts of one step.

    Attributes:
        line: The step.
        rule: Its rule.
        figures: What the year gives.
        roles: What the book's accounts are for.
        unit: In what the step is counted.
    """

    line: Directive
    rule: Group
    figures: YearFigures
    roles: Roles
    unit: Unit

    def cut(self, person: Person, amount: Decimal) -> Cut:
        """Cut a part into what is paid, kept and owed.

        Args:
            person: Who has it.
            amount: The part.

        Returns:
            The cash, rounded up, and the rest.
        """
        holds = person.capital.get("closing", ZERO)
        enough = said(self.line, "all-cash-from")
        if enough is not None and holds >= enough:
            words = f"the account holds {shown(holds, self.figures.currency)}"
            return Cut(amount, note=f"all in cash: {words}")
        if person.joined is None and self._keeps_capital:
            return Cut(amount, note="all in cash: no member")
        with localcontext(prec=PRECISION):
            exact = amount * cash_rate(self.line, self.roles)
        cash = min(self.unit.rounded(exact, "up"), amount)
        if person.left is None or person.left >= self.figures.year.end:
            return Cut(cash, amount - cash)
        if self.rule.header.meta.get("left-in-year") == "cash":
            return Cut(amount, note="left in the year: all in cash")
        if cash == amount:
            return Cut(cash)
        note = "left in the year: what others keep is owed"
        return Cut(cash, owed=amount - cash, note=note)

    @property
    def _keeps_capital(self) -> bool:
        """Whether what is not paid out is kept in members' accounts."""
        account = account_of(self.line)
        return not account or self.roles.of(account) == CAPITAL
