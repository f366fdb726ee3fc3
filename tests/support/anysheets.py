"""Random sheets of every kind, to be read by the profiles of the sample sheets."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

# What a row is about, in one form for a kind; the last is what may be corrected.
Fields = tuple[str, ...]
Rows = list[Fields]

DAYS = st.sampled_from(["2026-03-08", "2026-03-09", "2026-03-10"])
PEOPLE = st.sampled_from(["M-0001", "M-0002"])
NUMBERS = st.sampled_from(["0001", "0002"])
AMOUNTS = ("10.00", "20.00", "25.00", "99.00")
FEE = Decimal("0.56")
TAXES = Decimal(15)


@dataclass(frozen=True, slots=True)
class Kind:
    """How random sheets of a kind are made.

    Attributes:
        header: The lines above the rows, the header the last.
        fields: What a row, or some that belong together, are about.
        rows: Makes them, given their number in the sheet.
        account: Where they come to something; empty where they move no money.
        moved: How much, for the last of the fields.
        values: What the last of the fields may be corrected to.
        fate: What becomes of corrected rows.
        unique: Whether nothing may be there twice but for the last of the fields.
        by_row: Whether every row that is corrected is CHANGED, and no other: not where
            the book keeps sums, or not all that a row says.
    """

    header: tuple[str, ...]
    fields: st.SearchStrategy[Fields]
    rows: Callable[[int, Fields], Rows]
    account: str = ""
    moved: Callable[[Decimal], Decimal] = lambda number: number
    values: tuple[str, ...] = AMOUNTS
    fate: str = "CHANGED"
    unique: bool = False
    by_row: bool = True

    def lists(self) -> st.SearchStrategy[list[Fields]]:
        """Lists of what rows are about, at least one, with equal ones among them."""
        key: Callable[[Fields], Fields] | None = _head if self.unique else None
        return st.lists(self.fields, min_size=1, max_size=7, unique_by=key)

    def all_rows(self, fields: Sequence[Fields]) -> Rows:
        """The rows of a sheet."""
        return [row for at, one in enumerate(fields) for row in self.rows(at, one)]

    def total(self, fields: Sequence[Fields]) -> Decimal:
        """What a sheet comes to on the account."""
        return sum((self.moved(Decimal(one[-1])) for one in fields), Decimal(0))

    def write(self, path: Path, rows: Sequence[Fields]) -> Path:
        """Write a sheet."""
        lines = [*self.header, *(",".join(row) for row in rows)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        return path


def _head(fields: Fields) -> Fields:
    return fields[:-1]


def _fields(*columns: st.SearchStrategy[str]) -> st.SearchStrategy[Fields]:
    return st.tuples(*columns, st.sampled_from(AMOUNTS[:3]))


def _plain(_: int, fields: Fields) -> Rows:
    return [fields]


def _processed(at: int, fields: Fields) -> Rows:
    day, amount = fields
    net = str(Decimal(amount) - FEE)
    return [(f"a{at}", f"{day}T09:00:00Z", "charge", amount, str(FEE), net)]


def _paid(_: int, fields: Fields) -> Rows:
    who, hours, net = fields
    gross = str(Decimal(net) + TAXES)
    return [(who, hours, gross, "10.00", "5.00", net, "1.00")]


def _entry(at: int, fields: Fields) -> Rows:
    day, amount = fields
    text = f"Entry {at}"
    return [
        (str(at), day, "Expenses:Rent", amount, "", text),
        (str(at), day, "Liabilities:Payable", "", amount, text),
    ]


def _joins(at: int, fields: Fields) -> Rows:
    day, class_ = fields
    return [(f"M-1{at:03}", f"Person {at}", "join", day, class_, "", "")]


def _planned(_: int, fields: Fields) -> Rows:
    account, amount = fields
    return [(account, amount, "7.00", str(Decimal(amount) + 7))]


def _held(_: int, fields: Fields) -> Rows:
    account, side, amount = fields
    return [(account, *((amount, "") if side == "debit" else ("", amount)))]


ACCOUNTS = ("Income:Dues", "Income:Gifts", "Expenses:Rent", "Expenses:Travel")
HOLDS = (
    ("Assets : Bank", "debit", "940.00"),
    ("Assets:Cash", "debit", "0.00"),
    ("Liabilities:Payable", "credit", "0.00"),
)
LINES = "Entry,Date,Account,Debit,Credit,Text"

KINDS: Mapping[str, Kind] = {
    "bank": Kind(
        ("Date,Text,Amount,Reference",),
        _fields(DAYS, st.sampled_from(["HALL RENT", "PAID IN", "SMITHEE A"])),
        lambda at, one: [(*one, f"r{at}" if at % 2 else "")],
        "Assets:Bank",
        by_row=False,
    ),
    "processor": Kind(
        ("id,created,type,gross,fee,net",),
        _fields(DAYS),
        _processed,
        "Assets:Clearing:Processor",
        lambda number: number - FEE,
    ),
    "check-off": Kind(
        (
            "Month: March 2026",
            "deducted on 2026-03-27; paid over on 2026-04-10",
            "No.,Dept.,Dues",
        ),
        _fields(
            st.sampled_from(["0001", "0002", "0099"]),
            st.sampled_from(["PLANT", "DEPOT"]),
        ),
        _plain,
        "Assets:Clearing:List",
        by_row=False,
    ),
    "payroll": Kind(
        (
            "Pay sheet; paid 2026-03-31",
            "Number,Hours,Gross,Income tax,State tax,Net,Employer tax",
        ),
        _fields(
            st.sampled_from(["M-0001", "M-0002", "E-01"]),
            st.sampled_from(["10", "7.5", ""]),
        ),
        _paid,
        "Liabilities:Wages-Payable",
        lambda number: -number,
        by_row=False,
    ),
    "dues": Kind(
        ("Paid on,No.,For,Amount",),
        _fields(DAYS, NUMBERS, st.sampled_from(["March", "?", "February"])),
        _plain,
        "Assets:Cash",
    ),
    "expenses": Kind(
        ("Date,No.,What for,Receipt,Amount",),
        _fields(
            DAYS,
            PEOPLE | st.just(""),
            st.sampled_from(["Bus", "A hall"]),
            st.sampled_from(["", "bus.pdf"]),
        ),
        _plain,
        "Liabilities:Payable",
        lambda number: -number,
    ),
    "journal": Kind((LINES,), _fields(DAYS), _entry, "Expenses:Rent"),
    "adjustments": Kind(
        (LINES,), _fields(st.just("2025-12-31")), _entry, "Expenses:Rent"
    ),
    "roster": Kind(
        ("member,name,event,date,class,until,note",),
        st.tuples(DAYS, st.sampled_from(["standard", "low"])),
        _joins,
        values=("standard", "low", "high"),
        fate="REJECTED",
    ),
    "budget": Kind(
        (",2026 / Q2,,", "Account,Apr,May,Total"),
        _fields(st.sampled_from(ACCOUNTS)),
        _planned,
        fate="REJECTED",
        unique=True,
        by_row=False,
    ),
    "balances": Kind(
        ('"As of March 31, 2026"', ",Debit,Credit"),
        st.sampled_from(HOLDS),
        _held,
        fate="REJECTED",
        unique=True,
    ),
}
