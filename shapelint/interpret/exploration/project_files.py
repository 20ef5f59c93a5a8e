"""What files of a project say, and where imports find them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import Union

from shapelint.interpret.exploration.data_files import candidates
from shapelint.interpret.exploration.reads import Reads
from shapelint.source.environment import Follow, is_followed, meant, packages
from shapelint.source.files import Unreadable, read
from shapelint.source.reads import Read
from shapelint.source.syntax.file import SourceFile, SourceSyntaxError, TooNested
from shapelint.source.syntax.outline import outline
from shapelint.source.text import Undecodable, decode

Stamp = Union[tuple[int, int], None]
"""What changes with a file: the time of its last change, and its size. None where there is no file."""


class ProjectFiles:
    """The files read so far, by path.

    texts: what files say, by path, whatever stands on disk.
    reads: what was asked of the file system. stamps: of each file, as it was read.
    follow: which packages are read that are installed in the environment; python: its interpreter, where it is named;
        followed: the packages that were.
    roots: folders from which absolute imports start; the folders above a checked file are tried as well, so that
        a package is found from whatever folder shapelint is run in.
    """

    def __init__(self, roots: Iterable[str], follow: Union[Follow, bool]) -> None:
        self.roots = [os.path.abspath(r) for r in roots]
        self.follow = meant(follow)
        self.python = ""
        self.followed: set[str] = set()
        self.environments: dict[str, list[str]] = {}
        self.files: dict[str, SourceFile | None] = {}
        self.texts: dict[str, str] = {}
        self.reads = Reads()
        self.stamps: dict[str, Stamp] = {}
        self._outlines: dict[SourceFile, str] = {}

    def file(self, path: str) -> SourceFile | None:
        """The file at a path, indexed; None where it cannot be read."""
        path = os.path.abspath(path)
        if path not in self.files:
            self.files[path] = None
            text = self.texts.get(path)
            if text is None:
                self.stamps[path] = stamp_of(path)
            try:
                if text is None:
                    data = read(path)
                    self.reads.note(path, data)
                    text = decode(data).content
                self.files[path] = self.adopted(SourceFile(path, text))
            except (Unreadable, SourceSyntaxError, TooNested, Undecodable):
                pass
        return self.files[path]

    def adopted(self, file: SourceFile) -> SourceFile:
        """The file, which tells this project who looks into it."""
        file.looks = self.reads.looks
        return file

    def rests_on(self, path: str, looked: set[str], whole: bool) -> list[Read]:
        """What the report on a file rests on.

        looked: the files that its examination looked into. whole: whether it rests on all that any of them says.
        """
        return self.reads.behind(os.path.abspath(path), looked, self._all if whole else self._outline)

    def _all(self, path: str) -> str:
        return ""

    def _outline(self, path: str) -> str:
        file = self.files.get(path)
        if file is None:
            return ""
        if file not in self._outlines:
            self._outlines[file] = outline(file)
        return self._outlines[file]

    def is_unchanged(self, path: str) -> bool:
        """Whether a file says on disk what was read of it."""
        return self.stamps.get(path) is not None and self.stamps[path] == stamp_of(path)

    def find(self, dotted: str, near: str) -> str | None:
        """The path of a module or package, by its absolute name.

        As seen from the file `near`.
        """
        relative = dotted.replace(".", os.sep)
        folder = os.path.dirname(os.path.abspath(near))
        near, places = os.path.abspath(near), list(self.roots)
        for _ in range(8):
            places.append(folder)
            parent = os.path.dirname(folder)
            if parent == folder:
                break
            folder = parent
        standard = dotted.partition(".")[0] in sys.stdlib_module_names
        for place in places:
            if standard and self.reads.module_at(place, near) is not None:
                continue  # within a package, `import logging` is not of the package's own folder of that name
            found = self.reads.module_at(os.path.join(place, relative), near)
            if found is not None and os.path.abspath(found) != near:
                return found
        return None

    def settings(self, path: str, near: str) -> str | None:
        """The text of a file of settings of the project.

        The file `near` names it; None where there is none.
        """
        for candidate in candidates(path, near):
            found = self.reads.module_at(candidate, os.path.abspath(near))
            if found is None:
                continue
            try:
                data = read(found)
                self.reads.note(found, data)
                return decode(data).content
            except (Unreadable, Undecodable):
                return None
        return None

    def installed(self, dotted: str, near: str) -> str | None:
        """The path of an installed module that is to be read.

        Its package is installed in the environment, and is to be read from there.
        """
        package = dotted.partition(".")[0]
        if package in sys.stdlib_module_names or not is_followed(package, self.follow):
            return None
        folder = os.path.dirname(os.path.abspath(near))
        if folder not in self.environments:
            self.environments[folder] = packages(near, self.python)
        for place in self.environments[folder]:
            found = self.reads.module_at(os.path.join(place, dotted.replace(".", os.sep)), os.path.abspath(near))
            if found is not None:
                self.followed.add(package)
                return found
        return None

    def name_of(self, path: str) -> str:
        """The dotted name of a module that is imported relatively.

        From the topmost folder on that is a package.
        """
        folder, file = os.path.split(path)
        parts = [] if file == "__init__.py" else [os.path.splitext(file)[0]]
        while (self.reads.module_at(folder, path) or "").endswith("__init__.py"):
            folder, package = os.path.split(folder)
            parts.insert(0, package)
        return ".".join(parts)

    def use_environment(self, follow: Follow, python: str) -> None:
        """Read these packages from the environment of that interpreter."""
        self.follow, self.python = follow, python


def stamp_of(path: str) -> Stamp:
    """The stamp of the file at a path."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
