"""A profile: what one sender's sheet is, and which accounts it concerns."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping
    from pathlib import Path

    from coopbooks.imports.reading import Reading

Kind = Literal[
    "bank",
    "processor",
    "check-off",
    "payroll",
    "dues",
    "roster",
    "expenses",
    "budget",
    "balances",
    "journal",
    "adjustments",
]
Sign = Literal["in", "out"]

# Metadata that a rule may put on what it fits.
TAGS = (
    "fund",
    "with",
    "agreement",
    "campaign",
    "decision",
    "period",
    "lot",
    "workplace",
)


class Shape(NamedTuple):
    """What a profile of a kind needs and may have.

    Attributes:
        needs: The fields whose columns it must name; `amount|debit|credit` is any.
        may: Fields that it may name.
        accounts: Its accounts that must be named.
        more: Its accounts that may be named.
        text: The field that rules look at where they name none.
        about_members: Whether its rows are about people: then no free text of it
            reaches the book, its entries are written in runs, and its file is private.
    """

    needs: tuple[str, ...]
    may: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    text: str = "text"
    about_members: bool = False


_LINES = Shape(
    ("entry", "date", "account", "amount|debit|credit"),
    ("text", "fund", "with", "member"),
)

SHAPES: Mapping[str, Shape] = {
    "bank": Shape(
        ("date", "text", "amount|debit|credit"),
        ("reference", "balance", "currency"),
        ("money",),
        ("unsorted", "unapplied"),
    ),
    "processor": Shape(
        ("date", "type", "gross", "reference"),
        ("fee", "net", "currency", "about", "member"),
        ("clearing", "income", "fees", "payout"),
        ("refunds", "chargebacks"),
        "about",
        about_members=True,
    ),
    "check-off": Shape(
        ("member", "amount"),
        ("workplace", "period", "deducted", "received", "remark", "reference"),
        ("money", "receivable"),
        ("unapplied",),
        "workplace",
        about_members=True,
    ),
    "payroll": Shape(
        ("member", "gross", "net"),
        ("hours", "date"),
        ("wages", "net"),
        ("employer", "hours", "hours-total"),
        "member",
        about_members=True,
    ),
    "dues": Shape(
        ("member", "amount"),
        ("date", "period", "reference", "workplace"),
        ("money", "dues"),
        ("prepaid", "unapplied"),
        "workplace",
        about_members=True,
    ),
    "roster": Shape(
        ("member", "event", "date"),
        (
            "class",
            "workplace",
            "until",
            "decision",
            "name",
            "email",
            "phone",
            "note",
        ),
        about_members=True,
    ),
    "expenses": Shape(
        ("date", "amount", "text"),
        ("member", "receipt", "reference"),
        ("expense", "other"),
        about_members=True,
    ),
    "budget": Shape(("account",), ("total",), text="account"),
    "balances": Shape(
        ("account", "amount|debit|credit"),
        ("currency",),
        (),
        ("opening", "result"),
        "account",
    ),
    "journal": _LINES,
    "adjustments": _LINES,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """What becomes of the rows in which a text stands.

    Attributes:
        texts: The row has one of them in the field; case and spaces don't count.
        column: The field that is looked at.
        account: The other side; `{member}` in it is the member's id. Empty to keep the
            profile's.
        payee: The payee to write.
        narration: What to write; else what the sender wrote, where that may be.
        way: Only money that comes `in` or goes `out`; empty for both.
        tags: Metadata, such as `fund`.
        split: Fixed parts of the amount by account; the rest goes to `account`.
        member: Whether the row is about a member: then nothing that the sender wrote
            reaches the book. For payroll False says that the person is no member.
        hours: For payroll, the account of the hours.
        foreign: A pattern with a currency and an amount in it, as the bank tells of
            what it changed: the other side is in that currency.
        line: The line of the profile in which it begins.
    """

    texts: tuple[str, ...]
    column: str
    account: str = ""
    payee: str = ""
    narration: str = ""
    way: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)
    split: Mapping[str, str] = field(default_factory=dict)
    member: bool | None = None
    hours: str = ""
    foreign: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Profile:
    """How the sheets of one sender are read and what they become.

    Attributes:
        name: The name of its file without `.toml`.
        path: Its file.
        kind: What the sheets are; a word of `SHAPES`.
        sender: Who sends them, in small letters: part of ids and of batch names.
        files: The names of the files that it is for, with `*` for anything.
        reading: How the sender writes.
        accounts: The accounts by what they are for, such as `money`.
        rules: What becomes of certain rows; the first that fits counts.
        payee: The payee of entries whose rule names none.
        sign: Whether a plain amount is money that comes `in` or that goes `out`.
        find: Values that stand outside the table: a pattern for each, looked for in
            the file's name, the sheet's name and the texts around the table.
        member: How ids are made of what the sender writes, such as `M-{}`.
        unknown: Whether a row of a member that the book does not know is rejected or
            goes to the account `unapplied`.
        again: Whether a row without a reference of its own, which another file had
            already, is asked about or taken as one more.
        texts: Whether the sender's text is kept only where a rule fits, or always.
        window: How many days may lie between a row and an entry typed for it.
        types: For a processor, its own words by ours.
        withheld: For payroll, the account of each column that is withheld.
        employer: For payroll, the account of each column that the employer adds.
        months: For a budget, the column of each month such as `2026-04`.
        asserts: For balances, the types of accounts that are confirmed.
        years: For balances, whether the years of income and costs run on, or are
            `closed` at each end into the account `result`.
        measure: The commodity in which hours are counted.
    """

    name: str
    path: Path
    kind: Kind
    sender: str
    files: tuple[str, ...]
    reading: Reading
    accounts: Mapping[str, str] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    payee: str = ""
    sign: Sign = "in"
    find: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    member: str = "{}"
    unknown: Literal["reject", "unapplied"] = "reject"
    again: Literal["ask", "take"] = "ask"
    texts: Literal["rules", "keep"] = "rules"
    window: int = 10
    types: Mapping[str, str] = field(default_factory=dict)
    withheld: Mapping[str, str] = field(default_factory=dict)
    employer: Mapping[str, str] = field(default_factory=dict)
    months: Mapping[str, str] = field(default_factory=dict)
    asserts: tuple[str, ...] = ("Assets", "Liabilities")
    years: Literal["open", "closed"] = "open"
    measure: str = "HOUR"

    @property
    def shape(self) -> Shape:
        """What its kind needs."""
        return SHAPES[self.kind]

    @property
    def label(self) -> str:
        """Sender and kind, as they stand in batch names: `harbor-foods-check-off`."""
        return f"{self.sender}-{self.kind}"
