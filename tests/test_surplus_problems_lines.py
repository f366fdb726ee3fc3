"""Accounts that do not fit and lines that contradict each other are told at once."""

from __future__ import annotations

import pytest

from tests.support.surplusrules import LOSS
from tests.support.surplusrules import REST
from tests.support.surplusrules import RULE
from tests.support.surplusrules import found
from tests.support.surplusrules import line
from tests.support.surplusrules import step

TWENTY = '20 "reserve" 20 PERCENT "of" "surplus"'
PLACES = [
    (
        step(TWENTY, to="Assets:Bank"),
        (
            "Assets:Bank is an Assets account. A step goes to Equity, to a "
            "debt (Liabilities) or to a cost (Expenses)."
        ),
    ),
    (
        step(TWENTY, to="Equity:Result"),
        (
            "'law' 20 goes to Equity:Result, from which a year is shared; "
            "without to: a step is carried there."
        ),
    ),
    (
        step(TWENTY, to="Expenses:Tax"),
        (
            "'law' 20 is a cost; say in owed: on which account it is owed, "
            "besides Expenses:Tax."
        ),
    ),
    (
        step(TWENTY, 'until: "capital"', to=""),
        "'law' 20 has an until:, and no to: whose account it could look at.",
    ),
    (
        step('80 "members" "rest" "of" "left"', 'by: "hours"', to=""),
        "'law' 80 goes to members; say in to: to which accounts.",
    ),
    (
        step(
            '80 "members" "rest" "of" "left"',
            'by: "hours"',
            "owed: Liabilities:Tax",
            to="Expenses:Tax",
        ),
        "'law' 80 goes to members, and Expenses:Tax is a cost; name members' accounts.",
    ),
    (
        step('10 "earlier-losses" "all" "of" "surplus"'),
        (
            "'law' 10 makes good earlier losses; Equity:Reserve has not "
            "the role result. Leave out to:, or name the account that "
            "holds them."
        ),
    ),
    (
        step('10 "interest" "interest" "of" "left"', "rate: 4 PERCENT"),
        (
            "'law' 10 goes to members; Equity:Reserve has not the role "
            "member-capital or patronage-payable."
        ),
    ),
    (
        step('10 "interest" "interest" "of" "left"', to="Equity:Members"),
        "'law' 10 is interest and says no rate:.",
    ),
]


@pytest.mark.parametrize(("text", "message"), PLACES)
def test_an_account_that_does_not_fit(text: str, message: str) -> None:
    assert found(RULE + text) == [message]


LINES = [
    (
        step('10 "a" 60 PERCENT "of" "surplus"')
        + step('20 "b" 60 PERCENT "of" "result"'),
        (
            "the steps 10, 20 of 'law' come to 120 PERCENT of 'surplus', "
            "and there is no more than 100."
        ),
    ),
    (
        step('10 "a" 1 PERCENT "of" "surplus"')
        + step('20 "b" 60 PERCENT "of" "left-after" 10')
        + step('30 "c" 50 PERCENT "of" "left-after" 10'),
        (
            "the steps 20, 30 of 'law' come to 110 PERCENT of 'left-after "
            "10', and there is no more than 100."
        ),
    ),
    (
        REST + step('95 "reserve" 20 PERCENT "of" "surplus"'),
        "'law' 95 comes after 90, which takes all that is left.",
    ),
    (
        line("limit", '20 "at-most" 10 PERCENT "of" "surplus"'),
        "'law' 20 limits a step that is not there.",
    ),
    (
        step(TWENTY) + line("limit", '20 "at-most" 10 PERCENT "of" "step" 20'),
        "'law' 20 is by step 20: name a step before it.",
    ),
    (
        step(TWENTY) + line("limit", '20 "at-most" 10 PERCENT "of" "step" 10'),
        "'law' 20 is by step 10, and there is none.",
    ),
    (
        step(TWENTY) + line("limit", '20 "at-most" 10 PERCENT "of" "step"'),
        "'law' 20 says \"step\" and the number of a step together, or neither.",
    ),
    (
        step(TWENTY) + line("limit", '20 "at-most" 10 PERCENT "of" "payy"'),
        (
            "'law' 20 is of 'payy', which is no figure and no measure of "
            "this book. Did you mean 'pay'?"
        ),
    ),
    (
        step('10 "a" 5 PERCENT "of" "surplus"')
        + LOSS
        + line("limit", '10 "at-most" 10 PERCENT "of" "pay"'),
        "'law' 10 limits a step of a surplus and of a loss; number them otherwise.",
    ),
    (
        LOSS.replace('"loss"', '"surplus"'),
        '\'law\' 10 is of the "surplus" of a year that lost; say "loss".',
    ),
    (LOSS + "  rate: 4 PERCENT\n", "'law' 10: rate: is for \"interest\"."),
    (
        LOSS.replace("Equity:Reserve", "Equity:Members") + "  cash: 20 PERCENT\n",
        "'law' 10 says cash:, which is for steps of a surplus.",
    ),
    (
        line("source", '"other-sources" Assets:Bank'),
        (
            "Assets:Bank is an Assets account. A source is an account "
            "under Income or Expenses."
        ),
    ),
    (
        line("weight", '"hours" 100 PERCENT'),
        "'law' says weights, and nothing goes by them: add patronage: \"mix\".",
    ),
    (
        line("withhold", '"M-0009" 24 PERCENT', "to: Liabilities:Tax"),
        "'M-0009' is no member, no class and not \"all\". Did you mean 'M-0001'?",
    ),
    (
        line("withhold", '"all" 124 PERCENT', "to: Liabilities:Tax"),
        "part: is 124 PERCENT; it must be from 0 to 100 PERCENT.",
    ),
]


@pytest.mark.parametrize(("text", "message"), LINES)
def test_lines_that_do_not_fit_together(text: str, message: str) -> None:
    assert message in found(RULE + text)
