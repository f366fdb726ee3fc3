"""What is wrong with one schedule of dues: what it lacks, what it cannot mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.directives import near
from coopbooks.dues.forms import schedules as forms
from coopbooks.dues.forms.standing import STANDING
from coopbooks.dues.problems.cadences import check_cadences
from coopbooks.dues.problems.cadences import check_fees
from coopbooks.dues.problems.cadences import check_standing
from coopbooks.dues.problems.cadences import is_more
from coopbooks.dues.problems.names import meant
from coopbooks.dues.problems.names import told
from coopbooks.dues.problems.names import words
from coopbooks.dues.rules.calendar import MONTHS
from coopbooks.dues.rules.calendar import period_of
from coopbooks.dues.rules.choosing import mid_period
from coopbooks.dues.rules.schedules import OF_A_MEASURE
from coopbooks.dues.rules.schedules import measures_of
from coopbooks.dues.rules.working import COUNTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from beancount.core.amount import Amount

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group
    from coopbooks.dues.problems.names import Names

# What each way of dues needs below its header, and what would be passed over there.
NEEDS = {
    "flat": {"amount": "26.00 USD"},
    "percentage": {"rate": "1.5 PERCENT", "measure": '"monthly-pay"'},
    "hours-of-pay": {"rate": "2 HOUR"},
    "by-band": {"measure": '"monthly-income"'},
    "by-formula": {"measure": '"hourly-pay"'},
}
UNUSED = {
    "flat": ("rate", "measure", "at-least-of", "columns", "tiers"),
    "percentage": ("amount", "columns", "tiers"),
    "hours-of-pay": ("columns", "tiers"),
    "by-band": ("amount", "rate"),
    "by-formula": ("amount", "columns", "tiers"),
}
# Two of them say something only together.
PAIRS = (("share", "full-share"), ("full-share", "share"))
MONEY = (
    "amount",
    "each",
    "plus",
    "minimum",
    "maximum",
    "maximum-a-year",
    "round-to",
)


def check_schedule(group: Group, names: Names) -> list[LedgerError]:
    """Find what is wrong with a schedule.

    Args:
        group: A `coop-dues` with its lines.
        names: The names of the book.

    Returns:
        The errors, at the header or at the line.
    """
    return [
        *_begins(group),
        *(told(group.header, f"'{group.name}' {one}") for one in _needs(group)),
        *(told(group.header, f"'{group.name}' {one}") for one in _amounts(group)),
        *_bands(group),
        *_measures(group, names),
        *_for_whom(group, names),
        *check_cadences(group),
        *check_standing(group),
        *check_fees(group),
    ]


def _begins(group: Group) -> list[LedgerError]:
    """A schedule that begins in the middle of its first period."""
    per = str(group.header.meta.get("per") or "month")
    begin = period_of(per, group.date).begin if per in MONTHS else group.date
    return [] if begin == group.date else [mid_period(group, begin)]


def _needs(group: Group) -> Iterator[str]:
    """What a schedule lacks, or says and means nothing by."""
    how, meta = str(group.header.values["how"]), group.header.meta
    for key, example in NEEDS[how].items():
        instead = how == "hours-of-pay" and meta.get("amount") is not None
        if meta.get(key) is None and not instead:
            yield f"is '{how}' and says no {key}:, such as {key}: {example}."
    if how == "by-band" and not group.of(forms.BAND.kind):
        yield f"is '{how}' and has no coop-dues-band of its name and date."
    if how != "by-band" and group.of(forms.BAND.kind):
        yield f"is '{how}' and has bands, which count only where it is 'by-band'."
    for key in UNUSED[how]:
        if meta.get(key) is not None:
            yield f"is '{how}', which passes over {key}:; take it out."
    for key, other in PAIRS:
        if meta.get(key) is not None and meta.get(other) is None:
            yield f"says {key}: and no {other}:; they belong together."


def _amounts(group: Group) -> Iterator[str]:
    """Amounts below the header that make no sense."""
    meta = group.header.meta
    for key in MONEY:
        amount: Amount | None = meta.get(key)
        if amount is None:
            continue
        if amount.currency in COUNTS and amount.currency != "HOUR":
            yield f"says {key}: {amount}; it must be money, or hours of pay in HOUR."
        elif (amount.number or 0) < 0:
            yield f"says {key}: {amount}, which is below zero."
    yield from _rate(group)
    full = meta.get("full-share")
    if full is not None and full.number <= 0:
        yield f"says full-share: {full}; it must be more than nothing."
    parts = meta.get("divided-by")
    if parts is not None and parts <= 0:
        yield f"says divided-by: {parts}; it must be more than nothing."
    least, most = meta.get("minimum"), meta.get("maximum")
    if least and most and is_more(least, most):
        yield f"has a minimum: of {least} above its maximum: of {most}."
    money = sorted(set(_currencies(group)))
    if len(money) > 1:
        yield f"is in {' and '.join(money)}; dues can be in one currency only."


def _rate(group: Group) -> Iterator[str]:
    """A rate that makes no sense."""
    rate, how = group.header.meta.get("rate"), group.header.values["how"]
    if rate is None:
        return
    if how == "percentage" and rate.currency != "PERCENT":
        yield f"is 'percentage' and its rate: is {rate}; hours are \"hours-of-pay\"."
    if how == "hours-of-pay" and rate.currency != "HOUR":
        yield f"is 'hours-of-pay' and its rate: is {rate}; that is a \"percentage\"."
    if rate.number < 0:
        yield f"says rate: {rate}, which is below zero."


def _currencies(group: Group) -> Iterator[str]:
    """The currencies in which a schedule says what is paid."""
    parts = (forms.PART, STANDING)
    for one in (
        group.header,
        *(line for line in group.lines if line.form not in parts),
    ):
        keys = [key for key in one.meta if key not in OF_A_MEASURE]
        values = [one.values.get("amount"), *(one.meta[key] for key in keys)]
        for value in values:
            currency = getattr(value, "currency", None)
            if currency and currency not in COUNTS and currency != "PERIOD":
                yield str(currency)


def _bands(group: Group) -> Iterator[LedgerError]:
    """Bands that pay a rate as if it were an amount, or the other way round."""
    for line in group.of(forms.BAND.kind):
        amount, pays = line.values.get("amount"), line.values.get("pays")
        if amount is None:
            continue
        if pays == "pays" and amount.currency == "PERCENT":
            yield told(line, f'a band pays {amount}; write "at" before a rate.')
        if pays == "at" and amount.currency not in {"PERCENT", "HOUR"}:
            yield told(line, f'a band is at {amount}; write "pays" before an amount.')
        if amount.number < 0:
            yield told(line, f"a band pays {amount}, which is below zero.")


def _measures(group: Group, names: Names) -> Iterator[LedgerError]:
    """Measures that nothing in the book gives.

    Who declares no children has none, so that a name which only takes something off
    may be new; it is told where it looks like another one.
    """
    if not names.members:
        return
    missing = set(measures_of(group)) - names.measures
    if _in_hours(group):
        missing.discard("hourly-pay")
    optional = {str(group.header.meta.get("columns") or "")}
    optional |= {str(line.meta.get("only-without") or "") for line in group.lines}
    optional |= {
        str(line.values["measure"])
        for line in group.lines
        if line.form in (forms.LESS, forms.WORK)
    }
    for name in sorted(missing):
        if name in optional and not meant(name, names.measures):
            continue
        source = next(
            (line for line in group.lines if line.values.get("measure") == name),
            group.header,
        )
        yield told(
            source,
            f"'{name}' is no measure of this book: no coop-measure and no "
            f"coop-declared has this name.{near(name, names.measures)}",
        )


def _in_hours(group: Group) -> bool:
    """Whether hours themselves are owed, and no money for them."""
    meta = group.header.meta
    unit = getattr(meta.get("amount"), "currency", "")
    return (
        group.header.values["how"] == "flat" and unit == "HOUR" and "hourly" not in meta
    )


def _for_whom(group: Group, names: Names) -> Iterator[LedgerError]:
    """A class or workplace that no member has, and that looks like one."""
    for key, known in (("class", names.classes), ("workplace", names.workplaces)):
        for word in sorted(words(group.header.meta.get(key)) - known):
            if hint := meant(word, known):
                yield told(
                    group.header,
                    f"'{group.name}' is for the {key} '{word}', which no member has."
                    f"{hint}",
                )
