"""What people read of the demo's dues, as it was looked at and found right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.batches import tree
from tests.support.commands import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.goldens import Golden

NOW = ("--now", "2026-04-08T19:05")
MARCH = ("--period", "2026-03", *NOW)
LOCAL, DOCKS = "harbor-foods-local-12", "dockhands-union"
SHOWN = {
    "charge": (LOCAL, "charge", *MARCH, "--members"),
    "charge-by-cash": (DOCKS, "charge", *MARCH),
    "charge-pledged": ("eastport", "charge", *MARCH),
    "explain": (LOCAL, "explain", "M-0042", *MARCH),
    "explain-by-band": ("kilmore-abroad", "explain", "M-0202", *MARCH),
    "standing": (LOCAL, "standing", "--on", "2026-03-31", "--behind", *NOW),
    "standing-member": (
        LOCAL, "standing", "--on", "2026-03-31", "--member", "M-0063", *NOW,
    ),
    "statement": (
        LOCAL, "statement", "M-0063", "--on", "2026-03-31", "--no-name",
        "--since", "2025-11-01", *NOW,
    ),
    "reminders": (LOCAL, "reminders", *MARCH),
    "reconcile": (
        LOCAL, "reconcile", "--employer", "harbor-foods", "--period", "2026-02", *NOW,
    ),
    "letter": (
        LOCAL, "reconcile", "--employer", "harbor-foods", "--period", "2026-02", *NOW,
        "--letter",
    ),
    "per-capita": (LOCAL, "per-capita", *MARCH),
    "stamps": (DOCKS, "stamps", *MARCH),
}  # fmt: skip


@pytest.mark.parametrize("name", SHOWN)
def test_what_people_read(harbor: Path, golden: Golden, name: str) -> None:
    body, command, *words = SHOWN[name]
    done = run("dues", command, harbor / body, *words)
    golden(f"dues/{name}.txt", done.stdout)


@pytest.mark.parametrize("body", [LOCAL, DOCKS, "eastport", "kilmore-abroad"])
def test_what_was_typed_is_what_the_rules_ask_for(harbor: Path, body: str) -> None:
    before = tree(harbor / body)
    done = run("dues", "charge", harbor / body, "--period", "2025-01..2026-03", *NOW)
    assert done.exit_code == 0, done.stderr
    assert "PROPOSAL" not in done.stdout
    assert tree(harbor / body) == before
