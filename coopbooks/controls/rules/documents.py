"""A rule on documents: what is named is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.controls.finding import Finding
from coopbooks.controls.rules.look import said_by
from coopbooks.controls.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.controls.rules.look import Look

CODE = "document-missing"


def not_there(look: Look) -> Iterator[Finding]:
    """Entries of the period that name a document which is not in the book's folder."""
    for entry in look.entries:
        if entry.date not in look.period:
            continue
        if not isinstance(entry, data.Transaction | data.Custom):
            continue
        if names := look.missing(entry):
            words = f"Not there: {', '.join(names)} ({said_by(entry)})"
            yield Finding(CODE, words, None, entry)


RULES = (
    Rule(
        CODE,
        "A document that is not there",
        "A `document:` that names no file in the book's folder, or one outside it or "
        "in `private/`. A file's own name is enough, wherever in the folder it lies.",
        "Put the file into `documents/`, or correct its name, also in capitals.",
        "common practice of auditors: vouchers are looked at, not only listed",
        """\
2026-03-11 * "Sextant Repairs" "Mixer repair"
  document: "2026-03-11.sextant.pdf"
  Expenses:Repairs      214.00 USD
  Assets:Bank          -214.00 USD""",
        find=not_there,
    ),
)
