"""What an agreement says in a currency or unit in which it cannot hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.dues.problems.names import told
from coopbooks.sharing.forms.agreements import BAND
from coopbooks.sharing.forms.agreements import PART
from coopbooks.sharing.shares.parts import REST
from coopbooks.sharing.shares.parts import WEIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group

OF_THE_SHARE = ("minimum", "maximum", "maximum-a-year", "guarantee", "threshold")
PARTS = ("PERCENT", WEIGHT)


def check_units(group: Group) -> Iterator[LedgerError]:
    """Find amounts of an agreement that are in another unit than what they bound.

    Args:
        group: A `coop-agreement` with its lines.

    Yields:
        An error for each; none where the agreement does not say in what its share is.
    """
    header = group.header
    counted, shared = units_of(group)
    exempt = header.meta.get("exempt")
    if exempt is not None and counted and exempt.currency != counted:
        yield told(header, f"exempt: {exempt}; what counts is in {counted}.")
    for key in OF_THE_SHARE:
        said = header.meta.get(key)
        if said is not None and shared and said.currency != shared:
            yield told(header, f"{key}: {said}; the share is in {shared}.")
    if header.meta.get("difference") != "to":
        shared = str(header.meta.get("currency") or shared)
    yield from _parts(group, shared)


def units_of(group: Group) -> tuple[str, str]:
    """In what an agreement counts, and in what its share is.

    Args:
        group: A `coop-agreement` with its lines.

    Returns:
        The unit of what counts, and the share's before it is turned into another
        currency; empty where nothing says it.
    """
    bands = group.of(BAND.kind)
    said = group.header.meta.get("amount") or group.header.meta.get("guarantee")
    if not bands:
        return "", str(getattr(said, "currency", ""))
    counted = str(bands[0].values["bound"].currency)
    if bands[0].values["how"] == "pays":
        return counted, str(bands[0].values["rate"].currency)
    each = group.header.meta.get("each")
    return counted, str(getattr(each, "currency", counted))


def _parts(group: Group, shared: str) -> Iterator[LedgerError]:
    """Parts in another currency than the share, and such as a rest leaves nothing."""
    lines = group.of(PART.kind)
    rest = any(
        line.values["part"] == REST
        for line in lines
        if isinstance(line.values["part"], str) and line.meta.get("order") is None
    )
    for line in lines:
        part, until = line.values["part"], line.meta.get("until")
        weighs = part == "equal" if isinstance(part, str) else part.currency == WEIGHT
        if weighs and rest:
            yield told(line, "gets nothing, since another part is the rest.")
        amounts = [part] if not isinstance(part, str) else []
        if until is not None:
            amounts.append(until)
        for said in amounts:
            if shared and said.currency not in {*PARTS, shared}:
                yield told(line, f"{said}; the share is in {shared}.")
