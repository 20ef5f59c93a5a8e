"""Images of (height, width, 3) that are read as (3, height, width).

Part of moved-by-view; by numbers as well, as nothing else has its last axis in front just so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.flow import calls_of, inputs, main, shape_of, short, source, warning
from shapelint.rules.evidence.shifted_rows import SAME
from shapelint.rules.wording.words import size_text
from shapelint.sizes.dims import Dim, product
from shapelint.source.reading.argument_text import source_at

OF_ARRAYS = frozenset({"ndarray.reshape", "np.reshape"})
RESHAPES = frozenset({"view", "reshape"}) | OF_ARRAYS
MADE = frozenset({
    "rand", "randn", "randint", "normal", "arange", "linspace", "zeros", "ones", "full", "view", "reshape", "unflatten",
    "resize", "integers", "random", "uniform", "random_sample", "standard_normal", "eye", "empty", "frombuffer",
    "fromfile",
})  # fmt: skip
"""Operations whose numbers stand in any order, or in one that only the code knows."""
KEPT = SAME | {
    "div", "mul", "sub", "add", "astype", "copy", "from_numpy", "tensor", "as_tensor", "asarray", "array", "unsqueeze",
    "ascontiguousarray", "__truediv__", "__mul__", "__sub__", "__add__", "__getitem__", "expand_dims", "FloatTensor",
}  # fmt: skip
MOST = 30


def arrays_read_as_channels(trace: Trace) -> Iterator[Finding]:
    """The findings about numpy's reshapes."""
    for event in calls_of(trace, OF_ARRAYS):
        x = main(event)
        old, new = shape_of(x, event), shape_of(event.output, event)
        found = None if old is None or new is None else image_read_as_channels(event, old, new)
        if found is not None:
            yield found


def image_read_as_channels(event: Event, old: tuple[Dim, ...], new: tuple[Dim, ...]) -> Finding | None:
    """The finding about (height, width, 3) that becomes (3, height, width)."""
    if len(old) < 3 or len(new) < 3 or old[-1] not in (3, 4) or new[-3] != old[-1]:
        return None
    sides = [size for size in old[-3:-1] if isinstance(size, int) and size > 4]
    if len(sides) != 2 or Counter(sides) != Counter(new[-2:]) or product(old[:-3]) != product(new[:-3]):
        return None
    if not _is_read(event):
        return None
    axes = ", ".join(map(str, (*range(len(old) - 3), len(old) - 1, len(old) - 3, len(old) - 2)))
    move = "transpose" if short(event) in OF_ARRAYS else "permute"
    return warning(
        event,
        f"{short(event).rpartition('.')[2]} moves nothing: {size_text(old)} is read as {size_text(new)}, with the "
        f"{old[-1]} channels of each pixel side by side: each plane is made of rows of all channels",
        label=f"{size_text(old)} read as {size_text(new)}",
        help=f"move the channels instead: .{move}({axes})",
    )


def _is_read(event: Event) -> bool:
    """Whether the order of the numbers is given.

    They come from somewhere else, and are not made in this body: what a library makes is not spelled there.
    """
    made = source(main(event))
    for _ in range(MOST):
        if made is None:
            return True
        name = short(made).rpartition(".")[2]
        if name in MADE:
            own = made.place.definition is event.place.definition and name in source_at(made.place)
            return not own and name not in ("view", "reshape")
        if name not in KEPT or not inputs(made):
            return True
        made = source(main(made))
    return False
