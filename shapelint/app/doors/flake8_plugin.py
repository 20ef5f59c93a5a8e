"""shapelint within flake8: `flake8 --enable-extensions SHP`.

Comments (`# noqa`) and files are flake8's business.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from shapelint.version import __version__

Row = tuple[int, int, str, type]


class Plugin:
    """What flake8 makes for each file."""

    name = "shapelint"
    version = __version__
    off_by_default = True  # who has both installed may run them one by one

    def __init__(self, tree: ast.AST, filename: str, lines: Sequence[str]) -> None:
        self._filename, self._text = filename, "".join(lines)

    def run(self) -> Iterator[Row]:
        """(row, column from 0, message, who says it) for each finding."""
        from shapelint.lint.one_file import check_text

        path = "stdin.py" if self._filename in ("-", "stdin") else self._filename
        if "torch" not in self._text:
            return
        report = check_text(self._text, path, _configs().nearest(os.path.dirname(path)), try_fixes=False)
        for finding in report.findings:
            if finding.span.filename == path:
                start = finding.span.start
                yield start.row, start.column - 1, f"{finding.code} {finding.name}: {finding.message}", type(self)


@lru_cache(maxsize=1)
def _configs() -> Any:
    from shapelint.lint.config import Configs

    return Configs()
