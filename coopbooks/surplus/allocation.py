"""How a year's surplus or loss is shared: each step, and each member's part."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group
    from coopbooks.surplus.figures import YearFigures

# Where a step goes: to equity that stays together, to a debt, to a cost, to people, to
# losses of earlier years; or it is carried, where the step names no account.
StepKind = Literal[
    "equity", "liability", "expense", "members", "earlier-losses", "carried"
]


class Term(NamedTuple):
    """One summand of what a step is of.

    Attributes:
        what: `result` (where the steps begin), a source such as `members-work`,
            `step:20` for what that step took, or the name of a figure.
        times: How often it counts: 1, or -1 where it is taken off.
    """

    what: str
    times: int = 1


class Bound(NamedTuple):
    """The most or the least of a step.

    Attributes:
        edge: `at-most` or `at-least`.
        rate: The part of `of` that it is, from 0 (1 for all of it).
        of: What it is a part of; empty where it is `number` alone.
        number: An amount that is added to that part; alone where `of` is empty.
        words: It in plain words: `until the reserve holds 80,000.00`.
    """

    edge: Literal["at-most", "at-least"]
    rate: Decimal
    of: tuple[Term, ...]
    number: Decimal
    words: str


@dataclass(frozen=True, slots=True)
class StepResult:
    """What a step came to.

    The amount is `rate` of the sum of `of`, or `fixed` but no more than that sum,
    rounded to `quantum`, less `including`, within `bounds`, never below zero and never
    more than there was left. Of the bounds each least is rounded up to `quantum` and
    each most down, and the most wins. What is cut to what was left is rounded down. A
    step whose `while` does not hold takes nothing (`held_back`).

    Attributes:
        number: Its number in the rule.
        name: What it is for, as the rule calls it.
        kind: Where it goes.
        account: The account that it goes to; of members the root above theirs; empty
            where it is carried.
        owed: Of an expense: the account that it is owed on.
        words: How it came about: `20 PERCENT of what is left after 10`.
        rate: The part it takes of `of`, from 0 to 1; 1 for all and the rest.
        of: What it takes its part of.
        base: What `of` came to.
        fixed: An amount that does not follow from a rate; None where a rate gives it.
        including: The earlier steps whose amounts count towards it.
        bounds: Its most and least, as far as the rule has any.
        quantum: To how much it was rounded.
        rounding: `half-up`, `down` or `up`.
        held_back: Why it takes nothing, where a `while` does not hold; else empty.
        amount: What it came to; of a loss the part of the loss that it bears; positive.
        left: What was left to share after it.
        cash_rate: Of a step to members: the part that is paid out, from 0 to 1.
        notice: `qualified`, `nonqualified` or empty.
        lot: The lot that what is kept goes to, such as `2025-Q`; empty for no members.
        split_by: Of a step to members: in words what it was split by, such as `hours`.
        meta: What its entries carry: `with`, `agreement`, `fund`.
        rule: Where it stands in the book.
        authority: What it rests on, as the rule says; else the header's; else empty.
    """

    number: int
    name: str
    kind: StepKind
    account: str
    words: str
    rate: Decimal
    of: tuple[Term, ...]
    base: Decimal
    amount: Decimal
    left: Decimal
    quantum: Decimal
    rule: data.Meta
    owed: str = ""
    fixed: Decimal | None = None
    including: tuple[int, ...] = ()
    bounds: tuple[Bound, ...] = ()
    rounding: str = "half-up"
    held_back: str = ""
    cash_rate: Decimal = ZERO
    notice: str = ""
    lot: str = ""
    split_by: str = ""
    meta: Mapping[str, str] = field(default_factory=dict)
    authority: str = ""


class Taken(NamedTuple):
    """What a loss takes from one lot of a member's account."""

    lot: str
    number: Decimal


@dataclass(frozen=True, slots=True)
class Part:
    """One member's part of one step; of a loss what the member bears, positive.

    `amount` is `cash` + `kept` + `owed`, to the cent; `withheld` is a part of these
    that is paid to the tax office for the member.

    Attributes:
        step: The step's number.
        member: The member's id.
        weight: What their part went by, such as hours; exact.
        amount: Their part.
        cash: What is due to them in cash, with what is withheld from it.
        kept: What is kept in their account, in the step's lot.
        owed: Of who left in the year: what others have kept is owed to them instead.
        withheld: Tax withheld, taken off the cash first.
        withheld_to: The account that the tax is owed on.
        qualified: Whether what is kept counts as a qualified notice for this member.
        taken: Of a loss: from which lots it is taken.
        note: What the member should know, such as a consent that is missing.
    """

    step: int
    member: str
    weight: Decimal
    amount: Decimal
    cash: Decimal = ZERO
    kept: Decimal = ZERO
    owed: Decimal = ZERO
    withheld: Decimal = ZERO
    withheld_to: str = ""
    qualified: bool = False
    taken: tuple[Taken, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Allocation:
    """How a year's surplus or loss is shared.

    Attributes:
        rule: The rule in force at the end of the year, changed by `settings`.
        figures: What the year gives to share.
        steps: The steps in the order of their numbers.
        parts: Members' parts, by step and member.
        left: What no step took; it stays on the result.
        cash_needed: What is to be paid out in cash, taxes withheld with it.
        cash_there: What the book has in cash and banks on the day of asking.
        settings: What was changed for a what-if, as it was typed; nothing is posted
            then.
        problems: What keeps it from being posted, by file and line.
        notes: What people should know, a sentence each.
    """

    rule: Group
    figures: YearFigures
    steps: tuple[StepResult, ...]
    parts: tuple[Part, ...]
    left: Decimal
    cash_needed: Decimal = ZERO
    cash_there: Decimal = ZERO
    settings: tuple[str, ...] = ()
    problems: tuple[LedgerError, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_loss(self) -> bool:
        """Whether the year lost, so that the rule's steps for losses were taken."""
        return self.figures.start < 0

    @property
    def period(self) -> str:
        """The year's name, such as `2025`."""
        return self.figures.year.name

    def parts_of(self, step: int) -> tuple[Part, ...]:
        """Members' parts of one step, by member."""
        return tuple(part for part in self.parts if part.step == step)

    def of_member(self, member: str) -> tuple[Part, ...]:
        """One member's parts, by step."""
        return tuple(part for part in self.parts if part.member == member)

    def by_member(self) -> dict[str, list[Part]]:
        """Each member's parts, by id; in one pass, for all of them."""
        found: dict[str, list[Part]] = {part.member: [] for part in self.parts}
        for part in self.parts:
            found[part.member].append(part)
        return dict(sorted(found.items()))

    def total(self, what: Literal["amount", "cash", "kept", "owed"]) -> Decimal:
        """What all members get: in all, in cash, kept, or owed to who left."""
        return total_of(getattr(part, what) for part in self.parts)
