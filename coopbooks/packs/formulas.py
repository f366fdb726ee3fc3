"""Formulas of tables as formulas of a spreadsheet program.

A spreadsheet reckons in binary floats, so that 0.1 + 0.2 - 0.3 is not zero there.
Everything that adds is therefore rounded to the digits that the exact result has, and
a check compares after rounding.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from itertools import islice
from typing import TYPE_CHECKING
from typing import TypeVar

from coopbooks.core.money import quantum
from coopbooks.core.money import total_of
from coopbooks.core.table import Agree
from coopbooks.core.table import Bounded
from coopbooks.core.table import Each
from coopbooks.core.table import Inside
from coopbooks.core.table import Percent
from coopbooks.core.table import Rounded
from coopbooks.core.table import Sum
from coopbooks.core.table import Times
from coopbooks.core.table import Within
from coopbooks.packs.sheets import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from coopbooks.core.table import Formula
    from coopbooks.core.table import Ref
    from coopbooks.core.table import Values
    from coopbooks.packs.sheets import Places

Item = TypeVar("Item")

# More digits than this a binary float does not keep beside the whole part.
MOST_DIGITS = 9
# So few cells are easier to read one by one.
FEW = 3
# A function takes 255 arguments, and a formula 8,192 letters for both its sides.
MOST_ARGUMENTS = 250
LONGEST_SIDE = 3500
# An address is at most 80 letters, its sheet's name included.
MOST_IN_A_PART = 100


def column_name(column: int) -> str:
    """The letters of a column.

    Args:
        column: Counted from 0.

    Returns:
        `A` for 0, `Z` for 25, `AA` for 26.
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class Formulas:
    """Writes formulas for a pack whose cells have their places."""

    def __init__(self, values: Values, places: Places) -> None:
        """Keep what is needed to write any formula.

        Args:
            values: What every cell comes to, which tells the digits to round to.
            places: Where every cell stands.
        """
        self.values = values
        self.places = places
        self.parts: list[tuple[str, Decimal]] = []

    def formula(self, content: Formula, sheet: str, currency: str) -> str:
        """Write a formula.

        Args:
            content: The formula of a cell.
            sheet: The sheet that the cell stands on.
            currency: The currency of its table, whose decimals it is rounded to.

        Returns:
            For example `=ROUND(SUM(B4:B9)-B12,2)`.
        """
        match content:
            case Sum():
                text = self._sum(content, sheet, currency)
            case Percent() | Each():
                text = self._shared(content, sheet)
            case Agree():
                text = self._agree(content, sheet, currency)
            case Times():
                number = self._number(content.number, sheet)
                by = self._number(content.by, sheet)
                less = "/100" if content.percent else ""
                text = f"=ROUND({number}*{by}{less},{content.places})"
            case Rounded():
                text = self._rounded(content, sheet)
            case Within():
                top = self._number(content.of, sheet)
                if content.high is not None:
                    top = f"MIN({top},{content.high:f})"
                low = f"-{content.low:f}" if content.low else ""
                text = f"=MAX({top}{low},0)"
            case Bounded():
                text = self._bounded(content, sheet, currency)
            case Inside():
                text = self._inside(content, sheet)
        return text

    def _shared(self, content: Percent | Each, sheet: str) -> str:
        """One cell over another, which may be nothing."""
        part = self._number(content.part, sheet)
        whole = self._number(content.whole, sheet)
        share = f"ROUND(100*{part}/ABS({whole}),1)"
        if isinstance(content, Each):
            share = f"ROUND({part}/{whole},{content.places})"
        return f'=IF({whole}=0,"",{share})'

    def _agree(self, content: Agree, sheet: str, currency: str) -> str:
        """A check, which compares after rounding."""
        left = self._added(content.left, sheet)
        right = self._added(content.right, sheet)
        digits = self._digits((*_cells(content.left), *_cells(content.right)), currency)
        less = f"{left}-({right})" if set(right) & set("+-") else f"{left}-{right}"
        return f'=IF(ROUND({less},{digits})=0,"YES","NO")'

    def _rounded(self, content: Rounded, sheet: str) -> str:
        """A number rounded, as it is or together with another."""
        function = {"half-up": "ROUND", "down": "ROUNDDOWN", "up": "ROUNDUP"}
        number = self._number(content.of, sheet)
        if content.how != "half-up":
            # The last bits of a binary float are no reason to go up or down.
            number = f"ROUND({number},{MOST_DIGITS})"
        if content.beside is None:
            return f"={function[content.how]}({number},{content.places})"
        beside = self._number(content.beside, sheet)
        whole = f"{function[content.how]}({number}+{beside},{content.places})"
        return f"=ROUND({whole}-{beside},{content.places})"

    def _bounded(self, content: Bounded, sheet: str, currency: str) -> str:
        """A sum, raised to the least and lowered to the most."""
        text = self._sum(content.of, sheet, currency).removeprefix("=")
        if content.least is not None:
            text = f"MAX({text},{self._number(content.least, sheet)})"
        if content.most is not None:
            text = f"MIN({text},{self._number(content.most, sheet)})"
        return f"=MAX({text},0)" if content.positive else f"={text}"

    def _inside(self, content: Inside, sheet: str) -> str:
        """What is taken where a number lies in a band."""
        number = self._number(content.of, sheet)
        gives = self._number(content.gives, sheet)
        asked = []
        if content.low is not None:
            bound, after = content.low
            asked.append(f"{number}>{'' if after else '='}{bound:f}")
        if content.high is not None:
            bound, after = content.high
            asked.append(f"{number}<{'=' if after else ''}{bound:f}")
        if not asked:
            return f"={gives}"
        both = f"AND({','.join(asked)})" if len(asked) > 1 else asked[0]
        return f"=IF({both},{gives},0)"

    def _sum(self, content: Sum, sheet: str, currency: str) -> str:
        """A sum; the figure of another cell is taken over as it is."""
        added = self._added(content, sheet)
        if len(content.plus) == 1 and not content.minus:
            return f"={added}"
        return f"=ROUND({added},{self._digits(_cells(content), currency)})"

    def _digits(self, refs: Iterable[Ref], currency: str) -> int:
        """How many decimals the exact result can have: those of the parts."""
        most = -_exponent(quantum(currency))
        for ref in refs:
            value = self.values[ref]
            if isinstance(value, Decimal):
                most = max(most, -_exponent(value))
        return min(most, MOST_DIGITS)

    def _number(self, ref: Ref, sheet: str) -> str:
        """A cell as a number, also where text stands in it."""
        address = self._address(ref, sheet)
        return address if self._is_number(ref) else f"N({address})"

    def _is_number(self, ref: Ref) -> bool:
        return isinstance(self.values[ref], Decimal)

    def _added(self, terms: Sum, sheet: str) -> str:
        """What is added, less what is taken away."""
        cells = _cells(terms)
        if not cells:
            return "0"
        numbers = all(map(self._is_number, cells))
        if len(cells) <= FEW and numbers and self._apart(terms.plus, sheet):
            plus = "+".join(self._address(ref, sheet) for ref in terms.plus)
            minus = "".join(f"-{self._address(ref, sheet)}" for ref in terms.minus)
            return plus + minus
        plus = self._total(terms.plus, sheet)
        return f"{plus}-{self._total(terms.minus, sheet)}" if terms.minus else plus

    def _apart(self, refs: tuple[Ref, ...], sheet: str) -> bool:
        """Whether no cell makes a range with another."""
        return len(refs) < 2 or len(list(self._ranges(refs, sheet))) == len(refs)

    def _total(self, refs: tuple[Ref, ...], sheet: str) -> str:
        """`SUM` of ranges; of sums, where they are too many for one."""
        if not refs:
            return "0"
        ranges = list(self._ranges(refs, sheet))
        calls = [f"SUM({','.join(chunk)})" for chunk in _chunks(ranges, MOST_ARGUMENTS)]
        whole = calls[0] if len(calls) == 1 else f"SUM({','.join(calls)})"
        return whole if len(whole) <= LONGEST_SIDE else self._in_parts(refs)

    def _in_parts(self, refs: tuple[Ref, ...]) -> str:
        """A sum too long for one formula, by way of a sheet of partial sums."""
        begin = len(self.parts)
        for chunk in _chunks(_sorted(refs, self.places), MOST_IN_A_PART):
            ranges = ",".join(self._ranges(chunk, PARTS))
            total = total_of(self._value(ref) for ref in chunk)
            self.parts.append((f"=SUM({ranges})", total))
        return f"SUM('{PARTS}'!A{begin + 1}:A{len(self.parts)})"

    def _value(self, ref: Ref) -> Decimal:
        value = self.values[ref]
        return value if isinstance(value, Decimal) else Decimal(0)

    def _address(self, ref: Ref, sheet: str) -> str:
        """A cell's address, with its sheet if it is another."""
        there, row, column = self.places.cell(ref)
        return f"{_other(there, sheet)}{column_name(column)}{row + 1}"

    def _ranges(self, refs: Iterable[Ref], sheet: str) -> Iterator[str]:
        """Addresses, neighbours put together: `B4:B9`."""
        cells = sorted(self.places.cell(ref) for ref in refs)
        flat = len({(there, row) for there, row, _ in cells}) == 1
        if not flat:
            cells.sort(key=lambda cell: (cell[0], cell[2], cell[1]))

        def line(numbered: tuple[int, tuple[str, int, int]]) -> tuple[str, int, int]:
            # Neighbours differ from their number in the list by the same amount.
            number, (there, row, column) = numbered
            if flat:
                return there, row, column - number
            return there, column, row - number

        for _, group in groupby(enumerate(cells), line):
            run = [cell for _, cell in group]
            (there, top, left), (_, bottom, right) = run[0], run[-1]
            first = f"{_other(there, sheet)}{column_name(left)}{top + 1}"
            last = f":{column_name(right)}{bottom + 1}" if len(run) > 1 else ""
            yield first + last


def _cells(terms: Sum) -> tuple[Ref, ...]:
    return (*terms.plus, *terms.minus)


def _exponent(number: Decimal) -> int:
    """The power of ten of a number's last digit."""
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _other(there: str, here: str) -> str:
    """The front of an address on another sheet."""
    return "" if there == here else "'" + there.replace("'", "''") + "'!"


def _sorted(refs: tuple[Ref, ...], places: Places) -> list[Ref]:
    def below(ref: Ref) -> tuple[str, int, int]:
        sheet, row, column = places.cell(ref)
        return sheet, column, row

    return sorted(refs, key=below)


def _chunks(items: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    iterator = iter(items)
    while chunk := tuple(islice(iterator, size)):
        yield chunk
