"""What may be asked of Fava: an allow-list of its routes.

Whatever is not on it is refused, also what a later Fava adds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

# What is opened by an address that people type, follow or keep.
PAGES = frozenset(
    {"account", "extension_report", "help_page", "holdings_by", "index", "report"}
)
# Fava's own files: no word of the book.
STATIC = frozenset({"static", "extension_js_module"})
FILES = frozenset({"document", "download_journal", "download_query", "statement"})
# Back to the page one comes from, with another filter.
BACK = "jump"
DATA = frozenset(
    f"json_api.get_{name}"
    for name in (
        *("account_report", "balance_sheet", "changed", "commodities", "context"),
        *("documents", "errors", "events", "help", "income_statement", "journal"),
        *("journal_page", "ledger_data", "narration_transaction", "narrations"),
        *("options", "payee_accounts", "payee_transaction", "query", "source"),
        *("source_slice", "statistics", "trial_balance"),
    )
)
READ = PAGES | STATIC | FILES | DATA | {BACK}
REPORTS = frozenset(
    {
        *("balance_sheet", "commodities", "documents", "editor", "errors", "events"),
        *("holdings", "journal", "income_statement", "options", "query"),
        *("statistics", "trial_balance"),
    }
)
# Of our own pages, by class and name: what is read, and what records a review. A page
# that needs one more is named here, or it is refused.
EXTENSION = "extension_endpoint"
READ_ENDPOINTS: frozenset[tuple[str, str]] = frozenset()
REVIEW_ENDPOINTS: frozenset[tuple[str, str]] = frozenset({("Review", "record")})

FORMATS = frozenset({"csv"})
LONGEST = 2_000
_FIRST_WORD = re.compile(r"[^\W\d_]+(?=\s|$|[*(\"';])")
_QUERIES = frozenset({"select", "journal", "balances", "print", "run"})
_QUERIED = frozenset({"download_query", "json_api.get_query"})


def problem_of_reading(
    endpoint: str, given: Mapping[str, str], queries: Sequence[str]
) -> str:
    """Say why something is not read.

    Args:
        endpoint: Fava's name of the route.
        given: What the path says.
        queries: Every `query_string` of the request.

    Returns:
        Why, in a sentence; empty where it may be read.
    """
    if endpoint == EXTENSION:
        asked = given.get("extension_name", ""), given.get("endpoint", "")
        return "" if asked in READ_ENDPOINTS else "This is not shown here."
    if endpoint not in READ:
        return "This is not shown here."
    if endpoint == "report" and given.get("report_name") not in REPORTS:
        return "There is no such page here."
    if endpoint == "download_query" and given.get("result_format") not in FORMATS:
        return "Results of queries are given out as CSV only."
    if endpoint in _QUERIED:
        return next(filter(None, map(problem_of_query, queries)), "")
    return ""


def problem_of_recording(given: Mapping[str, str], *, review: bool) -> str:
    """Say why something is not recorded.

    Args:
        given: What the path says.
        review: Whether reviews may be recorded.

    Returns:
        Why, in a sentence; empty where it may be.
    """
    asked = given.get("extension_name", ""), given.get("endpoint", "")
    if asked not in REVIEW_ENDPOINTS:
        return "Nothing is changed from here."
    return "" if review else "Reviews are not open: start the viewer with --review."


def problem_of_query(text: str) -> str:
    """Say why a query is refused, by how it begins.

    How it goes on is for the parser: nothing but these is ever run.

    Args:
        text: The query.

    Returns:
        Why, in a sentence; empty for one that reads, and for a blank one.
    """
    if len(text) > LONGEST:
        return f"A query has at most {LONGEST} characters."
    bare = bare_query(text)
    if not bare:
        return ""
    found = _FIRST_WORD.match(bare)
    if found is None or found[0].casefold() not in _QUERIES:
        return "Queries here begin with SELECT, JOURNAL, BALANCES, PRINT or RUN."
    return ""


def bare_query(text: str) -> str:
    """A query without what can't be seen around it.

    Args:
        text: The query.

    Returns:
        It, beginning and ending with a letter that is shown.
    """
    seen = [at for at, one in enumerate(text) if one.isprintable() and one.strip()]
    return text[seen[0] : seen[-1] + 1] if seen else ""
