"""Whether what was kept as qualified may be called so (26 USC 1388(c)).

A notice is qualified where a fifth or more of the member's part is paid in money, and
where the member agreed to pay tax on all of it. One that lacks either is nonqualified,
whatever it is called (1388(d)).
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.errors import LedgerError
from coopbooks.core.money import percentage
from coopbooks.core.money import total_of
from coopbooks.surplus.capital.lots import kind_of
from coopbooks.surplus.notices.consent import consents
from coopbooks.surplus.notices.deadlines import in_the_united_states
from coopbooks.surplus.notices.deadlines import to_be_cashed
from coopbooks.surplus.notices.years import country_of
from coopbooks.surplus.notices.years import rule_of
from coopbooks.surplus.notices.years import year_named

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.core.directives import Directive
    from coopbooks.surplus.notices.given import Given
    from coopbooks.surplus.terms import SurplusTerms

# 26 USC 1388(c)(1), last sentence: 20 percent or more.
CASH_FLOOR = Decimal(20)
LAW = "26 USC 1388(c)(1)"


def misnamed(
    terms: SurplusTerms, given: Iterable[Given], on: datetime.date
) -> list[LedgerError]:
    """Find notices that are called qualified and are not, or are called nothing.

    Args:
        terms: What the book says.
        given: What members were given.
        on: The day of asking: who agrees by cashing a check may do so until it is due.

    Returns:
        A problem for each member and year, at the entry; none for years for which
        Subchapter T of the United States does not hold.
    """
    by_year: dict[str, list[Given]] = defaultdict(list)
    for one in given:
        by_year[one.year].append(one)
    return [
        problem
        for year, found in by_year.items()
        for problem in _of_year(terms, year, found, on)
    ]


def _of_year(
    terms: SurplusTerms, name: str, given: Sequence[Given], on: datetime.date
) -> Iterator[LedgerError]:
    year = year_named(terms, name)
    if year is None:
        return
    rule = rule_of(terms, year)
    if not in_the_united_states(country_of(terms, year), rule):
        return
    agreed = consents(terms, rule, year)
    header = rule.header if rule else None
    by_check = header is not None and header.meta.get("consent") == "check"
    awaited = by_check and on <= to_be_cashed(year)
    parts: dict[tuple[str, str], list[Given]] = defaultdict(list)
    for one in given:
        if one.about != "interest":
            parts[one.member, one.about].append(one)
    for found in parts.values():
        yield from _of_part(found)
        if found[0].member not in agreed and not awaited:
            yield from _silent(found, header, by_check=by_check)


def _of_part(found: Sequence[Given]) -> Iterator[LedgerError]:
    """What is wrong with one member's part of a year, whoever agreed."""
    member, year = found[0].member, found[0].year
    kept = [one for one in found if one.way == "kept" and one.number > 0]
    for one in kept:
        if kind_of(one.lot) == "kept":
            lot = f"lot '{one.lot}'" if one.lot else "what is kept"
            yield _problem(
                one,
                f"{member}: {lot} of {year} does not say whether it is qualified (Q) "
                "or not (N), so that it stands on no form. Name the lot "
                f"{year}-Q or {year}-N.",
            )
    qualified = _qualified(found)
    if not qualified:
        return
    whole = total_of(one.number for one in found)
    cash = total_of(one.number for one in found if one.way != "kept")
    if cash * 100 < whole * CASH_FLOOR:
        yield _problem(
            qualified[0],
            f"{member}: {percentage(cash, whole)} % of their part of {year} is in "
            f"cash; what is kept is qualified from {CASH_FLOOR} % on ({LAW}).",
        )


def _silent(
    found: Sequence[Given], header: Directive | None, *, by_check: bool
) -> Iterator[LedgerError]:
    """That somebody has not agreed, told where it may be mended for all."""
    how = "cashed the check by which they agree" if by_check else "agreed to it"
    for one in _qualified(found)[:1]:
        words = (
            f"{one.member}: what is kept of {one.year} is called qualified, and the "
            f"book does not say that they {how} ({LAW}(B)). Add a coop-consent."
        )
        yield LedgerError(header.source if header else one.source, words, one.entry)


def _qualified(found: Sequence[Given]) -> list[Given]:
    return [
        one
        for one in found
        if one.way == "kept" and one.number > 0 and kind_of(one.lot) == "qualified"
    ]


def _problem(one: Given, words: str) -> LedgerError:
    return LedgerError(one.source, words, one.entry)
