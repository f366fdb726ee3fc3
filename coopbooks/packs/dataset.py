"""A pack as JSON: everything that a script needs, formulas included."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.table import Agree
from coopbooks.core.table import Bounded
from coopbooks.core.table import Each
from coopbooks.core.table import Formula
from coopbooks.core.table import Inside
from coopbooks.core.table import Percent
from coopbooks.core.table import Ref
from coopbooks.core.table import Rounded
from coopbooks.core.table import Sum
from coopbooks.core.table import Times
from coopbooks.core.table import Within
from coopbooks.packs import figures

if TYPE_CHECKING:
    from coopbooks.core.table import Content
    from coopbooks.core.table import Row
    from coopbooks.core.table import Sentence
    from coopbooks.core.table import Table
    from coopbooks.core.table import Value
    from coopbooks.packs.pack import Pack
    from coopbooks.packs.pack import Picture

FORMAT = 1

Json = str | int | None | list["Json"] | dict[str, "Json"]


def dataset(pack: Pack) -> str:
    """Write a pack as JSON.

    A cell is an object: `text`, or `number` as a string of all its digits (null where
    there is none), and its `formula` if it has one: `sum` with `plus` and `minus`,
    `percent` with `part` and `whole`, `agree` with `left` and `right`. A cell's
    address is a list of table, row and column. Each row stands on a line of its own,
    so that two packs can be compared line by line.

    Args:
        pack: The pack.

    Returns:
        The file's text; the same pack gives the same text.
    """
    tables = ",\n".join(_table(pack, table) for table in pack.values.tables)
    parts = [
        f'"format": {FORMAT}',
        f'"heading": {_line(_heading(pack))}',
        f'"first_page": {_line(list(pack.first_page))}',
        f'"tables": [\n{tables}\n]',
        f'"pictures": {_line([_picture(picture) for picture in pack.pictures])}',
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _line(what: Json) -> str:
    """Anything on one line."""
    return json.dumps(what, ensure_ascii=False)


def _heading(pack: Pack) -> Json:
    """What stands on every page."""
    heading = pack.heading
    return {
        "title": heading.title,
        "kind": heading.kind,
        "period": heading.period,
        "currency": heading.currency,
        "basis": heading.basis,
        "state": heading.state,
        "version": heading.version,
        "printed": heading.printed.isoformat(timespec="seconds"),
        "marks": list(heading.marks),
    }


def _table(pack: Pack, table: Table) -> str:
    """A table, its rows line by line."""
    about: dict[str, Json] = {
        "id": table.id,
        "title": table.title,
        "currency": table.currency,
        "columns": [
            {"id": column.id, "title": column.title, "kind": column.kind.value}
            for column in table.columns
        ],
        "lead": [_sentence(sentence) for sentence in table.lead],
        "notes": [_sentence(sentence) for sentence in table.notes],
    }
    rows = ",\n".join(_line(_row(pack, table, row)) for row in table.rows)
    return f'{_line(about)[:-1]}, "rows": [\n{rows}\n]}}'


def _row(pack: Pack, table: Table, row: Row) -> Json:
    """A row with its cells."""
    cells: dict[str, Json] = {
        column: _cell(content, pack.values[Ref(table.id, row.id, column)])
        for column, content in row.cells.items()
    }
    about: dict[str, Json] = {
        "id": row.id,
        "kind": row.kind.value,
        "depth": row.depth,
        "account": row.account,
        "where": row.where,
        "entry": row.entry,
    }
    kept = {key: value for key, value in about.items() if value is not None}
    return {**kept, "cells": cells}


def _cell(content: Content, value: Value) -> Json:
    """What a cell comes to, and how."""
    if isinstance(value, str):
        said: dict[str, Json] = {"text": value}
    else:
        number = figures.plain(value) if isinstance(value, Decimal) else None
        said = {"number": number}
    if isinstance(content, Formula):
        said["formula"] = _formula(content)
    return said


def _formula(content: Formula) -> Json:
    """How a cell comes about."""
    said: Json
    match content:
        case Sum():
            said = {"sum": _terms(content)}
        case Percent():
            parts: Json = {"part": [*content.part], "whole": [*content.whole]}
            said = {"percent": parts}
        case Agree():
            sides: Json = {"left": _terms(content.left), "right": _terms(content.right)}
            said = {"agree": sides}
        case Times():
            factors: Json = {"number": [*content.number], "by": [*content.by]}
            said = {"percent-of" if content.percent else "times": factors}
        case Each():
            shared: Json = {"part": [*content.part], "whole": [*content.whole]}
            said = {"each": shared}
        case Rounded():
            said = {"rounded": {"of": [*content.of]}}
        case Within():
            bounds = [content.low, content.high]
            band: Json = [None if one is None else figures.plain(one) for one in bounds]
            said = {"within": {"of": [*content.of], "bounds": band}}
        case Bounded():
            kept = [content.least, content.most]
            ends: Json = [None if one is None else [*one] for one in kept]
            said = {"bounded": {"of": _terms(content.of), "bounds": ends}}
        case Inside():
            cells: Json = {"of": [*content.of], "gives": [*content.gives]}
            said = {"inside": cells}
    return said


def _terms(terms: Sum) -> Json:
    """The cells that are added and taken away."""
    return {
        "plus": [[*ref] for ref in terms.plus],
        "minus": [[*ref] for ref in terms.minus],
    }


def _sentence(sentence: Sentence) -> Json:
    """A sentence and the cells that fill its places."""
    return {"text": sentence.text, "refs": [[*ref] for ref in sentence.refs]}


def _picture(picture: Picture) -> Json:
    """What a picture shows."""
    return {
        "id": picture.id,
        "title": picture.title,
        "kind": picture.kind,
        "table": picture.table,
        "columns": list(picture.columns),
    }
