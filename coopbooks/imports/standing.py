"""What stands in a book: what was imported, by id, and what was typed, by amount."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data

from coopbooks.core.directives import parse
from coopbooks.core.runs import unpacked
from coopbooks.core.sources import read_sources
from coopbooks.core.substance import details
from coopbooks.core.substance import substance
from coopbooks.imports.identity import PREFIX
from coopbooks.imports.told import in_one
from coopbooks.imports.told import row_said
from coopbooks.statements.bankterms import CLEARED
from coopbooks.statements.bankterms import ROW

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Iterator

    from coopbooks.core.content import Form
    from coopbooks.imports.drafts import Draft
    from coopbooks.imports.told import Row

# An account, a number and a currency on it, and the member it is for.
Key = tuple[str, Decimal, str, str]


class Typed(NamedTuple):
    """A posting that was typed by hand.

    Attributes:
        entry: Its transaction.
        at: Its place among the postings.
    """

    entry: data.Transaction
    at: int


@dataclass(slots=True)
class Standing:
    """What a book has that rows may be the same as.

    Attributes:
        written: All that was written under an id, also what was reversed since.
        reversed_ids: The ids that were reversed.
        typed: Postings without an id.
        plain: Other directives without an id, by what they say.
        cleared: The typed postings that a bank's row was found to be already: the
            transaction, by identity, and the place.
        told: What people wrote themselves of rows of a bank, by account, the bank's
            day, amount and currency.
        files: The names under which each content was imported, by its SHA-256.
    """

    written: dict[str, list[data.Directive]] = field(default_factory=dict)
    reversed_ids: set[str] = field(default_factory=set)
    typed: dict[Key, list[Typed]] = field(default_factory=dict)
    plain: dict[str, data.Directive] = field(default_factory=dict)
    cleared: set[tuple[int, int]] = field(default_factory=set)
    told: dict[Row, list[data.Directive]] = field(default_factory=dict)
    files: dict[str, set[str]] = field(default_factory=dict)

    def under(self, id_: str) -> data.Directive | None:
        """What stands under an id; None where nothing does, or all was reversed.

        What a row of a bank cleared of several entries stands there as one.
        """
        pieces = self.written.get(id_, ())
        left = [one for one in pieces if one.meta["id"] not in self.reversed_ids]
        return in_one(left) if left else None

    def may_have(self, draft: Draft) -> bool:
        """Whether a draft may have been typed, so that its entry is worth to be made.

        Args:
            draft: The draft.

        Returns:
            False only where nothing of its amount was typed on its account.
        """
        account, moved, currency = draft.account, draft.moved, draft.currency
        return (
            moved is None
            or (account, moved, currency, "") in self.typed
            or (account, draft.date, moved, currency) in self.told
        )

    def names_of(self, file: str, digest: str) -> set[str]:
        """The names under which a file may have been imported before."""
        return {file, *self.files.get(digest, ())}


def read_standing(
    entries: Iterable[data.Directive], accounts: Collection[str]
) -> Standing:
    """Read what a book has that rows may be the same as.

    Args:
        entries: The book's entries.
        accounts: The accounts on which something typed may be found.

    Returns:
        What stands.
    """
    entries = list(entries)
    found = Standing()
    typed: dict[Key, list[Typed]] = defaultdict(list)
    for entry in entries:
        meta = entry.meta or {}
        if "batch" in meta:
            _note_written(found, entry)
        elif "id" not in meta:
            if isinstance(entry, data.Transaction):
                for key, one in _typed(entry, accounts):
                    typed[key].append(one)
            elif isinstance(entry, data.Custom | data.Balance):
                found.plain.setdefault(said(entry), entry)
                if row := row_said(entry):
                    found.told.setdefault(row, []).append(entry)
    found.typed = dict(typed)
    _note_cleared(found, entries)
    for source in read_sources(entries)[0]:
        found.files.setdefault(source.sha256, set()).add(source.file)
    return found


def without_source(entry: data.Directive) -> data.Directive:
    """An entry without the cell that it came from, which makes no difference.

    Args:
        entry: A directive.

    Returns:
        The same without `source:`.
    """
    entry = entry._replace(meta=_rest(entry.meta))
    if isinstance(entry, data.Transaction):
        postings = [one._replace(meta=_rest(one.meta)) for one in entry.postings]
        return entry._replace(postings=postings)
    return entry


def form_of(entry: data.Directive) -> Form:
    """What an entry says, without where it came from, to be compared."""
    return substance(without_source(entry))


def said(entry: data.Directive) -> str:
    """What a directive says without its metadata, to find what was typed."""
    bare = entry._replace(meta={})
    if isinstance(bare, data.Balance):
        bare = bare._replace(diff_amount=None, tolerance=None)
    return repr(substance(bare))


def source_of(entry: data.Directive) -> str:
    """The cell that an entry came from, such as `file.xlsx!Sheet!C17`."""
    metas = [entry.meta or {}]
    metas += [posting.meta or {} for posting in getattr(entry, "postings", ())]
    return next((str(meta["source"]) for meta in metas if meta.get("source")), "")


def file_of(entry: data.Directive) -> str:
    """The name of the file that an entry came from."""
    return source_of(entry).partition("!")[0]


def _rest(meta: data.Meta | None) -> data.Meta:
    return {key: one for key, one in (meta or {}).items() if key != "source"}


def _note_written(found: Standing, entry: data.Directive) -> None:
    for piece in unpacked(entry):
        if reverses := piece.meta.get("reverses"):
            found.reversed_ids.add(str(reverses))
            continue
        names = ("replaces", ROW, "id")
        id_ = next((str(piece.meta[name]) for name in names if name in piece.meta), "")
        if id_.startswith(PREFIX):
            found.written.setdefault(id_, []).append(piece)


def _note_cleared(found: Standing, entries: Iterable[data.Directive]) -> None:
    """Find the typed postings that rows of a bank were found to be."""
    left: dict[tuple[int, int], Decimal] = {}
    for one in parse(entries, (CLEARED,))[0]:
        moved = one.values["amount"].number
        whole = one.meta.get("of") or one.values["amount"]
        key = (one.name, whole.number, whole.currency, "")
        for typed in found.typed.get(key, ()):
            mark = (id(typed.entry), typed.at)
            rest = left.get(mark, whole.number)
            if typed.entry.date == one.values["dated"] and abs(moved) <= abs(rest):
                left[mark] = rest - moved
                found.cleared.add(mark)
                break


def _typed(
    entry: data.Transaction, accounts: Collection[str]
) -> Iterator[tuple[Key, Typed]]:
    """The postings of a typed transaction on some accounts, with and without member."""
    for index, posting in enumerate(entry.postings):
        units = posting.units
        if posting.account not in accounts or units is None or units.number is None:
            continue
        member = str(details(entry, posting).get("member") or "")
        one = Typed(entry, index)
        for who in {"", member}:
            yield (posting.account, units.number, units.currency, who), one
