"""A day by which something is to be done, and the stretch that is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from coopbooks.core.periods import DAY
from coopbooks.core.periods import named
from coopbooks.statements.scope import scope_of

if TYPE_CHECKING:
    import datetime
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period
    from coopbooks.statements.scope import Scope


class Dated(NamedTuple):
    """A day by which something is to be done, or on which something ends.

    Attributes:
        day: The last day.
        words: What, in plain words; of members ids only.
        about: What it belongs to: `share`, `loan`, `dues`, `tax`, `surplus`, `capital`,
            `report`, `audit`, `bond`, `decision`, `office`, `agreement`, `fund`,
            `campaign` or `help`.
        number: How much, as far as the book knows.
        currency: In which currency.
        because: What it rests on: a law, an agreement, a decision.
        source: Where it stands in the book; None where a law says it.
    """

    day: datetime.date
    words: str
    about: str
    number: Decimal | None = None
    currency: str = ""
    because: str = ""
    source: data.Meta | None = None


@dataclass(frozen=True, slots=True)
class Ahead:
    """A book on a day, and how far one looks ahead.

    Attributes:
        book: The book.
        scope: It as it was on that day: the period is the month up to it.
        on: The day.
        end: The day after the last that is looked at.
    """

    book: Book
    scope: Scope
    on: datetime.date
    end: datetime.date

    @property
    def span(self) -> Period:
        """From the day to the end."""
        return named(self.on, self.end)

    @property
    def end_of_last_month(self) -> datetime.date:
        """The last day of the last month that is over on the day."""
        return self.scope.period.begin - DAY

    def shows(self, day: datetime.date) -> bool:
        """Whether a day is looked at; what is open from before is, too."""
        return day < self.end


def look_ahead(book: Book, on: datetime.date, months: int) -> Ahead:
    """Look at a book on a day.

    Args:
        book: The book.
        on: The day.
        months: How many months one looks ahead.

    Returns:
        The book on that day. What was written later than it is left out, but for what
        holds: terms of office and bonds that have been agreed already.
    """
    month = named(on.replace(day=1), on + DAY)
    scope = scope_of(book.entries, book.options, book.title, book.currency, month)
    return Ahead(book, scope, on, on + relativedelta(months=months) + DAY)
