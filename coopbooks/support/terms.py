"""What a book says about support: resources, loans, and help in times of need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.core.accounttypes import STANDARD
from coopbooks.core.directives import parse
from coopbooks.core.groups import gather
from coopbooks.sharing.terms import SharingTerms
from coopbooks.sharing.terms import read_terms as read_sharing_terms
from coopbooks.support.forms import need
from coopbooks.support.forms import resources
from coopbooks.support.forms.need import BENEFIT
from coopbooks.support.forms.resources import RESOURCES

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.accounts import Roles
    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group
    from coopbooks.sharing.share import View

__all__ = ["FORMS", "SupportTerms", "read_support", "read_terms", "terms_of"]

FORMS = (*resources.FORMS, *need.FORMS)
HEADERS = (RESOURCES.kind, BENEFIT.kind)


@dataclass(frozen=True, slots=True)
class SupportTerms:
    """All that a book says about support.

    Attributes:
        sharing: What it says about agreements, bodies, members and dues.
        resources: A group for each `coop-resources`, by date and name.
        benefits: A group for each `coop-benefit`, by date and name.
        others: The other directives by kind, by date: loans, strikes, requests.
    """

    sharing: SharingTerms
    resources: tuple[Group, ...]
    benefits: tuple[Group, ...]
    others: Mapping[str, Sequence[Directive]]

    @property
    def roles(self) -> Roles:
        """What the book's accounts are for."""
        return self.sharing.roles

    def of(self, kind: str) -> Sequence[Directive]:
        """The directives of one kind, such as `coop-loan`, by date."""
        return self.others.get(kind, ())


def read_terms(
    entries: Sequence[data.Directive],
    types: Mapping[str, str] = STANDARD,
    known: datetime.date | None = None,
) -> SupportTerms:
    """Read all that a book says about support.

    Args:
        entries: A book's entries.
        types: The account types by the names that the book gives them.
        known: Only what had been recorded by then counts; None for all.

    Returns:
        The terms. Errors are those of `read_support` and are not repeated here.
    """
    directives, _ = parse(entries, FORMS)
    told = [one for one in directives if known is None or one.recorded <= known]
    others: dict[str, list[Directive]] = {}
    for directive in told:
        if directive.form.header is None and directive.kind not in HEADERS:
            others.setdefault(directive.kind, []).append(directive)
    return SupportTerms(
        read_sharing_terms(entries, types, known),
        tuple(gather(told, RESOURCES.kind)[0]),
        tuple(gather(told, BENEFIT.kind)[0]),
        others,
    )


def terms_of(view: View) -> SupportTerms:
    """Read what the book of a view says about support.

    Args:
        view: This body's book, or another's.

    Returns:
        The terms.
    """
    return read_terms(view.entries, view.terms.roles.types)


def read_support(
    entries: Iterable[data.Directive],
) -> tuple[list[Directive], list[LedgerError]]:
    """Read the directives about support, and what is wrong with them.

    Args:
        entries: A book's entries.

    Returns:
        Those that fit their forms, and the errors: those of forms, lines without a
        header, bands that do not fit together.
    """
    directives, errors = parse(entries, FORMS)
    for kind in HEADERS:
        errors += gather(directives, kind)[1]
    return directives, errors
