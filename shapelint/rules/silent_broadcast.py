"""silent-broadcast (SHP303): a column meets a row, or a tensor its own statistic.

What: a loss, an arithmetic operation or a comparison brings together the column that a layer gives and a row of as many
numbers; or a tensor is taken apart by its own mean, sum or the like over an axis that is not the first, without
`keepdim=True`, and that runs only because two sizes happen to be equal.

Why: nothing fails. Each of the n values meets each of the n others, the result is (n, n), and its mean is a number that
looks like a loss. Columns that the code makes with `unsqueeze`, `[:, None]` or `keepdim=True` are meant to do that, and
nothing is said of them; but for a product or quotient of two vectors of which only the sum or mean is taken, which is
the product of two sums, for sums divided by sums that kept their axis, and for chosen classes that are asked whether
they are the right ones, and labels in a column that are asked whether they are the chosen ones. A column that meets
itself as a row is meant to meet all others. A column of which `gather` took one value of each row is one that a layer
gave.

Bad:

    import torch
    from torch import nn

    predicted = nn.Linear(8, 1)(torch.randn(16, 8))
    target = torch.randn(16)
    loss = nn.MSELoss()(predicted, target)  # warning: [silent-broadcast]

Good:

    import torch
    from torch import nn

    predicted = nn.Linear(8, 1)(torch.randn(16, 8))
    target = torch.randn(16)
    loss = nn.MSELoss()(predicted.squeeze(1), target)
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.choices import are_choices, meets_itself, of_choices
from shapelint.rules.evidence.flow import (
    alike,
    calls_of,
    inputs,
    main,
    shape_of,
    short,
    source,
    warning,
)
from shapelint.rules.evidence.lost_axes import lost_axes, root_of
from shapelint.rules.evidence.products_of_sums import products_of_sums
from shapelint.rules.fixes.behind import with_text_behind
from shapelint.rules.wording.words import size_text
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Tensor
from shapelint.source.place import Place
from shapelint.source.reading.callee_text import operand_places

severity = "warning"

LOSSES = {
    "MSELoss", "L1Loss", "SmoothL1Loss", "HuberLoss", "PoissonNLLLoss", "KLDivLoss", "mse_loss", "l1_loss",
    "smooth_l1_loss", "huber_loss", "poisson_nll_loss", "kl_div", "HingeEmbeddingLoss", "hinge_embedding_loss",
}  # fmt: skip
PAIRWISE = {"add", "sub", "mul", "div", "eq", "ne", "isub", "iadd"}
SELECTING = {"masked_select"}
"""What takes numbers by a mask of the same shape, and otherwise stretches both."""
MEETING = frozenset(LOSSES | PAIRWISE | SELECTING)
STATISTICS = {"mean", "sum", "std", "var", "norm", "amax", "amin", "max", "min", "median", "logsumexp"}
WALKED = {
    "add", "sub", "mul", "div", "pow", "neg", "log", "exp", "sqrt", "abs", "clamp", "round", "sigmoid", "tanh", "relu",
    "Sigmoid", "Tanh", "ReLU", "Dropout", "dropout", "float", "double", "to", "detach", "cpu", "cuda", "clone",
    "square", "invert",
    "log_sigmoid", "Softplus", "softplus", "gelu", "GELU", "contiguous", "leaky_relu", "LeakyReLU",
    "clamp_min", "ge", "gt", "lt", "log1p", "exp_", "rsqrt", "type", "type_as", "maximum", "minimum",
}  # fmt: skip
SHAPED = {
    "unsqueeze", "__getitem__", "view", "reshape", "expand", "t", "transpose", "permute", "arange", "linspace",
    "logspace",
}  # fmt: skip
CREATED = {"tensor", "rand", "randn", "zeros", "ones", "as_tensor", "from_numpy", "randint", "FloatTensor", "full"}


def check(trace: Trace) -> Iterator[Finding]:
    rows: set[object] = set()
    for event in calls_of(trace, MEETING):
        found = met(event, 1)
        if found is None and short(event) in ("sub", "div", "isub", "mul", "add"):
            found = lost_axes(event, WALKED) or products_of_sums(trace, event, WALKED)
        if found is not None:
            key = event.place.definition, _row(event)
            if key not in rows:
                rows.add(key)
                yield found


def _row(event: Event) -> int:
    return int(event.place.definition.place(event.place.at)[0])


def met(event: Event, rank: int) -> Finding | None:
    """The finding about an axis of 1 that stretches.

    A tensor with an axis of 1 meets one that has the same sizes without it. rank: 1 where the latter is a row.
    """
    name = short(event)
    if name in LOSSES:
        pair = [event.arguments.get("input"), event.arguments.get("target")]
    elif name in PAIRWISE | SELECTING:
        pair = list(inputs(event))
    else:
        return None
    if len(pair) != 2 or not all(isinstance(one, Tensor) for one in pair):
        return None
    for wide, narrow in (pair, pair[::-1]):
        assert isinstance(wide, Tensor) and isinstance(narrow, Tensor)
        large, small = shape_of(wide, event), shape_of(narrow, event)
        if large is None or small is None or (len(small) == 1) is not (rank == 1) or len(small) >= len(large):
            continue
        if not _without_ones(event, large, small) or not _grows(event, large, small):
            continue
        if name not in LOSSES and meets_itself(wide, narrow):
            continue
        maker = _made_by_layer(wide) or _twin_of_squeezed(wide, narrow) or _twin_of_picked(wide, narrow)
        maker = maker or (of_choices(wide) if name in ("eq", "ne") else None)
        told = name in LOSSES | SELECTING or (name in ("eq", "ne") and are_choices(narrow, WALKED))
        if maker is None and (not told or _made_by_hand(wide)):
            continue
        if name not in LOSSES | SELECTING and _made_by_hand(narrow) and not _comes_from_elsewhere(event, narrow):
            continue
        finding = _says(event, large, small, maker, source(narrow))
        extra = [axis for axis in range(1, len(large)) if large[axis] == 1]
        one = extra[0] if len(extra) == len(large) - len(small) == 1 else None
        return finding if one is None else with_text_behind(finding, _written(event, wide, pair), f".squeeze({one})")
    return None


def _written(event: Event, tensor: Tensor, pair: list[object]) -> Place | None:
    """Where one of the two is written in the call."""
    if event.place in event.stack:
        return None
    which = 0 if pair[0] is tensor else 1
    if short(event) in LOSSES:
        return event.where(("input", "target")[which])
    return operand_places(event.place, event.as_method)[which]


def _without_ones(event: Event, large: tuple[Dim, ...], small: tuple[Dim, ...]) -> bool:
    """Whether `large` is `small` with axes of 1.

    Put in after the first axis.
    """
    kept = [size for index, size in enumerate(large) if size != 1 or index == 0]
    bare = [size for index, size in enumerate(small) if size != 1 or index == 0]
    return len(kept) == len(bare) == len(small) and all(alike(event, a, b) for a, b in zip(kept, bare, strict=True))


def _grows(event: Event, large: tuple[Dim, ...], small: tuple[Dim, ...]) -> bool:
    """Whether the result is larger than both.

    Counted from the last axis, some size other than 1 of the smaller meets a 1.
    """
    return any(a == 1 and b != 1 for a, b in zip(large[::-1], small[::-1], strict=False))


def _made_by_layer(tensor: Tensor) -> Event | None:
    """The layer that gave the axis of 1.

    Where nothing but arithmetic stands between.
    """
    for _ in range(60):
        event = source(tensor)
        if event is None:
            return None
        name = short(event)
        if event.target is not None and name not in WALKED:
            return event if name not in ("Unflatten", "LayerNorm") else None
        if name == "gather":
            return event if _takes_one_of_a_layer(event) else None
        if name in ("linear", "conv1d", "conv2d", "conv3d", "adaptive_avg_pool2d"):
            return event
        if name not in WALKED:
            return None
        shape = shape_of(tensor, event)
        before = [one for one in inputs(event) if shape is not None and shape_of(one, event) == shape]
        if not before:
            return None
        for one in before[1:]:
            found = _made_by_layer(one)
            if found is not None:
                return found
        tensor = before[0]
    return None


def _takes_one_of_a_layer(event: Event) -> bool:
    """`layer(x).gather(1, action.unsqueeze(1))`: the index had to be a column."""
    index, given = event.arguments.get("index"), main(event)
    shape = shape_of(index, event) if isinstance(index, Tensor) else None
    for _ in range(20):
        made = source(given)
        if made is None or shape is None or len(shape) != 2 or shape[1] != 1:
            return False
        if made.target is not None and short(made) not in WALKED:
            return short(made) in ("Linear", "Softmax", "LogSoftmax")
        if short(made) not in WALKED | {"softmax", "log_softmax"}:
            return False
        given = main(made)
    return False


def _twin_of_squeezed(wide: Tensor, narrow: Tensor) -> Event | None:
    """The column whose partner was squeezed.

    The data that is a column, where the other was one as well until its axis was squeezed away.
    """
    column, row = root_of(_of_which(wide), WALKED).source, source(root_of(narrow, WALKED))
    if row is None or short(row) != "squeeze" or not isinstance(column, Event) or short(column) not in CREATED:
        return None
    before = main(row)
    return column if before is not None and shape_of(before, row) == shape_of(wide, row) else None


def _of_which(tensor: Tensor) -> Tensor:
    """The tensor of which this one is some rows.

    `x[rows]`: its other axes are that one's.
    """
    for _ in range(20):
        event = source(tensor)
        before = main(event) if event is not None and _picks(event) else None
        if event is None or before is None or len(shape_of(before, event) or ()) != len(shape_of(tensor, event) or ()):
            return tensor
        tensor = before
    return tensor


def _twin_of_picked(wide: Tensor, narrow: Tensor) -> Event | None:
    """The column whose partner was picked as a row.

    The data that is a column, where the other is the only column of a layer: `[:, 0]`.
    """
    picked = source(root_of(narrow, WALKED))
    if picked is None or short(picked) != "__getitem__" or not isinstance(picked.arguments.get("key"), tuple):
        return None
    before = main(picked)
    shape = None if before is None else shape_of(before, picked)
    if before is None or shape is None or shape[-1] != 1 or picked.arguments["key"][-1] not in (0, -1):
        return None
    return source(wide) if _made_by_layer(before) is not None and not _made_by_hand(wide) else None


def _made_by_hand(tensor: Tensor) -> bool:
    """Whether the code itself arranged the axes.

    For the sake of this very broadcast, or it is a vector of its own: a weight, or positions. What is only picked of
    another has that one's axes.
    """
    event = source(tensor)
    while event is not None and (short(event) in WALKED or _picks(event)):
        tensor = main(event) or tensor
        event = source(tensor)
    return tensor.role != "" or (event is not None and short(event) in SHAPED)


def _comes_from_elsewhere(event: Event, tensor: Tensor) -> bool:
    """Whether another body made it, and not for the sake of this."""
    made = source(tensor)
    return made is not None and made.place.definition is not event.place.definition and not tensor.role


def _picks(event: Event) -> bool:
    """Whether it is `x[rows]`, `x[:, 0]`, which put no axis anywhere."""
    key = event.arguments.get("key")
    parts = key if isinstance(key, tuple) else (key,)
    return short(event) == "__getitem__" and not any(part is None for part in parts)


def _says(
    event: Event, large: tuple[Dim, ...], small: tuple[Dim, ...], maker: Event | None, other: Event | None
) -> Finding:
    depth = len(large)
    padded = [1] * (depth - len(small)) + list(small)
    result = [b if a == 1 else a for a, b in zip(large, padded, strict=True)]
    return warning(
        event,
        f"{size_text(large)} meets {size_text(small)}, and is broadcast to {size_text(result)}: "
        "every value meets those of all others",
        label=f"gives {size_text(result)}",
        help="bring both to the same shape: squeeze the axis of 1, or unsqueeze the other",
        related=[(maker, f"gives {size_text(large)}"), (other, f"gives {size_text(small)}")],
    )
