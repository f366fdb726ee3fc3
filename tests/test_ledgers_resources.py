"""Each recipe on resources and loans is a book; its remarks are what comes of it."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from beancount.core import data

import coopbooks
from coopbooks.core.periods import parse_period
from coopbooks.sharing.views import view_of
from coopbooks.support.exchange.ledger import exchange
from coopbooks.support.loans.state import loan_state
from coopbooks.support.loans.state import loan_states
from coopbooks.support.resources.provided import resources
from coopbooks.support.resources.recognising import recognise
from coopbooks.support.terms import terms_of
from tests.support.commands import run

if TYPE_CHECKING:
    from coopbooks.sharing.share import View
    from coopbooks.support.terms import SupportTerms

GUIDE = (Path(__file__).resolve().parents[1] / "ledgers" / "README.md").read_text(
    encoding="utf-8"
)
N = r"([\d,]+(?:\.\d+)?)"
RESOURCE = re.compile(
    rf"^; ([\w ]+) ([\w-]+): promised {N}, delivered {N}, to come {N}, worth {N}", re.M
)
BOOKED = re.compile(rf"^; booked ([\w-]+): {N}", re.M)
EXCHANGE = re.compile(rf"^; exchange ([\w-]+): contributed {N}, received {N}", re.M)
LOAN = re.compile(rf"^; ([\w-]+) ([\d-]+): owed {N}, late {N}, last ([\d-]+)", re.M)
PAYMENT = re.compile(rf"^; payment ([\d-]+): {N} and {N}", re.M)
FAR = datetime.date(2029, 1, 1)
YEAR, *TITLED = re.split(
    r"(?m)^#### ",
    GUIDE.partition("\n### Resource recipes\n")[2].partition("\n## ")[0],
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


def read(recipe: str, folder: Path) -> tuple[View, SupportTerms]:
    path = folder / "main.beancount"
    path.write_text("\n".join([*blocks(YEAR), recipe]), encoding="utf-8")
    book = coopbooks.load(path)
    assert [error.message for error in book.errors] == []
    view = view_of(book)
    return view, terms_of(view)


@pytest.mark.parametrize("recipe", RECIPES)
def test_resources_are_as_a_recipe_says(recipe: str, tmp_path: Path) -> None:
    view, terms = read(recipe, tmp_path)
    for name, period, *figures in RESOURCE.findall(recipe):
        found = resources(view, terms, parse_period(period))
        assert [one.message for one in found.problems] == []
        (row,) = [one for one in found.rows if one.thing.resource == name]
        made = [row.promised, row.delivered, row.to_come, row.value]
        assert made == [number(one) for one in figures], (name, period)


@pytest.mark.parametrize("recipe", RECIPES)
def test_what_is_recognised_is_as_a_recipe_says(recipe: str, tmp_path: Path) -> None:
    view, terms = read(recipe, tmp_path)
    said = BOOKED.findall(recipe)
    found = resources(view, terms, parse_period(said[0][0] if said else "2026"))
    made = recognise(view, found, datetime.date.min)
    assert [one.message for one in made.problems] == []
    entries = [
        change.after
        for one in made.differences
        for change in one.changes
        if isinstance(change.after, data.Transaction)
    ]
    units = [entry.postings[0].units for entry in entries]
    assert [one.number for one in units if one] == [number(one) for _, one in said]


@pytest.mark.parametrize("recipe", RECIPES)
def test_the_exchange_is_as_a_recipe_says(recipe: str, tmp_path: Path) -> None:
    view, terms = read(recipe, tmp_path)
    for period, given, got in EXCHANGE.findall(recipe):
        found = exchange(view, terms, "party", parse_period(period))
        assert found.total("USD", ours=True) == number(given)
        assert found.total("USD", ours=False) == number(got)


@pytest.mark.parametrize("recipe", RECIPES)
def test_loans_are_as_a_recipe_says(recipe: str, tmp_path: Path) -> None:
    view, terms = read(recipe, tmp_path)
    for name, day, owed, late, last in LOAN.findall(recipe):
        states = loan_states(view, terms, datetime.date.fromisoformat(day))
        (state,) = [one for one in states if one.loan.name == name]
        assert [one.message for one in state.problems] == []
        assert (state.owed, state.late) == (number(owed), number(late))
        assert str(state.loan.payments[-1].due) == last
    for line in terms.of("coop-loan"):
        plan = loan_state(view, terms, line, FAR).loan.payments
        paid = {str(one.due): (one.principal, one.interest) for one in plan}
        for due, principal, interest in PAYMENT.findall(recipe):
            assert paid[due] == (number(principal), number(interest)), due


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_says_what_comes_of_it(recipe: str) -> None:
    said = [
        found
        for pattern in (RESOURCE, BOOKED, EXCHANGE, LOAN, PAYMENT)
        for found in pattern.findall(recipe)
    ]
    assert len(said) == len(re.findall(r"^; ", recipe, re.M)) > 0


def test_the_commands_that_the_guide_names_are_there() -> None:
    lines = sorted(set(re.findall(r"`coopbooks (support [^`]+)`", GUIDE)))
    assert len(lines) > 3
    for line in lines:
        words = line.split()
        told = run(*words[:2], "--help").stdout
        for option in [word for word in words if word.startswith("--")]:
            assert option in told, line


def test_there_are_recipes() -> None:
    assert len(RECIPES) > 12
