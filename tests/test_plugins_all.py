from __future__ import annotations

import copy
import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from typing import cast

import pytest
from beancount.core import amount
from beancount.core import data
from beancount.parser import grammar
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from coopbooks.controls.language import FORMS
from coopbooks.controls.language import PARTS
from coopbooks.controls.language import check
from coopbooks.core.accounttypes import STANDARD
from coopbooks.plugins import all as plugin
from tests.support import ledgers

if TYPE_CHECKING:
    from tests.support.ledgers import Loaded

CASES = Path(__file__).resolve().parent / "plugins"

WORDS = sorted({word for form in FORMS for slot in form.slots for word in slot.words})
ODD = ["strike", "general", "M-1", "M 1", "", "2026-01", "left-after", "12-31"]
TEXTS = st.sampled_from([*ODD, "Assets:Bank", *WORDS])
DATES = st.dates(datetime.date(2025, 12, 1), datetime.date(2026, 3, 1))
NUMBERS = st.integers(-20, 40).map(Decimal)
AMOUNTS = st.builds(
    amount.Amount, NUMBERS, st.sampled_from(["USD", "PERCENT", "DAY", "MEMBER"])
)
KNOWN = sorted({key.replace("*", "x") for form in FORMS for key in form.meta})
KEYS = st.sampled_from(["untill", "recorded", *KNOWN])
ANYTHING = st.one_of(TEXTS, DATES, NUMBERS, AMOUNTS, st.booleans(), st.none())
METAS = st.dictionaries(KEYS, ANYTHING, max_size=5)


def fitting(slot_kind: str, words: tuple[str, ...]) -> st.SearchStrategy[object]:
    """Values of a kind, so that what fits gets past the shapes to the other checks."""
    match slot_kind:
        case "text":
            return st.sampled_from(words) if words else TEXTS
        case "number":
            return NUMBERS
        case "amount":
            return AMOUNTS
        case "date":
            return DATES
        case "flag":
            return st.booleans()
    return st.just("Assets:Bank")


@st.composite
def customs(draw: st.DrawFn) -> data.Custom:
    """A directive of the language, in which most things fit and anything may not."""
    form = draw(st.sampled_from(FORMS))
    values = []
    for slot in form.slots:
        kind = draw(st.sampled_from(slot.kinds))
        odd = draw(st.integers(0, 9)) == 0
        value = draw(ANYTHING if odd else fitting(kind, slot.words))
        dtype = (
            "<AccountDummy>" if kind.endswith("account") and not odd else type(value)
        )
        values.append(grammar.ValueType(value, cast(type, dtype)))
    if draw(st.integers(0, 9)) == 0:
        values = values[: draw(st.integers(0, len(values)))]
    meta = data.new_metadata("main.beancount", draw(st.integers(1, 99)))
    for key, slot in form.meta.items():
        if not key.endswith("*") and (slot.needed or draw(st.booleans())):
            meta[key] = draw(fitting(slot.kinds[0], slot.words))
    meta |= draw(METAS)
    return data.Custom(meta, draw(DATES), form.kind, values)


@st.composite
def transactions(draw: st.DrawFn) -> data.Transaction:
    postings = [
        data.Posting(
            "Assets:Bank", draw(AMOUNTS), None, None, None, draw(st.none() | METAS)
        )
        for _ in range(draw(st.integers(0, 3)))
    ]
    meta = data.new_metadata("main.beancount", 1, draw(METAS))
    empty: frozenset[str] = frozenset()
    return data.Transaction(meta, draw(DATES), "*", None, "", empty, empty, postings)


@settings(max_examples=300, deadline=None)
@given(st.lists(customs() | transactions(), max_size=12))
def test_whatever_is_written_is_an_error_with_a_place_at_worst(
    entries: list[data.Directive],
) -> None:
    before = copy.deepcopy([repr(entry) for entry in entries])
    for part in PARTS.values():
        for error in part(entries, STANDARD):
            assert error.source["filename"] == "main.beancount"
            assert "\n" not in error.message
    assert [repr(entry) for entry in entries] == before


def test_a_book_may_rename_the_account_types(tmp_path: Path) -> None:
    path = tmp_path / "main.beancount"
    path.write_text(
        """\
option "name_assets" "Aktiva"
option "name_equity" "Kapital"
plugin "coopbooks.plugins.all"
2026-01-01 open Aktiva:Bank
2026-01-01 open Kapital:Fonds
2026-01-01 custom "coop-account" "bank" Aktiva:Bank
2026-01-01 custom "coop-account" "fund-transfer" Kapital:Fonds
2026-01-02 * "Without funds"
  Kapital:Fonds   1.00 EUR
  Kapital:Fonds  -1.00 EUR
""",
        encoding="utf-8",
    )
    errors = ledgers.load(path).errors
    assert [error.source["lineno"] for error in errors] == [9, 10]


def test_each_part_has_its_plugin() -> None:
    names = [f"coopbooks.plugins.{run.__name__[6:]}" for run in plugin.__plugins__]
    assert names == list(PARTS)


def test_plugins_give_the_same_entries_back(load_doc: Loaded) -> None:
    """
    2026-01-01 open Assets:Bank
    2026-01-01 custom "coop-fund" "strike" "set-asid"
    """
    for run in plugin.__plugins__:
        entries, _ = run(load_doc.entries, load_doc.options)
        assert entries is load_doc.entries


def test_a_report_checks_what_no_plugin_has_checked(load_doc: Loaded) -> None:
    """
    2026-01-01 open Assets:Bank
    2026-01-01 custom "coop-fund" "strike" "set-asid"
    2026-01-01 custom "coop-fromat" 1
    2026-01-01 custom "budget" Assets:Bnak "monthly" 1.00 USD
    """
    entries = load_doc.entries

    def lines(*plugins: str) -> list[int]:
        ran = [(f"coopbooks.plugins.{name}", None) for name in plugins]
        return [error.source["lineno"] for error in check(entries, {"plugin": ran})]

    assert lines() == [2, 3, 4]
    assert lines("language") == [2, 4]
    assert lines("funds") == [3]
    assert lines("all") == []


def test_a_book_without_the_language_keeps_its_own_words(load_doc: Loaded) -> None:
    """
    2026-01-01 open Assets:Bank
    2026-01-01 open Income:Gifts
    2026-01-01 custom "budget" Income:Gift "monthly" 1.00 USD
    2026-01-02 * "A gift"
      fund: "my own word"
      decision: "mine too"
      Assets:Bank    1.00 USD
      Income:Gifts  -1.00 USD
    """
    (error,) = check(load_doc.entries, load_doc.options)
    assert error.message.startswith("budget: Income:Gift is not opened")
    ran = {"plugin": [("coopbooks.plugins.funds", None)]}
    assert check(load_doc.entries, ran) == []


@pytest.mark.parametrize("name", list(PARTS))
def test_each_plugin_can_stand_alone(name: str, tmp_path: Path) -> None:
    path = tmp_path / "main.beancount"
    path.write_text(f'plugin "{name}"\n2026-01-01 open Assets:Bank\n', encoding="utf-8")
    assert ledgers.load(path).errors == []
