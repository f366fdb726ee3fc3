"""What a module imports, read from its source without running it."""

from __future__ import annotations

import ast
import importlib.util
from typing import TYPE_CHECKING
from typing import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Import(NamedTuple):
    """One import, wherever in the file it stands, functions included."""

    line: int
    target: str  # "coopbooks.core.money" or, as names may be modules, "beancount.D"
    for_types: bool  # under TYPE_CHECKING: never run


class Module(NamedTuple):
    """A source file and its name as a module."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def package(self) -> str:
        """The package that relative imports start from."""
        if self.path.name == "__init__.py":
            return self.name
        return self.name.rpartition(".")[0]


def modules(package: Path) -> list[Module]:
    """Read every module of a package.

    Args:
        package: its folder.

    Returns:
        The modules in order of their paths.
    """
    found = []
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
        found.append(Module(name, path, tree))
    return found


def imports(module: Module) -> list[Import]:
    """List what a module imports, also inside functions and by `import_module`.

    Args:
        module: the module.

    Returns:
        The imports from top to bottom; `from a import b` is "a.b".
    """
    return list(_walk(module, module.tree, for_types=False))


def within(target: str, package: str) -> bool:
    """Tell whether an import is of a package or of something in it."""
    return target == package or target.startswith(f"{package}.")


def _walk(module: Module, node: ast.AST, *, for_types: bool) -> Iterator[Import]:
    if isinstance(node, ast.Import | ast.ImportFrom | ast.Call):
        for target in _targets(module, node):
            yield Import(node.lineno, target, for_types)
    typing_only = isinstance(node, ast.If) and ast.unparse(node.test) in {
        "TYPE_CHECKING",
        "typing.TYPE_CHECKING",
    }
    for field, value in ast.iter_fields(node):
        inside = for_types or (typing_only and field == "body")
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _walk(module, child, for_types=inside)


def _targets(module: Module, node: ast.Import | ast.ImportFrom | ast.Call) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        dots = "." * node.level + (node.module or "")
        source = importlib.util.resolve_name(dots, module.package)
        return [f"{source}.{alias.name}" for alias in node.names]
    name = ast.unparse(node.func).rpartition(".")[2]
    if name in {"import_module", "__import__"} and node.args:
        first = node.args[0]
        if isinstance(first, ast.Constant):
            return [str(first.value)]
        # f"coopbooks.cli.{name}" stays below coopbooks.cli, whatever the name is.
        if isinstance(first, ast.JoinedStr) and isinstance(
            first.values[0], ast.Constant
        ):
            package, dot, rest = str(first.values[0].value).rpartition(".")
            if dot and not rest:
                return [package]
        return ["a module whose name is worked out"]
    return []
