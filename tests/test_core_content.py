from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import TYPE_CHECKING

from beancount.core import data
from beancount.core.amount import Amount
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.content import keys_that_count
from coopbooks.core.content import meta_form
from coopbooks.core.content import posting_form
from coopbooks.core.contenthash import canonical

if TYPE_CHECKING:
    from decimal import Decimal

    from tests.support import ledgers

FOLDER = Path("/book")
VALUES = st.one_of(
    st.text(),
    st.booleans(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.builds(Amount, st.decimals(-1000, 1000, allow_nan=False), st.just("USD")),
    st.none(),
    st.integers(),
)


def postings_on_the_line(entry: data.Transaction) -> list[object]:
    line = canonical(entry, FOLDER)
    assert line is not None
    assert line.isascii()
    said: list[object] = json.loads(line)[8:]
    return said


def test_a_line_says_of_postings_what_their_lists_say(
    load_doc: ledgers.Loaded,
) -> None:
    """
    2026-01-01 open Assets:Bänk
    2026-01-01 open Assets:Bread "STRICT"
    2026-01-01 open Income:Sales

    2026-01-02 * "Each kind of posting"
      note: "above"
      Assets:Bread   2 LOAF {1.50 USD, 2026-01-01, "lot \\"a\\""}
        fund: "general"
      ! Assets:Bänk   1.00 EUR @ 1.10 USD
        member: "M-0001"
        share: 0.50
        seen: 2026-01-03
        price: 1.00 USD
        counted: TRUE
        nothing:
      Assets:Bänk     1,000.00 USD
      Income:Sales  -1004.10 USD
    """
    entry = next(one for one in load_doc[0] if isinstance(one, data.Transaction))
    assert len(entry.postings) == 4
    said = [json.dumps(one) for one in postings_on_the_line(entry)]
    assert said == sorted(json.dumps(posting_form(one)) for one in entry.postings)


@given(
    account=st.text(min_size=1),
    number=st.decimals(allow_nan=False, allow_infinity=False),
    flag=st.sampled_from([None, "!", "*"]),
    meta=st.dictionaries(st.text(min_size=1), VALUES),
)
def test_whatever_a_posting_says_is_on_the_line(
    account: str, number: Decimal, flag: str | None, meta: dict[str, object]
) -> None:
    posting = data.Posting(account, Amount(number, "USD"), None, None, flag, dict(meta))
    entry = data.Transaction(
        {},
        datetime.date(2026, 1, 1),
        "*",
        None,
        "",
        frozenset(),
        frozenset(),
        [posting],
    )
    assert postings_on_the_line(entry) == [posting_form(posting)]


def test_metadata_is_in_order_and_without_places_and_notes() -> None:
    meta = {"member": "M-1", "lineno": 3, "__auto__": "x", "fund": "a\r\nb"}
    assert keys_that_count(tuple(meta)) == ("fund", "member")
    assert meta_form(meta) == [
        ["fund", "text", "a\nb"],
        ["member", "text", "M-1"],
    ]
    assert meta_form(meta, frozenset({"fund"}))[0] == ["member", "text", "M-1"]
