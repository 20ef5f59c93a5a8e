"""What is left out of a walk.

`.gitignore` files, the configuration's `exclude`, and folders that are never ours.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cache
from itertools import islice

from shapelint.source.ignore_patterns import Pattern, parse

MOST_LINES = 10_000  # of a `.gitignore`; each is tried for each file

# Folders that hold no code of the project's own. A pattern of `exclude` that starts with `!` takes one back.
ALWAYS_EXCLUDED = (
    ".git/", ".hg/", ".svn/", "__pycache__/", ".venv/", "venv/", ".tox/", ".nox/", ".eggs/", "node_modules/",
    "site-packages/", "__pypackages__/", "build/", "dist/", ".ipynb_checkpoints/", ".*_cache/",
)  # fmt: skip

Excludes = Callable[[str], tuple[str, Sequence[str]]]
"""For a folder: the folder that the configuration's patterns are relative to, and the patterns."""

Patterns = tuple[str, tuple[str, ...]]
"""An absolute folder, and patterns relative to it."""


class Rules:
    """Which paths are left out.

    top: a folder that the user named. Patterns that leave it out as a whole do not count below it, as naming it asked
        for it.
    """

    def __init__(self, excludes: Excludes | None, respect_gitignore: bool, top: str | None = None) -> None:
        self._excludes = excludes
        self._respect_gitignore = respect_gitignore
        self._top = top
        here, named = os.getcwd(), os.path.abspath(top or os.curdir)
        self._edge = here if named.startswith(os.path.join(here, "")) else named
        self._ignores: dict[str, tuple[Patterns, ...]] = {}
        self._counting: dict[Patterns, Patterns] = {}

    def leave_out(self, path: str, is_folder: bool) -> bool:
        """Whether the patterns leave out this path.

        Given that they do not leave out the folder it is in.
        """
        folder = os.path.dirname(path)
        root, patterns = self._excludes(folder) if self._excludes else (os.curdir, ())
        own = (os.path.abspath(root), (*ALWAYS_EXCLUDED, *patterns))
        # The innermost .gitignore that says anything decides, but none speaks against the configuration.
        for source in (own, *self._gitignores(os.path.abspath(folder))):
            decision = _decision(self._that_count(source), path, is_folder)
            if decision is not None:
                return decision
        return False

    def leave_out_somewhere(self, path: str, is_folder: bool) -> bool:
        """Whether the patterns leave out this path or a parent.

        A folder it is in, up to the current one or the repository.
        """
        while not self.leave_out(path, is_folder):
            folder = os.path.dirname(os.path.abspath(path))
            if folder in (os.getcwd(), os.path.dirname(folder)) or _is_repository(folder):
                return False
            path, is_folder = folder, True
        return True

    def _gitignores(self, folder: str) -> tuple[Patterns, ...]:
        """The `.gitignore` files that speak of a folder's entries, innermost first.

        Its own, and those of the folders above up to the top of the repository. Outside of a repository they count from
        the current folder down (or the named one, where that is elsewhere).
        """
        if not self._respect_gitignore:
            return ()
        if folder not in self._ignores:
            own = _gitignore(folder)
            above = os.path.dirname(folder)
            is_top = above == folder or _is_repository(folder) or (folder == self._edge and not _in_repository(folder))
            outer = () if is_top else self._gitignores(above)
            self._ignores[folder] = (own, *outer) if own else outer
        return self._ignores[folder]

    def _that_count(self, source: Patterns) -> Patterns:
        if self._top is None:
            return source
        if source not in self._counting:
            base, patterns = source
            left = (p for p in patterns if not _decision((base, (p,)), self._top, True))
            self._counting[source] = (base, tuple(left))
        return self._counting[source]


def _decision(source: Patterns, path: str, is_folder: bool, or_inside: bool = False) -> bool | None:
    """What patterns say of a path.

    True: left out. False: taken back by a `!` pattern. None: no pattern speaks of it.
    """
    base, patterns = source
    absolute = os.path.abspath(path)
    if absolute == base:
        return None
    relative = os.path.relpath(absolute, base)
    if relative.split(os.sep, 1)[0] == os.pardir:  # named from outside of the configuration's folder
        relative = os.path.basename(absolute)
    names = relative.split(os.sep)
    for pattern in reversed(_parsed(patterns)):
        if pattern.covers(names, is_folder, or_inside):
            return not pattern.takes_back
    return None


@cache
def _parsed(patterns: tuple[str, ...]) -> tuple[Pattern, ...]:
    return tuple(one for one in map(parse, patterns) if one is not None)


def _is_repository(folder: str) -> bool:
    return os.path.exists(os.path.join(folder, ".git"))


def _in_repository(folder: str) -> bool:
    while not _is_repository(folder):
        folder, inner = os.path.dirname(folder), folder
        if folder == inner:
            return False
    return True


def _gitignore(folder: str) -> Patterns | None:
    path = os.path.join(folder, ".gitignore")
    if not os.path.isfile(path):
        return None
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            return folder, tuple(line.rstrip("\n") for line in islice(file, MOST_LINES))
    except OSError:  # not ours to read: git passes over it as well
        return None


def matches(root: str, patterns: tuple[str, ...], path: str) -> bool:
    """Whether a pattern matches a file or a folder around it.

    The patterns are as in `.gitignore`, relative to `root`.
    """
    return _decision((os.path.abspath(root), patterns), path, False, or_inside=True) is True
