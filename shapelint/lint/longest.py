"""In which order workers begin with files."""

from __future__ import annotations

import os
from collections.abc import Sequence


def longest_first(files: Sequence[str]) -> list[int]:
    """The numbers of the files, the longest first.

    So that no worker is left alone with one of them at the end.
    """
    return sorted(range(len(files)), key=lambda at: _size(files[at]), reverse=True)


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0
