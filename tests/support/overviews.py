"""Agreements at a glance, as tests ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.controls.sharingfindings import sharing_findings
from coopbooks.core.periods import parse_period
from coopbooks.core.table import evaluate
from coopbooks.packs.sharingpack import sharing_pack
from coopbooks.sharing.overview.tables import sharing_tables
from tests.support.statements import NOW

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book
    from coopbooks.core.table import Values
    from coopbooks.sharing.overview.reading import Sharing


def sharing(book: Book, period: str = "2026-03") -> Sharing:
    """The agreements of a book without errors at the end of a period."""
    assert book.errors == []
    return sharing_pack(book, parse_period(period), NOW).sharing


def tables(book: Book, period: str = "2026-03") -> Values:
    """Their tables, worked out."""
    return evaluate(tuple(sharing_tables(sharing(book, period))))


def told(book: Book, period: str = "2026-03") -> list[tuple[str, str, str]]:
    """What there is to look at: the rule, the words, the amount."""
    return [
        (one.code, one.words, "" if one.amount is None else f"{one.amount:f}")
        for one in sharing_findings(sharing(book, period))
    ]
