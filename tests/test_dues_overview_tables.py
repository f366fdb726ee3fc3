"""Dues at a glance: the tables, from figures that were put together by hand."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.periods import parse_period
from coopbooks.core.table import evaluate
from coopbooks.dues.overview.flows import Flow
from coopbooks.dues.overview.groups import groups_table
from coopbooks.dues.overview.groups import standing_table
from coopbooks.dues.overview.months import months_table
from coopbooks.dues.overview.overview import Group
from coopbooks.dues.overview.overview import Month
from coopbooks.dues.overview.overview import Open
from coopbooks.dues.overview.overview import Overview
from coopbooks.dues.overview.overview import Person
from coopbooks.dues.overview.overview import age_of
from coopbooks.dues.overview.overview import grouped
from coopbooks.dues.overview.tables import ages_table
from coopbooks.dues.overview.tables import dues_table
from coopbooks.members.counts import Count
from tests.support.statements import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.dues.item import ItemKind

MARCH = parse_period("2026-03")
D = Decimal


def owes(due: str, number: str, *, employer: bool = False) -> Open:
    return Open(datetime.date.fromisoformat(due), D(number), employer)


def overview(people: Sequence[Person], *, start: str = "0.00") -> Overview:
    """Members of one month, whose figures make up the flow."""
    moved: dict[ItemKind, Decimal] = {
        "charged": sum((one.charged for one in people), D("0.00")),
        "paid": -sum((one.collected for one in people), D("0.00")),
    }
    flow = Flow(D(start), moved)

    def counts(values: Sequence[str]) -> dict[str, Count]:
        return {
            name: Count(values.count(name), end=values.count(name))
            for name in sorted(set(values))
        }

    everyone = Count(len(people), end=len(people))
    classes = counts([one.member_class for one in people])
    places = counts([one.workplace for one in people])
    return Overview(
        MARCH,
        "USD",
        "accrual",
        flow,
        flow,
        (Month(MARCH, flow, D("0.00"), D("0.00")),),
        Group(everyone, people),
        grouped(people, classes, lambda one: one.member_class),
        grouped(people, places, lambda one: one.workplace),
    )


def crowd(count: int, workplace: str) -> list[Person]:
    return [
        Person(f"{workplace}-{n}", "standard", workplace, charged=D("30.00"))
        for n in range(count)
    ]


def test_from_the_start_to_who_owes_it() -> None:
    people = [
        Person("A", charged=D("30.00"), open=(owes("2026-03-01", "30.00"),)),
        Person(
            "B",
            charged=D("30.00"),
            collected=D("50.00"),
            ahead=D("20.00"),
        ),
        Person("C", open=(owes("2026-01-01", "40.00", employer=True),)),
    ]
    assert shown(dues_table(overview(people, start="40.00")), "month") == [
        "Owed at the start | 40.00",
        "  Charged | 60.00",
        "  Paid by members | -50.00",
        "Owed on 31 March 2026 | 50.00",
        "Of this",
        "  by members themselves | 30.00",
        "  to be taken from pay by employers | 40.00",
        "  less paid ahead | -20.00",
        "Open for each member, together = owed | YES",
    ]


def test_the_check_can_fail() -> None:
    people = [Person("A", charged=D("30.00"), open=(owes("2026-03-01", "29.99"),))]
    assert shown(dues_table(overview(people)), "month")[-1].endswith("NO")


def test_pledges_stand_apart_and_are_never_owed() -> None:
    people = [Person("A", pledges=True, pledged=D("8.00"), received=D("3.00"))]
    rows = shown(dues_table(overview(people)), "month")
    assert rows[-3:] == [
        "Pledged, never owed",
        "  Pledged | 8.00",
        "  Received of pledges | 3.00",
    ]


def test_ages_count_from_the_due_day() -> None:
    on = datetime.date(2026, 4, 30)
    due = {"2026-05-01": 0, "2026-04-30": 0, "2026-04-29": 1, "2026-03-31": 1}
    # On 30 April what was due on 1 March is exactly 60 days old.
    due |= {"2026-03-30": 2, "2026-03-01": 2, "2026-02-28": 3, "2026-01-29": 4}
    for day, age in due.items():
        assert age_of(datetime.date.fromisoformat(day), on) == age


def test_a_member_counts_at_each_age_and_once_in_all() -> None:
    people = [
        Person("A", open=(owes("2026-01-01", "30.00"), owes("2026-03-01", "30.00"))),
        Person("B", open=(owes("2026-03-01", "12.50", employer=True),)),
    ]
    table = ages_table(overview(people))
    assert shown(table, "members", "own", "employers", "both") == [
        "Not yet due | 0 | 0 | 0 | 0",
        "Up to 30 days | 2 | 30.00 | 12.50 | 42.50",
        "31 to 60 days | 0 | 0 | 0 | 0",
        "61 to 90 days | 1 | 30.00 | 0 | 30.00",
        "Older | 0 | 0 | 0 | 0",
        "Together | 2 | 60.00 | 12.50 | 72.50",
    ]


def test_the_rate_is_what_came_in_of_what_was_charged() -> None:
    people = [Person("A", charged=D("30.00"), collected=D("25.00"))]
    table = months_table(overview(people))
    assert shown(table, "charged", "paid", "collected", "rate") == [
        "March 2026 | 30.00 | 25.00 | 25.00 | 83.3",
        "Together | 30.00 | 25.00 | 25.00 | 83.3",
    ]


def test_small_groups_are_not_shown_and_cannot_be_worked_out() -> None:
    people = [*crowd(9, "docks"), *crowd(6, "mill"), *crowd(2, "shop")]
    values = evaluate((groups_table(overview(people)),))
    assert shown(values, "members", "charged", table="dues-groups") == [
        "Members | 17 | 510.00",
        "By workplace",
        "  docks | 9 | 270.00",
        "  mill | not shown",
        "  shop | fewer than 5",
        "  those not shown, together | 8 | 240.00",
        "Together = all members | YES | YES",
    ]


def test_where_all_groups_are_small_only_the_whole_is_shown() -> None:
    people = [*crowd(3, "mill"), *crowd(2, "shop")]
    assert shown(standing_table(overview(people)), "members", "good") == [
        "Members | 5 | 5",
        "By workplace",
        "  mill | fewer than 5",
        "  shop | fewer than 5",
    ]


def test_what_those_behind_owe_is_said_of_all_together_only() -> None:
    due = (owes("2026-01-01", "45.00"),)
    late = Person("L", "standard", "mill", state="behind", open=due)
    people = [*crowd(9, "docks"), *crowd(6, "mill"), late]
    table = standing_table(overview(people))
    assert shown(table, "good", "behind", "behind-owed") == [
        "Members | 15 | 1 | 45.00",
        "By workplace",
        "  docks | 9 | 0",
        "  mill | 6 | 1",
        "Together = all members | YES | YES",
    ]


def test_who_left_is_behind_no_more_and_still_owes() -> None:
    gone = Person(
        "A", belongs=False, state="behind", open=(owes("2026-01-01", "45.00"),)
    )
    table = standing_table(overview([gone, *crowd(5, "docks")]))
    assert shown(table, "behind", "behind-owed")[0] == "Members | 0 | 0"
    assert shown(groups_table(overview([gone])), "owed")[0] == "Members | 45.00"
