"""Which files stand in for libraries.

Plain Python that says what their classes and functions do to shapes.

They lie in folders as the library's own modules would: `torchvision/transforms/__init__.py`. They are read as files of
the project are, and never executed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache

OWN = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "stand_ins")
"""Those that shapelint brings."""


class StandIns:
    """The stand-ins of some folders.

    A module of the first folder hides one of the same name in the others.
    """

    def __init__(self, folders: Iterable[str] = ()) -> None:
        self.paths: dict[str, str] = {}
        for folder in (*folders, OWN):
            for name, path in modules_in(os.path.abspath(folder)):
                self.paths.setdefault(name, path)
        self.names = {path: name for name, path in self.paths.items()}
        self._heads = {name.partition(".")[0] for name in self.paths}

    def split(self, dotted: str) -> tuple[str, list[str]] | None:
        """The module at the beginning of a dotted name, and the rest.

        None where no module stands for it.
        """
        if dotted.partition(".")[0] not in self._heads:
            return None
        parts = dotted.split(".")
        for end in range(len(parts), 0, -1):
            module = ".".join(parts[:end])
            if module in self.paths:
                return module, parts[end:]
        return None


@cache
def modules_in(folder: str) -> tuple[tuple[str, str], ...]:
    """The modules in a folder and those below it: (dotted name, path)."""
    return tuple(sorted(_walk(folder, "")))


def _walk(folder: str, prefix: str) -> Iterator[tuple[str, str]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        name, ending = os.path.splitext(entry.name)
        if entry.is_dir() and entry.name.isidentifier():
            yield from _walk(entry.path, f"{prefix}{entry.name}.")
        elif entry.name == "__init__.py" and prefix:
            yield prefix[:-1], entry.path
        elif ending == ".py" and name.isidentifier():
            yield f"{prefix}{name}", entry.path
