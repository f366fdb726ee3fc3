from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.bands import EDGES
from coopbooks.core.bands import Cut
from coopbooks.core.bands import check_bands
from coopbooks.core.bands import find
from tests.support.terms import BAND
from tests.support.terms import band_line
from tests.support.terms import groups_of
from tests.support.terms import told

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence
    from random import Random

    from coopbooks.core.bands import Band
    from coopbooks.core.directives import Directive
    from tests.support.ledgers import Loaded

D = Decimal


def bands_in(loaded: Loaded, kind: str = BAND.kind) -> Sequence[Band]:
    """The bands of a ledger's one group."""
    (group,), errors = groups_of(loaded.entries)
    assert not errors
    bands, wrong = check_bands(group.of(kind))
    assert not wrong
    return bands


def paid(bands: Sequence[Band], *measures: str) -> list[str]:
    """What is paid at each measure."""
    lines = [find(bands, D(measure)).line for measure in measures]
    return [str(line.values["amount"].number) for line in lines]


def lines(*edges: str) -> list[Directive]:
    """Bands, each written as `up-to 2000`, in the lines from 1 on."""
    return [
        band_line(edge.split()[0], edge.split()[1], number=number)
        for number, edge in enumerate(edges, start=1)
    ]


# Published tables


def test_mixed_edges_as_a_union_publishes_them(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-dues" "iww"
    2026-01-01 custom "coop-dues-band" "iww" "below" 2000 USD "pays" 11 USD
    2026-01-01 custom "coop-dues-band" "iww" "up-to" 3500 USD "pays" 22 USD
    2026-01-01 custom "coop-dues-band" "iww" "above" 3500 USD "pays" 33 USD
    """
    bands = bands_in(load_doc)
    assert paid(bands, "0", "1999.99", "2000") == ["11", "11", "22"]
    assert paid(bands, "3500", "3500.01", "90000") == ["22", "33", "33"]
    assert [band.lower for band in bands] == [
        None,
        Cut(D(2000), after=False),
        Cut(D(3500), after=True),
    ]


def test_upper_bounds_inclusive_on_yearly_pay(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-dues" "unison"
    2026-01-01 custom "coop-dues-band" "unison" "up-to" 2000 GBP "pays" 1.30 GBP
    2026-01-01 custom "coop-dues-band" "unison" "up-to" 5000 GBP "pays" 3.50 GBP
    2026-01-01 custom "coop-dues-band" "unison" "up-to" 8000 GBP "pays" 5.30 GBP
    2026-01-01 custom "coop-dues-band" "unison" "up-to" 11000 GBP "pays" 6.60 GBP
    2026-01-01 custom "coop-dues-band" "unison" "up-to" 14000 GBP "pays" 7.85 GBP
    2026-01-01 custom "coop-dues-band" "unison" "up-to" 17000 GBP "pays" 9.70 GBP
    2026-01-01 custom "coop-dues-band" "unison" "up-to" 20000 GBP "pays" 11.50 GBP
    2026-01-01 custom "coop-dues-band" "unison" "up-to" 25000 GBP "pays" 14.00 GBP
    2026-01-01 custom "coop-dues-band" "unison" "up-to" 30000 GBP "pays" 17.25 GBP
    2026-01-01 custom "coop-dues-band" "unison" "up-to" 35000 GBP "pays" 20.30 GBP
    2026-01-01 custom "coop-dues-band" "unison" "above" 35000 GBP "pays" 22.50 GBP
    """
    bands = bands_in(load_doc)
    assert len(bands) == 11
    assert paid(bands, "0", "2000", "2000.01") == ["1.30", "1.30", "3.50"]
    assert paid(bands, "5000", "17000", "20000") == ["3.50", "9.70", "11.50"]
    assert paid(bands, "35000", "35000.01") == ["20.30", "22.50"]


def test_a_second_key_stands_in_columns(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-dues" "mlpd"
    2026-01-01 custom "coop-dues-band" "mlpd" "up-to" 1800 EUR
      for-0: 21 EUR
      for-1: 13 EUR
      for-2: 10 EUR
      for-3-or-more: 5 EUR
    2026-01-01 custom "coop-dues-band" "mlpd" "above" 1800 EUR
      for-0: 25 EUR
      for-1: 16 EUR
      for-2: 12 EUR
      for-3-or-more: 6 EUR
    """
    columns = find(bands_in(load_doc), D(1800)).line.meta
    assert [columns[key].number for key in sorted(columns)] == [21, 13, 10, 5]


def test_a_minimum_by_hours(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-dues" "seiu"
    2026-01-01 custom "coop-dues-minimum" "seiu" "hours" "below" 14 HOUR "pays" 15 USD
    2026-01-01 custom "coop-dues-minimum" "seiu" "hours" "from" 14 HOUR "pays" 25 USD
    """
    bands = bands_in(load_doc, "coop-dues-minimum")
    assert paid(bands, "10", "13.99", "14", "40") == ["15", "15", "25", "25"]
    assert {band.unit for band in bands} == {"HOUR"}


# What fits together and what does not


@pytest.mark.parametrize(
    "edges",
    [
        ["below 2000", "from 2000"],
        ["up-to 2000", "above 2000"],
        ["below 2000", "up-to 3500", "above 3500"],
        ["below 2000", "from 2000", "above 3500"],
        ["from 0", "from 2000", "above 3500"],
        ["from 0"],
        ["below 2", "up-to 2", "above 2"],  # one band for 2 alone
        ["below 2000", "from 2000.00"],
    ],
    ids=", ".join,
)
def test_bands_that_fit_together(edges: list[str]) -> None:
    bands, errors = check_bands(lines(*edges))
    assert not errors
    assert len(bands) == len(edges)


@pytest.mark.parametrize(
    ("edges", "place", "problem"),
    [
        (["below 5", "above 5"], 2, "'above 5 USD' leaves a gap after 'below 5 USD'"),
        (["up-to 5", "from 5"], 2, "'from 5 USD' overlaps 'up-to 5 USD'"),
        (["below 5", "from 6"], 2, "'from 6 USD' leaves a gap after 'below 5 USD'"),
        (["below 5", "from 4"], 2, "'from 4 USD' overlaps 'below 5 USD'"),
        (["below 5", "below 5.0", "from 5"], 2, "'below 5.0 USD' stands already"),
        (["below 5", "from 5", "from 5"], 3, "'from 5 USD' stands already"),
        (["below 5"], 1, "nothing covers what is from 5 USD: add 'from 5 USD'."),
        (["up-to 5"], 1, "nothing covers what is above 5 USD: add 'above 5 USD'."),
        (["from 5"], 1, "nothing covers what lies below 'from 5 USD'."),
        (["above 0"], 1, "nothing covers what lies below 'above 0 USD'."),
    ],
)
def test_bands_that_do_not(edges: list[str], place: int, problem: str) -> None:
    bands, (error,) = check_bands(lines(*edges))
    assert bands == ()
    (sentence,) = told([error])
    assert sentence.startswith(f"terms.beancount:{place} coop-dues-band: 'iww': ")
    assert problem in sentence


def test_the_other_band_is_pointed_at() -> None:
    _, errors = check_bands(lines("from 6", "below 5"))
    (wrong,) = told(errors)
    assert wrong == (
        "terms.beancount:1 coop-dues-band: 'iww': "
        "'from 6 USD' leaves a gap after 'below 5 USD' at terms.beancount:2."
    )


def test_bands_of_one_table_have_one_unit() -> None:
    _, errors = check_bands([band_line("below", "5"), band_line("from", "5", "EUR", 2)])
    (wrong,) = told(errors)
    assert wrong == (
        "terms.beancount:2 coop-dues-band: 'iww': "
        "'from 5 EUR' is in EUR, the others are in USD."
    )


def test_bands_of_one_table_have_the_same_columns(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-dues" "mlpd"
    2026-01-01 custom "coop-dues-band" "mlpd" "up-to" 1800 EUR
      for-0: 21 EUR
      for-1: 13 EUR
    2026-01-01 custom "coop-dues-band" "mlpd" "above" 1800 EUR
      for-0: 25 EUR
      for-2: 16 EUR
    """
    _, errors = groups_of(load_doc.entries)
    (wrong,) = told(errors)
    assert wrong == (
        "main.beancount:5 coop-dues-band: 'mlpd': "
        "'above 1800 EUR' differs from 'up-to 1800 EUR' in for-1, for-2."
    )


def test_no_bands_are_no_error() -> None:
    assert check_bands([]) == ((), [])


# Any table


@st.composite
def tables(draw: st.DrawFn) -> list[Directive]:
    """A table that covers and does not overlap: cuts, each said from one side."""
    cuts = draw(
        st.lists(
            st.tuples(st.decimals(0, 10**6, places=2), st.booleans()),
            min_size=1,
            max_size=12,
            unique=True,
        ).map(sorted)
    )
    # Up to the seam by the upper edge, from there by the lower; the cut at the seam is
    # said from both sides, or there is a band from 0.
    seam = draw(st.integers(0, len(cuts)))
    upper = [("up-to" if after else "below", bound) for bound, after in cuts[:seam]]
    lower = [
        ("above" if after else "from", bound)
        for bound, after in cuts[max(seam - 1, 0) :]
    ]
    if not seam:
        assume(cuts[0] != (D(0), False))
        lower.insert(0, ("from", D(0)))
    edges = [*upper, *lower]
    return [band_line(edge, str(bound)) for edge, bound in edges]


def near_the_bounds(table: Iterable[Directive]) -> list[Decimal]:
    bounds = [one.values["bound"].number for one in table]
    step = D("0.01")
    around = [bound + way for bound in bounds for way in (-step, D(0), step)]
    return [D(0), D(10) ** 9, *(number for number in around if number >= 0)]


@given(tables())
def test_each_number_lies_in_exactly_one_band(table: list[Directive]) -> None:
    bands, errors = check_bands(table)
    assert not errors
    assert len(bands) == len(table)
    for number in near_the_bounds(table):
        assert sum(band.covers(number) for band in bands) == 1
        assert find(bands, number).covers(number)


@given(tables())
def test_each_band_says_on_which_side_its_edge_lies(table: list[Directive]) -> None:
    bands, _ = check_bands(table)
    holds = {
        "below": lambda number, bound: number < bound,
        "up-to": lambda number, bound: number <= bound,
        "from": lambda number, bound: number >= bound,
        "above": lambda number, bound: number > bound,
    }
    assert set(holds) == set(EDGES)
    for number in near_the_bounds(table):
        values = find(bands, number).line.values
        assert holds[values["edge"]](number, values["bound"].number)


@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_matter(
    table: list[Directive], chance: Random
) -> None:
    shuffled = list(table)
    chance.shuffle(shuffled)
    assert check_bands(shuffled)[0] == check_bands(table)[0]


@given(tables(), st.data())
def test_a_band_taken_out_leaves_no_number_uncovered(
    table: list[Directive], chosen: st.DataObject
) -> None:
    without = list(table)
    taken = without.pop(chosen.draw(st.integers(0, len(table) - 1)))
    bands, errors = check_bands(without)
    for number in near_the_bounds(table) if bands else ():
        assert sum(band.covers(number) for band in bands) == 1
    # Its neighbour takes its place, unless it was the one at the seam or at the end.
    top_of_upper = [one for one in table if one.values["edge"] in EDGES[:2]][-1:]
    bottom_of_lower = [one for one in table if one.values["edge"] in EDGES[2:]][:1]
    if taken not in [*top_of_upper, *bottom_of_lower]:
        assert not errors
