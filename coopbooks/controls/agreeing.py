"""What is written to a book when an account agrees with its statement."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from beancount.core import amount
from beancount.core import data

from coopbooks.core.errors import CoopbooksError
from coopbooks.core.money import quantum
from coopbooks.core.proposal import Proposal
from coopbooks.statements.bankterms import outstanding_entry
from coopbooks.statements.bankterms import reconciliation_entry
from coopbooks.statements.clearings import A_DAY

if TYPE_CHECKING:
    from decimal import Decimal

    from coopbooks.controls.reconcile import Reconciliation


class NotExplained(CoopbooksError):
    """A reconciliation is to be written of which something is not explained."""

    exit_code = 1

    def __init__(self, found: Reconciliation) -> None:
        """Build the message.

        Args:
            found: The reconciliation.
        """
        super().__init__(
            f"Nothing was written: {found.unexplained} {found.currency} of the "
            "statement is not explained."
        )


class AgreedOtherwise(CoopbooksError):
    """An account was reconciled with another statement of the same day."""

    def __init__(self, found: Reconciliation, batch: str) -> None:
        """Build the message.

        Args:
            found: The reconciliation.
            batch: The batch in which the earlier one stands.
        """
        super().__init__(
            f"{found.account} was reconciled for {found.on} before, and otherwise. "
            f"Take that out first: coopbooks import undo BOOK {batch}"
        )


def agreement(found: Reconciliation) -> Proposal:
    """What a reconciliation would write.

    Args:
        found: A reconciliation in which nothing is left unexplained.

    Returns:
        A `balance` of the book for the day after, the reconciliation, and a line for
        each entry that the bank has not seen, so that the balance can be traced to the
        statement.

    Raises:
        NotExplained: Something is.
    """
    if not found.is_explained:
        raise NotExplained(found)
    slug = _slug(found.account)
    id_ = f"reconciliation-{found.on}-{slug}-{found.currency.lower()}"
    day_after, currency = found.on + A_DAY, found.currency
    meta = {"id": f"{id_}-balance"}
    balance = data.Balance(
        meta, day_after, found.account, _amount(found.book, currency), None, None
    )
    statement = _amount(found.statement, currency)
    entries: list[data.Directive] = [
        balance,
        reconciliation_entry(found.on, found.account, statement, id_),
    ]
    # What the book has under a later date is outstanding the other way round.
    held = [
        *((line, line.number) for line in (*found.outstanding, *found.in_transit)),
        *((line, -line.number) for line in found.later),
    ]
    for number, (line, left) in enumerate(held, start=1):
        entries.append(
            outstanding_entry(
                found.on,
                found.account,
                _amount(left, currency),
                line.movement.date,
                f"{id_}-{number}",
            )
        )
    return Proposal(f"{found.on}-{slug}-reconciled", tuple(entries))


def _amount(number: Decimal, currency: str) -> amount.Amount:
    """An amount with at least the digits of its currency."""
    if number == number.quantize(quantum(currency)):
        number = number.quantize(quantum(currency))
    return amount.Amount(number, currency)


def _slug(account: str) -> str:
    """An account in a batch's name, in small letters of ASCII."""
    plain = unicodedata.normalize("NFKD", account).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[-60:].strip("-")
