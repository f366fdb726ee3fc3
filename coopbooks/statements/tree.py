"""Accounts unfolded as lines with subtotals, the way a statement shows them."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from coopbooks.core.accounts import plain
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sum

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Sequence

    from coopbooks.core.accounts import Roles
    from coopbooks.core.table import Content


@dataclass(slots=True)
class Node:
    """An account with those below it."""

    account: str
    own: bool = False
    children: dict[str, Node] = field(default_factory=dict)

    def lines(self) -> int:
        """How many lines it unfolds to, without subtotals."""
        return self.own + sum(child.lines() for child in self.children.values())


@dataclass(frozen=True, slots=True)
class Unfolded:
    """The rows of some accounts.

    Attributes:
        rows: Lines, headings and subtotals.
        tops: The ids of the rows that add up to all of them.
        members: For each top row, the accounts that it adds up.
    """

    rows: list[Row]
    tops: list[str]
    members: dict[str, list[str]]


def unfold(
    table: str,
    accounts: Iterable[str],
    amounts: dict[str, Callable[[str], Content]],
    roles: Roles,
    formulas: Callable[[str], dict[str, Content]] | None = None,
    depth: int = 1,
) -> Unfolded:
    """Unfold accounts into lines, with a subtotal for every parent of two or more.

    Args:
        table: The id of the table that the rows are for.
        accounts: The accounts to show, of one type, such as all below `Income`.
        amounts: By column, what an account itself comes to.
        roles: The accounts' plain names.
        formulas: More cells of a row, by its id, such as a difference between two of
            its columns.
        depth: How far the first level is set in.

    Returns:
        The rows, in alphabetical order of accounts. A parent is an account above
        others by its components, never by its letters.
    """
    more = formulas or (lambda _: {})
    writer = _Writer(table, amounts, roles, more, [])
    root = _tree(accounts)
    tops: list[str] = []
    members: dict[str, list[str]] = {}
    for child in root.children.values():
        top = writer.write(child, child.account, depth)
        tops.append(top)
        members[top] = _accounts(child)
    return Unfolded(writer.rows, tops, members)


def added(
    table: str, rows: Sequence[str], columns: Iterable[str]
) -> dict[str, Content]:
    """The cells of a row that adds up others.

    Args:
        table: The id of their table.
        rows: The ids of the rows to add up.
        columns: The columns to add up.

    Returns:
        A formula for each column.
    """
    return {
        column: Sum(tuple(Ref(table, row, column) for row in rows))
        for column in columns
    }


@dataclass(slots=True)
class _Writer:
    """Writes the rows of a tree, from the top down."""

    table: str
    amounts: dict[str, Callable[[str], Content]]
    roles: Roles
    more: Callable[[str], dict[str, Content]]
    rows: list[Row]

    def write(self, node: Node, above: str, depth: int) -> str:
        """Write a node and what is below it; return the id of the row that is its sum.

        A chain of parents with one line at its end is that one line.
        """
        if node.lines() == 1:
            while not node.own:
                node = next(iter(node.children.values()))
            self._line(node.account, self._label(node.account, above), depth)
            return node.account
        node = _first_branching(node)
        label = self._label(node.account, above)
        head = f"{node.account}:"
        self.rows.append(
            Row(head, {"label": label}, RowKind.HEADING, depth, node.account)
        )
        parts: list[str] = []
        if node.own:
            self._line(node.account, f"{label}, itself", depth + 1)
            parts.append(node.account)
        for child in node.children.values():
            parts.append(self.write(child, child.account, depth + 1))
        total = f"{node.account}:total"
        cells = {
            "label": f"{label}, together",
            **added(self.table, parts, self.amounts),
            **self.more(total),
        }
        self.rows.append(Row(total, cells, RowKind.SUBTOTAL, depth, node.account))
        return total

    def _line(self, account: str, label: str, depth: int) -> None:
        cells: dict[str, Content] = {"label": label}
        cells |= {column: amount(account) for column, amount in self.amounts.items()}
        cells |= self.more(account)
        self.rows.append(Row(account, cells, RowKind.LINE, depth, account))

    def _label(self, account: str, above: str) -> str:
        """What a row is called, which shows all that there is below its own level.

        The nearest given name on the way down counts: a single customer is also all
        of "Customers who have not paid yet". Without one it is the components.
        """
        parts, level = account.split(":"), above.count(":")
        for length in range(len(parts), level, -1):
            if given := self.roles.names.get(":".join(parts[:length])):
                return given
        return plain(*parts[level:])


def _first_branching(node: Node) -> Node:
    """Step over parents that have only one child."""
    while not node.own and len(node.children) == 1:
        node = next(iter(node.children.values()))
    return node


def _tree(accounts: Iterable[str]) -> Node:
    """Put accounts of one type below their parents."""
    ordered = sorted(accounts, key=lambda account: account.split(":"))
    root = Node(ordered[0].split(":")[0] if ordered else "")
    for account in ordered:
        node, parts = root, account.split(":")
        for index in range(2, len(parts) + 1):
            name = ":".join(parts[:index])
            node = node.children.setdefault(name, Node(name))
        node.own = True
    root.own = False
    return root


def _accounts(node: Node) -> list[str]:
    """All accounts of a node that have amounts of their own."""
    own = [node.account] if node.own else []
    return own + [name for child in node.children.values() for name in _accounts(child)]
