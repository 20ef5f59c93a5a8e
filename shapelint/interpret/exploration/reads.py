"""What the modules of a project asked the file system for.

The report on a file holds as long as the answers do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from shapelint.source.files import Unreadable, digest_of, read
from shapelint.source.looks import Looks
from shapelint.source.reads import Read, module_at


class Reads:
    """The questions that each file's imports put to the file system.

    looks: the files that are looked into, and not only asked for what they define.
    """

    def __init__(self) -> None:
        self.looks = Looks()
        self._looked: dict[str, set[str]] = {}
        self._asked: dict[str, set[str]] = {}
        self._answers: dict[str, str | None] = {}
        self._digests: dict[str, str] = {}

    def module_at(self, base: str, near: str) -> str | None:
        """The file of the module or package at a path.

        The path has no suffix; near: the file that imports it.
        """
        self._asked.setdefault(near, set()).add(base)
        if base not in self._answers:
            self._answers[base] = module_at(base)
        return self._answers[base]

    def hold(self) -> bool:
        """Whether the file system still answers as it did."""
        return all(module_at(base) == answer for base, answer in self._answers.items())

    def note(self, path: str, data: bytes) -> None:
        """The file was read, and held these bytes."""
        self._digests[path] = digest_of(data)

    @contextmanager
    def executing(self, path: str) -> Iterator[None]:
        """Note what a file's top level looks into.

        Whoever imports the file rests on it, whether it is executed now or was before.
        """
        with self.looks.apart() as into:
            try:
                yield
            finally:
                self._looked.setdefault(path, set()).update(into)

    def behind(self, path: str, looked: set[str], outline: Callable[[str], str]) -> list[Read]:
        """What the report on a file rests on.

        Every question of it, and of the files that it imports, with its answer.

        looked: the files that its examination looked into. outline: of a module's file; "" where all of it counts.
        """
        found: dict[str, Read] = {}
        waiting, seen = [path], {path}
        while waiting:
            for base in self._asked.get(waiting.pop(), set()).difference(found):
                answer = self._answers[base]
                found[base] = Read(base, answer or "", "" if answer is None else self._digest(answer))
                if answer is not None and answer not in seen:
                    seen.add(answer)
                    waiting.append(answer)
        into = looked.union(*(self._looked.get(one, ()) for one in seen))
        return [
            Read(one.base, one.path, one.digest, outline(one.path)) if one.path and one.path not in into else one
            for one in found.values()
        ]

    def _digest(self, path: str) -> str:
        if path not in self._digests:
            try:
                self._digests[path] = digest_of(read(path))
            except Unreadable:
                self._digests[path] = ""
        return self._digests[path]
