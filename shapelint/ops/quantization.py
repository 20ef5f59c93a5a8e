"""Layers that mark where tensors are quantized.

Before conversion they give their input back.
"""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.declare import layer
from shapelint.sizes.tensors import Tensor


@layer("torch.ao.quantization.QuantStub", "torch.quantization.QuantStub")
class QuantStub:
    """(*) -> (*)"""

    def __init__(self, qconfig: Any = None) -> None:
        pass

    def forward(self, x: Tensor) -> Tensor:
        return x


@layer("torch.ao.quantization.DeQuantStub", "torch.quantization.DeQuantStub")
class DeQuantStub:
    """(*) -> (*)"""

    def __init__(self, qconfig: Any = None) -> None:
        pass

    def forward(self, x: Tensor) -> Tensor:
        return x
