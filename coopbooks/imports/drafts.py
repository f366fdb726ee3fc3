"""Drafts: what a row, or some that belong together, would write, without an id yet."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

from beancount.core import amount
from beancount.core import data

from coopbooks.imports.rows import BadCell

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.imports.context import Context
    from coopbooks.imports.rows import Place
    from coopbooks.imports.rows import SheetRow


class Part(NamedTuple):
    """One row's part of a draft.

    Attributes:
        place: Where the row stands.
        number: What it comes to; None for a row without an amount.
    """

    place: Place
    number: Decimal | None


@dataclass(slots=True)
class Draft:
    """What one row, or some that belong together, would write.

    Attributes:
        parts: The rows, in order.
        made: The directive, balanced, each leg written out, with neither id nor
            source; or what makes it when it is asked for and can't fail. Most rows
            of a preview are only counted.
        values: What the rows say, in one form whatever the sheet's, to tell them
            from others.
        reference: The sender's own reference; empty where there is none.
        currency: The currency of the parts.
        account: The account on which an entry typed before would be found.
        note: What people should know of it.
        member: The member it is about; empty for none.
        unmatched: A member that the book does not know, whose money waits for one.
        day: The date of the directive, where that is not made yet.
        moved: What it adds to `account`, where it is not about a member; None for what
            only the directive tells.
    """

    parts: tuple[Part, ...]
    made: data.Directive | Callable[[], data.Directive]
    values: tuple[str, ...]
    reference: str = ""
    currency: str = ""
    account: str = ""
    note: str = ""
    member: str = ""
    unmatched: str = ""
    day: datetime.date | None = None
    moved: Decimal | None = None

    @property
    def entry(self) -> data.Directive:
        """The directive."""
        made = self.made
        if callable(made):
            made = self.made = made()
        return made

    @property
    def date(self) -> datetime.date:
        """The date of the directive."""
        return self.day or self.entry.date

    def with_id(self, id_: str) -> data.Directive:
        """The directive as it is written.

        Args:
            id_: Its id.

        Returns:
            The same with id and source.
        """
        meta = {"id": id_, **self.entry.meta, "source": str(self.parts[0].place)}
        return self.entry._replace(meta=meta)


class Unusable(NamedTuple):
    """Rows that can't be used.

    Attributes:
        places: The rows; the first is the cell that is the reason.
        reason: Why, in one plain sentence without a full stop.
        number: What the first comes to, if that can be read.
        unmatched: A member that the book does not know, as the sender has it, with
            ids that are near.
    """

    places: tuple[Place, ...]
    reason: str
    number: Decimal | None = None
    unmatched: str = ""


class UnknownMember(BadCell):
    """A row is about somebody whom the book does not know."""

    def __init__(self, place: Place, member: str, near: Sequence[str]) -> None:
        """Build the message.

        Args:
            place: The cell of the id.
            member: The id, as the sender writes it.
            near: Ids of the book that are near.
        """
        hint = f"; near are {', '.join(near)}" if near else ""
        self.unmatched = f"{member}{hint}"
        super().__init__(place, f"nobody here has the number {member}{hint}")


class Left(NamedTuple):
    """Rows that are no entry, on purpose.

    Attributes:
        places: The rows.
        reason: Why, in one plain sentence without a full stop.
    """

    places: tuple[Place, ...]
    reason: str


Outcome = Draft | Unusable | Left


def each(
    rows: Iterable[SheetRow],
    context: Context,
    draft_of: Callable[[SheetRow, Context], Draft | Left],
) -> Iterator[Outcome]:
    """Make a draft of each row by itself.

    Args:
        rows: The rows.
        context: What they are read with.
        draft_of: Makes the draft of one, or raises `BadCell`.

    Yields:
        For each row its draft, or why there is none.
    """
    for row in rows:
        try:
            yield draft_of(row, context)
        except BadCell as bad:
            yield unusable(bad, [row], context)


def unusable(bad: BadCell, rows: Sequence[SheetRow], context: Context) -> Unusable:
    """Say why rows can't be used, at the cell that is the reason.

    Args:
        bad: The cell.
        rows: The rows that can't be used for it.
        context: What they are read with.

    Returns:
        The cell first, then the rows in which it is not.
    """
    others = [row.place for row in rows if row.place[:3] != bad.place[:3]]
    return Unusable(
        (bad.place, *others),
        bad.reason,
        context.number_if_any(rows[0]) if len(rows) == 1 else None,
        getattr(bad, "unmatched", ""),
    )


def leg(
    account: str, number: Decimal, currency: str, **tags: str | datetime.date
) -> data.Posting:
    """A posting.

    Args:
        account: Its account.
        number: Its number, in `currency`.
        currency: Its currency.
        **tags: Its metadata.

    Returns:
        The posting.
    """
    # Negative zero reads badly.
    units = amount.Amount(number if number else abs(number), currency)
    return data.Posting(account, units, None, None, None, dict(tags))


def transaction(
    day: datetime.date,
    payee: str,
    narration: str,
    legs: Iterable[data.Posting],
    meta: Mapping[str, Any] | None = None,
    *,
    link: str = "",
    flag: str = "*",
) -> data.Transaction:
    """A transaction without the legs that come to nothing.

    Args:
        day: Its date.
        payee: Its payee; empty for none.
        narration: Its narration.
        legs: Its postings, which come to nothing together.
        meta: Its metadata.
        link: Its link: those with one are written in runs.
        flag: `*`, or `!` to be looked at.

    Returns:
        The transaction.
    """
    kept = [one for one in legs if one.units is None or one.units.number]
    links = frozenset({link} if link else ())
    return data.Transaction(
        dict(meta or {}),
        day,
        flag,
        payee or None,
        narration,
        frozenset(),
        links,
        kept,
    )


def plain(value: object) -> str:
    """A value in the one form in which equal ones are equal.

    Args:
        value: A text, a number, a day or nothing.

    Returns:
        Text: without blanks and capitals that don't count, numbers without zeros that
        say nothing.
    """
    if isinstance(value, Decimal):
        return _plain_number(value)
    return " ".join(str("" if value is None else value).casefold().split())


@lru_cache(maxsize=65_536)
def _plain_number(number: Decimal) -> str:
    return f"{number.normalize() + 0:f}"
