"""Questions to the file system about imported modules.

And whether they are still answered as they were.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

import msgspec

from shapelint.source.files import Unreadable, digest_of, read
from shapelint.source.text import Undecodable, decode

SETTINGS = (".yaml", ".yml", ".json", ".toml", ".txt")
"""How files of settings end, and of lists of names or numbers."""


class Read(msgspec.Struct, frozen=True, array_like=True):
    """What was found for an import, or for a file of settings.

    base: the path without suffix that was asked for, of settings the whole of it. path: the module or package found
        there, "" where there was none.
    digest: of its bytes, "" where it could not be read.
    outline: of a module into which nobody looked (`looks.py`), what it defines (`syntax/outline.py`): as long as that
        stays, the rest of it does not matter. "" where all of it counts.
    """

    base: str
    path: str
    digest: str
    outline: str = ""


def module_at(base: str) -> str | None:
    """The file at a path without suffix.

    That of the package or module; a file of settings at its path.
    """
    if base.lower().endswith(SETTINGS):
        return base if os.path.isfile(base) else None
    paths = os.path.join(base, "__init__.py"), base + ".py"
    return next((path for path in paths if os.path.isfile(path)), None)


class Current:
    """What the file system answers now; each question is put once."""

    def __init__(self) -> None:
        self._found: dict[str, str] = {}
        self._digests: dict[str, str] = {}
        self._outlines: dict[str, str] = {}

    def same(self, reads: Iterable[Read]) -> bool:
        """Whether all these questions are still answered so."""
        return all(self.found(one.base) == one.path and self._says_the_same(one) for one in reads)

    def _says_the_same(self, one: Read) -> bool:
        if self.digest(one.path) == one.digest:
            return True
        return one.outline != "" and self.outline(one.path) == one.outline

    def found(self, base: str) -> str:
        """The module at a path without suffix, "" where there is none."""
        answer = self._found.get(base)
        if answer is None:
            answer = self._found[base] = module_at(base) or ""
        return answer

    def digest(self, path: str) -> str:
        """Of the file's content, "" where it cannot be read."""
        answer = self._digests.get(path)
        if answer is None:
            try:
                answer = digest_of(read(path)) if path else ""
            except Unreadable:
                answer = ""
            self._digests[path] = answer
        return answer

    def outline(self, path: str) -> str:
        """What a module defines, "" where it cannot be read."""
        answer = self._outlines.get(path)
        if answer is None:
            from shapelint.source.syntax.outline import outline_of

            try:
                answer = outline_of(path, decode(read(path)).content)
            except (Unreadable, Undecodable):
                answer = ""
            self._outlines[path] = answer
        return answer
