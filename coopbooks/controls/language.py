"""Everything that is checked of the ledger language, part by part.

Plugins run these for every `bean-check` and for Fava; reports run what no plugin has
run. They look only: no entry is changed.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from typing import TYPE_CHECKING
from typing import Any

from beancount.core import data

from coopbooks.controls import closings
from coopbooks.controls import terms as controls
from coopbooks.controls.audit import bondterms
from coopbooks.controls.customs import in_order
from coopbooks.controls.customs import unknown_directives
from coopbooks.controls.review import terms as review
from coopbooks.core import accounts
from coopbooks.core import closing
from coopbooks.core import decisions
from coopbooks.core import entity
from coopbooks.core import officers
from coopbooks.core import sources
from coopbooks.core.accounttypes import STANDARD
from coopbooks.core.accounttypes import types_of
from coopbooks.core.directives import coop_customs
from coopbooks.core.directives import near
from coopbooks.core.directives import parse
from coopbooks.core.errors import LedgerError
from coopbooks.core.sourcelines import repeated_keys
from coopbooks.dues import terms as dues
from coopbooks.dues.problems.checks import check_dues
from coopbooks.federation import terms as federation
from coopbooks.funds import budgets
from coopbooks.funds import checks as funds_checks
from coopbooks.funds import terms as funds
from coopbooks.members import checks as members_checks
from coopbooks.members import terms as members
from coopbooks.sharing import terms as sharing
from coopbooks.sharing.problems.checks import check_sharing
from coopbooks.statements import bankterms
from coopbooks.support import terms as support
from coopbooks.support.problems.checks import check_support
from coopbooks.surplus import terms as surplus
from coopbooks.surplus.capital import identity
from coopbooks.surplus.problems.checks import check_surplus
from coopbooks.surplus.problems.staff import staff

if TYPE_CHECKING:
    from collections.abc import Sequence

Types = Mapping[str, str]

_LANGUAGE = (
    *entity.FORMS,
    *accounts.FORMS,
    *officers.FORMS,
    *decisions.FORMS,
    *sources.FORMS,
    *dues.FORMS,
    *surplus.FORMS,
    *sharing.FORMS,
    *support.FORMS,
    *federation.FORMS,
    *controls.FORMS,
    *review.FORMS,
    *bondterms.FORMS,
    *bankterms.FORMS,
)
_OTHERS = tuple(form for form in _LANGUAGE if form not in dues.FORMS)
# Every directive of the language, in the order in which the guide tells of them.
FORMS = (*_LANGUAGE, *members.FORMS, *funds.FORMS, *closing.FORMS)


def check_language(
    entries: Sequence[data.Directive], types: Types = STANDARD
) -> list[LedgerError]:
    """Check what is said about the body, its accounts, officers, decisions and terms.

    Args:
        entries: A book's entries.
        types: The account types by the names that the book gives them.

    Returns:
        The errors by file and line: directives that are not known, do not fit their
        form or contradict others; keys written twice; accounts that are not open;
        decisions that are named and not there.
    """
    errors = unknown_directives(entries, FORMS)
    errors += repeated_keys(entries)
    errors += entity.read_entities(entries)[1]
    errors += accounts.read_roles(entries, types)[1]
    errors += officers.read_officers(entries)[1]
    errors += sources.read_sources(entries)[1]
    decided, problems = decisions.read_decisions(entries)
    errors += problems
    errors += decisions.unknown_decisions(entries, decided)
    # Of dues there may be several lines a member, so that they are read once.
    about_dues, problems = parse(entries, dues.FORMS)
    schedules, more = dues.group_dues(about_dues)
    errors += [*problems, *more]
    rules, problems = surplus.read_surplus_rules(entries)
    errors += problems
    agreements, problems = sharing.read_agreements(entries)
    errors += problems
    errors += support.read_support(entries)[1]
    errors += federation.check_federation(entries)
    errors += controls.check_controls(entries)
    errors += review.read_reviews(entries)[1]
    errors += bondterms.read_bonds(entries)[1]
    errors += parse(entries, bankterms.FORMS)[1]
    directives = [*parse(entries, _OTHERS)[0], *about_dues]
    errors += accounts.unknown_accounts(directives, _opened(entries))
    errors += check_dues(entries, schedules, directives, types)
    errors += check_surplus(entries, rules, directives, types)
    errors += check_sharing(entries, agreements, directives, types)
    errors += check_support(entries, directives, types)
    return in_order(errors)


def check_members(
    entries: Sequence[data.Directive], _: Types = STANDARD
) -> list[LedgerError]:
    """Check what is said about members, and for which members postings are.

    Args:
        entries: A book's entries.

    Returns:
        The errors by file and line.
    """
    histories, errors = members.read_members(entries)
    errors += members_checks.misfits(histories)
    errors += members_checks.unknown_members(entries, histories, staff(entries))
    return in_order(errors)


def check_funds(
    entries: Sequence[data.Directive], types: Types = STANDARD
) -> list[LedgerError]:
    """Check funds, campaigns and budgets, and the postings that name them.

    Args:
        entries: A book's entries.
        types: The account types by the names that the book gives them.

    Returns:
        The errors by file and line.
    """
    said, errors = funds.read_funds(entries)
    campaigns, problems = funds.read_campaigns(entries)
    errors += problems
    about_funds = parse(entries, (funds.FUND,))[0]
    errors += accounts.unknown_accounts(about_funds, _opened(entries))
    errors += funds_checks.unknown_funds(entries, said)
    errors += funds_checks.unknown_campaigns(entries, campaigns)
    errors += funds_checks.uneven_moves(entries, accounts.read_roles(entries, types)[0])
    return in_order([*errors, *check_budgets(entries)])


def check_budgets(entries: Sequence[data.Directive]) -> list[LedgerError]:
    """Check budgets, which a book may have without anything else of the language.

    Args:
        entries: A book's entries.

    Returns:
        The errors by file and line: what is no budget, and a budget for an account
        that is neither open nor above an open one.
    """
    planned, errors = budgets.read_budgets(entries)
    known = _opened(entries)
    known |= {account[:at] for account in known for at in _colons(account)}
    for account, plans in planned.items():
        if account not in known:
            hint = near(account, known)
            problem = f"budget: {account} is not opened in this book.{hint}"
            errors += [LedgerError(plan.source, problem) for plan in plans]
    return in_order(errors)


Part = Callable[["Sequence[data.Directive]", Types], list[LedgerError]]
PARTS: Mapping[str, Part] = {
    "coopbooks.plugins.language": check_language,
    "coopbooks.plugins.members": check_members,
    "coopbooks.plugins.funds": check_funds,
    "coopbooks.plugins.capital": identity.check_capital,
    "coopbooks.plugins.closing": closings.check_closing,
}


def check(
    entries: Sequence[data.Directive], options: Mapping[str, Any]
) -> list[LedgerError]:
    """Check what no plugin of the book has checked.

    Args:
        entries: A book's entries.
        options: Beancount's options, which name the plugins that ran and the account
            types.

    Returns:
        The errors by file and line. Of a book without any directive of the language
        only the budgets are checked, since its metadata may mean anything.
    """
    ran = {name for name, _ in options.get("plugin", ())}
    if "coopbooks.plugins.all" in ran:
        return []
    if next(coop_customs(entries), None) is None:
        return [] if "coopbooks.plugins.funds" in ran else check_budgets(entries)
    parts = [part for name, part in PARTS.items() if name not in ran]
    types = types_of(options)
    return in_order([error for part in parts for error in part(entries, types)])


def _opened(entries: Sequence[data.Directive]) -> set[str]:
    return {entry.account for entry in entries if isinstance(entry, data.Open)}


def _colons(account: str) -> list[int]:
    return [at for at, letter in enumerate(account) if letter == ":"]
