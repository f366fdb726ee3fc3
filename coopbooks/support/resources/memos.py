"""What a book counts of resources: promised, requested and delivered, in quantities."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data

from coopbooks.core.accounts import is_under
from coopbooks.core.errors import LedgerError
from coopbooks.core.errors import placed
from coopbooks.core.periods import BadPeriod
from coopbooks.core.periods import parse_period
from coopbooks.core.postings import rows
from coopbooks.sharing.views import fiscal_year_end
from coopbooks.support.forms.resources import RESOURCE
from coopbooks.support.forms.resources import STAGE

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group
    from coopbooks.core.postings import Row
    from coopbooks.sharing.share import View
    from coopbooks.support.terms import SupportTerms

# Which resource a posting is about, where its agreement and unit leave it open.
KEY = "resource"


class Thing(NamedTuple):
    """Something that one body provides to another.

    Attributes:
        name: The `coop-resources` that it belongs to; empty if none says it.
        resource: What it is, such as `bookkeeping`; empty where nothing says it.
        unit: What it is counted in, such as HOUR.
        ours: Whether this body provides it.
        other: The other body.
    """

    name: str
    resource: str
    unit: str
    ours: bool
    other: str


class Memo(NamedTuple):
    """A quantity that was promised, requested or delivered.

    Attributes:
        thing: What it is.
        stage: `promised`, `requested` or `delivered`.
        number: How much; negative where it was taken back.
        day: For when it counts: the end of its `period:`, else its date.
        entry: The transaction.
    """

    thing: Thing
    stage: str
    number: Decimal
    day: datetime.date
    entry: data.Transaction


class Memos(NamedTuple):
    """What a book counts, and what can't be told of it.

    Attributes:
        found: The quantities, by date.
        problems: Postings that don't say enough, by file and line.
    """

    found: tuple[Memo, ...]
    problems: tuple[LedgerError, ...]


def memos(view: View, terms: SupportTerms, end: datetime.date) -> Memos:
    """Read what a book counts of resources.

    Args:
        view: The book.
        terms: What it says about support.
        end: The day after the last that counts.

    Returns:
        Every posting on an account of `coop-resource-account` by then, and later ones
        that say a `period:` before it. What is counted from one such account to another
        is so much on the one it goes to.
    """
    found: list[Memo] = []
    problems: list[LedgerError] = []
    stages = terms.of(STAGE.kind)
    accounts = tuple({str(one.values["account"]) for one in stages})
    for entry in view.entries if stages else ():
        if not isinstance(entry, data.Transaction) or not any(
            posting.account.startswith(accounts) for posting in entry.postings
        ):
            continue
        for row, stage in _counted(view, entry, stages, end):
            thing = _thing(view, terms, row, stage)
            if isinstance(thing, LedgerError):
                problems.append(thing)
            else:
                word = str(stage.values["stage"])
                found.append(Memo(thing, word, row.number, _day(view, row), entry))
    return Memos(tuple(found), tuple(problems))


def _counted(
    view: View, entry: data.Transaction, stages: Sequence[Directive], end: datetime.date
) -> list[tuple[Row, Directive]]:
    """The postings of an entry that count, with what their accounts count."""
    told = [
        (row, stage)
        for row in rows([entry])
        if (stage := _stage(row, stages)) is not None
        and min(entry.date, _day(view, row)) < end
    ]
    moved = len({str(stage.values["stage"]) for _, stage in told}) > 1
    return [one for one in told if one[0].number > 0 or not moved]


def held_on(groups: Iterable[Group], day: datetime.date) -> list[Group]:
    """The terms that hold on a day.

    Args:
        groups: Groups of `coop-resources`.
        day: The day.

    Returns:
        Of each name the latest that has begun and not ended.
    """
    found: dict[str, Group] = {}
    for group in groups:
        if group.date <= day:
            found[group.name] = group
    return [
        group
        for group in found.values()
        if group.header.meta.get("until") is None or group.header.meta["until"] >= day
    ]


def _stage(row: Row, stages: Iterable[Directive]) -> Directive | None:
    """What a posting's account counts; None for what is no such account."""
    fitting = [
        one
        for one in stages
        if is_under(row.account, str(one.values["account"]))
        and one.meta.get("with") in {None, row.tag("with")}
    ]
    if not fitting:
        only = [
            one for one in stages if is_under(row.account, str(one.values["account"]))
        ]
        fitting = [] if row.tag("with") or len(only) != 1 else only
    return max(fitting, key=_depth, default=None)


def _depth(one: Directive) -> tuple[int, bool]:
    """The deepest account first, then what is for one body."""
    return len(str(one.values["account"])), one.meta.get("with") is not None


def _day(view: View, row: Row) -> datetime.date:
    said = row.tag("period")
    if said is None:
        return row.date
    try:
        return parse_period(said, fiscal_year_end(view)).last
    except BadPeriod:
        return row.date


def _thing(
    view: View, terms: SupportTerms, row: Row, stage: Directive
) -> Thing | LedgerError:
    """What a posting is about; a problem where that can't be told."""
    other = row.tag("with") or str(stage.meta.get("with") or "")
    source = placed(row.posting.meta or {}, row.entry.meta)
    if not other:
        words = f"{row.account}: which body it is with is not said. Add with:."
        return LedgerError(source, words)
    said, unit = row.tag(KEY) or "", row.units.currency
    way = stage.meta.get("way")
    fitting = {
        Thing(group.name, str(line.values["resource"]), unit, ours, other)
        for group, ours in _between(view, terms, row, other)
        if way is None or (way == "given") is ours
        for line in group.of(RESOURCE.kind)
        if str(line.values["quantity"].currency) == unit
        and said in {"", line.values["resource"]}
    }
    if len(fitting) == 1:
        return fitting.pop()
    if fitting:
        names = ", ".join(sorted({one.resource for one in fitting}))
        words = (
            f"{unit} with {other} may be any of {names}. Add resource: to say which."
        )
        return LedgerError(source, words)
    if way is None:
        words = (
            f"nothing says whether {row.number} {unit} are given to {other} or come "
            "from there. Write it as coop-resource, or say way: given or received on "
            f"the coop-resource-account of {row.account}."
        )
        return LedgerError(source, words)
    return Thing("", said, unit, way == "given", other)


def _between(
    view: View, terms: SupportTerms, row: Row, other: str
) -> Iterable[tuple[Group, bool]]:
    """The terms between this body and another that a posting may be about."""
    agreement = row.tag("agreement")
    day = _day(view, row)
    for group in held_on(terms.resources, max(day, row.date)):
        meta = group.header.meta
        if {meta["from"], meta["to"]} != {view.name, other}:
            continue
        if agreement in {None, meta.get("agreement"), group.name}:
            yield group, meta["from"] == view.name
