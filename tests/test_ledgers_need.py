"""Each recipe on times of need is a book; its remarks are what comes of it."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.core.periods import parse_period
from coopbooks.sharing.shares.shares import share_of
from coopbooks.sharing.views import view_of
from coopbooks.support.need.asking import Asking
from coopbooks.support.need.asking import entitlement
from coopbooks.support.need.cover import covers
from coopbooks.support.need.requests import benefit_for
from coopbooks.support.need.requests import request_of
from coopbooks.support.need.weekly import strike_pay
from coopbooks.support.terms import terms_of
from tests.support.commands import run

if TYPE_CHECKING:
    from coopbooks.sharing.share import View

GUIDE = (Path(__file__).resolve().parents[1] / "ledgers" / "README.md").read_text(
    encoding="utf-8"
)
N = r"([\d,]+(?:\.\d+)?)"
DAY = r"(\d{4}-\d\d-\d\d)"
WEEK = re.compile(rf"^; strike-pay (\d{{4}}-W\d\d) (M-\d+): {N}(?:, (.*))?$", re.M)
LASTS = re.compile(rf"^; lasts {DAY}: need {N} a week, {N} weeks", re.M)
LEFT = re.compile(rf"^; left ([\w-]+) on {DAY}: {N}", re.M)
ASKED = re.compile(rf"^; asked ([\w-]+) ([\w-]+) {N} on {DAY}: (.*)$", re.M)
SHARE = re.compile(rf"^; share ([\w-]+) ([\w-]+): {N}", re.M)
FRONT, *TITLED = re.split(
    r"(?m)^#### ",
    GUIDE.partition("\n### Help recipes\n")[2].partition("\n## ")[0],
)


def blocks(text: str) -> list[str]:
    return re.findall(r"```beancount\n(.*?)```", text, re.DOTALL)


RECIPES = [pytest.param(blocks(one), id=one.partition("\n")[0]) for one in TITLED]


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def view(folder: Path, *texts: str) -> View:
    path = folder / "main.beancount"
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(texts), encoding="utf-8")
    book = coopbooks.load(path)
    assert [error.message for error in book.errors] == []
    return view_of(book)


def ours(recipe: list[str], folder: Path) -> View:
    return view(folder, *blocks(FRONT), recipe[0])


def others(recipe: list[str], folder: Path) -> dict[str, View]:
    money = 'option "operating_currency" "USD"\n'
    found = [view(folder / "other", money, one) for one in recipe[1:]]
    return {one.name: one for one in found}


@pytest.mark.parametrize("recipe", RECIPES)
def test_strike_pay_is_as_a_recipe_says(recipe: list[str], tmp_path: Path) -> None:
    book = ours(recipe, tmp_path)
    terms = terms_of(book)
    for name, member, pay, because in WEEK.findall(recipe[0]):
        week = parse_period(name)
        pays, problems = strike_pay(book, terms, week, week.last)
        assert problems == []
        (found,) = [one for each in pays for one in each.people if one.member == member]
        assert (found.number, found.because) == (number(pay), because), name
    for day, need, weeks in LASTS.findall(recipe[0]):
        ((cover,), _) = covers(book, terms, datetime.date.fromisoformat(day))
        assert (cover.week, cover.weeks) == (number(need), int(weeks))


@pytest.mark.parametrize("recipe", RECIPES)
def test_who_asks_gets_what_a_recipe_says(recipe: list[str], tmp_path: Path) -> None:
    book = ours(recipe, tmp_path)
    terms, known = terms_of(book), others(recipe, tmp_path)
    for name, who, asked, on, says in ASKED.findall(recipe[0]):
        day = datetime.date.fromisoformat(on)
        member = who if who.startswith("M-") else ""
        benefit = benefit_for(terms, name, day)
        body = "" if member else who
        asking = Asking(benefit, member, body, number(asked), day, day)
        found = entitlement(book, terms, asking, known)
        if found.refusals:
            assert [one.because for one in found.refusals] == [says]
        else:
            assert found.most == number(says), (who, on)
    for name, on, left in LEFT.findall(recipe[0]):
        request = request_of(book, terms, name)
        assert request.left_on(datetime.date.fromisoformat(on)) == number(left)


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_share_that_is_not_asked_for(recipe: list[str], tmp_path: Path) -> None:
    book = ours(recipe, tmp_path)
    for name, period, owed in SHARE.findall(recipe[0]):
        (share,) = share_of(book, name, parse_period(period))
        assert share.number == number(owed)
        assert share.relief > 0


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_says_what_comes_of_it(recipe: list[str]) -> None:
    patterns = (WEEK, LASTS, LEFT, ASKED, SHARE)
    said = [found for pattern in patterns for found in pattern.findall(recipe[0])]
    assert len(said) == len(re.findall(r"^; ", recipe[0], re.M)) > 0


def test_there_are_recipes() -> None:
    assert len(RECIPES) > 6


def test_the_commands_that_the_guide_names_are_there() -> None:
    text = GUIDE.partition("\n## Help in times of need\n")[2].partition("\n## ")[0]
    lines = sorted(set(re.findall(r"`coopbooks (support [^`]+)`", text)))
    assert len(lines) > 3
    for line in lines:
        words = line.split()
        told = run(*words[:2], "--help").stdout
        for option in [word for word in words if word.startswith("--")]:
            assert option in told, line
