"""What a book says of bank statements: what it has seen, what agrees with them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from beancount.core import account as accounts
from beancount.core import amount
from beancount.core import data
from beancount.parser.grammar import ValueType

from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

# The id of the row that cleared several entries, with each of them.
ROW = "row"

CLEARED = Form(
    "coop-cleared",
    "When the bank moved the money of an entry that was written before: on which "
    "account, how much, and the date of the entry.",
    """\
2026-04-02 custom "coop-cleared" Assets:Bank -386.50 USD 2026-03-30
  source: "statement-2026-04.csv!C17\"""",
    (
        Slot("account", ("account",)),
        Slot("amount", ("amount",)),
        Slot("dated", ("date",)),
    ),
    {
        "of": Slot("of", ("amount",), needed=False),
        "entry": Slot("entry", needed=False),
        ROW: Slot(ROW, needed=False),
    },
)
RECONCILIATION = Form(
    "coop-reconciliation",
    "That an account agrees with the bank's statement of the day: how much the "
    "statement shows.",
    """\
2026-03-31 custom "coop-reconciliation" Assets:Bank 2386.50 USD""",
    (Slot("account", ("account",)), Slot("statement", ("amount",))),
)
OUTSTANDING = Form(
    "coop-outstanding",
    "An entry that the bank had not seen when the account was reconciled: how much, "
    "and the date of the entry.",
    """\
2026-03-31 custom "coop-outstanding" Assets:Bank -386.50 USD 2026-03-30""",
    (
        Slot("account", ("account",)),
        Slot("amount", ("amount",)),
        Slot("dated", ("date",)),
    ),
)
FORMS = (CLEARED, RECONCILIATION, OUTSTANDING)

# On a posting: the day on which the bank moved it.
SEEN = "cleared"


def cleared_entry(
    day: datetime.date,
    account: str,
    moved: amount.Amount,
    entry: datetime.date,
    meta: Mapping[str, object],
) -> data.Custom:
    """Say that the bank moved the money of an entry that is in the book.

    Args:
        day: The bank's day.
        account: The account of the bank.
        moved: What the bank moved, signed as in the book.
        entry: The date of the entry.
        meta: The directive's metadata: `id`, `source`; `of` where it is a part only,
            `row` where it is one of several.

    Returns:
        The `coop-cleared` directive.
    """
    return _custom(CLEARED, day, (account, moved, entry), meta)


def reconciliation_entry(
    day: datetime.date, account: str, statement: amount.Amount, id_: str
) -> data.Custom:
    """Say that an account agrees with a statement.

    Args:
        day: The statement's day.
        account: The account of the bank.
        statement: What the statement shows at the end of the day.
        id_: The directive's id.

    Returns:
        The `coop-reconciliation` directive.
    """
    return _custom(RECONCILIATION, day, (account, statement), {"id": id_})


def outstanding_entry(
    day: datetime.date,
    account: str,
    held: amount.Amount,
    entry: datetime.date,
    id_: str,
) -> data.Custom:
    """Say that the bank had not seen an entry when the account was reconciled.

    Args:
        day: The statement's day.
        account: The account of the bank.
        held: What is outstanding of the entry, signed as in the book.
        entry: The date of the entry.
        id_: The directive's id.

    Returns:
        The `coop-outstanding` directive.
    """
    return _custom(OUTSTANDING, day, (account, held, entry), {"id": id_})


def _custom(
    form: Form,
    day: datetime.date,
    values: tuple[object, ...],
    meta: Mapping[str, object],
) -> data.Custom:
    """A directive of a form, whose first value is an account."""
    kinds: list[Any] = [accounts.TYPE, *(type(value) for value in values[1:])]
    typed = [ValueType(value, kind) for value, kind in zip(values, kinds, strict=True)]
    return data.Custom(dict(meta), day, form.kind, typed)
