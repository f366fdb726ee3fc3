"""The book of a union of any size, made up from counts alone: the same every time.

Members are charged and pay in runs, as the project writes them: at most fifty postings
a transaction, by workplace and then by id, each with its member. Employers hand over
what they took from pay, delegates what they collected; a few members fall behind. Rent,
printing, per capita, a strike fund, a gift for a campaign and the yearly plan stand
beside that.
"""

from __future__ import annotations

import datetime
from collections import Counter
from typing import TYPE_CHECKING
from typing import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

FIRST_YEAR = 2025
MOST_POSTINGS = 50
AT_A_WORKPLACE = 200
STRIKE_PART = 5_00
PER_CAPITA = 12_00

BANK = "Assets:Bank:Operating"
STRIKE_BANK = "Assets:Bank:Strike"
CHECK_OFF, SELF_PAY = "Assets:Receivable:Check-Off", "Assets:Receivable:Dues"
OWED_UP, SPENT_UP = "Liabilities:Per-Capita", "Expenses:Per-Capita"
LOCAL, STRIKE = "Income:Dues:Local", "Income:Dues:Strike"
TRANSFERS, OPENING = "Equity:Funds:Transfers", "Equity:Opening"
GIFTS = "Income:Gifts:Restricted"

# What is paid every month: account, to whom, for what, cents, day, and whether it grows
# with the number of members.
BILLS = (
    ("Expenses:Office:Rent", "Longshore Hall", "Rent", 380_00, 1, False),
    ("Expenses:Office:Telephone", "Beacon Telecom", "Telephone", 46_50, 3, False),
    ("Expenses:Office:Website", "Pigeon Web Hosting", "Website", 14_50, 6, False),
    ("Expenses:Legal", "Sample & Partners", "Retainer", 240_00, 10, False),
    ("Expenses:Postage", "Post office", "Stamps", 31_20, 12, True),
    ("Expenses:Printing", "Printworks", "Leaflets", 67_46, 13, True),
    ("Expenses:Stewards:Lost-Time", "Employer", "Grievance", 121_04, 19, True),
    ("Expenses:Meetings", "Hall", "Meeting", 35_00, 21, True),
    ("Expenses:Office:Bank-Charges", "Dockside Bank", "Charges", 9_00, 28, False),
)


class Member(NamedTuple):
    """A member: an opaque id, what is due each month in cents, and where they work."""

    id: str
    dues: int
    workplace: str
    checked_off: bool

    @property
    def account(self) -> str:
        """The account that says what the members of the workplace owe."""
        root = CHECK_OFF if self.checked_off else SELF_PAY
        return f"{root}:{self.workplace}"


class Leg(NamedTuple):
    """A posting: debits positive, in cents."""

    account: str
    cents: int
    meta: Mapping[str, str] = {}


class Entry(NamedTuple):
    """A transaction."""

    date: datetime.date
    payee: str
    narration: str
    legs: Sequence[Leg]
    link: str = ""
    meta: Mapping[str, str] = {}


def members(count: int) -> list[Member]:
    """Make members, by id, two hundred to a workplace; each fifth pays by hand."""
    made = []
    for number in range(count):
        place = number // AT_A_WORKPLACE + 1
        dues = 20_00 + number * 7919 % 55_00
        made.append(Member(f"M-{number + 1:05}", dues, f"W{place:04}", place % 5 != 0))
    return made


def first_of(month: int) -> datetime.date:
    """Give the first day of a month, counted from 0 for January of the first year."""
    return datetime.date(FIRST_YEAR + month // 12, month % 12 + 1, 1)


def last_of(month: int) -> datetime.date:
    """Give the last day of a month."""
    return first_of(month + 1) - datetime.timedelta(days=1)


def name_of(month: int) -> str:
    """Name a month as periods are named: 2025-01."""
    return f"{first_of(month):%Y-%m}"


def charged(people: Sequence[Member], month: int) -> Iterator[Entry]:
    """Charge every member's dues on the last day of a month, in runs."""
    batch = f"{name_of(month)}-charged"
    for number, (account, run) in enumerate(_runs(people, 2)):
        total, strike = sum(one.dues for one in run), STRIKE_PART * len(run)
        legs = [Leg(account, one.dues, {"member": one.id}) for one in run]
        legs.append(Leg(LOCAL, strike - total))
        legs.append(Leg(STRIKE, -strike, {"fund": "strike"}))
        said = f"{run[0].workplace}, {len(run)} members"
        meta = _meta(batch, number, month, last_of(month))
        link = f"dues-{name_of(month)}"
        yield Entry(last_of(month), "Dues charged", said, legs, link, meta)


def paid(people: Sequence[Member], month: int) -> Iterator[Entry]:
    """Pay the dues of the month before, in runs; one member in sixty does not."""
    before = month - 1
    paying = [
        one for number, one in enumerate(people) if (number + month) % 60 or month < 1
    ]
    day = first_of(month).replace(day=15)
    batch = f"{name_of(before)}-paid"
    for number, (account, run) in enumerate(_runs(paying, 1)):
        by = "Dues taken from pay" if run[0].checked_off else "Dues collected"
        legs = [Leg(BANK, sum(one.dues for one in run))]
        legs += [Leg(account, -one.dues, {"member": one.id}) for one in run]
        meta = _meta(batch, number, before, day)
        link = f"paid-{name_of(before)}"
        yield Entry(day, run[0].workplace, by, legs, link, meta)


def ordinary(count: int, month: int) -> Iterator[Entry]:
    """Pay the bills of a month and what is owed up, and move money between funds."""
    for account, payee, narration, cents, day, grows in BILLS:
        times = 1 + (count // 100 if grows else 0)
        for number in range(times):
            date = first_of(month).replace(day=min(day + number % 5, 28))
            paid_now = cents + (month * 13 + number * 7) % 100
            legs = [Leg(account, paid_now), Leg(BANK, -paid_now)]
            yield Entry(date, payee, f"{narration}, {name_of(month)}", legs)
    owed = PER_CAPITA * count
    legs = [Leg(SPENT_UP, owed), Leg(OWED_UP, -owed)]
    meta = {"with": "federation", "period": name_of(month)}
    yield Entry(last_of(month), "Federation", "Per capita", legs, "", meta)
    if month:
        legs = [Leg(OWED_UP, owed), Leg(BANK, -owed)]
        paid_on = first_of(month).replace(day=17)
        yield Entry(paid_on, "Federation", "Per capita, paid", legs, "", meta)
    if month % 12 == 2:
        yield from _moved_between_funds(month)


def opening(count: int) -> Entry:
    """Bring in what there was on the first day."""
    cents = 5_000_00 + 40_00 * count
    legs = [
        Leg(BANK, cents),
        Leg(OPENING, -cents),
        Leg(STRIKE_BANK, 20_000_00),
        Leg(OPENING, -20_000_00, {"fund": "strike"}),
    ]
    return Entry(first_of(0), "Opening", "Balances brought in", legs)


def entries(people: Sequence[Member], months: int) -> dict[str, list[Entry]]:
    """Make all transactions of some months, from January 2025.

    Returns:
        The transactions by the name of the file, without ending, that they belong in.
    """
    made: dict[str, list[Entry]] = {}
    for month in range(months):
        name = f"{first_of(month):%Y}/{name_of(month)}"
        made[name] = [opening(len(people))] if month == 0 else []
        made[name] += ordinary(len(people), month)
        made[f"generated/{name}-dues"] = list(charged(people, month))
        if month:
            made[f"generated/{name}-paid"] = list(paid(people, month))
    return made


def bank_balances(
    made: Mapping[str, Sequence[Entry]], months: int
) -> dict[datetime.date, int]:
    """Add up what was in the bank in the morning after each month, in cents."""
    moved: Counter[str] = Counter()
    for all_of in made.values():
        for entry in all_of:
            for leg in entry.legs:
                if leg.account == BANK:
                    moved[f"{entry.date:%Y-%m}"] += leg.cents
    balances, total = {}, 0
    for month in range(months):
        total += moved[name_of(month)]
        balances[first_of(month + 1)] = total
    return balances


def _runs(
    people: Sequence[Member], others: int
) -> Iterator[tuple[str, Sequence[Member]]]:
    """Cut each workplace's members so that a run, with `others`, is short enough."""
    most = MOST_POSTINGS - others
    by_account: dict[str, list[Member]] = {}
    for one in people:
        by_account.setdefault(one.account, []).append(one)
    for account, of_place in by_account.items():
        for start in range(0, len(of_place), most):
            yield account, of_place[start : start + most]


def _meta(
    batch: str, number: int, month: int, recorded: datetime.date
) -> dict[str, str]:
    """Say about a run how it came into the book."""
    return {
        "id": f"{batch}-{number + 1:05}",
        "batch": batch,
        "period": name_of(month),
        "recorded": recorded.isoformat(),
    }


def _moved_between_funds(month: int) -> Iterator[Entry]:
    """Set money aside by a vote; take a gift for a campaign and spend some of it."""
    year = first_of(month).year
    legs = [
        Leg(TRANSFERS, 1_000_00, {"fund": "general"}),
        Leg(TRANSFERS, -1_000_00, {"fund": "strike"}),
        Leg(BANK, -1_000_00),
        Leg(STRIKE_BANK, 1_000_00),
    ]
    meta = {"decision": f"{year}-03/4"}
    yield Entry(last_of(month), "General meeting", "Set aside", legs, "", meta)
    fund = {"fund": "clinic"}
    gift = [Leg(BANK, 900_00), Leg(GIFTS, -900_00, fund)]
    yield Entry(last_of(month), "Sample Trust", "For the clinic", gift)
    cost = [Leg("Expenses:Campaigns", 250_00, fund), Leg(BANK, -250_00)]
    yield Entry(last_of(month), "Printworks", "Posters for the clinic", cost)
