from __future__ import annotations

import time
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.formulas import Agree
from coopbooks.core.formulas import Content
from coopbooks.core.formulas import Each
from coopbooks.core.formulas import Formula
from coopbooks.core.formulas import Percent
from coopbooks.core.formulas import Ref
from coopbooks.core.formulas import Sum
from coopbooks.core.formulas import Times
from coopbooks.core.formulas import Within
from coopbooks.core.workedout import CircularFormula
from coopbooks.core.workedout import work_out

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

D = Decimal


def cell(name: str) -> Ref:
    """The cell of that name in the one column of one table."""
    return Ref("t", name, "x")


def cells(*names: str) -> tuple[Ref, ...]:
    return tuple(cell(name) for name in names)


def worked_out(**contents: Content) -> dict[str, object]:
    """What cells come to, by name."""
    done = work_out({cell(name): content for name, content in contents.items()})
    return {ref.row: value for ref, value in done.items()}


def test_a_sum_adds_and_takes_away() -> None:
    done = worked_out(
        income=D("900.00"),
        gifts=D("100.00"),
        expenses=D("1200.50"),
        result=Sum(cells("income", "gifts"), cells("expenses")),
        twice=Sum(cells("income", "income")),
        nothing=Sum(()),
    )
    assert done["result"] == D("-200.50")
    assert done["twice"] == D("1800.00")
    assert done["nothing"] == 0


def test_empty_cells_and_words_count_as_nothing_in_a_sum() -> None:
    done = worked_out(a=None, b="no plan", c=D(5), sum=Sum(cells("a", "b", "c")))
    assert done["sum"] == D(5)


def test_a_percentage_is_of_the_size_and_none_of_zero() -> None:
    done = worked_out(
        over=D("50.00"),
        plan=D("-200.00"),
        zero=D(0),
        percent=Percent(cell("over"), cell("plan")),
        none=Percent(cell("over"), cell("zero")),
        sum=Sum(cells("none")),
    )
    assert done["percent"] == D("25.0")
    assert done["none"] is None
    assert done["sum"] == 0


def test_a_check_compares_exactly() -> None:
    done = worked_out(
        debits=D("0.30"),
        one=D("0.10"),
        two=D("0.20"),
        off=D("0.2000000001"),
        holds=Agree(Sum(cells("one", "two")), Sum(cells("debits"))),
        fails=Agree(Sum(cells("one", "off")), Sum(cells("debits"))),
    )
    assert done["holds"] == "YES"
    assert done["fails"] == "NO"


def test_no_digit_is_lost() -> None:
    done = worked_out(
        huge=D(10) ** 30,
        cent=D("0.01"),
        both=Sum(cells("huge", "cent")),
        back=Sum(cells("both"), cells("huge")),
    )
    assert done["back"] == D("0.01")


C_OF_A = {"c": Sum((), cells("a"))}


@pytest.mark.parametrize(
    "contents",
    [
        {"a": Sum(cells("a"))},
        {"a": Sum(cells("b")), "b": Percent(cell("c"), cell("c")), **C_OF_A},
        {"a": Sum(cells("gone"))},
        {"a": Agree(Sum(()), Sum(cells("gone")))},
    ],
    ids=["its own", "in a round", "no cell", "no cell of a check"],
)
def test_a_formula_that_leads_nowhere_is_a_mistake(
    contents: dict[str, Content],
) -> None:
    with pytest.raises(CircularFormula, match=r"^t\.[abc]\.x leads back to itself or"):
        worked_out(**contents)


def test_two_ways_to_one_cell_are_no_circle() -> None:
    done = worked_out(
        total=Sum(cells("left", "right")),
        left=Sum(cells("right", "bottom")),
        right=Sum(cells("bottom")),
        bottom=D(1),
    )
    assert done["total"] == D(3)


@st.composite
def sheets(draw: st.DrawFn) -> dict[Ref, Content]:
    """Amounts, and formulas over cells further up, some of them over one another."""
    amounts = draw(st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=1))
    sheet: dict[Ref, Content] = {
        cell(str(number)): amount for number, amount in enumerate(amounts)
    }
    for number in range(len(amounts), len(amounts) + draw(st.integers(1, 20))):
        known = st.lists(st.sampled_from(sorted(sheet)), max_size=6).map(tuple)
        sums = st.builds(Sum, known, known)
        one = st.sampled_from(sorted(sheet))
        formulas: st.SearchStrategy[Formula] = st.one_of(
            sums, st.builds(Agree, sums, sums), st.builds(Percent, one, one)
        )
        sheet[cell(str(number))] = draw(formulas)
    return sheet


@given(sheets(), st.randoms(use_true_random=False))
def test_the_order_of_cells_does_not_matter(
    sheet: dict[Ref, Content], chance: Random
) -> None:
    shuffled = list(sheet.items())
    chance.shuffle(shuffled)
    assert work_out(dict(shuffled)) == work_out(sheet)


@given(sheets())
def test_each_formula_holds_for_the_values(sheet: dict[Ref, Content]) -> None:
    done = work_out(sheet)
    assert done.keys() == sheet.keys()
    for ref, content in sheet.items():
        if isinstance(content, Sum):
            plus = sum(numbers(done[of] for of in content.plus))
            assert done[ref] == plus - sum(numbers(done[of] for of in content.minus))


def numbers(values: Iterable[object]) -> list[Decimal]:
    return [value for value in values if isinstance(value, Decimal)]


def test_a_running_balance_may_be_as_long_as_it_likes() -> None:
    rows = 5_000
    balances = {
        cell(str(row)): Sum((cell(str(row - 1)), cell("step")))
        for row in range(rows, 0, -1)
    }
    done = work_out({**balances, cell("0"): D(100), cell("step"): D("0.01")})
    assert done[cell(str(rows))] == D("150.00")


def test_a_large_book_is_worked_out_in_no_time() -> None:
    rows = 50_000
    sheet: dict[Ref, Content] = {cell(str(row)): D(row) for row in range(rows)}
    sheet |= {
        cell(f"sum-{row}"): Sum((cell(str(row)), cell(str(row // 2))))
        for row in range(rows)
    }
    sheet[cell("total")] = Sum(tuple(sheet))
    begin = time.process_time()
    work_out(sheet)
    # A tenth of this on the machine where it was written; twenty times as long when
    # the way to each cell was searched for circles again and again.
    assert time.process_time() - begin < 5


def test_a_ladder_of_bands_as_formulas() -> None:
    """120,000 lies in three bands of 5, 8 and 10 percent: 8,500 together."""
    base = Ref("ladder", "base", "amount")
    cells: dict[Ref, Content] = {base: Decimal(120000)}
    bounds = [(0, 50000, 5), (50000, 100000, 8), (100000, None, 10)]
    for number, (low, high, rate) in enumerate(bounds):
        row = f"band:{number}"
        part, percent = Ref("ladder", row, "part"), Ref("ladder", row, "rate")
        top = None if high is None else Decimal(high)
        cells[part] = Within(base, Decimal(low), top)
        cells[percent] = Decimal(rate)
        cells[Ref("ladder", row, "amount")] = Times(part, percent, percent=True)
    done = work_out(cells)
    amounts = [done[Ref("ladder", f"band:{number}", "amount")] for number in range(3)]
    assert amounts == [Decimal(2500), Decimal(4000), Decimal(2000)]


def test_what_is_multiplied_is_rounded_half_up() -> None:
    number, by = Ref("t", "a", "x"), Ref("t", "b", "x")
    cells: dict[Ref, Content] = {number: Decimal("33.33"), by: Decimal("0.5")}
    cells[Ref("t", "c", "x")] = Times(number, by)
    cells[Ref("t", "d", "x")] = Times(number, by, places=0)
    done = work_out(cells)
    assert done[Ref("t", "c", "x")] == Decimal("16.67")
    assert done[Ref("t", "d", "x")] == 17


def test_what_is_shared_out_is_rounded_half_up() -> None:
    part, whole, nothing = (Ref("t", row, "x") for row in "abc")
    cells: dict[Ref, Content] = {part: Decimal("0.15"), whole: Decimal(6)}
    cells[nothing] = "no list"
    cells[Ref("t", "d", "x")] = Each(part, whole)
    cells[Ref("t", "e", "x")] = Each(part, whole, places=1)
    cells[Ref("t", "f", "x")] = Each(part, nothing)
    done = work_out(cells)
    assert done[Ref("t", "d", "x")] == Decimal("0.03")
    assert done[Ref("t", "e", "x")] == 0
    assert done[Ref("t", "f", "x")] is None
