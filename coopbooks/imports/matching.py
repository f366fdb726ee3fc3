"""What becomes of drafts, held against the whole book, by id and by what they say."""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data

from coopbooks.core.corrections import reversal
from coopbooks.core.proposal import in_batch
from coopbooks.core.substance import what_differs
from coopbooks.imports.fates import Fate
from coopbooks.imports.identity import id_by_reference
from coopbooks.imports.identity import id_by_values
from coopbooks.imports.seen import cleared
from coopbooks.imports.seen import says_the_same
from coopbooks.imports.standing import file_of
from coopbooks.imports.standing import form_of
from coopbooks.imports.standing import source_of
from coopbooks.imports.standing import without_source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from coopbooks.imports.drafts import Draft
    from coopbooks.imports.profile import Profile
    from coopbooks.imports.standing import Standing
    from coopbooks.imports.typed import TypedBefore


class Match(NamedTuple):
    """What becomes of a draft.

    Attributes:
        draft: The draft.
        fate: What becomes of it.
        reason: Why, in one plain sentence without a full stop.
        entries: What would be written.
        match: What the book has instead.
    """

    draft: Draft
    fate: Fate
    reason: str
    entries: tuple[data.Directive, ...] = ()
    match: data.Directive | None = None


@dataclass(slots=True)
class Matcher:
    """Holds the drafts of one import against a book, file by file.

    Attributes:
        profile: The sender's profile.
        standing: What the book has.
        batch: The name of the batch.
        taken: Whether rows that another file had already are taken as one more.
        typed: Finds what was typed before.
        used: The ids that this import has given out or found.
        claimed: What stands and was found to be one of the rows, by id.
    """

    profile: Profile
    standing: Standing
    batch: str
    taken: bool
    typed: TypedBefore
    used: set[str] = field(default_factory=set)
    claimed: set[str] = field(default_factory=set)

    def file(self, drafts: Sequence[Draft], names: set[str]) -> list[Match]:
        """Say what becomes of the drafts of one file.

        Args:
            drafts: The drafts.
            names: The names under which the file may have been imported before.

        Returns:
            A match for each, in the same order. The order of the rows makes no
            difference to what each becomes, but for rows that say the same.
        """
        counts = Counter((one.reference, one.entry.date.year) for one in drafts)
        found: dict[int, Match] = {}
        groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for index, draft in enumerate(drafts):
            if draft.reference and counts[draft.reference, draft.entry.date.year] == 1:
                found[index] = self._by_reference(draft, names)
            else:
                groups[(*draft.values, draft.reference)].append(index)
        waiting: list[tuple[int, tuple[str, ...]]] = []
        for values, indexes in groups.items():
            waiting += self._equal(values, indexes, drafts, names, found)
        gone = self.gone(names)
        for index, values in waiting:
            found[index] = self._fresh(drafts[index], values, gone)
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

    def _by_reference(self, draft: Draft, names: set[str]) -> Match:
        """What becomes of a draft with a reference of its own."""
        id_ = id_by_reference(self.profile, draft.reference, draft.entry.date.year)
        if id_ in self.used:
            return Match(draft, Fate.SAME, "another file of this import has it too")
        self.used.add(id_)
        before = self.standing.under(id_)
        if before is None:
            return self._new(draft, id_)
        self.claimed.add(before.meta["id"])
        if says_the_same(before, draft):
            return _same(draft, before)
        if file_of(before) not in names and _quite_other(before, draft):
            place = source_of(before)
            why = f"its reference was used before, at {place}, for another row"
            return Match(draft, Fate.REJECTED, why, (), before)
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
        left = sorted(indexes, key=lambda index: repr(form_of(drafts[index].entry)))
        for index in list(left):
            for before in own:
                if says_the_same(before, drafts[index]):
                    found[index] = self._found(_same(drafts[index], before), before)
                    own.remove(before)
                    left.remove(index)
                    break
        for index, before in zip(list(left), own, strict=False):
            id_ = self._free(values)
            changed = self._changed(drafts[index], before, id_)
            found[index] = self._found(changed, before)
            left.remove(index)
        if not (self.taken or self.profile.again == "take"):
            for index, before in zip(list(left), others, strict=False):
                why = f"says the same as {source_of(before)}, from another file"
                draft = drafts[index]
                found[index] = Match(draft, Fate.DUPLICATE, why, (), before)
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
        number = 1
        while (
            id_ := id_by_values(self.profile, values, number)
        ) in self.standing.written:
            before = self.standing.under(id_)
            if before is not None:
                (own if file_of(before) in names else others).append(before)
            number += 1
        return own, others

    def _free(self, values: tuple[str, ...]) -> str:
        """The first id of some values that is free."""
        number = 1
        while True:
            id_ = id_by_values(self.profile, values, number)
            if id_ not in self.standing.written and id_ not in self.used:
                self.used.add(id_)
                return id_
            number += 1

    def _fresh(
        self, draft: Draft, values: tuple[str, ...], gone: list[data.Directive]
    ) -> Match:
        """A draft that stands under no id: changed from one that is gone, or new."""
        near = next((one for one in gone if _near(one, draft)), None)
        if near is not None:
            gone.remove(near)
            self.claimed.add(near.meta["id"])
            return self._changed(draft, near, self._free(values))
        return self._new(draft, None, values)

    def _new(
        self, draft: Draft, id_: str | None, values: tuple[str, ...] = ()
    ) -> Match:
        """A draft that the book has not, unless somebody typed it before."""
        typed = self.typed.find(draft)
        if typed is not None:
            days = abs((draft.entry.date - typed.date).days)
            when = "on the same day" if not days else f"{days} days apart"
            said = f"typed before, dated {typed.date}, {when}"
            seen: tuple[data.Directive, ...] = ()
            if self.profile.kind == "bank":
                seen = cleared(draft, typed, id_ or self._free(values))
            return Match(draft, Fate.MATCHES, said, seen, typed)
        entry = self._with_id(draft, id_ or self._free(values))
        return Match(draft, Fate.NEW, draft.note or "is not in the book yet", (entry,))

    def _changed(self, draft: Draft, before: data.Directive, id_: str) -> Match:
        """A draft that stands in the book and says something else now."""
        if type(before) is not type(draft.entry):
            batch = before.meta.get("batch")
            why = f"was found typed before; to change that, take the batch {batch} out"
            return Match(draft, Fate.REJECTED, why, (), before)
        was, now = without_source(before), without_source(draft.entry)
        said = "; ".join(what_differs(was, now)) or "is worded differently"
        if not isinstance(before, data.Transaction):
            batch = before.meta.get("batch")
            why = f"{said}; take the batch {batch} out and write it again"
            return Match(draft, Fate.REJECTED, why, (), before)
        entry = self._with_id(draft, id_)
        used = len(self.standing.written.get(id_, ()))
        if used:
            renamed = {**entry.meta, "id": f"{id_}~{used + 1}", "replaces": id_}
            entry = entry._replace(meta=renamed)
        back = reversal(before, before.date)
        return Match(draft, Fate.CHANGED, said, (back, entry), before)

    def _with_id(self, draft: Draft, id_: str) -> data.Directive:
        meta = {"id": id_, **draft.entry.meta, "source": str(draft.parts[0].place)}
        return draft.entry._replace(meta=meta)


def _same(draft: Draft, before: data.Directive) -> Match:
    why = f"imported before, {before.meta.get('batch')}"
    return Match(draft, Fate.SAME, why, (), before)


def _sums(entry: data.Directive) -> dict[str, str]:
    """What a transaction adds to each account, as text."""
    postings: Iterable[data.Posting] = getattr(entry, "postings", ())
    return {posting.account: str(posting.units) for posting in postings}


def _members(entry: data.Directive) -> set[str]:
    metas = [entry.meta or {}]
    metas += [posting.meta or {} for posting in getattr(entry, "postings", ())]
    return {str(meta["member"]) for meta in metas if meta.get("member")}


def _near(before: data.Directive, draft: Draft) -> bool:
    """Whether an entry could be what a draft was before it was corrected.

    The same accounts, and two of the same day, the same amounts and the same member.
    """
    entry = draft.entry
    if type(before) is not type(entry) or _sums(before).keys() != _sums(entry).keys():
        return False
    alike = (
        before.date == entry.date,
        sorted(_sums(before).values()) == sorted(_sums(entry).values()),
        _members(before) == _members(entry),
    )
    return sum(alike) >= 2


def _quite_other(before: data.Directive, draft: Draft) -> bool:
    """Whether a draft shares neither its day nor its amounts with an entry."""
    entry = draft.entry
    return before.date != entry.date and _sums(before) != _sums(entry)
