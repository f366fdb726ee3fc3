from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from coopbooks.core.groups import check_parts
from coopbooks.core.groups import in_force
from tests.support.terms import groups_of
from tests.support.terms import told

if TYPE_CHECKING:
    from tests.support.ledgers import Loaded


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def test_lines_belong_to_the_header_of_their_name_and_date(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-dues-band" "iww" "below" 2000 USD "pays" 11 USD
    2026-01-01 custom "coop-dues-part" "iww" "branch" "rest"
    2026-01-01 custom "coop-dues" "iww"
    2026-01-01 custom "coop-dues" "party"
    2026-01-01 custom "coop-dues-band" "party" "from" 0 EUR "pays" 5 EUR
    2026-01-01 custom "coop-dues-band" "iww" "from" 2000 USD "pays" 22 USD
    """
    groups, errors = groups_of(load_doc.entries)
    assert not errors
    assert [group.name for group in groups] == ["iww", "party"]
    iww, party = groups
    assert iww.date == day("2026-01-01")
    assert [one.values["edge"] for one in iww.of("coop-dues-band")] == ["below", "from"]
    assert len(iww.of("coop-dues-part")) == 1
    assert len(party.lines) == 1


def test_a_later_group_replaces_the_earlier_one_whole(load_doc: Loaded) -> None:
    """
    2025-01-01 custom "coop-dues" "iww"
    2025-01-01 custom "coop-dues-band" "iww" "below" 2000 USD "pays" 11 USD
    2025-01-01 custom "coop-dues-band" "iww" "from" 2000 USD "pays" 22 USD
    2025-01-01 custom "coop-dues-part" "iww" "branch" 50 PERCENT
    2025-01-01 custom "coop-dues-part" "iww" "union" "rest"
    2026-01-01 custom "coop-dues" "iww"
    2026-01-01 custom "coop-dues-band" "iww" "from" 0 USD "pays" 12 USD
    """
    groups, errors = groups_of(load_doc.entries)
    assert not errors
    before = in_force(groups, "iww", day("2025-12-31"))
    after = in_force(groups, "iww", day("2026-01-01"))
    assert before == groups[0]
    assert after == groups[1]
    assert len(groups[0].lines) == 4
    assert len(groups[1].lines) == 1


def test_nothing_is_in_force_before_it_begins(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-dues" "iww"
    """
    groups, _ = groups_of(load_doc.entries)
    assert in_force(groups, "iww", day("2025-12-31")) is None
    assert in_force(groups, "party", day("2026-01-01")) is None
    assert in_force([*groups, *groups], "iww", day("2030-01-01")) == groups[0]


def test_a_line_without_its_header(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-dues" "party"
    2026-02-01 custom "coop-dues-part" "party" "branch" "rest"
    2026-01-01 custom "coop-dues-part" "praty" "branch" "rest"
    2026-01-01 custom "coop-dues-part" "iww" "branch" "rest"
    """
    groups, errors = groups_of(load_doc.entries)
    assert [len(group.lines) for group in groups] == [0]
    assert sorted(told(errors)) == [
        (
            "main.beancount:2 coop-dues-part: 'party' of 2026-02-01 has no header: no "
            "coop-dues of that name and date. There is one of 2026-01-01: a line has "
            "its header's date."
        ),
        (
            "main.beancount:3 coop-dues-part: 'praty' of 2026-01-01 has no header: no "
            "coop-dues of that name and date. Did you mean 'party'?"
        ),
        (
            "main.beancount:4 coop-dues-part: 'iww' of 2026-01-01 has no header: no "
            "coop-dues of that name and date."
        ),
    ]


def test_a_header_said_twice(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-dues" "iww"
    2026-01-01 custom "coop-dues-part" "iww" "branch" "rest"
    2026-01-01 custom "coop-dues" "iww"
    """
    (group,), errors = groups_of(load_doc.entries)
    (wrong,) = told(errors)
    assert len(group.lines) == 1
    assert wrong == (
        "main.beancount:3 coop-dues: 'iww' of 2026-01-01 was said before, at "
        "main.beancount:1. Take one out, or give the later one its own date."
    )


def test_a_line_that_may_stand_once(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-dues" "iww"
    2026-01-01 custom "coop-dues-part" "iww" "branch" 50 PERCENT
    2026-01-01 custom "coop-dues-part" "iww" "union" "rest"
    2026-01-01 custom "coop-dues-part" "iww" "branch" 20 PERCENT
    2027-01-01 custom "coop-dues" "iww"
    2027-01-01 custom "coop-dues-part" "iww" "branch" "rest"
    """
    _, errors = groups_of(load_doc.entries)
    (wrong,) = told(errors)
    assert wrong == (
        "main.beancount:4 coop-dues-part: 'branch' of 'iww' was said before, at "
        "main.beancount:2. Take one out."
    )


def test_bands_are_proven_table_by_table(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-dues" "seiu"
    2026-01-01 custom "coop-dues-band" "seiu" "from" 0 USD "pays" 9 USD
    2026-01-01 custom "coop-dues-minimum" "seiu" "hours" "below" 14 HOUR "pays" 15 USD
    2026-01-01 custom "coop-dues-minimum" "seiu" "hours" "from" 14 HOUR "pays" 25 USD
    2026-01-01 custom "coop-dues-minimum" "seiu" "years" "below" 2 YEAR "pays" 5 USD
    2026-01-01 custom "coop-dues-minimum" "seiu" "years" "from" 3 YEAR "pays" 6 USD
    """
    _, errors = groups_of(load_doc.entries)
    (wrong,) = told(errors)
    assert wrong == (
        "main.beancount:6 coop-dues-minimum: 'seiu': 'from 3 YEAR' leaves a gap after "
        "'below 2 YEAR' at main.beancount:5."
    )


def test_what_does_not_fit_its_form_is_in_no_group(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-dues" "iww"
    2026-01-01 custom "coop-dues-part" "iww" "branch" "half"
    2026-01-01 custom "coop-dues-part" "iww" "union" "rest"
    """
    (group,), errors = groups_of(load_doc.entries)
    assert [one.values["of"] for one in group.lines] == ["union"]
    assert [error.source["lineno"] for error in errors] == [2]


# Parts of one whole


def wrong_parts(loaded: Loaded) -> list[str]:
    """What is wrong with the parts of a ledger's one group."""
    (group,), errors = groups_of(loaded.entries)
    assert not errors
    return told(check_parts(group.of("coop-dues-part")))


def test_parts_and_a_rest_make_a_whole(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-dues" "iww"
    2026-01-01 custom "coop-dues-part" "iww" "branch" 50 PERCENT
    2026-01-01 custom "coop-dues-part" "iww" "stamps" 0.50 USD
    2026-01-01 custom "coop-dues-part" "iww" "union" "rest"
    """
    assert wrong_parts(load_doc) == []


def test_only_one_part_can_be_the_rest(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-dues" "iww"
    2026-01-01 custom "coop-dues-part" "iww" "branch" "rest"
    2026-01-01 custom "coop-dues-part" "iww" "union" "rest"
    """
    (wrong,) = wrong_parts(load_doc)
    assert wrong == (
        "main.beancount:3 coop-dues-part: 'iww' has a rest already, at "
        "main.beancount:2; only one part can be the rest."
    )


def test_parts_are_no_more_than_the_whole(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-dues" "iww"
    2026-01-01 custom "coop-dues-part" "iww" "branch" 50 PERCENT
    2026-01-01 custom "coop-dues-part" "iww" "strike" 60 PERCENT
    2026-01-01 custom "coop-dues-part" "iww" "union" "rest"
    """
    (wrong,) = wrong_parts(load_doc)
    assert "the parts of 'iww' come to 110 PERCENT of 100." in wrong


def test_parts_without_a_rest_are_no_less_than_the_whole(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-dues" "iww"
    2026-01-01 custom "coop-dues-part" "iww" "branch" 50 PERCENT
    2026-01-01 custom "coop-dues-part" "iww" "union" 49.9 PERCENT
    """
    (wrong,) = wrong_parts(load_doc)
    assert "the parts of 'iww' come to 99.9 PERCENT of 100." in wrong
