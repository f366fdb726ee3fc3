"""The page Support: what bodies give one another, lend, and pay in times of need."""

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
    from coopbooks.packs.supportpack import SupportPack

MOST_PACKS = 12


class Support(Page):
    """The pack's tables about support, each body and each loan by itself."""

    report_title = "Support"

    def after_load_file(self) -> None:
        """Forget what was worked out: the book may have changed."""
        self.pack = lru_cache(MOST_PACKS)(self._pack)

    def written(self, asked: Mapping[str, str]) -> str:
        """Write the page of all bodies, of one, or of a loan."""
        from coopbooks.packs.supportpack import with_pack
        from coopbooks.pages.charts import charts
        from coopbooks.pages.periods import choose
        from coopbooks.pages.periods import time_filter
        from coopbooks.pages.sheet import Sheet
        from coopbooks.pages.sheet import anchor

        choice = choose(self.ledger, asked.get("time", ""))
        today = datetime.datetime.now(datetime.UTC).astimezone().date()
        found = self.pack(choice.period, today)
        one, named = asked.get("one", "").strip(), found.members
        pack = with_pack(found, one) if one else found.pack
        operating = self.ledger.options["operating_currency"]
        return self.render(
            "sharing_page.html",
            sheet=Sheet(pack, self.book(), choice.period),
            choice=choice,
            anchor=anchor,
            time_filter=time_filter,
            charts=charts(pack, operating, asked.get("interval", "")),
            one=one,
            lead_on={} if one else named,
            name=next((key for key in named if named[key] == one), one),
            all_of="All support",
            key="agreement" if one in found.loans else "with",
            command="support ledger",
        )

    def names_an_amount(self, sentence: Sentence) -> bool:
        """Whether a sentence has an amount among its own words, and not in a cell.

        Args:
            sentence: The sentence.

        Returns:
            Whether it would tell a figure to lookers-on when figures are hidden.
        """
        return names_an_amount(sentence)

    def _pack(self, period: Period, today: datetime.date) -> SupportPack:
        from coopbooks.packs.supportpack import support_pack

        now = datetime.datetime.combine(today, datetime.time())
        return support_pack(self.book(), period, now)
