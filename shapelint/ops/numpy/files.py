"""Arrays of files that nobody reads: load, loadtxt, genfromtxt, fromfile, memmap."""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.arguments import whole
from shapelint.ops.core.array_arguments import shape_given, type_given
from shapelint.ops.core.arrays import unknown_array
from shapelint.ops.core.declare import function
from shapelint.ops.core.layout import laid_out
from shapelint.ops.core.need import need
from shapelint.sizes.tensors import Array, Tensor, Unknown

WHY = "what stands in a file"


@function("numpy.load")
def load(
    file, mmap_mode=None, allow_pickle=False, fix_imports=True, encoding="ASCII", *, max_header_size=10000
) -> Any:  # fmt: skip
    """-> an array, of a file that is called .npy; others may hold several of them"""
    return unknown_array(WHY) if isinstance(file, str) and file.endswith(".npy") else Unknown(WHY)


@function("numpy.loadtxt")
def loadtxt(
    fname, dtype="float64", comments="#", delimiter=None, converters=None, skiprows=0, usecols=None, unpack=False,
    ndmin=0, encoding=None, max_rows=None, *, quotechar=None, like=None,
) -> Any:  # fmt: skip
    """-> (rows, columns), without the axes of one"""
    return _table(dtype, whole(ndmin, "ndmin") == 2)


@function("numpy.genfromtxt")
def genfromtxt(
    fname, dtype="float64", comments="#", delimiter=None, skip_header=0, skip_footer=0, converters=None,
    missing_values=None, filling_values=None, usecols=None, names=None, excludelist=None,
    deletechars=" !#$%&'()*+, -./:;<=>?@[\\]^{|}~", replace_space="_", autostrip=False, case_sensitive=True,
    defaultfmt="f%i", unpack=None, usemask=False, loose=True, invalid_raise=True, max_rows=None, encoding=None, *,
    ndmin=0, like=None,
) -> Any:  # fmt: skip
    """-> (rows, columns), without the axes of one; of rows that have names nothing is known"""
    return _table(dtype, whole(ndmin, "ndmin") == 2) if names is None and dtype is not None else Unknown(WHY)


def _table(dtype: Any, is_matrix: bool) -> Any:
    """A table; records, whose type is none of numbers, have another shape."""
    kept = type_given(dtype)
    if kept is None or kept == "object":
        return Unknown(WHY)
    if is_matrix:
        return Array((need.facts.fresh("rows", at_least=0), need.facts.fresh("columns", at_least=0)), kept)
    return unknown_array(WHY, dtype=kept)


@function("numpy.fromfile")
def fromfile(file, dtype="float64", count=-1, sep="", offset=0, *, like=None) -> Tensor:
    """-> (n)"""
    number = whole(count, "count")
    size = number if isinstance(number, int) and number >= 0 else need.facts.fresh("n", at_least=0)
    return laid_out(size, dtype=type_given(dtype))


@function("numpy.memmap")
def memmap(filename, dtype="uint8", mode="r+", offset=0, shape=None, order="C") -> Tensor:
    """shape -> (*shape); without one (n)"""
    sizes = (need.facts.fresh("n", at_least=0),) if shape is None else shape_given(shape)
    return laid_out(*sizes, dtype=type_given(dtype))
