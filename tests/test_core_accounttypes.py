"""The five account types, whatever a book calls them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.accounttypes import STANDARD
from coopbooks.core.accounttypes import TYPES
from coopbooks.core.accounttypes import type_of
from coopbooks.core.accounttypes import types_of

if TYPE_CHECKING:
    from tests.support.ledgers import Loaded


def test_a_book_may_rename_them(load_doc: Loaded) -> None:
    """
    option "name_assets" "Aktiva"
    option "name_expenses" "Aufwand"
    """
    types = types_of(load_doc.options)
    assert type_of("Aktiva:Bank", types) == "Assets"
    assert type_of("Aufwand", types) == "Expenses"
    assert type_of("Income:Dues", types) == "Income"
    # Only whole components count, and what was renamed is known by its new name.
    assert type_of("Assets:Bank", types) == ""
    assert type_of("Aktiva-Alt:Bank", types) == ""


def test_without_options_they_have_their_own_names() -> None:
    assert types_of({}) == STANDARD
    assert [type_of(f"{name}:Any", STANDARD) for name in TYPES] == list(TYPES)
