"""What becomes of drafts, held against the whole book, by id and by what they say."""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from functools import partial
from itertools import count
from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data

from coopbooks.core.corrections import reversal
from coopbooks.core.proposal import in_batch
from coopbooks.core.substance import what_differs
from coopbooks.imports.alike import corrected
from coopbooks.imports.alike import quite_other
from coopbooks.imports.fates import Fate
from coopbooks.imports.identity import by_reference
from coopbooks.imports.identity import by_values
from coopbooks.imports.identity import prefix_of
from coopbooks.imports.seen import cleared
from coopbooks.imports.seen import says_the_same
from coopbooks.imports.standing import file_of
from coopbooks.imports.standing import form_of
from coopbooks.imports.standing import source_of
from coopbooks.imports.standing import without_source

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable
    from collections.abc import Sequence

    from coopbooks.imports.drafts import Draft
    from coopbooks.imports.identity import Identity
    from coopbooks.imports.profile import Profile
    from coopbooks.imports.standing import Standing
    from coopbooks.imports.typed import TypedBefore


class Match(NamedTuple):
    """What becomes of a draft.

    Attributes:
        draft: The draft.
        fate: The fate of its rows.
        reason: Why, in one plain sentence without a full stop.
        writes: What makes what would be written; None where nothing would be.
        match: What the book has instead.
        dates: The dates of what would be written.
    """

    draft: Draft
    fate: Fate
    reason: str
    writes: Callable[[], tuple[data.Directive, ...]] | None = None
    match: data.Directive | None = None
    dates: tuple[datetime.date, ...] = ()


@dataclass(slots=True)
class Matcher:
    """Holds the drafts of one import against a book, file by file.

    Attributes:
        profile: The sender's profile.
        standing: What the book has.
        batch: The name of the batch.
        taken: Whether rows that another file had already are taken as one more.
        typed: Finds what was typed before.
        used: The identities that this import has given out for what rows say.
        references: The references of the files before, each with its year.
        claimed: What stands and was found to be one of the rows, by id.
        met: Whether anything of the sender's was imported before; if not, no id has to
            be made to look for it.
    """

    profile: Profile
    standing: Standing
    batch: str
    taken: bool
    typed: TypedBefore
    used: set[Identity] = field(default_factory=set)
    references: set[tuple[str, int]] = field(default_factory=set)
    claimed: set[str] = field(default_factory=set)
    met: bool = field(init=False)

    def __post_init__(self) -> None:
        """Look whether the book has anything of the sender's."""
        prefix = prefix_of(self.profile)
        self.met = any(id_.startswith(prefix) for id_ in self.standing.written)

    def file(self, drafts: Sequence[Draft], names: set[str]) -> list[Match]:
        """Say what becomes of the drafts of one file.

        Args:
            drafts: The drafts.
            names: The names under which the file may have been imported before.

        Returns:
            A match for each, in the same order. The order of the rows makes no
            difference to what each becomes, but for rows that say the same.
        """
        keys = [(one.reference, one.date.year) for one in drafts]
        counts = Counter(keys)
        found: dict[int, Match] = {}
        groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for index, (draft, key) in enumerate(zip(drafts, keys, strict=True)):
            if not draft.reference or counts[key] > 1:
                groups[(*draft.values, draft.reference)].append(index)
            elif self.met or key in self.references:
                found[index] = self._by_reference(draft, key, names)
            else:
                found[index] = self._new(draft)
        self.references.update(key for key, rows in counts.items() if rows == 1)
        waiting: list[tuple[int, tuple[str, ...]]] = []
        for values, indexes in groups.items():
            waiting += self._equal(values, indexes, drafts, names, found)
        fresh = {index: drafts[index] for index, _ in waiting}
        before = corrected(self.gone(names), fresh)
        for index, values in waiting:
            found[index] = self._fresh(drafts[index], values, before.get(index))
        return [found[index] for index in range(len(drafts))]

    def gone(self, names: set[str]) -> list[data.Directive]:
        """What this batch has from a file that none of its rows was found to be.

        Args:
            names: The names under which the file may have been imported before.

        Returns:
            What stands in the book.
        """
        pieces = (self.standing.under(id_) for id_ in self.standing.written)
        return [
            piece
            for piece in pieces
            if piece is not None
            and in_batch(piece.meta.get("batch"), self.batch)
            and file_of(piece) in names
            and piece.meta["id"] not in self.claimed
        ]

    def _by_reference(
        self, draft: Draft, key: tuple[str, int], names: set[str]
    ) -> Match:
        """What becomes of a draft with a reference of its own."""
        if key in self.references:
            return Match(draft, Fate.SAME, "another file of this import has it too")
        id_ = by_reference(*key).id_for(self.profile)
        before = self.standing.under(id_)
        if before is None:
            return self._new(draft)
        self.claimed.add(before.meta["id"])
        if says_the_same(before, draft):
            return _same(draft, before)
        if file_of(before) not in names and quite_other(before, draft):
            place = source_of(before)
            why = f"its reference was used before, at {place}, for another row"
            return Match(draft, Fate.REJECTED, why, None, before)
        return self._changed(draft, before, id_)

    def _equal(
        self,
        values: tuple[str, ...],
        indexes: list[int],
        drafts: Sequence[Draft],
        names: set[str],
        found: dict[int, Match],
    ) -> list[tuple[int, tuple[str, ...]]]:
        """Hold rows that say the same against what stands; give those that are left."""
        own, others = self._standing_under(values, names)
        left = indexes
        if len(left) > 1:
            left = sorted(left, key=lambda index: repr(form_of(drafts[index].entry)))
        for index in list(left):
            for before in own:
                if says_the_same(before, drafts[index]):
                    found[index] = self._found(_same(drafts[index], before), before)
                    own.remove(before)
                    left.remove(index)
                    break
        for index, before in zip(list(left), own, strict=False):
            id_ = self._free(values).id_for(self.profile)
            changed = self._changed(drafts[index], before, id_)
            found[index] = self._found(changed, before)
            left.remove(index)
        if not (self.taken or self.profile.again == "take"):
            for index, before in zip(list(left), others, strict=False):
                why = f"says the same as {source_of(before)}, from another file"
                draft = drafts[index]
                found[index] = Match(draft, Fate.DUPLICATE, why, None, before)
                left.remove(index)
        return [(index, values) for index in left]

    def _found(self, match: Match, before: data.Directive) -> Match:
        self.claimed.add(before.meta["id"])
        return match

    def _standing_under(
        self, values: tuple[str, ...], names: set[str]
    ) -> tuple[list[data.Directive], list[data.Directive]]:
        """What stands under the ids of some values: from this file, from others."""
        own: list[data.Directive] = []
        others: list[data.Directive] = []
        for number in count(1) if self.met else ():
            id_ = by_values(values, number).id_for(self.profile)
            if id_ not in self.standing.written:
                break
            before = self.standing.under(id_)
            if before is not None:
                (own if file_of(before) in names else others).append(before)
        return own, others

    def _free(self, values: tuple[str, ...]) -> Identity:
        """The first identity of some values that is free."""
        identity = by_values(values, 1)
        while identity in self.used or (
            self.met and identity.id_for(self.profile) in self.standing.written
        ):
            identity = by_values(values, identity.number + 1)
        self.used.add(identity)
        return identity

    def _fresh(
        self, draft: Draft, values: tuple[str, ...], before: data.Directive | None
    ) -> Match:
        """A draft that stands under no id: changed from one that is gone, or new."""
        if before is None:
            return self._new(draft, values)
        self.claimed.add(before.meta["id"])
        id_ = self._free(values).id_for(self.profile)
        return self._changed(draft, before, id_)

    def _new(self, draft: Draft, values: tuple[str, ...] = ()) -> Match:
        """A draft that the book has not, unless somebody typed it before."""
        typed = self.typed.find(draft) if self.standing.may_have(draft) else None
        if typed is None:
            why = draft.note or "is not in the book yet"
            free = self._free(values) if values else None
            made = partial(self._written, draft, free)
            return Match(draft, Fate.NEW, why, made, None, (draft.date,))
        days = abs((draft.date - typed.date).days)
        when = f"{days} days apart" if days else "on the same day"
        said = f"typed before, dated {typed.date}, {when}"
        match = Match(draft, Fate.MATCHES, said, None, typed)
        if self.profile.kind != "bank":
            return match
        free = self._free(values) if values else None
        return _writing(match, cleared(draft, typed, self._id_of(draft, free)))

    def _changed(self, draft: Draft, before: data.Directive, id_: str) -> Match:
        """A draft that stands in the book and says something else now."""
        batch = before.meta.get("batch")
        if type(before) is not type(draft.entry):
            why = f"was found typed before; to change that, take the batch {batch} out"
            return Match(draft, Fate.REJECTED, why, None, before)
        was, now = without_source(before), without_source(draft.entry)
        said = "; ".join(what_differs(was, now)) or "is worded differently"
        if not isinstance(before, data.Transaction):
            why = f"{said}; take the batch {batch} out and write it again"
            return Match(draft, Fate.REJECTED, why, None, before)
        entry = draft.with_id(id_)
        used = len(self.standing.written.get(id_, ()))
        if used:
            renamed = {**entry.meta, "id": f"{id_}~{used + 1}", "replaces": id_}
            entry = entry._replace(meta=renamed)
        back = reversal(before, before.date)
        return _writing(Match(draft, Fate.CHANGED, said, None, before), (back, entry))

    def _written(self, draft: Draft, free: Identity | None) -> tuple[data.Directive]:
        """What is written for a draft that is new."""
        return (draft.with_id(self._id_of(draft, free)),)

    def _id_of(self, draft: Draft, free: Identity | None) -> str:
        """The id of a draft: that of its reference where it is given no other."""
        identity = free or by_reference(draft.reference, draft.date.year)
        return identity.id_for(self.profile)


def _writing(match: Match, entries: tuple[data.Directive, ...]) -> Match:
    """A match of which some entries would be written."""
    dates = tuple(entry.date for entry in entries)
    return match._replace(writes=(lambda: entries) if entries else None, dates=dates)


def _same(draft: Draft, before: data.Directive) -> Match:
    why = f"imported before, {before.meta.get('batch')}"
    return Match(draft, Fate.SAME, why, None, before)
