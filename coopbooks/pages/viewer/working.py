"""What a query works out, bounded: its functions, its size, and its answer."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING
from typing import Any

import beanquery
from beanquery import query_compile
from beanquery.parser import ast

from coopbooks.pages.viewer.bounds import MOST_TEXT
from coopbooks.pages.viewer.bounds import TooMuch
from coopbooks.pages.viewer.bounds import budget

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence

MOST_SELECTS = 10
MOST_COLUMNS = 60
MOST_CELLS = 5_000_000
# No sum of money has more digits.
MOST_DIGITS = 100
_LARGEST = 10**MOST_DIGITS
_BOUNDED = "coopbooks_bounded"
_TOO_LARGE = f"A number here has at most {MOST_DIGITS} digits."
_TOO_MANY = "This makes too large a table. Ask for less at once."


def put_in_place() -> None:
    """Let every function and operator of queries count what it makes."""
    known = chain(query_compile.FUNCTIONS.items(), query_compile.OPERATORS.items())
    for name, classes in known:
        for one in classes:
            # Some stand under several names.
            if _BOUNDED not in vars(one):
                setattr(one, _BOUNDED, True)
                work = _rounded(one.__call__) if name == "round" else one.__call__
                one.__call__ = _counted(work)


def _counted(work: Callable[..., Any]) -> Callable[..., Any]:
    """A function of queries that is counted while a request is answered."""

    def call(node: object, row: object) -> object:
        left = budget()
        if left is None:
            return work(node, row)
        left.spend()
        made = work(node, row)
        if isinstance(made, str):
            left.spend(made)
        elif _is_too_large(made):
            raise TooMuch(_TOO_LARGE)
        return made

    return call


def _rounded(work: Callable[..., Any]) -> Callable[..., Any]:
    """`round`, which would make a number of as many digits as it is asked for."""

    def call(node: Any, row: object) -> object:  # noqa: ANN401 - beanquery has no types
        digits = node.operands[1](row) if len(node.operands) > 1 else 0
        if budget() is not None and digits is not None and abs(digits) > MOST_DIGITS:
            raise TooMuch(_TOO_LARGE)
        return work(node, row)

    return call


def _is_too_large(made: object) -> bool:
    if isinstance(made, int):
        return not -_LARGEST < made < _LARGEST
    if isinstance(made, Decimal):
        return made.is_finite() and abs(made.adjusted()) > MOST_DIGITS
    return False


def worked_out(
    connection: beanquery.Connection, statement: ast.Node
) -> tuple[Sequence[beanquery.Column], list[tuple[object, ...]]]:
    """Work out a query, and no more than one reader may.

    Args:
        connection: The book, as beanquery has it.
        statement: The query.

    Returns:
        The columns and rows of its answer.

    Raises:
        TooMuch: It asks for more.
    """
    nodes = list(statement.walk())
    if sum(isinstance(one, ast.Select) for one in nodes) > MOST_SELECTS:
        raise TooMuch(f"A query here has at most {MOST_SELECTS} SELECT.")
    if sum(isinstance(one, ast.Target) for one in nodes) > MOST_COLUMNS:
        raise TooMuch(f"A query here has at most {MOST_COLUMNS} columns.")
    query = connection.compile(statement)
    if isinstance(query, query_compile.EvalPivot):
        _, rows = query.query()
        first, second = ({str(row[at]) for row in rows} for at in query.pivots)
        width = len(rows[0]) if rows else 0
        if len(first) * len(second) * width > MOST_CELLS:
            raise TooMuch(_TOO_MANY)
    columns, rows = query()
    if len(rows) * len(columns) > MOST_CELLS:
        raise TooMuch(_TOO_MANY)
    made = sum(len(cell) for row in rows for cell in row if isinstance(cell, str))
    if made > MOST_TEXT:
        raise TooMuch("This makes too much text. Ask for less at once.")
    return columns, rows
