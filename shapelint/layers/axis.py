"""One axis that a window slides over.

Its result with the formula, where windows stand, and what they never read.
"""

from __future__ import annotations

from shapelint.layers.kinds import MANY, ONE
from shapelint.ops.formulas import same_padding as sizes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapelint.sizes.dims import Dim

MOST_LISTED = 10_000


class Axis:
    """A size and the window that slides over it.

    before, after: what is added on each side (for a transposed convolution: what is cut off there). up: `ceil_mode`.
    extra: `output_padding`. apart: padded by a call of its own, so that it is all input to the layer. name: what people
    call the axis.
    """

    __slots__ = ("after", "apart", "before", "dilation", "extra", "kernel", "kind", "name", "size", "stride", "up")

    def __init__(
        self, kind: str, name: str, size: Dim, kernel: int, stride: int = 1, dilation: int = 1, before: int = 0,
        after: int = 0, up: bool = False, extra: int = 0, apart: bool = False,
    ) -> None:  # fmt: skip
        self.kind = kind
        self.name = name
        self.size = size
        self.kernel = kernel
        self.stride = stride
        self.dilation = dilation
        self.before = before
        self.after = after
        self.up = up
        self.extra = extra
        self.apart = apart

    def with_(self, **changes: object) -> Axis:
        """A copy with some values changed."""
        kept = {name: getattr(self, name) for name in self.__slots__}
        return Axis(**{**kept, **changes})

    @property
    def many(self) -> str:
        """What its elements are called: rows, columns, slices, elements."""
        return MANY[self.name]

    @property
    def one(self) -> str:
        return ONE[self.name]

    @property
    def window(self) -> tuple[object, ...]:
        """What axes that are alike have in common: everything but the name."""
        return tuple(getattr(self, name) for name in self.__slots__ if name != "name")

    # --- sizes --------------------------------------------------------------------------------------------------------

    @property
    def reach(self) -> int:
        """The effective kernel."""
        reach = sizes.effective(self.kernel, self.dilation)
        assert isinstance(reach, int)
        return reach

    @property
    def symmetric(self) -> bool:
        return self.before == self.after

    @property
    def padded(self) -> Dim:
        """The size with what is added."""
        return self.size + self.before + self.after

    @property
    def output(self) -> Dim:
        """What comes out; less than 1 where torch refuses."""
        if self.kind == "transposed":
            whole = sizes.transposed_size(self.size, self.kernel, self.stride, 0, self.dilation, self.extra)
            return whole - self.before - self.after
        if self.up and self.apart:
            return sizes.windows_up(self.padded, self.kernel, self.stride, 0, self.dilation)
        if self.up:
            return sizes.windows_up(self.size, self.kernel, self.stride, self.before, self.dilation)
        return sizes.windows(self.size, self.kernel, self.stride, self.before + self.after, self.dilation)

    @property
    def least(self) -> int:
        """The smallest size that torch takes."""
        size = 1
        low, high = 1, max(self.reach + self.before + self.after + self.stride, 1)
        while low <= high:  # the output grows with the size
            middle = (low + high) // 2
            made = self.with_(size=middle).output
            assert isinstance(made, int)
            if made >= 1:
                size, high = middle, middle - 1
            else:
                low = middle + 1
        return size

    @property
    def formula(self) -> str:
        """The formula with the numbers put in: `floor((6 + 2*2 - 5)/2) + 1 = 3`."""
        if self.kind == "transposed":
            return self._transposed_formula()
        size = f"({self.size})" if " " in str(self.size) else f"{self.size}"
        if self.symmetric:
            added = f" + 2*{self.before}" if self.before else ""
        else:
            added = f" + {self.before} + {self.after}"
        text = f"{'ceil' if self.up else 'floor'}(({size}{added} - {self.reach})/{self.stride}) + 1"
        if self.up and isinstance(self.size, int) and self.dropped:
            text += " - 1"
        return f"{text} = {self.output}"

    def _transposed_formula(self) -> str:
        size = f"({self.size} - 1)*{self.stride}"
        if self.symmetric:
            cut = f" - 2*{self.before}" if self.before else ""
        else:
            cut = f" - {self.before} - {self.after}"
        extra = f" + {self.extra}" if self.extra else ""
        return f"{size}{cut} + {self.reach}{extra} = {self.output}"

    @property
    def dropped(self) -> bool:
        """Whether `ceil_mode` leaves out a last window.

        One that would begin behind the input.
        """
        unlimited = sizes.ceiling(self.padded - self.reach, self.stride) + 1
        return self.up and unlimited != self.output

    # --- windows ------------------------------------------------------------------------------------------------------

    def begins(self, index: int) -> int:
        """Where a window begins, counted from the first element of the input."""
        return index * self.stride - self.before

    @property
    def holes(self) -> bool:
        """Whether elements between two windows, or within each, are left out."""
        taps = range(0, min(self.kernel, MOST_LISTED) * self.dilation, self.dilation)
        read = {tap % self.stride for tap in taps}
        return any(position not in read for position in range(min(self.stride, MOST_LISTED)))

    @property
    def tail(self) -> int:
        """How many of the padded elements lie behind the last window."""
        assert isinstance(self.padded, int) and isinstance(self.output, int)
        return max(self.padded - ((self.output - 1) * self.stride + self.reach), 0)

    @property
    def unread(self) -> list[int]:
        """Positions in the padded axis, from 0, that no window reads.

        For long axes those of its end only.
        """
        padded, count = self.padded, self.output
        if self.kind == "transposed" or not isinstance(padded, int) or not isinstance(count, int):
            return []
        if padded > MOST_LISTED or self.kernel > MOST_LISTED:
            return list(range(padded - self.tail, padded))[:MOST_LISTED]
        return [position for position in range(padded) if not self.reads(position)]

    def reads(self, position: int) -> bool:
        """Whether a window reads that position of the padded axis."""
        assert isinstance(self.output, int)
        # window * stride + tap * dilation = position
        for tap in range(min(self.kernel, position // self.dilation + 1)):
            window, rest = divmod(position - tap * self.dilation, self.stride)
            if rest == 0 and window < self.output:
                return True
        return False

    def runs(self) -> Iterator[tuple[int, int]]:
        """What is never read as stretches (first, last), positions as in `unread`."""
        start: int | None = None
        last = -2
        for position in self.unread:
            if position != last + 1:
                if start is not None:
                    yield start, last
                start = position
            last = position
        if start is not None:
            yield start, last
