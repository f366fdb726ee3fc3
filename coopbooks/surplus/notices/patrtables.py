"""The figures for Form 1099-PATR as tables: a line a member, and what each rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import where
from coopbooks.core.money import total_of
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.surplus.notices.patr import BOXES
from coopbooks.surplus.notices.patr import THRESHOLD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from coopbooks.core.table import Content
    from coopbooks.surplus.notices.patr import Form
    from coopbooks.surplus.notices.patr import Forms

FORMS, LINES, ALL = "forms", "lines", "all"
TITLES = {
    "1": "1 Patronage dividends",
    "2": "2 Nonpatronage distributions",
    "4": "4 Tax withheld",
    "5": "5 Nonqualified redeemed",
}
IN_BOX = {"1": "Box 1", "2": "Box 2", "4": "Box 4", "5": "Box 5", "interest": "None"}


def form_tables(found: Forms, names: Mapping[str, str]) -> list[Table]:
    """The figures of all forms of a calendar year.

    Args:
        found: The figures.
        names: The name behind each id that is to be shown; may be empty.

    Returns:
        A line for each member with the boxes, and a line for each amount in them with
        its place in the book.
    """
    return [_forms(found, names), _lines(found)] if found.forms else [_none(found)]


def _none(found: Forms) -> Table:
    told = Sentence(f"Nobody was paid anything in {found.year} that is on this form.")
    return Table(FORMS, _title(found), (_label("Member"),), (), lead=(told,))


def _forms(found: Forms, names: Mapping[str, str]) -> Table:
    """A line for each member, and all of them together."""
    interest = any(form.box("interest") for form in found.forms)
    due = any(form.due for form in found.forms)
    amounts = [*BOXES, *(["interest"] if interest else []), *(["due"] if due else [])]
    rows = [_row(form, names) for form in found.forms]
    together: dict[str, Content] = {"label": "Together"}
    for key in amounts:
        together[key] = Sum(tuple(Ref(FORMS, row.id, key) for row in rows))
    rows.append(Row(ALL, together, RowKind.TOTAL))
    columns = (
        _label("Member"),
        *((Column("name", "Name", ColumnKind.TEXT),) if names else ()),
        *(Column(box, TITLES[box]) for box in BOXES),
        *((Column("interest", "Interest, other form"),) if interest else ()),
        *((Column("due", "Due, not paid yet"),) if due else ()),
        Column("needed", "Form", ColumnKind.TEXT),
    )
    return Table(
        FORMS,
        _title(found),
        columns,
        tuple(rows),
        found.currency,
        notes=tuple(map(Sentence, _notes(found))),
    )


def _row(form: Form, names: Mapping[str, str]) -> Row:
    cells: dict[str, Content] = {box: form.box(box) or None for box in BOXES}
    cells |= {
        "label": form.member,
        "name": names.get(form.member, ""),
        "interest": form.box("interest") or None,
        "due": form.due or None,
        "needed": "needed" if form.is_needed else "not needed",
    }
    return Row(f"member:{form.member}", cells)


def _notes(found: Forms) -> Iterator[str]:
    """What people should know about the figures."""
    yield (
        f"A form is needed from {THRESHOLD} dollars on in boxes 1, 2 and 5 together, "
        "or where tax was withheld (26 USC 6044)."
    )
    if found.box("2"):
        yield (
            "Box 2 is for farmers' co-ops under section 521. Others report what "
            "members' work did not earn on Form 1099-DIV; ask your adviser."
        )
    if found.box("interest"):
        yield (
            "Interest on members' accounts is not on this form but on Form 1099-DIV or "
            "1099-INT; ask your adviser."
        )
    due = total_of(form.due for form in found.forms)
    if due:
        yield (
            f"{due:,} {found.currency} was due at the end of {found.year} and not paid "
            "by then: it is on the form of the year in which it is paid."
        )


def _lines(found: Forms) -> Table:
    """What each box is made of."""
    rows: list[Row] = []
    for form in found.forms:
        for number, line in enumerate(form.lines, start=1):
            cells: dict[str, Content] = {
                "label": line.member,
                "day": line.day.isoformat(),
                "what": line.words,
                "box": IN_BOX[line.box],
                "number": line.number,
                "place": where(line.entry.meta),
            }
            rows.append(
                Row(f"{line.member}:{number}", cells, where=where(line.entry.meta))
            )
    columns = (
        _label("Member"),
        Column("day", "Date", ColumnKind.DATE),
        Column("what", "What", ColumnKind.TEXT),
        Column("box", "Where", ColumnKind.TEXT),
        Column("number", "How much"),
        Column("place", "In the book", ColumnKind.TEXT),
    )
    title = "What each figure is made of"
    return Table(LINES, title, columns, tuple(rows), found.currency)


def _title(found: Forms) -> str:
    return f"Form 1099-PATR for {found.year}"


def _label(title: str) -> Column:
    return Column("label", title, ColumnKind.TEXT)
