"""Who receives which part of a share: parts that add up to it, to the cent."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.money import allocate
from coopbooks.core.money import quantize
from coopbooks.core.money import quantum
from coopbooks.core.money import total_of
from coopbooks.sharing.forms.agreements import PART
from coopbooks.sharing.share import SharePart

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group

HUNDRED = Decimal(100)
ONE = Decimal(1)
REST = "rest"
WEIGHT = "PART"


def split(
    group: Group, number: Decimal, currency: str, had: Mapping[str, Decimal]
) -> tuple[SharePart, ...]:
    """Split a share among those who receive it.

    Parts in an `order:` are filled first, one after another, each until it had so much
    in the year: with a percentage of the whole share, an amount of it, or else all that
    is left. Then come amounts; then percentages of the whole share, by largest
    remainder; then the rest, equal parts of it, or parts by weight, such as 3 PART.

    Args:
        group: The agreement.
        number: The share, in whole quanta of `currency`; negative for what goes back.
        currency: Its currency.
        had: What each part had before in the same year.

    Returns:
        The parts, by name; they add up to the share. None where the agreement has no
        parts.
    """
    lines = group.of(PART.kind)
    if not lines:
        return ()
    given = dict.fromkeys((_name(line) for line in lines), ZERO)
    in_order = sorted(
        (line for line in lines if line.meta.get("order") is not None),
        key=lambda line: (line.meta["order"], _name(line)),
    )
    left = _filled(in_order, number, currency, had, given)
    others = [line for line in lines if line not in in_order]
    left = _amounts(others, left, given)
    left = _percentages(others, number, left, currency, given)
    _rest(others or in_order[-1:], left, currency, given)
    return tuple(
        SharePart(
            _name(line),
            given[_name(line)],
            str(line.meta.get("body") or ""),
            str(line.meta.get("fund") or ""),
        )
        for line in lines
    )


def _name(line: Directive) -> str:
    return str(line.values["for"])


def _is(line: Directive, *units: str) -> bool:
    """Whether a part is a word, or an amount in a unit."""
    part = line.values["part"]
    return part in units if isinstance(part, str) else part.currency in units


def _filled(
    lines: Sequence[Directive],
    number: Decimal,
    currency: str,
    had: Mapping[str, Decimal],
    given: dict[str, Decimal],
) -> Decimal:
    """Fill one part after another, and say what is left."""
    left = number
    for line in lines:
        name, until = _name(line), line.meta.get("until")
        if until is None:
            room = max(left, ZERO)
        else:
            room = max(Decimal(until.number or 0) - had.get(name, ZERO), ZERO)
        # What goes back is taken from the parts that had it, the last filled first.
        asked = _asked(line, number, left, currency)
        taken = min(left, room, asked) if left > 0 else ZERO
        given[name] += taken
        left -= taken
    for line in reversed(lines):
        if left >= 0:
            break
        back = max(left, -had.get(_name(line), ZERO))
        given[_name(line)] += back
        left -= back
    return left


def _asked(line: Directive, number: Decimal, left: Decimal, currency: str) -> Decimal:
    """What a part asks for when it is its turn."""
    if _is(line, "PERCENT"):
        return quantize(number * _number(line) / HUNDRED, currency)
    return left if _is(line, REST, "equal", WEIGHT) else _number(line)


def _amounts(
    lines: Sequence[Directive], left: Decimal, given: dict[str, Decimal]
) -> Decimal:
    """Fixed amounts, as far as there is something left."""
    for line in lines:
        if _is(line, "PERCENT", REST, "equal", WEIGHT) or left <= 0:
            continue
        taken = min(Decimal(line.values["part"].number or 0), left)
        given[_name(line)] += taken
        left -= taken
    return left


def _percentages(
    lines: Sequence[Directive],
    number: Decimal,
    left: Decimal,
    currency: str,
    given: dict[str, Decimal],
) -> Decimal:
    """Percentages of the whole share, as far as there is something left."""
    weights = {
        _name(line): Decimal(line.values["part"].number or 0)
        for line in lines
        if _is(line, "PERCENT")
    }
    if not weights or not number or not any(weights.values()):
        return left
    # Together with what is not in percent they are the whole, so that a part's cents do
    # not depend on how the others are written.
    rest = max(HUNDRED - total_of(weights.values()), ZERO)
    shares = allocate(number, {**weights, "\uffff": rest}, currency)
    shares.pop("\uffff")
    asked = total_of(shares.values())
    if abs(asked) > abs(left):
        shares = allocate(left, weights, currency)
    for name, share in shares.items():
        given[name] += share
    return left - total_of(shares.values())


def _rest(
    lines: Sequence[Directive],
    left: Decimal,
    currency: str,
    given: dict[str, Decimal],
) -> None:
    """What is left: to the rest, by weight, or in proportion to what all got."""
    if abs(left) < quantum(currency):
        return
    rests = {_name(line): ONE for line in lines if _is(line, REST)}
    weights = {
        _name(line): ONE if _is(line, "equal") else _number(line)
        for line in lines
        if _is(line, "equal", WEIGHT)
    }
    if rests:
        weights = dict(list(rests.items())[:1])
    elif not any(weights.values()):
        weights = {_name(line): ONE for line in lines}
    for name, share in allocate(left, weights, currency).items():
        given[name] += share


def _number(line: Directive) -> Decimal:
    return Decimal(line.values["part"].number or 0)
