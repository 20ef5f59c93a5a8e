"""Strings, and the names of dtypes, which are strings here."""

from __future__ import annotations

from shapelint.interpret.kinds.anything import Anything
from shapelint.sizes.tensors import DType


class Texts(Anything["str | bytes"]):
    types = (str, bytes)


class DTypes(Anything[DType]):
    types = (DType,)
