"""Tax that is withheld from what members get, and owed to the tax office for them."""

from __future__ import annotations

from decimal import localcontext
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.money import quantize
from coopbooks.surplus.forms.rules import WITHHOLD
from coopbooks.surplus.steps.lines import rate_of

if TYPE_CHECKING:
    from decimal import Decimal

    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group
    from coopbooks.surplus.figures import Person
    from coopbooks.surplus.figures import YearFigures

ALL = "all"


class Withheld(NamedTuple):
    """Tax withheld from one part.

    Attributes:
        number: How much.
        account: The account that it is owed on; empty where nothing is withheld.
    """

    number: Decimal = ZERO
    account: str = ""


def withheld_from(
    rule: Group,
    figures: YearFigures,
    person: Person,
    cash: Decimal,
    amount: Decimal,
) -> Withheld:
    """Find the tax that is withheld from a member's part.

    Args:
        rule: The rule.
        figures: What the year gives.
        person: The member.
        cash: What of the part is paid out.
        amount: The part.

    Returns:
        The tax by the line for the member, else for their class, else for all; of what
        is paid out, or of all where the line says so; rounded half up.
    """
    line = _line_for(rule, figures, person)
    rate = None if line is None else rate_of(line)
    if line is None or rate is None:
        return Withheld()
    of = amount if line.meta.get("from") == ALL else cash
    with localcontext(prec=PRECISION):
        number = quantize(of * rate, figures.currency)
    return Withheld(number, str(line.meta["to"])) if number else Withheld()


def _line_for(rule: Group, figures: YearFigures, person: Person) -> Directive | None:
    """The line that holds for somebody: their own, that of their class, that of all."""
    in_force = {
        str(line.values["who"]): line
        for line in rule.of(WITHHOLD.kind)
        if line.meta.get("until") is None or line.meta["until"] >= figures.year.last
    }
    for who in (person.member, person.member_class, ALL):
        if who and who in in_force:
            return in_force[who]
    return None
