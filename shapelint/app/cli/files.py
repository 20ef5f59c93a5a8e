"""Writing the files that options name.

Only plain files, and none that was read.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable

from shapelint.source.files import SUFFIXES

KINDS = {stat.S_IFDIR: "a folder", stat.S_IFLNK: "a link", stat.S_IFIFO: "a named pipe", stat.S_IFSOCK: "a socket"}


class Refused(Exception):
    """A file is not written, for the reason in the message."""


def refuse_unfit(path: str) -> None:
    """Raise Refused where a file must not be written.

    Before any work is done for it.
    """
    if path.endswith(SUFFIXES):
        raise Refused("this is the name of Python source, which would be overwritten")
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise Refused(getattr(error, "strerror", None) or str(error)) from None
    if not stat.S_ISREG(mode):
        raise Refused(f"this is {KINDS.get(stat.S_IFMT(mode), 'a device')}, and only plain files are written")


def write_file(path: str, text: str, read: Iterable[str] = ()) -> None:
    """Replaces the content of a plain file.

    read: what was checked, under whatever names. Raises Refused, OSError.
    """
    refuse_unfit(path)
    # What is there may be exchanged after the look at it.
    flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0), 0o666)
    with open(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise Refused("only plain files are written")
        if status.st_nlink > 1 and any(_is(one, status) for one in read):
            raise Refused("this is one of the files that were checked, under another name")
        os.ftruncate(descriptor, 0)
        file.write(text)


def _is(path: str, status: os.stat_result) -> bool:
    try:
        return os.path.samestat(os.stat(path), status)
    except OSError:
        return False
