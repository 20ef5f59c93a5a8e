"""`shapelint clean`: delete what earlier runs kept."""

from __future__ import annotations

import argparse

from shapelint.app.cli.usage import UsageError
from shapelint.report.render.sanitize import sanitize


def clean(options: argparse.Namespace) -> int:
    """Delete the reports in the cache folder.

    Raises UsageError where they cannot be deleted.
    """
    from shapelint.lint.cache import clean as delete
    from shapelint.lint.cache import folder

    try:
        gone = delete(folder(options.cache_dir))
    except OSError as error:
        raise UsageError(f"the cache cannot be deleted: {error}") from None
    print("".join(f"deleted {sanitize(path)}\n" for path in gone) or "nothing is kept\n", end="")
    return 0
