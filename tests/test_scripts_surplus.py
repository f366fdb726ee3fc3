"""How the demo's co-ops close their year, with our commands stood in for."""

from __future__ import annotations

from pathlib import Path

import pytest

import demo_surplus

CODE = "s-2025-0123abcd"


class Commands:
    """Stands in for our commands: does what each would, and remembers it."""

    def __init__(
        self, *, again: bool = False, codes: dict[str, int] | None = None
    ) -> None:
        self.again = again
        self.codes = codes or {}
        self.done: list[list[str]] = []

    def __call__(self, command: list[str]) -> int:
        word, book = command[2], Path(command[3])
        self.done.append(command[2:])
        if word == "propose":
            folder = Path(command[-1])
            folder.mkdir(parents=True)
            text = f"This is proposal {CODE}."
            (folder / "surplus.txt").write_text(text, encoding="utf-8")
        if word == "post" and (self.again or not self.posted(book).exists()):
            with self.posted(book).open("a", encoding="utf-8") as file:
                file.write("; posted\n")
        if word == "notices":
            Path(command[-1]).mkdir(parents=True)
        return self.codes.get(word, 0)

    def posted(self, book: Path) -> Path:
        return book.parent / "2025-surplus.beancount"


@pytest.fixture
def works(tmp_path: Path) -> Path:
    """A co-op whose members are still to decide."""
    folder = tmp_path / "lanternworks"
    folder.mkdir()
    for name in ("main", "decisions"):
        (folder / f"{name}.beancount").write_text("; ours\n", encoding="utf-8")
    return folder / "main.beancount"


def test_a_decision_names_the_proposal_and_is_posted_twice(works: Path) -> None:
    run = Commands()
    assert demo_surplus.close_year(run, "coopbooks", works, works.parent / "out")
    said = (works.parent / "decisions.beancount").read_text(encoding="utf-8")
    assert said.startswith("; ours\n")
    assert f'proposal: "{CODE}"' in said
    assert [words[0] for words in run.done] == ["propose", "post", "post", "notices"]
    assert all("2026-04/1" in words for words in run.done if words[0] == "post")
    assert "private" in Path(run.done[-1][-1]).parts


def test_writing_something_the_second_time_is_a_failure(works: Path) -> None:
    run = Commands(again=True)
    done = demo_surplus.close_year(run, "coopbooks", works, works.parent / "out")
    assert done is False
    assert run.done[-1][0] == "post"


@pytest.mark.parametrize(
    ("codes", "expected"), [({"propose": 1}, True), ({"post": 1}, False)]
)
def test_something_to_look_at_stops_only_posting(
    works: Path, codes: dict[str, int], expected: bool
) -> None:
    run = Commands(codes=codes)
    out = works.parent / "out"
    assert demo_surplus.close_year(run, "coopbooks", works, out) is expected


def test_who_is_no_co_op_has_nothing_to_share(tmp_path: Path) -> None:
    book = tmp_path / "union" / "main.beancount"
    run = Commands()
    assert demo_surplus.close_year(run, "coopbooks", book, tmp_path) is None
    assert run.done == []
