"""A pack as plain text: page one to read aloud, then every table behind it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coopbooks.packs import captions
from coopbooks.packs import figures
from coopbooks.packs.figures import Reader
from coopbooks.packs.layout import GAP
from coopbooks.packs.layout import Layout
from coopbooks.packs.layout import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from coopbooks.core.table import Column
    from coopbooks.core.table import Table
    from coopbooks.packs.pack import Pack

WIDTH = 80
# A table wider than this goes on below itself, with its labels again.
WIDEST = 200
INDENT = "  "


def text(pack: Pack) -> str:
    """Write a pack as plain text.

    Page one keeps to 80 places; the tables behind it are as wide as they need to be.

    Args:
        pack: The pack.

    Returns:
        Lines that end in a line feed; the same pack gives the same text.
    """
    reader = Reader(pack)
    lines = _page_one(pack, reader)
    for table in pack.pages:
        lines += ["", "", *_page(pack, reader, table)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _page_one(pack: Pack, reader: Reader) -> list[str]:
    """The first page: the heading, then section after section."""
    page = "page 1"
    title = wrapped(captions.name(pack.heading), WIDTH - len(page) - 1)
    lines = [title[0].ljust(WIDTH - len(page)) + page, *title[1:]]
    for line in (captions.period(pack.heading), captions.version(pack.heading)):
        lines += wrapped(line, WIDTH)
    lines += _marks(pack)
    for table in pack.front:
        lines += ["", *_section(reader, table)]
    return lines


def _marks(pack: Pack) -> list[str]:
    """Warnings, which stand on every page."""
    return [
        line for mark in pack.heading.marks for line in wrapped(f"NOTE: {mark}", WIDTH)
    ]


def _section(reader: Reader, table: Table) -> list[str]:
    """A section of page one, set in below its title in capitals."""
    title = table.title.upper()
    lead = [reader.sentence(sentence) for sentence in table.lead]
    if not table.rows:
        # A section of words only runs on from its title.
        said = [*lead, *(reader.sentence(note) for note in table.notes)]
        if title and len(said) == 1:
            return wrapped(f"{title}: {said[0]}", WIDTH)
        indent = INDENT if title else ""
        return [title, *_indented(said, indent)] if title else _indented(said, indent)
    lines = [line for words in lead for line in wrapped(words, WIDTH)]
    layout = Layout(reader, table, WIDTH - len(INDENT))
    # Titles of columns stand on the same line as the section's.
    heading = layout.headings("")
    if heading and len(title) <= layout.label:
        heading = [INDENT + line for line in heading]
        heading[-1] = title + heading[-1][len(title) :]
        lines = [*heading, *lines]
    else:
        heading = [INDENT + line for line in heading if line]
        lines = [*wrapped(title, WIDTH), *lines, *heading]
    lines += [INDENT + line if line else "" for line in layout.body()]
    return lines + _indented(map(reader.sentence, table.notes), INDENT)


def _page(pack: Pack, reader: Reader, table: Table) -> list[str]:
    """A table behind page one, with everything that places it."""
    layouts = list(_layouts(reader, table))
    wide = max(WIDTH, *(layout.places for layout in layouts))
    lines = ["=" * wide, *wrapped(table.title.upper(), wide)]
    lines += wrapped(captions.caption(pack.heading, table), wide)
    lines += wrapped(captions.version(pack.heading), wide)
    lines += _marks(pack)
    if table.lead:
        lines += ["", *_indented(map(reader.sentence, table.lead))]
    for layout in layouts if table.rows else ():
        lines += ["", *layout.headings(table.columns[0].title), "-" * layout.places]
        lines += layout.body()
    if table.notes:
        lines += ["", *_indented(map(reader.sentence, table.notes))]
    return lines


def _layouts(reader: Reader, table: Table) -> Iterator[Layout]:
    """A table in as many pieces as its width needs, each with the labels."""
    whole = Layout(reader, table)
    if whole.places <= WIDEST:
        yield whole
        return
    label, *rest = figures.columns(table)
    piece: list[Column] = []
    taken = 0
    for column, places in zip(rest, whole.widths, strict=True):
        if piece and whole.label + taken + places + GAP > WIDEST:
            yield Layout(reader, replace(table, columns=(label, *piece)))
            piece, taken = [], 0
        piece.append(column)
        taken += places + GAP
    yield Layout(reader, replace(table, columns=(label, *piece)))


def _indented(sentences: Iterable[str], indent: str = "") -> list[str]:
    """Sentences, each on lines of its own."""
    return [
        indent + line
        for sentence in sentences
        for line in wrapped(sentence, WIDTH - len(indent))
    ]
