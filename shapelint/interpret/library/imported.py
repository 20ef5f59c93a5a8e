"""Modules that a program imports by a text.

`importlib.import_module("package.backend")` gives what an import statement would.
"""

from __future__ import annotations

from typing import Any

from shapelint.interpret.state.arguments import text
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.run import Run
from shapelint.source.place import Place


def _import_module(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    name = text(run, args[0] if args else kwargs.get("name"))
    package = text(run, args[1] if len(args) > 1 else kwargs.get("package"))
    dotted = None if name is None else _absolute(name, package)
    if dotted is None:
        return run.unknown("a module whose name is not known", place)
    return run.project.import_module(run, run.stack.frames[-1], dotted, 0)


def _absolute(name: str, package: str | None) -> str | None:
    """The whole name of what may be named from a package (`..backend`)."""
    plain = name.lstrip(".")
    up = len(name) - len(plain)
    if not all(part.isidentifier() for part in plain.split(".")):
        return None
    if not up:
        return plain
    parts = package.split(".") if package else []
    kept = parts[: len(parts) - up + 1]
    return ".".join([*kept, plain]) if kept else None


IMPORTED = {"importlib.import_module": Native("import_module", _import_module, real="importlib.import_module")}
