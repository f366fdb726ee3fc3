"""Requests as tables: what was asked, whether the terms give it, what is paid."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.core.table import without
from coopbooks.support.need.words import list_of
from coopbooks.support.need.words import people_needed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.core.groups import Group
    from coopbooks.core.table import Content
    from coopbooks.support.need.asking import Entitlement
    from coopbooks.support.need.cover import Cover
    from coopbooks.support.need.deciding import Decided
    from coopbooks.support.need.paying import Paying

TEXT, NUMBER, DATE = ColumnKind.TEXT, ColumnKind.NUMBER, ColumnKind.DATE
TWO = (Column("label", "", TEXT), Column("what", "", TEXT))


def request_table(name: str, found: Entitlement, *, has_reasons: bool) -> Table:
    """What is asked for.

    Args:
        name: The request's id.
        found: What who asks is entitled to.
        has_reasons: Whether a private file tells why.

    Returns:
        A line for each thing; why it is asked stands in no table.
    """
    asking, currency = found.asking, found.currency
    rows = [
        _said("id", "Request", name),
        _said("benefit", "Benefit", asking.benefit.name),
        _said("who", "Asked by", asking.who),
        _said("on", "On", asking.asked.isoformat()),
        _said("asked", "Asked for", f"{asking.number:,.2f} {currency}"),
        _said("most", "By the terms, up to", f"{found.most:,.2f} {currency}"),
        _said("decide", "Decided by", deciders(asking.benefit)),
    ]
    if has_reasons:
        words = "in a private file, of which the book keeps the hash only"
        rows.append(_said("reasons", "Reasons", words))
    return Table("request", "Request for help", TWO, tuple(rows))


def _said(name: str, label: str, what: str) -> Row:
    return Row(name, {"label": label, "what": what})


def deciders(benefit: Group) -> str:
    """Who decides on a benefit, in words."""
    number = people_needed(benefit)
    offices = " or ".join(list_of(benefit, "offices"))
    people = f"{number} people{f' in office as {offices}' if offices else ''}"
    match benefit.header.meta.get("decided-by"):
        case "vote":
            return "a recorded vote"
        case "people":
            return people
    return f"{people}, or a recorded vote"


def checks_table(found: Entitlement) -> Table:
    """What was looked at: whether it is as the terms ask, and what to do."""
    rows = []
    for at, check in enumerate(found.checks, start=1):
        cells: dict[str, Content] = {
            "label": check.words,
            "met": "yes" if check.met else "NO",
            "most": check.most,
            "because": check.because,
        }
        rows.append(Row(f"check:{at}", cells))
    unused = [
        key
        for key in ("most", "because")
        if not any(row.cells[key] not in {None, ""} for row in rows)
    ]
    made = Table(
        "checks",
        "Do the terms give it?",
        (
            Column("label", "What was looked at", TEXT),
            Column("met", "As it must be", TEXT),
            Column("most", "Allows up to"),
            Column("because", "Why not, and what to do", TEXT),
        ),
        tuple(rows),
        found.currency,
    )
    return without(made, unused)


def decided_table(found: Decided) -> Table:
    """What is decided on a request."""
    said, request = found.said, found.request
    rows = [
        _said("id", "Request", request.id),
        _said("benefit", "Benefit", request.benefit.name),
        _said("who", "Asked by", request.member or request.body),
        _said("asked", "Asked for", f"{request.number:,.2f} {request.currency}"),
        _said("outcome", "Decided", f"{said.outcome}, {said.on}"),
    ]
    if said.limit is not None and said.outcome == "granted":
        words = f"{said.limit:,.2f} {request.currency}"
        rows.append(_said("limit", "Up to", words))
    if said.until is not None and said.outcome == "granted":
        rows.append(_said("until", "To be paid by", said.until.isoformat()))
    by = ", ".join(said.by) or (f"decision {said.decision}" if said.decision else "")
    if by:
        rows.append(_said("by", "By", by))
    return Table("decided", "Decision on a request", TWO, tuple(rows))


def paying_tables(found: Paying) -> list[Table]:
    """What is paid on a request, and what is left of the grant and of the fund."""
    request, currency = found.request, found.request.currency
    now = found.payment.number if found.entry is not None else Decimal(0)
    lines = (
        ("granted", "Granted, up to", request.limit),
        ("fund", f"The fund '{found.money.fund}'", found.money.held),
    )
    rows: list[Row] = []
    for name, label, number in lines:
        used = request.used if name == "granted" else None
        row: dict[str, Content] = {
            "label": label,
            "there": number,
            "used": used,
            "now": now,
            "left": Sum(
                (Ref("paying", name, "there"),),
                (Ref("paying", name, "used"), Ref("paying", name, "now")),
            ),
        }
        rows.append(Row(name, row))
    until = f", to be paid by {request.until}" if request.until else ""
    who = request.member or request.body
    lead = Sentence(f"Request {request.id} of {who}, '{request.benefit.name}'{until}.")
    columns = (
        Column("label", "", TEXT),
        Column("there", "There is"),
        Column("used", "Paid before"),
        Column("now", "Paid now"),
        Column("left", "Left"),
    )
    title = "Payment on a request"
    return [Table("paying", title, columns, tuple(rows), currency, lead=(lead,))]


def cover_table(found: Sequence[Cover], currency: str) -> Table:
    """For how many weeks funds last, for the strikes that are declared.

    Args:
        found: The cover of each fund.
        currency: Only funds in this currency.

    Returns:
        A heading for each fund with what it holds, and a line for each strike.
    """
    rows = [
        row
        for one in found
        if one.money.currency == currency
        for row in _cover_rows(one)
    ]
    return Table(
        "cover",
        "For how many weeks it lasts",
        (
            Column("label", "Strike", TEXT),
            Column("people", "On strike", NUMBER),
            Column("entitled", "Entitled", NUMBER),
            Column("week", "A week costs"),
            Column("from", "Pays from", DATE),
            Column("free", "Free to spend"),
            Column("weeks", "Weeks", NUMBER),
        ),
        tuple(rows),
        currency,
        notes=tuple(_rising(found, currency)),
    )


def _rising(found: Sequence[Cover], currency: str) -> Iterator[Sentence]:
    """That a week will cost more or less than the next one, if strikes go on."""
    for one in found:
        if one.money.currency == currency and one.highest != one.week:
            yield Sentence(
                f"Fund '{one.money.fund}': if it goes on, a week comes to cost "
                f"{one.highest:,.2f}; the weeks are counted with that."
            )


def _cover_rows(one: Cover) -> Iterator[Row]:
    """The strikes that a fund pays for, and what it holds for them."""
    for need in one.needs:
        cells: dict[str, Content] = {
            "label": need.strike.name,
            "people": Decimal(need.people),
            "entitled": Decimal(need.entitled),
            "week": need.week,
            "from": need.pays_from.isoformat() if need.pays_from else "",
        }
        yield Row(f"strike:{need.strike.name}", cells, depth=1)
    together: dict[str, Content] = {
        "label": f"Fund '{one.money.fund}'",
        "week": one.week,
        "free": one.money.free,
        "weeks": None if one.weeks is None else Decimal(one.weeks),
    }
    yield Row(f"fund:{one.money.fund}", together, RowKind.SUBTOTAL)
