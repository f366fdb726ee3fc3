"""Formulas over cells."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple


class Ref(NamedTuple):
    """The address of a cell: which table, which row, which column."""

    table: str
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Sum:
    """The cells added up, less those in `minus`: a subtotal, a total, a difference."""

    plus: tuple[Ref, ...]
    minus: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Percent:
    """One cell as a percentage of another's size, to one decimal; none of zero."""

    part: Ref
    whole: Ref


@dataclass(frozen=True, slots=True)
class Agree:
    """A check: YES where the cells on the left add up to those on the right."""

    left: Sum
    right: Sum


@dataclass(frozen=True, slots=True)
class Times:
    """One cell by another, rounded half up: heads by what one costs, or a percentage.

    Attributes:
        number: The cell that is multiplied.
        by: The cell it is multiplied by.
        percent: Whether that one is a percentage, so that 5 means a twentieth.
        places: To how many decimals it is rounded.
    """

    number: Ref
    by: Ref
    percent: bool = False
    places: int = 2


@dataclass(frozen=True, slots=True)
class Each:
    """One cell shared out over another, rounded half up: costs by heads; none of zero.

    Attributes:
        part: The cell that is shared out.
        whole: The cell it is shared out over.
        places: To how many decimals it is rounded.
    """

    part: Ref
    whole: Ref
    places: int = 2


@dataclass(frozen=True, slots=True)
class Within:
    """How much of a cell's number lies between two bounds, as in a band of a ladder.

    Attributes:
        of: The cell.
        low: The lower bound.
        high: The upper bound; None for what is open above.
    """

    of: Ref
    low: Decimal
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Rounded:
    """A cell's number, rounded.

    Attributes:
        of: The cell.
        places: To how many decimals.
        how: `half-up`, or `down` and `up`: towards zero and away from it.
        beside: What it is rounded together with and is not part of it; None for none.
    """

    of: Ref
    places: int = 2
    how: str = "half-up"
    beside: Ref | None = None


@dataclass(frozen=True, slots=True)
class Bounded:
    """A sum that is kept between bounds.

    Attributes:
        of: The sum.
        least: The cell that it is raised to; None for none.
        most: The cell that it is lowered to; None for none.
        positive: Whether it is zero where it would be below.
    """

    of: Sum
    least: Ref | None = None
    most: Ref | None = None
    positive: bool = False


@dataclass(frozen=True, slots=True)
class Inside:
    """What a cell says where another one's number lies in a band; else zero.

    Attributes:
        of: The cell whose number is in the band or not.
        gives: The cell that is taken then; it may be the same.
        low: The bound that it is above, and whether it is not in the band itself; None
            for a band that is open below.
        high: The bound up to which it is, and whether that is in the band itself; None
            for a band that is open above.
    """

    of: Ref
    gives: Ref
    low: tuple[Decimal, bool] | None = None
    high: tuple[Decimal, bool] | None = None


Formula = Sum | Percent | Agree | Times | Each | Within | Rounded | Bounded | Inside
Value = str | Decimal | None
Content = Value | Formula


def refs_of(formula: Formula) -> tuple[Ref, ...]:
    """The cells that a formula needs.

    Args:
        formula: The formula.

    Returns:
        Them in order; a cell may stand there more than once.
    """
    found: tuple[Ref | None, ...]
    match formula:
        case Sum():
            found = formula.plus + formula.minus
        case Percent() | Each():
            found = (formula.part, formula.whole)
        case Agree():
            found = refs_of(formula.left) + refs_of(formula.right)
        case Times():
            found = (formula.number, formula.by)
        case Within():
            found = (formula.of,)
        case Rounded():
            found = (formula.of, formula.beside)
        case Bounded():
            found = (*refs_of(formula.of), formula.least, formula.most)
        case Inside():
            found = (formula.of, formula.gives)
    return tuple(ref for ref in found if ref is not None)
