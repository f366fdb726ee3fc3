"""What a rule names: by what members' parts go, which figures and which accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.surplus.forms.rules import LIMIT
from coopbooks.surplus.forms.rules import LOSS
from coopbooks.surplus.forms.rules import STEP
from coopbooks.surplus.forms.rules import WEIGHT

if TYPE_CHECKING:
    from coopbooks.core.accounts import Roles
    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group

EQUAL, MIX = "equal", "mix"
NO_MEASURES = (EQUAL, MIX)
EVERYBODY = "everybody"
ACCOUNTS = ("to", "owed")
MEMBERS_ROLES = ("member-capital", "patronage-payable")


def steps_of(rule: Group) -> list[Directive]:
    """The steps of a rule, for a surplus and for a loss.

    Args:
        rule: The rule.

    Returns:
        All of them.
    """
    return [*rule.of(STEP.kind), *rule.of(LOSS.kind)]


def patronage_of(rule: Group) -> list[str]:
    """By what members' parts go.

    Args:
        rule: The rule.

    Returns:
        Each measure that its header, its weights and its steps split by, the header's
        first; `equal` among them where parts, or some of them, are equal.
    """
    said = [rule.header.meta.get("patronage")]
    said += [line.meta.get("by") for line in steps_of(rule)]
    names = [str(one) for one in said if one]
    if MIX in names:
        weights = sorted(str(line.values["measure"]) for line in rule.of(WEIGHT.kind))
        place = names.index(MIX)
        names[place:place] = weights
    return [one for one in dict.fromkeys(names) if one != MIX]


def measures_of(rule: Group) -> list[str]:
    """The measures that members must have for their parts to be worked out.

    Args:
        rule: The rule.

    Returns:
        As `patronage_of` gives them, without `equal`.
    """
    return [one for one in patronage_of(rule) if one not in NO_MEASURES]


def figures_of(rule: Group) -> frozenset[str]:
    """The figures that a rule names besides sources and steps.

    Args:
        rule: The rule.

    Returns:
        The words of its `of`, `until:`, `until-of:` and `while:`, the last taken apart
        at `-to-`; some may be no figures.
    """
    found = {str(line.values["whole"]) for line in rule.of(LIMIT.kind)}
    for line in steps_of(rule):
        said = [line.values["whole"], line.meta.get("until-of")]
        said += [line.meta.get("until")]
        said += str(line.meta.get("while") or "").split("-to-")
        found |= {one for one in said if isinstance(one, str)}
    return frozenset(found - {""})


def accounts_of(rule: Group) -> list[str]:
    """The accounts that a rule names.

    Args:
        rule: The rule.

    Returns:
        Those of its steps and of its header, each once, in order.
    """
    said = [line.meta.get(key) for line in steps_of(rule) for key in ACCOUNTS]
    said += [
        rule.header.meta.get(key)
        for key, slot in rule.header.form.meta.items()
        if "account" in slot.kinds
    ]
    return sorted({str(one) for one in said if one})


def shares_with_everybody(rule: Group) -> bool:
    """Whether some step shares with people who are no members, too.

    Args:
        rule: The rule.

    Returns:
        Whether one says `among: "everybody"`.
    """
    return any(line.meta.get("among") == EVERYBODY for line in steps_of(rule))


def member_steps(rule: Group, roles: Roles) -> list[Directive]:
    """The steps that members, or members among others, have parts of.

    Args:
        rule: The rule.
        roles: What the book's accounts are for.

    Returns:
        Those that go to members' accounts, or to what is due to them in cash, and those
        that say by what members' parts go.
    """
    return [
        line
        for line in steps_of(rule)
        if line.meta.get("by")
        or roles.of(str(line.meta.get("to") or "")) in MEMBERS_ROLES
    ]


def classes_of(rule: Group, roles: Roles) -> frozenset[str] | None:
    """The classes of members that have a part in some step.

    Args:
        rule: The rule.
        roles: What the book's accounts are for.

    Returns:
        Those of its header and of its steps to members together; None where one of
        these is open to all classes.
    """
    header = rule.header.meta.get("classes")
    lines = member_steps(rule, roles)
    said = [line.meta.get("classes") or header for line in lines] or [header]
    if not all(said):
        return None
    return frozenset(word for one in said for word in words_of(str(one)))


def words_of(text: str) -> frozenset[str]:
    """The words of a list with commas.

    Args:
        text: Such as `owner, candidate`.

    Returns:
        The words without spaces around them.
    """
    return frozenset(word.strip() for word in text.split(",") if word.strip())
