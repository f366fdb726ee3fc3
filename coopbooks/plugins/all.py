"""Check everything that a book says in the ledger language.

    plugin "coopbooks.plugins.all"

Put the line into the book's entry file: Beancount passes over plugin lines of included
files. The plugin changes no entry; without the line a book loads as it does with it.
"""

from __future__ import annotations

from coopbooks.plugins.capital import check_capital
from coopbooks.plugins.closing import check_closing
from coopbooks.plugins.funds import check_funds
from coopbooks.plugins.language import check_language
from coopbooks.plugins.members import check_members

__plugins__ = (
    check_language,
    check_members,
    check_funds,
    check_capital,
    check_closing,
)
