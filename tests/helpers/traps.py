"""Modules that must not run: under every name that shapelint's processes import, each leaves a mark where it does."""

from __future__ import annotations

import sys
from pathlib import Path

LIBRARIES = "attr attrs cattrs libcst lsprotocol msgspec pathspec pebble pygls tomli torch typing_extensions yaml"


def lay(folder: Path, marks: Path) -> None:
    """Puts the modules into the folder; each one that runs adds its name to the file of marks."""
    for name in {*sys.stdlib_module_names, *LIBRARIES.split(), "shapelint", "sitecustomize", "usercustomize"}:
        (folder / f"{name}.py").write_text(f"with open({str(marks)!r}, 'a') as file: file.write('{name} ')\n")


def sprung(marks: Path) -> str:
    return marks.read_text() if marks.exists() else ""
