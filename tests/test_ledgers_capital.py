"""Each recipe on members' capital is a book; what its remarks say comes of it."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from beancount.core import data

from coopbooks.core.closing import ends_of
from coopbooks.core.fiscalyear import DECEMBER
from coopbooks.core.money import total_of
from coopbooks.surplus.capital import leaving
from coopbooks.surplus.capital import redeeming
from coopbooks.surplus.capital.joining import read_joining
from coopbooks.surplus.capital.reserving import reserving
from coopbooks.surplus.terms import read_terms
from tests.support.coopbook import new_coop
from tests.support.coopbook import told

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book

GUIDE = (Path(__file__).resolve().parents[1] / "ledgers" / "README.md").read_text(
    encoding="utf-8"
)
NUMBER = r"([\d,]+\.\d\d)"
PAID = re.compile(
    rf"^; (\S+) on (\S+): {NUMBER} of {NUMBER} paid, {NUMBER} overdue$", re.M
)
RESERVED = re.compile(rf"^; (\S+) on (\S+): {NUMBER} to the reserve$", re.M)
GETS = re.compile(rf"^; with {NUMBER} on (\S+): (\S+) gets {NUMBER}$", re.M)
LEFT = re.compile(
    rf"^; (\S+) left: {NUMBER} in (\d+) parts, with {NUMBER} of interest, "
    rf"{NUMBER} within a year$",
    re.M,
)
PART = GUIDE.partition("\n### Capital recipes\n")[2].partition("\n## ")[0]
RECIPES = [
    pytest.param(block, id=one.partition("\n")[0])
    for one in re.split(r"(?m)^#### ", PART)[1:]
    for block in re.findall(r"```beancount\n(.*?)```", one, re.DOTALL)
]
TODAY = datetime.date(2026, 6, 30)
recipes = pytest.mark.parametrize("recipe", RECIPES)


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def book_of(recipe: str, folder: Path) -> Book:
    book = new_coop(folder / "ours", recipe)
    assert told(book) == []
    return book


@recipes
def test_what_was_paid_in(recipe: str, tmp_path: Path) -> None:
    book = book_of(recipe, tmp_path)
    terms = read_terms(book.entries)
    for member, day, paid, fee, overdue in PAID.findall(recipe):
        on = datetime.date.fromisoformat(day)
        found = read_joining(terms, book.entries, on, "USD")
        [one] = [one for one in found if one.member == member]
        assert (one.paid, one.fee) == (number(paid), number(fee))
        assert one.overdue == number(overdue)
    for member, day, moved in RESERVED.findall(recipe):
        on = datetime.date.fromisoformat(day)
        made = reserving(terms, book.entries, on, "USD").entries
        assert number(moved) == -total_of(
            posting.units.number or Decimal(0)
            for entry in made
            if isinstance(entry, data.Transaction) and entry.meta["member"] == member
            for posting in entry.postings
            if posting.account == "Equity:Reserve" and posting.units
        )


@recipes
def test_what_is_paid_back(recipe: str, tmp_path: Path) -> None:
    book = book_of(recipe, tmp_path)
    terms = read_terms(book.entries)
    for available, day, member, gets in GETS.findall(recipe):
        on = datetime.date.fromisoformat(day)
        asked = redeeming.Asked(TODAY, on, number(available))
        ends = ends_of(book.entries)
        run = redeeming.redeem(terms, book.entries, asked, "USD", DECEMBER, ends)
        lines = run.redemption.of_member(member)
        assert total_of(line.number for line in lines) == number(gets), member


@recipes
def test_what_is_owed_to_who_left(recipe: str, tmp_path: Path) -> None:
    book = book_of(recipe, tmp_path)
    terms = read_terms(book.entries)
    for member, debt, parts, interest, soon in LEFT.findall(recipe):
        asked = leaving.Asked(member, TODAY)
        ends = ends_of(book.entries)
        plan = leaving.leave(terms, book.entries, asked, "USD", ends).plan
        assert plan.debt == number(debt)
        assert len(plan.instalments) == int(parts)
        assert plan.interest == number(interest)
        assert plan.due_within_a_year(plan.day) == number(soon)


@recipes
def test_a_recipe_says_what_comes_of_it(recipe: str) -> None:
    remarks = [one for one in recipe.splitlines() if one.startswith("; ")]
    read = [one.findall(recipe) for one in (PAID, RESERVED, GETS, LEFT)]
    assert remarks
    assert len(remarks) == sum(map(len, read))


def test_there_are_recipes() -> None:
    assert len(RECIPES) > 5
