"""What members are told of a year: their part, how they have it, their account."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.core.periods import parse_period
from coopbooks.core.table import evaluate
from coopbooks.surplus.notices.making import notices
from coopbooks.surplus.notices.noticetables import notice_tables
from coopbooks.surplus.notices.noticewords import law
from coopbooks.surplus.notices.noticewords import law_title
from coopbooks.surplus.notices.previewtables import preview_table
from coopbooks.surplus.terms import read_terms
from tests.support.noticebook import MAIN
from tests.support.noticebook import notice_book

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.surplus.notices.notice import Notice
    from coopbooks.surplus.notices.notice import Notices

APRIL = datetime.date(2026, 4, 8)


def found_in(folder: Path, main: str = MAIN, on: datetime.date = APRIL) -> Notices:
    book = coopbooks.load(notice_book(folder / "book", main))
    assert book.errors == []
    terms = read_terms(book.entries)
    year = parse_period("2025")
    return notices(terms, book.entries, "USD", year, on)


def by_member(found: Notices) -> dict[str, Notice]:
    return {one.member: one for one in found.notices}


def sentences(one: Notice) -> list[str]:
    return [line.text for line in notice_tables(one, "Ada")[0].lead]


def told(one: Notice) -> str:
    return " ".join(law(one))


def lots(one: Notice) -> dict[str, dict[str, str]]:
    return {
        line.lot: {column: str(number) for column, number in line.changes.items()}
        for line in one.lots
    }


@pytest.fixture
def found(tmp_path: Path) -> Notices:
    return found_in(tmp_path)


def test_each_who_has_a_part_or_an_account_is_told(found: Notices) -> None:
    assert found.shared
    assert found.problems == ()
    assert list(by_member(found)) == ["M-0001", "M-0002", "M-0003", "M-0004"]


def test_what_is_paid_and_what_is_still_to_be_paid(found: Notices) -> None:
    ada, ben, cleo, dan = found.notices
    decided, part, *others = sentences(ada)
    assert decided == (
        "The surplus of 2025 was shared by decision 2026-03/2 of 14 March 2026 "
        "(members' meeting)."
    )
    assert part == (
        "Your part is 500.00 USD: 100.00 in cash, which is 20.0 percent, and 400.00 "
        "kept."
    )
    assert others == [
        "It went by hours: yours were 500 of 1,000, which is 50.0 percent.",
        "100.00 USD is still to be paid to you. It will be paid by 15 September 2026.",
        "On 8 April 2026 there is 1,400.00 USD in your account.",
    ]
    assert "The cash was paid to you by 1 April 2026." in sentences(ben)
    assert "Your part is 200.00 USD, all of it in cash." in sentences(cleo)
    assert "On 8 April 2026 there is nothing left in your account." in sentences(cleo)
    assert sentences(dan) == [
        "You have no part of the result of 2025.",
        "On 8 April 2026 there is 100.00 USD in your account.",
    ]


def test_the_written_notice_of_allocation(found: Notices) -> None:
    ada, _, cleo, dan = found.notices
    assert law_title(ada) == "Written notice of allocation (26 USC 1388(b))"
    assert told(ada).startswith(
        "This is a qualified written notice of allocation. Its stated dollar amount is "
        "400.00 USD; all of it is a patronage dividend. You count it as income of 2026 "
        "at that amount, although it is paid back to you later; then it is no income "
        "again. You agreed to that by the bylaws. In box 1 of Form 1099-PATR that "
        "makes 500.00 USD,"
    )
    assert law_title(cleo) == "For your taxes"
    assert "written notice" not in told(cleo)
    assert told(dan) == ""


def test_a_nonqualified_notice_is_no_income_yet(tmp_path: Path) -> None:
    text = MAIN.replace("2025-Q", "2025-N").replace('"qualified"', '"nonqualified"')
    found = found_in(tmp_path, text)
    assert found.problems == ()
    ada = by_member(found)["M-0001"]
    assert "This is a nonqualified written notice of allocation." in told(ada)
    assert "It is no income of yours now." in told(ada)
    assert "In box 1 of Form 1099-PATR that makes 100.00 USD" in told(ada)


def test_who_agrees_by_cashing_a_check_is_told_so(tmp_path: Path) -> None:
    text = MAIN.replace('consent: "bylaws"', 'consent: "check"')
    found = found_in(tmp_path, text)
    # Until the last day nothing is wrong with that.
    assert found.problems == ()
    ada = by_member(found)["M-0001"]
    assert (
        "By cashing the check of 100.00 USD by 14 December 2026 you agree to that. If "
        "you do not, the notice counts as nonqualified."
    ) in told(ada)
    late = found_in(tmp_path / "late", text, datetime.date(2026, 12, 15))
    assert [one.message.split(":")[0] for one in late.problems] == ["M-0001", "M-0002"]


def test_who_has_not_agreed(tmp_path: Path) -> None:
    text = MAIN.replace('  consent: "bylaws"\n', "")
    text += '2025-03-01 custom "coop-consent" "M-0002" "written"\n'
    found = found_in(tmp_path, text)
    (problem,) = found.problems
    assert problem.message.startswith("M-0001: what is kept of 2025 is called qualif")
    ada, ben, *_ = found.notices
    assert "The book does not say that you agreed to that" in told(ada)
    assert "You agreed to that in writing." in told(ben)


def test_elsewhere_nothing_is_told_of_that_law(tmp_path: Path) -> None:
    text = MAIN.replace('country: "US"', 'country: "FR"').replace("2025-Q", "2025")
    text = text.replace('  consent: "bylaws"\n', "  pay-within: 9 MONTH\n")
    found = found_in(tmp_path, text)
    assert found.problems == ()
    ada = by_member(found)["M-0001"]
    assert told(ada) == ""
    assert "It will be paid by 30 September 2026." in " ".join(sentences(ada))


def test_the_account_lot_by_lot(found: Notices) -> None:
    ada, ben, cleo, dan = found.notices
    assert lots(ada) == {
        "fee": {"opening": "1000.00"},
        "2023-Q": {"opening": "800.00", "paid-back": "-800.00"},
        "2025-Q": {"kept": "400.00"},
    }
    assert lots(ben) == {"fee": {"opening": "1000.00"}, "2025-Q": {"kept": "240.00"}}
    assert lots(cleo) == {"fee": {"opening": "200.00", "paid-back": "-200.00"}}
    assert lots(dan) == {"fee": {"paid-in": "100.00"}}


def test_the_tables_add_up(found: Notices) -> None:
    for one in found.notices:
        values = evaluate(tuple(notice_tables(one, "Ada")))
        assert values.failed() == []
        assert values.amount("part", "all", "amount") == one.of()
        closing = values.amount("account", "all", "closing")
        assert closing == sum(line.closing for line in one.lots)
    values = evaluate((preview_table(found),))
    assert values.amount("notices", "all", "part") == Decimal("1000.00")
    assert values.amount("notices", "all", "due") == Decimal("300.00")
    assert values.amount("notices", "all", "account") == Decimal("2740.00")


def test_parts_of_several_kinds_are_told_apart(tmp_path: Path) -> None:
    text = MAIN.replace(
        "  Liabilities:Left          -160.00 USD\n    member",
        '  Equity:Capital            -160.00 USD\n    lot: "2025-I"\n    member',
    )
    cleo = by_member(found_in(tmp_path, text))["M-0003"]
    values = evaluate(tuple(notice_tables(cleo, "Cleo")))
    assert values.amount("kinds", "kinds:1", "amount") == Decimal("40.00")
    assert values.amount("kinds", "kinds:2", "amount") == Decimal("160.00")
    assert "In box 1 of Form 1099-PATR that makes 40.00 USD" in told(cleo)


def test_a_loss_is_told_as_one(tmp_path: Path) -> None:
    begin = MAIN.index("2026-03-14 *")
    text = f"""{MAIN[:begin]}
2026-03-14 * "Members' meeting" "Loss of 2025" ^surplus-2025
  period: "2025"
  Equity:Result             -300.00 USD
  Equity:Capital             200.00 USD
    member: "M-0001"
    lot: "2023-Q"
  Equity:Capital             100.00 USD
    member: "M-0002"
    lot: "2025-L"
"""
    found = found_in(tmp_path, text)
    assert found.problems == ()
    ada, ben, *_ = found.notices
    assert sentences(ada) == [
        "The loss of 2025 was borne on 14 March 2026.",
        "Your part of it is 200.00 USD, taken from your account.",
        "On 8 April 2026 there is 1,600.00 USD in your account.",
    ]
    assert told(ada) == ""
    assert lots(ben)["2025-L"] == {"loss": "-100.00"}


def test_nothing_is_told_of_a_year_that_is_not_shared(tmp_path: Path) -> None:
    assert not found_in(tmp_path, MAIN[: MAIN.index("2026-03-14 *")]).shared


def test_as_of_a_day_before_it_was_shared(tmp_path: Path) -> None:
    found = found_in(tmp_path, on=datetime.date(2026, 3, 13))
    assert not found.shared
    assert all(one.given == () for one in found.notices)
