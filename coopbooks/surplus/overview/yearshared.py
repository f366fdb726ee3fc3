"""A year that was shared, as tables: where it went, and what each member has of it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.periods import long_date
from coopbooks.core.postings import rows as postings
from coopbooks.core.table import Agree
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.surplus.notices.given import RESULT
from coopbooks.surplus.overview.shared import CASH

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.accounts import Roles
    from coopbooks.core.table import Content
    from coopbooks.surplus.overview.shared import Shared
    from coopbooks.surplus.overview.unshared import LastYear

WENT, OF_MEMBERS, ALL = "went", "went-members", "all"
LABEL = Column("label", "", ColumnKind.TEXT)
WAYS = {"cash": "In cash", "kept": "Kept", "owed": "Owed, as they left"}


def year_tables(last: LastYear, roles: Roles, currency: str) -> list[Table]:
    """How a year was shared, as the book has it.

    Args:
        last: The year; nothing if it was not shared.
        roles: What accounts are for, and what people call them.
        currency: The book's currency.

    Returns:
        The accounts that it went to (`went`), with members together in one line, and
        what each member has of it (`went-members`).
    """
    if last.shared is None:
        return []
    went = _went(last, last.shared, roles, currency)
    given = _given(last, last.shared, currency)
    return [went, given] if last.shared.given else [went]


def _went(last: LastYear, shared: Shared, roles: Roles, currency: str) -> Table:
    """Where it went, account by account; members together."""
    rows = [
        Row(f"to:{account}", {"label": roles.name_of(account), "number": number})
        for account, number in _accounts(shared, roles, currency).items()
        if number
    ]
    if shared.given:
        cells: dict[str, Content] = {"label": "Members", "number": shared.of()}
        rows.append(Row("members", cells))
    if shared.earlier and not last.is_loss:
        cells = {"label": "Makes good what earlier years lost"}
        rows.insert(0, Row("earlier", {**cells, "number": shared.earlier}))
    together = Sum(tuple(Ref(WENT, row.id, "number") for row in rows))
    rows.append(Row(ALL, {"label": "Together", "number": together}, RowKind.TOTAL))
    decided = f", decision {' and '.join(shared.decisions)}" if shared.decisions else ""
    verb = "Borne" if last.is_loss else "Shared"
    lead = Sentence(f"{verb} on {long_date(shared.date)}{decided}.")
    return Table(
        WENT,
        f"The {last.title}",
        (LABEL, Column("number", "")),
        tuple(rows),
        currency,
        (lead,),
    )


def _accounts(shared: Shared, roles: Roles, currency: str) -> dict[str, Decimal]:
    """What went to accounts that are no member's, by account."""
    # By place and not by value: two members may have the same.
    theirs = {id(one.source) for one in shared.given}
    sums: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for row in postings(shared.entries):
        of_member = id(row.posting.meta or row.entry.meta) in theirs
        if of_member or roles.of(row.account) == RESULT:
            continue
        if row.units.currency == currency:
            sums[row.account] -= row.number
    return dict(sorted(sums.items()))


def _given(last: LastYear, shared: Shared, currency: str) -> Table:
    """What each member has of it."""
    members = sorted({one.member for one in shared.given})
    rows = [_member(shared, member) for member in members]
    ways = WAYS | ({"kept": "From their accounts"} if last.is_loss else {})
    shown = [name for name in WAYS if any(row.cells[name] for row in rows)]
    rows.append(_together(rows, shown))
    check = Agree(
        Sum((Ref(OF_MEMBERS, ALL, "number"),)), Sum((Ref(WENT, "members", "number"),))
    )
    label = "As it went to members"
    rows.append(Row("check", {"label": label, "number": check}, RowKind.CHECK))
    return Table(
        OF_MEMBERS,
        "What members bear of it" if last.is_loss else "What members have of it",
        (
            Column("label", "Member", ColumnKind.TEXT),
            *(Column(name, ways[name]) for name in shown),
            Column("number", "Their part"),
        ),
        tuple(rows),
        currency,
    )


def _member(shared: Shared, member: str) -> Row:
    cells: dict[str, Content] = {
        "label": member,
        "cash": shared.of(*CASH, member=member) or None,
        "kept": shared.of("kept", member=member) or None,
        "owed": shared.of("owed", member=member) or None,
        "number": Sum(tuple(Ref(OF_MEMBERS, member, name) for name in WAYS)),
    }
    return Row(member, cells)


def _together(rows: Sequence[Row], shown: Sequence[str]) -> Row:
    sums: dict[str, Content] = {
        name: Sum(tuple(Ref(OF_MEMBERS, row.id, name) for row in rows))
        for name in (*shown, "number")
    }
    return Row(ALL, {"label": "Together", **sums}, RowKind.TOTAL)
