"""The page Month: the monthly pack for the period that is chosen in Fava."""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from coopbooks.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coopbooks.core.periods import Period
    from coopbooks.packs.pack import Pack

MOST_PACKS = 12


class Month(Page):
    """The tables of the monthly pack, linked into Fava's journal and accounts."""

    report_title = "Month"

    def after_load_file(self) -> None:
        """Forget every pack: the book may have changed."""
        self.pack = lru_cache(MOST_PACKS)(self._pack)

    def written(self, asked: Mapping[str, str]) -> str:
        """Write the page for the period that is chosen, or the last whole month."""
        from coopbooks.pages.charts import charts
        from coopbooks.pages.periods import choose
        from coopbooks.pages.periods import time_filter
        from coopbooks.pages.sheet import Sheet
        from coopbooks.pages.sheet import anchor

        choice = choose(self.ledger, asked.get("time", ""))
        today = datetime.datetime.now(datetime.UTC).astimezone().date()
        pack = self.pack(choice.period, today)
        operating = self.ledger.options["operating_currency"]
        return self.render(
            "month_page.html",
            sheet=Sheet(pack, self.book(), choice.period),
            choice=choice,
            anchor=anchor,
            time_filter=time_filter,
            charts=charts(pack, operating, asked.get("interval", "")),
        )

    def _pack(self, period: Period, today: datetime.date) -> Pack:
        from coopbooks.packs.month import month_pack

        now = datetime.datetime.combine(today, datetime.time())
        return month_pack(self.book(), period, now)
