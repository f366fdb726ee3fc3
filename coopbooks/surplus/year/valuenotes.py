"""How it was counted what members had of their co-op, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.surplus.notices.given import Given
    from coopbooks.surplus.year.gathering import Gathered
    from coopbooks.surplus.year.pay import Pay
    from coopbooks.surplus.year.work import Work


def is_fiscal_year(book: Gathered) -> bool:
    """Whether a book was added up for one of its fiscal years.

    Args:
        book: The book, added up.

    Returns:
        Whether its period begins and ends with one.
    """
    number = book.fye.year_of(book.year.last)
    bounds = (book.fye.begin_of(number), book.fye.begin_of(number + 1))
    return bounds == (book.year.begin, book.year.end)


def notes_of_pay(pay: Pay, work: Work, currency: str) -> Iterator[str]:
    """Say how members' pay was told from that of others.

    Args:
        pay: Members' pay.
        work: What members and others worked.
        currency: The book's currency.

    Yields:
        A sentence for all that nothing says whose it is.
    """
    if pay.untold and pay.wages:
        yield (
            f"Wages of {pay.untold:,f} {currency} are not counted: nothing says "
            "whose they are."
        )
    elif pay.untold:
        part = "by hours" if work.others else "as if all were members'"
        yield (
            f"Nothing says whose the wages of {pay.untold:,f} {currency} are; they "
            f"count {part}. Book members' wages on an account of their own, such as "
            "Expenses:Wages:Members."
        )
    if pay.benefits_by_wages:
        yield (
            "Nothing says whose benefits are; they count by wages. Give the account a "
            "name that says it, such as: Members' health cover."
        )


def notes_of_rest(book: Gathered, given: Sequence[Given], work: Work) -> Iterator[str]:
    """Say what is not in what members had.

    Args:
        book: The book, added up for the period.
        given: What members were given of the surplus.
        work: What members and others worked.

    Yields:
        A sentence for each thing.
    """
    result = book.result_of(book.year)
    if is_fiscal_year(book) and not given and result > 0:
        yield (
            f"The surplus of {book.year.name}, {result:,f} {book.currency}, is not "
            "shared yet; what members get of it comes on top."
        )
    if not work.members:
        yield "The book does not say how many hours members worked."
    yield "What members paid in themselves, and what they were paid back, is not in it."
