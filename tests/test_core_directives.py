from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from beancount.core.amount import Amount

from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot
from coopbooks.core.directives import coop_customs
from coopbooks.core.directives import parse
from coopbooks.core.errors import where
from coopbooks.core.forms import near
from tests.support import ledgers

if TYPE_CHECKING:
    from pathlib import Path

    from beancount.core import data

    from coopbooks.core.errors import LedgerError
    from tests.support.ledgers import Loaded

FUND = Form(
    "coop-fund",
    "What money is kept apart, and for what.",
    '2026-01-01 custom "coop-fund" "strike" "set-aside" 50.00 USD',
    (
        Slot("name"),
        Slot("kind", words=("restricted", "set-aside")),
        Slot("start", ("amount",), needed=False, units=("USD", "EUR")),
    ),
    {
        "purpose": Slot("purpose"),
        "votes": Slot("votes", ("number",), needed=False),
        "account": Slot("account", ("account",), needed=False),
        "open": Slot("open", ("flag",), needed=False),
        "until": Slot("until", ("date",), needed=False),
        "for-*": Slot("for", ("amount",), needed=False),
    },
)
BASE = Form(
    "coop-base",
    "Which accounts count.",
    '2026-01-01 custom "coop-base" Income:Sales',
    (Slot("account", ("account",)), Slot("theirs", ("their-account",), needed=False)),
)
FORMS = (FUND, BASE)
WRITTEN = f" Written: {FUND.example}"


def read(text: str, folder: Path) -> list[data.Directive]:
    """The entries of a ledger."""
    path = folder / "main.beancount"
    path.write_text(text, encoding="utf-8")
    return ledgers.load(path).entries


def told(errors: list[LedgerError]) -> list[str]:
    """Each error as a person reads it: the place, then the sentence."""
    return [f"{where(error.source)} {error.message}" for error in errors]


def test_a_directive_is_read(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-fund" "strike" "set-aside" 50.00 USD
      purpose: "strike pay"
      votes: 34
      account: Assets:Bank
      open: TRUE
      until: 2026-12-31
      for-0: 21 EUR
      for-3-or-more: 5 EUR
      note: "See the minutes."
      recorded: 2026-01-09
    """
    (fund,), errors = parse(load_doc.entries, FORMS)
    assert not errors
    assert (fund.kind, fund.name, str(fund.date)) == (
        "coop-fund",
        "strike",
        "2026-01-01",
    )
    assert fund.values["start"] == Amount(Decimal("50.00"), "USD")
    assert fund.meta["votes"] == 34
    assert fund.meta["account"] == "Assets:Bank"
    assert fund.meta["open"] is True
    assert fund.meta["for-3-or-more"] == Amount(Decimal(5), "EUR")
    assert fund.recorded == datetime.date(2026, 1, 9)
    assert where(fund.source) == "main.beancount:1"


def test_what_is_optional_may_be_missing(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-fund" "strike" "set-aside"
      purpose: "strike pay"
      until:
    """
    (fund,), errors = parse(load_doc.entries, FORMS)
    assert not errors
    assert "start" not in fund.values
    assert fund.meta["until"] is None
    assert fund.recorded == fund.date


def test_accounts_are_read_with_and_without_quotes(load_doc: Loaded) -> None:
    """
    2026-01-01 open Income:Sales
    2026-01-01 custom "coop-base" Income:Sales Income:Sales:Theirs
    2026-01-01 custom "coop-base" "Income:Sales"
    """
    directives, errors = parse(load_doc.entries, FORMS)
    assert not errors
    assert [one.values["account"] for one in directives] == ["Income:Sales"] * 2
    assert directives[0].values["theirs"] == "Income:Sales:Theirs"


def test_other_directives_are_passed_over(load_doc: Loaded) -> None:
    """
    2026-01-01 open Assets:Bank
    2026-01-01 custom "budget" Assets:Bank "monthly" 5.00 USD
    2026-01-01 custom "coop-decision" "2026-01/1"
    2026-01-02 custom "coop-fund" "strike" "set-aside"
      purpose: "strike pay"
    """
    directives, errors = parse(load_doc.entries, FORMS)
    assert [directive.kind for directive in directives] == ["coop-fund"]
    assert not errors
    assert len(list(coop_customs(load_doc.entries))) == 2


TEXT = 'a text in quotes, such as "strike"'
ACCOUNT = "an account, such as Assets:Bank"
AMOUNT = "an amount with its unit, such as 50.00 USD or 5 PERCENT"
ONE_OF = "it must be one of restricted, set-aside."
NUMBER = "it must be a number, such as 34"
DATE = "it must be a date, such as 2026-04-30"
UNITS = "an amount in USD or EUR, such as 5 USD"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ("", f"'name' is missing; it is {TEXT}."),
        ("5", f"'name' is '5'; it must be {TEXT}."),
        ('" "', f"'name' is empty; it must be {TEXT}."),
        ('"strike"', "'kind' is missing; it is one of restricted, set-aside."),
        (
            '"strike" "restrictd"',
            f"'kind' is 'restrictd'; {ONE_OF} Did you mean 'restricted'?",
        ),
        ('"strike" "set-aside" 5', f"'start' is '5'; it must be {UNITS}."),
        ('"strike" "set-aside" 5 GBP', f"'start' is '5 GBP'; it must be {UNITS}."),
        ('"strike" "set-aside" 5 USD 6', "'6' is one value too many."),
    ],
)
def test_values_that_do_not_fit(values: str, sentence: str, tmp_path: Path) -> None:
    line = f'2026-01-01 custom "coop-fund" {values}\n  purpose: "strike pay"\n'
    directives, errors = parse(read(line, tmp_path), FORMS)
    assert not directives
    assert told(errors) == [f"main.beancount:1 coop-fund: {sentence}{WRITTEN}"]


@pytest.mark.parametrize("value", ['"Sales"', "TRUE", "2026-01-01", "5.00 USD"])
def test_what_is_no_account(value: str, tmp_path: Path) -> None:
    line = f'2026-01-01 custom "coop-base" {value}\n'
    _, (error,) = parse(read(line, tmp_path), FORMS)
    said = "the text 'Sales'" if value == '"Sales"' else f"'{value}'"
    assert error.message.startswith(
        f"coop-base: 'account' is {said}; it must be {ACCOUNT}."
    )


@pytest.mark.parametrize(
    ("meta", "sentence"),
    [
        ('votes: "many"', f"'votes:' is the text 'many'; {NUMBER}."),
        ('account: "Bank"', f"'account:' is the text 'Bank'; it must be {ACCOUNT}."),
        ('open: "yes"', "'open:' is the text 'yes'; it must be TRUE or FALSE."),
        ("until: TRUE", f"'until:' is 'TRUE'; {DATE}."),
        (
            "for-1: 5",
            f"'for-1:' is '5'; it must be {AMOUNT}.",
        ),
        ("recorded: 5", f"'recorded:' is '5'; {DATE}."),
        ("note: 5", f"'note:' is '5'; it must be {TEXT}."),
        ('untill: "x"', "'untill:' is not known here. Did you mean 'until'?"),
        ('autority: "x"', "'autority:' is not known here. Did you mean 'authority'?"),
        ('quorum: "x"', "'quorum:' is not known here."),
    ],
)
def test_metadata_that_does_not_fit(meta: str, sentence: str, tmp_path: Path) -> None:
    line = '2026-01-01 custom "coop-fund" "strike" "set-aside"\n'
    text = f'{line}  purpose: "strike pay"\n  {meta}\n'
    directives, errors = parse(read(text, tmp_path), FORMS)
    assert not directives
    assert told(errors) == [f"main.beancount:1 coop-fund: {sentence}"]


def test_everything_wrong_below_a_directive_is_told(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-fund" "strike" "set-aside"
      purpose:
      votes: TRUE
      colour: "red"
    """
    _, errors = parse(load_doc.entries, FORMS)
    assert told(errors) == [
        f"main.beancount:1 coop-fund: 'purpose:' is missing below it; it is {TEXT}.",
        f"main.beancount:1 coop-fund: 'votes:' is 'TRUE'; {NUMBER}.",
        "main.beancount:1 coop-fund: 'colour:' is not known here.",
    ]


def test_a_long_text_is_told_in_a_line(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-fund" "strike" "one
      two
      three four five six seven eight nine ten eleven twelve thirteen fourteen"
    """
    _, errors = parse(load_doc.entries, FORMS)
    assert "\n" not in errors[0].message
    assert (
        "'one two three four five six seven eight nine ten eleven ...'"
        in told(errors)[0]
    )


def test_what_is_near_is_named() -> None:
    assert near("restrictd", ["restricted"]) == " Did you mean 'restricted'?"
    assert near("quorum", ["restricted"]) == ""
