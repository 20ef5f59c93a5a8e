"""The cells of one axis as a picture has them.

What each is called, and what windows do with it.

Of a transposed convolution they are those of the whole result, before padding cuts it.
"""

from __future__ import annotations

from shapelint.layers.axis import Axis

PADDING, INPUT, CUT, EXTRA = "padding", "input", "cut", "extra"


def source(position: int, size: int, mode: str) -> int | None:
    """The element of the input at a position.

    Counted from its first: itself, or what the mode copies; None where zeros do.
    """
    if 0 <= position < size:
        return position
    if mode == "reflect":
        return -position if position < 0 else 2 * (size - 1) - position
    if mode == "replicate":
        return 0 if position < 0 else size - 1
    return position % size if mode == "circular" else None


class Cells:
    """How many cells stand before, inside and after what is kept.

    count: all of them; inner: the size of the input. windows: how many there are, one for each output; of a transposed
    convolution one for each input.
    """

    __slots__ = ("after", "axis", "before", "count", "inside", "is_transposed", "windows")

    def __init__(self, axis: Axis) -> None:
        self.axis = axis
        self.is_transposed = axis.kind == "transposed"
        size, output = axis.size, axis.output
        assert isinstance(size, int) and isinstance(output, int)
        self.before, self.after = axis.before, axis.after
        self.inside = output if self.is_transposed else size
        self.windows = size if self.is_transposed else output
        if not self.is_transposed and axis.up:  # the last window may hang over the end
            reaches = (output - 1) * axis.stride + axis.reach - axis.before - size
            self.after = max(self.after, reaches)
        self.count = self.before + self.inside + self.after

    def kind(self, cell: int) -> str:
        """Of which kind the cell is, counted from the first."""
        if self.is_transposed:
            if not self.before <= cell < self.before + self.inside:
                return CUT
            return EXTRA if cell >= self.count - self.axis.extra else INPUT
        return INPUT if self.before <= cell < self.before + self.inside else PADDING

    def label(self, cell: int) -> str:
        if self.kind(cell) in (INPUT, EXTRA):
            return str(cell - self.before)
        return "x" if self.is_transposed else "."

    def start(self, window: int) -> int:
        """The first cell of a window."""
        return window * self.axis.stride

    def uses(self, cell: int) -> int:
        """How many windows read the cell.

        Of a transposed convolution: add to it.
        """
        axis, found = self.axis, 0
        for tap in range(axis.kernel):
            window, rest = divmod(cell - tap * axis.dilation, axis.stride)
            found += rest == 0 and 0 <= window < self.windows
        return found

    def inputs(self, window: int) -> int:
        """How many elements of the input, and no padding, a window reads."""
        first = self.start(window)
        taps = range(first, first + self.axis.reach, self.axis.dilation)
        return sum(self.kind(cell) == INPUT for cell in taps)

    @property
    def arithmetic(self) -> str:
        """`10 = 2 + 6 + 2`"""
        axis = self.axis
        if self.is_transposed:
            whole = f"({axis.size} - 1)*{axis.stride} + {axis.reach}" + (f" + {axis.extra}" if axis.extra else "")
            cut = f", cut to {self.inside}" if axis.before + axis.after else ""
            return f"{self.count} = {whole}{cut}"
        if not self.count - self.inside:
            return str(self.count)
        return f"{self.count} = {self.before} + {self.inside} + {self.after}"
