"""Each recipe of the guide is a book; what its remarks say is what is charged."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from pathlib import Path

import pytest

from coopbooks.core.periods import parse_period
from coopbooks.dues.percapita.percapita import per_capita
from coopbooks.dues.rules.charges import expected
from coopbooks.dues.standing.standing import standings
from coopbooks.dues.terms import read_terms
from tests.support import ledgers

GUIDE = (Path(__file__).resolve().parents[1] / "ledgers" / "README.md").read_text(
    encoding="utf-8"
)
OWES = re.compile(r"^; (M-\d+) owes (nothing|[\d.,]+) ?([A-Z]*) for ([\w.-]+\w)", re.M)
STANDS = re.compile(
    r"^; (M-\d+) is (good|behind|suspended|dropped|excused) on ([\d-]+)"
    r"(?: and owes ([\d,]+\.\d\d))?(?:; ([\d,]+\.\d\d) restore)?",
    re.M,
)
GOES = re.compile(r'^; ([\d.,]+) ([A-Z]+) go to "(.*?)" for ([\w.-]+\w)', re.M)


def blocks(text: str) -> list[str]:
    return re.findall(r"```beancount\n(.*?)```", text, re.DOTALL)


def part(heading: str) -> str:
    level = heading.partition(" ")[0]
    pattern = rf"^{heading}$(.*?)(?=^#{{1,{len(level)}}} |\Z)"
    found = re.search(pattern, GUIDE, re.DOTALL | re.MULTILINE)
    assert found, heading
    return found[1]


HEAD = "\n".join(
    block
    for heading in (
        "## The first lines",
        "## Reading a sentence",
        "## The body and its accounts",
        "## Officers and decisions",
    )
    for block in blocks(part(heading))
)
RECIPES = [
    pytest.param(block, id=f"{title}-{number}")
    for title, _, text in (
        one.partition("\n") for one in part("### Recipes").split("#### ")[1:]
    )
    for number, block in enumerate(blocks(text), 1)
]


def book(recipe: str, folder: Path) -> ledgers.Loaded:
    head = re.sub(r"(?m)^include .*$", "", HEAD)
    funds = '2026-01-01 custom "coop-fund" "strike" "restricted"\n' * (
        'fund: "strike"' in recipe
    )
    if funds:
        funds += '  purpose: "strike pay"\n  giver: "friends"\n'
    path = folder / "main.beancount"
    path.write_text(f"{head}\n{funds}{recipe}", encoding="utf-8")
    return ledgers.load(path)


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_is_a_book_without_errors(recipe: str, tmp_path: Path) -> None:
    found = book(recipe, tmp_path).errors
    assert [f"{one.source['lineno']} {one.message}" for one in found] == []


@pytest.mark.parametrize("recipe", RECIPES)
def test_members_owe_what_a_recipe_says(recipe: str, tmp_path: Path) -> None:
    entries = book(recipe, tmp_path).entries
    terms = read_terms(entries)
    said = OWES.findall(recipe)
    assert said
    for member, number, unit, period in said:
        owed = expected(terms, entries, parse_period(period), [member])
        assert [one.message for one in owed.problems] == []
        charges = [one for one in owed.charges if one.number]
        if number == "nothing":
            assert charges == []
            assert [one.member for one in owed.excused] == [member]
            continue
        assert {one.currency for one in charges} == {unit}, (member, period)
        total = sum(one.number for one in charges)
        assert total == Decimal(number.replace(",", "")), (member, period, charges)


@pytest.mark.parametrize("recipe", RECIPES)
def test_parents_get_what_a_recipe_says(recipe: str, tmp_path: Path) -> None:
    entries = book(recipe, tmp_path).entries
    terms = read_terms(entries)
    for number, unit, name, period in GOES.findall(recipe):
        owed = per_capita(terms, entries, parse_period(period))
        assert [one.message for one in owed.problems] == []
        lines = {one.name: (one.number, one.currency) for one in owed.lines}
        assert lines[name] == (Decimal(number), unit)


@pytest.mark.parametrize("recipe", RECIPES)
def test_members_stand_as_a_recipe_says(recipe: str, tmp_path: Path) -> None:
    entries = book(recipe, tmp_path).entries
    terms = read_terms(entries)
    for member, state, day, owed, restores in STANDS.findall(recipe):
        found = standings(terms, entries, datetime.date.fromisoformat(day))[member]
        assert found.state == state, (member, day)
        assert not owed or found.owed == Decimal(owed), (member, day)
        assert not restores or found.restores == Decimal(restores), (member, day)


def test_there_are_recipes() -> None:
    assert len(RECIPES) > 20
