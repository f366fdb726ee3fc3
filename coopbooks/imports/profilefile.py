"""Reading the text of one profile, with a plain error for whatever does not fit."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any
from typing import cast

from coopbooks.core.accounttypes import TYPES as TYPES_OF_ACCOUNTS
from coopbooks.core.directives import near
from coopbooks.core.errors import LedgerError
from coopbooks.imports.profile import SHAPES
from coopbooks.imports.profile import TAGS
from coopbooks.imports.profile import Profile
from coopbooks.imports.profile import Rule
from coopbooks.imports.profilekeys import FINDS
from coopbooks.imports.profilekeys import RULE
from coopbooks.imports.profilekeys import SENDER
from coopbooks.imports.profilekeys import TABLE
from coopbooks.imports.profilekeys import TABLES
from coopbooks.imports.profilekeys import TOP
from coopbooks.imports.profilekeys import TYPES
from coopbooks.imports.profilekeys import fits
from coopbooks.imports.profilekeys import listed
from coopbooks.imports.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path

    from coopbooks.imports.profile import Kind
    from coopbooks.imports.profile import Shape

# The keys that a profile has as they are given.
OPTIONAL = (
    "payee",
    "sign",
    "member",
    "unknown",
    "again",
    "texts",
    "window",
    "years",
    "measure",
)


def read_profile(path: Path) -> tuple[Profile | None, list[LedgerError]]:
    """Read one profile.

    Args:
        path: Its file, TOML in UTF-8.

    Returns:
        The profile, or None where something is wrong with it; and the errors with the
        line of the key.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        table = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        return None, [_error(path, 1, f"can't be read as UTF-8 text: {error}")]
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        at = int(line[1]) if line else len(text.splitlines())
        return None, [_error(path, at, f"{error}")]
    reader = _Reader(path, text)
    profile = reader.profile(table)
    return (None if reader.errors else profile), reader.errors


def _error(path: Path, line: int, message: str) -> LedgerError:
    source = {"filename": str(path), "lineno": line}
    return LedgerError(source, f"profile: {message.rstrip('.')}.")


@dataclass(slots=True)
class _Reader:
    """Collects what is wrong while it goes through a profile's tables."""

    path: Path
    text: str
    errors: list[LedgerError] = field(default_factory=list)

    def profile(self, table: dict[str, Any]) -> Profile | None:
        """Make the profile; None where its kind is not known."""
        rules = table.pop("rules", [])
        kind = str(table.get("kind", ""))
        self.words(table, {**TOP, **dict.fromkeys(TABLES, TABLE)})
        if kind not in SHAPES:
            if not kind:
                self.say("kind", f"'kind' is missing; it is one of {listed(SHAPES)}")
            return None
        for needed in ("sender", "files"):
            if not table.get(needed):
                self.say("kind", f"'{needed}' is missing")
        if not SENDER.fullmatch(str(table.get("sender", "x"))):
            self.say("sender", "'sender' has small letters, digits and hyphens only")
        if self.errors:
            return None
        shape = SHAPES[kind]
        columns = self.columns(table, shape, kind)
        self.accounts(table.get("accounts", {}), shape)
        return Profile(
            self.path.stem,
            self.path,
            cast("Kind", kind),
            table["sender"],
            tuple(table["files"]),
            self.reading(table, columns),
            table.get("accounts", {}),
            self.rules(rules, shape, columns),
            find=self.find(table.get("find", {})),
            types=self.types(table.get("types", {})),
            withheld=self.numbered(table, "withheld"),
            employer=self.numbered(table, "employer"),
            months={str(month): str(month) for month in table.get("months", {})},
            **self.optional(table),
        )

    def optional(self, table: Mapping[str, Any]) -> dict[str, Any]:
        """The keys that have a value of their own where they are missing."""
        given = {name: table[name] for name in OPTIONAL if name in table}
        if given.get("years") == "closed":
            given["asserts"] = TYPES_OF_ACCOUNTS
            if not table.get("accounts", {}).get("result"):
                self.say("years", "[accounts] needs 'result' where years are closed")
        if "asserts" in table:
            given["asserts"] = tuple(table["asserts"])
        return given

    def columns(
        self, table: Mapping[str, Any], shape: Shape, kind: str
    ) -> dict[str, tuple[str, ...]]:
        """The header texts by field; fields of a payroll and a plan are numbered."""
        given = table.get("columns", {})
        fields = [one for need in shape.needs for one in need.split("|")]
        known = [*fields, *shape.may]
        found: dict[str, tuple[str, ...]] = {}
        for name, texts in given.items():
            if name not in known:
                hint = near(name, known) or f" It is one of {listed(known)}"
                self.say(name, f"'{kind}' has no column '{name}'.{hint}")
            found[name] = (texts,) if isinstance(texts, str) else tuple(texts)
        has_day = "date" in table.get("find", {})
        for need in shape.needs:
            if need == "date" and has_day:
                continue
            if not set(need.split("|")) & found.keys():
                self.say("columns", f"'{kind}' needs a column '{need}' in [columns]")
        for which in ("withheld", "employer"):
            for header in table.get(which, {}):
                found[f"{which}:{header}"] = (header,)
        for month, texts in table.get("months", {}).items():
            found[month] = (texts,) if isinstance(texts, str) else tuple(texts)
        return found

    def accounts(self, given: Mapping[str, Any], shape: Shape) -> None:
        """Hold the accounts against the kind."""
        known = (*shape.accounts, *shape.more)
        for name in given:
            if name not in known:
                hint = near(name, known) or f" It is one of {listed(known)}"
                self.say(name, f"no account '{name}' is used here.{hint}")
        for name in shape.accounts:
            if name not in given:
                self.say("accounts", f"[accounts] needs '{name}'")

    def reading(
        self, table: Mapping[str, Any], columns: Mapping[str, tuple[str, ...]]
    ) -> Reading:
        """How the sender writes."""
        named = {
            name: (label,) if isinstance(label, str) else tuple(label)
            for name, label in table.get("balances", {}).items()
        }
        labels = table.get("totals", {}).get("label", ())
        return Reading(
            columns,
            frozenset(table.get("optional", ())),
            table.get("sheet", ""),
            table.get("header-rows", 1),
            table.get("hidden", "skip"),
            table.get("decimal", ""),
            table.get("thousands", ""),
            tuple(table.get("dates", ())),
            table.get("encoding", ""),
            table.get("separator", ""),
            (labels,) if isinstance(labels, str) else tuple(labels),
            named,
            table.get("currency", ""),
        )

    def rules(
        self, given: Iterable[Any], shape: Shape, columns: Mapping[str, object]
    ) -> tuple[Rule, ...]:
        """The rules, each with its line."""
        lines = _lines_of(self.text, r"\s*\[\[\s*rules\s*\]\]")
        found = []
        for line, rule in zip(lines, given, strict=False):
            texts = rule.get("text", ())
            rule["text"] = [texts] if isinstance(texts, str) else texts
            self.words(rule, RULE, line)
            if not rule["text"]:
                self.say_at(line, "a rule needs 'text'")
            name = rule.get("field", shape.text)
            if name not in columns:
                hint = near(str(name), columns)
                self.say_at(line, f"a rule looks at '{name}', no column here.{hint}")
            found.append(_rule(rule, name, line))
        return tuple(found)

    def find(self, given: Mapping[str, Any]) -> dict[str, re.Pattern[str]]:
        """The patterns of what stands outside the table."""
        found = {}
        for name, pattern in given.items():
            if name not in FINDS:
                self.say(name, f"[find] knows {listed(FINDS)}.{near(name, FINDS)}")
            try:
                found[name] = re.compile(pattern, re.IGNORECASE)
            except re.error as error:
                self.say(name, f"'{pattern}' is no pattern: {error}")
        return found

    def types(self, given: Mapping[str, Any]) -> dict[str, str]:
        """A processor's own words: `payment = "charge"`."""
        for word, ours in given.items():
            if ours not in TYPES:
                self.say(word, f"'{ours}' is not one of {listed(TYPES)}")
        return {str(word).casefold(): str(ours) for word, ours in given.items()}

    def numbered(self, table: Mapping[str, Any], which: str) -> dict[str, str]:
        """The accounts of columns, by the field that the column gets."""
        given = table.get(which, {})
        return {f"{which}:{header}": str(account) for header, account in given.items()}

    def words(
        self,
        table: Mapping[str, Any],
        known: Mapping[str, str | tuple[str, ...]],
        line: int = 0,
    ) -> None:
        """Find keys that are not known, and values that can't be meant."""
        for key, value in table.items():
            at = line or self.line(key)
            if key not in known:
                self.say_at(at, f"'{key}' is not known here.{near(key, known)}")
                continue
            wanted = known[key]
            if isinstance(wanted, tuple):
                if value not in wanted:
                    hint = near(str(value), wanted)
                    self.say_at(at, f"'{value}' is not one of {listed(wanted)}.{hint}")
            elif not fits(value, wanted):
                self.say_at(at, f"'{key}' must be {wanted}")

    def say(self, key: str, message: str) -> None:
        """Note what is wrong at a key."""
        self.say_at(self.line(key), message)

    def say_at(self, line: int, message: str) -> None:
        """Note what is wrong at a line."""
        self.errors.append(_error(self.path, line, message))

    def line(self, key: str) -> int:
        """The first line that a key or a table begins."""
        name = re.escape(key)
        return next(_lines_of(self.text, rf'\s*(\[\[?\s*{name}\b|"?{name}"?\s*=)'), 1)


def _lines_of(text: str, pattern: str) -> Iterator[int]:
    wanted = re.compile(pattern)
    lines = enumerate(text.splitlines(), 1)
    return (number for number, line in lines if wanted.match(line))


def _rule(rule: Mapping[str, Any], name: str, line: int) -> Rule:
    return Rule(
        tuple(" ".join(str(text).casefold().split()) for text in rule["text"]),
        name,
        rule.get("account", ""),
        rule.get("payee", ""),
        rule.get("narration", ""),
        rule.get("way", ""),
        {key: rule[key] for key in TAGS if key in rule},
        rule.get("split", {}),
        rule.get("member"),
        rule.get("hours", ""),
        rule.get("foreign", ""),
        line,
    )
