"""The letter to an employer that lists what is to be put right.

Members stand in it by their ids, unless names are given. It never says why somebody is
on leave: that is nobody's business but the member's.
"""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from coopbooks.core.money import quantize
from coopbooks.core.periods import long_date
from coopbooks.core.periods import parse_period

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from collections.abc import Mapping
    from decimal import Decimal

    from coopbooks.dues.checkoff.checkoff import CheckOff
    from coopbooks.dues.checkoff.differences import CheckOffRow
    from coopbooks.dues.checkoff.differences import Difference

WIDTH = 72
# What is asked of the employer for each kind of difference, in the order of the letter.
ASKED: Mapping[Difference, str] = {
    "missing from the list": "Nothing was deducted. Please deduct and send:",
    "short": "Less was deducted than is due. Please send the rest:",
    "wrong rate": "Another rate was used than the one in force. Please correct:",
    "wrong category": "The dues of another category were used. Please correct:",
    "over": "More was deducted than is due. Please say what it is for:",
    "duplicate": "Dues were deducted more than once. Please correct:",
    "on leave but deducted": "Nothing is due for this month. Please stop deducting:",
    "left but deducted": "No longer members. Please stop deducting:",
    "not on the roster": "Not known to us by this number. Please say who it is:",
    "retroactive": "Taken by us as paid for an earlier period, unless you object:",
}


def letter(
    checkoff: CheckOff,
    on: datetime.date,
    title: str = "",
    names: Mapping[str, str] | None = None,
) -> tuple[str, ...]:
    """Write to an employer what is to be put right on its list.

    Args:
        checkoff: The check-off of a period.
        on: The day of the letter.
        title: Who writes, as the book's title.
        names: Names by member id, from the private roster; without them, and for who
            is not among them, the letter has ids only.

    Returns:
        Lines of plain text, at most 72 wide where names allow.
    """
    lines = [
        *([title] if title else []),
        long_date(on),
        "",
        f"To: {checkoff.employer}",
        f"Dues deducted for {checkoff.period.label}",
        "",
        *_totals(checkoff),
    ]
    if not any(row.lines for row in checkoff.rows):
        lines += ["", *_nothing_came(checkoff)]
        return tuple(lines)
    for kind, words in ASKED.items():
        if rows := [row for row in checkoff.of(kind) if _stands(row)]:
            lines += ["", *wrap(words, WIDTH)]
            lines += [_line(row, names or {}, checkoff.currency) for row in rows]
    lines += ["", *_money(checkoff)]
    if _in_order(checkoff):
        lines += ["", "Everything fits. Thank you."]
    else:
        rest = "Please answer, and correct this with your next list."
        lines += ["", *wrap(f"{rest} {_NO_FAULT}", WIDTH)]
    return tuple(lines)


_NO_FAULT = "Whatever is missing here is no fault of the members."


def _in_order(checkoff: CheckOff) -> bool:
    off = any(row.kind != "matched" and _stands(row) for row in checkoff.rows)
    return not off and not checkoff.unexplained and not checkoff.waiting


def _stands(row: CheckOffRow) -> bool:
    """Whether a difference is still to be put right."""
    return bool(row.owed) or not row.since


def _totals(checkoff: CheckOff) -> Iterator[str]:
    """What was expected, listed, and the difference."""
    currency = checkoff.currency
    yield _figure("Expected by us", checkoff.expected, currency)
    yield _figure("On your list", checkoff.listed, currency)
    yield _figure("Difference", checkoff.difference, currency, sign=True)


def _nothing_came(checkoff: CheckOff) -> Iterator[str]:
    """What is asked for where there is no list at all."""
    count = sum(bool(row.expected) for row in checkoff.rows)
    words = "We have no list of yours for this period. Please send it, with the dues of"
    yield from wrap(f"{words} {count} members. {_NO_FAULT}", WIDTH)
    if checkoff.deposited:
        yield ""
        yield _figure("Money received", checkoff.deposited, checkoff.currency)


def _money(checkoff: CheckOff) -> Iterator[str]:
    """What the list says against what came in."""
    currency = checkoff.currency
    if sum(len(tie.papers) for tie in checkoff.own_ties) > 1:
        yield from wrap(_several(checkoff), WIDTH)
    yield _figure("Money received", checkoff.deposited, currency)
    if checkoff.kept:
        yield _figure("Kept by who collects", checkoff.kept, currency)
    if checkoff.waiting:
        yield _figure("Not received yet", checkoff.waiting, currency)
        yield "Please send it now."
    if checkoff.unexplained:
        yield _figure("Not explained", checkoff.unexplained, currency, sign=True)
        short = checkoff.unexplained > 0
        what = "less" if short else "more"
        yield f"What we received is {what} than your list. Please say why."


def _several(checkoff: CheckOff) -> str:
    """Which periods the money is for, where it is for several."""
    periods = sorted({period for tie in checkoff.own_ties for period in tie.periods})
    labels = ", ".join(parse_period(period).label for period in periods)
    lists = sum(len(tie.papers) for tie in checkoff.own_ties)
    return f"The money below is for {lists} lists of yours: {labels}."


def _line(row: CheckOffRow, names: Mapping[str, str], currency: str) -> str:
    """A member, with what was due and what was deducted."""
    who = names.get(row.member) or row.member or "(no number)"
    earlier = ""
    if row.kind == "retroactive":
        earlier = f"  ({parse_period(row.earlier).label})"
    due, taken = _shown(row.expected, currency), _shown(row.listed, currency)
    return f"  {who:<22}  due {due:>10}   deducted {taken:>10}{earlier}"


def _figure(words: str, number: Decimal, currency: str, *, sign: bool = False) -> str:
    plus = "+" if sign and number > 0 else ""
    shown = f"{plus}{_shown(number, currency)}"
    return f"  {words:<24}{shown:>14} {currency}".rstrip()


def _shown(number: Decimal, currency: str) -> str:
    """An amount with all the decimals of its currency."""
    return f"{quantize(number, currency):,}"
