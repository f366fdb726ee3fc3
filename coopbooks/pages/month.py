"""The page Month: the monthly pack for the period that is chosen in Fava."""

from __future__ import annotations

import datetime
import logging
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from typing import cast

from fava.ext import FavaExtensionBase

from coopbooks.core.errors import CoopbooksError
from coopbooks.core.ledger import Book

if TYPE_CHECKING:
    from collections.abc import Mapping

    from beancount.core import data

    from coopbooks.core.periods import Period
    from coopbooks.packs.pack import Pack

MOST_PACKS = 12
log = logging.getLogger(__name__)


class Month(FavaExtensionBase):
    """The tables of the monthly pack, linked into Fava's journal and accounts."""

    report_title = "Month"
    has_js_module = True

    def after_load_file(self) -> None:
        """Forget every pack: the book may have changed."""
        self.pack = lru_cache(MOST_PACKS)(self._pack)

    def html(self, asked: Mapping[str, str]) -> str:
        """Write the page.

        Args:
            asked: What is chosen in Fava, such as `time`.

        Returns:
            The page, or in plain words why there is none. Nothing is raised, so that
            Fava never answers with an error of its own.
        """
        try:
            return self._page(asked)
        except CoopbooksError as error:
            return self._problem(str(error))
        except Exception as error:
            log.exception("The page Month could not be worked out")
            what = f"{type(error).__name__}: {error}".rstrip(": ")
            return self._problem(
                f"This page could not be worked out ({what}). That is a mistake in "
                "coopbooks; the window in which Fava was started tells more."
            )

    def _page(self, asked: Mapping[str, str]) -> str:
        from coopbooks.pages.charts import charts
        from coopbooks.pages.periods import choose
        from coopbooks.pages.periods import time_filter
        from coopbooks.pages.sheet import Sheet
        from coopbooks.pages.sheet import anchor

        choice = choose(self.ledger, asked.get("time", ""))
        today = datetime.datetime.now(datetime.UTC).astimezone().date()
        pack = self.pack(choice.period, today)
        operating = self.ledger.options["operating_currency"]
        return self._render(
            "month_page.html",
            sheet=Sheet(pack, self._book(), choice.period),
            choice=choice,
            anchor=anchor,
            time_filter=time_filter,
            charts=charts(pack, operating, asked.get("interval", "")),
        )

    def _pack(self, period: Period, today: datetime.date) -> Pack:
        from coopbooks.packs.month import month_pack

        now = datetime.datetime.combine(today, datetime.time())
        return month_pack(self._book(), period, now)

    def _book(self) -> Book:
        """The book as Fava has loaded it, with what Fava found wrong in it."""
        ledger = self.ledger
        return Book(
            Path(ledger.beancount_file_path),
            cast("list[data.Directive]", ledger.all_entries),
            cast("list[data.BeancountError]", list(ledger.errors)),
            cast("dict[str, Any]", ledger.options),
        )

    def _problem(self, message: str) -> str:
        return self._render("month_problem.html", message=message)

    def _render(self, template: str, **context: object) -> str:
        found = self.jinja_env.get_template(template)
        return found.render(ledger=self.ledger, extension=self, **context)
