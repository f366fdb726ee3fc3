"""What bodies decided and what there is to decide, as the assembly reads it."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from coopbooks.core.table import evaluate
from coopbooks.federation.assembly.absent import absent_table
from coopbooks.federation.assembly.decisions import decision_tables
from coopbooks.federation.assembly.decisions import pending_table
from coopbooks.federation.assembly.side import side_by_side
from coopbooks.federation.reading.lives import UNKNOWN
from coopbooks.federation.reading.lives import Decided
from coopbooks.federation.reading.lives import Pending
from coopbooks.federation.reading.reading import Outcome
from tests.support.assemblies import MARCH
from tests.support.assemblies import body
from tests.support.assemblies import federation
from tests.support.statements import shown

if TYPE_CHECKING:
    from coopbooks.core.table import Values
    from coopbooks.federation.assembly.side import Side

MANY = [f"M-{number}" for number in range(20)]
PRINTER = Decided(
    "2026-03/1",
    "a printer for 900.00",
    "committee",
    datetime.date(2026, 3, 10),
    (Decimal(7), Decimal(1), None),
    "USD",
    Decimal("900.00"),
    Decimal("250.00"),
    Decimal("350.00"),
    datetime.date(2026, 6, 30),
    0,
)
COLUMNS = ("id", "day", "votes", "limit", "paid", "used", "left", "until")


def side(
    *decisions: Decided,
    pending: tuple[Pending, ...] = (),
    members: list[str] = MANY,
) -> Side:
    north = body("north", members)
    life = replace(north.life, decisions=decisions, pending=pending)
    bodies = [replace(north, life=life), body("south", MANY), body("east", MANY)]
    return side_by_side(federation(("north", "south", "east")), bodies, MARCH)


def decided(found: Side) -> Values:
    return evaluate(tuple(decision_tables(found)))


def test_a_decision_with_its_votes_and_what_it_cost() -> None:
    assert shown(decided(side(PRINTER)), *COLUMNS, table="decided") == [
        "North",
        (
            "  A printer for 900.00 | 2026-03/1 | 2026-03-10 | committee: 7 for, 1 "
            "against | 900.00 | 250.00 | 350.00 | 550.00 | 2026-06-30"
        ),
    ]


def test_what_was_decided_before_stands_apart() -> None:
    earlier = PRINTER._replace(day=datetime.date(2026, 2, 28))
    values = decided(side(earlier))
    assert shown(values, table="decided") == []
    assert shown(values, table="earlier")[0] == "North"


@pytest.mark.parametrize(("people", "word"), [(1, "few"), (UNKNOWN, "not shown")])
def test_what_few_got_is_in_no_figure_and_no_title(people: int, word: str) -> None:
    one = PRINTER._replace(title="Help for a member: 1,250.50 at most", people=people)
    line = shown(decided(side(one)), *COLUMNS, table="decided")[1]
    assert line == (
        "  Help for a member: ... at most | 2026-03/1 | 2026-03-10 | committee: 7 for, "
        f"1 against | {word} | {word} | {word} |  | 2026-06-30"
    )


@pytest.mark.parametrize(
    ("votes", "members", "said"),
    [
        ((Decimal(4), Decimal(0), None), MANY, "committee: few"),
        ((Decimal(4), Decimal(0), Decimal(1)), MANY, "committee: 4 for, 0 against"),
        ((None, None, None), MANY, "committee"),
        # It would tell how many members there are at least.
        ((Decimal(9), Decimal(0), None), ["M-1", "M-2", "M-3"], "committee: few"),
    ],
)
def test_votes_of_few(
    votes: tuple[Decimal | None, ...], members: list[str], said: str
) -> None:
    found = decided(side(PRINTER._replace(votes=votes), members=members))
    line = shown(found, "votes", table="decided")[1]
    assert line.split(" | ")[1].startswith(said)


def test_what_there_is_to_decide() -> None:
    day = datetime.date(2026, 6, 30)
    pending = (
        Pending("request", "lean-months", "south", day, "USD", Decimal(500), 0),
        Pending("requests", "hardship", "", None, "", None, 2),
        Pending("requests", "loans", "", None, "", None, 7),
        Pending("budget", "", "", day, "", None, 0),
        Pending("agreement", "rent", "landlord", day, "", None, 0),
        Pending("office", "treasurer", "", day, "", None, 0),
        Pending("campaign", "Homes First", "", day, "", None, 0),
    )
    assert shown(pending_table(side(pending=pending)), "day") == [
        "North",
        "  South asks for 500 USD: lean-months | 2026-06-30",
        "  A few requests of members for help wait: hardship",
        "  7 requests of members for help wait: loans",
        "  No plan yet for the year from this day | 2026-06-30",
        "  The agreement rent with landlord ends | 2026-06-30",
        "  A term of office ends: treasurer | 2026-06-30",
        "  The campaign Homes First ends | 2026-06-30",
    ]


def test_other_currencies_are_named() -> None:
    euros = PRINTER._replace(currency="EUR")
    assert shown(decided(side(euros)), "currency", table="decided")[1].endswith("EUR")


def test_who_is_not_counted_is_named() -> None:
    found = side()
    outcomes = [
        Outcome("north", found.bodies[0].figures),
        Outcome("south", found.bodies[1].figures, ("its book has 2 errors.",)),
        Outcome("east", None, ("its book is refused.",)),
    ]
    away = replace(found.federation.members[0], name="away", title="Away", folder=None)
    members = (*found.federation.members, away)
    whole = replace(found.federation, members=members)
    table = absent_table(replace(found, federation=whole), outcomes)
    assert shown(table) == [
        "South: counted, please look; its book has 2 errors.",
        "East: not counted; its book is refused.",
        "Away: not counted; keeps no book here.",
    ]
