from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coopbooks.members.roster import RosterColumns
from coopbooks.members.roster import RosterMissing
from coopbooks.members.roster import read_roster
from coopbooks.members.roster import unmatched

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, content: str, encoding: str = "utf-8") -> Path:
    private = folder / "private"
    private.mkdir()
    path = private / "roster.csv"
    path.write_text(content, encoding=encoding, newline="")
    return folder


def test_names_are_joined_to_ids(tmp_path: Path) -> None:
    text = (
        "member,name,email,phone,note\r\n"
        'M-0001,"Example, Ann",ann@example.org,555-0100,\r\n'
        "\r\n"
        "M-0002,Bo Example,,,on leave\r\n"
    )
    roster, errors = read_roster(written(tmp_path, text, "utf-8-sig"))
    assert errors == []
    assert roster.name_of("M-0001") == "Example, Ann"
    assert roster.name_of("M-0003") == "M-0003"
    assert roster.people["M-0001"].phone == "555-0100"
    assert roster.people["M-0002"].note == "on leave"


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_columns_in_any_order_and_separated_as_spreadsheets_do(
    tmp_path: Path, delimiter: str
) -> None:
    text = f"Name{delimiter}Member\nAnn Example{delimiter}M-0001\n"
    roster, errors = read_roster(written(tmp_path, text))
    assert errors == []
    assert roster.name_of("M-0001") == "Ann Example"


def test_a_roster_and_a_book_that_differ(tmp_path: Path) -> None:
    text = "member,name\nM-1,Ann\n,Bo\nM-1,Cy\nM-9,Di\n"
    roster, errors = read_roster(written(tmp_path, text))
    said = [
        f"{error.source['lineno']} {error.message}"
        for error in [*errors, *unmatched(roster, ["M-1", "M-2"])]
    ]
    assert said == [
        "3 roster: this line has no member id.",
        "4 roster: 'M-1' stands in line 2 already.",
        "5 roster: 'M-9' never joined by the book; add a coop-member.",
        "1 roster: 'M-2' of the book is not in it.",
    ]
    assert roster.name_of("M-1") == "Ann"
    # What is said aloud about a roster names nobody.
    assert not any(name in " ".join(said) for name in ("Ann", "Bo", "Cy", "Di"))


def test_no_roster(tmp_path: Path) -> None:
    with pytest.raises(RosterMissing, match=r"roster\.csv can't be read: No such file"):
        read_roster(tmp_path)


def test_a_roster_of_another_encoding(tmp_path: Path) -> None:
    folder = written(tmp_path, "member,name\nM-1,José\n", "latin-1")
    with pytest.raises(RosterMissing, match="it is not UTF-8 text"):
        read_roster(folder)


def test_a_roster_that_is_no_csv(tmp_path: Path) -> None:
    folder = written(tmp_path, 'member,name\nM-1,"José" or so\n')
    with pytest.raises(RosterMissing, match="can't be read: "):
        read_roster(folder)


def test_a_roster_without_its_columns(tmp_path: Path) -> None:
    folder = written(tmp_path, "members,name\nM-1,Ann\n")
    message = "no column 'member' in its first line, only members, name. Did you mean"
    with pytest.raises(RosterColumns, match=message):
        read_roster(folder)


def test_an_empty_roster(tmp_path: Path) -> None:
    with pytest.raises(RosterColumns, match="only none"):
        read_roster(written(tmp_path, ""))
