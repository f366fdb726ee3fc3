"""In which state a member is: by the book's own word, else by what is unpaid."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

from coopbooks.core.periods import long_date
from coopbooks.members.terms import as_known

if TYPE_CHECKING:
    import datetime

    from beancount.core import data

    from coopbooks.dues.charge import Excused
    from coopbooks.dues.standing.account import Accounts
    from coopbooks.dues.standing.arrears import Rule
    from coopbooks.members.status import Status
    from coopbooks.members.terms import MemberEvent

State = Literal["good", "excused", "behind", "suspended", "dropped", "pledged", "left"]
SUSPENDED = 2


class Place(NamedTuple):
    """In which state somebody is, since when and why.

    Attributes:
        state: The state.
        since: Since when; None where that follows from what is unpaid, or matters not.
        rule: Where the rule or the word stands; None where none does.
        words: That in plain words.
    """

    state: State
    since: datetime.date | None = None
    rule: data.Meta | None = None
    words: str = ""

    @property
    def behind(self) -> bool:
        """Whether this is a member who is not in good standing."""
        return self.state in {"behind", "suspended", "dropped"}


def placed(
    accounts: Accounts,
    member: str,
    status: Status | None,
    rule: Rule | None,
    excused: Excused | None,
) -> Place:
    """Say in which state a member is.

    Args:
        accounts: The dues of all members up to a day.
        member: The member's id.
        status: What the member is on the day; None for who never joined.
        rule: The worst rule by which something unpaid counts; None if none does.
        excused: Why nothing is owed for now; None if something is.

    Returns:
        The state: who left, or only pledges, is never behind; a suspension that the
        book says counts like one by rule; the worst counts.
    """
    if status is None or not status.belongs:
        return _gone(accounts, member, status)
    if pledge := _pledge(accounts, status):
        return pledge
    if status.state == "suspended" and (rule is None or rule.level <= SUSPENDED):
        return _suspended(accounts, member, status)
    if rule is not None:
        return Place(_STATES[rule.level], None, rule.source, rule.words)
    if excused is not None:
        begin = excused.period.begin
        return Place("excused", begin, excused.rule, excused.reason)
    return Place("good")


_STATES: dict[int, State] = {1: "behind", 2: "suspended", 3: "dropped"}


def _gone(accounts: Accounts, member: str, status: Status | None) -> Place:
    """Who left, or never joined."""
    if status is None:
        return Place("left", words="never joined, by this book")
    event = _last(accounts, member, "leave")
    words = f"left on {long_date(status.since)}"
    return Place("left", status.since, event.source if event else None, words)


def _suspended(accounts: Accounts, member: str, status: Status) -> Place:
    """A suspension that the book says."""
    event = _last(accounts, member, "suspend")
    words = f"suspended on {long_date(status.since)}"
    if event is not None and event.decision:
        words += f", decision {event.decision}"
    return Place("suspended", status.since, event.source if event else None, words)


def _pledge(accounts: Accounts, status: Status) -> Place | None:
    """Whether somebody only pledges: nothing is ever owed."""
    on = accounts.on
    line = accounts.reliefs.of(status.member).on("pledges", on)
    if line is not None:
        return Place("pledged", None, line.source, "pledged: promised, never owed")
    schedule = accounts.schedule(status, on)
    if schedule is not None and schedule.meta.get("pledged"):
        return Place("pledged", None, schedule.source, "pledged: promised, never owed")
    return None


def _last(accounts: Accounts, member: str, event: str) -> MemberEvent | None:
    """The last event of a kind that has happened."""
    history = accounts.terms.histories.get(member, ())
    found = [
        one
        for one in as_known(history, accounts.terms.known)
        if one.event == event and one.date <= accounts.on
    ]
    return found[-1] if found else None
