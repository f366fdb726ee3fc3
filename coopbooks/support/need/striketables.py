"""A week's strike pay as tables: how many, how much, and what is left for more."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.money import total_of
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.dues.steprows import STEP_COLUMNS
from coopbooks.dues.steprows import step_rows
from coopbooks.dues.suppression import LEAST
from coopbooks.support.need.cover import weeks_of
from coopbooks.support.need.words import fund_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from coopbooks.core.table import Content
    from coopbooks.dues.charge import Step
    from coopbooks.support.need.striker import StrikePay
    from coopbooks.support.need.weeklyrun import StrikeRun

TEXT, NUMBER = ColumnKind.TEXT, ColumnKind.NUMBER
PAY, WHY, FUND, YEAR = "strike-pay", "strike-why", "strike-fund", "strike-year"
OTHERS = f"other reasons, each of fewer than {LEAST} people"


def strike_tables(run: StrikeRun, *, written: bool = False) -> list[Table]:
    """What a week's strike pay comes to: counts and sums, nobody's id.

    Args:
        run: The run, against the book as it was before.
        written: Whether it has been written since.

    Returns:
        Sums by strike, why some get nothing or less, the year so far, and the fund.
    """
    tables: list[Table] = []
    for currency in currencies_of(run):
        pays = [one for one in run.pays if one.currency == currency]
        tables += [
            _summary(run, pays, currency, written=written),
            _why(run, pays, currency),
            _year(run, pays, currency),
            _funds(run, pays, currency),
        ]
    return [one for one in tables if one.rows]


def currencies_of(run: StrikeRun) -> list[str]:
    """The currencies of a run, by name."""
    return sorted({one.currency for one in run.pays})


def _id(name: str, run: StrikeRun, currency: str) -> str:
    return f"{name}:{currency}" if len(currencies_of(run)) > 1 else name


def _summary(
    run: StrikeRun, pays: list[StrikePay], currency: str, *, written: bool
) -> Table:
    """Strikes with how many are on it, and what they get."""
    table = _id(PAY, run, currency)
    columns = ("people", "entitled", "week", "book", "pays")
    rows = [Row(f"strike:{one.strike.name}", _cells(one)) for one in pays]
    if len(pays) > 1:
        total: dict[str, Content] = {"label": "Together"}
        for column in columns:
            refs = (Ref(table, row.id, column) for row in rows)
            total[column] = Sum(tuple(refs))
        rows.append(Row("all", total, RowKind.TOTAL))
    titles = ("Before", "Written") if written else ("In the book", "To pay")
    return Table(
        table,
        f"Strike pay, {run.week.label}",
        (
            Column("label", "Strike", TEXT),
            Column("people", "On strike", NUMBER),
            Column("entitled", "Entitled", NUMBER),
            Column("week", "For the week"),
            Column("book", titles[0]),
            Column("pays", titles[1]),
        ),
        tuple(rows),
        currency,
    )


def _cells(one: StrikePay) -> dict[str, Content]:
    return {
        "label": f"{one.strike.name}, day {one.days.first} to {one.days.last}",
        "people": Decimal(len(one.people)),
        "entitled": Decimal(sum(each.number > 0 for each in one.people)),
        "week": one.entitled,
        "book": one.paid,
        "pays": one.together,
    }


def _why(run: StrikeRun, pays: list[StrikePay], currency: str) -> Table:
    """Why some get nothing or less; reasons of few people are not told apart."""
    counts = Counter(
        striker.because for one in pays for striker in one.people if striker.because
    )
    # What holds for everybody on a strike says nothing about anybody.
    everybody = {
        one.people[0].because
        for one in pays
        if one.people and len({each.because for each in one.people}) == 1
    }
    told = {
        words: count
        for words, count in counts.items()
        if count >= LEAST or words in everybody
    }
    rest = sum(counts.values()) - sum(told.values())
    rows = [
        Row(f"why:{at}", {"label": words, "people": Decimal(count)})
        for at, (words, count) in enumerate(sorted(told.items()), start=1)
    ]
    if rest:
        cells: dict[str, Content] = {"label": OTHERS, "people": Decimal(rest)}
        rows.append(Row("why:others", cells))
    columns = (Column("label", "Why", TEXT), Column("people", "People", NUMBER))
    title = "Who gets nothing, or less"
    return Table(_id(WHY, run, currency), title, columns, tuple(rows), currency)


def _year(run: StrikeRun, pays: list[StrikePay], currency: str) -> Table:
    """What the benefit has cost in the fiscal year, with this week."""
    table = _id(YEAR, run, currency)
    rows = []
    for name in sorted({one.benefit.name for one in pays}):
        mine = [one for one in pays if one.benefit.name == name]
        row = f"year:{name}"
        cells: dict[str, Content] = {
            "label": name,
            "before": mine[0].before,
            "week": total_of(one.paid + one.together for one in mine),
            "year": Sum((Ref(table, row, "before"), Ref(table, row, "week"))),
        }
        rows.append(Row(row, cells))
    label = pays[0].year.label if pays else ""
    return Table(
        table,
        f"All together in {label}",
        (
            Column("label", "Benefit", TEXT),
            Column("before", "Other weeks"),
            Column("week", "This week"),
            Column("year", "The year"),
        ),
        tuple(rows),
        currency,
    )


def _funds(run: StrikeRun, pays: list[StrikePay], currency: str) -> Table:
    """What the funds hold before and after it, and for how many more weeks."""
    table = _id(FUND, run, currency)
    rows = []
    for name, money in sorted(run.funds.items()):
        mine = [one for one in pays if fund_of(one.benefit) == name]
        if money.currency != currency or not mine:
            continue
        row = f"fund:{name}"
        pays_now = total_of(one.together for one in mine)
        weeks = weeks_of(money.free - pays_now, total_of(one.entitled for one in mine))
        cells: dict[str, Content] = {
            "label": name,
            "held": money.held,
            "pays": pays_now,
            "after": Sum((Ref(table, row, "held"),), (Ref(table, row, "pays"),)),
            "keeps": money.keeps,
            "weeks": None if weeks is None else Decimal(weeks),
        }
        rows.append(Row(row, cells))
    return Table(
        table,
        "The fund",
        (
            Column("label", "Fund", TEXT),
            Column("held", "Holds"),
            Column("pays", "Pays now"),
            Column("after", "Holds after it"),
            Column("keeps", "Must keep"),
            Column("weeks", "Weeks like this left", NUMBER),
        ),
        tuple(rows),
        currency,
    )


def member_tables(run: StrikeRun) -> list[Table]:
    """Everybody on strike with what they get: for the eyes of who pays them only.

    Args:
        run: The run.

    Returns:
        A table for each strike.
    """
    tables = []
    for one in run.pays:
        rows = tuple(
            Row(
                f"member:{each.member}",
                {
                    "label": each.member,
                    "week": each.number,
                    "book": each.paid,
                    "pays": each.pays,
                    "year": total_of((each.year, each.paid, each.pays)),
                    "why": each.because,
                },
            )
            for each in one.people
        )
        tables.append(
            Table(
                f"members:{one.strike.name}",
                f"On strike: {one.strike.name}",
                (
                    Column("label", "Member", TEXT),
                    Column("week", "For the week"),
                    Column("book", "In the book"),
                    Column("pays", "To pay"),
                    Column("year", f"In {one.year.label}"),
                    Column("why", "Why not, or less", TEXT),
                ),
                rows,
                one.currency,
                notes=(Sentence("Private: only for who pays it out."),),
            )
        )
    return tables


def steps_table(run: StrikeRun, folder: Path) -> Table:
    """How the week's pay came about, by the terms.

    Args:
        run: The run.
        folder: The book's folder.

    Returns:
        Each step once, without who it was for.
    """
    steps = list(_steps(run.pays))
    rows = tuple(step_rows(steps, folder))
    made = Table("steps", "How a week's pay comes about", STEP_COLUMNS, rows)
    kept = tuple(one for one in made.columns if one.id != "amount")
    return replace(made, columns=kept)


def _steps(pays: Iterable[StrikePay]) -> Iterable[Step]:
    for one in pays:
        seen: set[str] = set()
        for each in one.people:
            for step in each.steps:
                words = f"{step.words}: {step.number}"
                if words not in seen:
                    seen.add(words)
                    yield step
