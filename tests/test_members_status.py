from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from beancount.core import data
from beancount.parser import grammar
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.periods import named
from coopbooks.core.periods import parse_period
from coopbooks.core.table import evaluate
from coopbooks.members import counts
from coopbooks.members.status import everybody_on
from coopbooks.members.status import status_on
from coopbooks.members.tables import members_table
from coopbooks.members.terms import ENDS_BY_ITSELF
from coopbooks.members.terms import EVENTS
from coopbooks.members.terms import read_members

if TYPE_CHECKING:
    import random

    from coopbooks.members.terms import Histories
    from tests.support.ledgers import Loaded


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(f"2026-{text}")


def test_a_member_over_a_year(load_doc: Loaded) -> None:
    """
    2026-01-10 custom "coop-member" "M-1" "join"
      class: "apprentice"
      workplace: "dock"
    2026-02-01 custom "coop-member" "M-1" "change"
      class: "full"
    2026-03-01 custom "coop-member" "M-1" "pause"
      until: 2026-03-31
    2026-05-01 custom "coop-member" "M-1" "pause"
    2026-05-10 custom "coop-member" "M-1" "suspend"
    2026-05-20 custom "coop-member" "M-1" "reinstate"
    2026-06-01 custom "coop-member" "M-1" "resume"
    2026-07-01 custom "coop-member" "M-1" "leave"
      recorded: 2026-08-15
    2026-10-01 custom "coop-member" "M-1" "join"
      class: "retired"
    """
    histories, errors = read_members(load_doc.entries)
    assert errors == []
    assert status_on(histories, "M-1", day("01-09")) is None
    assert status_on(histories, "M-2", day("01-09")) is None

    def at(text: str, known: str | None = None) -> tuple[str, str, str, str]:
        by = day(known) if known else None
        status = status_on(histories, "M-1", day(text), by)
        assert status
        since = f"{status.since:%m-%d}"
        return status.state, since, status.member_class, status.workplace

    assert at("01-10") == ("active", "01-10", "apprentice", "dock")
    assert at("02-01") == ("active", "01-10", "full", "dock")
    assert at("03-31") == ("paused", "03-01", "full", "dock")
    assert at("04-01") == ("active", "04-01", "full", "dock")
    assert at("05-10") == ("suspended", "05-10", "full", "dock")
    assert at("05-20") == ("paused", "05-20", "full", "dock")
    assert at("06-01") == ("active", "06-01", "full", "dock")
    assert at("07-01") == ("left", "07-01", "full", "dock")
    # That they had left was recorded six weeks later.
    assert at("07-31", known="08-14") == ("active", "06-01", "full", "dock")
    assert at("07-31", known="08-15") == ("left", "07-01", "full", "dock")
    assert at("10-01") == ("active", "10-01", "retired", "")


def test_a_pause_within_a_suspension(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-member" "M-1" "join"
    2026-01-10 custom "coop-member" "M-1" "pause"
      until: 2026-01-31
    2026-01-15 custom "coop-member" "M-1" "suspend"
      until: 2026-01-20
    2026-01-25 custom "coop-member" "M-1" "pause"
      until: 2026-02-28
    """
    histories, _ = read_members(load_doc.entries)

    def at(text: str) -> tuple[str, str]:
        status = status_on(histories, "M-1", day(text))
        assert status
        return status.state, f"{status.since:%m-%d}"

    assert at("01-20") == ("suspended", "01-15")
    assert at("01-21") == ("paused", "01-21")
    # A pause during a pause makes it longer.
    assert at("02-28") == ("paused", "01-21")
    assert at("03-01") == ("active", "03-01")


def test_a_quarter_in_numbers(load_doc: Loaded) -> None:
    """
    2025-05-01 custom "coop-member" "M-1" "join"
      class: "full"
      workplace: "dock"
    2025-05-01 custom "coop-member" "M-2" "join"
      class: "full"
      workplace: "dock"
    2026-01-01 custom "coop-member" "M-3" "join"
      class: "apprentice"
    2026-02-01 custom "coop-member" "M-3" "change"
      class: "full"
    2026-02-01 custom "coop-member" "M-2" "leave"
    2026-02-05 custom "coop-member" "M-4" "join"
      class: "full"
    2026-03-05 custom "coop-member" "M-4" "leave"
    2026-03-06 custom "coop-member" "M-1" "pause"
    2026-04-01 custom "coop-member" "M-5" "join"
      class: "full"
    """
    histories, _ = read_members(load_doc.entries)
    quarter = parse_period("2026-Q1")
    table = members_table(histories, quarter)
    values = evaluate((table,))
    printed = [
        " ".join(
            str(values.cells.get(("members", row.id, column.id), "-"))  # type: ignore[call-overload]
            for column in table.columns
        )
        for row in table.rows
    ]
    assert printed == [
        "Members 2 2 2 - 2",
        "By state - - - - -",
        "Active 2 - - - 1",
        "Paused 0 - - - 1",
        "By class - - - - -",
        "apprentice 0 1 0 -1 0",
        "full 2 1 2 1 2",
        "By workplace - - - - -",
        "no workplace 0 2 1 0 1",
        "dock 2 0 1 0 1",
        "At the start, and joined, less left = at the end - - - - YES",
    ]
    assert "M-" not in repr(table)
    known = members_table(histories, quarter, day("01-01"))
    assert evaluate((known,)).amount("members", "all", "end") == 3
    assert [row.id for row in members_table({}, quarter).rows] == ["all", "check"]


EVENT = st.tuples(
    st.sampled_from(["M-1", "M-2", "M-3"]),
    st.sampled_from(EVENTS),
    st.integers(0, 40),
    st.sampled_from(["", "full", "associate"]),
    st.sampled_from(["", "dock"]),
    st.one_of(st.none(), st.integers(0, 20)),
    st.integers(0, 30),
)
FIRST = datetime.date(2026, 1, 1)


def directive(
    event: tuple[str, str, int, str, str, int | None, int],
) -> data.Custom:
    member, word, offset, member_class, workplace, length, late = event
    begin = FIRST + datetime.timedelta(days=offset)
    meta = data.new_metadata("x", offset)
    meta["recorded"] = begin + datetime.timedelta(days=late)
    if word in ("join", "change"):
        meta |= {"class": member_class or "any", "workplace": workplace}
    if word in ENDS_BY_ITSELF and length is not None:
        meta["until"] = begin + datetime.timedelta(days=length)
    values = [(member, str), (word, str)]
    typed = [grammar.ValueType(value, dtype) for value, dtype in values]
    return data.Custom(meta, begin, "coop-member", typed)


@given(
    st.lists(EVENT, max_size=15, unique_by=lambda one: (one[0], one[1], one[2])),
    st.integers(0, 70),
    st.one_of(st.none(), st.integers(0, 70)),
    st.randoms(use_true_random=False),
)
def test_the_order_of_directives_makes_no_difference(
    events: list[tuple[str, str, int, str, str, int | None, int]],
    offset: int,
    known: int | None,
    shuffle: random.Random,
) -> None:
    entries = [directive(event) for event in events]
    histories = read_members(entries)[0]
    shuffle.shuffle(entries)
    shuffled = read_members(entries)[0]
    on = FIRST + datetime.timedelta(days=offset)
    by = None if known is None else FIRST + datetime.timedelta(days=known)
    assert everybody_on(histories, on, by) == everybody_on(shuffled, on, by)
    # What was known by then does not change by what was recorded later.
    if by is not None:
        early = [entry for entry in entries if entry.meta["recorded"] <= by]
        assert everybody_on(histories, on, by) == everybody_on(
            read_members(early)[0], on
        )


@given(
    st.lists(EVENT, max_size=15, unique_by=lambda one: (one[0], one[1], one[2])),
    st.integers(0, 50),
    st.integers(1, 30),
)
def test_counts_add_up(
    events: list[tuple[str, str, int, str, str, int | None, int]],
    offset: int,
    length: int,
) -> None:
    histories: Histories = read_members(map(directive, events))[0]
    begin = FIRST + datetime.timedelta(days=offset)
    period = named(begin, begin + datetime.timedelta(days=length))
    passages = counts.passages(histories, period)
    together = counts.counts(passages).get("", counts.Count())
    assert together.moved == 0
    before = everybody_on(histories, begin - datetime.timedelta(days=1))
    after = everybody_on(histories, period.last)
    assert together.start == sum(status.belongs for status in before.values())
    assert together.end == sum(status.belongs for status in after.values())
    for feature in (counts.member_class, counts.workplace, counts.state):
        parts = counts.counts(passages, feature).values()
        for name in ("start", "joined", "left", "moved", "end"):
            assert sum(getattr(part, name) for part in parts) == getattr(together, name)
    assert not evaluate((members_table(histories, period),)).failed()
