"""Amounts as people write them, read without guessing."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from coopbooks.core.money import quantize
from coopbooks.core.money import quantum
from coopbooks.imports.rows import BadCell

if TYPE_CHECKING:
    from coopbooks.imports.reading import Reading
    from coopbooks.imports.rows import Cell

# Far beyond what any of these books hold; more is a reference in the wrong column.
MOST_DIGITS = 13
LONGEST = 60
# What binary arithmetic leaves behind the cents of a sum of thousands of cells.
NOISE = Decimal("0.00001")

# Which currencies a sign can stand for; one that is not here can stand for any.
SIGNS = {
    "€": {"EUR"},
    "£": {"GBP", "GIP", "FKP", "SHP", "EGP", "SYP", "LBP", "SDG", "SSP"},
    "¥": {"JPY", "CNY"},
    "₹": {"INR"},
    "₩": {"KRW"},
    "₪": {"ILS"},
    "₺": {"TRY"},
    "₽": {"RUB"},
    "₴": {"UAH"},
    "zł": {"PLN"},
    "Kč": {"CZK"},
    "Ft": {"HUF"},
    "Fr.": {"CHF"},
    "Fr": {"CHF"},
    "kr.": {"SEK", "NOK", "DKK", "ISK"},
    "kr": {"SEK", "NOK", "DKK", "ISK"},
    "US$": {"USD"},
    "R$": {"BRL"},
    "C$": {"CAD"},
    "A$": {"AUD"},
    "$": None,
}
SIGN = "|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True))
CURRENCY = rf"(?:[A-Z]{{3}}|{SIGN})"

# Every dash, blank and apostrophe that programs put in numbers, and what is not seen.
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"
BLANKS = "\t\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
APOSTROPHES = "\u2018\u2019\u02bc\u00b4\u0060\u2032"
UNSEEN = "\u200b\u200e\u200f\ufeff"
PLAIN = {
    ord(mark): plain
    for marks, plain in ((DASHES, "-"), (BLANKS, " "), (APOSTROPHES, "'"), (UNSEEN, ""))
    for mark in marks
}

NUMBER = re.compile(
    rf"(?P<before>[-+])?\s*(?P<code>{CURRENCY})?\s*(?P<inside>[-+])?\s*"
    r"(?P<digits>[\d.,' ]*\d[.,]?)"
    rf"\s*(?P<behind>[-+])?\s*(?P<after>{CURRENCY})?\s*(?P<last>[-+])?"
    r"\s*(?P<side>(?i:CR|DR)\.?)?",
    re.ASCII,
)
PARENTHESES = re.compile(rf"({CURRENCY})?\s*\((.*)\)\s*({CURRENCY})?")


class Unclear(ValueError):
    """A text that is no amount, or that could be two; its message says why."""


def amount(cell: Cell, reading: Reading, currency: str) -> Decimal:
    """Read an amount of money.

    `(1,234.56)`, `1,234.56-`, `1.234,56`, `1'234.56`, currency signs and codes, `CR`
    (above zero) and `DR` (below it), every minus and blank are read. A dash alone is
    nil, as accountants write it. Numbers of workbooks have the 15 digits that
    spreadsheets keep; what differs from a payable amount by less than a hundred-
    thousandth of its smallest part is the noise of binary sums, and is dropped.

    Args:
        cell: The cell.
        reading: How its sender writes numbers.
        currency: The currency of the amount.

    Returns:
        The amount in `currency`, with its digits: `395.00`.

    Raises:
        BadCell: It is empty, no number, a percentage, in another currency, has more
            digits than the currency, or could be read in two ways.
    """
    value = cell.value
    if cell.problem:
        raise BadCell(cell.place, cell.problem)
    if isinstance(value, Decimal):
        return _payable(cell, value, currency, NOISE)
    if value is None:
        raise BadCell(cell.place, "is empty where an amount should be")
    if not isinstance(value, str):
        what = "yes or no" if isinstance(value, bool) else "a date"
        raise BadCell(cell.place, f"is {what}, not an amount")
    try:
        number = written(value, reading.decimal, reading.thousands, currency)
    except Unclear as unclear:
        raise BadCell(cell.place, str(unclear)) from None
    return _payable(cell, number, currency, Decimal(0))


def _payable(cell: Cell, number: Decimal, currency: str, noise: Decimal) -> Decimal:
    if number.adjusted() >= MOST_DIGITS:
        raise BadCell(cell.place, f"is too large for an amount: {number}")
    rounded = quantize(number, currency)
    if rounded != number and abs(rounded - number) > noise * quantum(currency):
        why = f"has more digits than {currency} has: {cell.text}"
        raise BadCell(cell.place, why)
    return rounded


def looks_like_a_number(text: str) -> bool:
    """Whether a text is a number, even one that could be read in two ways.

    Args:
        text: The text of a cell.

    Returns:
        Whether it has the form of a number; no word, no date with slashes.
    """
    return _matched(text.translate(PLAIN).strip())[1] is not None


@lru_cache(maxsize=65_536)
def written(text: str, decimal: str, thousands: str, currency: str) -> Decimal:
    """Read a number as it is written.

    Args:
        text: The text, such as `(1,234.56)`.
        decimal: What stands before the cents; empty where it is not declared.
        thousands: What stands between thousands; empty where it is not declared.
        currency: The currency that a sign or code may name; empty for any.

    Returns:
        The number, exactly.

    Raises:
        Unclear: It is no number, or could be two.
    """
    plain = text.translate(PLAIN).strip()
    if plain == "-":
        return Decimal(0)
    if "%" in plain:
        raise Unclear(f'is a percentage, not an amount: "{_short(text)}"')
    inner, found = _matched(plain)
    if found is None:
        raise Unclear(f'is no number: "{_short(text)}"')
    codes = [found["code"], found["after"], inner and inner[1], inner and inner[3]]
    _check_currency(text, [code for code in codes if code], currency)
    negative = _negative(text, found, in_parentheses=inner is not None)
    number = _magnitude(text, found["digits"].strip(), decimal, thousands)
    return -number if negative and number else number


def _matched(plain: str) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    """The parentheses of a number, and the number within or without them."""
    if len(plain) > LONGEST:
        return None, None
    inner = PARENTHESES.fullmatch(plain)
    return inner, NUMBER.fullmatch(inner[2].strip() if inner else plain)


def _check_currency(text: str, codes: list[str], currency: str) -> None:
    """Refuse an amount in another currency than it should be in."""
    for code in codes:
        meant = SIGNS.get(code, {code})
        if meant is not None and currency and currency not in meant:
            raise Unclear(f'is not in {currency}: "{_short(text)}"')


def _negative(text: str, found: re.Match[str], *, in_parentheses: bool) -> bool:
    """Whether the number is below zero; it may say so once."""
    side = (found["side"] or "").upper().rstrip(".")
    signs = [found[name] for name in ("before", "inside", "behind", "last")]
    signs = [sign for sign in signs if sign]
    if len(signs) + bool(side) + in_parentheses > 1:
        raise Unclear(f'has two signs: "{_short(text)}"')
    return in_parentheses or side == "DR" or signs == ["-"]


def _magnitude(text: str, digits: str, decimal: str, thousands: str) -> Decimal:
    """The digits as a number, their separators told apart."""
    point = decimal or _point(text, digits, thousands)
    whole, mark, cents = digits.rpartition(point) if point else (digits, "", "")
    if not mark:
        whole, cents = digits, ""
    between = set(re.findall(r"\D", whole))
    allowed = {thousands} if thousands else {".", ",", "'", " "} - {point}
    good = cents.isdigit() or not cents
    if len(between) > 1 or not between <= allowed or not good:
        raise Unclear(_how(text, decimal, thousands))
    for mark in between:
        _check_groups(text, whole.split(mark), decimal, thousands)
    return Decimal(f"{re.sub(r'[^0-9]', '', whole) or '0'}.{cents or '0'}")


def _check_groups(text: str, groups: list[str], decimal: str, thousands: str) -> None:
    """Thousands stand in threes; India writes twos before the last three."""
    first, *others, last = groups
    threes = 1 <= len(first) <= 3 and all(len(group) == 3 for group in others)
    twos = 1 <= len(first) <= 2 and all(len(group) == 2 for group in others)
    if len(last) != 3 or not (threes or twos):
        raise Unclear(_how(text, decimal, thousands))


def _point(text: str, digits: str, thousands: str) -> str:
    """What stands before the cents, where the profile does not say; empty for none."""
    marks = [mark for mark in re.findall(r"[.,]", digits) if mark != thousands]
    if not marks:
        return ""
    last = marks[-1]
    if len(set(marks)) == 2:
        return str(last)
    if len(marks) > 1:
        return ""
    whole, _, cents = digits.rpartition(last)
    lone = whole.isdigit() and len(whole) <= 3 and whole.lstrip("0") == whole
    if len(cents) == 3 and lone and whole and not thousands:
        one, other = Decimal(f"{whole}.{cents}"), Decimal(whole + cents)
        raise Unclear(
            f'can be {other} or {one}: "{_short(text)}"; declare decimal and thousands '
            "in the profile"
        )
    return str(last)


def _how(text: str, decimal: str, thousands: str) -> str:
    """Say that a number is not written as the profile declares."""
    marks = [("decimal", decimal), ("thousands", thousands)]
    declared = [f'{name} = "{mark}"' for name, mark in marks if mark]
    where = f"with {' and '.join(declared)}" if declared else "in any way that is known"
    return f'is not a number written {where}: "{_short(text)}"'


def _short(text: str) -> str:
    """The text, as much of it as a message bears."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
