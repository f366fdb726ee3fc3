"""What money is called as it moves: bills paid, where the books say bills not yet paid.

An account of what is owed is named for what stands on it. When it is settled, that name
would say the opposite of what happened.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from coopbooks.core.accounts import Roles
    from coopbooks.statements.cashflows import Line

_BORROWED, _REPAID = "Borrowed", "Loans repaid"

# By role: when money comes in on it.
CAME_IN: Mapping[str | None, str] = {
    "receivable": "Paid by those who owed us",
    "dues-receivable": "Dues paid to us",
    "check-off-receivable": "Dues taken from pay, handed over to us",
    "share-receivable": "Shares paid to us",
    "tax-payable": "Taxes taken in, to be handed on",
    "loan": _BORROWED,
    "long-term-loan": _BORROWED,
    "member-capital": "Paid in by members",
}
# By role: when money goes out on it.
WENT_OUT: Mapping[str | None, str] = {
    "payable": "Bills paid",
    "tax-payable": "Taxes paid",
    "wages-payable": "Wages paid",
    "per-capita-payable": "Paid up per member",
    "share-payable": "Our share paid",
    "patronage-payable": "Surplus paid to members",
    "capital-payable": "Paid to members who left",
    "loan": _REPAID,
    "long-term-loan": _REPAID,
    "member-capital": "Paid back to members",
}


def labels(roles: Roles, lines: Iterable[Line]) -> dict[Line, str]:
    """What each line of one direction is called.

    Args:
        roles: What the accounts are for.
        lines: Where money came from, or where it went to.

    Returns:
        The words of the account's role, else its name; where two lines have the same
        words, their names stand behind them.
    """
    names = {line: roles.name_of(line.account) for line in lines}
    words = {
        line: (CAME_IN if line.came_in else WENT_OUT).get(roles.of(line.account), name)
        for line, name in names.items()
    }
    times = Counter(words.values())
    return {
        line: word
        if times[word] == 1 or word == names[line]
        else f"{word}: {names[line]}"
        for line, word in words.items()
    }
