"""What every page of ours has: the book as Fava has it, and no error of Fava's own."""

from __future__ import annotations

import logging
from abc import abstractmethod
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

log = logging.getLogger(__name__)


class Page(FavaExtensionBase):
    """A page that is written when it is opened, and says so where it can't be."""

    has_js_module = True

    def html(self, asked: Mapping[str, str]) -> str:
        """Write the page.

        Args:
            asked: What is chosen in Fava, such as `time`.

        Returns:
            The page, or in plain words why there is none. Nothing is raised, so that
            Fava never answers with an error of its own.
        """
        try:
            return self.written(asked)
        except CoopbooksError as error:
            return self._problem(str(error))
        except Exception as error:
            log.exception("The page %s could not be worked out", self.report_title)
            what = f"{type(error).__name__}: {error}".rstrip(": ")
            return self._problem(
                f"This page could not be worked out ({what}). That is a mistake in "
                "coopbooks; the window in which Fava was started tells more."
            )

    @abstractmethod
    def written(self, asked: Mapping[str, str]) -> str:
        """Write the page.

        Args:
            asked: What is chosen in Fava.

        Returns:
            The page.

        Raises:
            CoopbooksError: There is nothing to show; the message says why.
        """

    def book(self) -> Book:
        """The book as Fava has loaded it, with what Fava found wrong in it."""
        ledger = self.ledger
        return Book(
            Path(ledger.beancount_file_path),
            cast("list[data.Directive]", ledger.all_entries),
            cast("list[data.BeancountError]", list(ledger.errors)),
            cast("dict[str, Any]", ledger.options),
        )

    def render(self, template: str, **context: object) -> str:
        """Fill a template.

        Args:
            template: Its name.
            **context: What it needs beside Fava's ledger and this page.

        Returns:
            The page.
        """
        found = self.jinja_env.get_template(template)
        return found.render(ledger=self.ledger, extension=self, **context)

    def _problem(self, message: str) -> str:
        return self.render("month_problem.html", message=message)
