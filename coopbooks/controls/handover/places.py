"""Where the money is, who holds which office, and where the files lie."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from coopbooks.controls.audit.blanks import MIDDLE
from coopbooks.controls.audit.blanks import SHORT
from coopbooks.controls.reconcile import reconcile
from coopbooks.controls.reconcile import total
from coopbooks.core.money import ZERO
from coopbooks.core.officers import read_officers
from coopbooks.core.periods import DAY
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.statements.cash import money_accounts
from coopbooks.statements.clearings import agreements
from coopbooks.statements.clearings import confirmed_to

if TYPE_CHECKING:
    import datetime

    from coopbooks.core.ledger import Book
    from coopbooks.core.officers import Term
    from coopbooks.core.table import Content
    from coopbooks.statements.scope import Scope

ACCOUNTS, OFFICES, FILES = "handover-accounts", "handover-offices", "handover-files"

# What the parts of a book are called, where people keep to the usual names.
FOLDERS = {
    "documents": "papers that entries name: bills, receipts, minutes",
    "generated": "what was imported or charged, one file a batch; never edit these",
    "imports": "how each sender's sheets are read",
    "private": "names and reasons; not part of the book, handed over apart",
    "reports": "reports that were made",
    "reviews": "what the committee said of each month",
}
TEXTS = {
    "budget": "the plan",
    "chart": "the accounts",
    "decisions": "what was decided",
    "members": "members, by id",
    "opening": "what the book began with",
    "prices": "rates of other currencies",
    "roles": "what the accounts are for",
    "terms": "bylaws, contracts and agreements, one sentence a line",
}
PRIVATE = "private"


def accounts_table(scope: Scope) -> Table:
    """Every account with money: what it holds, and until when it was confirmed.

    Args:
        scope: The book up to the day.

    Returns:
        A line for each, with blanks for what no book holds.
    """
    rows = [_account(scope, account) for account in money_accounts(scope)]
    sums: dict[str, Content] = {"label": "Together"}
    sums["holds"] = Sum(tuple(Ref(ACCOUNTS, row.id, "holds") for row in rows))
    rows.append(Row("total", sums, RowKind.TOTAL))
    return Table(
        ACCOUNTS,
        "Where the money is",
        (
            Column("label", "Account", ColumnKind.TEXT),
            Column("ledger", "In the book", ColumnKind.TEXT),
            Column("holds", "Holds"),
            Column("agreed", "Confirmed through", ColumnKind.DATE),
            Column("unseen", "Of it not yet at the bank"),
            Column("signs", "Who may sign or draw; cards", ColumnKind.TEXT),
            Column("handed", "Handed over", ColumnKind.TEXT),
        ),
        tuple(rows),
        scope.currency,
        lead=(
            Sentence(
                "Have the bank take who left off its list, and change what they knew. "
                "Passwords do not belong on this page."
            ),
        ),
    )


def _account(scope: Scope, account: str) -> Row:
    cells: dict[str, Content] = {
        "label": scope.roles.name_of(account),
        "ledger": account,
        "holds": scope.worth(account, scope.period.end),
    }
    cells |= {"signs": MIDDLE, "handed": SHORT}
    agreed = last_agreed(scope, account)
    cells["agreed"] = agreed.isoformat() if agreed else "never"
    if scope.activity.currencies(account, scope.period.end) <= {scope.currency}:
        found = reconcile(
            scope.entries, account, scope.currency, scope.period.last, ZERO
        )
        cells["unseen"] = total((*found.outstanding, *found.in_transit)) or None
    return Row(account, cells, account=account)


def last_agreed(scope: Scope, account: str) -> datetime.date | None:
    """The last day through which the book confirms an account.

    Args:
        scope: The book up to a day.
        account: The account.

    Returns:
        By a reconciliation or a `balance` directive by the day; None without any.
    """
    end = scope.period.end
    days = [one.day for one in agreements(scope.entries, account) if one.day < end]
    confirmed = confirmed_to(scope.entries, account, end)
    # The smallest day of all stands for never.
    if confirmed.year > 1:
        days.append(confirmed)
    return max(days, default=None)


def offices_table(scope: Scope) -> Table:
    """Who holds which office, by member id.

    Args:
        scope: The book up to the day.

    Returns:
        A line for each who is in office on the day, or will be.
    """
    day = scope.period.last
    terms = [
        one
        for one in read_officers(scope.entries)[0]
        if one.end is None or one.end > day
    ]
    rows = [
        Row(f"{one.office}:{one.member}:{one.begin}", _office(one, day))
        for one in sorted(terms, key=lambda one: (one.office, one.begin, one.member))
    ]
    lead = "The book knows members by id; names are in the private roster."
    return Table(
        OFFICES,
        "Who holds which office",
        (
            Column("label", "Office", ColumnKind.TEXT),
            Column("member", "Member", ColumnKind.TEXT),
            Column("since", "Since", ColumnKind.DATE),
            Column("until", "Until", ColumnKind.DATE),
        ),
        tuple(rows),
        lead=(
            Sentence(lead if rows else "The book names no officers (coop-officer)."),
        ),
    )


def _office(term: Term, day: datetime.date) -> dict[str, Content]:
    later = " (from then on)" if term.begin > day else ""
    return {
        "label": f"{term.office}{later}",
        "member": term.member,
        "since": term.begin.isoformat(),
        "until": (term.end - DAY).isoformat() if term.end else "",
    }


def files_table(book: Book) -> Table:
    """The files of a book and where they lie; nothing of what is private.

    Args:
        book: The book.

    Returns:
        A line for each file of the book's folder and for each folder below it, seen
        from that folder.
    """
    included = {Path(name) for name in book.options.get("include", ())} | {book.path}
    inside = sorted(
        path.relative_to(book.folder)
        for path in included
        if path.is_relative_to(book.folder)
    )
    rows = [_file(path, book) for path in inside if len(path.parts) == 1]
    below = Counter(path.parts[0] for path in inside if len(path.parts) > 1)
    folders = {*below, *(name for name in FOLDERS if (book.folder / name).is_dir())}
    for name in sorted(folders):
        cells: dict[str, Content] = {
            "label": f"{name}/",
            "what": FOLDERS.get(name) or "entries",
            "handed": SHORT,
        }
        if name != PRIVATE:
            cells["files"] = Decimal(below.get(name) or _count(book.folder / name))
        rows.append(Row(f"folder:{name}", cells))
    outside = sorted(one for one in included if not one.is_relative_to(book.folder))
    notes = [f"{len(outside)} files of the book lie outside its folder."]
    return Table(
        FILES,
        "Files, and where they lie",
        (
            Column("label", "In the book's folder", ColumnKind.TEXT),
            Column("what", "What it is", ColumnKind.TEXT),
            Column("files", "Files", ColumnKind.NUMBER),
            Column("handed", "Handed over, copy kept where", ColumnKind.TEXT),
        ),
        tuple(rows),
        notes=tuple(map(Sentence, notes if outside else ())),
    )


def _file(path: Path, book: Book) -> Row:
    entry = book.path.name == path.name
    what = "the entry file: open this one" if entry else TEXTS.get(path.stem, "entries")
    return Row(
        path.as_posix(), {"label": path.as_posix(), "what": what, "handed": SHORT}
    )


def _count(folder: Path) -> int:
    """How many files a folder holds, hidden ones left out."""
    return sum(
        path.is_file() and not path.name.startswith(".") for path in folder.rglob("*")
    )
