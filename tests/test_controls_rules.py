"""Each rule: its example is found, adjusted, turned off, waived; none is forgotten."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from coopbooks.controls.rules.registry import ADJUSTABLE
from coopbooks.controls.rules.registry import RULES
from coopbooks.controls.rules.registry import UnknownCode
from coopbooks.controls.rules.registry import rule_of
from tests.support.rules import judged
from tests.support.rules import said
from tests.support.rules import written

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from coopbooks.controls.rules.rule import Rule

WITH_EXAMPLE = [rule for rule in RULES.values() if rule.example]
BY_CODE = pytest.mark.parametrize("rule", WITH_EXAMPLE, ids=lambda rule: rule.code)


def example(rule: Rule) -> str:
    """A rule's example without what it says of the rule itself."""
    return "\n".join(
        line for line in rule.example.splitlines() if "coop-control" not in line
    )


def asking(rule: Rule, number: str, day: str = "2026-01-01", **how: str) -> str:
    """A coop-control of a rule."""
    meta = "".join(f'\n  {key}: "{value}"' for key, value in how.items())
    return f'{day} custom "coop-control" "{rule.code}" {number}{meta}'


def codes(text: str, folder: Path) -> list[str]:
    return [one.code for one in judged(written(folder, text)).open]


@BY_CODE
def test_its_example_is_found(rule: Rule, tmp_path: Path) -> None:
    found = judged(written(tmp_path, rule.example)).open
    assert rule.code in [one.code for one in found]
    assert all(one.words and not one.words.endswith(".") for one in found)


@BY_CODE
def test_it_is_asked_for_or_always_there(rule: Rule, tmp_path: Path) -> None:
    asked = "coop-control" in rule.example
    assert (rule.code in codes(example(rule), tmp_path)) is not asked


@BY_CODE
def test_it_is_adjusted_by_the_book(rule: Rule, tmp_path: Path) -> None:
    found = judged(written(tmp_path, rule.example)).open
    amount = next(one.amount for one in found if one.code == rule.code)
    if rule.adjusted == "amount" and rule.code != "one-signer":
        from_, above = (
            asking(rule, f'"{edge}" {amount} USD') for edge in ("from", "above")
        )
        assert rule.code in codes(f"{example(rule)}\n{from_}", tmp_path)
        assert rule.code not in codes(f"{example(rule)}\n{above}", tmp_path)
    elif rule.adjusted == "days":
        above = asking(rule, '"above" 900 DAY')
        assert rule.code not in codes(f"{example(rule)}\n{above}", tmp_path)


@BY_CODE
def test_it_is_turned_off_from_a_day_on(rule: Rule, tmp_path: Path) -> None:
    off = asking(rule, '"off"', "2026-02-01", because="we are three people")
    assert rule.code not in codes(f"{rule.example}\n{off}", tmp_path)
    later = asking(rule, '"off"', "2027-02-01", because="we are three people")
    assert rule.code in codes(f"{rule.example}\n{later}", tmp_path)


@BY_CODE
def test_it_is_waived_with_a_reason(rule: Rule, tmp_path: Path) -> None:
    found = judged(written(tmp_path, rule.example)).open
    one = next(one for one in found if one.code == rule.code)
    assert one.entry is not None
    amount = f"{one.amount} USD" if one.amount is not None else ""
    waiver = (
        f'2026-04-02 custom "coop-waiver" "{rule.code}" {one.entry.date} {amount}\n'
        '  because: "two of us saw it"\n  by: "finance committee"\n'
    )
    after = judged(written(tmp_path, rule.example, waiver))
    assert rule.code not in [left.code for left in after.open]
    assert [each.finding.code for each in after.waived] == [rule.code]
    assert after.waived[0].because == "two of us saw it"
    assert after.errors == []


def test_each_rule_says_what_a_treasurer_needs() -> None:
    for code, rule in RULES.items():
        assert rule.code == code
        assert rule.title
        assert not rule.title.endswith(".")
        assert rule.finds.endswith(".")
        assert rule.mend.endswith(".")
        assert rule.origin
        assert not rule.origin.endswith(".")
        assert rule.example or rule.find is None
    assert set(ADJUSTABLE) == set(RULES) - {"unknown-member", "ledger-error"}


def test_a_code_that_is_none_is_told_with_those_that_are() -> None:
    assert rule_of("no-receipt").title == "No receipt"
    with pytest.raises(UnknownCode, match="Did you mean 'no-receipt'"):
        rule_of("no-reciept")


ALL = [line for rule in WITH_EXAMPLE for line in rule.example.split("\n2026")]
PIECES = [part if part.startswith("2026") else f"2026{part}" for part in ALL]


@settings(max_examples=20)
@given(st.randoms(use_true_random=False))
def test_the_order_of_entries_and_files_makes_no_difference(
    tmp_path_factory: pytest.TempPathFactory, chance: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("book")
    pieces = list(dict.fromkeys(PIECES))
    plain = judged(written(folder, *pieces))
    chance.shuffle(pieces)
    cut = chance.randint(0, len(pieces))
    (folder / "other.beancount").write_text(
        "\n".join([*pieces[cut:], ""]), encoding="utf-8"
    )
    mixed = judged(written(folder, 'include "other.beancount"', *pieces[:cut]))
    assert said(mixed.open) == said(plain.open)
    assert len({one.code for one in plain.open}) >= len(WITH_EXAMPLE) - 1


def test_every_code_that_is_found_has_its_rule(root: Path) -> None:
    found = {
        code
        for path in (root / "coopbooks").rglob("*.py")
        for code in re.findall(
            r'\bFinding\(\s*"([\w-]+)"', path.read_text(encoding="utf-8")
        )
    }
    assert len(found) > 30
    assert found <= set(RULES)
