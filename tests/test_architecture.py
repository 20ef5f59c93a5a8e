"""The rooms of the package: what imports what, which libraries each may name, and how long a file may grow."""

from __future__ import annotations

import ast
import graphlib
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent
PACKAGE = TOP / "shapelint"
STAND_INS = PACKAGE / "stand_ins"

SYNTAX = tuple(f"source.syntax.{name}" for name in ("ir", "nodes", "show", "from_ast", "to_ast"))

ROOMS = {
    "app": SYNTAX,
    "lint": SYNTAX,
    "layers": SYNTAX,
    "confirm": ("interpret", "rules", "source.syntax"),
    "rules": ("interpret", "source.syntax"),
    "interpret": ("report.formats", "report.render"),
    "ops": ("report", "source.syntax", "source.reading"),
    "report": ("sizes", "source.syntax"),
    "source": ("sizes",),
    "sizes": (),
}
"""The rooms from the highest to the lowest, each with what it must not know of those below it. A room knows lower ones
only, in no way at all: imports for type checkers and those that functions make are counted."""

FLOORS = ("exploration", "kinds", "library", "language", "state", "values")
"""The folders of the interpreter from the highest to the lowest. A file knows its own folder and lower ones only."""

LIBRARIES = {"libcst": "source.syntax.to_ast", "torch": "confirm"}
"""Each stands in one folder."""

MAX_LINES = 500
MAX_LINES_OF_INTERPRETER = 400


@cache
def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        if STAND_INS in path.parents:
            continue  # they are read, and never imported
        parts = path.relative_to(TOP).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(modules()[module].read_text(encoding="utf-8"))


@cache
def imported(module: str) -> set[str]:
    """What a module imports, anywhere in it, by dotted name: modules of the package, and the first name of others."""
    names = set()
    for statement in ast.walk(tree(module)):
        if isinstance(statement, ast.Import):
            every = [alias.name for alias in statement.names]
        elif isinstance(statement, ast.ImportFrom):
            assert statement.level == 0, f"{module}: imports are absolute"
            every = [f"{statement.module}.{alias.name}" for alias in statement.names]
        else:
            continue
        for name in every:
            if name.partition(".")[0] != "shapelint":
                names.add(name.partition(".")[0])
            else:
                names.add(name if name in modules() else name.rpartition(".")[0])
    return names


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def test_the_root_holds_the_door_only() -> None:
    assert {module for module in modules() if module.count(".") == 1} == {
        "shapelint.__main__",
        "shapelint.version",
        *(f"shapelint.{name}" for name in ROOMS),
    }


def test_imports_go_down_only() -> None:
    height = {name: -index for index, name in enumerate(ROOMS)}
    upward = {
        f"{module} imports {name}"
        for module in modules()
        for name in imported(module)
        if room(module) in ROOMS and room(name) in ROOMS and height[room(name)] > height[room(module)]
    }
    assert upward == set()


def test_the_interpreter_is_built_in_floors() -> None:
    height = {f"shapelint.interpret.{name}": -index for index, name in enumerate(FLOORS)}
    upward = {
        f"{module} imports {name}"
        for module in modules()
        for name in imported(module)
        for above, below in [(name.rpartition(".")[0], module.rpartition(".")[0])]
        if above in height and below in height and height[above] > height[below]
    }
    assert upward == set()
    assert {
        module.rpartition(".")[0] for module in modules() if module.count(".") == 3 and room(module) == "interpret"
    } == {*height}


def test_a_room_does_not_know() -> None:
    known = {
        f"{module} imports {name}"
        for module in modules()
        for name in imported(module)
        for other in ROOMS.get(room(module), ())
        if f"{name}.".startswith(f"shapelint.{other}.")
    }
    assert known == set()


def test_modules_import_each_other_in_no_circle() -> None:
    """`static_order` raises CycleError, which names the circle."""
    graph = {module: (imported(module) & modules().keys()) - {module} for module in modules()}
    order = list(graphlib.TopologicalSorter(graph).static_order())
    assert len(order) == len(graph)


@pytest.mark.parametrize("library", LIBRARIES)
def test_one_room_imports_the_library(library: str) -> None:
    found = {module for module in modules() if library in imported(module)}
    assert found and {module.rpartition(".")[0] for module in found} == {f"shapelint.{LIBRARIES[library]}"}


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
        "import sys, shapelint, shapelint.interpret.exploration.entries, shapelint.lint.certain, "
        "shapelint.rules.catalog\n"
        "shapelint.rules.catalog.rules()\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules} & {'torch', 'libcst', 'numpy'}))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=TOP, timeout=60)
    assert (result.stdout.strip(), result.stderr) == ("", "")


def test_the_families_of_numpy_wait_for_a_program_that_names_it() -> None:
    code = (
        "import sys; from shapelint.lint.one_file import check_source\n"
        "check_source('import torch; torch.nn.Linear(3, 4)(torch.ones(2, 3)).detach().numpy()', 'a.py')\n"
        "print(*(name for name in sys.modules if name.startswith('shapelint.ops.numpy.')))\n"
        "check_source('import numpy; numpy.ones(3)', 'b.py')\n"
        "print('shapelint.ops.numpy.creation' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=TOP, timeout=120)
    assert result.stdout.split("\n")[:2] == ["", "True"], result.stderr


def test_files_are_short() -> None:
    """A file near the limit wants a room of its own."""
    lines = {module: len(path.read_text(encoding="utf-8").splitlines()) for module, path in modules().items()}
    most = {module: MAX_LINES_OF_INTERPRETER if ".interpret." in module else MAX_LINES for module in lines}
    assert {module: count for module, count in lines.items() if count > most[module]} == {}
