"""Resizing images: `interpolate`, the Upsample layers, and their older names."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from shapelint.ops.core.declare import function, layer
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.core.state import told
from shapelint.ops.formulas.axes import size_at
from shapelint.ops.formulas.window import LETTERS, positive, whole_numbers
from shapelint.sizes.dims import Dim, Expr, floor_div
from shapelint.sizes.tensors import Tensor, Unknown, UnknownShape, unknown_tensor

RANKS: dict[str, tuple[int, ...]] = {
    "nearest": (4, 3, 5), "nearest-exact": (4, 3, 5), "area": (4, 3, 5), "linear": (3,), "bilinear": (4,),
    "bicubic": (4,), "lanczos": (4,), "trilinear": (5,),
}  # fmt: skip
"""Mode -> the ranks of input it takes."""

BLENDING = ("linear", "bilinear", "bicubic", "trilinear", "lanczos")


@function("torch.nn.functional.interpolate")
def interpolate(
    input: Tensor, size=None, scale_factor=None, mode="nearest", align_corners=None, recompute_scale_factor=None,
    antialias=False,
) -> Tensor:  # fmt: skip
    """(N, C, *sizes) -> (N, C, *size), or each of sizes times scale_factor, rounded down"""
    _options(size, scale_factor, mode, align_corners, recompute_scale_factor, antialias)
    ranks = _ranks(size, scale_factor, mode, told(antialias) is True)
    if need.known(input) is None and len(ranks) > 1:
        return _of_unknown_rank(input)
    shape = need.rank(input, {rank: "NC" + LETTERS[rank - 2] for rank in ranks})
    old = shape[2:]
    if mode == "area" and 0 in shape:
        raise Undecided("averages of an empty input")
    if not isinstance(mode, Unknown) and mode != "area":
        positive((shape[1],), "channels of the input")
        positive(old, "size of the input")
    new = _sizes(old, size) if size is not None else _scaled(old, scale_factor)
    if not isinstance(mode, Unknown):
        positive(new, "size" if size is not None else "scale_factor", 0 if mode == "area" else 1)
    return Tensor((*shape[:2], *new), input.dtype)


def _options(size: Any, scale_factor: Any, mode: Any, align_corners: Any, recompute: Any, antialias: Any) -> None:
    """What torch refuses whatever the input is."""
    if not isinstance(mode, Unknown) and mode not in RANKS:
        need.refuse("wrong-arguments", f"mode must be one of {tuple(RANKS)}, it is {mode!r}", argument="mode")
    blends = isinstance(mode, Unknown) or mode in BLENDING
    if not blends and align_corners is not None and not isinstance(align_corners, Unknown):
        need.refuse(
            "wrong-arguments", f"align_corners may be given only with {', '.join(BLENDING[:4])}",
            argument="align_corners",
        )  # fmt: skip
    if size is None and scale_factor is None:
        need.refuse("wrong-arguments", "either size or scale_factor must be given", argument="size")
    if isinstance(size, Unknown) or isinstance(scale_factor, Unknown):
        if size is not None and scale_factor is not None:
            raise Undecided("which of size and scale_factor is given is not known")
    elif size is not None and scale_factor is not None:
        need.refuse("wrong-arguments", "only one of size and scale_factor may be given", argument="scale_factor")
    if size is not None and told(recompute) is True and not isinstance(size, Unknown):
        need.refuse("wrong-arguments", "recompute_scale_factor needs a scale_factor", argument="recompute_scale_factor")
    if told(antialias) is True and isinstance(mode, str) and mode not in ("bilinear", "bicubic", "lanczos"):
        need.refuse("wrong-arguments", "antialias works with bilinear, bicubic and lanczos", argument="antialias")
    if mode == "lanczos":
        if told(antialias) is False:
            need.refuse("wrong-arguments", "lanczos needs antialias=True", argument="antialias")
        if told(align_corners) is True:
            need.refuse("wrong-arguments", "lanczos takes no align_corners=True", argument="align_corners")


def _ranks(size: Any, scale_factor: Any, mode: Any, flat: bool) -> tuple[int, ...]:
    """The ranks that go with these arguments.

    Refuses (wrong-rank) what goes with none.
    """
    ranks = (4, 3, 5) if isinstance(mode, Unknown) else RANKS[mode]
    if flat:
        ranks = (4,)
    for argument, value in (("size", size), ("scale_factor", scale_factor)):
        if isinstance(value, (tuple, list)):
            if len(value) + 2 not in ranks:
                need.refuse(
                    "wrong-rank", f"mode {mode!r} does not take {len(value)} numbers as {argument}", argument=argument,
                    actual=len(value), expected=tuple(rank - 2 for rank in ranks),
                )  # fmt: skip
            return (len(value) + 2,)
    return ranks


def _of_unknown_rank(input: Tensor) -> Tensor:
    """Batch and channels stay; how many axes follow is not known."""
    assert isinstance(input.shape, UnknownShape)
    known = {axis: size for axis in (0, 1) if (size := size_at(input, axis)) is not None}
    return unknown_tensor(input.shape.reason, known, input.dtype)


def _sizes(old: tuple[Dim, ...], size: Any) -> tuple[Dim, ...]:
    whole_numbers(size, "size")
    return need.several(size, len(old), "size")


def _scaled(old: tuple[Dim, ...], scale_factor: Any) -> tuple[Dim, ...]:
    factors = scale_factor if isinstance(scale_factor, (tuple, list)) else (scale_factor,) * len(old)
    names = LETTERS[len(old)]
    return tuple(
        _scaled_size(size, one, names[axis]) for axis, (size, one) in enumerate(zip(old, factors, strict=True))
    )


def _scaled_size(size: Dim, factor: Any, name: str) -> Dim:
    """`int(size * factor)` in floating point.

    For a symbolic size that is exact where the denominator is 2, 4, 8, ...; for any other the result is a new symbol.
    """
    if isinstance(factor, (int, Expr)):
        return size * factor
    if isinstance(factor, float):
        if isinstance(size, int):
            return int(size * factor)
        exact = Fraction(factor)
        if exact > 0 and exact.denominator <= 64:
            return floor_div(size * exact.numerator, exact.denominator)
    elif not isinstance(factor, Unknown):
        need.refuse("wrong-arguments", f"scale_factor must be a number, it is {factor!r}", argument="scale_factor")
    return need.facts.fresh(name, at_least=0)


# --- layers and older names -----------------------------------------------------------------------------------------


class Resizing:
    """What the layers share: the attributes of torch's Upsample."""

    size: Any
    scale_factor: Any
    mode: Any = "nearest"
    align_corners: Any = None

    def keep(self, size, scale_factor, mode, align_corners, recompute_scale_factor) -> None:
        self.size = size
        self.scale_factor = _floats(scale_factor)
        self.mode, self.align_corners, self.recompute_scale_factor = mode, align_corners, recompute_scale_factor

    def forward(self, input: Tensor) -> Tensor:
        return interpolate(
            input, self.size, self.scale_factor, self.mode, self.align_corners, self.recompute_scale_factor
        )


def _floats(scale_factor: Any) -> Any:
    """The factor as the layers keep it.

    A float, or a tuple of them; None for 0.
    """
    if isinstance(scale_factor, tuple):
        return tuple(float(one) if isinstance(one, (int, float)) else one for one in scale_factor)
    if isinstance(scale_factor, (list, dict)):
        need.refuse("wrong-arguments", "scale_factor must be a number or a tuple of numbers", argument="scale_factor")
    if isinstance(scale_factor, (int, float)):
        return float(scale_factor) if scale_factor else None
    return scale_factor


@layer("torch.nn.Upsample")
class Upsample(Resizing):
    """(N, C, *sizes) -> (N, C, *size), or each of sizes times scale_factor, rounded down"""

    def __init__(
        self, size=None, scale_factor=None, mode="nearest", align_corners=None, recompute_scale_factor=None
    ) -> None:
        self.keep(size, scale_factor, mode, align_corners, recompute_scale_factor)


@layer("torch.nn.UpsamplingNearest2d")
class UpsamplingNearest2d(Resizing):
    """(N, C, H, W) -> (N, C, H', W')"""

    def __init__(self, size=None, scale_factor=None) -> None:
        self.keep(size, scale_factor, "nearest", None, None)


@layer("torch.nn.UpsamplingBilinear2d")
class UpsamplingBilinear2d(Resizing):
    """(N, C, H, W) -> (N, C, H', W')"""

    def __init__(self, size=None, scale_factor=None) -> None:
        self.keep(size, scale_factor, "bilinear", True, None)


@function("torch.nn.functional.upsample")
def upsample(input: Tensor, size=None, scale_factor=None, mode="nearest", align_corners=None) -> Tensor:
    """(N, C, *sizes) -> (N, C, *size), or each of sizes times scale_factor, rounded down"""
    return interpolate(input, size, scale_factor, mode, align_corners)


@function("torch.nn.functional.upsample_nearest")
def upsample_nearest(input: Tensor, size=None, scale_factor=None) -> Tensor:
    """(N, C, *sizes) -> (N, C, *size), or each of sizes times scale_factor, rounded down"""
    return interpolate(input, size, scale_factor)


@function("torch.nn.functional.upsample_bilinear")
def upsample_bilinear(input: Tensor, size=None, scale_factor=None) -> Tensor:
    """(N, C, H, W) -> (N, C, H', W')"""
    return interpolate(input, size, scale_factor, "bilinear", True)
