"""pathlib: paths, as far as their texts tell. What stands there is known of files of settings only."""

import io
import os

from shapelint.stand_in import known, settings, unknown


class PurePath:
    def __init__(self, *pathsegments):
        self._path = os.path.join(*[os.fspath(one) for one in pathsegments]) if pathsegments else "."

    def __fspath__(self):
        return self._path

    def __str__(self):
        return self._path

    def __truediv__(self, other):
        return type(self)(self, other)

    def joinpath(self, *others):
        return type(self)(self, *others)

    @property
    def parent(self):
        return type(self)(os.path.dirname(self._path) or ".")

    @property
    def parents(self):
        found = []
        path = self
        for _ in range(8):
            path = path.parent
            found.append(path)
        return found

    @property
    def name(self):
        return os.path.basename(self._path)

    @property
    def suffix(self):
        return os.path.splitext(self._path)[1]

    @property
    def stem(self):
        return os.path.splitext(os.path.basename(self._path))[0]

    def with_suffix(self, suffix):
        return type(self)(os.path.splitext(self._path)[0] + suffix)

    def with_name(self, name):
        return self.parent / name

    def as_posix(self):
        return self._path


class Path(PurePath):
    @classmethod
    def cwd(cls):
        return unknown("the folder in which the program is run")

    @classmethod
    def home(cls):
        return unknown("the user's folder")

    def resolve(self, strict=False):
        return self

    def absolute(self):
        return self

    def expanduser(self):
        return self

    def exists(self, *, follow_symlinks=True):
        return os.path.exists(self._path)

    def is_file(self):
        return os.path.isfile(self._path)

    def is_dir(self):
        return os.path.isdir(self._path)

    def open(self, mode="r", *args, **kwargs):
        return open(self._path, mode)

    def read_text(self, encoding=None, errors=None, newline=None):
        return settings(self._path)

    def read_bytes(self):
        return unknown("what stands in a file")


PosixPath = Path
