"""What members were paid in a period, as far as the book tells them from others.

A posting that names a member with `member:` is theirs. Else the account tells it, by
the words of its name, given or its own: `Wages:Members`, `Wages:Employees`,
`Wages:Benefits`. Taxes that the co-op pays on wages reach nobody and do not count.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from functools import cache
from functools import partial
from typing import TYPE_CHECKING
from typing import Literal

from coopbooks.core.money import PRECISE
from coopbooks.core.money import ZERO
from coopbooks.core.money import quantize
from coopbooks.core.money import total_of
from coopbooks.core.postings import rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from coopbooks.core.accounts import Roles
    from coopbooks.members.terms import Histories
    from coopbooks.surplus.year.gathering import Gathered

WAGES = "wages"
What = Literal["wages", "benefits", "taxes"]
Whose = Literal["members", "others", ""]

_MEMBERS = re.compile(r"\b(members?|owners?|cooperators?|partners?)\b")
_OTHERS = re.compile(r"\b(employees?|staff|hired|nonmembers?|others?|temps?)\b")
_BENEFITS = re.compile(r"\b(benefits?|health|pensions?|retirement|insurance|meals?)\b")
_TAXES = re.compile(r"\b(tax|taxes|employer|employers|social)\b")


@dataclass(frozen=True, slots=True)
class Pay:
    """What members were paid in a period.

    Attributes:
        wages: Their wages.
        benefits: Health cover and the like for them.
        by_member: Both together by member, as far as postings name them.
        accounts: The accounts that they are from, by `wages` and `benefits`.
        untold: Wages that nothing says whose they are; they are not in `wages`.
        benefits_by_wages: Whether benefits were split by wages, since nothing says
            whose they are.
    """

    wages: Decimal = ZERO
    benefits: Decimal = ZERO
    by_member: Mapping[str, Decimal] = field(default_factory=dict)
    accounts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    untold: Decimal = ZERO
    benefits_by_wages: bool = False


def pay_of(book: Gathered, histories: Histories) -> Pay:
    """Find what members were paid in a period.

    Args:
        book: The book, added up for the period.
        histories: The events of its members.

    Returns:
        Their pay. Where others' wages are told and members' are not, all else is
        members'.
    """
    sums: dict[tuple[What, Whose], list[Decimal]] = defaultdict(list)
    named: dict[str, list[Decimal]] = defaultdict(list)
    accounts: dict[str, set[str]] = defaultdict(set)
    role_of, kind_of = cache(book.roles.of), cache(partial(_kind, book.roles))
    for row in rows(book.entries):
        if row.date not in book.year or role_of(row.account) != WAGES:
            continue
        what, whose = kind_of(row.account)
        if what == "taxes" or row.units.currency != book.currency:
            continue
        member = row.tag("member")
        if member is not None:
            whose = "members" if member in histories else "others"
        if member is not None and whose == "members":
            named[member].append(row.number)
        sums[what, whose].append(row.number)
        if whose != "others":
            accounts[what].add(row.account)
    totals = {key: total_of(numbers) for key, numbers in sums.items()}
    return _pay(
        totals,
        {member: total_of(numbers) for member, numbers in sorted(named.items())},
        {what: tuple(sorted(of)) for what, of in accounts.items()},
        book.currency,
    )


def _pay(
    totals: Mapping[tuple[What, Whose], Decimal],
    by_member: Mapping[str, Decimal],
    accounts: Mapping[str, tuple[str, ...]],
    currency: str,
) -> Pay:
    """Members' pay, from what is told of whose it is and what is not."""
    ours = totals.get(("wages", "members"), ZERO)
    others = totals.get(("wages", "others"), ZERO)
    untold = totals.get(("wages", ""), ZERO)
    if others and not ours:
        ours, untold = untold, ZERO
    benefits = totals.get(("benefits", "members"), ZERO)
    shared = totals.get(("benefits", ""), ZERO)
    split = bool(shared and ours and others)
    if split:
        part = PRECISE.divide(shared * ours, ours + others)
        shared = quantize(part, currency)
    return Pay(ours, benefits + shared, by_member, accounts, untold, split)


def _kind(roles: Roles, account: str) -> tuple[What, Whose]:
    """What an account of wages is for, and whose it is, by its words."""
    root = roles.root_of(account)
    own = _words(account.removeprefix(f"{root}:") if account != root else root)
    given = _words(roles.names.get(account, ""))
    # The name of an account with others below it may list all that is there.
    text = own if account == root else f"{own} {given}"
    what: What = "wages"
    if _TAXES.search(text):
        what = "taxes"
    elif _BENEFITS.search(text):
        what = "benefits"
    whole = f"{own} {given}"
    if _OTHERS.search(whole):
        return what, "others"
    return what, "members" if _MEMBERS.search(whole) else ""


def _words(text: str) -> str:
    """An account's name as words: `wages members`, `non-members`."""
    lower = text.lower().replace("non-member", "nonmember")
    return re.sub(r"[^a-z]+", " ", lower)
