"""What is said of strikes that cannot be meant, or names what is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import where
from coopbooks.core.forms import near
from coopbooks.dues.problems.names import meant
from coopbooks.dues.problems.names import told
from coopbooks.dues.problems.names import words
from coopbooks.support.forms.need import BENEFIT
from coopbooks.support.forms.need import STRIKE
from coopbooks.support.need.words import STRIKE_PAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError
    from coopbooks.support.need.decided import Deciders


def check_strikes(
    directives: Sequence[Directive], known: Deciders
) -> Iterator[LedgerError]:
    """Find what a book says of strikes that cannot be meant.

    Args:
        directives: All its directives that fit their forms.
        known: Its members, officers and votes.

    Yields:
        An error for each thing, at the line to mend.
    """
    seen: dict[str, Directive] = {}
    kinds = {
        one.name: str(one.values["kind"]) for one in directives if one.form is BENEFIT
    }
    for line in directives:
        if line.form is not STRIKE:
            continue
        first = seen.setdefault(line.name, line)
        if first is not line:
            problem = f"'{line.name}' was said before, at {where(first.source)}."
            yield told(line, f"{problem} A strike is said once; its end is until:.")
        until = line.meta.get("until")
        if until is not None and until < line.date:
            problem = f"until: {until} is before it begins on {line.date}."
            yield told(line, f"{line.name}: {problem}")
        yield from _people(line, known)
        yield from _benefit(line, kinds)


def _people(line: Directive, known: Deciders) -> Iterator[LedgerError]:
    """Members and workplaces that are not there."""
    histories = known.histories
    for member in sorted(words(line.meta.get("members")) - histories.keys()):
        problem = f"members: {member} never joined; add a coop-member."
        yield told(line, f"{problem}{meant(member, histories)}")
    workplace = line.meta.get("workplace")
    places = {
        event.workplace
        for events in histories.values()
        for event in events
        if event.workplace
    }
    if workplace is not None and places and workplace not in places:
        hint = near(str(workplace), places)
        yield told(line, f"workplace: nobody works at '{workplace}'.{hint}")


def _benefit(line: Directive, kinds: dict[str, str]) -> Iterator[LedgerError]:
    """The benefit that pays it: there, of the right kind, and only one."""
    said = line.meta.get("benefit")
    paying = sorted(name for name, kind in kinds.items() if kind == STRIKE_PAY)
    if said is not None and said not in kinds:
        hint = near(str(said), kinds)
        yield told(line, f"benefit: there is no coop-benefit '{said}'.{hint}")
    elif said is not None and said not in paying:
        problem = f"benefit: '{said}' is for {kinds[str(said)]}, not for strikes."
        yield told(line, problem)
    elif said is None and len(paying) > 1:
        problem = f"which pays it? Say benefit: {' or '.join(paying)}."
        yield told(line, f"{line.name}: {problem}")
