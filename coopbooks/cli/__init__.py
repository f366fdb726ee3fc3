"""The commands, one module for each group; `main` is what `coopbooks` runs."""

from __future__ import annotations

from coopbooks.cli.root import main

__all__ = ["main"]
