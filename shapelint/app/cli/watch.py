"""`--watch`: check again when a file changes.

Any file that a check may read.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable

from shapelint.app.cli.usage import UsageError
from shapelint.lint.config import NAMES
from shapelint.source.files import MARKDOWN, SUFFIXES

PAUSE = 200  # milliseconds in which changes count as one


def watch(paths: Iterable[str], check: Callable[[], int]) -> int:
    """Checks until it is interrupted; the last exit code.

    Raises UsageError where watchfiles is missing.
    """
    try:
        from watchfiles import watch as changes_of
    except ModuleNotFoundError:
        raise UsageError("--watch needs watchfiles: pip install watchfiles") from None
    code = _once(check)
    # Editors put a new file in the place of the old one: so its folder is watched.
    folders = {path if os.path.isdir(path) else os.path.dirname(os.path.abspath(path)) for path in paths}
    watched = [path for path in folders if os.path.isdir(path)]
    for _ in changes_of(
        *watched,
        watch_filter=lambda _, path: _counts(path),
        debounce=PAUSE,
        raise_interrupt=False,
        yield_on_timeout=False,
    ):
        code = _once(check)
    return code


def _counts(path: str) -> bool:
    name = os.path.basename(path)
    return name in NAMES or (name.endswith((*SUFFIXES, *MARKDOWN)) and not name.startswith("."))


def _once(check: Callable[[], int]) -> int:
    if sys.stdout.isatty():
        print("\x1b[2J\x1b[3J\x1b[H", end="")
    code = check()
    sys.stdout.flush()
    print(f"[{time.strftime('%H:%M:%S')}] watching for changes; Ctrl-C ends", file=sys.stderr, flush=True)
    return code
