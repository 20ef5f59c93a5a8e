"""`F.pad` in all its modes, and the padding layers.

Pads count from the last axis: (left, right, top, bottom, ...).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapelint.ops.core.declare import function, layer
from shapelint.ops.core.need import Refused, Undecided, need
from shapelint.ops.formulas.axes import size_at
from shapelint.ops.formulas.window import axis_name, batched_or_not, nobody_knows, whole_numbers
from shapelint.sizes.dims import Dim, minimum
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Tensor, Unknown, UnknownShape, unknown_tensor

MODES = ("constant", "reflect", "replicate", "circular")
SIDES = (("left", "right"), ("top", "bottom"), ("front", "back"))


def pad_tensor(input: Tensor, pads: Sequence[Dim], mode: Any, argument: str = "padding") -> tuple[Dim, ...]:
    """The sizes after padding; negative pads crop.

    pads: as `F.pad` takes them. Refuses (wrong-rank) lengths that do not go with the input's rank: constant padding
    takes any number of the last axes, the others exactly the last one, two or three axes of an input with one or two
    axes before them.
    """
    if len(pads) % 2:
        need.refuse(
            "wrong-arguments", f"{argument} must name two sides of each axis, it has {len(pads)} numbers",
            actual=len(pads), argument=argument,
        )  # fmt: skip
    spatial = len(pads) // 2
    if mode in ("reflect", "replicate", "circular"):
        shape = _rank_for(input, spatial, mode, argument)
    else:
        shape = need.shape(input)
        if spatial > len(shape):
            need.refuse(
                "wrong-rank", f"{argument} is for {spatial} axes, the input has {len(shape)}", actual=len(shape),
                expected=spatial, of=input, argument=argument,
            )  # fmt: skip
    sizes = list(shape)
    verdicts = []
    for index in range(spatial):
        axis = -1 - index
        low, high = pads[2 * index], pads[2 * index + 1]
        verdicts += _allowed(input, shape[axis], low, high, mode, axis, spatial, argument)
        sizes[axis] = shape[axis] + low + high
    if mode in ("reflect", "replicate"):
        verdicts += _nothing_empty(input, shape, sizes, spatial, argument)
    if Verdict.NO in verdicts:
        raise Refused("the padding does not fit the input")
    return tuple(need.facts.resolve(size) for size in sizes)


def _rank_for(input: Tensor, spatial: int, mode: str, argument: str) -> tuple[Dim, ...]:
    if spatial not in (1, 2, 3):
        need.refuse(
            "wrong-arguments", f"{argument} must have 2, 4 or 6 numbers under mode {mode!r}, it has {2 * spatial}",
            actual=2 * spatial, argument=argument,
        )  # fmt: skip
    return need.rank(input, batched_or_not(spatial))


def _allowed(
    input: Tensor, size: Dim, low: Dim, high: Dim, mode: Any, axis: int, spatial: int, argument: str
) -> list[Verdict]:
    """How much may be added to, or cropped from, an axis."""
    name = axis_name(spatial, axis + spatial) if spatial <= 3 else "size"
    about: dict[str, Any] = {"of": input, "axis": axis, "argument": argument}
    verdicts = []
    if mode in ("reflect", "circular"):
        least = 1 if mode == "reflect" else 0  # the edge itself is not repeated
        sides = SIDES[-1 - axis]
        for pad, side in zip((low, high), sides, strict=True):
            verdicts.append(
                need.at_most(
                    pad, size - least, "pad-exceeds-input", actual_is=f"{side} padding",
                    expected_is=f"{name} of the input" + (" minus one" if least else ""), **about,
                )
            )  # fmt: skip
    kept = size + minimum(low, 0) + minimum(high, 0)
    left = kept if mode == "constant" else size + low + high  # constant padding crops each side before it fills
    if mode == "circular" and need.facts.at_least(kept, 0) is Verdict.NO and left != kept:
        raise Undecided("circular padding that crops more than there is")  # depends on the other axes, too
    if not isinstance(mode, Unknown):
        verdicts.append(
            need.at_least(left, 0, "pad-exceeds-input", actual_is=f"{name} that is left", expected_is="none", **about)
        )  # fmt: skip
    return verdicts


def _nothing_empty(
    input: Tensor, shape: Sequence[Dim], sizes: Sequence[Dim], spatial: int, argument: str
) -> list[Verdict]:
    """Demand that nothing is empty before or after.

    reflect and replicate take no empty axis but the batch, and must leave something.
    """
    unbatched = len(shape) == spatial + 1
    verdicts = [
        need.at_least(size, 1, "pad-exceeds-input", actual_is="size of an axis", of=input, axis=axis, argument="input")
        for axis, size in enumerate(shape)
        if unbatched or axis > 0
    ]  # fmt: skip
    if all(size == 0 for size in sizes[-spatial:]):
        verdicts.append(need.holds(False, "pad-exceeds-input", "nothing is left after cropping", argument=argument))
    return verdicts


def padded(input: Tensor, pad: Any, mode: Any, argument: str) -> Tensor:
    """The tensor after `F.pad(input, pad, mode)`."""
    if isinstance(mode, str) and mode not in MODES:
        need.refuse("wrong-arguments", f"mode must be one of {MODES}, it is {mode!r}", argument="mode")
    if isinstance(pad, Unknown):
        shape = need.shape(input)  # any of the axes may change, their number does not
        return Tensor(tuple(need.facts.fresh(f"d{axis}", at_least=0) for axis in range(len(shape))), input.dtype)
    if not isinstance(pad, (tuple, list)):
        if pad is None or isinstance(pad, (int, float, str)):
            need.refuse(
                "wrong-arguments", f"{argument} must be a sequence of integers, it is {pad!r}", argument=argument
            )
        raise Undecided(f"{argument} is not known")
    whole_numbers(pad, argument)
    pads = need.sizes(pad, argument)
    if need.known(input) is None and (mode == "constant" or len(pads) == 2):
        return _of_unknown_rank(input, pads)
    return Tensor(pad_tensor(input, pads, mode, argument), input.dtype)


def _of_unknown_rank(input: Tensor, pads: Sequence[Dim]) -> Tensor:
    """Any number of axes may stand before the padded ones.

    The rank stays unknown. Of signals that are mirrored at both ends, those of one channel have no axis for it.
    """
    assert isinstance(input.shape, UnknownShape)
    known: dict[int, Dim] = {}
    for axis in {-1 - index for index in range(len(pads) // 2)} | {axis for axis in input.shape.known if axis < 0}:
        size = size_at(input, axis)
        if size is not None:
            side = -2 * (axis + 1)
            known[axis] = size + pads[side] + pads[side + 1] if side + 1 < len(pads) else size
    return unknown_tensor(input.shape.reason, known, input.dtype)


@function("torch.nn.functional.pad")
def pad(input: Tensor, pad, mode="constant", value=None) -> Tensor:
    """(*, n) -> (*, left + n + right), from the last axis on"""
    if mode in MODES[1:] and isinstance(value, (int, float)) and value:
        need.refuse("wrong-arguments", f"mode {mode!r} takes no value", argument="value")
    return padded(input, pad, mode, "pad")


@function("torch.constant_pad_nd")
def constant_pad_nd(input: Tensor, pad, value=0) -> Tensor:
    """(*, n) -> (*, left + n + right), from the last axis on"""
    return padded(input, [pad] if isinstance(pad, int) else pad, "constant", "pad")


# --- layers ---------------------------------------------------------------------------------------------------------


class Padding:
    """What the layers share.

    `padding` is kept as torch keeps it: a tuple of two numbers for each axis.
    """

    spatial: int
    mode = "constant"
    padding: Any

    def keep(self, padding) -> None:
        if isinstance(padding, (tuple, list)):
            self.padding = tuple(padding)
        else:
            self.padding = padding if nobody_knows(padding) else (padding,) * (2 * self.spatial)

    def forward(self, input: Tensor) -> Tensor:
        pads = self.padding
        if isinstance(pads, Unknown) and self.mode != "constant":  # only constant padding reaches further axes
            pads = need.several(pads, 2 * self.spatial, "padding")
        return padded(input, pads, self.mode, "padding")


class PaddingWithoutValue(Padding):
    def __init__(self, padding) -> None:
        self.keep(padding)


class ConstantPad(Padding):
    def __init__(self, padding, value) -> None:
        self.keep(padding)
        self.value = value


class CircularPad(PaddingWithoutValue):
    mode = "circular"

    def forward(self, input: Tensor) -> Tensor:
        need.rank(input, batched_or_not(self.spatial))
        return super().forward(input)


@layer("torch.nn.ZeroPad1d")
class ZeroPad1d(PaddingWithoutValue):
    """(*, L) -> (*, L')"""

    spatial = 1


@layer("torch.nn.ZeroPad2d")
class ZeroPad2d(PaddingWithoutValue):
    """(*, H, W) -> (*, H', W')"""

    spatial = 2


@layer("torch.nn.ZeroPad3d")
class ZeroPad3d(PaddingWithoutValue):
    """(*, D, H, W) -> (*, D', H', W')"""

    spatial = 3


@layer("torch.nn.ConstantPad1d")
class ConstantPad1d(ConstantPad):
    """(*, L) -> (*, L')"""

    spatial = 1


@layer("torch.nn.ConstantPad2d")
class ConstantPad2d(ConstantPad):
    """(*, H, W) -> (*, H', W')"""

    spatial = 2


@layer("torch.nn.ConstantPad3d")
class ConstantPad3d(ConstantPad):
    """(*, D, H, W) -> (*, D', H', W')"""

    spatial = 3


@layer("torch.nn.ReflectionPad1d")
class ReflectionPad1d(PaddingWithoutValue):
    """(N?, C, L) -> (N?, C, L')"""

    spatial, mode = 1, "reflect"


@layer("torch.nn.ReflectionPad2d")
class ReflectionPad2d(PaddingWithoutValue):
    """(N?, C, H, W) -> (N?, C, H', W')"""

    spatial, mode = 2, "reflect"


@layer("torch.nn.ReflectionPad3d")
class ReflectionPad3d(PaddingWithoutValue):
    """(N?, C, D, H, W) -> (N?, C, D', H', W')"""

    spatial, mode = 3, "reflect"


@layer("torch.nn.ReplicationPad1d")
class ReplicationPad1d(PaddingWithoutValue):
    """(N?, C, L) -> (N?, C, L')"""

    spatial, mode = 1, "replicate"


@layer("torch.nn.ReplicationPad2d")
class ReplicationPad2d(PaddingWithoutValue):
    """(N?, C, H, W) -> (N?, C, H', W')"""

    spatial, mode = 2, "replicate"


@layer("torch.nn.ReplicationPad3d")
class ReplicationPad3d(PaddingWithoutValue):
    """(N?, C, D, H, W) -> (N?, C, D', H', W')"""

    spatial, mode = 3, "replicate"


@layer("torch.nn.CircularPad1d")
class CircularPad1d(CircularPad):
    """(N?, C, L) -> (N?, C, L')"""

    spatial = 1


@layer("torch.nn.CircularPad2d")
class CircularPad2d(CircularPad):
    """(N?, C, H, W) -> (N?, C, H', W')"""

    spatial = 2


@layer("torch.nn.CircularPad3d")
class CircularPad3d(CircularPad):
    """(N?, C, D, H, W) -> (N?, C, D', H', W')"""

    spatial = 3
