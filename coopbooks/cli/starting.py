"""New books: what is in them, for each kind of body."""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.cli.refusals import BadCurrency
from coopbooks.cli.refusals import BadName
from coopbooks.cli.refusals import BadTitle
from coopbooks.core.periods import DAY
from coopbooks.core.periods import month_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from coopbooks.core.periods import Period

PRIVATE = "private"
ROSTER = "member,name,email,phone,note\n"


class Sort(NamedTuple):
    """What differs between the kinds of bodies outside their own files.

    Attributes:
        opening: The account that holds what there was when the book begins.
        bank: The bank account of the first entry.
        cash: The cash account of the first entry.
        income: An income account, for an example.
        words: What came in on it, for an example.
        member_class: The class of a member, for an example.
    """

    opening: str
    bank: str
    cash: str
    income: str
    words: str
    member_class: str


_BANK, _BOX = "Assets:Bank:Current", "Assets:Cash:Box"
SORTS: Mapping[str, Sort] = {
    "worker-coop": Sort(
        "Equity:Collective",
        _BANK,
        "Assets:Cash:Till",
        "Income:Sales",
        "Sales of the day",
        "owner",
    ),
    "union": Sort("Equity:Opening", _BANK, _BOX, "Income:Dues", "Dues", "standard"),
    "chapter": Sort("Equity:Opening", _BANK, _BOX, "Income:Dues", "Dues", "standard"),
    "party": Sort("Equity:Opening", _BANK, _BOX, "Income:Gifts", "A gift", "standard"),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a new book is to be.

    Attributes:
        kind: What kind of body: a key of `SORTS`.
        title: The body's name, as it is printed.
        name: The body's short name, the same in every book of the federation.
        currency: The currency of its reports.
        month: The month that its first entries are in.
    """

    kind: str
    title: str
    name: str
    currency: str
    month: Period


def plan(
    folder: Path,
    kind: str,
    now: datetime.datetime,
    currency: str,
    title: str | None = None,
    name: str | None = None,
) -> Plan:
    """Work out what a new book is to be.

    Args:
        folder: Where it will be; it gives the names that were not given.
        kind: What kind of body: a key of `SORTS`.
        now: What the clock shows.
        currency: The currency of its reports.
        title: The body's name, as it is printed.
        name: The body's short name.

    Returns:
        The plan.

    Raises:
        BadCurrency: It is no currency's code.
        BadName: The short name has other letters than it may.
        BadTitle: The title does not fit on a line.
    """
    short = slug(Path(os.path.realpath(folder)).name) if name is None else name
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", short):
        raise BadName(short)
    if not re.fullmatch(r"[A-Z][A-Z0-9'._-]{0,22}[A-Z0-9]", currency):
        raise BadCurrency(currency)
    said = short.replace("-", " ").title() if title is None else title.strip()
    if not said or not said.isprintable():
        raise BadTitle(said)
    return Plan(kind, said, short, currency, month_of(now.date()))


def slug(text: str) -> str:
    """Make a short name of a folder's name.

    Args:
        text: Any text.

    Returns:
        Its letters a to z and digits, with a hyphen between words; it may be empty.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))


def contents(wanted: Plan) -> dict[str, str]:
    """The files of a new book.

    Args:
        wanted: What it is to be.

    Returns:
        The text of each file, by its path in the book's folder, with forward slashes.
    """
    month_file = f"{wanted.month.begin:%Y}/{wanted.month.name}.beancount"
    words = _words(wanted, month_file)
    every, own = "every", wanted.kind
    sources = {
        "README.md": (every, "README.md"),
        ".gitignore": (every, "gitignore"),
        "main.beancount": (every, "main.beancount"),
        "chart.beancount": (own, "chart.beancount"),
        "roles.beancount": (own, "roles.beancount"),
        "terms.beancount": (own, "terms.beancount"),
        "members.beancount": (every, "members.beancount"),
        "decisions.beancount": (every, "decisions.beancount"),
        "budget.beancount": (own, "budget.beancount"),
        month_file: (every, "month.beancount"),
        "generated/none-yet.beancount": (every, "generated.beancount"),
        "reviews/none-yet.beancount": (every, "reviews.beancount"),
        "documents/README.txt": (every, "documents.txt"),
    }
    starters = resources.files("coopbooks.cli") / "starters"
    files = {
        path: Template((starters / room / name).read_text(encoding="utf-8")).substitute(
            words
        )
        for path, (room, name) in sources.items()
    }
    return {**files, f"{PRIVATE}/roster.csv": ROSTER}


def _words(wanted: Plan, month_file: str) -> dict[str, str]:
    """What stands in the places of the templates."""
    sort, month = SORTS[wanted.kind], wanted.month
    quoted = wanted.title.replace("\\", "\\\\").replace('"', '\\"')
    return {
        "title": wanted.title,
        "quoted": quoted,
        "name": wanted.name,
        "currency": wanted.currency,
        "begin": f"{month.begin:%Y}-01-01",
        "year_last": f"{month.begin:%Y}-12-31",
        "month": month.name,
        "month_begin": str(month.begin),
        "month_last": str(month.last),
        "next_begin": str(month.last + DAY),
        "month_file": month_file,
        "label": month.label,
        "opening": sort.opening,
        "bank": sort.bank,
        "cash": sort.cash,
        "example_income": sort.income,
        "example_income_words": sort.words,
        "member_class": sort.member_class,
    }
