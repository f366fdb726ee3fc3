"""Books of worker co-ops, unions and chapters, on Beancount.

    import coopbooks

    book = coopbooks.load("main.beancount")

The name `load` is fetched when it is first used, so that `import coopbooks` stays
cheap for the command line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coopbooks.core.ledger import load
else:

    def __getattr__(name: str) -> object:
        if name == "load":
            from coopbooks.core.ledger import load

            return load
        message = f"module 'coopbooks' has no attribute {name!r}"
        raise AttributeError(message)


__all__ = ["__version__", "load"]

__version__ = "0.1.0"
