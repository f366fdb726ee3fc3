"""A made-up pack, in the manner of a worker co-op's month, for the renderers' tests."""

from __future__ import annotations

import datetime

from coopbooks.core.table import evaluate
from coopbooks.packs.pack import Heading
from coopbooks.packs.pack import Pack
from coopbooks.packs.pack import Picture
from tests.support import bakery_books as books
from tests.support import bakery_front as front

HEADING = Heading(
    title="Tidewater Bakery",
    kind="worker co-op",
    period="March 2026",
    currency="USD",
    basis="sales counted when earned, bills when they arrive",
    state="NOT YET SIGNED",
    version="d4e5f6a",
    printed=datetime.datetime(2026, 4, 9, 18, 20, tzinfo=datetime.UTC),
)


def pack() -> Pack:
    """The whole pack, the same each time."""
    page_one = (
        front.words(),
        front.bank(),
        front.free(),
        front.month(),
        front.look(),
        front.due(),
        front.adds_up(),
    )
    behind = (
        books.income(),
        books.cash(),
        books.balance(),
        books.year(),
        books.ledger(),
    )
    pictures = (
        Picture(
            "months",
            "Income and costs, month by month",
            "columns",
            "year",
            ("income", "costs"),
        ),
        Picture("cash", "Cash at the end of each month", "line", "year", ("cash",)),
        Picture("areas", "What March's money went to", "bars", "income", ("now",)),
    )
    return Pack(
        HEADING,
        evaluate((*page_one, *behind)),
        tuple(table.id for table in page_one),
        pictures,
    )
