"""The page Revenue sharing: what bodies share, and one agreement with its steps."""

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
    from coopbooks.packs.sharingpack import SharingPack

MOST_PACKS = 12


class Sharing(Page):
    """The pack's tables about shares, and each agreement by itself."""

    report_title = "Revenue sharing"

    def after_load_file(self) -> None:
        """Forget what was worked out: the book may have changed."""
        self.pack = lru_cache(MOST_PACKS)(self._pack)

    def written(self, asked: Mapping[str, str]) -> str:
        """Write the page of all agreements, or of one."""
        from coopbooks.packs.sharingpack import agreement_pack
        from coopbooks.pages.charts import charts
        from coopbooks.pages.periods import choose
        from coopbooks.pages.periods import time_filter
        from coopbooks.pages.sheet import Sheet
        from coopbooks.pages.sheet import anchor

        choice = choose(self.ledger, asked.get("time", ""))
        today = datetime.datetime.now(datetime.UTC).astimezone().date()
        found = self.pack(choice.period, today)
        one = asked.get("one", "").strip()
        pack = agreement_pack(found, one) if one else found.pack
        operating = self.ledger.options["operating_currency"]
        return self.render(
            "sharing_page.html",
            sheet=Sheet(pack, self.book(), choice.period),
            choice=choice,
            anchor=anchor,
            time_filter=time_filter,
            charts=charts(pack, operating, asked.get("interval", "")),
            one=one,
            lead_on={name: name for name in found.members},
            all_of="All agreements",
            key="agreement",
            command="share statement",
        )

    def names_an_amount(self, sentence: Sentence) -> bool:
        """Whether a sentence has an amount among its own words, and not in a cell.

        Args:
            sentence: The sentence.

        Returns:
            Whether it would tell a figure to lookers-on when figures are hidden.
        """
        return names_an_amount(sentence)

    def _pack(self, period: Period, today: datetime.date) -> SharingPack:
        from coopbooks.packs.sharingpack import sharing_pack

        now = datetime.datetime.combine(today, datetime.time())
        return sharing_pack(self.book(), period, now)
