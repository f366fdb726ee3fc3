"""What keeps a year from being shared, by file and line; the rest is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coopbooks.core.errors import where
from coopbooks.core.periods import parse_period
from coopbooks.surplus.proposing import propose
from coopbooks.surplus.terms import read_terms
from tests.support.sharing import TODAY
from tests.support.sharing import with_chart

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.surplus.allocation import Allocation

RULE = """\
2025-01-01 custom "coop-surplus" "law"
  patronage: "hours"
2025-01-01 custom "coop-surplus-step" "law" 10 "reserve" 20 PERCENT "of" "result"
  to: Equity:Reserve
2025-01-01 custom "coop-surplus-step" "law" 90 "members" "rest" "of" "left"
  to: Equity:Capital:Members
  cash: 20 PERCENT
2025-12-31 * "2025"
  Assets:Bank    1000.00 USD
  Income:Sales  -1000.00 USD
2025-12-31 * "Hours"
  Equity:Memo:Hours:Members  5 HOUR
    member: "A"
  Equity:Memo:Hours:Members  5 HOUR
    member: "B"
  Equity:Memo:Hours:Members  5 HOUR
    member: "C"
  Equity:Memo:Hours:Members  5 HOUR
    member: "D"
  Equity:Memo:Hours:Members  5 HOUR
    member: "E"
  Equity:Memo:Hours:Total  -25 HOUR
"""
NO_E = ('5 HOUR\n    member: "E"', "0 HOUR\n    ; nobody")


def found_in(folder: Path, text: str, today: str = "") -> Allocation:
    """How the year is shared in a book with this text."""
    path = folder / "main.beancount"
    path.write_text(text, encoding="utf-8")
    book = with_chart(path)
    day = parse_period(today).begin if today else TODAY
    terms = read_terms(book.entries)
    return propose(terms, book.entries, parse_period("2025"), day)


def told(found: Allocation) -> list[str]:
    """What is wrong, by place."""
    return [f"{where(one.source)} {one.message}" for one in found.problems]


def test_nothing_is_wrong(tmp_path: Path) -> None:
    found = found_in(tmp_path, RULE)
    assert told(found) == []
    assert [step.amount for step in found.steps] == [200, 800]


RESERVE, LEFT = "to: Equity:Reserve", '"rest" "of" "left"'
SALES = '2025-12-31 * "2025"'
LIMIT = (
    '2025-01-01 custom "coop-surplus-limit" "law" 10 "at-most" 5 PERCENT "of" "sales"'
)
SPECIAL = """
2026-03-01 custom "coop-surplus-special" "A" 100 USD
  period: "2025"
  decision: "2026/1"
"""
F_TOO = '-28 HOUR\n  Equity:Memo:Hours:Members  3 HOUR\n    member: "F"'
DEBTS = '  while: "equity-to-dets"\n  below: 1 PERCENT'
WRONG = [
    (*NO_E, "chart.beancount:41", "E: no hours for 2025."),
    ("-25 HOUR", F_TOO, "main.beancount:23", "F has 3 HOUR of hours in 2025, but was"),
    ("20 PERC", "120 PERC", "main.beancount:3", "'law' 10 takes 1,200.00 by the rule"),
    (LEFT, '"rest" "of" "left-after" 20', "main.beancount:5", "there is no step 20."),
    ('patronage: "hours"', 'patronage: "hour"', "main.beancount:1", "splits by hour,"),
    ('"law" 90', '"law" 90.5', "main.beancount:5", "has no whole number; number steps"),
    (LEFT, '"rest" "of" "step" 90', "main.beancount:5", "name a step before it."),
    ('"result"', '"resrves"', "main.beancount:3", "Did you mean 'reserves'?"),
    (
        RESERVE,
        f'{RESERVE}\n  until: "higest-capital"',
        "main.beancount:3",
        "has until: 'higest-capital', which the book does not have. Did you mean",
    ),
    (
        RESERVE,
        f"{RESERVE}\n  until: 10 PERCENT",
        "main.beancount:3",
        "has until: 10 PERCENT; say in until-of: of which figure.",
    ),
    (RESERVE, f"{RESERVE}\n{DEBTS}", "main.beancount:3", "Did you mean 'debts'?"),
    (
        RESERVE,
        f"{RESERVE}\n  maximum: 5 EUR",
        "main.beancount:3",
        "has maximum: in EUR; the book is shared in USD.",
    ),
    (SALES, f"{LIMIT}\n{SALES}", "main.beancount:8", "'law' 10 is of 'sales', which"),
    (
        'patronage: "hours"',
        'patronage: "mix"',
        "main.beancount:5",
        "goes by a mix; add a coop-surplus-weight for each measure of it.",
    ),
    (
        '  patronage: "hours"\n',
        "",
        "main.beancount:4",
        "says not what members' parts go by",
    ),
    (
        SALES,
        f"{SPECIAL}{SALES}",
        "main.beancount:9",
        "A is to get 100.00 of 2025, and no step of the rule",
    ),
]


@pytest.mark.parametrize(("old", "new", "place", "wanted"), WRONG)
def test_what_is_wrong_is_named_by_file_and_line(
    tmp_path: Path, old: str, new: str, place: str, wanted: str
) -> None:
    text = RULE.replace(old, new)
    assert text != RULE
    found = found_in(tmp_path, text)
    assert len(found.problems) == 1, told(found)
    assert told(found)[0].startswith(f"{place} ")
    assert wanted in told(found)[0]
    # The rest is shown, and ties.
    assert sum(step.amount for step in found.steps) + found.left == 1000


def test_nobody_worked(tmp_path: Path) -> None:
    found = found_in(tmp_path, RULE.replace("5 HOUR", "0 HOUR").replace("-20", "-0"))
    assert len(found.problems) == 1
    assert told(found)[0].endswith(
        "'law' 90 is split by hours, and nobody has any in 2025."
    )
    assert found.left == 800
    assert [step.amount for step in found.steps] == [200, 0]


def test_who_joined_in_the_year_and_the_rule_does_not_say_what_they_get(
    tmp_path: Path,
) -> None:
    joined = '2025-06-01 custom "coop-member" "F" "join"\n'
    text = RULE.replace('patronage: "hours"', 'patronage: "equal"') + joined
    found = found_in(tmp_path, text)
    assert len(found.problems) == 1
    assert told(found)[0].startswith(
        "main.beancount:1 coop-surplus: 'law' splits in equal parts, and F joined"
    )


def test_a_year_that_is_not_over_or_closed_is_told(tmp_path: Path) -> None:
    early = found_in(tmp_path, RULE, "2025-11-30")
    assert early.figures.over is False
    assert "2025 is not over before 1 January 2026: nothing is final." in early.notes
    found = found_in(tmp_path, RULE)
    assert found.figures.closed == "open"
    assert "2025 is not closed, so that its result may still change." in found.notes


def test_what_was_shared_already_is_told_where(tmp_path: Path) -> None:
    shared = """
2026-03-14 * "Shared"
  period: "2025"
  Equity:Result    1000.00 USD
  Equity:Reserve  -1000.00 USD
"""
    found = found_in(tmp_path, RULE + shared)
    assert len(found.problems) == 1
    assert told(found)[0].startswith(
        "main.beancount:24 2025 was shared already, at main.beancount:24."
    )
    # The figures are as before it.
    assert [step.amount for step in found.steps] == [200, 800]


def test_two_steps_of_one_number_count_once(tmp_path: Path) -> None:
    again = (
        '2025-01-01 custom "coop-surplus-step" "law" 10 "reserve" 5 PERCENT "of" '
        '"result"\n  to: Equity:Reserve\n'
    )
    found = found_in(tmp_path, RULE + again)
    assert len(found.problems) == 1
    assert "was said before, at main.beancount:3" in told(found)[0]
    assert [step.amount for step in found.steps] == [200, 800]
