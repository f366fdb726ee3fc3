"""Page one: members, what to look at, decisions that are open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.statements import pack
from tests.support.statements import said
from tests.support.statements import shown

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book


def test_members_in_a_sentence(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 custom "coop-member" "M-0002" "join"
    2026-01-01 custom "coop-member" "M-0003" "join"
    2026-03-05 custom "coop-member" "M-0004" "join"
    2026-03-06 custom "coop-member" "M-0003" "leave"
    2026-03-07 custom "coop-member" "M-0002" "pause"
    2026-03-02 * "Gift"
      Assets:Cash      10.00 USD
      Income:Gifts    -10.00 USD
    """
    assert said(pack(book_doc).values, "page-members") == [
        "3 members; 1 joined, 1 left. 1 on leave."
    ]


def test_findings_beyond_the_first_stand_in_the_pack(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-decision" "2026-01/1" "Paint {}"
      body: "board"
      limit: 100.00 USD
      until: 2026-04-30
    2026-01-01 custom "coop-decision" "2026-01/2" "Over by the end of March"
      body: "board"
      limit: 100.00 USD
      until: 2026-03-31
    2026-03-01 ! "A"
      Assets:Cash      10.00 USD
      Income:Gifts    -10.00 USD
    2026-03-02 ! "B"
    2026-03-03 ! "C"
    2026-03-04 ! "D"
    2026-03-05 ! "E"
    2026-03-06 ! "F"
    2026-03-07 ! "G"
    2026-03-08 ! "H"
    2026-03-09 ! "I"
    2026-03-10 ! "J"
    """
    values = pack(book_doc).values
    rows = shown(values, table="page-look")
    assert len(rows) == 8
    assert rows[7] == "8. Marked to look at: H, 8 March 2026"
    more, decision = said(values, "page-look")
    assert more == "2 more stand in the pack."
    assert decision == (
        "Decision 2026-01/1 Paint {}: up to 100.00 until 30 April 2026; "
        "0.00 used, 100.00 left."
    )
