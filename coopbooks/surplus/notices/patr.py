"""The figures for Form 1099-PATR of the United States: who was paid what in a year.

From the Instructions for Form 1099-PATR and 26 USC 6044, for each calendar year:

- Box 1, patronage dividends: what was paid in money, and notices at their stated amount
  where they are qualified; nothing of what is nonqualified.
- Box 2, nonpatronage distributions: the same of what members' work did not earn. Only
  a farmers' co-op under section 521 fills it in; of others it is on Form 1099-DIV.
- Box 4, tax withheld.
- Box 5, what was paid to redeem nonqualified notices; of those that are nonpatronage
  box 2 has it.
- A form is needed for who was paid 10 dollars or more in boxes 1, 2 and 5, or had tax
  withheld, however little.

A year is shared when the members decide, and money is paid when it goes out: each
counts in the calendar year in which it happened, whatever year it is of. Interest on
capital is on Form 1099-DIV or 1099-INT and is only told.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

from coopbooks.core.errors import LedgerError
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.periods import DAY
from coopbooks.surplus.capital.lots import kind_of
from coopbooks.surplus.notices.checks import misnamed
from coopbooks.surplus.notices.given import read_given
from coopbooks.surplus.notices.payments import read_payments

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.surplus.notices.given import Given
    from coopbooks.surplus.notices.owing import Of
    from coopbooks.surplus.notices.payments import Paid
    from coopbooks.surplus.notices.payments import Payments
    from coopbooks.surplus.terms import SurplusTerms

# 26 USC 6044(a)(1), in dollars.
THRESHOLD = Decimal(10)
Box = Literal["1", "2", "4", "5", "interest"]
BOXES: tuple[Box, ...] = ("1", "2", "4", "5")
BOX_OF: dict[Of, Box] = {
    "patronage": "1",
    "nonpatronage": "2",
    "redeemed": "5",
    "interest": "interest",
}


class Line(NamedTuple):
    """Something that counts in a box.

    Attributes:
        member: The member's id.
        box: The box; `interest` for what is on another form.
        number: How much, in the book's currency.
        day: When it counts.
        words: What it was.
        entry: The transaction.
    """

    member: str
    box: Box
    number: Decimal
    day: datetime.date
    words: str
    entry: data.Transaction


@dataclass(frozen=True, slots=True)
class Form:
    """The figures of one member's form.

    Attributes:
        member: The member's id.
        lines: What counts, by day.
        due: What was due to them in cash and was not paid by the end of the year.
    """

    member: str
    lines: tuple[Line, ...]
    due: Decimal = ZERO

    def box(self, *boxes: Box) -> Decimal:
        """What some boxes come to, in the book's currency."""
        return total_of(line.number for line in self.lines if line.box in boxes)

    @property
    def is_needed(self) -> bool:
        """Whether the member must be given a form."""
        return self.box("1", "2", "5") >= THRESHOLD or self.box("4") > 0


@dataclass(frozen=True, slots=True)
class Forms:
    """The figures of all forms of a calendar year.

    Attributes:
        year: The calendar year.
        currency: The book's currency.
        forms: One for each member who was paid anything, or to whom anything was due,
            by id.
        problems: What keeps figures from being right, by file and line.
    """

    year: int
    currency: str
    forms: tuple[Form, ...]
    problems: tuple[LedgerError, ...] = field(default=())

    def box(self, *boxes: Box) -> Decimal:
        """What some boxes of all forms come to."""
        return total_of(form.box(*boxes) for form in self.forms)


def forms(
    terms: SurplusTerms,
    entries: Sequence[data.Directive],
    currency: str,
    year: int,
) -> Forms:
    """Work out what stands on the forms of a calendar year.

    Args:
        terms: What the book says.
        entries: The book's entries, by date.
        currency: The book's currency; what is in others does not count.
        year: The calendar year.

    Returns:
        The figures of each member, and what is wrong.
    """
    given = read_given(terms, entries, currency)
    end = datetime.date(year + 1, 1, 1)
    payments = read_payments(terms, entries, given, currency, end)
    shared = [one for one in given if one.day.year == year]
    by_member: dict[str, list[Line]] = defaultdict(list)
    for line in (*_of_notices(shared), *_of_payments(payments, given, year)):
        by_member[line.member].append(line)
    due = {member: _due(payments, member) for member in sorted(payments.owing)}
    members = sorted(by_member.keys() | {one for one, number in due.items() if number})
    found = [
        Form(
            member,
            tuple(sorted(by_member[member], key=lambda line: (line.day, line.box))),
            due.get(member, ZERO),
        )
        for member in members
    ]
    paid = [one for one in payments.problems if _in_year(one, year)]
    problems = (
        *misnamed(terms, shared, end - DAY),
        *_unlettered(payments, year),
        *paid,
    )
    return Forms(year, currency, tuple(found), problems)


def _of_notices(given: Sequence[Given]) -> Iterator[Line]:
    """What counts when a year is shared: qualified notices, and tax withheld.

    What a loss takes from earlier notices is on no form.
    """
    whole: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for one in given:
        whole[one.year] += one.number
    for one in given:
        box = BOX_OF[one.about]
        if whole[one.year] < 0:
            continue
        if one.way == "kept" and kind_of(one.lot) in {"qualified", "interest"}:
            words = f"Kept of {one.year}, lot {one.lot}"
            yield Line(one.member, box, one.number, one.day, words, one.entry)
        elif one.way == "withheld":
            words = f"Tax withheld of {one.year}"
            yield Line(one.member, box, one.number, one.day, words, one.entry)
            yield Line(one.member, "4", one.number, one.day, words, one.entry)


def _of_payments(
    payments: Payments, given: Iterable[Given], year: int
) -> Iterator[Line]:
    """What counts when it is paid."""
    not_by_work = {
        (one.member, one.lot)
        for one in given
        if one.way == "kept" and one.about == "nonpatronage"
    }
    for paid in payments.paid:
        box = BOX_OF.get(paid.piece.of)
        if box and paid.day.year == year:
            if (paid.member, paid.piece.lot) in not_by_work:
                box = "2"
            number, words = paid.piece.number, _words(paid)
            yield Line(paid.member, box, number, paid.day, words, paid.entry)
    for paid in payments.withheld:
        if paid.day.year == year:
            number, words = paid.piece.number, "Tax withheld on paying"
            yield Line(paid.member, "4", number, paid.day, words, paid.entry)


def _words(paid: Paid) -> str:
    piece = paid.piece
    if piece.of == "redeemed":
        return f"Paid back, lot {piece.lot}" if piece.lot else "Paid back"
    came_back = "Came back unpaid" if piece.number < 0 else "Paid in cash"
    return f"{came_back} of {piece.year}" if piece.year else came_back


def _due(payments: Payments, member: str) -> Decimal:
    """What is still to be paid of what will be on a form once it is."""
    return payments.owing[member].of("patronage", "nonpatronage", "redeemed")


def _unlettered(payments: Payments, year: int) -> Iterator[LedgerError]:
    """Lots that were paid back and of which nobody can say what they were."""
    for paid in payments.paid:
        lot = paid.piece.lot
        if paid.day.year == year and lot and kind_of(lot) == "kept":
            words = (
                f"{paid.member}: lot '{lot}' was paid back and does not say whether it "
                "was qualified (Q) or not (N). If it was not, box 5 lacks it."
            )
            yield LedgerError(paid.entry.meta, words, paid.entry)


def _in_year(problem: LedgerError, year: int) -> bool:
    return problem.entry is not None and problem.entry.date.year == year
