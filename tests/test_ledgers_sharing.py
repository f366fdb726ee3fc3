"""Each recipe on sharing is a book; what its remarks say is what is owed."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.core.money import total_of
from coopbooks.core.periods import parse_period
from coopbooks.sharing.shares.interest import interest_on
from coopbooks.sharing.shares.shares import share_of
from coopbooks.sharing.shares.shares import shares_of
from coopbooks.sharing.views import fiscal_year_end
from coopbooks.sharing.views import view_of

if TYPE_CHECKING:
    from coopbooks.core.periods import Period
    from coopbooks.sharing.share import Share
    from coopbooks.sharing.share import View

GUIDE = (Path(__file__).resolve().parents[1] / "ledgers" / "README.md").read_text(
    encoding="utf-8"
)
NUMBER = r"(-?[\d,]+(?:\.\d+)?)"
NAME = r"(?:([a-z][\w-]*) )?"
PERIOD = r"((?:FY)?\d[\w-]*)"
SHARE = re.compile(rf"^; share {NAME}{PERIOD}: (?:{NUMBER}|nothing)(?: ([A-Z]+))?$")
COUNTED = re.compile(rf"^; counted {NAME}{PERIOD}: {NUMBER}$")
RELIEF = re.compile(rf"^; relief {NAME}{PERIOD}: {NUMBER}$")
PART = re.compile(rf"^; part ([a-z][\w-]*) {PERIOD}: {NUMBER}$")
DUE = re.compile(rf"^; due {NAME}{PERIOD}: ([\d-]+)$")
INTEREST = re.compile(rf"^; interest {NAME}{PERIOD} paid ([\d-]+): {NUMBER}$")
ALL = re.compile(rf"^; all {PERIOD}: {NUMBER}$")
TOLD = re.compile(r"^; (problem|note): (.+)$")
REMARKS = (SHARE, COUNTED, RELIEF, PART, DUE, INTEREST, ALL, TOLD)
TITLED = re.split(
    r"(?m)^#### ",
    GUIDE.partition("\n### Sharing recipes\n")[2].partition("\n## ")[0],
)[1:]
RECIPES = [
    pytest.param(block, id=one.partition("\n")[0])
    for one in TITLED
    for block in re.findall(r"```beancount\n(.*?)```", one, re.DOTALL)
]
recipes = pytest.mark.parametrize("recipe", RECIPES)


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def remarks(recipe: str, pattern: re.Pattern[str]) -> list[re.Match[str]]:
    found = [pattern.match(line) for line in recipe.splitlines()]
    return [one for one in found if one]


def read(recipe: str, folder: Path) -> View:
    path = folder / "main.beancount"
    whole = f'plugin "coopbooks.plugins.all"\n{recipe}'
    path.write_text(whole, encoding="utf-8")
    book = coopbooks.load(path)
    assert [error.message for error in book.errors] == []
    return view_of(book)


def period(view: View, text: str) -> Period:
    return parse_period(text, fiscal_year_end(view))


def shares(view: View, name: str | None, text: str) -> list[Share]:
    """The shares of an agreement, or of the only one, that end in a period."""
    names = {one.name for one in view.terms.agreements}
    (name,) = {name} if name else names
    assert name in names
    return share_of(view, name, period(view, text))


@recipes
def test_shares_are_as_a_recipe_says(recipe: str, tmp_path: Path) -> None:
    view = read(recipe, tmp_path)
    for name, text, owed, currency in (one.groups() for one in remarks(recipe, SHARE)):
        found = shares(view, name, text)
        assert bool(found) == (owed is not None), text
        assert [problem for one in found for problem in one.problems] == []
        assert total_of(one.number for one in found) == number(owed or "0"), text
        assert {one.currency for one in found} <= {currency or view.currency}


@recipes
def test_the_way_to_a_share_is_as_a_recipe_says(recipe: str, tmp_path: Path) -> None:
    view = read(recipe, tmp_path)
    for name, text, counted in (one.groups() for one in remarks(recipe, COUNTED)):
        (share,) = shares(view, name, text)
        assert share.base.number == number(counted), text
    for name, text, relief in (one.groups() for one in remarks(recipe, RELIEF)):
        (share,) = shares(view, name, text)
        assert share.relief == number(relief), text
        assert share.before_relief - share.relief == share.number
    for name, text, day in (one.groups() for one in remarks(recipe, DUE)):
        (share,) = shares(view, name, text)
        assert str(share.due) == day, text


@recipes
def test_parts_are_as_a_recipe_says(recipe: str, tmp_path: Path) -> None:
    view = read(recipe, tmp_path)
    for name, text, owed in (one.groups() for one in remarks(recipe, PART)):
        found = shares_of(view, period(view, text))
        parts = [part for one in found for part in one.parts if part.name == name]
        assert [part.number for part in parts] == [number(owed)], (name, text)
        for one in found:
            assert not one.parts or total_of(p.number for p in one.parts) == one.number
    for text, owed in (one.groups() for one in remarks(recipe, ALL)):
        found = shares_of(view, period(view, text))
        assert total_of(one.number for one in found) == number(owed), text


@recipes
def test_interest_is_as_a_recipe_says(recipe: str, tmp_path: Path) -> None:
    view = read(recipe, tmp_path)
    for name, text, day, owed in (one.groups() for one in remarks(recipe, INTEREST)):
        (share,) = shares(view, name, text)
        paid = datetime.date.fromisoformat(day)
        assert share.due is not None
        found = interest_on(share.group, share.number, share.currency, share.due, paid)
        assert found.number == number(owed), (text, day)


@recipes
def test_what_is_told_is_as_a_recipe_says(recipe: str, tmp_path: Path) -> None:
    view = read(recipe, tmp_path)
    said = remarks(recipe, TOLD)
    found = shares_of(view, parse_period("2024..2027"))
    told = {
        "problem": [one.message for share in found for one in share.problems],
        "note": [one for share in found for one in share.notes],
    }
    for kind, words in (one.groups() for one in said):
        assert any(words in one for one in told[kind]), told[kind]


@recipes
def test_a_recipe_says_what_comes_of_it(recipe: str) -> None:
    lines = [line for line in recipe.splitlines() if line.startswith(";")]
    read = [one for pattern in REMARKS for one in remarks(recipe, pattern)]
    assert [line for line in lines if line not in {one[0] for one in read}] == []
    assert remarks(recipe, SHARE) or remarks(recipe, PART)
    assert 'custom "coop-entity"' in recipe
    assert "  basis: " in recipe


def test_each_recipe_has_a_heading_and_says_its_rule() -> None:
    assert len(RECIPES) == len(TITLED) >= 25
    for one in TITLED:
        rule = one.partition("\n\n")[2].partition("```")[0].strip()
        assert rule.endswith("."), one.partition("\n")[0]
