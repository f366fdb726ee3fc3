"""From the ladder to what is owed, as live rows: each rule a row that changes it.

What an earlier period left behind is a number that may be changed; between periods
that are charged together it is a formula, so that a change in January is felt in March.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.table import Bounded
from coopbooks.core.table import Inside
from coopbooks.core.table import Ref
from coopbooks.core.table import Rounded
from coopbooks.core.table import Row
from coopbooks.core.table import Sum
from coopbooks.core.table import Times
from coopbooks.sharing.statement.carried import Carried
from coopbooks.sharing.statement.carried import Part
from coopbooks.sharing.statement.place import places_of

if TYPE_CHECKING:
    from coopbooks.core.table import Content
    from coopbooks.sharing.share import Share
    from coopbooks.sharing.statement.place import Place


class Course:
    """The rows from the ladder to what is owed for one period.

    Attributes:
        rows: The rows; `rate` and `by` hold what changes the share, `amount` what it
            is then.
        last: The cell with what is owed.
        left: What the period leaves to the next.
    """

    def __init__(
        self, share: Share, ladder: Ref | None, at: Place, before: Carried
    ) -> None:
        """Write the rows.

        Args:
            share: The share, counted over one period by itself.
            ladder: What the ladder comes to; None where a fixed amount is shared.
            at: Where the rows stand.
            before: What the period begins with.
        """
        self.share = share
        self.meta = share.group.header.meta
        self.at = at
        self.before = before
        self.left = Carried()
        self.rows: list[Row] = []
        self.last = self._first(ladder)
        self._losses_at_share(ladder)
        had = self._earlier()
        for key, words in (("minimum", "At least"), ("maximum", "At most")):
            self._bound(key, words)
        self._most_of_a_year()
        guaranteed = self._guarantee()
        self._round(had)
        self._year(*guaranteed)
        self._condition()
        self._threshold()
        self._relief()
        self._rate()

    def _add(
        self,
        row: str,
        label: str,
        amount: Content = None,
        *,
        by: Content = None,
        rate: Content = None,
    ) -> Ref:
        """Add a row, and say where what changes the share stands in it."""
        cells: dict[str, Content] = {"label": label}
        for key, content in (("rate", rate), ("by", by), ("amount", amount)):
            if content is not None:
                cells[key] = content
        self.rows.append(Row(self.at.prefix + row, cells, depth=1))
        if amount is not None:
            self.last = self.at.ref(row, "amount")
        return self._by(row)

    def _by(self, row: str) -> Ref:
        return self.at.ref(row, "by")

    def _carried(self, row: str, words: str, part: Part) -> Content:
        """What is carried on; its number stands in a row, where cells change it."""
        first = None
        if part.number and (part.plus or part.minus):
            first = self._add(f"{row}:before", words, by=part.number)
        return part.content(first)

    def _first(self, ladder: Ref | None) -> Ref:
        if ladder is not None:
            self._add("ladder", "By the ladder", Sum((ladder,)))
        else:
            fixed = self.meta.get("amount")
            number = Decimal(fixed.number or 0) if fixed is not None else ZERO
            self._add("ladder", "A fixed amount", number)
        return self.at.ref("ladder", "amount")

    def _losses_at_share(self, ladder: Ref | None) -> None:
        """A loss gives a share below zero, which later ones are set against."""
        if self.meta.get("losses-at") != "share" or ladder is None:
            return
        loss = Ref(ladder.table, f"{self.at.prefix}lost", "part")
        against = Inside(loss, self.last, (ZERO, True))
        minus = [self._add("against", "Of a loss, set against shares", by=against)] * 2
        if self.before.share_loss.is_there:
            lost = self.before.share_loss.content()
            minus.append(self._add("before", "Of earlier losses, taken off", by=lost))
        exact = Sum((self.last,), tuple(minus))
        self._add("after", "What is left of it", Bounded(exact, positive=True))
        if self.meta.get("losses") == "carry":
            below = Part(ZERO, exact.minus, exact.plus, positive=True)
            self.left = replace(self.left, share_loss=below)

    def _earlier(self) -> Ref | None:
        """What earlier periods of the year came to is taken off of the year to date."""
        earlier = self.before.earlier
        if not self.share.brought.to_date or not earlier.is_there:
            return None
        words = "Less earlier periods of the year"
        by = self._carried("earlier", "Earlier periods of the year", earlier)
        less = Sum((self.last,), (self._by("earlier"),))
        return self._add("earlier", words, less, by=by)

    def _bound(self, key: str, words: str) -> None:
        if (said := self.meta.get(key)) is None:
            return
        of, by = Sum((self.last,)), self._by(key)
        least = key == "minimum"
        bound = Bounded(of, least=by) if least else Bounded(of, most=by)
        self._add(key, words, bound, by=Decimal(said.number or 0))

    def _most_of_a_year(self) -> None:
        said = self.meta.get("maximum-a-year")
        if said is None:
            return
        most = self._add("year", "At most in a year", by=Decimal(said.number or 0))
        charged = self.before.charged
        if charged.is_there:
            by = self._carried("had", "Had before in the year", charged)
            had = self._add("had", "Of which earlier periods had", by=by)
            most = self._add("room", "So that there is left", by=Sum((most,), (had,)))
        self._add("most", "At most", Bounded(Sum((self.last,)), most=most))

    def _guarantee(self) -> tuple[Ref, ...]:
        """At least what is guaranteed; the share before it and after it."""
        said = self.meta.get("guarantee")
        if said is None:
            return ()
        before = self.last
        recoupable, taken = bool(self.meta.get("recoupable")), []
        if recoupable and self.before.ahead.is_there:
            ahead = self.before.ahead.content()
            words = "Guaranteed beyond earlier shares"
            taken.append(self._add("ahead", words, by=ahead))
        of = Sum((before,), tuple(taken))
        kept = Bounded(of, least=self._by("guarantee"))
        self._add("guarantee", "Guaranteed", kept, by=Decimal(said.number or 0))
        if recoupable:
            beyond = Part(ZERO, (*taken, self.last), (before,))
            self.left = replace(self.left, ahead=beyond)
        return before, self.last

    def _round(self, had: Ref | None) -> None:
        how = str(self.meta.get("round") or "half-up")
        charged = self.before.charged
        if had is not None and self.meta.get("guarantee") is not None:
            by = self._carried("beside", "Had before in the year", charged)
            had = self._add("beside", "Rounded together with earlier periods", by=by)
        places = places_of(self.share.brought.unit)
        self._add("rounded", "Rounded", Rounded(self.last, places, how, had))

    def _year(self, before: Ref | None = None, after: Ref | None = None) -> None:
        """What the year's periods came to, with this one."""
        charged, earlier = self.before.charged, self.before.earlier
        charged = charged._replace(plus=(*charged.plus, self.last))
        more = (self.last, before) if before is not None else (self.last,)
        less = (after,) if after is not None else ()
        earlier = earlier._replace(
            plus=(*earlier.plus, *more), minus=(*earlier.minus, *less)
        )
        self.left = replace(self.left, charged=charged, earlier=earlier)

    def _condition(self) -> None:
        held = self.before.held
        waiting: tuple[Ref, ...] = ()
        if held.is_there:
            waiting = (self._add("held", "Held back before", by=held.content()),)
        if self.share.unmet:
            more = () if self.share.lost else (self.last,)
            kept = Part(ZERO, (*waiting, *more))
            self.left = replace(self.left, held=kept)
            self._add("unmet", "A condition is not met: nothing is owed now", ZERO)
        elif waiting:
            self._add("met", "With what was held back", Sum((self.last, *waiting)))

    def _threshold(self) -> None:
        said = self.meta.get("threshold")
        if said is None:
            return
        waiting = self.before.waiting
        if waiting.is_there:
            together = Sum((self.last, self._by("waited")))
            words = "With what waited before"
            self._add("waited", words, together, by=waiting.content())
        before, edge = self.last, Decimal(said.number or 0)
        more = Inside(before, before, (edge, True))
        self._add("threshold", f"Charged when it is more than {edge:,f}", more)
        left = Part(ZERO, (before,), (self.last,))
        self.left = replace(self.left, waiting=left)

    def _relief(self) -> None:
        places = places_of(self.share.brought.unit)
        of = self.last
        for number, off in enumerate(self.share.offs):
            row = f"off:{number}"
            if off.percent:
                rate = self.at.ref(row, "rate")
                part = Times(of, rate, percent=True, places=places)
                asked = self._add(row, "Of that, in percent", by=part, rate=off.number)
            else:
                asked = self._add(row, "Of that", by=off.number)
            taken = Bounded(Sum((asked,)), most=self.last, positive=True)
            left = Sum((self.last,), (self._by(f"taken:{number}"),))
            label = f"Taken off by decision {off.decision}"
            self._add(f"taken:{number}", label, left, by=taken)

    def _rate(self) -> None:
        share = self.share
        if share.at_rate is not None:
            by, places = self.at.ref("rate", "rate"), places_of(share.currency)
            words = f"In {share.currency}: {share.rate}"
            turned = Times(self.last, by, places=places)
            self._add("rate", words, turned, rate=share.at_rate)
        elif share.rate:
            self._add("rate", share.rate.capitalize())
