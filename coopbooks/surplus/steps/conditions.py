"""Whether a step is taken at all: while a figure, or a ratio of two, is such and so."""

from __future__ import annotations

from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.bands import EDGES
from coopbooks.core.forms import near
from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.surplus.steps.lines import HUNDRED
from coopbooks.surplus.steps.lines import PERCENT
from coopbooks.surplus.steps.lines import said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coopbooks.core.directives import Directive
    from coopbooks.surplus.figures import YearFigures

TO = "-to-"
CENT = Decimal("0.01")
IN_WORDS = {
    "below": "below {}",
    "up-to": "at most {}",
    "from": "at least {}",
    "above": "above {}",
}
IN_FULL = {"year": "the co-op's year"}


class Compared(NamedTuple):
    """What a condition looks at.

    Attributes:
        part: A figure, times a hundred where it is set against another.
        whole: What it is set against; 1 for a figure alone.
        is_ratio: Whether it is one figure in percent of another.
    """

    part: Decimal
    whole: Decimal
    is_ratio: bool

    def holds(self, edge: str, number: Decimal) -> bool:
        """Whether it is below, up to, from or above a number.

        Nothing is divided, so that a ratio to nothing can be told, too: any debts are
        more than 40 percent of no equity, and none are not below that.
        """
        with localcontext(prec=PRECISION):
            bound = number * self.whole
        match edge:
            case "below":
                return self.part < bound
            case "up-to":
                return self.part <= bound
            case "from":
                return self.part >= bound
            case _:
                return self.part > bound

    @property
    def words(self) -> str:
        """What it is, in plain words."""
        if not self.is_ratio:
            return f"{self.part:,f}"
        if not self.whole:
            return "a ratio to nothing"
        with localcontext(prec=PRECISION):
            percent = (self.part / self.whole).quantize(CENT).normalize()
        return f"{percent:,f} PERCENT"


def held_back(line: Directive, figures: YearFigures) -> tuple[str, str]:
    """Why a step is not taken, where it says `while:`.

    Args:
        line: The step.
        figures: What the year gives.

    Returns:
        Why it takes nothing, empty if it does; and what is wrong with its `while:`,
        empty if nothing is.
    """
    name = line.meta.get("while")
    if name is None:
        return "", ""
    found = compared(str(name), figures.figures)
    if found is None:
        known = figures.figures
        missing = (word for word in str(name).split(TO) if word not in known)
        hint = near(next(missing, str(name)), known)
        return "", f"has while: '{name}', which the book does not have.{hint}"
    for edge in EDGES:
        number = said(line, edge)
        if number is not None and not found.holds(edge, number):
            unit = f" {PERCENT}" if found.is_ratio else ""
            bound = IN_WORDS[edge].format(f"{number:,f}{unit}")
            figure = IN_FULL.get(str(name), str(name).replace("-", " "))
            return f"only while {figure} is {bound}; it is {found.words}", ""
    return "", ""


def compared(name: str, figures: Mapping[str, Decimal]) -> Compared | None:
    """A figure, or one in percent of another, such as `equity-to-debts`.

    Args:
        name: Its name.
        figures: The figures of the book.

    Returns:
        What is to be compared; None where the book does not have it.
    """
    if name in figures:
        return Compared(figures[name], Decimal(1), is_ratio=False)
    part, to, whole = name.partition(TO)
    if not to or part not in figures or whole not in figures:
        return None
    with localcontext(prec=PRECISION):
        return Compared(
            figures[part] * HUNDRED, max(figures[whole], ZERO), is_ratio=True
        )
