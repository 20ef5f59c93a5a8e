"""SAME of TensorFlow and Keras, on one axis.

And for which sizes torch's symmetric padding does the same.

Both depend on the size only by its remainder: with r = n mod s (s for 0), SAME adds `max(e - r, 0)`, and counts of
windows grow by one with every s elements. So the sizes for which they agree are residue classes, from the first size
that torch takes.
"""

from __future__ import annotations

from shapelint.layers.axis import Axis
from shapelint.ops.formulas import same_padding as sizes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from shapelint.sizes.dims import Dim

MOST_STRIDE = 1000
"""Beyond, no list of remainders is made."""


def same_of(axis: Axis, extra: int | None = None) -> tuple[Dim, Dim, Dim]:
    """What SAME adds before and after, and the resulting size.

    Of a transposed convolution: what it cuts off.

    extra: Keras's output_padding.
    """
    if axis.kind == "transposed":
        before, after = sizes.keras_transposed_cut(axis.kernel, axis.stride, True, axis.dilation, extra)
        return before, after, sizes.keras_transposed_size(
            axis.size, axis.kernel, axis.stride, True, axis.dilation, extra
        )  # fmt: skip
    before, after = sizes.tensorflow_same(axis.size, axis.kernel, axis.stride, axis.dilation)
    return before, after, sizes.kept(axis.size, axis.stride)


def same_axis(axis: Axis) -> Axis:
    """The axis as SAME pads it.

    Its size is a number.
    """
    before, after, _ = same_of(axis)
    if axis.kind == "transposed":  # what cannot be cut off is added
        whole = axis.with_(before=0, after=0, extra=0)
        assert isinstance(after, int)
        return whole.with_(before=before, after=max(after, 0), extra=max(-after, 0))
    return axis.with_(before=before, after=after, up=False, apart=True)


def usual(axis: Axis) -> int:
    """The symmetric padding that comes closest to SAME."""
    return (axis.reach - 1) // 2


def allowed(axis: Axis, padding: int) -> bool:
    """Whether torch takes that padding.

    Pools at most half of the kernel, dilation not counted.
    """
    return axis.kind not in ("maxpool", "avgpool") or padding <= axis.kernel // 2


class Agreement:
    """The sizes for which a symmetric padding agrees with SAME.

    It puts the same windows at the same places: those sizes of which the remainder by `modulo` is among `rests`, from
    `first` on.
    """

    __slots__ = ("first", "modulo", "padding", "rests")

    def __init__(self, padding: int, modulo: int, rests: list[int], first: int) -> None:
        self.padding = padding
        self.modulo = modulo
        self.rests = rests
        self.first = first

    @property
    def every(self) -> bool:
        return len(self.rests) == self.modulo

    def holds(self, size: int) -> bool:
        return size >= self.first and size % self.modulo in self.rests

    def words(self) -> str:
        """`where the size is odd`."""
        if self.every:
            return "for every input size"
        if not self.rests:
            return "for no input size"
        if self.modulo == 2:
            return f"where the size is {'odd' if self.rests == [1] else 'even'}"
        listed = ", ".join(map(str, self.rests[:6])) + (", ..." if len(self.rests) > 6 else "")
        return f"where the size mod {self.modulo} is {' or '.join(listed.rsplit(', ', 1))}"


def agreement(axis: Axis, padding: int | None = None, up: bool = False) -> Agreement | None:
    """The sizes for which a padding does what SAME does.

    The padding is on both sides (by default the usual one); None where the stride is too large to say. up: with
    `ceil_mode`.
    """
    side = usual(axis) if padding is None else padding
    stride = axis.stride
    if stride > MOST_STRIDE:
        return None
    window = axis.with_(before=side, after=side, up=up, apart=False)
    first = window.least
    if not allowed(axis, side):
        return Agreement(side, stride, [], first)
    rests = [rest for rest in range(stride) if _agrees(window, first + (rest - first) % stride)]
    return Agreement(side, stride, rests, min((first + (rest - first) % stride for rest in rests), default=first))


def _agrees(window: Axis, size: int) -> bool:
    before, _, count = same_of(window.with_(size=size))
    return before == window.before and window.with_(size=size).output == count
