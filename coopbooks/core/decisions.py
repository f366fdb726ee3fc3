"""What members decided, with its limit and its end; typed, so that it can be found."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot
from coopbooks.core.directives import parse
from coopbooks.core.errors import LedgerError
from coopbooks.core.errors import where
from coopbooks.core.postings import rows
from coopbooks.core.postings import saying

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Mapping

    from beancount.core import amount
    from beancount.core import data

    from coopbooks.core.accounts import Roles
    from coopbooks.core.directives import Directive
    from coopbooks.core.postings import Row

DECISION = Form(
    "coop-decision",
    "What a body of members decided, by how many votes, up to how much and until when.",
    """\
2026-03-14 custom "coop-decision" "2026-03/7" "Strike pay for six members"
  body: "general meeting"
  for: 34
  against: 2
  abstain: 1
  limit: 3600.00 USD
  until: 2026-04-30""",
    (Slot("id"), Slot("title")),
    {
        "body": Slot("body"),
        "for": Slot("for", ("number",), needed=False),
        "against": Slot("against", ("number",), needed=False),
        "abstain": Slot("abstain", ("number",), needed=False),
        "limit": Slot("limit", ("amount",), needed=False),
        "until": Slot("until", ("date",), needed=False),
        "document": Slot("document", needed=False),
        "proposal": Slot("proposal", needed=False),
        "approved-by": Slot("approved-by", needed=False),
    },
)
FORMS = (DECISION,)
_VOTES = ("for", "against", "abstain")


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision.

    Attributes:
        id: Its id, such as `2026-03/7`.
        title: What was decided, in a few words.
        body: Who decided: `general meeting`.
        date: When.
        votes: Votes `for`, `against` and `abstain`, as far as recorded.
        limit: Up to how much may be spent under it, if it says.
        until: The last day on which it may be used, if it says.
        source: Where it stands in the book.
        proposal: The code of the proposal that was decided on, if it names one.
    """

    id: str
    title: str
    body: str
    date: datetime.date
    votes: Mapping[str, Decimal]
    limit: amount.Amount | None
    until: datetime.date | None
    source: data.Meta
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """What was spent under a decision.

    Attributes:
        decision: The decision.
        used: What was spent, in the currency of its limit (exact); in a decision
            without a limit, in the book's reporting currency.
        late: Entries under it after its end.
        foreign: Entries under it in another currency, which `used` leaves out.
    """

    decision: Decision
    used: Decimal
    late: tuple[data.Transaction, ...]
    foreign: tuple[data.Transaction, ...]

    @property
    def left(self) -> Decimal | None:
        """What may still be spent; negative if it is overspent, None without limit."""
        limit = self.decision.limit
        return None if limit is None else Decimal(limit.number or 0) - self.used


def read_decisions(
    entries: Iterable[data.Directive],
) -> tuple[list[Decision], list[LedgerError]]:
    """Read the decisions of a book.

    Args:
        entries: A book's entries.

    Returns:
        The decisions by date, and the errors: an id used twice, an end before the
        decision itself, a negative limit or number of votes.
    """
    directives, errors = parse(entries, FORMS)
    seen: dict[str, Directive] = {}
    decisions: list[Decision] = []
    for directive in directives:
        problem = _problem(directive, seen.get(directive.name))
        if problem:
            errors.append(LedgerError(directive.source, f"coop-decision: {problem}"))
            continue
        seen[directive.name] = directive
        decisions.append(_decision(directive))
    return decisions, errors


def unknown_decisions(
    entries: Iterable[data.Directive], decisions: Iterable[Decision]
) -> list[LedgerError]:
    """Find entries that name a decision which the book does not have.

    Args:
        entries: A book's entries.
        decisions: Its decisions.

    Returns:
        An error for each entry or directive whose `decision:` is not in the book.
    """
    known = {decision.id for decision in decisions}
    errors: list[LedgerError] = []
    for entry in entries:
        for name in sorted(_named(entry) - known):
            problem = f"decision '{name}' is not in this book; add its coop-decision."
            errors.append(LedgerError(entry.meta, problem, entry))
    return errors


def uses(
    entries: Iterable[data.Directive],
    decisions: Iterable[Decision],
    roles: Roles,
    currency: str,
    end: datetime.date,
) -> list[Use]:
    """Add up what was spent under each decision.

    Args:
        entries: A book's entries.
        decisions: Its decisions.
        roles: What its accounts are for, which tells costs from the rest.
        currency: The reporting currency, for decisions without a limit.
        end: The day after the last that counts.

    Returns:
        One for each decision dated before `end`, in their order. Costs count, of
        transactions or postings with that `decision:`; in a transaction without costs
        what own money pays.
    """
    wanted = [decision for decision in decisions if decision.date < end]
    spent: dict[str, list[Row]] = {}
    naming = {id(entry): entry for entry, _ in saying(entries, "decision")}
    for entry in naming.values():
        if entry.date < end:
            for name, tagged in _tagged(entry).items():
                spent.setdefault(name, []).extend(_counted(entry, tagged, roles))
    return [_use(one, spent.get(one.id, []), currency) for one in wanted]


def _tagged(entry: data.Transaction) -> dict[str, list[Row]]:
    """A transaction's postings by the decision that they, or it, name."""
    found: dict[str, list[Row]] = {}
    for row in rows([entry]):
        if name := row.tag("decision"):
            found.setdefault(name, []).append(row)
    return found


def _counted(entry: data.Transaction, tagged: list[Row], roles: Roles) -> list[Row]:
    """The postings of a transaction that use up a decision.

    Costs count where there are any, whether they are paid now or later. What is no
    cost, such as an oven, a loan repaid or capital paid back, counts when own money
    pays for it.
    """
    costs = [row for row in tagged if roles.type_of(row.account) == "Expenses"]
    if costs:
        return costs
    paid = (row.number for row in rows([entry]) if roles.is_money(row.account))
    if sum(paid, Decimal(0)) >= 0:
        return []
    return [row for row in tagged if row.number > 0 and not roles.is_money(row.account)]


def _use(decision: Decision, spent: list[Row], currency: str) -> Use:
    limited = decision.limit.currency if decision.limit else currency
    used = Decimal(0)
    late: dict[int, data.Transaction] = {}
    foreign: dict[int, data.Transaction] = {}
    for row in spent:
        if decision.until and row.date > decision.until:
            late[id(row.entry)] = row.entry
        if row.units.currency == limited:
            used += row.number
        else:
            foreign[id(row.entry)] = row.entry
    return Use(decision, used, tuple(late.values()), tuple(foreign.values()))


def _named(entry: data.Directive) -> set[str]:
    """The decisions that an entry or its postings name."""
    metas = [entry.meta, *(one.meta or {} for one in getattr(entry, "postings", ()))]
    return {str(meta["decision"]) for meta in metas if meta and meta.get("decision")}


def _problem(directive: Directive, first: Directive | None) -> str | None:
    meta = directive.meta
    if first is not None:
        return f"'{directive.name}' was decided before, at {where(first.source)}."
    if meta.get("until") and meta["until"] < directive.date:
        return f"'{directive.name}' ends before it was decided."
    if meta.get("limit") and meta["limit"].number < 0:
        return f"'{directive.name}' has a negative limit."
    if any(meta.get(key) is not None and meta[key] < 0 for key in _VOTES):
        return f"'{directive.name}' has a negative number of votes."
    return None


def _decision(directive: Directive) -> Decision:
    meta = directive.meta
    votes = {key: meta[key] for key in _VOTES if meta.get(key) is not None}
    return Decision(
        directive.name,
        directive.values["title"],
        meta["body"],
        directive.date,
        votes,
        meta.get("limit"),
        meta.get("until"),
        directive.source,
        meta.get("proposal") or "",
    )
