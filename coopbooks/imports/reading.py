"""How a sender's sheet is to be read: the part of a profile that knows no accounts."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Hidden = Literal["skip", "read"]


@dataclass(frozen=True, slots=True)
class Reading:
    """The settings by which a file is read, as its sender writes it.

    Attributes:
        columns: The header texts of each field, the one that is preferred first, such
            as `{"amount": ("Amount", "Betrag")}`. They match whatever their case,
            spaces and accents. In a header of two rows a text is both of them, as in
            `2026 / Q1`, or the lower one where only one column has it. An empty text
            is the first column that has no header.
        optional: The fields whose column may be missing.
        sheet: The name of the sheet; `*` for all that have the header; empty for the
            only one that has it.
        header_rows: How many rows the header has, 1 to 3.
        hidden: Whether hidden rows and sheets are skipped, which is said, or read.
        decimal: What stands before the cents, `.` or `,`; empty where it is not
            declared, so that `1.234` can't be read.
        thousands: What stands between thousands; empty where it is not declared: then
            the other one of `.` and `,`, a space or an apostrophe may.
        dates: How dates are written as text, in the language of `strptime`, such as
            `%d.%m.%Y`. `2026-03-31` and `31 Mar 2026` need no format.
        encoding: The encoding of a CSV file; empty to find it out.
        separator: What separates the fields of a CSV file; empty to find it out.
        totals: Labels of totals rows besides `Total`, `Subtotal` and their like.
        named: The labels of single cells by the names that the profile gives them,
            such as `{"opening": ("Opening balance",)}`. The figure stands in the same
            row; the row is no data.
        currency: The currency of the amounts, such as `USD`.
    """

    columns: Mapping[str, tuple[str, ...]]
    optional: frozenset[str] = frozenset()
    sheet: str = ""
    header_rows: int = 1
    hidden: Hidden = "skip"
    decimal: str = ""
    thousands: str = ""
    dates: tuple[str, ...] = ()
    encoding: str = ""
    separator: str = ""
    totals: tuple[str, ...] = ()
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    currency: str = ""
