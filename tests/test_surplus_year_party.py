"""The party's share is a cost by agreement or a step, and never both."""

from __future__ import annotations

import pytest

from tests.support.yearbooks import book_of
from tests.support.yearbooks import lines_of

RULE = """\
2025-01-01 custom "coop-surplus" "law"
2025-01-01 custom "coop-surplus-step" "law" 10 "party" 5 PERCENT "of" "surplus"
  to: Liabilities:Share
  with: "federation"
"""
AGREEMENT = """\
2024-01-01 custom "coop-agreement" "ours" "{base}"
  from: "bakery"
  to: "{to}"
"""
BOOKED = """\
2025-12-31 * "Share"
  with: "{who}"
  Expenses:Share      50.00 USD
  Liabilities:Share  -50.00 USD
"""


def told(text: str) -> list[str]:
    return lines_of(book_of(text).read())


def test_a_step_alone_is_fine() -> None:
    assert told(RULE) == []


def test_an_agreement_and_a_step_are_an_error() -> None:
    [problem] = told(RULE + AGREEMENT.format(base="surplus", to="federation"))
    assert problem == (
        "2 coop-surplus: step 10 of 'law' shares with federation, and so does "
        "agreement 'ours' at <string>:5, as a cost of the year. Take one out; both is "
        "an error."
    )


@pytest.mark.parametrize(
    "agreement",
    [
        AGREEMENT.format(base="sales", to="federation"),
        AGREEMENT.format(base="surplus", to="somebody-else"),
        AGREEMENT.format(base="surplus", to="federation") + "  until: 2024-12-31\n",
        AGREEMENT.format(base="surplus", to="federation")
        + AGREEMENT.format(base="sales", to="federation").replace("2024", "2025"),
    ],
)
def test_other_agreements_are_not_concerned(agreement: str) -> None:
    assert told(RULE + agreement) == []


def test_a_share_booked_as_a_cost_and_a_step_are_an_error() -> None:
    text = RULE + BOOKED.format(who="federation")
    [problem] = told(text)
    assert problem == (
        "2 coop-surplus: step 10 of 'law' shares with federation, and a share is a "
        'cost of 2025 already, at <string>:5. Say starts-from: "before-share", or '
        "take the step out."
    )


def test_a_share_that_is_added_back_or_is_anothers_is_none() -> None:
    before = RULE.replace('"law"\n', '"law"\n  starts-from: "before-share"\n', 1)
    assert told(before + BOOKED.format(who="federation")) == []
    assert told(RULE + BOOKED.format(who="somebody-else")) == []
    assert told(RULE + BOOKED.format(who="federation").replace("2025", "2024")) == []
