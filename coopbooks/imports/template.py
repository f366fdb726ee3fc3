"""Blank workbooks for those who type into a spreadsheet, each with its profile."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.imports.profile import SHAPES

if TYPE_CHECKING:
    from collections.abc import Mapping


class About(NamedTuple):
    """A column of a template.

    Attributes:
        words: What stands in it.
        example: How it may look.
    """

    words: str
    example: str


COLUMNS: Mapping[str, About] = {
    "date": About("The day", "2026-04-15"),
    "text": About("What it was", "Rent of the hall, April"),
    "amount": About("How much; below zero what went out", "120.00"),
    "debit": About("How much is debited", "120.00"),
    "credit": About("How much is credited", "120.00"),
    "reference": About("A number of your own, one for each row", "2026-017"),
    "balance": About("The balance after the row", "4,098.82"),
    "currency": About("The currency, if not the account's", "USD"),
    "member": About("The member's id, never a name", "M-0042"),
    "workplace": About("Where the member works", "harbor-foods"),
    "period": About("For which month", "2026-03"),
    "deducted": About("The day on which it was taken from pay", "2026-03-31"),
    "received": About("The day on which it came in", "2026-04-20"),
    "remark": About("Anything else; it is not kept", "new"),
    "type": About("charge, refund, chargeback, payout or fee", "charge"),
    "gross": About("The amount before anything is taken off", "20.00"),
    "fee": About("The fee", "0.88"),
    "net": About("What is left", "19.12"),
    "about": About("What it was for", "Supporter, monthly"),
    "hours": About("Hours worked", "152"),
    "event": About("join, change, pause, resume, suspend, leave ...", "join"),
    "class": About("The class of membership", "standard"),
    "until": About("The last day of a pause or suspension", "2026-05-31"),
    "decision": About("The id of the decision behind it", "2026-04/2"),
    "name": About("The name; it goes to the private roster only", "A. Person"),
    "email": About("The address; it goes to the private roster only", ""),
    "phone": About("The number; it goes to the private roster only", ""),
    "note": About("A note; it goes to the private roster only", ""),
    "receipt": About("The file of the receipt", "2026-04-15.rent.pdf"),
    "account": About("The account, as the book has it", "Expenses:Hall"),
    "total": About("The sum of the row, to be compared", "1,440.00"),
    "entry": About("A number that the lines of one entry share", "1"),
    "fund": About("The fund, if any", "strike"),
    "with": About("The other body, if any", "harbor-federation"),
}
ACCOUNTS: Mapping[str, str] = {
    "money": "Assets:Bank",
    "unsorted": "Equity:Unsorted",
    "clearing": "Assets:Clearing",
    "income": "Income:Gifts",
    "fees": "Expenses:Bank-Charges",
    "payout": "Assets:Bank",
    "receivable": "Assets:Receivable:Dues",
    "unapplied": "Liabilities:Unapplied",
    "wages": "Expenses:Wages",
    "net": "Liabilities:Wages",
    "dues": "Income:Dues",
    "prepaid": "Liabilities:Dues-Prepaid",
    "expense": "Expenses:Office",
    "other": "Liabilities:Claims",
}
MONTHS = tuple(f"2026-{month:02}" for month in range(1, 13))


def columns_of(kind: str) -> list[str]:
    """The columns of a template.

    Args:
        kind: A kind of sheet.

    Returns:
        The fields, those first that are needed.
    """
    shape = SHAPES[kind]
    needed = [need.split("|")[0] for need in shape.needs]
    return [*needed, *(field for field in shape.may if field != "balance")]


def workbook(kind: str) -> bytes:
    """A blank workbook of a kind.

    Args:
        kind: A kind of sheet.

    Returns:
        An XLSX file: a sheet with the header, each cell with a note, and a sheet that
        explains the columns with an example of each.
    """
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        # As text, so that a spreadsheet takes no zero off an id.
        texts = book.add_format({"num_format": "@"})
        sheet, notes = book.add_worksheet(kind), book.add_worksheet("Notes")
        sheet.freeze_panes(1, 0)
        notes.set_column(0, 2, 40)
        notes.write_row(0, 0, ["Column", "What it is", "Example"], bold)
        for place, field in enumerate([*columns_of(kind), *_months(kind)]):
            header = title(field)
            about = COLUMNS.get(field, About("The plan for the month", "120.00"))
            sheet.write_string(0, place, header, bold)
            sheet.write_comment(0, place, f"{about.words}. Example: {about.example}")
            is_text = field in {"member", "reference", "period", "entry"}
            sheet.set_column(place, place, 16, texts if is_text else None)
            notes.write_row(place + 1, 0, [f"{header}:", about.words, about.example])
    return made.getvalue()


def title(field: str) -> str:
    """The header of a field: `with` is `With`, `2026-04` stays."""
    return field[:1].upper() + field[1:]


def profile_text(kind: str, name: str) -> str:
    """The profile that reads a template.

    Args:
        kind: A kind of sheet.
        name: What its files are called, without extension.

    Returns:
        The text of a profile, with accounts that are to be looked at.
    """
    shape = SHAPES[kind]
    sender = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or kind
    fields = columns_of(kind)
    needed = {need.split("|")[0] for need in shape.needs}
    optional = ", ".join(f'"{each}"' for each in fields if each not in needed)
    lines = [
        "# Reads the workbook that was made with it. Put your own accounts below.",
        f'kind = "{kind}"',
        f'sender = "{sender}"',
        f'files = ["{name}*.xlsx"]',
        f'sheet = "{kind}"',
        'decimal = "."',
        'thousands = ","',
        *([f"optional = [{optional}]"] if optional else []),
        "",
        "[columns]",
        *(f'{each} = "{title(each)}"' for each in fields),
    ]
    named = [*shape.accounts, *(one for one in shape.more if one == "unsorted")]
    if named:
        lines += ["", "[accounts]"]
        lines += [f'{each} = "{ACCOUNTS[each]}"' for each in named]
    if kind == "budget":
        lines += ["", "[months]", *(f'{month} = "{month}"' for month in MONTHS)]
    if kind == "processor":
        words = ("charge", "refund", "chargeback", "payout", "fee")
        lines += ["", "[types]", *(f'{each} = "{each}"' for each in words)]
    return "\n".join(lines) + "\n"


def _months(kind: str) -> tuple[str, ...]:
    return MONTHS if kind == "budget" else ()
