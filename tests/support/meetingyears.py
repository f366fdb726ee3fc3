"""Years of a surplus at random, with rules that have a little of everything."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.money import quantize
from coopbooks.core.money import total_of
from coopbooks.surplus.figures import Person
from coopbooks.surplus.figures import Special
from coopbooks.surplus.figures import YearFigures
from tests.support.meetings import YEAR
from tests.support.meetings import Typed
from tests.support.meetings import year_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from tests.support.meetings import Year


class Chance:
    """Makes years and what is typed at random."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def year(self) -> Year:
        """A year with a rule that has a little of everything."""
        random = self.random
        loss = random.random() < 0.25
        people = self._people()
        size = self._amount(random.choice((10**4, 10**6, 10**8)))
        start = -size if loss else size
        figures = self._figures(start, people)
        header = self._header()
        steps = self._loss_steps() if loss else self._steps(figures)
        return year_of("\n".join([header, *steps]) + "\n", figures)

    def typed(self, year: Year, names: Sequence[str]) -> Typed:
        """What may be typed into the workbook of a year."""
        random, found = self.random, Typed()
        for name in names:
            if random.random() < 0.5:
                continue
            if name in ("Surplus", "Loss"):
                least = year.figures.sources.get("other-sources", ZERO)
                found.names[name] = self._amount(10**7) + abs(least)
            else:
                whole = random.choice((100, 10**4))
                number = Decimal(random.randint(0, whole)) / whole
                found.names[name] = number if random.random() < 0.9 else Decimal(1)
        counted = [one for one in year.figures.people if not one.why_not]
        for one in counted:
            if random.random() < 0.3:
                found.hours[one.member] = self._hours()
        return found

    def _amount(self, most: int) -> Decimal:
        return Decimal(self.random.randint(1, most)) / 100

    def _hours(self) -> Decimal:
        random = self.random
        if random.random() < 0.2:
            return ZERO
        if random.random() < 0.5:
            return Decimal(random.choice((500, 1000, 1500, 2000)))
        return Decimal(random.randint(1, 200000)) / random.choice((1, 100))

    def _people(self) -> list[Person]:
        random = self.random
        found = []
        for number in range(1, random.randint(2, 9)):
            left = random.random() < 0.1
            capital = {
                "opening": Decimal(random.randint(0, 10**6)) / 100,
                "closing": Decimal(random.randint(0, 10**6)) / 100,
            }
            found.append(
                Person(
                    f"M-{number:04}",
                    random.choice(("owner", "trial")),
                    joined=datetime.date(2020, 1, 1),
                    left=datetime.date(2025, 6, 1) if left else None,
                    measures={"hours": self._hours(), "pay": self._amount(10**7)},
                    part_of_year=Decimal(1),
                    capital=capital,
                    consents=True,
                )
            )
        return found

    def _figures(self, start: Decimal, people: Sequence[Person]) -> YearFigures:
        random = self.random
        other = quantize(start / random.choice((3, 7, 10)), "USD")
        other = other if random.random() < 0.3 else ZERO
        hours: dict[str, Decimal] = {}
        others = ZERO
        if random.random() < 0.5:
            members = total_of(one.measures["hours"] for one in people)
            hours = {"members": members + 100, "others": self._hours() + 1}
            both = total_of(hours.values())
            others = quantize((start - other) * hours["others"] / both, "USD")
        sources = {
            "members-work": start - other - others,
            "others-work": others,
            "other-sources": other,
        }
        pay = total_of(one.measures["pay"] for one in people)
        capital = total_of(one.capital["closing"] for one in people)
        special = [
            Special(one.member, self._amount(10**4), "for a debt", {})
            for one in people[:2]
        ]
        return YearFigures(
            YEAR,
            "USD",
            start,
            start,
            (),
            sources,
            hours,
            "hours",
            earlier_losses=self._amount(10**5),
            figures={
                "pay": pay,
                "capital": capital,
                "reserves": self._amount(10**6),
                "highest-capital": self._amount(10**6),
                "equity": self._amount(10**6),
            },
            accounts={
                "Equity:Reserve": self._amount(10**6),
                "Equity:Collective": self._amount(10**6),
            },
            people=tuple(people),
            specials=tuple(special),
        )

    def _header(self) -> str:
        random = self.random
        by = random.choice(("hours", "hours", "hours", "equal", "mix"))
        lines = ['2025-01-01 custom "coop-surplus" "law"', f'  patronage: "{by}"']
        lines.append('  members-work: "hours"')
        lines.append('  consent: "bylaws"')
        if random.random() < 0.3:
            lines.append(f'  left-in-year: "{random.choice(("owed", "cash"))}"')
        if random.random() < 0.15:
            lines.append("  round-to: 1 USD")
        if random.random() < 0.2:
            lines.append("  cash-floor: 25 PERCENT")
        if random.random() < 0.3:
            who = random.choice(("all", "owner", "M-0002"))
            lines.append(
                f'2025-01-01 custom "coop-surplus-withhold" "law" "{who}" 24 PERCENT'
            )
            lines.append("  to: Liabilities:Tax")
            if random.random() < 0.3:
                lines.append('  from: "all"')
        if by == "mix":
            for name, part in (("hours", 60), ("equal", 15), ("pay", 25)):
                lines.append(
                    '2025-01-01 custom "coop-surplus-weight" "law" '
                    f'"{name}" {part} PERCENT'
                )
        return "\n".join(lines)

    def _steps(self, figures: YearFigures) -> list[str]:
        random = self.random
        lines: list[str] = []
        numbers: list[int] = []
        if random.random() < 0.3:
            lines.append(_step("step", 5, "earlier-losses", '"all"', '"surplus"'))
            numbers.append(5)
        for number in range(10, 10 * random.randint(2, 6), 10):
            lines += self._one(number, numbers, figures)
            numbers.append(number)
        if random.random() < 0.3:
            lines.append(_step("step", 80, "interest", '"interest"', '"left"'))
            lines += ["  rate: 4.5 PERCENT", "  to: Equity:Capital"]
            if random.random() < 0.5:
                lines.append("  cash: 100 PERCENT")
        if random.random() < 0.3:
            lines.append(_step("step", 82, "single members", '"specials"', '"left"'))
            lines += ["  to: Equity:Capital"]
        return lines + self._members()

    def _members(self) -> list[str]:
        """The step that goes to members."""
        random = self.random
        part = (
            '"rest"' if random.random() < 0.7 else f"{random.randint(1, 100)} PERCENT"
        )
        lines = [_step("step", 90, "members", part, '"left"')]
        lines.append("  to: Equity:Capital")
        lines.append(f"  cash: {random.choice((20, 25, 33.33, 50, 0, 100))} PERCENT")
        if random.random() < 0.3:
            lines.append('  notice: "qualified"')
        if random.random() < 0.2:
            lines.append("  each-at-most: 1000 USD")
        if random.random() < 0.2:
            lines.append("  all-cash-from: 5000 USD")
        if random.random() < 0.2:
            lines.append('  by: "pay"')
        if random.random() < 0.2:
            lines.append('  classes: "owner"')
        return lines

    def _one(
        self, number: int, before: Sequence[int], figures: YearFigures
    ) -> list[str]:
        """A step that goes to nobody alone."""
        random = self.random
        wholes = ['"surplus"', '"members-work"', '"left"', '"others-work"']
        wholes += ['"other-sources"', '"pay"', '"equity"']
        wholes += [f'"left-after" {one}' for one in before]
        wholes += [f'"step" {one}' for one in before]
        whole = random.choice(wholes)
        part = f"{random.choice((5, 12.5, 20, 33.33, 50))} PERCENT"
        if random.random() < 0.15:
            part = f"{self._amount(10**5)} USD"
        lines = [_step("step", number, f"purpose {number}", part, whole)]
        to = random.choice(
            ("Equity:Reserve", "Equity:Collective", "Liabilities:Education")
        )
        lines.append(f"  to: {to}")
        if before and random.random() < 0.3:
            lines.append(f'  including: "{random.choice(before)}"')
        if random.random() < 0.2:
            lines.append('  until: "highest-capital"')
        if random.random() < 0.2:
            lines.append(f"  maximum: {self._amount(10**6)} USD")
        if random.random() < 0.15:
            lines.append(f"  minimum: {self._amount(10**4)} USD")
        if random.random() < 0.15:
            lines += ["  round-to: 5 USD", '  round: "half-up"']
        if before and random.random() < 0.3:
            edge = random.choice(("at-most", "at-least"))
            lines.append(
                f'2025-01-01 custom "coop-surplus-limit" "law" {number} "{edge}" '
                f'75 PERCENT "of" "step" {random.choice(before)}'
            )
        return lines

    def _loss_steps(self) -> list[str]:
        random = self.random
        lines = []
        if random.random() < 0.7:
            part = f"{random.choice((50, 80, 100))} PERCENT"
            lines.append(_step("loss", 10, "reserve", part, '"loss"'))
            lines += ["  to: Equity:Reserve", '  until: "empty"']
        if not lines or random.random() < 0.7:
            lines.append(_step("loss", 20, "members", '"rest"', '"left"'))
            lines.append("  to: Equity:Capital")
        return lines


def _step(kind: str, number: int, name: str, part: str, whole: str) -> str:
    return (
        f'2025-01-01 custom "coop-surplus-{kind}" "law" {number} "{name}" '
        f'{part} "of" {whole}'
    )
