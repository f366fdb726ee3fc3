"""The monthly pack, put together from the tables of every subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.controls.reconcilepage import reconciliation_tables
from coopbooks.controls.tables import decisions_table
from coopbooks.controls.tables import findings_table
from coopbooks.controls.tables import waived_table
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.periods import long_date
from coopbooks.core.table import evaluate
from coopbooks.members.tables import members_table
from coopbooks.members.terms import read_members
from coopbooks.packs.capital import capital_pages
from coopbooks.packs.capital import capital_pictures
from coopbooks.packs.dues import dues_pictures
from coopbooks.packs.dues import read_dues
from coopbooks.packs.findings import figures_of
from coopbooks.packs.findings import judged_of
from coopbooks.packs.firstpage.belongs import belongs_table
from coopbooks.packs.firstpage.checks import checks_table
from coopbooks.packs.firstpage.free import free_table
from coopbooks.packs.firstpage.free import owed_table
from coopbooks.packs.firstpage.look import look_table
from coopbooks.packs.firstpage.look import members_section
from coopbooks.packs.firstpage.money import money_table
from coopbooks.packs.firstpage.month import month_table
from coopbooks.packs.firstpage.opening import opening
from coopbooks.packs.firstpage.party import party_section
from coopbooks.packs.headings import heading_of
from coopbooks.packs.pack import Pack
from coopbooks.packs.pack import Picture
from coopbooks.packs.sharing import between_pages
from coopbooks.packs.sharing import between_pictures
from coopbooks.packs.sharing import read_between
from coopbooks.statements import overview
from coopbooks.statements.adjusting import adjusting_table
from coopbooks.statements.balance import balance_table
from coopbooks.statements.cash import cash_table
from coopbooks.statements.funds import funds_table
from coopbooks.statements.generalledger import ledger_table
from coopbooks.statements.income import income_table
from coopbooks.statements.overview import areas_table
from coopbooks.statements.overview import months_table
from coopbooks.statements.rates import rates_table
from coopbooks.statements.scope import scope_of
from coopbooks.statements.trial import trial_table

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period
    from coopbooks.core.table import Table
    from coopbooks.packs.sharing import Between
    from coopbooks.statements.scope import Scope


class EmptyBook(CoopbooksError):
    """A report was asked for of a book without transactions."""

    def __init__(self, title: str, errors: int) -> None:
        """Build the message.

        Args:
            title: The book's title.
            errors: How many errors it has, which may have kept transactions out.
        """
        why = f" It has errors ({errors}): mend these first." if errors else ""
        super().__init__(
            f"{title} has no transactions yet; there is nothing to report.{why}"
        )


class PeriodOutsideBook(CoopbooksError):
    """A report was asked for a period in which the book has nothing."""

    def __init__(
        self, period: Period, first: datetime.date, last: datetime.date
    ) -> None:
        """Build the message.

        Args:
            period: The period.
            first: The date of the book's first entry.
            last: The date of its last.
        """
        super().__init__(
            f"{period.label} lies outside the book, which goes from "
            f"{long_date(first)} to {long_date(last)}."
        )


def month_pack(book: Book, period: Period, now: datetime.datetime) -> Pack:
    """Put together the pack of a period.

    Args:
        book: Any book, with or without directives of this language.
        period: The period: usually a month, but any will do.
        now: When it is made; it stands on every page.

    Returns:
        Page one and the tables behind it, worked out. What is wrong in the book is
        said on every page and listed.

    Raises:
        EmptyBook: The book has no transactions.
        PeriodOutsideBook: The period begins after the last transaction, or ends before
            the first.
    """
    scope = scope_within(book, period)
    between = read_between(scope)
    behind = _tables(scope, book, between)
    page = _first_page(scope, behind, between)
    return Pack(
        heading_of(book, scope, now),
        evaluate((*page, *behind)),
        tuple(table.id for table in page),
        (
            *_pictures(scope),
            *dues_pictures(behind),
            *capital_pictures(behind),
            *between_pictures(behind),
        ),
    )


def scope_within(book: Book, period: Period) -> Scope:
    """Look at a book for a period in which it has something.

    Args:
        book: The book.
        period: The period.

    Returns:
        The book for the period.

    Raises:
        EmptyBook: The book has no transactions.
        PeriodOutsideBook: The period begins after the last transaction, or ends before
            the first.
    """
    dates = [entry.date for entry in book.entries if hasattr(entry, "postings")]
    if not dates:
        raise EmptyBook(book.title, len(book.errors))
    first, last = dates[0], dates[-1]
    if period.begin > last or period.end <= first:
        raise PeriodOutsideBook(period, first, last)
    return scope_of(book.entries, book.options, book.title, book.currency, period)


def _tables(scope: Scope, book: Book, between: Between | None) -> tuple[Table, ...]:
    """The tables behind page one."""
    figures = figures_of(scope)
    # A co-op shows its equity by class, and its funds beside it.
    by_class = scope.entity.kind == "worker-coop"
    statement = income_table(scope)
    tables = [
        statement,
        areas_table(scope, statement, "Income"),
        areas_table(scope, statement, "Expenses"),
        balance_table(scope, None if by_class else figures),
        cash_table(scope),
        *reconciliation_tables(scope, book.folder),
    ]
    if figures is not None:
        tables.append(funds_table(scope, figures))
    tables += capital_pages(scope)
    dues = read_dues(scope, book)
    histories = dues.histories if dues else read_members(scope.entries)[0]
    if histories:
        tables.append(members_table(histories, scope.period))
    if dues is not None:
        tables += dues.tables
    tables += between_pages(between)
    tables += [months_table(scope), trial_table(scope)]
    adjusting = adjusting_table(scope)
    if adjusting.rows:
        tables.append(adjusting)
    decisions = decisions_table(scope, book.folder)
    if decisions.rows:
        tables.append(decisions)
    ledger = ledger_table(scope, book.folder)
    # Rates and missing prices are known when all else is worked out.
    judged = judged_of(scope, figures, dues, between)
    errors = [*book.errors, *judged.errors]
    tables.insert(0, findings_table(judged.open, errors, scope.currency, book.folder))
    if judged.waived:
        waived = waived_table(judged.waived, scope.currency, book.folder)
        tables.insert(1, waived)
    if scope.valuation.rates:
        tables.append(rates_table(scope))
    return (*tables, ledger)


def _first_page(
    scope: Scope, behind: Sequence[Table], between: Between | None
) -> tuple[Table, ...]:
    """The sections of page one."""
    values = evaluate(tuple(behind))
    by_id = {table.id: table for table in behind}
    sheet = by_id["balance"]
    areas = (by_id[overview.INCOME_BY_AREA], by_id[overview.COSTS_BY_AREA])
    money = money_table(scope, values, by_id["cash"])
    free = free_table(scope, values, sheet, "funds" in by_id)
    month = month_table(scope, values, areas)
    sections = [
        opening(scope, evaluate((money, free, month, *behind))),
        money,
        free,
        month,
        belongs_table(values),
        owed_table(scope, values, sheet),
        members_section(values),
        party_section(values, between),
        look_table(scope, values),
        checks_table(scope, values),
    ]
    return tuple(one for one in sections if one.rows or one.lead or one.notes)


def _pictures(scope: Scope) -> tuple[Picture, ...]:
    months = overview.MONTHS
    return (
        Picture(
            "income-and-costs",
            "Income and costs, twelve months",
            "columns",
            months,
            ("income", "costs"),
        ),
        Picture("money", "Money at each month's end", "line", months, ("money",)),
        Picture(
            "spending",
            f"Costs by area, {scope.period.label}",
            "bars",
            overview.COSTS_BY_AREA,
            ("month",),
        ),
    )
