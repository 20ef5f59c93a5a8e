"""Where axes come from.

An axis has a meaning where an operation gives it one: the second of a convolution's output counts channels, the last
of a Linear's features, the first of a recurrent layer's the batch or the steps. Going back from a tensor
through operations that keep or move axes finds the one that gave the meaning, and with it the evidence of a warning.
"""

from __future__ import annotations

import re

from msgspec import Struct

from shapelint.ops.core.trace import Event
from shapelint.rules.evidence.flow import (
    Names,
    alike,
    axis_argument,
    inputs,
    main,
    number,
    shape_of,
    short,
    source,
)
from shapelint.rules.evidence.letters import letters_of
from shapelint.sizes.dims import product
from shapelint.sizes.tensors import Tensor

CONVOLUTION = re.compile(r"(Lazy)?Conv(Transpose)?[123]d|conv(_transpose)?[123]d")
RECURRENT = {"LSTM", "GRU", "RNN"}
RESHAPES = {
    "view", "reshape", "flatten", "unflatten", "Flatten", "Unflatten", "view_as", "reshape_as", "rearrange",
    "Rearrange", "unfold", "fold", "Unfold", "Fold", "ravel", "reduce", "Reduce", "repeat", "EinMix",
}  # fmt: skip
SCRAMBLES = RESHAPES | {
    "matmul", "bmm", "mm", "einsum", "baddbmm", "addmm", "chain_matmul", "tensordot", "flip", "roll", "rot90", "gather",
    "index_select", "fft", "ifft", "scatter", "sort", "cdist", "MultiheadAttention", "Bilinear", "outer", "kron",
    "inverse",
    "scaled_dot_product_attention", "where", "masked_select", "as_strided", "movedim", "moveaxis",
    "__getitem__", "__setitem__", "squeeze", "unsqueeze", "expand", "tile", "cat", "stack", "H",
    "from_numpy", "as_tensor", "tensor",
}  # fmt: skip
"""Operations after which an axis of the same length need not be the same axis."""


class Origin(Struct, frozen=True):
    """What an axis counts, as `event` says: channels, features, batch, time, space.

    "given" for an axis of a tensor that comes from outside.
    """

    meaning: str
    event: Event | None
    tensor: Tensor
    axis: int
    moved: Event | None = None  # the permute or transpose on the way, the last in the program
    name: str = ""  # what the code calls it, where it says so on the way


class Step:
    """Where an axis of a result was before, or what it counts.

    Kept with the event, as many walks lead over the same ground; with the origin, and how many steps away that is, once
    a walk got there. It holds the tensor, whose id is not used again meanwhile.
    """

    __slots__ = ("before", "meaning", "origin", "tensor", "way")

    def __init__(self, made: Event, tensor: Tensor, axis: int) -> None:
        self.tensor = tensor
        self.meaning = _meaning(made, tensor, axis)
        self.before = None if self.meaning else step_back(made, tensor, axis)
        self.origin: Origin | None = None
        self.way = 0


Walk = list[tuple[Step, Event, int]]
"""The steps of a way back: each with its event and the axis of what that gave."""

MOST_STEPS = 400


def origin(tensor: Tensor, axis: int, event: Event, names: Names | None = None) -> Origin:
    """The origin of an axis, which gave it its meaning.

    Found by going back from the axis (from the first) of a tensor, as `event` sees it.
    """
    found = _origin(tensor, axis)
    name = _name_on_the_way(tensor, axis, names) if names else ""
    return Origin(found.meaning, found.event, found.tensor, found.axis, found.moved, name) if name else found


def _origin(tensor: Tensor, axis: int) -> Origin:
    walk: Walk = []
    while len(walk) < MOST_STEPS:
        made = source(tensor)
        if made is None:
            return _kept(walk, Origin("given" if tensor.source is None else "", None, tensor, axis), 0)
        step = _step(made, tensor, axis)
        if step.origin is not None and len(walk) + step.way < MOST_STEPS:
            return _kept(walk, step.origin, step.way)
        if step.before is None:
            return _kept(walk, Origin(step.meaning, made, tensor, axis), 0)
        walk.append((step, made, axis))
        tensor, axis = step.before
    moved = next((made for step, made, axis in walk if _moves(step, made, axis)), None)
    return Origin("", None, tensor, axis, moved)


def _kept(walk: Walk, found: Origin, way: int) -> Origin:
    """The origin as the first step of a walk sees it.

    Each step keeps it as it sees it itself. found: as what follows the walk sees it, `way` steps from there.
    """
    for step, made, axis in reversed(walk):
        way += 1
        if _moves(step, made, axis):
            found = Origin(found.meaning, found.event, found.tensor, found.axis, made)
        step.origin, step.way = found, way
    return found


def _moves(step: Step, made: Event, axis: int) -> bool:
    return step.before is not None and step.before[1] != axis and short(made) in MOVES


def _step(made: Event, tensor: Tensor, axis: int) -> Step:
    known: Step | None = made.steps.get((id(tensor), axis))
    if known is None:
        known = made.steps[id(tensor), axis] = Step(made, tensor, axis)
    return known


def _name_on_the_way(tensor: Tensor, axis: int, names: Names, beside: bool = True) -> str:
    """What the code calls an axis, or what it was before.

    beside: whether what is joined with it, the first time that two or three are, may say it as well.
    """
    for _ in range(MOST_STEPS):
        name = names.get((id(tensor), axis), "")
        made = source(tensor)
        before = None if name or made is None else _step(made, tensor, axis).before
        if before is None or made is None:
            return name
        if beside and short(made) in JOINS:
            others = inputs(made)[1:]
            named = (_name_on_the_way(one, axis, names, beside=False) for one in others if len(others) < 3)
            if found := next(filter(None, named), ""):
                return found
            beside = False
        tensor, axis = before
    return ""


JOINS = ("cat", "concat", "concatenate")
MOVES = ("permute", "transpose", "swapaxes", "swapdims", "t", "T", "mT")


def _meaning(event: Event, tensor: Tensor, axis: int) -> str:
    """What the axis of an event's output counts.

    Where the operation itself says so.
    """
    shape = shape_of(tensor, event)
    if shape is None:
        return ""
    name, rank = short(event), len(shape)
    if CONVOLUTION.fullmatch(name):
        spatial = int(name[-2])
        if rank == spatial + 2:
            return "" if axis == 0 else "channels" if axis == 1 else "space"
    if name in ("Linear", "linear", "LazyLinear", "Embedding", "embedding"):
        return "features" if axis == rank - 1 else ""
    if name in RECURRENT and rank == 3:
        if axis == 2:
            return "features"
        if isinstance(event.output, tuple) and event.output and tensor is not event.output[0]:
            return "layers" if axis == 0 else "batch"
        batch_first = getattr(event.target, "attributes", {}).get("batch_first")
        if isinstance(batch_first, bool):
            return "batch" if (axis == 0) is batch_first else "time"
    if name == "pad_sequence" and rank >= 2 and axis < 2:
        return "batch" if (axis == 0) is (event.arguments.get("batch_first") is True) else "time"
    if name == "empty" and axis == 0 and "N" in (event.arguments.get("names") or ()):
        return "batch"  # samples that were drawn, and put one before the other
    return ""


def step_back(event: Event, tensor: Tensor, axis: int) -> tuple[Tensor, int] | None:
    """The tensor and axis that became this axis.

    Where the operation surely keeps or moves it.
    """
    name = short(event)
    shape = shape_of(tensor, event)
    given = main(event)
    if shape is None or given is None:
        return None
    rank = len(shape)
    if name in MOVES:
        order = axes_after(event, rank)
        return None if order is None else (given, order[axis])
    if CONVOLUTION.fullmatch(name) or name in ("Embedding", "embedding", "Linear", "linear", "LazyLinear"):
        before = shape_of(given, event)
        limit = 1 if CONVOLUTION.fullmatch(name) else rank - 1
        same_rank = before is not None and (len(before) == rank or "mbedding" in name)
        return (given, axis) if axis < limit and same_rank else None
    if name in SCRAMBLES:
        return kept_by(event, given, axis, rank)
    if "pool" in name.lower() or name in ("interpolate", "Upsample", "upsample", "pad") or name.endswith("Pad2d"):
        before = shape_of(given, event)
        return (given, axis) if axis < 2 and before is not None and len(before) == rank else None
    for one in inputs(event):
        before = shape_of(one, event)
        kept = before is not None and len(before) == rank and alike(event, before[axis], shape[axis])
        if before is not None and kept and all(a == b or b != 1 for a, b in zip(shape, before, strict=True)):
            return one, axis
    return None


def kept_by(event: Event, given: Tensor, axis: int, rank: int) -> tuple[Tensor, int] | None:
    """Where an axis was before an operation that only moves others."""
    name, before = short(event), shape_of(given, event)
    if before is None:
        return None
    if name in ("mm", "matmul", "bmm"):
        return (given, axis) if axis < rank - 1 and len(before) == rank else None
    if name == "scaled_dot_product_attention":
        return (given, axis) if axis < rank - 1 and len(before) == rank else None
    if name in ("from_numpy", "as_tensor"):
        return (given, axis) if before == shape_of(event.output, event) else None
    if name == "einsum":
        letters = letters_of(event)
        places = [part.find(letters[2][axis]) for part in letters[:2]] if letters and len(letters[2]) == rank else []
        return next(((one, at) for one, at in zip(inputs(event), places, strict=False) if at >= 0), None)
    if name in ("view", "reshape"):
        return _viewed_from(event, given, axis)
    if name in ("flatten", "Flatten"):
        held = getattr(event.target, "attributes", event.arguments)
        start = number(held.get("start_dim", 1 if name == "Flatten" else 0))
        return (given, axis) if start is not None and axis < start % len(before) else None
    if name == "stack":
        along = axis_argument(event, rank)
        if along is None or axis == along:
            return None
        return given, axis - (axis > along)
    if name in JOINS:
        along = axis_argument(event, rank)
        return None if along is None or axis == along or len(before) != rank else (given, axis)
    if name == "__getitem__":
        return _picked_from(event, given, axis, len(before))
    if name == "squeeze" and event.arguments.get("dim") in (None, ()) and rank < len(before):
        left = [one for one, size in enumerate(before) if size != 1]
        return (given, left[axis]) if len(left) == rank else None
    if name in ("unsqueeze", "squeeze") and abs(rank - len(before)) == 1:
        dim = event.arguments.get("dim")
        along = number(dim[0] if isinstance(dim, tuple) and len(dim) == 1 else dim)
        put = None if along is None else along % max(rank, len(before))
        if put is None or (name == "unsqueeze" and axis == put):
            return None
        return given, axis - (axis > put) if name == "unsqueeze" else axis + (axis >= put)
    return None


def _viewed_from(event: Event, given: Tensor, axis: int) -> tuple[Tensor, int] | None:
    """The axis of the same size, behind as many elements.

    A view reads it as it was.
    """
    before, after = shape_of(given, event), shape_of(event.output, event)
    if before is None or after is None:
        return None
    for one, size in enumerate(before):
        if size == after[axis] != 1 and product(before[:one]) == product(after[:axis]):
            return given, one
    return None


def _picked_from(event: Event, given: Tensor, axis: int, rank: int) -> tuple[Tensor, int] | None:
    """The axis of `x[:, i]`, `x[None]` that is taken whole.

    `table[rows]` has the axes of `rows` in front, as an embedding has.
    """
    key = event.arguments.get("key")
    if isinstance(key, Tensor):
        rows = shape_of(key, event)
        if rows is None or str(key.dtype) not in ("int64", "int32", "torch.int64", "torch.int32"):
            return None
        return (key, axis) if axis < len(rows) else (given, axis - len(rows) + 1)
    parts = list(key) if isinstance(key, tuple) else [key]
    parts += [slice(None)] * (rank - sum(part is not None for part in parts))
    made = of = 0
    for part in parts:
        if part is Ellipsis or not (part is None or isinstance(part, slice) or number(part) is not None):
            return None
        if (part is None or isinstance(part, slice)) and made == axis:
            return (given, of) if part == slice(None) else None
        made += part is None or isinstance(part, slice)
        of += part is not None
    return None


def axes_after(event: Event, rank: int) -> list[int] | None:
    """For each axis of the output, that of the input.

    None where that is not known.
    """
    name, given = short(event), event.arguments
    if name == "permute":
        dims = given.get("dims")
        while isinstance(dims, (tuple, list)) and len(dims) == 1 and isinstance(dims[0], (tuple, list)):
            dims = dims[0]
        if not isinstance(dims, (tuple, list)) or len(dims) != rank or any(number(d) is None for d in dims):
            return None
        return [d % rank for d in dims]
    order = list(range(rank))
    if name in ("t", "T", "mT"):
        first, second = (-2, -1) if rank >= 2 else (0, 0)
        if name == "T" and rank != 2:
            return order[::-1]
    else:
        one, other = number(given.get("dim0", given.get("axis0"))), number(given.get("dim1", given.get("axis1")))
        if one is None or other is None:
            return None
        first, second = one, other
    if not all(-rank <= axis < rank for axis in (first, second)):
        return None
    order[first], order[second] = order[second], order[first]
    return order
