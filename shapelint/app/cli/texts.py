"""The content of the files spoken of, standard input among them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from copy import copy

from shapelint.app.cli.usage import UsageError
from shapelint.source.files import SIZE_LIMIT, Unreadable, read
from shapelint.source.program import program
from shapelint.source.text import Undecodable

STDIN = "-"


class Texts:
    """Reads each file once; `forget` after files were written.

    Raises UsageError where standard input is too much.
    """

    def __init__(self, options: argparse.Namespace) -> None:
        self.has_stdin = STDIN in options.paths
        self.stdin_name: str = options.stdin_filename
        if self.has_stdin and sys.stdin is None:
            raise UsageError("standard input is closed")
        self.stdin = sys.stdin.buffer.read(SIZE_LIMIT + 1) if self.has_stdin else b""
        if len(self.stdin) > SIZE_LIMIT:
            raise UsageError(f"standard input is larger than {SIZE_LIMIT / 1e6:g} MB")
        self._known: dict[str, str | None] = {}

    def get(self, filename: str) -> str | None:
        """The text, or None where it cannot be read."""
        if filename not in self._known:
            try:
                is_stdin = self.has_stdin and filename == self.stdin_name
                self._known[filename] = program(filename, self.stdin if is_stdin else read(filename)).content
            except (Unreadable, Undecodable):
                self._known[filename] = None
        return self._known[filename]

    def with_changed(self, changed: Mapping[str, str]) -> Texts:
        """These texts, with others for some files."""
        made = copy(self)
        made._known = {**self._known, **changed}
        return made

    def forget(self) -> None:
        self._known.clear()
