"""io: files that are read as a whole, and texts that are read as files."""

import os

from shapelint.stand_in import known, settings, unknown


class StringIO:
    def __init__(self, initial_value="", newline="\n"):
        self._text = initial_value

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None

    def __iter__(self):
        return iter(self._text.splitlines(True)) if known(self._text) else iter(unknown("the lines of a file"))

    def read(self, size=-1):
        return self._text

    def getvalue(self):
        return self._text

    def readlines(self):
        return self._text.splitlines(True) if known(self._text) else unknown("the lines of a file")

    def close(self):
        pass


def open(file, mode="r", *args, **kwargs):
    if not known(mode) or mode not in ("r", "rb", "rt"):
        return unknown("a file that is written")
    text = settings(os.fspath(file))
    return StringIO(text) if known(text) else unknown("a file that is not read", "file")
