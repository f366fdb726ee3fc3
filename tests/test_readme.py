"""The README is short, and its example from Python does what it says."""

from __future__ import annotations

import doctest
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).resolve().parent.parent


def test_readme_is_short() -> None:
    """It stays below 150 lines, so that it is read."""
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) < 150


def test_readmes_example_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a person copies from the README gives what stands there."""
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert tried > 0
    assert failed == 0


def test_readmes_links_lead_somewhere() -> None:
    """Every file that the README and the guides name in a link is there."""
    for name in ("README.md", "ledgers/README.md", "reports/README.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for part in text.split("](")[1:]:
            target = part.split(")")[0]
            if not target.startswith("http"):
                assert ((ROOT / name).parent / target.split("#")[0]).exists(), target
