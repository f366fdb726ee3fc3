from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any
from typing import cast

import pytest
from beancount.core import amount
from beancount.core import data
from beancount.core import position
from beancount.parser import grammar
from beancount.parser import parser
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

import coopbooks
from coopbooks.core.batchfile import CannotBeWritten
from coopbooks.core.batchfile import stamped
from coopbooks.core.batchfile import state_of
from coopbooks.core.batchfile import text_of
from coopbooks.core.proposal import Proposal
from coopbooks.core.substance import substance
from tests.support.batches import APRIL
from tests.support.batches import MARCH
from tests.support.batches import charge
from tests.support.batches import put
from tests.support.batches import small_book

if TYPE_CHECKING:
    from pathlib import Path

USD = "USD"
META = {"id": "x/1"}


def text(path: Path, *entries: data.Directive, made_by: str = "test") -> str:
    proposal = Proposal("2026-03-test", entries)
    return text_of(stamped(proposal, proposal.batch, APRIL), made_by, path)


def again(path: Path, *entries: data.Directive) -> list[data.Directive]:
    found, errors, _ = parser.parse_string(text(path, *entries), str(path))
    assert not errors
    return found


def test_every_directive_comes_back(tmp_path: Path) -> None:
    bank, money = "Assets:Bank", amount.Amount(Decimal("1E+3"), USD)
    odd = 'Odd "quotes" \\ and\ntwo lines'
    values = [
        grammar.ValueType(odd, str),
        grammar.ValueType(Decimal("1E+3"), Decimal),
        grammar.ValueType(True, bool),
        grammar.ValueType(MARCH, datetime.date),
        grammar.ValueType(money, amount.Amount),
        grammar.ValueType(bank, cast(type, "<AccountDummy>")),
    ]
    paper = str(tmp_path / "papers" / "a.pdf")
    tags, links = frozenset({"tag"}), frozenset({"link"})
    entries: list[data.Directive] = [
        data.Open(META, MARCH, bank, [USD, "EUR"], data.Booking.FIFO),
        data.Close(META, MARCH, bank),
        data.Commodity(META, MARCH, "HOUR"),
        data.Pad(META, MARCH, bank, "Equity:Opening"),
        data.Balance(META, MARCH, bank, money, Decimal("0.05"), None),
        data.Note(META, MARCH, bank, odd, tags, links),
        data.Event(META, MARCH, odd, odd),
        data.Query(META, MARCH, odd, odd),
        data.Price(META, MARCH, "EUR", amount.Amount(Decimal("1.0875"), USD)),
        data.Document(META, MARCH, bank, paper, tags, links),
        data.Custom(META, MARCH, odd, values),
    ]
    target = tmp_path / "generated" / "2026" / "x.beancount"
    for entry in entries:
        (found,) = again(target, entry)
        assert substance(found) == substance(entry)
        assert found.meta["id"] == "x/1"
        assert found.meta["batch"] == "2026-03-test"
        assert found.meta["recorded"] == APRIL


def test_a_documents_path_is_written_from_the_file(tmp_path: Path) -> None:
    paper = str(tmp_path / "papers" / "a.pdf")
    entry = data.Document(META, MARCH, "Assets:Bank", paper, None, None)
    target = tmp_path / "generated" / "2026" / "x.beancount"
    assert 'document Assets:Bank "../../papers/a.pdf"' in text(target, entry)


def test_all_a_transaction_can_say_comes_back(tmp_path: Path) -> None:
    meta: dict[str, Any] = {
        **META,
        "filename": "elsewhere.beancount",
        "lineno": 12,
        "__note__": "by a plugin",
        "nothing": None,
        "number": Decimal("1E+3"),
        "small": Decimal("1E-7"),
        "date": MARCH,
        "flag": True,
        "sum": amount.Amount(Decimal("10.00"), USD),
        "text": 'Odd "quotes" \\ and\ntwo lines',
    }
    cost = position.Cost(Decimal("10.00"), USD, MARCH, "first")
    shares = amount.Amount(Decimal(2), "SHARE")
    price = amount.Amount(Decimal("11.123456789012345678"), USD)
    paid = amount.Amount(Decimal("-20.00"), USD)
    entry = data.Transaction(
        meta,
        MARCH,
        "!",
        "Harbor Hall",
        "",
        frozenset({"b", "a"}),
        frozenset(),
        [
            data.Posting("Assets:Shares", shares, cost, price, None, meta),
            data.Posting("Assets:Bank", paid, None, None, "!", None),
        ],
    )
    (found,) = again(tmp_path / "x.beancount", entry)
    assert isinstance(found, data.Transaction)
    assert substance(found) == substance(entry)
    assert "nothing" not in found.meta
    assert "__note__" not in text(tmp_path / "x.beancount", entry)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"narration": 5}, "no attribute"),
        ({"flag": "@"}, "syntax error"),
        ({"tags": frozenset({"two words"})}, "Invalid token"),
        ({"meta": {"id": "x", "rate": 0.5}}, "Unexpected value"),
        ({"meta": {"id": "x", "Two words": "y"}}, "Invalid token"),
    ],
)
def test_what_would_not_come_back_is_refused(
    tmp_path: Path, change: dict[str, Any], reason: str
) -> None:
    with pytest.raises(CannotBeWritten, match=reason):
        text(tmp_path / "x.beancount", charge()._replace(**change))


def test_every_leg_is_written_out(tmp_path: Path) -> None:
    entry = charge()
    blank = entry.postings[1]._replace(units=None)
    with pytest.raises(CannotBeWritten, match="a posting has no amount"):
        text(tmp_path / "x", entry._replace(postings=[entry.postings[0], blank]))


def test_a_header_is_one_line_of_comment(tmp_path: Path) -> None:
    made = text(tmp_path / "x", charge(), made_by="dues\n2026-01-01 open Assets:X")
    assert made.startswith("; dues 2026-01-01 open Assets:X\n; Batch 2026-03-test,")


@pytest.mark.parametrize(
    ("old", "new", "state"),
    [
        ("", "", "ours"),
        ("\n", "\r\n", "ours"),
        ("25.00", "25.01", "changed"),
        ("; Batch", "; My batch", "changed"),
        ("\n\n", "\n; looked at\n\n", "changed"),
        ("; sha256 ", "; ", "theirs"),
    ],
)
def test_a_change_by_hand_shows(tmp_path: Path, old: str, new: str, state: str) -> None:
    path = tmp_path / "x.beancount"
    path.write_bytes(text(path, charge()).replace(old, new).encode())
    assert state_of(path) == state


texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")))
# Beancount reads 28 digits of a number with a sign.
numbers = st.decimals(allow_nan=False, allow_infinity=False).filter(
    lambda number: len(number.as_tuple().digits) <= 28
)


@given(texts, texts, st.dictionaries(st.just("key"), texts | numbers), numbers)
@settings(deadline=None)
def test_whatever_is_said_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    payee: str,
    narration: str,
    meta: dict[str, Any],
    number: Decimal,
) -> None:
    entry = charge(number="1", **meta)._replace(payee=payee, narration=narration)
    units = amount.Amount(number, USD)
    legs = [one._replace(units=units, meta=meta) for one in entry.postings]
    path = tmp_path_factory.getbasetemp() / "x.beancount"
    (found,) = again(path, entry._replace(postings=legs))
    assert substance(found) == substance(entry._replace(postings=legs))


def test_numbers_keep_the_digits_they_were_written_with(tmp_path: Path) -> None:
    main = small_book(tmp_path)
    put(main, charge(number="7.500"))
    (entry,) = (
        one for one in coopbooks.load(main).entries if isinstance(one, data.Transaction)
    )
    assert entry.postings[0].units
    assert str(entry.postings[0].units.number) == "7.500"
