"""pandas: how many rows and columns a table has, as far as the program names its columns."""

import numpy as np
from shapelint.stand_in import known, size, unknown


def _array(shape):
    return np.zeros(shape, dtype=unknown("the type of a column"))


class Series:
    def __init__(self, data=None, index=None, dtype=None, name=None, copy=None):
        self._rows = len(data) if known(data) and hasattr(data, "__len__") else size("rows")
        self.name = name

    @property
    def shape(self):
        return (self._rows,)

    @property
    def values(self):
        return _array((self._rows,))

    def to_numpy(self, dtype=None, copy=False, na_value=None):
        return self.values if dtype is None else np.zeros((self._rows,), dtype=dtype)

    def __array__(self, dtype=None, copy=None):
        return self.values

    def __len__(self):
        return self._rows

    def take_rows(self, count):
        return _series(count)

    def astype(self, dtype):
        return self

    def fillna(self, value=None, **kwargs):
        return self

    def map(self, arg, **kwargs):
        return self

    def apply(self, func, **kwargs):
        return self

    def unique(self):
        return _array((size("values"),))

    def nunique(self):
        return size("values")

    def tolist(self):
        return unknown("what stands in a column")

    def __getitem__(self, key):
        return unknown("what stands in a column")


def _series(rows):
    made = Series()
    made._rows = rows
    return made


class _Index:
    """Columns by name, or so many of them."""

    def __init__(self, names, count):
        self.names = names
        self.count = count

    def __len__(self):
        return self.count

    def __iter__(self):
        return iter(self.names)

    def __getitem__(self, key):
        return self.names[key]

    def tolist(self):
        return self.names


class _Positions:
    """`frame.iloc[rows, columns]`"""

    def __init__(self, frame):
        self.frame = frame

    def __getitem__(self, key):
        frame = self.frame
        if not isinstance(key, tuple):
            if isinstance(key, slice):
                return frame.take_rows(_length(key, frame._rows))
            return _series(frame._count) if isinstance(key, int) else unknown("rows of a table")
        rows, columns = key
        if isinstance(rows, int) and isinstance(columns, int):
            return unknown("what stands in a table")
        count = _length(rows, frame._rows)
        if isinstance(columns, int):
            return _series(count) if isinstance(rows, slice) else unknown("what stands in a table")
        if not isinstance(columns, slice):
            return unknown("a part of a table")
        if isinstance(rows, int):
            return _series(_length(columns, frame._count))
        return _frame(count, None, _length(columns, frame._count))


def _length(part, total):
    """How many of so many a slice takes."""
    if not isinstance(part, slice):
        return size("rows")
    if part.start is None and part.stop is None and part.step is None:
        return total
    if isinstance(total, int):
        return len(range(total)[part])
    if part.start is None and part.step is None and isinstance(part.stop, int) and part.stop < 0:
        return total + part.stop
    if isinstance(part.start, int) and part.start > 0 and part.stop is None and part.step is None:
        return total - part.start
    if part.step is None and isinstance(part.stop, int) and part.stop > 0:
        return part.stop - (0 if part.start is None else part.start)
    return size("part")


class DataFrame:
    def __init__(self, data=None, index=None, columns=None, dtype=None, copy=None):
        self._names = columns if columns is None or isinstance(columns, list) else None
        self._rows = size("rows")
        self._count = size("columns") if self._names is None else len(self._names)
        if not known(data) or data is None:
            return
        if isinstance(data, dict):
            self._names = list(data.keys())
            self._count = len(self._names)
            for column in data.values():
                if known(column) and hasattr(column, "__len__") and not isinstance(column, str):
                    self._rows = len(column)
        elif hasattr(data, "shape"):
            self._rows = data.shape[0]
            if len(data.shape) > 1 and self._names is None:
                self._count = data.shape[1]
        elif isinstance(data, list):
            self._rows = len(data)

    @property
    def shape(self):
        return (self._rows, self._count)

    @property
    def columns(self):
        if self._names is None:
            return _Index(unknown("the names of columns"), self._count)
        return _Index(self._names, self._count)

    @property
    def values(self):
        return _array((self._rows, self._count))

    @property
    def iloc(self):
        return _Positions(self)

    def to_numpy(self, dtype=None, copy=False, na_value=None):
        return self.values if dtype is None else np.zeros((self._rows, self._count), dtype=dtype)

    def __array__(self, dtype=None, copy=None):
        return self.values

    def __len__(self):
        return self._rows

    def take_rows(self, count):
        return _frame(count, self._names, self._count)

    def __getitem__(self, key):
        if isinstance(key, list):
            return _frame(self._rows, key, len(key))
        if isinstance(key, str):
            return _series(self._rows)
        if isinstance(key, slice):
            return self.take_rows(_length(key, self._rows))
        return (
            _frame(size("rows"), self._names, self._count) if isinstance(key, Series) else unknown("a part of a table")
        )

    def __setitem__(self, key, value):
        if not isinstance(key, str):
            self._names = None
            self._count = size("columns")
        elif self._names is None:
            self._count = size("columns")
        elif key not in self._names:
            self._names = [*self._names, key]
            self._count = len(self._names)

    def drop(self, labels=None, *, axis=0, index=None, columns=None, level=None, inplace=False, errors="raise"):
        dropped = labels if columns is None and axis in (1, "columns") else columns
        if inplace or dropped is None:
            return unknown("a table of which something is left out")
        gone = [dropped] if isinstance(dropped, str) else dropped
        if not known(gone):
            return _frame(self._rows, None, size("columns"))
        if self._names is None:
            return _frame(self._rows, None, self._count - len(gone))
        names = [name for name in self._names if name not in gone]
        return _frame(self._rows, names, len(names))

    def dropna(self, **kwargs):
        return _frame(size("rows"), self._names, self._count)

    def fillna(self, value=None, **kwargs):
        return self

    def astype(self, dtype):
        return self

    def copy(self, deep=True):
        return _frame(self._rows, self._names, self._count)

    def sample(self, n=None, frac=None, **kwargs):
        return self.take_rows(self._rows if frac == 1 else size("rows") if n is None else n)

    def reset_index(self, **kwargs):
        return self if kwargs.get("drop") else unknown("a table with its index")

    def head(self, n=5):
        return _frame(size("rows"), self._names, self._count)


def _frame(rows, names, count):
    made = DataFrame()
    made._rows = rows
    made._names = names
    made._count = count
    return made


def read_csv(filepath_or_buffer, **kwargs):
    names = kwargs.get("names")
    return DataFrame(columns=names if isinstance(names, list) else None)


def read_excel(io, **kwargs):
    return DataFrame()


def read_parquet(path, **kwargs):
    return DataFrame()


def to_numeric(arg, **kwargs):
    return arg


def get_dummies(data, **kwargs):
    return _frame(len(data), None, size("columns"))


def concat(objs, **kwargs):
    return unknown("tables put together")
