"""Time Fava's pages of a book inside one process; run by bench.py in the environment.

    python scripts/bench_pages.py BOOK PERIOD ACCOUNT REPEAT

Prints the seconds as JSON. Pages are asked for as a browser does: Fava's own get their
figures from its JSON interface.
"""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

from fava.application import create_app

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

Pair = tuple[float, float]

OURS = "Our page {}"


def addresses(app: Flask, period: str, account: str) -> dict[str, str]:
    """Name the pages to ask for, Fava's income statement first.

    Args:
        app: Fava with the book loaded.
        period: the month to show, such as 2025-12.
        account: the account whose page is shown.
    """
    slug, ledger = next(iter(app.config["LEDGERS"].items()))
    year = period[:4]
    api = f"/{slug}/api"
    pages = {
        "Fava: income statement of a year": f"{api}/income_statement?time={year}",
        "Fava: balance sheet of a year": f"{api}/balance_sheet?time={year}",
        "Fava: journal, first page": f"{api}/journal_page?page=1&order=desc",
        "Fava: an account of 200 members": (
            f"{api}/account_report?a={account}&r=journal"
        ),
        "Fava: one member": f'{api}/journal?filter=any(member:"M-00001")',
    }
    for extension in ledger.extensions.extension_details:
        title, name = extension.report_title, extension.name
        if title:
            pages[OURS.format(title)] = f"/{slug}/extension/{name}/?time={period}"
    return pages


def main(path: str, period: str, account: str, repeat: int) -> None:
    """Ask for every page in turns, once to warm up and then to time it."""
    app = create_app([path], load=True)
    pages = addresses(app, period, account)
    times: dict[str, list[Pair]] = {name: [] for name in pages}
    with app.test_client() as client:
        for turn in range(repeat + 1):
            for name, address in pages.items():
                taken = asked(client, address)
                if turn:
                    times[name].append(taken)
        for name, address in pages.items():
            if not name.startswith(OURS.format("")):
                continue
            # What was made is kept; nobody has asked for these yet.
            year = address.replace(f"={period}", f"={period[:4]}")
            times[f"{name}, a whole year, for the first time"] = [asked(client, year)]
    print(json.dumps(times))


def asked(client: FlaskClient, address: str) -> Pair:
    """Ask for a page, and give the seconds it took by the clock and the processor."""
    began, worked = time.perf_counter(), time.process_time()
    answer = client.get(address)
    if answer.status_code != 200:
        sys.exit(f"{address} answered {answer.status}")
    return time.perf_counter() - began, time.process_time() - worked


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
