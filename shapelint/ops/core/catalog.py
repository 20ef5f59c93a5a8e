"""Every declared operation, found by walking this folder.

A new family is a new file, registered nowhere.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache
from types import ModuleType

from shapelint import ops as _folder
from shapelint.ops.core.declare import Operation


@lru_cache(maxsize=1)
def operations() -> dict[str, Operation]:
    """Those of torch, and of libraries that are written with it: qualified name -> operation, every alias included."""
    return declared(_folder)


@lru_cache(maxsize=1)
def numpy_operations() -> dict[str, Operation]:
    """Those of numpy, read where a program first names it."""
    return declared(importlib.import_module(f"{_folder.__name__}.numpy"))


def find(name: str) -> Operation | None:
    """The operation of that qualified name, of whichever library."""
    return (numpy_operations() if name.startswith("numpy.") else operations()).get(name)


def declared(folder: ModuleType) -> dict[str, Operation]:
    """What the files of a package declare.

    Raises ValueError where two declare the same name.
    """
    found: dict[str, Operation] = {}
    for info in pkgutil.iter_modules(folder.__path__):
        module = importlib.import_module(f"{folder.__name__}.{info.name}")
        values = [*vars(module).values()]
        values += [one for table in values if isinstance(table, list) for one in table]  # declarations made by a loop
        for value in values:
            operation = vars(value).get("__operation__") if hasattr(value, "__dict__") else None
            if operation is None or getattr(value, "__module__", None) != module.__name__:
                continue
            for name in operation.names:
                if found.setdefault(name, operation) is not operation:
                    raise ValueError(f"{name} is declared twice")
    return found
