from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coopbooks.core.accounts import is_under
from coopbooks.core.accounts import measures
from coopbooks.core.accounts import plain
from coopbooks.core.accounts import read_roles
from coopbooks.core.accounts import unknown_accounts
from coopbooks.core.accounttypes import TYPES
from coopbooks.core.accounttypes import types_of
from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot
from coopbooks.core.directives import parse
from coopbooks.core.roles import ROLES
from tests.support.terms import told

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book
    from tests.support.ledgers import Loaded


def test_a_role_covers_the_accounts_below(load_doc: Loaded) -> None:
    """
    2026-01-01 open Assets:Bank:Operating USD
    2026-01-01 open Assets:Bank:Till USD
    2026-01-01 open Assets:Banking-Fees-Prepaid USD
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-account" "cash" Assets:Bank:Till
    """
    roles, errors = read_roles(load_doc.entries)
    assert not errors
    assert roles.of("Assets:Bank") == "bank"
    assert roles.of("Assets:Bank:Operating:USD") == "bank"
    assert roles.of("Assets:Bank:Till") == "cash"
    assert roles.of("Assets:Banking-Fees-Prepaid") is None
    assert roles.root_of("Assets:Bank:Operating") == "Assets:Bank"
    assert roles.root_of("Assets:Oven") == "Assets:Oven"
    assert roles.is_money("Assets:Bank:Till")
    assert not roles.is_money("Assets:Banking-Fees-Prepaid")


def test_what_falls_due_later_is_known_by_its_role(load_doc: Loaded) -> None:
    """
    2026-01-01 open Liabilities:Loans:Mortgage USD
    2026-01-01 open Liabilities:Loans:Card USD
    2026-01-01 custom "coop-account" "long-term-loan" Liabilities:Loans:Mortgage
    2026-01-01 custom "coop-account" "loan" Liabilities:Loans:Card
    """
    roles, _ = read_roles(load_doc.entries)
    assert roles.is_later("Liabilities:Loans:Mortgage")
    assert not roles.is_later("Liabilities:Loans:Card")
    assert not roles.is_later("Liabilities:Else")


def test_accounts_have_names_for_people(load_doc: Loaded) -> None:
    """
    2026-01-01 open Assets:Bank:Operating-Account USD
    2026-01-01 open Assets:Receivable:Dues USD
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable:Dues
      name: "Dues not yet paid"
    """
    roles, _ = read_roles(load_doc.entries)
    assert roles.name_of("Assets:Receivable:Dues") == "Dues not yet paid"
    assert roles.name_of("Assets:Bank:Operating-Account") == "Bank: Operating Account"
    assert roles.name_of("Assets") == "Assets"
    assert plain("Premises", "Bank-Charges") == "Premises: Bank Charges"


def test_a_role_fits_the_type_of_its_account(load_doc: Loaded) -> None:
    """
    2026-01-01 open Expenses:Bank USD
    2026-01-01 custom "coop-account" "bank" Expenses:Bank
    2026-01-01 custom "coop-account" "member-capital" Expenses:Bank
    """
    roles, errors = read_roles(load_doc.entries)
    assert not roles.said
    assert told(errors) == [
        (
            "main.beancount:2 coop-account: 'bank' is for accounts under Assets, not "
            "Expenses:Bank."
        ),
        (
            "main.beancount:3 coop-account: 'member-capital' is for accounts under "
            "Equity or Liabilities, not Expenses:Bank."
        ),
    ]


def test_an_account_has_one_role(load_doc: Loaded) -> None:
    """
    2026-01-01 open Assets:Bank USD
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-02-01 custom "coop-account" "cash" Assets:Bank
    2026-03-01 custom "coop-account" "bank" Assets:Bank
      name: "At the credit union"
    """
    roles, errors = read_roles(load_doc.entries)
    (wrong,) = told(errors)
    assert roles.said == {"Assets:Bank": "bank"}
    assert roles.name_of("Assets:Bank") == "At the credit union"
    assert wrong == (
        "main.beancount:3 coop-account: Assets:Bank has another role, said at "
        "main.beancount:2. Take one out."
    )


def test_a_misspelt_role_is_told(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-account" "bnak" Assets:Bank
    """
    _, (error,) = read_roles(load_doc.entries)
    assert "Did you mean 'bank'?" in error.message


def test_every_role_fits_some_type() -> None:
    for name, role in ROLES.items():
        assert role.name == name
        assert role.roots
        assert set(role.roots) <= set(TYPES)


# Books that do not say


def test_money_is_found_by_name_where_nothing_is_said(load_doc: Loaded) -> None:
    """
    2026-01-01 open Assets:US:BofA:Checking USD
    2026-01-01 open Assets:US:ETrade:Cash USD
    2026-01-01 open Assets:US:ETrade:VEA VEA
    2026-01-01 open Liabilities:US:Chase:Bank USD
    2026-01-01 open Expenses:Bank-Charges USD
    2026-01-01 custom "coop-account" "dues" Income:Dues
    """
    roles, _ = read_roles(load_doc.entries)
    assert roles.inferred == {
        "Assets:US:BofA:Checking": "bank",
        "Assets:US:ETrade:Cash": "cash",
    }
    assert roles.of("Assets:US:BofA:Checking") == "bank"


def test_nothing_is_guessed_where_money_is_said(load_doc: Loaded) -> None:
    """
    2026-01-01 open Assets:Checking USD
    2026-01-01 open Assets:Savings USD
    2026-01-01 custom "coop-account" "bank" Assets:Checking
    """
    roles, _ = read_roles(load_doc.entries)
    assert not roles.inferred
    assert not roles.is_money("Assets:Savings")


def test_types_may_have_other_names(book_doc: Book) -> None:
    """
    option "name_assets" "Aktiva"
    option "name_expenses" "Aufwand"
    2026-01-01 open Aktiva:Sparkasse EUR
    2026-01-01 open Aktiva:Kasse EUR
    2026-01-01 open Aufwand:Miete EUR
    """
    types = types_of(book_doc.options)
    roles, errors = read_roles(book_doc.entries, types)
    assert not errors
    assert roles.inferred == {"Aktiva:Sparkasse": "bank", "Aktiva:Kasse": "cash"}
    assert roles.type_of("Aufwand:Miete") == "Expenses"
    assert roles.type_of("Expenses:Miete") == ""


def test_roles_fit_types_of_other_names(book_doc: Book) -> None:
    """
    option "name_assets" "Aktiva"
    2026-01-01 open Aktiva:Sparkasse EUR
    2026-01-01 custom "coop-account" "bank" Aktiva:Sparkasse
    """
    roles, errors = read_roles(book_doc.entries, types_of(book_doc.options))
    assert not errors
    assert roles.is_money("Aktiva:Sparkasse")


# Accounts that a directive names

TO = Form(
    "coop-to",
    "Where it goes.",
    '2026-01-01 custom "coop-to" Income:Dues',
    (
        Slot("to", ("account", "text"), ("rest",)),
        Slot("theirs", ("their-account",), needed=False),
    ),
    {"from": Slot("from", ("account",), needed=False)},
)


def test_accounts_that_the_book_does_not_have(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-to" Income:Dues
    2026-01-01 custom "coop-to" Income
    2026-01-01 custom "coop-to" Income:Deus
    2026-01-01 custom "coop-to" "rest"
    2026-01-01 custom "coop-to" Income:Dues:Party Income:Not:Ours
      from: Assets:Bank
    """
    directives, errors = parse(load_doc.entries, (TO,))
    assert not errors
    assert told(unknown_accounts(directives, ["Income:Dues:Party"])) == [
        (
            "main.beancount:3 coop-to: Income:Deus is not opened in this book. "
            "Did you mean 'Income:Dues'?"
        ),
        "main.beancount:5 coop-to: Assets:Bank is not opened in this book.",
    ]


def test_measures_are_no_money(load_doc: Loaded) -> None:
    """
    2026-01-01 commodity HOUR
      measure: TRUE
    2026-01-01 commodity USD
    2026-01-01 commodity POINT
      measure: "TRUE"
    """
    assert measures(load_doc.entries) == {"HOUR"}


@pytest.mark.parametrize(
    ("account", "parent", "under"),
    [
        ("Expenses:Food", "Expenses:Food", True),
        ("Expenses:Food:Flour", "Expenses:Food", True),
        ("Expenses:Foodbank", "Expenses:Food", False),
        ("Expenses:Food", "Expenses:Food:Flour", False),
    ],
)
def test_a_foodbank_does_not_stand_below_food(
    account: str, parent: str, *, under: bool
) -> None:
    assert is_under(account, parent) is under
