"""The other side of a row: its accounts, and the words that may reach the book."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.imports import numbers
from coopbooks.imports.drafts import leg
from coopbooks.imports.rows import BadCell
from coopbooks.imports.rows import Cell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from beancount.core import data

    from coopbooks.imports.context import Context
    from coopbooks.imports.profile import Rule
    from coopbooks.imports.rows import SheetRow

ID = re.compile(r"[A-Za-z]+-\d+")


class Words(NamedTuple):
    """What an entry says of a row.

    Attributes:
        payee: The payee.
        narration: The narration.
        member: The id of the member whom the row is about; empty for none.
    """

    payee: str
    narration: str
    member: str = ""


def words(
    row: SheetRow, context: Context, rule: Rule | None, built: str, column: str = "text"
) -> Words:
    """The words for a row of a kind that is not about members.

    Args:
        row: The row.
        context: What it is read with.
        rule: The rule that fits it, if one does.
        built: What to write where the sender's words may not be kept.
        column: The field with the sender's words.

    Returns:
        The rule's words; else the sender's, where a rule fits that is not about
        members, or the profile keeps them, and no member's name is in them; else
        `built`.
    """
    text = context.text(row, column)
    payee = rule.payee if rule else ""
    if rule and rule.member:
        member = member_in(text, context)
        return Words(payee or "A member", rule.narration or built, member)
    payee = payee or context.profile.payee
    kept = rule is not None or context.profile.texts == "keep"
    if not kept or context.known.names.has_part(text):
        text = built
    return Words(payee, (rule.narration if rule else "") or text)


def member_in(text: str, context: Context) -> str:
    """The one member whose id or whole name stands in a text; empty for none."""
    histories = context.known.histories
    ids = {word for word in ID.findall(text) if word in histories}
    found = ids or {one for one in context.known.names.found(text) if one in histories}
    return found.pop() if len(found) == 1 else ""


def filled(account: str, member: str, cell: Cell, context: Context) -> str:
    """An account with the member's id in its place.

    Args:
        account: An account, perhaps with `{member}`.
        member: The member's id; empty for none.
        cell: The cell that should name one.
        context: What the row is read with.

    Returns:
        The account.

    Raises:
        BadCell: The account is a member's, and nobody is named, or has none.
    """
    if "{member}" not in account:
        return account
    if not member:
        why = "names no member, or more than one, and the rule's account is a member's"
        raise BadCell(cell.place, why)
    account = account.replace("{member}", member)
    if context.known.opened and account not in context.known.opened:
        raise BadCell(cell.place, f"the account {account} is not open")
    return account


def other_legs(
    account: str,
    number: Decimal,
    currency: str,
    rule: Rule | None,
    tags: Mapping[str, str],
    cell: Cell,
) -> list[data.Posting]:
    """The other side of an amount, in the parts that a rule says.

    Args:
        account: The account of what is left.
        number: What the legs come to, in `currency`.
        currency: The currency.
        rule: The rule, for its fixed parts.
        tags: The metadata of each leg.
        cell: The cell of the amount.

    Returns:
        The legs; each part has the sign of the whole.

    Raises:
        BadCell: The parts come to more than the whole, or one is no amount.
    """
    way = -1 if number < 0 else 1
    try:
        parts = {
            part: way * numbers.written(text, ".", "", currency)
            for part, text in (rule.split if rule else {}).items()
        }
    except ValueError as error:
        raise BadCell(cell.place, f"a part in the rule is no amount: {error}") from None
    rest = number - sum(parts.values(), Decimal(0))
    if rest * way < 0:
        raise BadCell(cell.place, "comes to less than the parts that the rule names")
    parts[account] = parts.get(account, Decimal(0)) + rest
    return [leg(part, amount, currency, **tags) for part, amount in parts.items()]
