from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coopbooks.core.errors import where
from coopbooks.imports.profiles import NoProfile
from coopbooks.imports.profiles import UnknownProfile
from coopbooks.imports.profiles import grouped
from coopbooks.imports.profiles import load_profiles
from coopbooks.imports.profiles import profile_for
from tests.support.importing import add_profile

if TYPE_CHECKING:
    from pathlib import Path

BANK = """\
kind = "bank"
sender = "bank"
files = ["bank-*.csv"]

[columns]
date = "Day"
text = "Text"
amount = ["Amount", "Betrag"]

[accounts]
money = "Assets:Bank"

[[rules]]
text = "Old  Hall"
account = "Expenses:Rent"
fund = "strike"
"""
OPENED = ("Assets:Bank", "Expenses:Rent", "Equity:Capital:M-0001")


def said(folder: Path, profile: str) -> list[str]:
    add_profile(folder, profile, "one")
    profiles, errors = load_profiles(folder, OPENED)
    assert not (profiles and errors)
    return [f"{where(error.source)}: {error.message}" for error in errors]


def test_a_profile_is_read(tmp_path: Path) -> None:
    assert said(tmp_path, BANK) == []
    profile = load_profiles(tmp_path, OPENED)[0][0]
    assert profile.label == "bank-bank"
    assert profile.reading.columns["amount"] == ("Amount", "Betrag")
    assert profile.rules[0].texts == ("old hall",)
    assert profile.rules[0].tags == {"fund": "strike"}


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ('kind = "bank"', 'kind = "bnk"', "one.toml:1: profile: 'bnk' is not one of"),
        ('kind = "bank"\n', "", "'kind' is missing"),
        ('sender = "bank"\n', "", "'sender' is missing"),
        ('"bank"\nfiles', '"My Bank"\nfiles', "one.toml:2: profile: 'sender' has"),
        (
            "files",
            "fils",
            "one.toml:3: profile: 'fils' is not known here. Did you mean",
        ),
        ('text = "Text"', 'txet = "Text"', "one.toml:7: profile: 'bank' has no column"),
        ('date = "Day"\n', "", "'bank' needs a column 'date'"),
        ("money = ", "mony = ", "Did you mean 'money'?"),
        ('money = "Assets:Bank"\n', "", "[accounts] needs 'money'"),
        ("Assets:Bank", "Assets:Bnk", "one.toml:11: profile: Assets:Bnk is not open."),
        ("Expenses:Rent", "Expenses:Rnt", "one.toml:13: profile: Expenses:Rnt is not"),
        ("fund =", "fnud =", "one.toml:13: profile: 'fnud' is not known here."),
        ('text = "Old  Hall"\n', "", "a rule needs 'text'"),
        ("[[rules]]", "[[rules", "one.toml:13: profile:"),
        ("[columns]", "window = true\n[columns]", "'window' must be a number"),
        ("[columns]", "[find]\ndate = '('\n[columns]", "is no pattern"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    tmp_path: Path, old: str, new: str, error: str
) -> None:
    assert old in BANK
    found = said(tmp_path, BANK.replace(old, new, 1))
    assert any(error in one for one in found), found


def test_an_account_for_each_member_fits_what_is_open(tmp_path: Path) -> None:
    profile = BANK.replace("Expenses:Rent", "Equity:Capital:{member}")
    assert said(tmp_path, profile) == []


def test_two_senders_of_one_name_are_told_apart(tmp_path: Path) -> None:
    add_profile(tmp_path, BANK, "one")
    add_profile(tmp_path, BANK, "two")
    profiles, errors = load_profiles(tmp_path, OPENED)
    assert [profile.name for profile in profiles] == ["one"]
    assert "tell them apart" in errors[0].message


def test_the_profile_for_a_file_is_the_only_one_that_fits(tmp_path: Path) -> None:
    add_profile(tmp_path, BANK, "one")
    add_profile(tmp_path, BANK.replace('sender = "bank"', 'sender = "b"'), "two")
    add_profile(
        tmp_path,
        BANK.replace('sender = "bank"', 'sender = "c"').replace("bank-*", "c-*"),
        "three",
    )
    profiles, _ = load_profiles(tmp_path, OPENED)
    file = tmp_path / "bank-2026.csv"
    with pytest.raises(NoProfile, match="fits the profiles one and two"):
        profile_for(file, profiles)
    assert profile_for(file, profiles, "two").name == "two"
    with pytest.raises(UnknownProfile, match="Did you mean 'two'"):
        profile_for(file, profiles, "tow")
    with pytest.raises(NoProfile, match=r"No profile is for x\.csv"):
        profile_for(tmp_path / "x.csv", profiles)
    groups = grouped([tmp_path / "c-1.csv", tmp_path / "C-2.CSV"], profiles)
    assert [(one.name, len(files)) for one, files in groups] == [("three", 2)]
