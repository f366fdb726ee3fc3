"""What the commands about times of need have in common: amounts, people, refusals."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.cli import duesprivate
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.money import quantize
from coopbooks.core.money import quantum
from coopbooks.core.typed import NoValueError
from coopbooks.core.typed import read_amount
from coopbooks.core.typed import read_number

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from coopbooks.cli.duesoptions import Place


class BadAmount(CoopbooksError):
    """What was typed is no amount, or in another currency."""

    def __init__(self, text: str, problem: str) -> None:
        """Build the message.

        Args:
            text: What was typed.
            problem: What is wrong with it.
        """
        super().__init__(f"'{text}': {problem} Write 400.00, or 400.00 USD.")


class NotAllowed(CoopbooksError):
    """The terms, a decision or the fund do not allow it; nothing was written."""

    def __init__(self, refusals: Iterable[str]) -> None:
        """Build the message.

        Args:
            refusals: Why, in sentences, each with what to do.
        """
        said = " ".join(one[:1].upper() + one[1:] for one in refusals)
        super().__init__(f"{said} Nothing was written.")


class NotForOthers(CoopbooksError):
    """A list of people in need was to be written where others read it."""

    def __init__(self) -> None:
        """Build the message."""
        super().__init__(
            "Who is helped concerns nobody else: write it to a file below the book's "
            f"{duesprivate.FOLDER}/, or leave --members and --output out."
        )


def amount_of(text: str, currency: str) -> Decimal:
    """Read an amount of money in a currency that is known.

    Args:
        text: Such as `400`, `1,000.00`, `400.00 USD`.
        currency: The currency that it must be in.

    Returns:
        The number.

    Raises:
        BadAmount: It is none, not above zero, or in another currency.
    """
    try:
        if text.strip()[-1:].isalpha():
            found = read_amount(text.strip())
            if found.currency != currency:
                words = f"it must be in {currency}."
                raise BadAmount(text, words)
            number = Decimal(found.number or 0)
        else:
            number = read_number(text)
    except NoValueError as error:
        raise BadAmount(text, str(error)) from error
    if number <= 0:
        words = "it must be above zero."
        raise BadAmount(text, words)
    if quantize(number, currency) != number:
        words = f"less than {quantum(currency)} {currency} can't be paid."
        raise BadAmount(text, words)
    return quantize(number, currency)


def people_of(text: str | None) -> tuple[str, ...]:
    """Read ids with commas between them, each once, in order."""
    found = (one.strip() for one in (text or "").split(","))
    return tuple(dict.fromkeys(one for one in found if one))


def only_private(to: Place, who: Sequence[str]) -> None:
    """Refuse to write of people where others read it.

    Args:
        to: Where a result goes.
        who: The members whom it is about; none if it is about nobody.

    Raises:
        NotForOthers: It is a file outside a private folder.
    """
    if not who:
        return
    try:
        duesprivate.refuse_others(to.files)
    except duesprivate.NotPrivate as error:
        raise NotForOthers from error


def refuse(refusals: Sequence[str]) -> None:
    """Stop where something is not allowed.

    Args:
        refusals: Why; none where it is.

    Raises:
        NotAllowed: There is a reason.
    """
    if refusals:
        raise NotAllowed(refusals)
