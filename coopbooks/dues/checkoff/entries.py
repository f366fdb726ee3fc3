"""What a check-off shows to be posted otherwise than it is, as entries to propose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import amount
from beancount.core import data

from coopbooks.core.money import total_of
from coopbooks.dues.checkoff.lists import LINK
from coopbooks.dues.checkoff.lists import OURS

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from decimal import Decimal

    from coopbooks.core.postings import Row
    from coopbooks.dues.checkoff.checkoff import CheckOff
    from coopbooks.dues.checkoff.remittances import Listed


def corrections_of(checkoff: CheckOff) -> tuple[data.Transaction, ...]:
    """What to write so that the book says what a check-off shows.

    What is listed for nobody, or beyond what somebody owes, goes from where the list is
    posted to the account for what is received and not matched. What pays an earlier
    period says so. What was posted to an account that has no part in it, because list
    and deposit differ, goes to the clearing account; what is there already stays there
    until the employer has answered. What a parent that collects keeps is booked, so
    that dues are shown in full.

    Args:
        checkoff: A check-off.

    Returns:
        Transactions, each with an id, dated as what they set right; the same again
        once they are written. None go to accounts that the book does not have.
    """
    return (
        *_unapplied(checkoff),
        *_earlier(checkoff),
        *_pending(checkoff),
        *_kept(checkoff),
    )


def batch_of(checkoff: CheckOff) -> str:
    """The batch that a check-off's corrections are written to.

    Args:
        checkoff: A check-off.

    Returns:
        Such as `2026-03-check-off-harbor-foods`.
    """
    period = checkoff.period.name.lower().replace("..", "-to-")
    return f"{period}-check-off-{checkoff.employer}"


def _unapplied(checkoff: CheckOff) -> Iterator[data.Transaction]:
    """What is listed and not applied, taken off what members owe."""
    account = checkoff.unapplied_account
    for number, row in enumerate(checkoff.rows):
        there = [line.number for line in row.lines if line.account == account]
        left = row.unapplied - total_of(there)
        for line in reversed(row.lines):
            taken = min(left, line.number)
            if not account or line.account == account or taken <= 0:
                continue
            left -= taken
            yield _transaction(
                checkoff,
                f"{row.member or number}-{row.lines.index(line)}",
                line.row.date,
                f"Taken from pay, not applied: {row.kind}",
                (
                    _posting(line.account, taken, line, line.period),
                    _posting(account, -taken, line, line.period),
                ),
            )


def _earlier(checkoff: CheckOff) -> Iterator[data.Transaction]:
    """What pays an earlier period than the list says."""
    for row in checkoff.rows:
        left = row.for_earlier
        for line in reversed(row.lines):
            taken = min(left, line.number)
            if line.period == row.earlier or taken <= 0:
                continue
            left -= taken
            yield _transaction(
                checkoff,
                f"{row.member}-{row.earlier}-{row.lines.index(line)}",
                line.row.date,
                f"Taken from pay, for {row.earlier}",
                (
                    _posting(line.account, taken, line, line.period),
                    _posting(line.account, -taken, line, row.earlier),
                ),
            )


def _pending(checkoff: CheckOff) -> Iterator[data.Transaction]:
    """What lies between list and deposit on accounts that have no part in it."""
    account = _clearing(checkoff)
    rows = [
        row for tie in checkoff.own_ties for paper in tie.papers for row in paper.other
    ]
    if not account or not checkoff.unexplained:
        return
    for number, row in enumerate(rows):
        yield _transaction(
            checkoff,
            f"difference-{number}",
            row.date,
            "Between list and deposit, not explained yet",
            (_plain(row, account, row.number), _plain(row, row.account, -row.number)),
        )


def _kept(checkoff: CheckOff) -> Iterator[data.Transaction]:
    """What a parent that collects keeps, where the book does not show it yet."""
    keeps = min((one.keeps for one in checkoff.places if one.keeps), default="")
    number = min(checkoff.keeps - checkoff.kept, checkoff.unexplained)
    account = _clearing(checkoff)
    if not keeps or not account or number <= 0:
        return
    dates = [one.date for tie in checkoff.own_ties for one in tie.deposits]
    dates += [one.date for tie in checkoff.own_ties for one in tie.papers]
    through = min((one.through for one in checkoff.places if one.through), default="")
    meta = {"with": through} if through else {}
    yield _transaction(
        checkoff,
        "kept",
        max(dates),
        "Kept of the dues by the one that collects them",
        (
            _leg(keeps, number, checkoff.currency, meta),
            _leg(account, -number, checkoff.currency, {}),
        ),
    )


def _clearing(checkoff: CheckOff) -> str:
    """The clearing account of an employer's lists; empty where there is none."""
    used = [paper.account for tie in checkoff.own_ties for paper in tie.papers]
    named = [place.lists for place in checkoff.places]
    return next((one for one in (*named, *used) if one), "")


def _transaction(
    checkoff: CheckOff,
    what: str,
    day: datetime.date,
    narration: str,
    postings: tuple[data.Posting, ...],
) -> data.Transaction:
    """A transaction with an id, linked with the list that it sets right."""
    period = checkoff.period.name
    id_ = f"{OURS}{period}-{checkoff.employer}-{what}"
    meta = {"id": id_, "period": period}
    links = frozenset({f"{LINK}{period}"})
    return data.Transaction(
        meta, day, "*", None, narration, frozenset(), links, list(postings)
    )


def _posting(account: str, number: Decimal, line: Listed, period: str) -> data.Posting:
    """A posting about the member of a line."""
    said = {"member": line.member, "workplace": line.workplace, "period": period}
    meta = {key: value for key, value in said.items() if value}
    return _leg(account, number, line.currency, meta)


def _plain(row: Row, account: str, number: Decimal) -> data.Posting:
    return _leg(account, number, row.units.currency, {})


def _leg(
    account: str, number: Decimal, currency: str, meta: dict[str, str]
) -> data.Posting:
    units = amount.Amount(number, currency)
    return data.Posting(account, units, None, None, None, dict(meta))
