"""Rules on members' capital that contradict themselves or lack a part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import where
from coopbooks.dues.problems.names import told
from coopbooks.surplus.forms.capital import JOINING_FEE
from coopbooks.surplus.forms.capital import LEAVING
from coopbooks.surplus.forms.capital import REDEMPTION
from coopbooks.surplus.problems.names import amounts
from coopbooks.surplus.problems.names import percentages

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError
    from coopbooks.surplus.problems.names import Names


def check_capital(
    directives: Sequence[Directive], names: Names
) -> Iterator[LedgerError]:
    """Find rules on joining fees, redemption and leaving that cannot hold.

    Args:
        directives: Directives of any form.
        names: The names of the book.

    Yields:
        An error for each.
    """
    checks = {JOINING_FEE.kind: _fee, REDEMPTION.kind: _redemption, LEAVING.kind: _left}
    seen: dict[tuple[str, str, datetime.date], Directive] = {}
    for one in directives:
        check = checks.get(one.kind)
        if check is None:
            continue
        key = (one.kind, one.name, one.date)
        if (first := seen.setdefault(key, one)) is not one:
            problem = f"'{one.name}' of {one.date} was said before, at "
            yield told(one, f"{problem}{where(first.source)}. Take one out.")
        until = one.meta.get("until")
        if until is not None and until < one.date:
            yield told(one, f"until: {until} is before it begins.")
        yield from check(one, names)


def _together(line: Directive, *keys: str) -> Iterator[LedgerError]:
    """Keys of which one needs the other."""
    missing = [key for key in keys if line.meta.get(key) is None]
    said = [key for key in keys if key not in missing]
    if said and missing:
        yield told(line, f"says {said[0]}: without {missing[0]}:; add it.")


def _whole(line: Directive, key: str) -> Iterator[LedgerError]:
    """A number of parts that is none."""
    number = line.meta.get(key)
    if number is not None and (number != int(number) or number < 1):
        yield told(line, f"{key}: is {number}; it must be 1, 2, 3 or more.")


def _fee(line: Directive, names: Names) -> Iterator[LedgerError]:
    """A joining fee that is no money, in no parts, or with half a reserve."""
    yield from amounts(line, names, "amount")
    yield from _whole(line, "instalments")
    yield from _together(line, "instalments", "each")
    yield from _together(line, "reserve", "reserve-to")
    yield from percentages(line, "reserve")
    account = line.meta.get("reserve-to")
    if account is not None and names.roles.of(str(account)) == "member-capital":
        yield told(line, f"reserve-to: {account} is members' account; name a reserve.")


def _redemption(line: Directive, names: Names) -> Iterator[LedgerError]:
    """A redemption whose most is of nothing, or whose order is said twice."""
    yield from amounts(line, names, "keeps", "maximum")
    yield from percentages(line, "maximum")
    most = line.meta.get("maximum")
    unit = getattr(most, "currency", "")
    if unit == "PERCENT" and line.meta.get("maximum-of") is None:
        problem = f'maximum: is {most}; say of what in maximum-of:, such as "surplus".'
        yield told(line, problem)
    if unit != "PERCENT" and line.meta.get("maximum-of"):
        yield told(line, "maximum-of: is for a maximum: in PERCENT.")
    if line.meta["order"] == "by-balance" and line.meta.get("partly"):
        problem = "partly: is for going lot by lot; by-balance goes by whole accounts."
        yield told(line, problem)


def _left(line: Directive, names: Names) -> Iterator[LedgerError]:
    """A rule for leaving with parts, interest or forfeits said by halves."""
    yield from amounts(line, names, "at-once-up-to")
    yield from _whole(line, "parts")
    if line.meta.get("parts") not in (None, 1):
        yield from _together(line, "parts", "each")
    yield from _together(line, "interest", "interest-to")
    yield from _together(line, "forfeits", "forfeits-to")
    yield from percentages(line, "forfeits")
    rate = line.meta.get("interest")
    if rate is not None and rate.number < 0:
        yield told(line, f"interest: is {rate}, which is below zero.")
    payable = line.meta.get("payable")
    said = names.roles.said.values()
    if names.is_coop and not payable and "capital-payable" not in said:
        yield told(
            line,
            "no account says where it is owed to who left: add a coop-account "
            '"capital-payable", or payable:.',
        )
