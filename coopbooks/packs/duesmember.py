"""One member's dues as a pack of tables, by id alone: no name stands in a book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import compare
from beancount.core import data

from coopbooks.core.errors import CoopbooksError
from coopbooks.core.errors import in_folder
from coopbooks.core.periods import long_date
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.core.table import evaluate
from coopbooks.dues.overview.overview import age_of
from coopbooks.dues.overview.tables import OLD
from coopbooks.dues.standing.account import read_accounts
from coopbooks.dues.standing.standing import standings_of
from coopbooks.packs.pack import Pack

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from coopbooks.core.table import Content
    from coopbooks.dues.item import Item
    from coopbooks.dues.overview.overview import Person
    from coopbooks.dues.standing.account import Accounts
    from coopbooks.dues.standing.standing import Standing
    from coopbooks.packs.duespack import DuesPack

STANDING, OPEN, MOVED = "standing", "open", "moved"
LABEL = Column("label", "", ColumnKind.TEXT)
WHERE = Column("where", "Where", ColumnKind.TEXT)
STATES = {
    "good": "In good standing",
    "excused": "Excused, and in good standing",
    "behind": "Behind with dues",
    "suspended": "Suspended for unpaid dues",
    "dropped": "To be dropped for unpaid dues",
    "pledged": "Pledges: nothing is ever owed",
    "left": "Not a member any more",
}
# The latest ones; the journal has them all.
MOST = 240
WORDS = {
    "opening": "Brought in from before",
    "charged": "Charged",
    "reversed": "Charge taken back",
    "paid": "Paid",
    "deducted": "Taken from pay",
    "refunded": "Paid back",
    "bounced": "Payment bounced",
    "written-off": "Written off",
    "moved": "Moved",
}
ABOUT = {
    "dues": "",
    "besides": "on top of the dues",
    "initiation": "for joining",
    "reinstatement": "for coming back",
    "late": "fee for paying late",
    "bounced": "fee for a payment that bounced",
}


class UnknownMember(CoopbooksError):
    """A page was asked for about a member whom the book does not know."""

    def __init__(self, member: str) -> None:
        """Build the message.

        Args:
            member: The id that was asked for.
        """
        super().__init__(
            f"This book knows no member '{member}'. Members are found by their id, "
            "such as M-0042."
        )


def member_pack(found: DuesPack, member: str) -> Pack:
    """Put together what a book says of one member's dues.

    Args:
        found: The dues of a period.
        member: The member's id.

    Returns:
        Three tables: how the member stands and by which rule, what is owed, and every
        charge and payment with what was owed after it.

    Raises:
        UnknownMember: The book knows nobody by that id.
    """
    accounts = _account(found, member)
    items = _items(found, accounts, member)
    if member not in found.dues.reading.accounts.terms.histories and not items:
        raise UnknownMember(member)
    person = next((p for p in found.dues.overview.people if p.member == member), None)
    tables = [_standing(found, accounts, member)]
    if person and person.open:
        tables.append(_open(found, person))
    if items:
        tables.append(_moved(found, items))
    return Pack(found.pack.heading, evaluate(tuple(tables)), ())


def _account(found: DuesPack, member: str) -> Accounts:
    """All that a book says of one member's dues.

    A large book is read in runs; of it only the transactions with that member count.
    """
    accounts, scope = found.dues.reading.accounts, found.scope
    if member in accounts.items:
        return accounts
    own = [
        entry
        for entry in scope.entries
        if not isinstance(entry, data.Transaction) or _has(entry, member)
    ]
    return read_accounts(accounts.terms, own, scope.period.last, members={member})


def _has(entry: data.Transaction, member: str) -> bool:
    if entry.meta.get("member") == member:
        return True
    return any((one.meta or {}).get("member") == member for one in entry.postings)


def _items(found: DuesPack, accounts: Accounts, member: str) -> list[Item]:
    """What moved for a member by the end of the period, in the book's currency."""
    pledged = [one for one in found.dues.reading.pledged if one.member == member]
    owed = [
        one
        for one in accounts.items.get(member, ())
        if one.currency == found.scope.currency
    ]
    return sorted(pledged or owed, key=lambda item: item.date)


def _standing(found: DuesPack, accounts: Accounts, member: str) -> Table:
    """How a member stands, since when, by which rule, and what restores it."""
    last = found.scope.period.last
    standing = standings_of(accounts, {member}).get(member)
    title = f"{member} on {long_date(last)}"
    if standing is None:
        return Table(STANDING, title, (LABEL,), ())
    said = [_state(standing)]
    if standing.member_class or standing.workplace:
        said.append(_place(standing))
    notes: tuple[Sentence, ...] = ()
    if standing.restores_words:
        words = f"To be in good standing again: {standing.restores_words}."
        notes = (Sentence(words),)
    return Table(
        STANDING,
        title,
        (LABEL, Column("amount", ""), WHERE),
        tuple(_amounts(found, standing)),
        standing.currency,
        tuple(map(Sentence, said)),
        notes,
    )


def _amounts(found: DuesPack, standing: Standing) -> Iterator[Row]:
    """By which rule a member stands so, and what they owe, are owed and have to pay."""
    if standing.rule:
        where = in_folder(standing.rule, found.book.folder)
        label = f"By the rule: {standing.rule_words}"
        yield Row("rule", {"label": label, "where": where}, where=where)
    figures: dict[str, tuple[str, Decimal | None]] = {
        "overdue": ("Past its day", standing.overdue),
        "expected": ("To be taken from pay, no mark on them", standing.expected),
        "ahead": ("Paid ahead", standing.prepaid),
        "restores": ("To pay, to be in good standing again", standing.restores),
    }
    for name, (label, number) in figures.items():
        if number:
            yield Row(name, {"label": label, "amount": number})


def _state(standing: Standing) -> str:
    """How a member stands, in a sentence."""
    words = STATES[standing.state]
    since = f" since {long_date(standing.since)}" if standing.since else ""
    return f"{words}{since}."


def _place(standing: Standing) -> str:
    """Class and workplace, as far as the book says them."""
    parts = {"Class": standing.member_class, "workplace": standing.workplace}
    said = [f"{name} {value}" for name, value in parts.items() if value]
    words = ", ".join(said)
    return f"{words[:1].upper()}{words[1:]}."


def _open(found: DuesPack, person: Person) -> Table:
    """What is owed, the oldest first."""
    last = found.scope.period.last
    rows = []
    for number, one in enumerate(person.open):
        cells: dict[str, Content] = {
            "label": f"Due {long_date(one.due)}",
            "age": OLD[age_of(one.due, last)],
            "own": None if one.employer else one.number,
            "employers": one.number if one.employer else None,
        }
        rows.append(Row(f"open-{number}", cells))
    total: dict[str, Content] = {"label": "Together"}
    for name in ("own", "employers"):
        total[name] = Sum(tuple(Ref(OPEN, row.id, name) for row in rows))
    rows.append(Row("all", total, RowKind.TOTAL))
    columns = [
        LABEL,
        Column("age", "How old", ColumnKind.TEXT),
        Column("own", "Owed by the member"),
    ]
    if person.awaited:
        columns.append(Column("employers", "To be taken from pay"))
    currency = found.scope.currency
    return Table(OPEN, "Owed", tuple(columns), tuple(rows), currency)


def _moved(found: DuesPack, items: list[Item]) -> Table:
    """Every charge and payment, with what is owed after it."""
    earlier, shown = items[:-MOST], items[-MOST:]
    rows: list[Row] = []
    if earlier:
        before = sum((item.number for item in earlier), earlier[0].number * 0)
        cells: dict[str, Content] = {"label": "Before", "owed": before}
        rows.append(Row("before", cells, RowKind.NOTE))
    rows += _lines(shown, rows)
    more = f"The latest {MOST} are shown. " if earlier else ""
    words = f"{more}More than zero in the last column is owed, less is paid ahead."
    return Table(
        MOVED,
        "Charges and payments",
        (
            LABEL,
            Column("what", "", ColumnKind.TEXT),
            Column("number", "Charged or paid"),
            Column("owed", "Owed after it"),
        ),
        tuple(rows),
        found.scope.currency,
        notes=(Sentence(words),),
    )


def _lines(items: list[Item], before: list[Row]) -> Iterator[Row]:
    """A line for each item, which leads to its entry."""
    last = before[-1].id if before else ""
    for number, item in enumerate(items):
        row = f"item-{number}"
        parts = [Ref(MOVED, last, "owed")] if last else []
        cells: dict[str, Content] = {
            "label": item.date.isoformat(),
            "what": _what(item),
            "number": item.number,
            "owed": Sum((*parts, Ref(MOVED, row, "number"))),
        }
        # What was worked out and posted nowhere has no account.
        entry = compare.hash_entry(item.entry) if item.account else None
        yield Row(row, cells, entry=entry)
        last = row


def _what(item: Item) -> str:
    """What an item is: `Charged for 2026-03`, `Paid, fee for paying late`."""
    words = WORDS[item.kind]
    words = f"{words} for {item.period}" if item.period else words
    about = ABOUT.get(item.about, "")
    return f"{words}, {about}" if about else words
