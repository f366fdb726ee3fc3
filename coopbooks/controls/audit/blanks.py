"""Lines to write on, of a few lengths, so that they look alike on every sheet."""

from __future__ import annotations

SHORT = "_" * 12
MIDDLE = "_" * 20
LONG = "_" * 28
