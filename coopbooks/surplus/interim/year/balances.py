"""What accounts held at the year's end, and the figures that rules name."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING

from coopbooks.core.accounts import is_under
from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.postings import rows
from coopbooks.surplus.capital.lots import FEE
from coopbooks.surplus.forms.people import PAST
from coopbooks.surplus.notices.years import year_named
from coopbooks.surplus.interim.year.reading import is_of_year

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from beancount.core import data

    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.core.postings import Row
    from coopbooks.surplus.terms import SurplusTerms
    from coopbooks.surplus.interim.year.reading import Reading

# So many years a law counts back.
YEARS_BACK = 5


def figures_of(
    terms: SurplusTerms, reading: Reading, rule: Group, year: Period
) -> dict[str, Decimal]:
    """The figures that rules name, at the year's end, before it is shared.

    Args:
        terms: What the book says.
        reading: Its postings.
        rule: The rule.
        year: The year.

    Returns:
        By name; what belongs to somebody or is owed is positive.
    """
    roles = terms.roles
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for account, number in reading.at_end.items():
        kind, role = roles.type_of(account), roles.of(account)
        if role == "member-capital":
            sums["capital"] -= number
            # Capital that must be redeemed on demand is a debt by the books' form, and
            # members' all the same.
            continue
        if kind == "Assets":
            sums["assets"] += number
        elif kind == "Liabilities":
            sums["debts"] -= number
        if role in {"reserve", "collective"}:
            sums["reserves"] -= number
    found = {
        "assets": sums["assets"],
        "debts": sums["debts"],
        "equity": sums["assets"] - sums["debts"],
        "capital": sums["capital"],
        "reserves": sums["reserves"],
        "paid-in": _paid_in(reading, year),
        "highest-capital": _highest(reading, year),
        "cash": reading.money,
    }
    which = _number_of_year(terms, rule, year)
    if which is not None:
        found["year"] = which
    return found


def accounts_of(reading: Reading, rule: Group) -> dict[str, Decimal]:
    """What the accounts that a rule names hold at the year's end.

    Args:
        reading: The book's postings.
        rule: The rule.

    Returns:
        By account, with those below it; positive when credited.
    """
    named = {str(line.meta["to"]) for line in rule.lines if line.meta.get("to")}
    return {
        root: total_of(
            -number
            for account, number in reading.at_end.items()
            if is_under(account, root)
        )
        for root in sorted(named)
    }


def earlier_losses(terms: SurplusTerms, reading: Reading, year: Period) -> Decimal:
    """What earlier years lost and is not made good yet.

    Args:
        terms: What the book says.
        reading: Its postings.
        year: The year.

    Returns:
        The loss, positive; zero where earlier years left none. Results of earlier
        years in the book count, less what of them was shared; and what stands on
        accounts with the role `result` from before the book.
    """
    kept = -reading.earlier - total_of(
        row.number for row in reading.on_result if _is_earlier(terms, row, year)
    )
    return max(-kept, ZERO)


def _is_earlier(terms: SurplusTerms, row: Row, year: Period) -> bool:
    """Whether a posting on the result is about a year before this one."""
    if is_of_year(terms, row, year):
        return False
    said = row.tag("period")
    named = year_named(terms, said) if said else None
    return row.date < year.end if named is None else named.end <= year.begin


def allocated(
    terms: SurplusTerms, reading: Reading, year: Period
) -> tuple[Decimal, tuple[data.Meta, ...]]:
    """What of the year's result was shared already, and where.

    Args:
        terms: What the book says.
        reading: Its postings.
        year: The year.

    Returns:
        How much, positive for a surplus; and the transactions.
    """
    found = [row for row in reading.on_result if is_of_year(terms, row, year)]
    # What makes an earlier loss good turns the same accounts the other way.
    shared = [row for row in found if row.number > 0] or found
    places = {id(row.entry): row.entry.meta for row in shared}
    return total_of(row.number for row in shared), tuple(places.values())


def average_shares(
    terms: SurplusTerms, reading: Reading, year: Period, accounts: Iterable[str]
) -> dict[str, Decimal]:
    """What part of the surpluses of the last five years each account got.

    Args:
        terms: What the book says.
        reading: Its postings.
        year: The year; the five before it count.
        accounts: The accounts that are asked about.

    Returns:
        By account, from 0 to 1: the mean over the years that are known, by
        `coop-surplus-past` or by what the book shared.
    """
    found: dict[str, list[Decimal]] = defaultdict(list)
    shared = _shared_by_year(terms, reading, year)
    for account in accounts:
        for one in terms.of(PAST.kind):
            named = year_named(terms, str(one.values["period"]))
            if one.values["account"] == account and _counts(named, year):
                part = Decimal(one.values["part"].number or 0)
                found[account].append(part / 100)
        for rows_of in shared.values():
            total = total_of(
                row.number
                for row in rows_of
                if terms.roles.of(row.account) == "result" and row.number > 0
            )
            got = total_of(
                -row.number for row in rows_of if is_under(row.account, account)
            )
            if total > 0:
                with localcontext(prec=PRECISION):
                    found[account].append(got / total)
    with localcontext(prec=PRECISION):
        return {
            account: total_of(parts) / len(parts) for account, parts in found.items()
        }


def _shared_by_year(
    terms: SurplusTerms, reading: Reading, year: Period
) -> Mapping[str, list[Row]]:
    """The postings of transactions that shared one of the years before."""
    entries = {}
    for row in reading.on_result:
        said = row.tag("period")
        named = year_named(terms, said) if said else None
        if _counts(named, year):
            entries[id(row.entry)] = (str(said), row.entry)
    found: dict[str, list[Row]] = defaultdict(list)
    for said, entry in entries.values():
        found[said] += rows([entry])
    return found


def _counts(named: Period | None, year: Period) -> bool:
    if named is None:
        return False
    return named.end <= year.begin and year.begin.year - named.begin.year <= YEARS_BACK


def _paid_in(reading: Reading, year: Period) -> Decimal:
    return total_of(
        -row.number
        for row in reading.capital
        if row.date < year.end and row.tag("lot") == FEE
    )


def _highest(reading: Reading, year: Period) -> Decimal:
    """The most that members' accounts ever held together, by the end of a day."""
    by_day: dict[object, Decimal] = defaultdict(Decimal)
    for row in reading.capital:
        if row.date < year.end:
            by_day[row.date] -= row.number
    highest = total = ZERO
    for number in by_day.values():
        total += number
        highest = max(highest, total)
    return highest


def _number_of_year(terms: SurplusTerms, rule: Group, year: Period) -> Decimal | None:
    """The number of the fiscal year, 1 for the first one."""
    said = rule.header.meta.get("first-year")
    first = year_named(terms, str(said)) if said else None
    if first is None:
        return None
    return Decimal(year.last.year - first.last.year + 1)
