"""Each recipe on a surplus is a book; what its remarks say is what is shared."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coopbooks.core.money import total_of
from tests.support.commands import run
from tests.support.coopbook import new_coop
from tests.support.coopbook import proposed
from tests.support.coopbook import steps_of
from tests.support.coopbook import told

if TYPE_CHECKING:
    from coopbooks.surplus.allocation import Allocation

GUIDE = (Path(__file__).resolve().parents[1] / "ledgers" / "README.md").read_text(
    encoding="utf-8"
)
NUMBER = r"([\d,]+\.\d\d)"
STEP = re.compile(rf"^; step (\d+): {NUMBER}", re.M)
MEMBER = re.compile(rf"^; ([A-Z]-\d+): {NUMBER}, of which {NUMBER} in cash", re.M)
LEFT = re.compile(rf"^; left: {NUMBER}", re.M)
PROBLEM = re.compile(r"^; problem: (.+)", re.M)
YEAR, *TITLED = re.split(
    r"(?m)^#### ",
    GUIDE.partition("\n### Surplus recipes\n")[2].partition("\n## ")[0],
)


def blocks(text: str) -> list[str]:
    return re.findall(r"```beancount\n(.*?)```", text, re.DOTALL)


RECIPES = [
    pytest.param(block, id=one.partition("\n")[0])
    for one in TITLED
    for block in blocks(one)
]


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def shared(recipe: str, folder: Path) -> Allocation:
    book = new_coop(folder / "ours", "\n".join([*blocks(YEAR), recipe]))
    assert told(book) == []
    return proposed(book)


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_is_shared_as_its_remarks_say(recipe: str, tmp_path: Path) -> None:
    found = shared(recipe, tmp_path)
    wrong = [one.message for one in found.problems]
    said = PROBLEM.findall(recipe)
    assert all(any(text in one for one in wrong) for text in said), wrong
    assert bool(wrong) == bool(said), wrong
    steps = steps_of(found)
    assert {int(at): steps[int(at)] for at, _ in STEP.findall(recipe)} == {
        int(at): number(text) for at, text in STEP.findall(recipe)
    }
    parts = {
        member: (
            total_of(part.amount for part in found.of_member(member)),
            total_of(part.cash for part in found.of_member(member)),
        )
        for member, _, _ in MEMBER.findall(recipe)
    }
    assert parts == {
        member: (number(amount), number(cash))
        for member, amount, cash in MEMBER.findall(recipe)
    }
    left = [number(text) for text in LEFT.findall(recipe)] or [Decimal(0)]
    assert [found.left] == left


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_says_what_comes_of_it(recipe: str) -> None:
    assert STEP.search(recipe) or MEMBER.search(recipe)
    remarks = [
        one for one in recipe.splitlines() if re.match(r"; [\w-]+( \d+)?: ", one)
    ]
    read = STEP.findall(recipe), MEMBER.findall(recipe), LEFT.findall(recipe)
    assert len(remarks) == sum(map(len, read)) + len(PROBLEM.findall(recipe))


def test_the_commands_that_the_guide_names_are_there() -> None:
    lines = sorted(set(re.findall(r"`coopbooks (surplus [^`]+)`", GUIDE)))
    assert len(lines) > 12
    for line in lines:
        words = line.split()
        told = run(*words[:2], "--help").stdout
        for option in [word for word in words if word.startswith("--")]:
            assert option in told, line


def test_there_are_recipes() -> None:
    assert len(RECIPES) > 20


def test_equal_parts_need_a_word_on_who_left(tmp_path: Path) -> None:
    [recipe] = [one.values[0] for one in RECIPES if "equal parts, and" in str(one.id)]
    without = str(recipe).replace('  part-year: "by-month"\n', "")
    [wrong] = shared(without, tmp_path).problems
    assert wrong.message.partition(" splits ")[2] == (
        "in equal parts, and M-0005 joined or left in 2025. Say with part-year: what "
        "they get: whole, by-month, by-day or nothing."
    )
