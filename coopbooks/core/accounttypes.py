"""The five account types, under whatever names a book gives them.

Beancount lets a book rename them (`option "name_assets" "Aktiva"`), and many published
ones do. Here they are always known as Assets, Liabilities, Equity, Income, Expenses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from collections.abc import Mapping

TYPES = ("Assets", "Liabilities", "Equity", "Income", "Expenses")
STANDARD: Mapping[str, str] = {name: name for name in TYPES}


def types_of(options: Mapping[str, Any]) -> Mapping[str, str]:
    """The account types by the names that a book gives them.

    Args:
        options: Beancount's options.

    Returns:
        For example `{"Aktiva": "Assets", ...}`.
    """
    return {str(options.get(f"name_{name.lower()}") or name): name for name in TYPES}


def type_of(account: str, types: Mapping[str, str]) -> str:
    """The type of an account.

    Args:
        account: An account.
        types: What `types_of` gave.

    Returns:
        One of `TYPES`; empty for an account of none.
    """
    return types.get(account.partition(":")[0], "")
