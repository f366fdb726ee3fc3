"""Meeting's workbooks at random: made, typed into, recalculated and read back."""

from __future__ import annotations

import datetime
import subprocess
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from beancount.parser import parser
from openpyxl import load_workbook

from coopbooks.core.money import ZERO
from coopbooks.core.money import quantize
from coopbooks.core.money import total_of
from coopbooks.core.periods import Period
from coopbooks.packs.pack import Heading
from coopbooks.surplus.steps.settings import changed
from coopbooks.surplus.steps.waterfall import share_out
from coopbooks.surplus.terms import read_terms
from tests.support.programs import RECALCULATE_ALWAYS
from tests.support.programs import NotRecalculated

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

    from openpyxl import Workbook

    from coopbooks.surplus.allocation import Allocation
    from coopbooks.surplus.figures import YearFigures
    from coopbooks.surplus.terms import SurplusTerms

YEAR = Period("2025", datetime.date(2025, 1, 1), datetime.date(2026, 1, 1))
HEADING = Heading(
    "Small Co-op",
    "worker co-op",
    "Surplus of 2025",
    "USD",
    "",
    "PROPOSAL",
    "",
    datetime.datetime.fromisoformat("2026-03-10T10:00"),
)
ACCOUNTS = """\
2020-01-01 custom "coop-account" "collective" Equity:Collective
2020-01-01 custom "coop-account" "reserve" Equity:Reserve
2020-01-01 custom "coop-account" "member-capital" Equity:Capital
2020-01-01 custom "coop-account" "fund-payable" Liabilities:Education
"""
# The step that gives interest, whose part is a word and whose rate is typed.
INTEREST = "80"
WAYS = {
    "In cash": "cash",
    "Kept": "kept",
    "Owed, as they left": "owed",
    "Of it tax": "withheld",
}


@dataclass(frozen=True)
class Year:
    """A year made by hand, and the rule that shares it."""

    terms: SurplusTerms
    figures: YearFigures

    def shared(self, settings: Sequence[str] = ()) -> Allocation:
        """How it is shared, by the library."""
        rule = changed(self.terms.rules[-1], settings).rule
        return share_out(rule, self.figures, self.terms.roles, tuple(settings))


def year_of(rule: str, figures: YearFigures) -> Year:
    """A year by the text of its rule."""
    entries, errors, _ = parser.parse_string(ACCOUNTS + rule)
    assert not errors
    return Year(read_terms(entries), figures)


def goes_by_hours(book: Workbook) -> bool:
    """Whether hours can be typed beside each member."""
    return "Members" in book.sheetnames and book["Members"]["B6"].value == "Hours"


def cells_of(book: Workbook) -> list[str]:
    """The names of cells to type into: the amount, and what is a percentage."""
    found = []
    for name, where in book.defined_names.items():
        sheet, cell = next(iter(where.destinations))
        form = book[sheet][cell.replace("$", "")].number_format
        if "%" in form or name in {"Surplus", "Loss"}:
            found.append(name)
    return found


@dataclass
class Typed:
    """What is typed into a workbook.

    Attributes:
        names: Numbers by the name of their cell, percentages from 0 to 1.
        hours: Numbers by member, in the column of hours.
    """

    names: dict[str, Decimal] = field(default_factory=dict)
    hours: dict[str, Decimal] = field(default_factory=dict)

    def settings(self) -> list[str]:
        """The same for the library, but for the amount and the hours."""
        found = []
        for name, number in self.names.items():
            _, _, rest = name.partition("Step_")
            step, _, cash = rest.partition("_")
            if step:
                key = f"{step}.rate" if step == INTEREST else step
                key = f"{step}.cash" if cash else key
                found.append(f"{key}={number * 100:f} PERCENT")
        return found

    def into(self, made: Path, path: Path) -> Path:
        """Type it into a copy of a workbook."""
        book = load_workbook(made)
        for name, number in self.names.items():
            sheet, cell = next(iter(book.defined_names[name].destinations))
            book[sheet][cell.replace("$", "")] = float(number)
        if self.hours and goes_by_hours(book):
            for row in book["Members"].iter_rows(min_row=7):
                if str(row[0].value) in self.hours:
                    row[1].value = float(self.hours[str(row[0].value)])
        book.save(path)
        return path

    def year(self, year: Year) -> Year:
        """The year with another amount and other hours."""
        figures = year.figures
        people = tuple(
            replace(
                one,
                measures={**one.measures, "hours": self.hours[one.member]}
                if one.member in self.hours
                else one.measures,
            )
            for one in figures.people
        )
        sign = -1 if figures.start < 0 else 1
        size = self.names.get("Surplus", self.names.get("Loss", abs(figures.start)))
        start = size * sign
        hours = dict(figures.hours)
        sources = {"members-work": start}
        other = figures.sources.get("other-sources", ZERO)
        others = figures.sources.get("others-work", ZERO)
        if hours:
            more = total_of(p.measures["hours"] for p in people if not p.why_not)
            less = total_of(
                p.measures["hours"] for p in figures.people if not p.why_not
            )
            hours["members"] += more - less
            both = hours["members"] + hours["others"]
            others = ZERO
            if both:
                others = quantize((start - other) * hours["others"] / both, "USD")
        sources = {
            "members-work": start - other - others,
            "others-work": others,
            "other-sources": other,
        }
        named = dict(figures.figures)
        if "equity" in named:
            named["equity"] += start - figures.start
        changed_ = replace(
            figures,
            people=people,
            start=start,
            sources=sources,
            hours=hours,
            figures=named,
        )
        return replace(year, figures=changed_)


def recalculated(soffice: Path, paths: Sequence[Path], folder: Path) -> list[Path]:
    """Have LibreOffice work out many workbooks anew, in one run.

    Args:
        soffice: the program.
        paths: .xlsx files of different names.
        folder: an existing folder for the private profile and the copies.

    Returns:
        The copies, in the same order.
    """
    profile = folder / "profile"
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(RECALCULATE_ALWAYS, encoding="utf-8", newline="\n")
    out = folder / "recalculated"
    command = [
        str(soffice),
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(out),
        *map(str, paths),
    ]
    run = subprocess.run(
        command, capture_output=True, text=True, timeout=600, check=False
    )
    for path in paths:
        if not (out / path.name).is_file():
            raise NotRecalculated(path, run.stderr or run.stdout)
    return [out / path.name for path in paths]


def told(path: Path) -> dict[str, Decimal]:
    """What a workbook says of steps and members, nothing left out."""
    book = load_workbook(path, data_only=True)
    return {**_steps(book), **_members(book)}


def state(path: Path) -> str:
    """The line on top of a workbook."""
    return str(load_workbook(path, data_only=True)["Proposal"]["A3"].value)


def expected(allocation: Allocation) -> dict[str, Decimal]:
    """What the library says of the same."""
    found = {f"step {one.number}": one.amount for one in allocation.steps}
    found["left"] = allocation.left
    for part in allocation.parts:
        ways = ("amount",) if allocation.is_loss else ("amount", *WAYS.values())
        for way in ways:
            key = f"{part.member} {way}"
            found[key] = found.get(key, ZERO) + getattr(part, way)
    return {key: number for key, number in found.items() if number}


def _steps(book: Workbook) -> dict[str, Decimal]:
    sheet = book["Proposal"]
    found: dict[str, Decimal] = {}
    gets = left = 0
    for row in sheet.iter_rows():
        texts = [cell.value for cell in row]
        if "Left" in texts and texts[0] == "Step":
            left = texts.index("Left")
            gets = left - 1
        elif isinstance(texts[0], int) and gets and f"step {texts[0]}" not in found:
            found[f"step {texts[0]}"] = _amount(texts[gets])
        elif str(texts[1] or "").startswith("Left over"):
            found["left"] = _amount(texts[left])
            break
    return {key: number for key, number in found.items() if number}


def _members(book: Workbook) -> dict[str, Decimal]:
    if "Members" not in book.sheetnames:
        return {}
    rows = list(book["Members"].iter_rows(min_row=6, values_only=True))
    titles = [str(one) for one in rows[0]]
    named = {**WAYS, "Gets": "amount", "Bears": "amount"}
    found = {}
    for row in rows[1:]:
        if row[0] == "Together":
            break
        for column, title in enumerate(titles):
            if title in named:
                found[f"{row[0]} {named[title]}"] = _amount(row[column])
    return {key: number for key, number in found.items() if number}


def _amount(value: object) -> Decimal:
    """A cell's number, which must be whole cents to far beyond them."""
    number = Decimal(str(value))
    cents = number.quantize(Decimal("0.01"))
    assert abs(number - cents) < Decimal("0.000001")
    return cents


def apart(
    found: Mapping[str, Decimal], wanted: Mapping[str, Decimal]
) -> dict[str, tuple[Decimal, Decimal]]:
    """What two accounts of the same year do not agree on."""
    return {
        key: (found.get(key, ZERO), wanted.get(key, ZERO))
        for key in sorted({*found, *wanted})
        if found.get(key, ZERO) != wanted.get(key, ZERO)
    }
