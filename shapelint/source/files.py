"""Which files to read, and reading one.

Files named by the user are read whatever their name; folders are walked for Python files, leaving out what `.gitignore`
files and the configuration's `exclude` leave out. Only regular files are ever opened.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator

from msgspec import Struct

from shapelint.source.ignores import Excludes, Rules

NOTEBOOK = ".ipynb"
MARKDOWN = (".md", ".markdown")
SUFFIXES = (".py", ".pyi", NOTEBOOK)
SIZE_LIMIT = 1_000_000  # bytes; hand-written modules are far below it, generated tables far above
NOTEBOOK_LIMIT = 30_000_000  # with the pictures in it


class Unreadable(Exception):
    """A file cannot be read, for the reason in the message."""


class TooLarge(Unreadable):
    """A file is over SIZE_LIMIT."""


class Found(Struct):
    """files: what to read, in order, each once.

    missing: paths that do not exist. failures: (path, why) of folders that could not be listed, and of named files that
    are not regular. notes: what was passed over, in words.
    """

    files: list[str] = []
    missing: list[str] = []
    failures: list[tuple[str, str]] = []
    notes: list[str] = []


def limit(path: str) -> int:
    """How many bytes of a file are read."""
    return NOTEBOOK_LIMIT if path.endswith(NOTEBOOK) else SIZE_LIMIT


def _too_large(path: str) -> str:
    return f"larger than {limit(path) / 1e6:g} MB"


def mentions_torch(data: bytes) -> bool:
    """Whether a file can hold torch code of its own.

    Without the word, nothing in it can name torch.
    """
    return b"torch" in data


def digest_of(data: bytes) -> str:
    """What tells a file's content from any other."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def read(path: str, most: int | None = None) -> bytes:
    """The bytes of a regular file.

    Raises TooLarge, and Unreadable for whatever else keeps us from it.

    most: how many there may be; None for as many as files of its kind may have.
    """
    most = limit(path) if most is None else most
    # Opening a FIFO would wait for a writer for ever, and between a look at the path and its opening it may change: so
    # it is opened without waiting, and looked at afterwards.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
    except (OSError, ValueError) as error:
        raise Unreadable(_reason(error)) from None
    try:
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode):
            raise Unreadable(_kind(mode))
        with open(descriptor, "rb", closefd=False) as file:
            data = file.read(most + 1)
    except OSError as error:
        raise Unreadable(_reason(error)) from None
    finally:
        os.close(descriptor)
    if len(data) > most:
        raise TooLarge(f"larger than {most / 1e6:g} MB")
    return data


def find(
    paths: Iterable[str],
    excludes: Excludes | None = None,
    *,
    respect_gitignore: bool = True,
    force_exclude: bool = False,
    markdown: bool = False,
) -> Found:
    """The Python files and notebooks that these paths stand for.

    excludes: patterns as in `.gitignore`, per folder. What is named outright is left out by them only under
        `force_exclude` (pre-commit names every file outright). markdown: Markdown files as well.
    """
    found = Found()
    seen: set[tuple[int, int]] = set()
    for given in paths:
        path = _tidy(given)
        try:
            status = os.stat(path)
        except (FileNotFoundError, NotADirectoryError, ValueError):
            found.missing.append(given)
            continue
        except OSError as error:
            found.failures.append((given, _reason(error)))
            continue
        is_folder = stat.S_ISDIR(status.st_mode)
        rules = Rules(excludes, respect_gitignore)
        if force_exclude and rules.leave_out_somewhere(path, is_folder):
            continue
        if is_folder:
            suffixes = (*SUFFIXES, *MARKDOWN) if markdown else SUFFIXES
            _take(_walk(path, suffixes, Rules(excludes, respect_gitignore, path), found), seen, found)
        elif not stat.S_ISREG(status.st_mode):
            found.failures.append((path, _kind(status.st_mode)))
        else:
            _take([path], seen, found)
    return found


def _tidy(path: str) -> str:
    """Without a leading `./` and trailing slashes.

    `..` stays, as what it means depends on links.
    """
    while path.startswith("." + os.sep) and path.strip("." + os.sep):
        path = path[2:].lstrip(os.sep)
    return path.rstrip(os.sep) or path[:1]


def _take(paths: Iterable[str], seen: set[tuple[int, int]], found: Found) -> None:
    """Add paths that are new and not too large.

    A link, or a path given twice, is not new.
    """
    for path in paths:
        try:
            status = os.stat(path)
        except OSError as error:
            found.failures.append((path, _reason(error)))
            continue
        key = (status.st_dev, status.st_ino)
        if key not in seen:
            seen.add(key)
            if status.st_size > limit(path):
                found.notes.append(f"{path}: {_too_large(path)}, and so not checked")
            else:
                found.files.append(path)


def _walk(folder: str, suffixes: tuple[str, ...], rules: Rules, found: Found) -> Iterator[str]:
    """Files with these endings below, depth first, by name.

    Links to folders are not followed, as git, grep and find do not follow them: what they lead to is checked where it
    is, or when it is named.
    """
    try:
        with os.scandir(folder) as entries:
            content = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        found.failures.append((folder, _reason(error)))
        return
    if any(entry.name == "pyvenv.cfg" for entry in content):
        return
    for entry in content:
        path = entry.name if folder == os.curdir else os.path.join(folder, entry.name)
        try:
            is_folder = entry.is_dir(follow_symlinks=False)
            if not (is_folder or entry.name.endswith(suffixes)) or rules.leave_out(path, is_folder):
                continue
            if is_folder:
                yield from _walk(path, suffixes, rules, found)
            elif entry.is_symlink() and not os.path.exists(path):  # or round in a circle
                found.notes.append(f"{path}: the link leads nowhere")
            elif entry.is_file():
                yield path
            elif not entry.is_dir():
                found.notes.append(f"{path}: {_kind(entry.stat().st_mode)}")
        except OSError as error:
            found.failures.append((path, _reason(error)))


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def _kind(mode: int) -> str:
    kinds = {stat.S_IFDIR: "a folder", stat.S_IFIFO: "a named pipe", stat.S_IFSOCK: "a socket"}
    return f"{kinds.get(stat.S_IFMT(mode), 'a device')}, which cannot be read as a file"
