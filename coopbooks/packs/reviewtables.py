"""The sections of a review's page: state, changes, plan, queue, lines to sign."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coopbooks.controls.review.acting import PERIOD
from coopbooks.controls.tables import FINDINGS
from coopbooks.core.contenthash import short
from coopbooks.core.periods import long_date
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Content
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.packs.firstpage.money import LABEL
from coopbooks.packs.firstpage.month import MONTH

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.controls.review.signing import SignOff
    from coopbooks.controls.review.terms import Reviews
    from coopbooks.controls.review.terms import Saying
    from coopbooks.packs.pack import Pack

STATE, CHANGES, PLAN = "review-state", "review-changes", "review-plan"
QUEUE, SIGN = "review-queue", "review-sign"
LINE = "______________"
HOW = {"typed": "typed, not proven", "paper": "on paper", "login": "by login"}


def state_table(found: SignOff, closed: str) -> Table:
    """Who signs, which state of the book, and whether it is closed.

    Args:
        found: Whether the period is signed.
        closed: Whether the period is closed, in a sentence.

    Returns:
        A section of sentences.
    """
    rule = found.rule
    who = " or ".join(rule.offices) if rule.offices else "members or officers"
    people = "1 person signs" if rule.quorum == 1 else f"{rule.quorum} people sign"
    first = (
        f"{people} for {found.period.label}: {who}, never the {rule.prepares}, who "
        f"prepares the books. What is signed has the code {short(found.content)}: any "
        "change of the book makes another one."
    )
    said = [first]
    if not rule.said:
        said.append("The book says nothing of who signs; a coop-sign-off in it would.")
    said.append(closed)
    lead = tuple(Sentence(words) for words in said)
    return Table(STATE, found.title, (LABEL,), (), lead=lead)


def changes_table(changes: Mapping[str, list[str]]) -> Table:
    """What changed since somebody signed.

    Args:
        changes: Sentences by who signed.

    Returns:
        A row for each change; none where nobody's signature is void.
    """
    words: dict[str, list[str]] = {}
    for by, told in changes.items():
        for one in told:
            words.setdefault(one, []).append(by)
    rows = [
        Row(f"change-{number}", {"label": f"{number}. {one}"})
        for number, one in enumerate(words, start=1)
    ]
    who = ", ".join(changes)
    lead = (Sentence(f"The signatures of {who} do not count any more."),)
    title = "What changed since it was signed"
    return Table(CHANGES, title, (LABEL,), tuple(rows), lead=lead if rows else ())


def plan_table(month: Pack, reviews: Reviews, period: str) -> Table:
    """The month against its plan, with room for an explanation.

    Args:
        month: The month's pack.
        reviews: What the book says of its reviews.
        period: The period's name.

    Returns:
        A row for each area; the explanation, or a line to write it on.
    """
    table = next((one for one in month.front if one.id == MONTH), None)
    if table is None:
        return Table(PLAN, "", (LABEL,), ())
    planned = any(column.id == "plan" for column in table.columns)
    names = ("month", "plan", "difference") if planned else ("month",)
    notes = {one.about: one for one in reviews.notes_of(period)}
    why = planned or bool(notes)
    rows = []
    for row in table.rows:
        cells: dict[str, Content] = {"label": row.cells["label"]}
        for name in names:
            if name in row.cells:
                cells[name] = Sum((Ref(MONTH, row.id, name),))
        if row.kind is RowKind.LINE and why:
            note = notes.pop(str(row.cells["label"]), None)
            apart = planned and month.values.amount(MONTH, row.id, "difference")
            blank = LINE if apart else ""
            cells["why"] = f"{note.comment} ({note.by})" if note else blank
        rows.append(Row(row.id, cells, row.kind, row.depth))
    columns = [column for column in table.columns if column.id in ("label", *names)]
    if why:
        columns.append(Column("why", "Why", ColumnKind.TEXT))
    left = tuple(Sentence(_remark(one)) for one in notes.values())
    return Table(
        PLAN, table.title, tuple(columns), tuple(rows), table.currency, notes=left
    )


def _remark(one: Saying) -> str:
    """A remark on an account or on the whole period."""
    said = f"{one.comment} ({one.by})".replace("{", "(").replace("}", ")")
    return said if one.about == PERIOD else f"{one.about}: {said}"


def queue_table(month: Pack, reviews: Reviews, period: str) -> Table:
    """What is to be looked at: open, queried or accepted, and what is left of before.

    Args:
        month: The month's pack.
        reviews: What the book says of its reviews.
        period: The period's name.

    Returns:
        A row for each item, with what was said of it and by whom.
    """
    found = next(one for one in month.pages if one.id == FINDINGS)
    rows: list[Row] = []
    for one in reviews.still_open(period, {row.id for row in found.rows}):
        since = "" if one.period == period else f" from {one.period}"
        words = f"Still open{since}: {one.words or one.about}"
        said = reviews.said_of(period, one.about)
        rows += _item(f"{one.period}:{one.about}", words, said, one)
    for row in found.rows:
        if row.cells.get("code") == "ledger-error":
            continue
        item = _item(
            row.id,
            str(row.cells["label"]),
            reviews.said_of(period, row.id),
            reviews.state_of(period, row.id),
        )
        if row.cells.get("amount") is not None:
            amount = Sum((Ref(FINDINGS, row.id, "amount"),))
            first = item[0]
            item[0] = replace(first, cells={**first.cells, "amount": amount})
        item[0] = replace(item[0], where=row.where, entry=row.entry)
        rows += item
    columns = (LABEL, Column("amount", ""), Column("state", "State", ColumnKind.TEXT))
    lead = () if rows else (Sentence("Nothing was found to look at."),)
    title = "Please look at"
    return Table(QUEUE, title, columns, tuple(rows), found.currency, lead=lead)


def _item(
    name: str, words: str, said: Sequence[Saying], last: Saying | None
) -> list[Row]:
    """An item, and below it what was said of it, by whom."""
    cells: dict[str, Content] = {"label": words}
    cells["state"] = last.state if last else "open"
    item = name.rpartition(":")[2]
    rows = [Row(name, cells), Row(f"{name}:id", {"label": item}, RowKind.NOTE, 1)]
    for number, one in enumerate(said, start=1):
        how = "" if one.identity == "login" else f" ({HOW[one.identity]})"
        who = f"{one.by}, {one.of}" if one.of else one.by
        told = [one.state, f"{who}{how}, {long_date(one.date)}"]
        if one.comment:
            told.append(f"\u201c{one.comment}\u201d")
        below: dict[str, Content] = {"label": " \u00b7 ".join(told)}
        rows.append(Row(f"{name}:said-{number}", below, RowKind.NOTE, 1))
    return rows


def signatures_table(found: SignOff) -> Table:
    """Who signed, whether it counts, and lines for those who have not.

    Args:
        found: Whether the period is signed.

    Returns:
        A row for each signature, and for each that is still wanted.
    """
    rows = []
    for number, (one, why, _) in enumerate(found.seen, start=1):
        who = f"{one.by}, {one.office}" if one.office else one.by
        if one.of:
            who += f", from {one.of}"
        cells: dict[str, Content] = {
            "label": who,
            "when": long_date(one.date),
            "how": HOW[one.identity],
            "counts": why or "counts",
        }
        rows.append(Row(f"signed-{number}", cells))
    for number in range(max(found.rule.quorum - len(found.valid), 0)):
        blank: dict[str, Content] = {"label": LINE, "when": "________", "how": ""}
        rows.append(Row(f"blank-{number}", {**blank, "counts": ""}))
    columns = (
        LABEL,
        Column("when", "When", ColumnKind.TEXT),
        Column("how", "How", ColumnKind.TEXT),
        Column("counts", "", ColumnKind.TEXT),
    )
    note = f"Code of what is signed: {found.content}"
    return Table(SIGN, "Signatures", columns, tuple(rows), notes=(Sentence(note),))
