"""The most and the least of a step."""

from __future__ import annotations

from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

from coopbooks.core.accounts import is_under
from coopbooks.core.forms import near
from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.surplus.allocation import Bound
from coopbooks.surplus.allocation import Term
from coopbooks.surplus.forms.rules import EARLIER_LOSSES
from coopbooks.surplus.forms.rules import LIMIT
from coopbooks.surplus.steps.lines import PERCENT
from coopbooks.surplus.steps.lines import money_of
from coopbooks.surplus.steps.lines import number_of
from coopbooks.surplus.steps.lines import percent_of
from coopbooks.surplus.steps.lines import rate_of
from coopbooks.surplus.steps.lines import said
from coopbooks.surplus.steps.lines import told
from coopbooks.surplus.steps.units import shown
from coopbooks.surplus.steps.wholes import STEP
from coopbooks.surplus.steps.wholes import unknown
from coopbooks.surplus.steps.wholes import whole_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group
    from coopbooks.surplus.allocation import StepResult
    from coopbooks.surplus.figures import YearFigures
    from coopbooks.surplus.steps.units import Unit

ONE = Decimal(1)
MOST: Literal["at-most"] = "at-most"
LEAST: Literal["at-least"] = "at-least"
EMPTY = "empty"


class Bounds(NamedTuple):
    """What bounds a step.

    Attributes:
        found: Its most and least.
        problems: What of them can't be worked out.
    """

    found: tuple[Bound, ...]
    problems: tuple[LedgerError, ...] = ()


def bounds_of(
    line: Directive, rule: Group, figures: YearFigures, done: Sequence[StepResult]
) -> Bounds:
    """Find the most and the least of a step.

    Args:
        line: The step.
        rule: The rule.
        figures: What the year gives.
        done: The steps before it.

    Returns:
        Its bounds, by its own words and by the lines that limit it, and what is wrong:
        figures that the book does not have.
    """
    found = [*_own(line, figures), *_until(line, figures, done)]
    for limit in rule.of(LIMIT.kind):
        if limit.values["step"] == line.values["step"]:
            found.append(_limit(limit, line, figures, done))
    return Bounds(
        tuple(one for one in found if isinstance(one, Bound)),
        tuple(one for one in found if not isinstance(one, Bound)),
    )


def within(
    number: Decimal, bounds: Sequence[Bound], values: Sequence[Decimal], unit: Unit
) -> Decimal:
    """A number within bounds; the most wins over the least.

    Args:
        number: A number in whole units.
        bounds: The bounds.
        values: What the terms of each come to.
        unit: In what the step is counted: its most is rounded down to it and its least
            up, so that neither is passed by a fraction.

    Returns:
        The number, in whole units, never below zero.
    """
    least: list[Decimal] = []
    most: list[Decimal] = []
    for bound, value in zip(bounds, values, strict=True):
        with localcontext(prec=PRECISION):
            exact = max(bound.rate * value + bound.number, ZERO)
        if bound.edge == LEAST:
            least.append(unit.rounded(exact, "up"))
        else:
            most.append(unit.rounded(exact, "down"))
    return max(min([max([number, *least]), *most]), ZERO)


def _own(line: Directive, figures: YearFigures) -> Iterator[Bound]:
    """What a step says itself of its least and its most."""
    least, most = said(line, "minimum"), said(line, "maximum")
    if least is not None:
        words = f"at least {shown(least, figures.currency)}"
        yield Bound(LEAST, ZERO, (), least, words)
    if most is not None:
        words = f"at most {shown(most, figures.currency)}"
        yield Bound(MOST, ZERO, (), most, words)
    if line.values["for"] == EARLIER_LOSSES and rate_of(line) is not None:
        losses = figures.earlier_losses
        words = f"at most these losses, {shown(losses, figures.currency)}"
        yield Bound(MOST, ZERO, (), losses, words)


def _until(
    line: Directive, figures: YearFigures, done: Sequence[StepResult]
) -> Iterator[Bound | LedgerError]:
    """That a step takes only until its account holds something, or still does.

    In a loss the account is not taken below that; `empty` is nothing.
    """
    until = line.meta.get("until")
    if until is None:
        return
    account = str(line.meta.get("to") or "")
    loss, holds = figures.start < 0, figures.accounts.get(account, ZERO)
    target = _target(line, figures.figures)
    if not isinstance(target, Target):
        yield target
        return
    before = tuple(
        Term(f"{STEP}{step.number}", -1)
        for step in done
        if step.account and is_under(step.account, account)
    )
    room = holds - target.number if loss else target.number - holds
    words = target.in_words(shown(holds, figures.currency), figures)
    yield Bound(MOST, ONE, before, max(room, ZERO), words)


class Target(NamedTuple):
    """What an account is to hold in the end.

    Attributes:
        number: How much.
        words: What that is, where it is no plain amount.
    """

    number: Decimal
    words: str = ""

    def in_words(self, holds: str, figures: YearFigures) -> str:
        """It as people say it, with what the account holds now."""
        loss = figures.start < 0
        if loss and not self.number:
            return f"at most what it holds, {holds}"
        of = f" ({self.words})" if self.words else ""
        number = shown(self.number, figures.currency)
        down = "down " if loss else ""
        return f"{down}until it holds {number}{of}; it holds {holds}"


def _target(line: Directive, figures: Mapping[str, Decimal]) -> Target | LedgerError:
    """What `until:` says, as a number."""
    until, of = line.meta["until"], str(line.meta.get("until-of") or "")
    if isinstance(until, str):
        if until == EMPTY:
            return Target(ZERO)
        if until in figures:
            return Target(figures[until], until.replace("-", " "))
        problem = f"has until: '{until}', which the book does not have."
        return told(line, f"{problem}{near(until, figures)}")
    if until.currency != PERCENT:
        return Target(Decimal(until.number))
    if of not in figures:
        problem = f"has until: {until}; say in until-of: of which figure."
        return told(line, f"{problem}{near(of, figures)}")
    with localcontext(prec=PRECISION):
        number = figures[of] * percent_of(line, "until")
    return Target(number, f"{until.number:f} PERCENT of {of.replace('-', ' ')}")


def _limit(
    limit: Directive,
    line: Directive,
    figures: YearFigures,
    done: Sequence[StepResult],
) -> Bound | LedgerError:
    """What a line of its own says of the most or the least of a step."""
    edge = LEAST if limit.values["edge"] == LEAST else MOST
    words = edge.replace("-", " ")
    money, rate = money_of(limit), rate_of(limit)
    if money is not None:
        number = shown(money, figures.currency)
        return Bound(edge, ZERO, (), money, f"{words} {number}")
    whole = whole_of(limit, figures, done)
    if whole is None:
        return told(limit, unknown(limit, figures))
    if rate is not None:
        part = f"{limit.values['part'].number.normalize():f} PERCENT"
        return Bound(edge, rate, whole.terms, ZERO, f"{words} {part} of {whole.words}")
    rate = figures.average_shares.get(str(line.meta.get("to") or ""))
    if rate is None:
        return told(
            limit,
            f"goes by the average share that step {number_of(line)} got of the last "
            "five surpluses, and none is known. Add a coop-surplus-past for each year "
            "before this book.",
        )
    with localcontext(prec=PRECISION):
        percent = (rate * 100).quantize(Decimal("0.01")).normalize()
    part = f"its average share, {percent:f} PERCENT,"
    return Bound(edge, rate, whole.terms, ZERO, f"{words} {part} of {whole.words}")
