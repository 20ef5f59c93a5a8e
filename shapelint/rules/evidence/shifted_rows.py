"""What a view may well be meant to read in another order.

Constants and random numbers, and rows that were padded so that the view shifts them.
"""

from __future__ import annotations

from shapelint.ops.core.trace import Event, Trace
from shapelint.rules.evidence.flow import alike, calls_of, inputs, main, shape_of, short, source
from shapelint.rules.evidence.flow_after import descendants
from shapelint.sizes.tensors import Tensor

PADS = {"pad", "constant_pad_nd", "ConstantPad1d", "ConstantPad2d", "ZeroPad1d", "ZeroPad2d"}
JOINS = {"cat", "concat", "concatenate"}
ZEROS = {"zeros", "new_zeros", "zeros_like", "full", "new_full"}
MADE_LIKE = {
    *(f"new_{name}" for name in ("zeros", "ones", "empty", "full")),
    *(f"{name}_like" for name in ("zeros", "ones", "empty", "full", "rand", "randn", "randint")),
}
"""What takes the shape or type of a tensor, and none of its numbers."""
CUT = "__getitem__"
SHIFTS = {"lshift", "rshift", "bitwise_left_shift", "bitwise_right_shift"}
VIEWS = ("view", "reshape")
TILES = {"repeat", "tile"}
SAME = {"contiguous", "clone", "to", "float", "detach"}
KEPT = {"contiguous", "clone", "to", "float", "detach", "dropout", "Dropout", *VIEWS, CUT}
WEIGHTED = {"Linear", "Embedding", "LSTM", "GRU", "RNN", "MultiheadAttention", "Conv1d", "Conv2d", "Conv3d"}


def is_data(tensor: Tensor) -> bool:
    """Whether it depends on what is given.

    And is no constant, parameter or random number.
    """
    waiting, seen = [tensor], 0
    while waiting and seen < 200:
        one = waiting.pop()
        seen += 1
        made = source(one)
        if made is None:
            if one.role not in ("parameter", "buffer"):
                return True
            continue
        if made.build is not None and any(given is not one for given in inputs(made)) and short(made) in WEIGHTED:
            return True  # a random number may stand for data
        if short(made) in MADE_LIKE:
            continue
        waiting += [other for other in inputs(made) if other is not one]
    return False


def is_shift(tensor: Tensor) -> bool:
    """Whether it was padded before.

    Read in rows of another length, each row is shifted by one more than the last.
    """
    made = source(tensor)
    while made is not None and short(made) in KEPT:
        made = source(main(made))
    if made is not None and short(made) in JOINS:
        return any(getattr(source(one), "name", "") in ZEROS for one in inputs(made))
    return made is not None and short(made) in PADS


def is_cut_between(trace: Trace, event: Event) -> bool:
    """Whether a row is cut off between two views.

    They exchange axes and exchange them back: (i, j) read as (j, i), without its first row read as (i, j - 1). Each row
    is shifted by one more than the last, as relative positions want.
    """
    made = source(main(event))
    if made is not None and short(made) == CUT:
        first = source(main(made))
        return first is not None and short(first) in VIEWS and _shifts(first, event)
    cuts = [one for one in calls_of(trace, (CUT,)) if main(one) is event.output]
    return any(_shifts(event, later) for cut in cuts for later in calls_of(trace, VIEWS) if main(later) is cut.output)


def _shifts(first: Event, second: Event) -> bool:
    """Whether the second view gives the first axes, one of them shorter."""
    were, are = shape_of(main(first), first), shape_of(second.output, second)
    if were is None or are is None or len(were) != len(are):
        return False
    return sum(not alike(second, one, other) for one, other in zip(were, are)) == 1


def is_packed(trace: Trace, event: Event) -> bool:
    """Whether the bits of what a view gives are shifted.

    Their layout is chosen by who packs them.
    """
    return any(short(one) in SHIFTS for one in descendants(trace, event))


def is_tiled(tensor: Tensor, axis: int) -> bool:
    """Whether an axis and each of its elements were repeated.

    `x.unsqueeze(-1).repeat(1, 1, k, k)`, read as rows of the same length, is x enlarged: k equal rows for each.
    """
    made = source(tensor)
    while made is not None and short(made) in SAME:
        made = source(main(made))
    if made is None or short(made) not in TILES:
        return False
    were, are = shape_of(main(made), made), shape_of(made.output, made)
    if were is None or are is None or len(were) != len(are):
        return False
    return were[axis] != 1 and not alike(made, were[axis], are[axis]) and all(size == 1 for size in were[axis + 1 :])


def becomes_shift(trace: Trace, event: Event) -> bool:
    """Whether zeros are put beside what the view gives.

    They shift the rows that the next view reads.
    """
    joins = [join for join in calls_of(trace, tuple(JOINS)) if join.place.definition is event.place.definition]
    for join in joins:
        given = inputs(join)
        if any(one is event.output for one in given) and any(
            getattr(source(one), "name", "") in ZEROS for one in given
        ):
            return True
    return False
