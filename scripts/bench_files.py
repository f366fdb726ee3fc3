"""Write the made-up union's book: for Beancount, and for hledger and Ledger.

The Beancount book has two entry files over the same contents: `main.beancount` with the
project's plugin and `plain.beancount` without. The journal says the same transactions
in a syntax that hledger and Ledger both read, with members as tags; the terms, which
they have no words for, are left out.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING
from typing import NamedTuple

import bench_book as book

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

HEAD = """\
option "title" "A union of {count} members (made up)"
option "operating_currency" "USD"
option "use_precise_interpolation" "TRUE"
"""
PLUGIN = 'plugin "coopbooks.plugins.all"\n'
DAY = f"{book.FIRST_YEAR}-01-01"

TERMS = f"""\
{DAY} custom "coop-format" 1
{DAY} custom "coop-entity" "bench-local" "union"
  basis: "accrual"
  fiscal-year-end: "12-31"
  country: "US"
{DAY} custom "fava-extension" "coopbooks.pages"
{DAY} custom "coop-officer" "M-00001" "treasurer"
{DAY} custom "coop-officer" "M-00002" "president"
{DAY} custom "coop-fund" "strike" "set-aside"
  purpose: "strike pay"
  decision: "{book.FIRST_YEAR}-03/4"
{DAY} custom "coop-fund" "clinic" "restricted"
  purpose: "the campaign for a public clinic"
  giver: "Sample Trust"
{DAY} custom "coop-campaign" "clinic-now" "Clinic Now"
  works-for: "point 6: health care for all"
"""
# One percent of the pay that each member declared, so that it comes to what they are
# charged; employers take it from pay where the book says so.
DUES = f"""\
{DAY} custom "coop-dues" "bench" "percentage"
  measure: "monthly-pay"
  rate: 1 PERCENT
  due: "last-day"
{DAY} custom "coop-dues-part" "bench" "strike" 5.00 USD "to" {book.STRIKE}
  fund: "strike"
{DAY} custom "coop-dues-part" "bench" "local" "rest" "to" {book.LOCAL}
{DAY} custom "coop-dues-standing" "bench" "more-than" 60 DAY
"""
DECISION = """\
{year}-03-14 custom "coop-decision" "{year}-03/4" "1,000.00 set aside for strikes"
  body: "general meeting"
  for: 61
  against: 4
"""
ROLES = {
    "Assets:Bank": "bank",
    book.CHECK_OFF: "check-off-receivable",
    book.SELF_PAY: "dues-receivable",
    book.OWED_UP: "per-capita-payable",
    book.OPENING: "opening",
    book.TRANSFERS: "fund-transfer",
    "Income:Dues": "dues",
    "Income:Gifts": "gifts",
    book.SPENT_UP: "per-capita",
    **{account: "general" for account, *_ in book.BILLS},
    "Expenses:Campaigns": "general",
}


class Written(NamedTuple):
    """Where the book was written.

    Attributes:
        main: with the project's plugin.
        plain: without it.
        journal: for hledger and Ledger.
        period: the last month, such as 2025-12.
        next_period: the month after it, which nobody is charged for yet.
        postings: how many postings it has.
    """

    main: Path
    plain: Path
    journal: Path
    period: str
    next_period: str
    postings: int


def write(folder: Path, count: int, months: int) -> Written:
    """Write the book of a union.

    Args:
        folder: an empty folder for it.
        count: how many members it has.
        months: how many months it covers, from January 2025.

    Returns:
        Where its files are.
    """
    people = book.members(count)
    made = book.entries(people, months)
    contents = {
        "chart": _chart(_accounts(made)),
        "roles": _roles(_accounts(made)),
        "terms": TERMS,
        "dues": DUES + "".join(_workplaces(people)),
        "members": "".join(map(_join, people)),
        "decisions": _decisions(months),
        "budget": _budget(count),
        "balances": _balances(book.bank_balances(made, months)),
        **{name: "\n".join(map(_entry, of)) for name, of in made.items()},
    }
    for name, text in contents.items():
        _put(folder / f"{name}.beancount", text)
    included = "".join(f'include "{name}.beancount"\n' for name in contents)
    head = HEAD.format(count=count)
    _put(folder / "main.beancount", head + PLUGIN + included)
    _put(folder / "plain.beancount", head + included)
    everything = sorted(
        (entry for of in made.values() for entry in of), key=lambda entry: entry.date
    )
    _put(folder / "book.journal", "\n".join(map(_plain, everything)))
    return Written(
        folder / "main.beancount",
        folder / "plain.beancount",
        folder / "book.journal",
        book.name_of(months - 1),
        book.name_of(months),
        sum(len(entry.legs) for entry in everything),
    )


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _entry(entry: book.Entry) -> str:
    """Write a transaction for Beancount."""
    link = f" ^{entry.link}" if entry.link else ""
    lines = [f'{entry.date} * "{entry.payee}" "{entry.narration}"{link}']
    lines += [f"  {key}: {_value(key, said)}" for key, said in entry.meta.items()]
    for leg in entry.legs:
        lines.append(f"  {leg.account}  {_usd(leg.cents)}")
        lines += [f"    {key}: {_value(key, said)}" for key, said in leg.meta.items()]
    return "\n".join(lines) + "\n"


def _value(key: str, said: str) -> str:
    """Write a value of metadata: dates bare, all else in quotes."""
    return said if key == "recorded" else f'"{said}"'


def _plain(entry: book.Entry) -> str:
    """Write a transaction for hledger and Ledger, metadata as tags in comments."""
    lines = [f"{entry.date} * {entry.payee} | {entry.narration}"]
    tags = {**({"link": entry.link} if entry.link else {}), **entry.meta}
    lines += [f"    ; {key}: {said}" for key, said in tags.items()]
    for leg in entry.legs:
        lines.append(f"    {leg.account}  {_usd(leg.cents)}")
        lines += [f"    ; {key}: {said}" for key, said in leg.meta.items()]
    return "\n".join(lines) + "\n"


def _usd(cents: int) -> str:
    """Write an amount."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02} USD"


def _accounts(made: Mapping[str, Sequence[book.Entry]]) -> list[str]:
    """Name every account that is posted to."""
    everything = (entry for of in made.values() for entry in of)
    return sorted({leg.account for entry in everything for leg in entry.legs})


def _chart(accounts: Sequence[str]) -> str:
    return "".join(f"{DAY} open {account} USD\n" for account in accounts)


def _roles(accounts: Sequence[str]) -> str:
    """Say what the accounts are for; a small book has no workplace that pays itself."""
    return "".join(
        f'{DAY} custom "coop-account" "{role}" {root}\n'
        for root, role in ROLES.items()
        if any(f"{account}:".startswith(f"{root}:") for account in accounts)
    )


def _join(member: book.Member) -> str:
    """Say that a member joined, some day in the ten years before the book."""
    number = int(member.id.removeprefix("M-"))
    joined = datetime.date(book.FIRST_YEAR - 10, 1, 1)
    joined += datetime.timedelta(days=number * 37 % 3650)
    pay = f"{member.dues}.00 USD"
    return (
        f'{joined} custom "coop-member" "{member.id}" "join"\n'
        f'  class: "standard"\n  workplace: "{member.workplace}"\n'
        f'{DAY} custom "coop-declared" "{member.id}" "monthly-pay" {pay}\n'
    )


def _workplaces(people: Sequence[book.Member]) -> Iterator[str]:
    """Say of each workplace on which account its members' dues are owed."""
    for name, member in {one.workplace: one for one in people}.items():
        yield f'{DAY} custom "coop-workplace" "{name}"\n  employer: "employer"\n'
        if member.checked_off:
            yield f'  collected: "check-off"\n  receivable: {member.account}\n'
        else:
            yield f"  own-receivable: {member.account}\n"


def _decisions(months: int) -> str:
    years = range(book.FIRST_YEAR, book.first_of(months - 1).year + 1)
    return "".join(DECISION.format(year=year) for year in years)


def _budget(count: int) -> str:
    """Plan the year; income is written with a minus, as in the book."""
    plans = {account: cents for account, _, _, cents, _, _ in book.BILLS}
    plans[book.SPENT_UP] = book.PER_CAPITA * count
    plans[book.STRIKE] = -book.STRIKE_PART * count
    plans[book.LOCAL] = -42_00 * count
    return "".join(
        f'{DAY} custom "budget" {account} "monthly" {_usd(cents)}\n'
        for account, cents in plans.items()
    )


def _balances(balances: Mapping[datetime.date, int]) -> str:
    return "".join(
        f"{day} balance {book.BANK}  {_usd(cents)}\n" for day, cents in balances.items()
    )
