from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from coopbooks.members.checks import misfits
from coopbooks.members.checks import unknown_members
from coopbooks.members.terms import as_known
from coopbooks.members.terms import read_members

if TYPE_CHECKING:
    from coopbooks.core.errors import LedgerError
    from tests.support.ledgers import Loaded


def said(errors: list[LedgerError]) -> list[str]:
    return [f"{error.source['lineno']} {error.message}" for error in errors]


def test_events_are_read_in_their_order(load_doc: Loaded) -> None:
    """
    2026-02-01 custom "coop-member" "M-0042" "pause"
      until: 2026-02-28
      decision: "2026-01/3"
    2026-02-01 custom "coop-member" "M-0042" "resume"
    2026-01-01 custom "coop-member" "M-0042" "join"
      class: "standard"
      workplace: "harbor-foods"
      recorded: 2026-01-09
    """
    histories, errors = read_members(load_doc.entries)
    assert errors == []
    joined, resumed, paused = histories["M-0042"]
    assert (joined.event, resumed.event) == ("join", "resume")
    assert (joined.member_class, joined.workplace) == ("standard", "harbor-foods")
    assert joined.recorded == datetime.date(2026, 1, 9)
    assert resumed.recorded == resumed.date
    assert paused.until == datetime.date(2026, 2, 28)
    assert paused.decision == "2026-01/3"


def test_what_is_wrong_with_an_event_by_itself(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-member" "Ann Example" "join"
    2026-01-01 custom "coop-member" "M-1" "jion"
    2026-01-01 custom "coop-member" "M-1" "join"
      until: 2026-02-01
    2026-01-01 custom "coop-member" "M-1" "pause"
      until: 2025-02-01
    2026-01-01 custom "coop-member" "M-1" "change"
    2026-01-01 custom "coop-member" "M-2" "join"
    2026-01-01 custom "coop-member" "M-2" "join"
      class: "associate"
    """
    histories, errors = read_members(load_doc.entries)
    words = "join, change, pause, resume, suspend, reinstate, leave"
    assert said(errors) == [
        (
            f"2 coop-member: 'event' is 'jion'; it must be one of {words}. "
            "Did you mean 'join'? "
            'Written: 2026-01-01 custom "coop-member" "M-0042" "join"'
        ),
        (
            "1 coop-member: 'Ann Example' is no id. Ids are opaque, such as M-0042; "
            "names belong in private/roster.csv."
        ),
        (
            "3 coop-member: 'until:' is for pause and suspend; it has no place below "
            "'join'."
        ),
        "5 coop-member: 'M-1': 'pause' ends on 2025-02-01, before it begins.",
        "7 coop-member: 'M-1': a change names the new class: or the new workplace:.",
        (
            "9 coop-member: 'M-2' 'join' of 2026-01-01 was said before, at "
            "main.beancount:8. Take one out, or say in recorded: when the later one "
            "was written."
        ),
    ]
    assert list(histories) == ["M-2"]


def test_a_later_record_corrects_an_earlier_one(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-member" "M-1" "join"
      class: "full"
      recorded: 2026-03-10
    2026-01-01 custom "coop-member" "M-1" "join"
      class: "associate"
    """
    histories, errors = read_members(load_doc.entries)
    assert errors == []
    (now,) = as_known(histories["M-1"])
    assert now.member_class == "full"
    (then,) = as_known(histories["M-1"], datetime.date(2026, 3, 9))
    assert then.member_class == "associate"
    assert as_known(histories["M-1"], datetime.date(2025, 12, 31)) == []
    assert misfits(histories) == []


def test_what_does_not_fit_what_came_before(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-02 custom "coop-member" "M-0001" "join"
    2026-01-03 custom "coop-member" "M-0001" "resume"
    2026-01-04 custom "coop-member" "M-0001" "pause"
      until: 2026-01-09
    2026-01-10 custom "coop-member" "M-0001" "resume"
    2026-01-11 custom "coop-member" "M-0001" "reinstate"
    2026-01-12 custom "coop-member" "M-0001" "suspend"
    2026-01-13 custom "coop-member" "M-0001" "suspend"
    2026-01-14 custom "coop-member" "M-0001" "leave"
    2026-01-15 custom "coop-member" "M-0001" "leave"
    2026-01-16 custom "coop-member" "M-0001" "change"
      class: "full"
    2026-01-16 custom "coop-member" "M-1" "pause"
    2026-01-16 custom "coop-member" "M-0007" "leave"
    2026-02-16 custom "coop-member" "M-0007" "join"
    """
    histories, errors = read_members(load_doc.entries)
    assert errors == []
    assert sorted(said(misfits(histories)), key=lambda line: int(line.split()[0])) == [
        "2 coop-member: 'join': M-0001 joined before, at main.beancount:1.",
        "3 coop-member: 'resume': M-0001 is not paused on 2026-01-03.",
        "6 coop-member: 'resume': M-0001 is not paused on 2026-01-10.",
        "7 coop-member: 'reinstate': M-0001 is not suspended on 2026-01-11.",
        "9 coop-member: 'suspend': M-0001 is suspended already, since 2026-01-12.",
        "11 coop-member: 'leave': M-0001 left before, at main.beancount:10.",
        "12 coop-member: 'change': M-0001 left before, at main.beancount:10.",
        (
            "14 coop-member: 'pause': M-1 has not joined by 2026-01-16; add a join "
            "before it. Did you mean 'M-0001'?"
        ),
        (
            "15 coop-member: 'leave': M-0007 has not joined by 2026-01-16; add a join "
            "before it."
        ),
    ]


def test_postings_for_people_who_never_joined(load_doc: Loaded) -> None:
    """
    2026-01-01 open Assets:Bank
    2026-01-01 open Income:Dues
    2026-01-01 custom "coop-member" "M-0042" "join"
    2026-02-01 * "Dues"
      member: "m42"
      Assets:Bank        20.00 USD
      Income:Dues       -10.00 USD
        member: "M-0042"
      Income:Dues       -10.00 USD
        member: "M-0043"
    """
    histories, _ = read_members(load_doc.entries)
    assert said(unknown_members(load_doc.entries, histories)) == [
        "4 member 'm42' never joined; add a coop-member. Did you mean 'M-0042'?",
        "9 member 'M-0043' never joined; add a coop-member.",
    ]
    # A book that names no members has nothing to compare with.
    assert unknown_members(load_doc.entries, {}) == []
