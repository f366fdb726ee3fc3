"""A payroll: what was earned, withheld and paid out, the employer's taxes, the hours.

What each person earned stays in the sheet: a pay day is one entry in sums. Hours are
small entries, one for each person, on measure accounts.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.periods import long_date
from coopbooks.imports.drafts import Draft
from coopbooks.imports.drafts import Part
from coopbooks.imports.drafts import leg
from coopbooks.imports.drafts import plain
from coopbooks.imports.drafts import transaction
from coopbooks.imports.drafts import unusable
from coopbooks.imports.rows import BadCell

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.imports.context import Context
    from coopbooks.imports.drafts import Outcome
    from coopbooks.imports.rows import SheetRow


def drafts(rows: Sequence[SheetRow], context: Context) -> Iterator[Outcome]:
    """Make a draft of each pay day, and one of each person's hours.

    Args:
        rows: The rows, one for each person.
        context: What they are read with.

    Yields:
        An outcome for each pay day, then for each person's hours. If one row of a pay
        day can't be used, none of it can.
    """
    days: dict[str, list[SheetRow]] = defaultdict(list)
    for row in rows:
        days[plain(context.cell(row, "date").value)].append(row)
    for people in days.values():
        try:
            pay = _pay_day(people, context)
            hours = list(_hours(people, context, pay.date))
        except BadCell as bad:
            yield unusable(bad, people, context)
            continue
        yield pay
        yield from hours


def _pay_day(people: Sequence[SheetRow], context: Context) -> Draft:
    profile, currency = context.profile, context.currency
    day = context.day(people[0])
    sums: dict[str, Decimal] = defaultdict(Decimal)
    parts = []
    for row in people:
        _who(row, context)
        rule = context.rule(row)
        gross, net = context.number(row, "gross"), context.number(row, "net")
        withheld = {
            name: context.number_or_zero(row, name) for name in profile.withheld
        }
        left = gross - sum(withheld.values(), Decimal(0))
        if left != net:
            place = context.cell(row, "net").place
            raise BadCell(place, f"is {net}, and gross less what is withheld is {left}")
        sums[(rule.account if rule else "") or context.account("wages")] += gross
        for name, number in withheld.items():
            sums[profile.withheld[name]] -= number
        for name, account in profile.employer.items():
            number = context.number_or_zero(row, name)
            sums[context.account("employer") or context.account("wages")] += number
            sums[account] -= number
        sums[context.account("net")] -= net
        parts.append(Part(row.place, net))
    entry = transaction(
        day,
        profile.payee or "Payroll",
        f"Pay of {long_date(day)}",
        [leg(account, number, currency) for account, number in sums.items()],
        {"period": f"{day:%Y-%m}"},
    )
    values = sorted(f"{account} {plain(number)}" for account, number in sums.items())
    return Draft(tuple(parts), entry, (str(day), *values), f"pay {day}", currency, "")


def _who(row: SheetRow, context: Context) -> str:
    """The member whose row it is; empty where a rule says it is an employee."""
    rule = context.rule(row)
    if rule is not None and rule.member is False:
        return ""
    return context.member(row)


def _hours(
    people: Sequence[SheetRow], context: Context, day: datetime.date
) -> Iterator[Draft]:
    """The hours of each person, for a profile that counts them."""
    if not context.account("hours") or not context.account("hours-total"):
        return
    measure = context.profile.measure
    for row in people:
        hours = context.number_or_zero(row, "hours", measure)
        if not hours:
            continue
        rule, member = context.rule(row), _who(row, context)
        account = (rule.hours if rule else "") or context.account("hours")
        entry = transaction(
            day,
            "Hours",
            f"Hours paid on {long_date(day)}",
            [
                leg(account, hours, measure, **({"member": member} if member else {})),
                leg(context.account("hours-total"), -hours, measure),
            ],
            {"period": f"{day:%Y-%m}"},
            link=f"hours-{day:%Y-%m}",
        )
        who = member or plain(context.text(row, "member"))
        yield Draft(
            (Part(context.cell(row, "hours").place, hours),),
            entry,
            ("hours", str(day), who),
            f"hours {day} {who}",
            measure,
            member=member,
        )
