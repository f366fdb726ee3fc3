from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlsxwriter

from tests.support.goldens import Golden

if TYPE_CHECKING:
    from collections.abc import Callable

    from coopbooks.core.ledger import Book
    from tests.support.ledgers import Loaded

pytest_plugins = ["pytester"]


def test_a_docstring_is_a_ledger(load_doc: Loaded) -> None:
    """
    2026-01-01 open Assets:Bank USD
    2026-01-01 open Income:Dues
    2026-01-02 * "Dues"
      Assets:Bank  10.00 USD
      Income:Dues
    """
    entries, errors, options = load_doc
    assert not errors
    assert [entry.meta["lineno"] for entry in entries] == [1, 2, 3]
    assert Path(entries[0].meta["filename"]).name == "main.beancount"
    assert options["name_assets"] == "Assets"


def test_errors_of_a_docstring_are_for_the_test_to_judge(load_doc: Loaded) -> None:
    """
    2026-01-01 open Assets:Bank USD
    2026-01-02 balance Assets:Bank 1.00 USD
    """
    assert [error.source["lineno"] for error in load_doc.errors] == [2]


def test_a_docstring_is_a_book(book_doc: Book, tmp_path: Path) -> None:
    """
    option "operating_currency" "USD"
    2026-01-01 open Assets:Bank USD
    """
    assert book_doc.currency == "USD"
    assert book_doc.path == tmp_path / "main.beancount"


def test_a_missing_golden_fails(tmp_path: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match="no golden"):
        Golden(tmp_path)("new.txt", "made")
    assert not (tmp_path / "new.txt").exists()


def test_a_golden_is_written_only_when_asked(tmp_path: Path) -> None:
    Golden(tmp_path, update=True)("packs/new.txt", "één\n")
    Golden(tmp_path)("packs/new.txt", "één\n")
    with pytest.raises(pytest.fail.Exception, match=r"\+een"):
        Golden(tmp_path)("packs/new.txt", "een\n")


@pytest.mark.workbook
def test_a_planted_wrong_value_is_recalculated(
    tmp_path: Path, recalculate: Callable[[Path], Path]
) -> None:
    path = tmp_path / "planted.xlsx"
    workbook = xlsxwriter.Workbook(path)
    sheet = workbook.add_worksheet()
    sheet.write_number("A1", 2)
    sheet.write_formula("A2", "=A1+1", None, 99)
    workbook.close()

    assert value_of(path, "A2") == 99
    assert value_of(recalculate(path), "A2") == 3


def value_of(path: Path, cell: str) -> object:
    book = openpyxl.load_workbook(path, data_only=True)
    return book.worksheets[0][cell].value


SKIPPING = """
    import pytest

    def test_done():
        pass

    def test_not_done():
        pytest.skip("no browser here")
"""
WITH_SKIPS_FAIL = """
    from tests.support.skips import SkipsFail

    def pytest_configure(config):
        config.pluginmanager.register(SkipsFail())
"""


@pytest.mark.parametrize("processes", [[], ["-n", "2"]])
def test_a_skip_fails_the_run_in_ci(
    pytester: pytest.Pytester,
    monkeypatch: pytest.MonkeyPatch,
    root: Path,
    processes: list[str],
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(root))
    pytester.makeconftest(WITH_SKIPS_FAIL)
    pytester.makepyfile(SKIPPING)
    result = pytester.runpytest_subprocess(*processes)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["*which counts as failed*", "*no browser here*"])


def test_a_skip_is_only_told_elsewhere(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(SKIPPING)
    result = pytester.runpytest_subprocess("-rs")
    assert result.ret == pytest.ExitCode.OK
    result.stdout.fnmatch_lines(["*no browser here*"])
