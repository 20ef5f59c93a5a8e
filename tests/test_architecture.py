"""The rooms of the package: what imports what, which libraries each may name, and how long a file may grow."""

from __future__ import annotations

import ast
import graphlib
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent
PACKAGE = TOP / "shapelint"

LAYERS = (
    {"version", "dims", "faults", "findings", "model", "selectors", "trace_inputs", "safe_start"},
    {"facts", "source", "traced", "stated", "merge"},
    {"values", "demands", "compare", "fix", "moved", "config"},
    {"ops"},
    {"trace", "layers", "keras"},
    {"interpret", "written", "confirm"},
    {"callees", "spelling"},
    {"rules"},
    {"judge", "silence", "output", "trace_world", "fix_trial"},
    {"trace_calls"},
    {"tracing", "limits", "explaining", "port"},
    {"child"},
    {"check"},
    {"parallel", "interface", "server_worker"},
    {"server_pool"},
    {"server"},
    {"cli"},
    {"", "__main__"},
)
"""Rooms (folders, and modules that stand alone) from the lowest to the highest: a room names lower ones only. Rooms of
one layer know nothing of each other. "" is `shapelint/__init__.py`."""

LIBRARIES = {"libcst": "model", "torch": "confirm"}
MUST_NOT_KNOW = {
    "dims": {"facts", "values", "source", "findings", "model"},
    "ops": {"model", "rules", "interpret"},
    "values": {"model"},
    "model": {"dims", "facts"},
    "interpret": {"rules", "confirm"},
    "rules": {"interpret", "confirm"},
    "confirm": {"model", "interpret"},
    "output": {"rules", "interpret", "trace", "model"},
    "fix": {"rules", "trace"},
    "layers": {"values", "trace", "model", "facts"},
}
"""Holds inside functions as well, where an import is delayed to cost nothing."""

MAX_LINES = 500


@cache
def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(TOP).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(modules()[module].read_text(encoding="utf-8"))


def statements(nodes: list[ast.AST], delayed: bool) -> Iterator[ast.Import | ast.ImportFrom]:
    """The imports that run with the module, none for type checkers; with `delayed` those of its functions as well."""
    for node in nodes:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield node
        elif isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            yield from statements(list(node.orelse), delayed)
        elif delayed or not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            yield from statements(list(ast.iter_child_nodes(node)), delayed)


def imported(module: str, delayed: bool = False) -> set[str]:
    """What a module imports by dotted name: modules of the package, and the first name of others."""
    names = set()
    for statement in statements([tree(module)], delayed):
        if isinstance(statement, ast.Import):
            every = [alias.name for alias in statement.names]
        else:
            assert statement.level == 0, f"{module}: imports are absolute"
            every = [f"{statement.module}.{alias.name}" for alias in statement.names]
        for name in every:
            if name.partition(".")[0] != "shapelint":
                names.add(name.partition(".")[0])
            else:
                names.add(name if name in modules() else name.rpartition(".")[0])
    return names


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def test_every_room_has_its_layer() -> None:
    placed = [name for layer in LAYERS for name in layer]
    assert sorted(placed) == sorted({room(module) for module in modules()})


def test_imports_go_down_only() -> None:
    height = {name: index for index, layer in enumerate(LAYERS) for name in layer}
    upward = {
        f"{module} imports {name}"
        for module in modules()
        for name in imported(module)
        if name in modules() and room(name) != room(module) and height[room(name)] >= height[room(module)]
    }
    assert upward == set()


def test_modules_import_each_other_in_no_circle() -> None:
    """`static_order` raises CycleError, which names the circle."""
    graph = {module: imported(module) & modules().keys() for module in modules()}
    order = list(graphlib.TopologicalSorter(graph).static_order())
    assert len(order) == len(graph)


@pytest.mark.parametrize("library", LIBRARIES)
def test_one_room_imports_the_library(library: str) -> None:
    assert {room(module) for module in modules() if library in imported(module, delayed=True)} == {LIBRARIES[library]}


@pytest.mark.parametrize("name", MUST_NOT_KNOW)
def test_a_room_does_not_know(name: str) -> None:
    known = {
        (module, room(other))
        for module in modules()
        if room(module) == name
        for other in imported(module, delayed=True)
    }
    assert {pair for pair in known if pair[1] in MUST_NOT_KNOW[name]} == set()


def test_packages_only_name_what_they_offer() -> None:
    """Importing a package does nothing: catalogs walk their folder, nothing is registered in an `__init__`."""
    allowed = (ast.Import, ast.ImportFrom, ast.Assign, ast.FunctionDef)
    for module, path in modules().items():
        if path.name != "__init__.py" or module == "shapelint":
            continue
        for statement in tree(module).body:
            text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
            assert text or isinstance(statement, allowed), f"{path}:{statement.lineno}"
            calls = [node for node in ast.walk(statement) if isinstance(node, ast.Call)]
            assert not calls, f"{path}:{statement.lineno}"


def test_the_package_and_its_interpreter_import_no_heavy_library() -> None:
    """libcst waits for a file that `ast` does not read, and no check without confirmation needs torch."""
    code = (
        "import sys, shapelint, shapelint.interpret.entries, shapelint.judge, shapelint.rules.catalog\n"
        "shapelint.rules.catalog.rules()\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules} & {'torch', 'libcst', 'numpy'}))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=TOP, timeout=60)
    assert (result.stdout.strip(), result.stderr) == ("", "")


def test_files_are_short() -> None:
    """A file near the limit wants a room of its own."""
    lines = {module: len(path.read_text(encoding="utf-8").splitlines()) for module, path in modules().items()}
    assert {module: count for module, count in lines.items() if count > MAX_LINES} == {}
