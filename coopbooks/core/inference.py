"""Which accounts hold money, guessed by their names, for books that do not say."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# The words of published ledgers in English, German, Spanish, French and Italian. Those
# for banks come first: a Sparkasse is no Kasse, and cash at bank is no cash in hand.
_BANK = re.compile(
    r"""(?x)\b(?:
      (?<!food\ )(?!food)\w*bank\w* | checking | chequing | savings? |
      current\ account | credit\ union | building\ society | pay\ ?pal |
      (?!verrechnung)\w*konto\w* | giro\w* | sparkasse\w* | sparbuch | tagesgeld\w* |
      bancos? | bancari[ao] | cuenta\ (?:corriente|de\ ahorros?) |
      caja\ (?:rural|de\ ahorros?) |
      banques? | bancaire | compte\ (?:courant|cheques?|epargne) | livret |
      caisse\ (?:d\ )?epargne |
      banca | banche | conto | conti\ correnti | cassa\ (?:di\ )?risparmio
    )\b"""
)
_CASH = re.compile(
    r"""(?x)\b(?:
      cash\w* | petty | till | (?!kranken)\w*kasse\w* | bargeld\w* |
      caja | efectivo | caisse | especes | cassa | contanti
    )\b"""
)
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def money_accounts(accounts: Iterable[str]) -> dict[str, str]:
    """Guess which accounts are cash and which are in a bank, by their names.

    Args:
        accounts: Asset accounts.

    Returns:
        `cash` or `bank` for each account that looks like it. The last component of its
        name that says either decides: `Assets:Cash:Checking` is in a bank.
    """
    found: dict[str, str] = {}
    for account in accounts:
        for component in reversed(account.split(":")[1:]):
            if role := _role_of(component):
                found[account] = role
                break
    return found


def _role_of(component: str) -> str | None:
    words = _words(component)
    if _BANK.search(words):
        return "bank"
    return "cash" if _CASH.search(words) else None


def _words(component: str) -> str:
    """The words of a component: `caisse d epargne` for `CaisseDÉpargne`."""
    letters = unicodedata.normalize("NFKD", component)
    plain = "".join(char for char in letters if not unicodedata.combining(char))
    return " ".join(_WORD.findall(plain)).lower()
