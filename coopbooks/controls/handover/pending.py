"""What is open: owed, awaited, decided and not used, agreed and still to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.decisions import read_decisions
from coopbooks.core.decisions import uses
from coopbooks.core.errors import in_folder
from coopbooks.core.money import total_of
from coopbooks.core.roles import ROLES
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.funds.terms import read_funds
from coopbooks.sharing.overview.reading import read
from coopbooks.sharing.posting.entries import title_of
from coopbooks.sharing.shares.calendar import every
from coopbooks.statements.funds import fund_figures
from coopbooks.support.overview.reading import concerns
from coopbooks.support.overview.reading import view_on

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from coopbooks.controls.calendar.dated import Dated
    from coopbooks.controls.step import Step
    from coopbooks.core.decisions import Use
    from coopbooks.core.periods import Period
    from coopbooks.core.table import Content
    from coopbooks.statements.scope import Scope

FUNDS = "handover-funds"
OWED, TODO = "handover-owed", "handover-todo"
DECISIONS, AGREEMENTS = "handover-decisions", "handover-agreements"
# What is no claim on anybody.
NO_CLAIMS = frozenset({"bank", "cash", "stock", "fixed-asset", "long-term-asset"})


def owed_table(scope: Scope) -> Table:
    """What others owe us and what we owe, account by account.

    Args:
        scope: The book up to the day.

    Returns:
        A line for each account that is not money nor a thing and holds something.
    """
    rows: list[Row] = []
    for kind, title, sign in (
        ("Assets", "Owed to us, or paid in advance", 1),
        ("Liabilities", "Owed by us", -1),
    ):
        own = [
            _balance(scope, account, sign)
            for account in scope.activity.accounts(kind)
            if scope.roles.of(account) not in NO_CLAIMS
            and scope.worth(account, scope.period.end)
        ]
        rows.append(Row(f"{kind}:heading", {"label": title}, RowKind.HEADING))
        rows += own
        total = Sum(tuple(Ref(OWED, row.id, "amount") for row in own))
        cells: dict[str, Content] = {"label": "Together", "amount": total}
        rows.append(Row(f"{kind}:total", cells, RowKind.SUBTOTAL))
    return Table(
        OWED,
        "Owed and awaited",
        (
            Column("label", "", ColumnKind.TEXT),
            Column("role", "What it is", ColumnKind.TEXT),
            Column("amount", "Amount"),
        ),
        tuple(rows),
        scope.currency,
    )


def _balance(scope: Scope, account: str, sign: int) -> Row:
    role = scope.roles.of(account)
    cells: dict[str, Content] = {
        "label": scope.roles.name_of(account),
        "role": ROLES[role].label if role else "",
        "amount": sign * scope.worth(account, scope.period.end),
    }
    return Row(account, cells, RowKind.LINE, 1, account=account)


def todo_table(taken: Sequence[Step], month: Period) -> Table:
    """What is to be done or awaited of the last month that is over.

    Args:
        taken: The steps of that month.
        month: The month.

    Returns:
        A line for each step that is not done, with what belongs to it and its command.
    """
    states = {"todo": "to do", "awaited": "awaited"}
    rows = []
    for step in taken:
        if step.state in states:
            cells = {"label": step.words, "state": states[step.state]}
            more = {"more": "; ".join(step.details), "typed": _typed(step, month)}
            rows.append(Row(step.name, {**cells, **more}))
    lead = () if rows else (Sentence(f"All of {month.label} is done."),)
    return Table(
        TODO,
        f"Open of {month.label}",
        (
            Column("label", "What", ColumnKind.TEXT),
            Column("state", "", ColumnKind.TEXT),
            Column("more", "Of it", ColumnKind.TEXT),
            Column("typed", "Command", ColumnKind.TEXT),
        ),
        tuple(rows),
        lead=lead,
    )


def _typed(step: Step, month: Period) -> str:
    """The command that takes a step; empty where there is none."""
    if not step.command:
        return ""
    words = ["coopbooks", *step.command]
    if "BOOK" not in words:
        words.append("BOOK")
        if step.command != ("check",):
            words += ["--period", month.name]
    return " ".join(words)


def usable_table(scope: Scope, folder: Path) -> Table:
    """Decisions that may still be used.

    Args:
        scope: The book up to the day.
        folder: The book's folder.

    Returns:
        A line for each with a limit of which something is left, or an end that has not
        come.
    """
    decisions, _ = read_decisions(scope.entries)
    found = uses(
        scope.entries, decisions, scope.roles, scope.currency, scope.period.end
    )
    rows = [_usable(one, folder) for one in found if _may_be_used(one, scope)]
    lead = () if rows else (Sentence("No decision is open."),)
    return Table(
        DECISIONS,
        "Decisions that may still be used",
        (
            Column("label", "Decision", ColumnKind.TEXT),
            Column("body", "Who decided", ColumnKind.TEXT),
            Column("limit", "Up to", ColumnKind.TEXT),
            Column("left", "Left", ColumnKind.TEXT),
            Column("until", "Until", ColumnKind.DATE),
        ),
        tuple(rows),
        lead=lead,
    )


def _may_be_used(use: Use, scope: Scope) -> bool:
    until = use.decision.until
    if until is not None and until < scope.period.last:
        return False
    if use.left is not None:
        # One without an end counts for a year, as the plan does.
        recent = use.decision.date >= scope.months[0].begin
        return use.left > 0 and (until is not None or recent)
    return until is not None


def _usable(use: Use, folder: Path) -> Row:
    one = use.decision
    cells: dict[str, Content] = {
        "label": f"{one.id} {one.title}",
        "body": one.body,
        "until": one.until.isoformat() if one.until else "",
    }
    if one.limit is not None:
        cells["limit"] = f"{one.limit.number:,f} {one.limit.currency}"
        cells["left"] = f"{use.left:,f} {one.limit.currency}"
    return Row(one.id, cells, where=in_folder(one.source, folder))


def funds_held(scope: Scope) -> Table | None:
    """What is kept for a purpose.

    Args:
        scope: The book up to the day.

    Returns:
        A line for each fund with what it is for and holds; None for a book without any.
    """
    last = {one.name: one for one in read_funds(scope.entries)[0]}
    if not last:
        return None
    figures = fund_figures(scope)
    rows = []
    for name, fund in sorted(last.items()):
        kind = "by giver or law" if fund.is_restricted else "by members' vote"
        cells: dict[str, Content] = {
            "label": name,
            "purpose": fund.purpose,
            "kind": kind,
            "until": fund.until.isoformat() if fund.until else "",
            "kept": scope.roles.name_of(fund.kept_on) if fund.kept_on else "",
            "holds": scope.rounded(total_of(figures.get(name, {}).values())),
        }
        rows.append(Row(name, cells))
    return Table(
        FUNDS,
        "Funds",
        (
            Column("label", "Fund", ColumnKind.TEXT),
            Column("purpose", "Only for", ColumnKind.TEXT),
            Column("kind", "Kept", ColumnKind.TEXT),
            Column("until", "Until", ColumnKind.DATE),
            Column("kept", "On", ColumnKind.TEXT),
            Column("holds", "Holds"),
        ),
        tuple(rows),
        scope.currency,
    )


def agreements_table(
    scope: Scope, coming: Sequence[Dated], folder: Path
) -> Table | None:
    """The agreements with other bodies, and when each is due next.

    Args:
        scope: The book up to the day.
        coming: The days that were found for the book.
        folder: The book's folder.

    Returns:
        A line for each; None for a book without any.
    """
    if not concerns(scope):
        return None
    view, _ = view_on(scope)
    sharing = read(scope, view)
    if sharing is None or not sharing.agreements:
        return None
    rows = []
    for group in sharing.agreements:
        meta = group.header.meta
        giving = meta["from"] == view.name
        open_ = [one for one in sharing.open if one.name == group.name]
        next_ = [one.day for one in coming if one.source == group.header.source]
        cells: dict[str, Content] = {
            "label": group.name,
            "other": title_of(view, str(meta["to" if giving else "from"])),
            "side": "we pay" if giving else "we get",
            "every": every(group) or "year to date",
            "open": ", ".join(f"{one.open:,f} {one.currency}" for one in open_),
            "next": min(next_).isoformat() if next_ else "",
            "because": str(meta.get("authority") or ""),
        }
        place = in_folder(group.header.source, folder)
        rows.append(Row(group.name, cells, where=place))
    return Table(
        AGREEMENTS,
        "Agreements",
        (
            Column("label", "Agreement", ColumnKind.TEXT),
            Column("other", "With", ColumnKind.TEXT),
            Column("side", "", ColumnKind.TEXT),
            Column("every", "Each", ColumnKind.TEXT),
            Column("open", "Open", ColumnKind.TEXT),
            Column("next", "Next due", ColumnKind.DATE),
            Column("because", "Because", ColumnKind.TEXT),
        ),
        tuple(rows),
    )
