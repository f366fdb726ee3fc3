"""Queries that only read, and their results as CSV.

Fava runs queries in a shell that has commands of its own. Here is no shell: a query is
parsed, and what is not one of four statements is not run.
"""

from __future__ import annotations

import csv
import datetime
import io
import logging
import shlex
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import cast

import beanquery
from beancount.parser import printer
from beanquery import parser
from beanquery.numberify import numberify_results
from beanquery.parser import ast
from fava.core.module_base import FavaModule
from fava.core.query import COLUMNS
from fava.core.query import ObjectColumn
from fava.core.query import QueryResultTable
from fava.core.query import QueryResultText
from fava.core.query_shell import QueryShell
from fava.helpers import FavaAPIError

from coopbooks.pages.viewer.allowed import bare_query
from coopbooks.pages.viewer.allowed import problem_of_query
from coopbooks.pages.viewer.working import worked_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from beancount.core import data
    from fava.beans.abc import Directive
    from fava.core import FavaLedger

log = logging.getLogger(__name__)

STATEMENTS = (ast.Select, ast.Journal, ast.Balances, ast.Print)
# What a spreadsheet would work out, where it begins a cell; wide forms are the same.
_RUNS = "=+-@\uff1d\uff0b\uff0d\uff20"


class QueryRefused(FavaAPIError):
    """A query is none that reads, or can't be worked out."""


class ReadingQueries(QueryShell):
    """Fava's module of queries, without the shell."""

    def __init__(self, ledger: FavaLedger) -> None:
        """Make the module.

        Args:
            ledger: Fava's ledger.
        """
        # Not QueryShell's own, which makes the shell.
        FavaModule.__init__(self, ledger)

    def execute_query_serialised(
        self, entries: Sequence[Directive], query: str
    ) -> QueryResultTable | QueryResultText:
        """Run a query, for Fava's page of queries.

        Args:
            entries: The entries to ask.
            query: The query, or `run` and the name of one in the book.

        Returns:
            A table, or a text of entries.

        Raises:
            QueryRefused: It is none that reads, or can't be worked out.
        """
        _, text = self._meant(query)
        if not text:
            return QueryResultText("")
        statement, description, rows = self._asked(entries, text)
        if isinstance(statement, ast.Print):
            return QueryResultText(_printed(rows))
        columns = [
            COLUMNS.get(one.datatype, ObjectColumn)(one.name) for one in description
        ]
        mapped = [
            tuple(
                column.serialise(cell)
                for column, cell in zip(columns, row, strict=True)
            )
            for row in rows
        ]
        return QueryResultTable(columns, mapped)

    def query_to_file(
        self, entries: Sequence[Directive], query_string: str, result_format: str
    ) -> tuple[str, io.BytesIO]:
        """Run a query, for a spreadsheet.

        Args:
            entries: The entries to ask.
            query_string: The query.
            result_format: `csv`.

        Returns:
            The name of the file, without its ending, and what it holds.

        Raises:
            QueryRefused: It is none that gives a table, or can't be worked out.
        """
        name, text = self._meant(query_string)
        if not text or result_format != "csv":
            raise QueryRefused("There is nothing to give out.")
        statement, description, rows = self._asked(entries, text)
        if isinstance(statement, ast.Print):
            raise QueryRefused("Only tables are given out.")
        columns, numbered = numberify_results(description, rows)
        return name, as_csv([column.name for column in columns], numbered)

    def _meant(self, text: str) -> tuple[str, str]:
        """The name and the text of a query, also of one that the book has."""
        words = problem_of_query(text)
        if words:
            raise QueryRefused(words)
        text = bare_query(text)
        if text[:3].casefold() != "run" or not text[3:4].isspace():
            if text.casefold().rstrip("; ") == "run":
                return "query_result", ""
            return "query_result", text
        try:
            names = shlex.split(text[3:].rstrip("; \t"))
        except ValueError as error:
            raise QueryRefused("A quotation mark is missing.") from error
        stored = {one.name: one for one in self.ledger.all_entries_by_type.Query}
        if len(names) != 1 or names[0] not in stored:
            raise QueryRefused(f"The book has no query of this name: {' '.join(names)}")
        return names[0], bare_query(stored[names[0]].query_string)

    def _asked(
        self, entries: Sequence[Directive], text: str
    ) -> tuple[ast.Node, Sequence[beanquery.Column], list[tuple[object, ...]]]:
        """Parse a query, and ask it if it reads.

        Raises:
            QueryRefused: It does not, or can't be worked out.
        """
        try:
            statement = parser.parse(text)
        except (beanquery.ParseError, ValueError, RecursionError) as error:
            raise QueryRefused(f"This query can't be read: {error}.") from error
        if not isinstance(statement, STATEMENTS):
            raise QueryRefused("A query here reads; it makes and changes nothing.")
        try:
            connection = beanquery.connect(
                "beancount:",
                entries=entries,
                errors=self.ledger.errors,
                options=self.ledger.options,
            )
            return statement, *worked_out(connection, statement)
        except FavaAPIError:
            raise
        except beanquery.CompilationError as error:
            raise QueryRefused(f"This query can't be understood: {error}.") from error
        except Exception as error:
            log.info("A query could not be worked out", exc_info=error)
            raise QueryRefused(
                f"This query can't be worked out ({type(error).__name__}: {error})."
            ) from error


def _printed(rows: Sequence[tuple[object, ...]]) -> str:
    """Entries as a book says them."""
    entries = [cast("data.Directive", row[0]) for row in rows]
    return "\n".join(printer.format_entry(entry) for entry in entries)


def as_csv(names: Sequence[str], rows: Sequence[Sequence[object]]) -> io.BytesIO:
    """Write a table as CSV that spreadsheets only show.

    Args:
        names: The titles of its columns.
        rows: Its cells; decimals, integers and dates are written as they are.

    Returns:
        The file, in UTF-8.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([shown(name) for name in names])
    writer.writerows([[_cell(cell) for cell in row] for row in rows])
    return io.BytesIO(text.getvalue().encode("utf-8"))


def _cell(cell: object) -> str:
    """A cell: a number or day as it is, anything else as a text that is only shown."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if isinstance(cell, (int, datetime.date)):
        return str(cell)
    if isinstance(cell, (set, frozenset, list, tuple)):
        return shown(" ".join(sorted(map(str, cell))))
    return shown(str(cell))


def shown(text: str) -> str:
    """A text that no spreadsheet works out.

    Args:
        text: Any text.

    Returns:
        It, behind an apostrophe where it begins as a formula does.
    """
    first = text.lstrip()[:1]
    runs = text[:1] in {"\t", "\r", "\n"} or (first and first in _RUNS)
    return f"'{text}" if runs else text
