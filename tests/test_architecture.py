from __future__ import annotations

import ast
import json
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.imports import Import
from tests.support.imports import Module
from tests.support.imports import imports
from tests.support.imports import modules
from tests.support.imports import within

ROOT = Path(__file__).resolve().parent.parent
ALL = modules(ROOT / "coopbooks")

# Each may import those before it, and itself.
SUBJECTS = (
    "core",
    "members",
    "funds",
    "statements",
    "dues",
    "surplus",
    "sharing",
    "support",
    "federation",
    "controls",
    "imports",
)
FACES = {
    "packs": {*SUBJECTS, "packs"},
    "plugins": {*SUBJECTS, "plugins"},
    "cli": {*SUBJECTS, "packs", "pages", "cli"},
    "pages": {*SUBJECTS, "packs", "pages"},
}
MAY_IMPORT = FACES | {
    room: set(SUBJECTS[: place + 1]) for place, room in enumerate(SUBJECTS)
}

# Who alone may know what.
ONLY = {
    "beancount.loader": ("coopbooks.core.ledger",),
    "beancount.load_file": ("coopbooks.core.ledger",),
    "beancount.load_string": ("coopbooks.core.ledger",),
    "beancount.api": ("coopbooks.core.ledger",),
    # One command starts Fava; all others do without it.
    "coopbooks.pages": ("coopbooks.pages", "coopbooks.cli.view"),
    "cheroot": ("coopbooks.pages.viewer",),
    "click": ("coopbooks.cli",),
    "fava": ("coopbooks.pages",),
    "flask": ("coopbooks.pages",),
    "werkzeug": ("coopbooks.pages",),
    "jinja2": ("coopbooks.packs", "coopbooks.pages"),
    "openpyxl": ("coopbooks.packs", "coopbooks.imports"),
    "python_calamine": ("coopbooks.packs", "coopbooks.imports"),
    "xlsxwriter": ("coopbooks.packs", "coopbooks.imports"),
}
# Plugins run at every bean-check.
TOO_HEAVY_FOR_PLUGINS = ("click", "fava", "flask", "pandas", "openpyxl", "xlsxwriter")

MOST_LINES_A_FILE = 300
MOST_LINES_A_FUNCTION = 50
OURS = [*ALL, *modules(ROOT / "scripts"), *modules(ROOT / "tests")]


def room(name: str) -> str:
    """coopbooks.core.money -> core; what is in no room is in the hall, ""."""
    parts = name.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in MAY_IMPORT else ""


def place(module: Module, line: int) -> str:
    return f"{module.path.relative_to(ROOT).as_posix()}:{line}"


def against_the_layers(module: Module, found: Import) -> bool:
    here, there = room(module.name), room(found.target)
    if not within(found.target, "coopbooks") or not here or not there:
        return False
    return there not in MAY_IMPORT[here]


def known_elsewhere_only(module: Module, found: Import) -> bool:
    return any(
        within(found.target, what)
        and not any(within(module.name, allowed) for allowed in who)
        for what, who in ONLY.items()
    )


def breaches(kind: str) -> list[str]:
    rule = {"layers": against_the_layers, "only": known_elsewhere_only}[kind]
    return [
        f"{place(module, found.line)} imports {found.target}"
        for module in ALL
        for found in imports(module)
        if rule(module, found)
    ]


def test_imports_go_one_way() -> None:
    assert breaches("layers") == []


def test_each_library_is_known_in_its_own_room() -> None:
    assert breaches("only") == []


def test_every_room_has_a_place_in_the_order() -> None:
    rooms = {path.parent.name for path in (ROOT / "coopbooks").glob("*/__init__.py")}
    assert rooms <= set(MAY_IMPORT)


@pytest.mark.parametrize(
    ("name", "source", "rule"),
    [
        ("coopbooks.core.money", "import coopbooks.members.status", "layers"),
        ("coopbooks.core.money", "from coopbooks import members", "layers"),
        ("coopbooks.core.money", "from ..funds import terms", "layers"),
        (
            "coopbooks.members.status",
            "def f():\n import coopbooks.funds",
            "layers",
        ),
        ("coopbooks.funds.terms", "if TYPE_CHECKING:\n import coopbooks.cli", "layers"),
        ("coopbooks.plugins.all", "from coopbooks.packs import month", "layers"),
        ("coopbooks.core.money", "import_module('coopbooks.packs')", "layers"),
        ("coopbooks.core.journal", "from beancount import loader", "only"),
        ("coopbooks.core.journal", "import beancount.loader", "only"),
        ("coopbooks.core.journal", "from beancount.loader import load_file", "only"),
        ("coopbooks.packs.text", "import click", "only"),
        ("coopbooks.cli.show", "def f():\n import fava.cli", "only"),
        ("coopbooks.funds.tables", "from xlsxwriter import Workbook", "only"),
    ],
)
def test_the_rules_would_notice(name: str, source: str, rule: str) -> None:
    module = Module(name, Path(f"{name.rpartition('.')[2]}.py"), ast.parse(source))
    broken = {"layers": against_the_layers, "only": known_elsewhere_only}[rule]
    assert any(broken(module, found) for found in imports(module))


def loaded_by(code: str) -> set[str]:
    """The modules that a fresh Python has loaded once it has run some code."""
    code = f"import json, sys; {code}; print(json.dumps([*sys.modules]))"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return set(json.loads(run.stdout))


def test_checking_books_loads_nothing_heavy(harbor: Path) -> None:
    # Not only at import: something heavy may be fetched where it is used.
    books = [str(path) for path in sorted(harbor.glob("*/main.beancount"))]
    assert books
    loaded = loaded_by(
        "from beancount import loader; loader.initialize(False);"
        f"[loader.load_file(book) for book in {books}]"
    )
    assert "coopbooks.plugins.all" in loaded
    assert loaded.isdisjoint(TOO_HEAVY_FOR_PLUGINS)


def test_importing_the_plugin_loads_nothing_heavy() -> None:
    loaded = loaded_by("import coopbooks.plugins.all")
    assert loaded.isdisjoint(TOO_HEAVY_FOR_PLUGINS)


def test_the_package_itself_loads_nothing() -> None:
    loaded = loaded_by("import coopbooks")
    assert not [name for name in loaded if within(name, "beancount")]
    assert not [name for name in loaded if name.startswith("coopbooks.")]


def test_what_is_imported_is_asked_for() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    wanted = map(Requirement, tomllib.loads(text)["project"]["dependencies"])
    asked = {canonicalize_name(requirement.name) for requirement in wanted}
    homes = metadata.packages_distributions()
    missing = set()
    for module in ALL:
        for found in imports(module):
            top = found.target.split(".")[0]
            if top == "coopbooks" or top in sys.stdlib_module_names:
                continue
            if asked.isdisjoint(map(canonicalize_name, homes.get(top, []))):
                missing.add(f"{place(module, found.line)} imports {found.target}")
    assert missing == set()


def test_files_are_short() -> None:
    lengths = {
        place(module, 1): len(module.path.read_text(encoding="utf-8").splitlines())
        for module in OURS
    }
    too_long = {name: n for name, n in lengths.items() if n > MOST_LINES_A_FILE}
    assert too_long == {}


def length(module: Module, function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function; in tests without its docstring, which may be a ledger."""
    first = function.lineno
    if within(module.name, "tests") and ast.get_docstring(function):
        first = function.body[0].end_lineno or first
    return (function.end_lineno or first) - first + 1


def test_functions_are_short() -> None:
    too_long = [
        f"{place(module, node.lineno)} {node.name}"
        for module in OURS
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and length(module, node) > MOST_LINES_A_FUNCTION
    ]
    assert too_long == []


def test_annotations_are_not_run() -> None:
    line = "from __future__ import annotations"
    bare = [
        place(module, 1)
        for module in OURS
        if len(module.tree.body) > 1
        and line not in module.path.read_text(encoding="utf-8").splitlines()
    ]
    assert bare == []


def test_money_is_never_a_float() -> None:
    # Pictures and workbook cells are drawn with floats: only packs may make them. One
    # module takes those of workbooks that are read, and makes exact decimals of them.
    floats = [
        place(module, node.lineno)
        for module in ALL
        if room(module.name) != "packs"
        and module.name != "coopbooks.imports.sheets.grid"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Name) and node.id == "float"
    ]
    assert floats == []
