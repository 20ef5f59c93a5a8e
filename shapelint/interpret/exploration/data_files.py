"""The files of data that a program may read here.

Those of settings that stand in its project.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from shapelint.source.reads import SETTINGS

TOPS = (".git", "pyproject.toml", "setup.py", "setup.cfg", "shapelint.toml")
"""What stands at the top of a project."""
HIGHEST = 8  # folders above a file


def candidates(path: str, near: str) -> Iterator[str]:
    """The places where a file of settings may stand.

    It is named in the file `near`: as it is named, or below a folder above it, from which the program may be run.
    Nothing outside the project, whatever links say.
    """
    if not path.lower().endswith(SETTINGS):
        return
    folders = list(_folders(near))
    named = (
        [os.path.normpath(path)] if os.path.isabs(path) else [os.path.normpath(os.path.join(f, path)) for f in folders]
    )
    top = os.path.realpath(folders[-1])
    for one in named:
        real = os.path.realpath(one)
        if real.startswith(os.path.join(top, "")):
            yield one


def _folders(near: str) -> Iterator[str]:
    """The folder of a file and those above it.

    Up to the top of the project; its own where there is no top.
    """
    folder = os.path.dirname(os.path.abspath(near))
    found = [folder]
    for _ in range(HIGHEST):
        if any(os.path.exists(os.path.join(found[-1], name)) for name in TOPS):
            yield from found
            return
        parent = os.path.dirname(found[-1])
        if parent == found[-1]:
            break
        found.append(parent)
    yield folder
