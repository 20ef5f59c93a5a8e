"""Tensors."""

from __future__ import annotations

from shapelint.interpret.kinds.anything import Anything
from shapelint.sizes.tensors import Tensor


class Tensors(Anything[Tensor]):
    types = (Tensor,)
