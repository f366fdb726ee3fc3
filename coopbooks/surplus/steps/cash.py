"""A member's part in cash and kept, and the tax withheld from it.

A written notice is qualified only if at least 20 percent of the patronage dividend is
paid in money (26 USC 1388(c)(1)) and the member agreed to take it into account for tax
(1388(c)(2)). So the cash is rounded up to the cent: 6.66 of 33.32 is 19.988 percent.
"""

from __future__ import annotations

from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.errors import LedgerError
from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.money import quantize
from coopbooks.surplus.forms.rules import WITHHOLD
from coopbooks.surplus.steps.units import rounded

if TYPE_CHECKING:
    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group
    from coopbooks.surplus.figures import Person
    from coopbooks.surplus.figures import YearFigures

# 26 USC 1388(c)(1): at least a fifth of it in money or a qualified check.
QUALIFIED_CASH = Decimal(20)
QUALIFIED = "qualified"
HUNDRED = Decimal(100)


class Cut(NamedTuple):
    """A member's part, cut into what is paid, kept and owed.

    Attributes:
        cash: What is due in cash, with what is withheld.
        kept: What is kept in their account.
        owed: What is owed to them because they left.
        withheld: Tax that is withheld.
        withheld_to: The account that it is owed on.
        qualified: Whether what is kept is a qualified notice.
        note: What the member should know.
    """

    cash: Decimal
    kept: Decimal
    owed: Decimal
    withheld: Decimal
    withheld_to: str
    qualified: bool
    note: str


def floor_problems(line: Directive, rule: Group) -> list[LedgerError]:
    """That a step pays less in cash than it must.

    Args:
        line: A step to members.
        rule: Its rule.

    Returns:
        A problem where a qualified notice has less than 20 percent in cash, or where
        the rule's own `cash-floor:` is not kept; else none.
    """
    cash = _percent(line, "cash")
    number = line.values["step"]
    named = f"{line.kind}: '{line.name}' {number}"
    if line.meta.get("notice") == QUALIFIED and cash < QUALIFIED_CASH:
        return [
            LedgerError(
                line.source,
                f"{named} pays {cash.normalize():f} PERCENT in cash; a qualified "
                "notice needs at least 20 PERCENT (26 USC 1388(c)(1)). Pay "
                'more, or write notice: "nonqualified".',
            )
        ]
    floor = rule.header.meta.get("cash-floor")
    if floor is not None and cash < (floor.number or ZERO):
        return [
            LedgerError(
                line.source,
                f"{named} pays {cash.normalize():f} PERCENT in cash; the rule's least "
                f"is {floor.number:f} PERCENT.",
            )
        ]
    return []


def consent_problem(
    line: Directive, person: Person | None, member: str
) -> LedgerError | None:
    """That a member did not agree to a qualified notice.

    Args:
        line: A step to members.
        person: The member; None for who is none.
        member: Their id.

    Returns:
        A problem that says what to add; None where they agreed, or nobody asks.
    """
    if line.meta.get("notice") != QUALIFIED:
        return None
    if person is not None and person.consents:
        return None
    return LedgerError(
        line.source,
        f"{member}: no consent is recorded, so the notice can't be qualified (26 USC "
        f'1388(c)(2)). Add: coop-consent "{member}" "written", or consent: "bylaws" '
        "below coop-surplus.",
    )


def cut(
    line: Directive,
    rule: Group,
    figures: YearFigures,
    person: Person | None,
    member: str,
    amount: Decimal,
    unit: Decimal,
) -> Cut:
    """Cut a member's part into cash and what is kept.

    Args:
        line: The step.
        rule: Its rule.
        figures: What the year gives.
        person: The member; None for who is none.
        member: Their id.
        amount: Their part.
        unit: The quantum that it was split in.

    Returns:
        The cut; cash, kept and owed add up to the part.
    """
    cash, note = _cash(line, person, amount, unit)
    kept, owed = amount - cash, ZERO
    left = person is not None and _left(person, figures)
    if left and kept:
        if rule.header.meta.get("left-in-year") == "cash":
            cash, kept = amount, ZERO
            note = "left in the year: all in cash"
        else:
            kept, owed = ZERO, kept
            note = "left in the year: what others keep is owed"
    withheld, account = _withheld(rule, figures, person, member, (cash, amount))
    qualified = (
        line.meta.get("notice") == QUALIFIED and person is not None and person.consents
    )
    return Cut(cash, kept, owed, withheld, account, qualified, note)


def _percent(line: Directive, key: str) -> Decimal:
    said = line.meta.get(key)
    return ZERO if said is None else Decimal(said.number or 0)


def _cash(
    line: Directive, person: Person | None, amount: Decimal, unit: Decimal
) -> tuple[Decimal, str]:
    """The part in cash, rounded up; all of it for who has enough in their account."""
    enough = line.meta.get("all-cash-from")
    if enough is not None and person is not None:
        holds = person.capital.get("closing", ZERO)
        if holds >= (enough.number or ZERO):
            return amount, f"all in cash: the account holds {holds:,f}"
    with localcontext(prec=PRECISION):
        exact = amount * _percent(line, "cash") / HUNDRED
    return min(rounded(exact, unit, "up"), amount), ""


def _left(person: Person, figures: YearFigures) -> bool:
    return person.left is not None and person.left < figures.year.end


def _withheld(
    rule: Group,
    figures: YearFigures,
    person: Person | None,
    member: str,
    paid: tuple[Decimal, Decimal],
) -> tuple[Decimal, str]:
    """The tax that is withheld, by the line for the member, the class or all."""
    by_who = {
        str(line.values["who"]): line
        for line in rule.of(WITHHOLD.kind)
        if line.meta.get("until") is None or line.meta["until"] >= figures.year.last
    }
    member_class = person.member_class if person else ""
    for who in (member, member_class, "all"):
        line = by_who.get(who)
        if line is None:
            continue
        cash, amount = paid
        base = amount if line.meta.get("from") == "all" else cash
        rate = Decimal(line.values["part"].number or 0)
        with localcontext(prec=PRECISION):
            number = quantize(base * rate / HUNDRED, figures.currency)
        return number, str(line.meta["to"])
    return ZERO, ""
