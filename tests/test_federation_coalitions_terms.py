"""What a federation file can't say of a coalition, by file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.controls.language import check
from coopbooks.core.errors import in_folder
from tests.support.coalitions import FILE

if TYPE_CHECKING:
    from pathlib import Path

PARTY = '2026-01-01 custom "coop-coalition-partner" "homes" "party"'
COOP = '2026-01-01 custom "coop-coalition-partner" "homes" "coop"'
TENANTS = '2026-01-01 custom "coop-coalition-partner" "homes" "tenants"'
ALL = f'{PARTY} 50 PERCENT\n{COOP} "rest"\n{TENANTS} 0 PERCENT\n'
LATER = """\
2026-02-01 custom "coop-coalition" "homes"
  authority: "the agreement of February"
  currency: "EUR"
2026-02-01 custom "coop-coalition-partner" "homes" "party" "equal"
2026-02-01 custom "coop-coalition-partner" "homes" "coop" "equal"
"""
REPORTED = 'custom "coop-coalition-reported" "homes"'


def told(folder: Path, text: str) -> list[str]:
    path = folder / "federation.beancount"
    path.write_text(FILE + text, encoding="utf-8")
    book = coopbooks.load(path)
    return [
        f"{in_folder(one.source, folder).rpartition(':')[2]}: {one.message}"
        for one in (*book.errors, *check(book.entries, book.options))
    ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 8, "nobody carries it: add a coop-coalition-partner of that date."),
        (f"{PARTY} 60 PERCENT\n{COOP} 50 PERCENT", 11, "come to 110 PERCENT of 100."),
        (f"{PARTY} 60 PERCENT\n{COOP} 30 PERCENT", 11, "come to 90 PERCENT of 100."),
        (f"{PARTY} 100 PERCENT\n{COOP} 1 PART", 11, "nothing of the costs of 'homes'"),
        (f'{PARTY} "rest"\n{COOP} "rest"', 11, "has a rest of the costs already"),
        (f'{PARTY} "rest"\n{COOP} "equal"', 10, "the rest of the costs is all that"),
        (f"{PARTY} -1 PART\n{COOP} 2 PART", 10, "a part of -1 PART is below zero."),
        (f'{PARTY} 1 PART\n{PARTY} "equal"', 11, "'party' of 'homes' was said before"),
        (f"{PARTY} 50 USD\n{COOP} 1 PART", 10, "in PERCENT or PART"),
        (
            '2026-01-01 custom "coop-coalition-partner" "home" "party" "rest"',
            10,
            "no header",
        ),
        (
            f"{PARTY} 50 PERCENT\n  gifts: 70 PERCENT\n{COOP} 50 PERCENT",
            12,
            "the parts of 'homes' in gifts come to 120 PERCENT of 100.",
        ),
        (
            ALL + LATER,
            13,
            "currency: is EUR, and unsaid at",
        ),
    ],
)
def test_parts_that_cannot_be(tmp_path: Path, text: str, line: int, words: str) -> None:
    found = told(tmp_path, text)
    assert any(one.startswith(f"{line}: ") and words in one for one in found), found


def test_a_body_that_is_not_there(tmp_path: Path) -> None:
    text = PARTY.replace('"party"', '"partly"') + ' "equal"'
    (found,) = told(tmp_path, text)
    assert found.startswith(
        "10: coop-coalition-partner: there is no body 'partly' here"
    )
    assert found.endswith("Did you mean 'party'?")


@pytest.mark.parametrize(
    ("report", "words"),
    [
        ('"party" "spent" 5 USD', "party keeps a book here, so it would be counted"),
        ('"tenant" "spent" 5 USD', "no body 'tenant' here. Did you mean 'tenants'?"),
        ('"tenants" "lent" 5 USD', "'what' is 'lent'"),
        ('"tenants" "spent" 0 USD', "0 USD is not above zero."),
        ('"tenants" "spent" 5 EUR', "there is no price of EUR in USD by then."),
        ('"tenants" "paid" 5 USD', "to: is missing below it."),
        ('"tenants" "received" 5 USD', "from: is missing below it."),
        ('"tenants" "spent" 5 USD\n  to: "party"', "to: is for paid only."),
        ('"tenants" "paid" 5 USD\n  to: "tenants"', "'tenants' is no other partner."),
    ],
)
def test_reports_that_cannot_be(tmp_path: Path, report: str, words: str) -> None:
    text = f'{ALL}2026-02-01 {REPORTED} {report}\n  because: "paper"\n'
    (found,) = told(tmp_path, text)
    assert found.startswith("13: coop-coalition-reported: ")
    assert words in found


def test_reports_of_another_time_and_of_nothing(tmp_path: Path) -> None:
    text = (
        f'{ALL}2025-12-31 {REPORTED} "tenants" "spent" 5 USD\n  because: "paper"\n'
        f'2026-02-01 {REPORTED} "tenants" "spent" 5 USD\n'
        '2026-02-02 custom "coop-coalition-reported" "home" "tenants" "spent" 5 USD\n'
        '  because: "paper"\n'
    )
    early, unproven, unknown = told(tmp_path, text)
    assert early.endswith("'homes' begins on 2026-01-01 only.")
    assert unproven.endswith(
        "say because: or name a document:, so that it can be checked."
    )
    assert unknown.endswith("there is no coop-coalition 'home'. Did you mean 'homes'?")


def test_a_price_by_then_is_enough(tmp_path: Path) -> None:
    text = (
        f'{ALL}2026-02-01 {REPORTED} "tenants" "spent" 5 EUR\n  because: "paper"\n'
        "2026-01-05 price EUR 1.10 USD\n"
    )
    assert told(tmp_path, text) == []
