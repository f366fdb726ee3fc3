"""What is wrong with members' parts and their capital is told at once."""

from __future__ import annotations

import pytest
from beancount import loader

from coopbooks.controls.language import check_language
from tests.support.surplusrules import COOP
from tests.support.surplusrules import DAY
from tests.support.surplusrules import FEE
from tests.support.surplusrules import HEAD
from tests.support.surplusrules import LEAVING
from tests.support.surplusrules import PAID_BACK
from tests.support.surplusrules import REST
from tests.support.surplusrules import RULE
from tests.support.surplusrules import found
from tests.support.surplusrules import line

HEADERS = [
    (
        RULE.replace("hours", "huors") + REST,
        (
            "patronage: 'huors' is no measure of this book: no "
            "coop-measure and no coop-declared has this name. Did you mean "
            "'hours'?"
        ),
    ),
    (
        f'{DAY}"coop-surplus" "law"\n' + REST,
        "'law' 90 goes to members, and neither patronage: nor by: says by what.",
    ),
    (
        RULE + '  part-year: "by-month"\n' + REST,
        (
            "part-year: is for equal parts, and 'law' has none; a measure "
            "such as hours counts as it is."
        ),
    ),
    (
        RULE.replace("hours", "equal") + "  minimum: 16 HOUR\n" + REST,
        (
            "minimum: is of what parts go by, and equal parts have no "
            "measure; say present: or classes:."
        ),
    ),
    (
        RULE.replace("hours", "mix") + REST,
        "'law' goes by a mix; say of what with lines coop-surplus-weight.",
    ),
    (
        RULE.replace("hours", "mix") + line("weight", '"hours" 60 PERCENT') + REST,
        "the weights of 'law' come to 60 PERCENT of 100.",
    ),
    (
        RULE.replace("hours", "mix") + line("weight", '"hous" 100 PERCENT') + REST,
        "'hous' is no measure of this book. Did you mean 'hours'?",
    ),
    (
        RULE + '  others-work: "others-hours"\n  others-share: 5 PERCENT\n' + REST,
        "says others-work: and others-share:; only one can hold.",
    ),
    (
        RULE + '  members-work: "hours"\n' + REST,
        "says members-work: without others-work:; add it.",
    ),
    (
        RULE + '  others-work: "pay"\n' + REST,
        "others-work: 'pay' is counted on no account; add a coop-measure.",
    ),
    (
        RULE + "  cash-floor: 120 PERCENT\n" + REST,
        "cash-floor: is 120 PERCENT; it must be from 0 to 100 PERCENT.",
    ),
    (
        RULE + "  cash-floor: 20 PERCENT\n" + REST + "  cash: 10 PERCENT\n",
        "'law' 90 pays 10 PERCENT in cash, less than the cash-floor: of 20 PERCENT.",
    ),
    (
        RULE + "  round-to: 0 USD\n" + REST,
        "round-to: is 0 USD; it must be money above zero.",
    ),
    (
        RULE + '  classes: "ownr"\n' + REST,
        "classes: no member is of class 'ownr'. Did you mean 'owner'?",
    ),
    (
        RULE + "  payable: Income:Sales\n" + REST,
        "Income:Sales is an Income account. What is owed stands under Liabilities.",
    ),
    (
        RULE + REST + '  notice: "qualified"\n  cash: 15 PERCENT\n',
        (
            "'law' 90 pays 15 PERCENT in cash; a qualified notice needs 20 "
            "(26 USC 1388(c)(1))."
        ),
    ),
    (
        RULE + REST + '  notice: "qualified"\n',
        (
            "'law' 90 pays 0 PERCENT in cash; a qualified notice needs 20 "
            "(26 USC 1388(c)(1))."
        ),
    ),
    (
        RULE + '  first-year: "2025-03"\n' + REST,
        "'2025-03' is no year; say such as \"2025\".",
    ),
]


@pytest.mark.parametrize(("text", "message"), HEADERS)
def test_members_parts_by_nothing(text: str, message: str) -> None:
    assert found(text) == [message]


PEOPLE = [
    (
        (
            f'{DAY}"coop-surplus-special" "M-0009" 5 USD\n  period: '
            '"2020"\n  decision: "2020/1"\n'
        ),
        "M-0009 never joined; add a coop-member.",
    ),
    (
        (
            f'{DAY}"coop-surplus-special" "M-0001" 5 USD\n  period: '
            '"2021"\n  decision: "2020/1"\n'
        ),
        "M-0001 gets nothing: 'law' has no step of \"specials\".",
    ),
    (
        f'{DAY}"coop-surplus-past" Equity:Reserve "2019-03" 5 PERCENT\n',
        "'2019-03' is no year; say such as \"2025\".",
    ),
    (
        f'{DAY}"coop-surplus-past" Equity:Reserve "2019" 5 PERCENT\n' * 2,
        "Equity:Reserve in 2019 was said before, at <string>:35. Take one out.",
    ),
    (
        f'{DAY}"coop-consent" "M-0001" "check"\n',
        'a check of M-0001 is for one year; say period: "2025".',
    ),
    (
        f'{DAY}"coop-consent" "M-0001" "ends"\n',
        "M-0001 has given no consent before 2021-01-01.",
    ),
    (FEE + "  instalments: 10\n", "says instalments: without each:; add it."),
    (FEE + "  reserve: 25 PERCENT\n", "says reserve: without reserve-to:; add it."),
    (
        FEE + "  reserve: 25 PERCENT\n  reserve-to: Equity:Members\n",
        "reserve-to: Equity:Members is members' account; name a reserve.",
    ),
    (
        FEE + '  instalments: 0\n  each: "month"\n',
        "instalments: is 0; it must be 1, 2, 3 or more.",
    ),
    (FEE.replace("USD", "HOUR"), "amount: is 1000 HOUR; it must be money."),
    (
        PAID_BACK + '  order: "oldest-first"\n  maximum: 20 PERCENT\n',
        'maximum: is 20 PERCENT; say of what in maximum-of:, such as "surplus".',
    ),
    (
        PAID_BACK + '  order: "oldest-first"\n  maximum-of: "surplus"\n',
        "maximum-of: is for a maximum: in PERCENT.",
    ),
    (
        PAID_BACK + '  order: "by-balance"\n  partly: "within-lot"\n',
        "partly: is for going lot by lot; by-balance goes by whole accounts.",
    ),
    (LEAVING + "  parts: 5\n", "says parts: without each:; add it."),
    (
        LEAVING + "  interest: 5 PERCENT\n",
        "says interest: without interest-to:; add it.",
    ),
    (
        LEAVING + "  forfeits: 5 PERCENT\n",
        "says forfeits: without forfeits-to:; add it.",
    ),
    (LEAVING + "  until: 2020-01-01\n", "until: 2020-01-01 is before it begins."),
]


@pytest.mark.parametrize(("text", "message"), PEOPLE)
def test_what_is_said_of_people_and_capital(text: str, message: str) -> None:
    assert found(RULE + REST + text) == [message]


def test_cash_that_is_owed_nowhere() -> None:
    head = HEAD.replace(
        '"patronage-payable" Liabilities:Cash-Due', '"payable" Liabilities:Tax'
    )
    head = head.replace('"capital-payable" Liabilities:Left', '"loan" Liabilities:Left')
    entries, _, _ = loader.load_string(
        head + COOP + RULE + REST + "  cash: 20 PERCENT\n" + LEAVING
    )
    assert [error.message for error in check_language(entries)] == [
        (
            "coop-surplus-step: 'law' 90 pays cash, and no account says "
            "where it is owed: "
            'add a coop-account "patronage-payable", or payable: to the '
            "coop-surplus."
        ),
        (
            "coop-leaving: no account says where it is owed to who left: add a "
            'coop-account "capital-payable", or payable:.'
        ),
    ]
