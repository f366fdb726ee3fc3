"""What is wrong with the steps of a surplus is told at once; what is right is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.surplusrules import DAY
from tests.support.surplusrules import FEE
from tests.support.surplusrules import LEAVING
from tests.support.surplusrules import LOSS
from tests.support.surplusrules import PAID_BACK
from tests.support.surplusrules import REST
from tests.support.surplusrules import RULE
from tests.support.surplusrules import found
from tests.support.surplusrules import line
from tests.support.surplusrules import step

TWENTY = '20 "reserve" 20 PERCENT "of" "surplus"'
MEMBERS = '80 "members" 40 PERCENT "of" "left"'
RIGHT = [
    RULE + REST,
    RULE + step('10 "earlier-losses" "all" "of" "surplus"', to="") + REST,
    RULE + step('10 "earlier-losses" "all" "of" "surplus"', to="Equity:Result"),
    RULE + step('10 "carried" 10 PERCENT "of" "surplus"', to=""),
    RULE
    + step('10 "a" 60 PERCENT "of" "left"')
    + step('20 "b" 60 PERCENT "of" "left"'),
    RULE + step(TWENTY, 'while: "equity-to-debts"', "below: 40 PERCENT"),
    RULE + step(TWENTY, 'while: "year"', "up-to: 2"),
    RULE + step(TWENTY, 'while: "reserves"', "below: 1000 USD"),
    RULE + step(TWENTY, 'while: "hours"', "from: 100 HOUR"),
    RULE + step(TWENTY, 'until: "highest-capital"'),
    RULE + step(TWENTY, "until: 50 PERCENT", 'until-of: "capital"'),
    RULE + step(TWENTY, "until: 5000 USD"),
    RULE
    + step('10 "a" 10 PERCENT "of" "others-work"')
    + line("source", '"others-work" Income:Sales')
    + step('20 "top-up" 25 PERCENT "of" "surplus"', "including: 10"),
    RULE.replace('"hours"', '"hours"\n  others-work: "others-hours"')
    + step('10 "a" "all" "of" "others-work"'),
    RULE
    + step(
        '10 "tax" 21 PERCENT "of" "surplus"', "owed: Liabilities:Tax", to="Expenses:Tax"
    ),
    RULE
    + step(
        '10 "interest" "interest" "of" "left"', "rate: 4 PERCENT", to="Equity:Members"
    ),
    RULE
    + step(
        '10 "staff" 25 PERCENT "of" "left"',
        'by: "pay"',
        "cash: 100 PERCENT",
        to="Liabilities:Cash-Due",
    ),
    RULE + step('10 "pay" 30 PERCENT "of" "pay"'),
    RULE + step(TWENTY) + line("limit", '20 "at-most" 30 PERCENT "of" "pay"'),
    RULE + step(TWENTY, 'fund: "courses"'),
    RULE + LOSS + line("limit", '10 "at-most" "average-share" "of" "loss"'),
    RULE.replace("hours", "mix")
    + line("weight", '"hours" 60 PERCENT')
    + line("weight", '"equal" 40 PERCENT')
    + REST,
    RULE + line("withhold", '"all" 24 PERCENT', "to: Liabilities:Tax"),
    RULE + line("withhold", '"owner" 24 PERCENT', "to: Liabilities:Tax"),
    RULE + REST + '  notice: "qualified"\n  cash: 20 PERCENT\n',
    FEE + '  instalments: 10\n  each: "month"\n',
    FEE + "  reserve: 25 PERCENT\n  reserve-to: Equity:Reserve\n",
    PAID_BACK + '  order: "oldest-first"\n  maximum: 20 PERCENT\n  maximum-of: '
    '"surplus"\n',
    LEAVING + '  parts: 5\n  each: "year"\n  interest: 6.5 PERCENT\n  '
    "interest-to: Expenses:Interest\n",
    RULE.replace('"hours"', '"hours"\n  consent: "bylaws"')
    + f'{DAY}"coop-consent" "M-0001" "ends"\n',
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_passed_over(text: str) -> None:
    assert found(text) == []


STEPS = [
    (
        '10 "a" 20 PERCENT "of" "surplsu"',
        (
            "'law' 10 is of 'surplsu', which is no figure and no measure "
            "of this book. Did you mean 'surplus'?"
        ),
    ),
    (
        '10 "a" "all" "of" "loss"',
        "'law' 10 is of a \"loss\"; write it as coop-surplus-loss.",
    ),
    (
        '10 "a" 120 PERCENT "of" "surplus"',
        "'law' 10 takes 120 PERCENT of 'surplus', and there is no more than 100.",
    ),
    (
        '10 "a" -5 PERCENT "of" "surplus"',
        "'law' 10 takes -5 PERCENT, which is below zero.",
    ),
    ('10 "a" 5 HOUR "of" "surplus"', "part: is 5 HOUR; it must be money."),
    (
        '10 "a" "all" "of" "other-sources"',
        (
            "'law' 10 is of other-sources, and nothing says what comes "
            'from it: add a coop-surplus-source "law" "other-sources" with '
            "its account."
        ),
    ),
    (
        '10 "a" "all" "of" "others-work"',
        (
            "'law' 10 is of others-work, and nothing says what comes from "
            "it: add members-work: and others-work: (two measures) or "
            "others-share: to the coop-surplus; others-share: 0 PERCENT if "
            "there is none."
        ),
    ),
]


@pytest.mark.parametrize(("text", "message"), STEPS)
def test_a_step_of_what_is_not_there(text: str, message: str) -> None:
    assert found(RULE + step(text)) == [message]


META = [
    ('until: "empty"', "'law' 20 is until \"empty\", which is for losses."),
    (
        'until: "highest-captial"',
        (
            "'law' 20 is until 'highest-captial', which is no figure. Did "
            "you mean 'highest-capital'?"
        ),
    ),
    (
        "until: 50 PERCENT",
        "'law' 20 is until 50 PERCENT; say of what in until-of:, such as \"capital\".",
    ),
    ("until: 5 HOUR", "'law' 20 is until 5 HOUR; it must be money or PERCENT."),
    (
        'until-of: "capital"',
        "'law' 20 says until-of:, which is for an until: in PERCENT.",
    ),
    (
        'while: "equity-to-dets"\n  below: 40 PERCENT',
        "'law' 20 is while 'dets', which is no figure. Did you mean 'debts'?",
    ),
    (
        'while: "equity-to-debts"\n  below: 40',
        "'law' 20 is while 'equity-to-debts' is below 40; it must be PERCENT.",
    ),
    (
        'while: "year"\n  up-to: 2 USD',
        (
            "'law' 20 is while 'year' is up-to 2 USD; it must be a plain "
            "number, such as 2."
        ),
    ),
    (
        'while: "reserves"\n  below: 40 PERCENT',
        "'law' 20 is while 'reserves' is below 40 PERCENT; it must be money.",
    ),
    ("below: 40 PERCENT", "'law' 20 says below: without while:."),
    (
        'including: "ten"',
        "'law' 20 counts 'ten'; including: names steps, such as 20 or \"20, 30\".",
    ),
    ("including: 10", "'law' 20 counts step 10, and there is none."),
    ("including: 20", "'law' 20 counts step 20: name a step before it."),
    (
        "minimum: 20 USD\n  maximum: 10 USD",
        "'law' 20 has a minimum: of 20 USD above its maximum: of 10 USD.",
    ),
    ("maximum: -1 USD", "maximum: is -1 USD, which is below zero."),
    ("rate: 4 PERCENT", "'law' 20: rate: is for \"interest\"."),
    (
        "cash: 20 PERCENT",
        (
            "'law' 20 says cash: and goes to no members; name members' "
            "accounts (role member-capital) in to:, or say by: what it is "
            "split."
        ),
    ),
    (
        "owed: Liabilities:Tax",
        "'law' 20 says owed:, which is for costs; Equity:Reserve is none.",
    ),
    ('fund: "corses"', "fund: 'corses' is not in this book. Did you mean 'courses'?"),
]


@pytest.mark.parametrize(("meta", "message"), META)
def test_a_condition_that_cannot_hold(meta: str, message: str) -> None:
    assert found(RULE + step(TWENTY, meta)) == [message]


WORDS = st.sampled_from(
    ("all", "rest", "interest", "specials", "5 PERCENT", "7 USD", "3 HOUR")
)
WHOLES = st.sampled_from(("surplus", "left", "hours", "others-work", "loss", "nothing"))


@given(st.lists(st.tuples(WORDS, WHOLES), min_size=1, max_size=4))
def test_whatever_is_written_is_told_and_never_fails(
    steps: list[tuple[str, str]],
) -> None:
    parts = [f'"{part}"' if part.isalpha() else part for part, _ in steps]
    text = "".join(
        step(f'{number} "step" {part} "of" "{whole}"')
        for number, (part, (_, whole)) in enumerate(zip(parts, steps, strict=True), 1)
    )
    for message in found(RULE + text):
        assert message.endswith((".", "?", ":"))
