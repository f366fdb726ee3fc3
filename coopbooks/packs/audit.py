"""The trustees' audit: worksheets of a year, with what the book itself can fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.controls.audit.banktables import liquid_table
from coopbooks.controls.audit.banktables import reconciliation_pages
from coopbooks.controls.audit.bonds import bonds_table
from coopbooks.controls.audit.cashtables import cash_table
from coopbooks.controls.audit.cashtables import kinds_table
from coopbooks.controls.audit.cashtables import months_table
from coopbooks.controls.audit.checklist import controls_table
from coopbooks.controls.audit.decided import decided_table
from coopbooks.controls.audit.duestest import dues_table
from coopbooks.controls.audit.fixed import fixed_table
from coopbooks.controls.audit.front import look_table
from coopbooks.controls.audit.front import recap_table
from coopbooks.controls.audit.front import sign_table
from coopbooks.controls.audit.gross import gross_flows
from coopbooks.controls.audit.people import loans_table
from coopbooks.controls.audit.people import officers_table
from coopbooks.controls.audit.records import records_table
from coopbooks.controls.audit.report import report_table
from coopbooks.controls.audit.sampletables import sample_table
from coopbooks.controls.audit.statementpages import statement_pages
from coopbooks.controls.findings import findings
from coopbooks.controls.review.signing import signatures_by_month
from coopbooks.controls.tables import findings_table
from coopbooks.core.ledger import resting_collector
from coopbooks.core.money import total_of
from coopbooks.core.table import evaluate
from coopbooks.funds.terms import read_funds
from coopbooks.packs.headings import heading_of
from coopbooks.packs.month import scope_within
from coopbooks.packs.pack import Pack
from coopbooks.statements.funds import fund_figures

if TYPE_CHECKING:
    import datetime

    from coopbooks.controls.audit.gross import Gross
    from coopbooks.controls.audit.sampletables import Drawing
    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period
    from coopbooks.core.table import Table
    from coopbooks.statements.scope import Scope


def audit_pack(
    book: Book, period: Period, now: datetime.datetime, drawing: Drawing
) -> Pack:
    """Put together the worksheets of an audit.

    Args:
        book: Any book.
        period: The period, usually a fiscal year.
        now: When it is made.
        drawing: How receipts, and disbursements, are drawn.

    Returns:
        Page one, the worksheets behind it, and the page to sign at the end. Of members
        there are ids only.

    Raises:
        EmptyBook: The book has no transactions.
        PeriodOutsideBook: The period lies outside the book.
    """
    scope = scope_within(book, period)
    with resting_collector():
        gross = gross_flows(scope)
        funds = bool(read_funds(scope.entries)[0])
        found = findings(scope, fund_figures(scope) if funds else None)
        listed = findings_table(found, book.errors, scope.currency, book.folder)
        behind = (
            *_money(scope, gross, book),
            *_law(scope, gross, book),
            *_work(scope, gross, book),
            sample_table(scope, gross, drawing, book.folder, came_in=False),
            sample_table(scope, gross, drawing, book.folder, came_in=True),
            listed,
            sign_table(scope, drawing.seed, drawing.size),
        )
    front = (
        recap_table(scope, behind[0]),
        look_table(evaluate(behind), found, len(book.errors)),
        *_report(scope, gross),
    )
    heading = heading_of(book, scope, now)
    names = tuple(table.id for table in front)
    return Pack(heading, evaluate((*front, *behind)), names)


def _money(scope: Scope, gross: Gross, book: Book) -> list[Table]:
    """Receipts, disbursements, and what is there."""
    return [
        cash_table(scope, gross),
        kinds_table(scope, gross, came_in=True),
        kinds_table(scope, gross, came_in=False),
        months_table(scope, gross),
        *statement_pages(scope),
        liquid_table(scope),
        *reconciliation_pages(scope, book.folder),
        fixed_table(scope),
    ]


def _law(scope: Scope, gross: Gross, book: Book) -> list[Table]:
    """Bonds, records, loans and officers."""
    loans = loans_table(scope)
    return [
        bonds_table(scope, gross, book.folder),
        records_table(scope, signatures_by_month(book)),
        officers_table(scope, gross, book.folder),
        *([loans] if loans is not None else []),
    ]


def _work(scope: Scope, gross: Gross, book: Book) -> list[Table]:
    """Controls, decisions and dues."""
    dues = dues_table(scope)
    return [
        controls_table(scope, gross, book),
        decided_table(scope, gross, book.folder),
        *([dues] if dues is not None else []),
    ]


def _report(scope: Scope, gross: Gross) -> list[Table]:
    table = report_table(scope, total_of(one.number for one in gross.receipts))
    return [table] if table is not None else []
