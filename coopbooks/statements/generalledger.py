"""The general ledger of a period: every entry, account by account."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import compare
from beancount.core import data

from coopbooks.core.accounttypes import TYPES
from coopbooks.core.errors import in_folder
from coopbooks.core.periods import long_date
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.statements.activity import ZERO

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path

    from coopbooks.core.table import Content
    from coopbooks.statements.scope import Scope

TABLE = "ledger"


class Posted(NamedTuple):
    """What one transaction posted to one account.

    Attributes:
        entry: The transaction.
        amount: The sum of its postings to the account, in the reporting currency.
        original: The amounts in other currencies, as written.
        postings: How many postings that are; runs over members have up to fifty.
    """

    entry: data.Transaction
    amount: Decimal
    original: str
    postings: int


def ledger_table(scope: Scope, folder: Path) -> Table:
    """The general ledger of a period.

    Args:
        scope: The book for the period.
        folder: The book's folder, for naming where an entry stands.

    Returns:
        For each account that moved: its opening balance, a line for each transaction
        (the postings of a run to one account are one line) and its closing balance.
        Lines are at the rate of their day; balances of accounts in other currencies
        at that of their own, with the change in value between them as a line.
    """
    posted = _posted(scope)
    hashes: dict[int, str] = {}
    rows: list[Row] = []
    for account in sorted(posted, key=lambda name: (_rank(scope, name), name)):
        rows += _account_rows(scope, account, posted[account], folder, hashes)
    return Table(
        TABLE,
        "General ledger",
        (
            Column("label", "Account and entry", ColumnKind.TEXT),
            Column("date", "Date", ColumnKind.DATE),
            Column("original", "As written", ColumnKind.TEXT),
            Column("amount", "Amount"),
            Column("balance", "Balance"),
        ),
        tuple(rows),
        scope.currency,
        notes=(Sentence("Debits are positive, credits negative."),),
    )


def _rank(scope: Scope, account: str) -> int:
    """The place of an account's type: assets first, expenses last."""
    return (*TYPES, "").index(scope.roles.type_of(account))


def _posted(scope: Scope) -> dict[str, list[Posted]]:
    """What each transaction of the period posted, by account."""
    found: dict[str, list[Posted]] = {}
    for entry in scope.entries:
        if isinstance(entry, data.Transaction) and entry.date in scope.period:
            for account, one in _of_entry(scope, entry).items():
                found.setdefault(account, []).append(one)
    return found


def _of_entry(scope: Scope, entry: data.Transaction) -> dict[str, Posted]:
    found: dict[str, Posted] = {}
    for posting in entry.postings:
        units = posting.units
        if units is None or units.currency in scope.valuation.measures:
            continue
        worth = scope.valuation.of_posting(posting, entry.date)
        original = "" if units.currency == scope.currency else units.to_string()
        before = found.get(posting.account)
        if before is None:
            found[posting.account] = Posted(entry, worth, original, 1)
            continue
        found[posting.account] = Posted(
            entry,
            before.amount + worth,
            ", ".join(filter(None, (before.original, original))),
            before.postings + 1,
        )
    return found


def _account_rows(
    scope: Scope,
    account: str,
    posted: list[Posted],
    folder: Path,
    hashes: dict[int, str],
) -> list[Row]:
    """The rows of one account; balances run from line to line as formulas."""
    period, of_type = scope.period, scope.roles.type_of(account)
    is_result = of_type in {"Income", "Expenses"}
    money = of_type in {"Assets", "Liabilities"}
    at = scope.worth if money else scope.carried
    start = min(scope.year.begin, period.begin)
    begin = scope.carried(account, start) if is_result else ZERO
    opening = at(account, period.begin) - begin
    head = f"{account}:opening"
    label = f"{account}, {'year so far' if is_result else 'balance'} brought forward"
    rows = [
        Row(head, {"label": label, "balance": opening}, RowKind.HEADING, 0, account)
    ]
    total = opening
    for number, one in enumerate(posted):
        row = _line(scope, f"{account}:{number}", rows[-1].id, one, folder, hashes)
        rows.append(row)
        total += scope.rounded(one.amount)
    change = at(account, period.end) - begin - total
    if change:
        label = "Change in value of other currencies, and rounding"
        name = f"{account}:change"
        rows.append(Row(name, _running(name, rows[-1].id, label, change), depth=1))
    closing: dict[str, Content] = {
        "label": f"{account}, end of {long_date(period.last)}",
        "balance": Sum((Ref(TABLE, rows[-1].id, "balance"),)),
    }
    rows.append(Row(f"{account}:closing", closing, RowKind.SUBTOTAL, 0, account))
    return rows


def _running(row: str, above: str, label: str, amount: Decimal) -> dict[str, Content]:
    """The cells of a line whose balance is the one above with its own amount."""
    balance = Sum((Ref(TABLE, above, "balance"), Ref(TABLE, row, "amount")))
    return {"label": label, "amount": amount, "balance": balance}


def _line(
    scope: Scope,
    row: str,
    above: str,
    one: Posted,
    folder: Path,
    hashes: dict[int, str],
) -> Row:
    entry = one.entry
    if id(entry) not in hashes:
        hashes[id(entry)] = compare.hash_entry(entry)
    words = " · ".join(filter(None, (entry.payee, entry.narration)))
    many = f" ({one.postings} postings)" if one.postings > 1 else ""
    cells: dict[str, Content] = {
        **_running(row, above, words + many, scope.rounded(one.amount)),
        "date": entry.date.isoformat(),
        "original": one.original,
    }
    place = in_folder(entry.meta, folder)
    return Row(row, cells, depth=1, where=place, entry=hashes[id(entry)])
