"""What there is to look at in a period, and what a rule is about, for `check`."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from coopbooks.cli.failures import one_line
from coopbooks.controls.rules.registry import rule_of
from coopbooks.core.errors import in_folder
from coopbooks.core.periods import long_date
from coopbooks.packs.findings import everything
from coopbooks.statements.scope import scope_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.controls.finding import Finding
    from coopbooks.controls.rules.rule import Rule
    from coopbooks.controls.waivers import Judged
    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period

WIDTH = 80


def judged(book: Book, period: Period) -> Judged:
    """What there is to look at in a period, as its pack lists it.

    Args:
        book: The book.
        period: The period.

    Returns:
        What is open, what is waived, and waivers that can't be meant.
    """
    args = book.entries, book.options, book.title, book.currency, period
    return everything(scope_of(*args), book)


def lines(found: Judged, book: Book) -> Iterator[str]:
    """What there is to look at, and then what is waived, a line each.

    Args:
        found: What was found in the period.
        book: The book.

    Yields:
        Place, words, amount and code; of what is waived also why and by whom.
    """
    for one in found.open:
        yield _line(one, book)
    for each in found.waived:
        by = f"{one_line(each.by)} on {long_date(each.date)}"
        words = _line(each.finding, book)
        yield f"waived: {words}; {one_line(each.because)} ({by})"


def summary(found: Judged, period: Period) -> str:
    """How much was found in a period, in words."""
    many = len(found.open)
    what = {0: "nothing", 1: "1 thing"}.get(many, f"{many} things")
    waived = f", {len(found.waived)} waived" if found.waived else ""
    return f"{what} to look at in {period.label}{waived}"


def as_data(found: Judged, book: Book) -> dict[str, list[dict[str, object]]]:
    """The same for programs.

    Args:
        found: What was found in the period.
        book: The book.

    Returns:
        Lists `findings` and `waived`; amounts are text, exact, `file` and `line` null
        where there is no entry.
    """
    waived = [
        {
            **_data(one.finding, book),
            "because": one.because,
            "by": one.by,
            "date": one.date.isoformat(),
        }
        for one in found.waived
    ]
    return {"findings": [_data(one, book) for one in found.open], "waived": waived}


def explained(code: str) -> str:
    """What a rule is, an example, and how to mend it.

    Args:
        code: Its code.

    Returns:
        Lines to read.

    Raises:
        UnknownCode: No rule has it.
    """
    rule = rule_of(code)
    parts = [
        f"{rule.code}: {rule.title}",
        _filled("What it finds", rule.finds),
        _filled("How to mend it", rule.mend),
        _filled("Where it comes from", rule.origin),
        *(f"{line}" for line in _adjusting(rule)),
    ]
    if rule.example:
        parts.append(f"For example:\n\n{textwrap.indent(rule.example, '    ')}")
    return "\n\n".join(parts)


def explained_data(code: str) -> dict[str, object]:
    """The same for programs."""
    rule = rule_of(code)
    return {
        "code": rule.code,
        "title": rule.title,
        "finds": rule.finds,
        "mend": rule.mend,
        "origin": rule.origin,
        "example": rule.example,
        "adjusted": rule.adjusted or None,
        "asked": rule.asked,
        "error": rule.is_error,
    }


def _adjusting(rule: Rule) -> Iterator[str]:
    """How a book says something about a rule."""
    if rule.is_error:
        return
    control = f'2026-01-01 custom "coop-control" "{rule.code}"'
    said = []
    if rule.adjusted:
        edge = '"from" 50.00 USD' if rule.adjusted == "amount" else '"above" 31 DAY'
        what = "asked for" if rule.asked else "adjusted"
        said += [f"; {what}", f"{control} {edge}"]
    said += ["; not looked at", f'{control} "off"', '  because: "..."']
    waiver = f'2026-04-02 custom "coop-waiver" "{rule.code}" 2026-03-11'
    said += ["; waived, on one day or for a period", waiver]
    said += ['  because: "..."', '  by: "M-0007"']
    yield "In the book:\n\n" + textwrap.indent("\n".join(said), "    ")


def _filled(head: str, text: str) -> str:
    return textwrap.fill(f"{head}: {text}", WIDTH, break_on_hyphens=False)


def _line(one: Finding, book: Book) -> str:
    place = in_folder(one.entry.meta, book.folder) if one.entry else "-"
    amount = "" if one.amount is None else f"; {one.amount:f}"
    return f"{place}: {one_line(one.words)}{amount} [{one.code}]"


def _data(one: Finding, book: Book) -> dict[str, object]:
    place = in_folder(one.entry.meta, book.folder) if one.entry else "-"
    file, _, line = place.rpartition(":")
    return {
        "code": one.code,
        "message": one_line(one.words),
        "amount": None if one.amount is None else f"{one.amount:f}",
        "file": file or None,
        "line": int(line) if line.isdigit() else None,
    }
