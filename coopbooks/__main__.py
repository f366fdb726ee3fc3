"""So that `python -m coopbooks` works where the command is not on the path."""

from __future__ import annotations

from coopbooks.cli import main

if __name__ == "__main__":
    main()
