"""The page Dues: what was charged, came in and is owed, and a page for one member."""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from coopbooks.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coopbooks.core.periods import Period
    from coopbooks.packs.duespack import DuesPack
    from coopbooks.pages.periods import Choice

MOST_PACKS = 12


class Dues(Page):
    """The pack's tables about dues, who is behind by id, and each member's account."""

    report_title = "Dues"

    def after_load_file(self) -> None:
        """Forget what was worked out: the book may have changed."""
        self.pack = lru_cache(MOST_PACKS)(self._pack)

    def written(self, asked: Mapping[str, str]) -> str:
        """Write the page for the period that is chosen, of all or of one member."""
        from coopbooks.pages.periods import choose

        choice = choose(self.ledger, asked.get("time", ""))
        today = datetime.datetime.now(datetime.UTC).astimezone().date()
        found = self.pack(choice.period, today)
        if member := asked.get("member", "").strip():
            return self._member(found, choice, member)
        return self._everybody(found, choice, asked)

    def _everybody(
        self, found: DuesPack, choice: Choice, asked: Mapping[str, str]
    ) -> str:
        """What holds for all members together."""
        from coopbooks.pages.charts import charts
        from coopbooks.pages.periods import time_filter
        from coopbooks.pages.sheet import Sheet
        from coopbooks.pages.sheet import anchor

        operating = self.ledger.options["operating_currency"]
        return self.render(
            "dues_page.html",
            sheet=Sheet(found.pack, self.book(), choice.period),
            choice=choice,
            anchor=anchor,
            time_filter=time_filter,
            charts=charts(found.pack, operating, asked.get("interval", "")),
            owing=found.owing,
        )

    def _member(self, found: DuesPack, choice: Choice, member: str) -> str:
        """What holds for one member, by id alone."""
        from coopbooks.packs.duesmember import member_pack
        from coopbooks.pages.periods import time_filter
        from coopbooks.pages.sheet import Sheet
        from coopbooks.pages.sheet import anchor

        pack = member_pack(found, member)
        return self.render(
            "dues_member.html",
            sheet=Sheet(pack, self.book(), choice.period),
            choice=choice,
            anchor=anchor,
            time_filter=time_filter,
            member=member,
        )

    def _pack(self, period: Period, today: datetime.date) -> DuesPack:
        from coopbooks.packs.duespack import dues_pack

        now = datetime.datetime.combine(today, datetime.time())
        return dues_pack(self.book(), period, now)
