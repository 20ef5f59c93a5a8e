"""The line of PyTorch that does what was asked.

As people write it, and as it can be run on any `x`.
"""

from __future__ import annotations

from shapelint.layers.axis import Axis
from shapelint.layers.kinds import CLASSES
from shapelint.layers.refuse import refused
from shapelint.ops.formulas.same_padding import pad_argument

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

FILLED = {"maxpool": 'value=float("-inf")'}
"""What padding holds where it is not zero."""


class Line:
    """One line of code.

    does: "same_size", "keras_same" or "given". note: what it does not do. axes: what comes of it; None where SAME.
    """

    __slots__ = ("axes", "call", "cut", "divided", "does", "layer", "note", "pads")

    def __init__(
        self, layer: str, does: str, axes: Sequence[Axis], pads: str = "", cut: str = "", divided: str = "",
        note: str = "",
    ) -> None:  # fmt: skip
        self.layer = layer
        self.does = does
        self.axes = axes
        self.pads = pads
        self.cut = cut
        self.divided = divided
        self.note = note

    @property
    def text(self) -> str:
        """As it is printed.

        A layer alone where nothing else is done to `x`.
        """
        if self.divided:
            return f"{self.layer}({self.pads}) / {self.layer}({self.divided})"
        if self.pads or self.cut:
            return f"{self.layer}({self.pads or 'x'}){self.cut}"
        return self.layer

    @property
    def code(self) -> str:
        """The same as an expression of `x` that can be run."""
        runnable = self.text.replace("C_in", "x.shape[1]").replace("C_out", "1")
        return runnable if self.pads or self.cut else f"{runnable}(x)"


class Channels:
    """The channels where they are known, and groups."""

    __slots__ = ("given", "groups", "made")

    def __init__(self, given: int | None = None, made: int | None = None, groups: int | None = None) -> None:
        self.given = given
        self.made = made
        self.groups = groups

    @property
    def text(self) -> str:
        return f"{self.given or 'C_in'}, {self.made or 'C_out'}"


def each(values: Sequence[object]) -> str:
    """`3`, or `(4, 1)` where axes differ."""
    return str(values[0]) if len(set(values)) == 1 else f"({', '.join(map(str, values))})"


def layer(
    axes: Sequence[Axis], channels: Channels, padding: object = None, mode: str = "zeros", up: bool = False,
    counted: bool = True, extra: Sequence[int] = (),
) -> str:  # fmt: skip
    """The text of the layer's constructor.

    padding: one number an axis, "same", or None. counted: an average counts padding.
    """
    kind = axes[0].kind
    kernel, stride = each([axis.kernel for axis in axes]), each([axis.stride for axis in axes])
    words = []
    if kind in ("conv", "transposed"):
        words = [channels.text, kernel]
        words += [f"stride={stride}"] if stride != "1" else []
    else:
        words = [kernel, stride]
    if padding == "same":
        words.append("padding='same'")
    elif isinstance(padding, (list, tuple)) and any(padding):
        words.append(f"padding={each(padding)}")
    if any(extra):
        words.append(f"output_padding={each(list(extra))}")
    if any(axis.dilation != 1 for axis in axes):
        words.append(f"dilation={each([axis.dilation for axis in axes])}")
    if channels.groups not in (None, 1):
        words.append(f"groups={channels.groups}")
    if mode != "zeros":
        words.append(f"padding_mode={mode!r}")
    if up:
        words.append("ceil_mode=True")
    if not counted:
        words.append("count_include_pad=False")
    return f"nn.{CLASSES[kind]}{len(axes)}d({', '.join(words)})"


def pad_call(axes: Sequence[Axis], mode: str = "zeros", filled: bool = True) -> str:
    """The call `F.pad(x, (2, 3, 2, 3))`.

    With what a max pool must be given there.
    """
    numbers = ", ".join(map(str, pad_argument([(axis.before, axis.after) for axis in axes])))
    words = [f"x, ({numbers})"]
    if mode != "zeros":
        words.append(f"mode={mode!r}")
    elif filled and axes[0].kind in FILLED:
        words.append(FILLED[axes[0].kind])
    return f"F.pad({', '.join(words)})"


def given_line(axes: Sequence[Axis], channels: Channels, mode: str, does: str = "given") -> Line:
    """The line that the given numbers say.

    Sides that differ are padded (a transposed convolution: cut) by a call of their own.
    """
    kind = axes[0].kind
    extra = [axis.extra for axis in axes]
    if kind == "transposed":
        return _transposed_line(axes, channels, does)
    up = axes[0].up
    if not any(axis.apart for axis in axes):
        return Line(layer(axes, channels, [axis.before for axis in axes], mode, up, extra=extra), does, axes)
    note = "" if kind != "avgpool" else "counts the zeros"
    return Line(layer(axes, channels, None, "zeros", up), does, axes, pad_call(axes, mode), note=note)


def _transposed_line(axes: Sequence[Axis], channels: Channels, does: str) -> Line:
    """What both sides cut off is padding.

    The rest is cut from the result.
    """
    sides = [min(axis.before, axis.after) for axis in axes]
    text = layer(axes, channels, sides, extra=[axis.extra for axis in axes])
    if all(axis.symmetric for axis in axes):
        return Line(text, does, axes)
    parts = [_slice(axis.before - side, axis.after - side) for axis, side in zip(axes, sides, strict=True)]
    return Line(text, does, axes, cut=f"[..., {', '.join(parts)}]")


def _slice(before: int, after: int) -> str:
    return f"{before or ''}:{-after if after else ''}"


def padded_line(axes: Sequence[Axis], channels: Channels, mode: str, does: str = "given") -> Line:
    """The same line with `F.pad` for an even padding."""
    return Line(layer(axes, channels, None), does, axes, pad_call(axes, mode))


def keras_line(axes: Sequence[Axis], channels: Channels, mode: str = "zeros") -> Line:
    """The line that stands at the windows of TensorFlow's SAME.

    axes: as SAME pads them.
    """
    kind, does = axes[0].kind, "keras_same"
    if kind == "transposed":
        return _transposed_line(axes, channels, does)
    even = all(axis.symmetric for axis in axes)
    before = [axis.before for axis in axes]
    if kind == "conv":
        if even:
            return Line(layer(axes, channels, before, mode), does, axes)
        return Line(layer(axes, channels), does, axes, pad_call(axes, mode))
    if hangs_over(axes):
        if any(axis.after for axis in axes):
            counted = kind != "avgpool"
            return Line(layer(axes, channels, up=True, counted=counted), does, axes)
        return Line(layer(axes, channels), does, axes)
    if even and not refused([axis.with_(apart=False) for axis in axes]):
        counted = kind != "avgpool" or not any(before)
        return Line(layer(axes, channels, before, counted=counted), does, axes)
    call = pad_call(axes)
    if kind == "maxpool":
        return Line(layer(axes, channels), does, axes, call)
    ones = call.replace("F.pad(x,", "F.pad(torch.ones_like(x),")
    return Line(
        layer(axes, channels), does, axes, call, divided=ones,
        note="no single layer averages like this: the sum is divided by how many numbers are no padding",
    )  # fmt: skip


def hangs_over(axes: Sequence[Axis]) -> bool:
    """Whether `ceil_mode` alone gives a pool the windows of SAME.

    Nothing before, and less after than a stride.
    """
    fits = all(axis.before == 0 and axis.after < axis.stride for axis in axes)
    return fits and not refused([axis.with_(after=0, up=True, apart=False) for axis in axes])
