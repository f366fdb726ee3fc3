"""Pages that show some tables of the monthly pack by themselves."""

from __future__ import annotations

import datetime
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import ClassVar

from coopbooks.core.errors import CoopbooksError
from coopbooks.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coopbooks.core.periods import Period
    from coopbooks.packs.pack import Pack

MOST_PACKS = 12


class NothingToShow(CoopbooksError):
    """The book has none of what a page is about."""


class Some(Page):
    """A page of some tables of the monthly pack.

    Attributes:
        tables: The ids of the tables that it shows, in order.
        lacking: What it says where the book has none of them.
    """

    tables: ClassVar[tuple[str, ...]] = ()
    lacking: ClassVar[str] = ""

    def after_load_file(self) -> None:
        """Forget every pack: the book may have changed."""
        self.pack = lru_cache(MOST_PACKS)(self._pack)

    def written(self, asked: Mapping[str, str]) -> str:
        """Write the page for the period that is chosen, or the last whole month."""
        from coopbooks.pages.periods import choose
        from coopbooks.pages.periods import month_page
        from coopbooks.pages.periods import time_filter
        from coopbooks.pages.sheet import Sheet
        from coopbooks.pages.sheet import anchor

        choice = choose(self.ledger, asked.get("time", ""))
        today = datetime.datetime.now(datetime.UTC).astimezone().date()
        pack = self.pack(choice.period, today)
        return self.render(
            "month_page.html",
            sheet=Sheet(pack, self.book(), choice.period, month_page(choice.period)),
            choice=choice,
            anchor=anchor,
            time_filter=time_filter,
            charts=[],
        )

    def _pack(self, period: Period, today: datetime.date) -> Pack:
        from coopbooks.packs.month import month_pack

        now = datetime.datetime.combine(today, datetime.time())
        pack = month_pack(self.book(), period, now)
        there = {one.id for one in pack.values.tables if one.rows}
        shown = tuple(name for name in self.tables if name in there)
        if not shown:
            raise NothingToShow(self.lacking)
        return replace(pack, first_page=shown, pictures=())


class Funds(Some):
    """What is planned beside what was, and what each fund holds."""

    report_title = "Funds and budgets"
    tables = ("page-month", "funds", "page-free", "income")
    lacking = "The book has neither income nor funds yet."


class Decisions(Some):
    """What was decided: up to how much, what was used and what is left."""

    report_title = "Decisions"
    tables = ("decisions",)
    lacking = (
        "Nothing that was decided counts in this period. A coop-decision in the book "
        "says what a meeting decided, up to how much and until when."
    )
