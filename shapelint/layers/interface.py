"""`shapelint.pad`: the command `shapelint pad` for programs."""

from __future__ import annotations

from shapelint.layers.answer import ask
from shapelint.layers.chain import Chain
from shapelint.layers.errors import Unclear
from shapelint.layers.record import chain_record, record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def pad(
    kind: str = "", *, input: Any = None, kernel: Any = None, stride: Any = None, dilation: Any = None,
    padding: Any = None, output_padding: Any = None, output: Any = None, same: bool = False, valid: bool = False,
    causal: bool = False, ceil: bool = False, mode: str = "zeros", channels: int | None = None,
    out_channels: int | None = None, groups: int | None = None, chain: str = "",
) -> dict[str, Any]:  # fmt: skip
    """What `shapelint pad KIND --output-format json` prints.

    kind: conv, maxpool, avgpool or transposed, also with 1d, 2d or 3d. Numbers are one number, one for each axis, or a
    text as on the command line; padding also (before, after) for each axis, or "same", "valid" or "causal". chain:
    several layers instead of one.
    Raises Unclear (a ValueError) where the question cannot be understood, Impossible (one, too) where torch refuses it.
    """
    if chain:
        if kind:
            raise Unclear("give a kind or a chain, not both")
        return chain_record(Chain(chain, input, channels))
    options = {
        "input": input, "kernel": kernel, "stride": stride, "dilation": dilation, "padding": padding, "mode": mode,
        "output_padding": output_padding, "output": output, "same": same, "valid": valid, "causal": causal,
        "ceil": ceil, "channels": channels, "out_channels": out_channels, "groups": groups,
    }  # fmt: skip
    return record(ask(kind, **options))
