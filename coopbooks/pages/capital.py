"""The page Member capital: what members have, one member's account, the proposal."""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from coopbooks.pages.page import Page
from coopbooks.pages.words import names_an_amount

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coopbooks.core.periods import Period
    from coopbooks.core.table import Sentence
    from coopbooks.packs.capitalpack import CapitalPack
    from coopbooks.packs.pack import Pack
    from coopbooks.pages.periods import Choice

MOST_PACKS = 12


class Capital(Page):
    """Members' accounts by id, each by itself, and how a year could be shared."""

    report_title = "Member capital"

    def after_load_file(self) -> None:
        """Forget what was worked out: the book may have changed."""
        self.pack = lru_cache(MOST_PACKS)(self._pack)

    def written(self, asked: Mapping[str, str]) -> str:
        """Write the page of all members, of one, or of the last year that is over."""
        from coopbooks.packs.capitalpack import member_pack
        from coopbooks.packs.capitalpack import year_pack
        from coopbooks.pages.periods import choose

        choice = choose(self.ledger, asked.get("time", ""))
        today = datetime.datetime.now(datetime.UTC).astimezone().date()
        found = self.pack(choice.period, today)
        interval = asked.get("interval", "")
        if member := asked.get("member", "").strip():
            pack = member_pack(found, member)
            return self._page("capital_member.html", found, pack, choice, interval)
        if asked.get("sharing"):
            pack = year_pack(found)
            return self._page("capital_year.html", found, pack, choice, interval)
        return self._page("capital_page.html", found, found.pack, choice, interval)

    def names_an_amount(self, sentence: Sentence) -> bool:
        """Whether a sentence has an amount among its own words, and not in a cell.

        Args:
            sentence: The sentence.

        Returns:
            Whether it would tell a figure to lookers-on when figures are hidden.
        """
        return names_an_amount(sentence)

    def _page(
        self,
        template: str,
        found: CapitalPack,
        pack: Pack,
        choice: Choice,
        interval: str,
    ) -> str:
        """Fill one of the page's templates."""
        from coopbooks.pages.charts import charts
        from coopbooks.pages.periods import time_filter
        from coopbooks.pages.sheet import Sheet
        from coopbooks.pages.sheet import anchor

        operating = self.ledger.options["operating_currency"]
        return self.render(
            template,
            sheet=Sheet(pack, self.book(), choice.period),
            choice=choice,
            anchor=anchor,
            time_filter=time_filter,
            charts=charts(pack, operating, interval),
            found=found,
        )

    def _pack(self, period: Period, today: datetime.date) -> CapitalPack:
        from coopbooks.packs.capitalpack import capital_pack

        now = datetime.datetime.combine(today, datetime.time())
        return capital_pack(self.book(), period, now)
