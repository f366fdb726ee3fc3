"""Values as people type them on the command line, read as terms would have them."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from decimal import InvalidOperation
from typing import TYPE_CHECKING

from beancount.core.amount import Amount

from coopbooks.core.forms import near

if TYPE_CHECKING:
    from coopbooks.core.forms import Slot

PERCENT = "PERCENT"
FLAGS = {"TRUE": True, "YES": True, "FALSE": False, "NO": False}
_AMOUNT = re.compile(r"(?P<number>[-+]?[\d,]*\.?\d+)\s*(?P<unit>%|[A-Za-z][\w'.-]*)")
_ACCOUNT = re.compile(r"[^\s:]+(:[^\s:]+)+")
HUNDRED = Decimal(100)


class NoValueError(ValueError):
    """What was typed is no value of the kind that is wanted; the message says so."""


def read_value(text: str, slot: Slot) -> object:
    """Read a value of the kind that a key takes.

    Args:
        text: What was typed, such as `30 PERCENT`, `25 %`, `pay`.
        slot: The kinds, words and units that fit.

    Returns:
        The value as Beancount would give it: an amount, a number, a date, a flag, a
        text.

    Raises:
        NoValueError: It is none of these.
    """
    if "amount" in slot.kinds and _AMOUNT.fullmatch(text):
        return _in_unit(read_amount(text), slot)
    if "number" in slot.kinds and text[:1].isdigit():
        # "10, 20" is a list of steps where a text fits, too.
        return text if "text" in slot.kinds and "," in text else read_number(text)
    if "flag" in slot.kinds:
        return _flag(text)
    if "date" in slot.kinds:
        return _date(text)
    if "account" in slot.kinds:
        if not _ACCOUNT.fullmatch(text):
            problem = "it is an account, such as Equity:Reserve."
            raise NoValueError(problem)
        return text
    if "text" in slot.kinds:
        return _word(text, slot)
    problem = "it is an amount with its unit, such as 30 PERCENT."
    raise NoValueError(problem)


def read_amount(text: str) -> Amount:
    """Read an amount with its unit.

    Args:
        text: Such as `25 PERCENT`, `25 %`, `1,000.00 USD`.

    Returns:
        The amount; a percentage in PERCENT, between 0 and any number.

    Raises:
        NoValueError: It is no amount, or below zero.
    """
    match = _AMOUNT.fullmatch(text)
    if match is None:
        problem = "it is an amount with its unit, such as 25 PERCENT."
        raise NoValueError(problem)
    number = read_number(match["number"])
    if number < 0:
        problem = "it can't be below zero."
        raise NoValueError(problem)
    unit = match["unit"].upper()
    return Amount(number, PERCENT if unit == "%" else unit)


def read_number(text: str) -> Decimal:
    """Read a number, with commas between thousands or without.

    Args:
        text: Such as `100000`, `1,000.00`, `-24000`.

    Returns:
        The number.

    Raises:
        NoValueError: It is none.
    """
    plain = text.strip()
    groups = re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", plain)
    try:
        number = Decimal(plain.replace(",", "") if groups else plain)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        problem = f"'{text}' is no number."
        raise NoValueError(problem)
    return number


def _in_unit(value: Amount, slot: Slot) -> Amount:
    """An amount in a unit that fits; a percentage of at most all where it is cash."""
    if slot.units and value.currency not in slot.units:
        problem = f"it is in {' or '.join(slot.units)}."
        raise NoValueError(problem)
    return value


def _flag(text: str) -> bool:
    if text.upper() not in FLAGS:
        problem = "it is TRUE or FALSE."
        raise NoValueError(problem)
    return FLAGS[text.upper()]


def _date(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        problem = "it is a date, such as 2026-04-30."
        raise NoValueError(problem) from None


def _word(text: str, slot: Slot) -> str:
    """A text, or one of the words that fit."""
    if slot.words and text not in slot.words:
        fitting = ", ".join(slot.words)
        problem = f"it is one of {fitting}.{near(text, slot.words)}"
        raise NoValueError(problem)
    return text
