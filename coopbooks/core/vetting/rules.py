"""What a book from others may say: an allow-list of directives and options.

Whatever is not on it is refused by name. What a treasurer's own book may well have,
such as plugins, is passed over where it is one of ours, and never run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.directives import PREFIX
from coopbooks.core.vetting.files import MOST_FILES
from coopbooks.core.vetting.files import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from typing import Any

# Another number whenever something passes that did not, or the other way round, so that
# nobody goes by what passed under older rules.
EDITION = 1
DIRECTIVES = (
    data.Open,
    data.Close,
    data.Commodity,
    data.Pad,
    data.Balance,
    data.Transaction,
    data.Note,
    data.Event,
    data.Price,
    data.Document,
    data.Custom,
)
OPTIONS = frozenset(
    {
        "title",
        "operating_currency",
        "name_assets",
        "name_liabilities",
        "name_equity",
        "name_income",
        "name_expenses",
        "account_previous_balances",
        "account_previous_earnings",
        "account_previous_conversions",
        "account_current_earnings",
        "account_current_conversions",
        "account_unrealized_gains",
        "account_rounding",
        "conversion_currency",
        "inferred_tolerance_default",
        "inferred_tolerance_multiplier",
        "infer_tolerance_from_cost",
        "tolerance_multiplier",
        "booking_method",
        "display_precision",
        "render_commas",
        "long_string_maxlines",
        "use_precise_interpolation",
        "documents",
    }
)
# What the parser may find said of options that are not on the list: nothing.
UNSAID = {"insert_pythonpath": False, "plugin_processing_mode": "default"}
# These name programs. Ours are known, and are not run for it either.
OUR_PLUGINS = re.compile(r"coopbooks\.plugins(\.[a-z]+)?")
OUR_PAGES = frozenset({"coopbooks.pages"})
# Other customs that are data only.
DATA = frozenset({"budget", "fava-option", "fava-sidebar-link"})
FAVA_OPTIONS = frozenset(
    {
        "fiscal-year-end",
        "locale",
        "currency-column",
        "indent",
        "invert-income-liabilities-equity",
        "collapse-pattern",
        "default-page",
        "language",
        "show-accounts-with-zero-balance",
        "show-accounts-with-zero-transactions",
        "show-closed-accounts",
        "sidebar-show-queries",
        "unrealized",
        "upcoming-events",
        "uptodate-indicator-grey-lookback-days",
        "use-external-editor",
        "conversion-currencies",
        "auto-reload",
    }
)
# What changes how Fava looks, of one's own book.
MORE_FAVA_OPTIONS = frozenset(
    {
        "account-journal-include-children",
        "default-file",
        "insert-entry",
        "invert-gains-losses-colors",
        "show-metadata-indicators",
    }
)
_OPTION = re.compile(r'^\s*option\s+"([^"]*)"')


@dataclass(frozen=True, slots=True)
class Rules:
    """What a book may say, by where it comes from.

    Attributes:
        called: The book, as problems call it.
        directives: The kinds of directives that are read.
        customs: The other customs that are read; None for any, as data.
        fava_options: Options of Fava that it may set.
        whole: Whether everything in the folder counts, and not the book's files alone.
        mistakes: Whether mistakes of form are why it is refused, and not errors in it.
        most: How many files there may be in its folder.
    """

    called: str
    directives: tuple[type, ...]
    customs: frozenset[str] | None
    fava_options: frozenset[str]
    whole: bool
    mistakes: bool
    most: int


FROM_OTHERS = Rules(
    "a book from others", DIRECTIVES, DATA, FAVA_OPTIONS, True, True, MOST_FILES
)
# One's own, which a server shows to others: no program either, and nothing outside.
SHOWN = Rules(
    "a book that is shown",
    (*DIRECTIVES, data.Query),
    None,
    FAVA_OPTIONS | MORE_FAVA_OPTIONS,
    False,
    False,
    20 * MOST_FILES,
)


def check_entry(
    entry: data.Directive, file: str, rules: Rules = FROM_OTHERS
) -> Iterator[Problem]:
    """Check a directive against what is allowed.

    Args:
        entry: The directive, as it was parsed.
        file: The file that it stands in.
        rules: What is allowed.

    Yields:
        A problem for what is not allowed.
    """
    line = int(entry.meta.get("lineno", 0))
    kind = type(entry).__name__.lower()
    if not isinstance(entry, rules.directives):
        yield Problem(file, line, f"a {kind} is not read in {rules.called}.")
    elif isinstance(entry, data.Custom):
        yield from _custom(entry, file, line, rules)
    elif isinstance(entry, data.Document) and rules.whole:
        yield from _inside(str(entry.filename), file, line)


def check_options(
    text: str, file: str, rules: Rules = FROM_OTHERS
) -> Iterator[Problem]:
    """Check the options of a file.

    Args:
        text: The file's text.
        file: Its name.
        rules: What is allowed.

    Yields:
        A problem for each that is not allowed.
    """
    for number, line in enumerate(text.splitlines(), start=1):
        match = _OPTION.match(line)
        if match is not None and match[1] not in OPTIONS:
            words = f"option '{match[1]}' is not allowed in {rules.called}."
            yield Problem(file, number, words)


def check_parsed(
    options: Mapping[str, Any], file: str, rules: Rules = FROM_OTHERS
) -> Iterator[Problem]:
    """Check what the parser understood, however it was written.

    Args:
        options: A file's options, as they were parsed.
        file: Its name.
        rules: What is allowed.

    Yields:
        A problem for an option that is not allowed, a folder of documents that lies
        outside, and a program that is none of ours.
    """
    for name, usual in UNSAID.items():
        if options.get(name, usual) != usual:
            words = f"option '{name}' is not allowed in {rules.called}."
            yield Problem(file, 0, words)
    for folder in options.get("documents", ()):
        yield from _inside(str(folder), file, 0)
    yield from _plugins(options, file, rules)


def _plugins(options: Mapping[str, Any], file: str, rules: Rules) -> Iterator[Problem]:
    """Which programs a file asks for; ours are not run either."""
    for name, _ in options.get("plugin", ()):
        if not OUR_PLUGINS.fullmatch(str(name)):
            words = f"plugin '{name}' is a program; {rules.called} names only ours."
            yield Problem(file, 0, words)


def _custom(
    entry: data.Custom, file: str, line: int, rules: Rules
) -> Iterator[Problem]:
    """A custom of this language, or one that is data only."""
    first = str(entry.values[0].value) if entry.values else ""
    if entry.type.startswith(PREFIX):
        return
    if entry.type == "fava-extension":
        if first not in OUR_PAGES:
            words = f"fava-extension '{first}' is a program; leave it out."
            yield Problem(file, line, words)
    elif rules.customs is not None and entry.type not in rules.customs:
        words = f"custom '{entry.type}' is not read in {rules.called}."
        yield Problem(file, line, words)
    elif entry.type == "fava-option" and first not in rules.fava_options:
        words = f"fava-option '{first}' is not allowed in {rules.called}."
        yield Problem(file, line, words)


def _inside(filename: str, file: str, line: int) -> Iterator[Problem]:
    """That a document lies in the folder: its name says no other place."""
    written = PurePosixPath(filename.replace("\\", "/"))
    if written.is_absolute() or ".." in written.parts or ":" in filename:
        words = f"the document '{filename}' lies outside the folder."
        yield Problem(file, line, words)
