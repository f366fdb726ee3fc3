"""Page one: every figure leads into the pack, every word is the treasurer's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.core.table import Agree
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Percent
from coopbooks.core.table import Ref
from coopbooks.core.table import Sum
from tests.support.statements import pack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.core.table import Content
    from coopbooks.packs.pack import Pack

HERE = Path(__file__).parent
HARBOR = HERE.parent / "ledgers" / "harbor"
BOOKS = [
    *((path.parent, "2026-03") for path in sorted(HARBOR.glob("*/main.beancount"))),
    (HERE / "ledgers" / "allotment-society.beancount", "2025-03"),
    (HERE / "ledgers" / "software-guild.beancount", "2025-Q1"),
]
NEVER = ("waterfall", "tie-out", "marginal", "cliff", "batch", "content hash")


def leads_to(content: Content) -> Iterator[Ref]:
    """The cells that a formula uses."""
    match content:
        case Sum():
            yield from (*content.plus, *content.minus)
        case Agree():
            yield from (*leads_to(content.left), *leads_to(content.right))
        case Percent():
            yield from (content.part, content.whole)


@pytest.fixture(
    params=BOOKS, ids=lambda book: book[0].stem, scope="module", name="made"
)
def made_pack(request: pytest.FixtureRequest) -> Pack:
    path, period = request.param
    return pack(coopbooks.load(path), period)


def test_every_amount_is_a_formula(made: Pack) -> None:
    for table in made.front:
        amounts = [one.id for one in table.columns if one.kind != ColumnKind.TEXT]
        for row in table.rows:
            for content in (row.cells.get(column) for column in amounts):
                assert content is None or isinstance(content, Sum | Agree | Percent)


def test_every_formula_leads_into_the_pack(made: Pack) -> None:
    front = {table.id for table in made.front}
    formulas = {
        Ref(table.id, row.id, column): list(leads_to(content))
        for table in made.front
        for row in table.rows
        for column, content in row.cells.items()
    }

    def ends(ref: Ref) -> Iterator[str]:
        if ref.table not in front:
            yield ref.table
        for one in formulas.get(ref, ()):
            yield from ends(one)

    for ref, used in formulas.items():
        assert all(one in made.values.cells for one in used)
        assert not used or list(ends(ref))


def test_every_figure_in_a_sentence_is_there(made: Pack) -> None:
    for table in made.values.tables:
        for sentence in (*table.lead, *table.notes):
            assert sentence.text.count("{}") == len(sentence.refs)
            assert all(made.values[ref] is not None for ref in sentence.refs)


def test_no_word_needs_a_glossary(made: Pack) -> None:
    words = [str(row.cells["label"]) for table in made.front for row in table.rows] + [
        one.text for table in made.front for one in (*table.lead, *table.notes)
    ]
    assert [word for word in words if any(no in word.lower() for no in NEVER)] == []


def test_what_is_free_to_use_adds_up(made: Pack) -> None:
    values = made.values
    [free] = [table for table in made.front if table.id == "page-free"]
    *parts, last = (values.amount("page-free", row.id, "amount") for row in free.rows)
    assert last == sum(parts)
    assert parts[0] == values.amount("cash", "closing", "total")
