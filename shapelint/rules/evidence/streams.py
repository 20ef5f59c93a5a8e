"""One long text that is cut into streams: part of moved-by-view.

A view of (n,) as (steps, b) puts b neighbours side by side. A layer that runs along the steps then reads every b-th
token: the text was to be cut into b pieces, (b, steps), and to be transposed.
"""

from __future__ import annotations

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.axis_origin import MOVES, axes_after
from shapelint.rules.evidence.flow import alike, inputs, main, shape_of, short, source, warning
from shapelint.rules.evidence.sequences import SEQUENCES, steps_axis
from shapelint.rules.evidence.users import flow_in
from shapelint.rules.wording.words import size_text, title
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Tensor

GIVEN = frozenset({"tensor", "from_numpy", "as_tensor", "cat", "concat", "concatenate", "LongTensor", "arange", "load"})
HANDED = frozenset({
    "to", "cuda", "cpu", "long", "int", "contiguous", "clone", "detach", "__getitem__", "narrow", "type", "type_as",
})  # fmt: skip
KEPT = HANDED | {
    "Dropout", "dropout", "add", "mul", "LayerNorm", "layer_norm", "Linear", "linear", "relu", "ReLU", "GELU", "gelu",
    "float", "tanh", "Tanh",
}  # fmt: skip
MOST = 80


def read_across(trace: Trace, event: Event, old: tuple[Dim, ...], new: tuple[Dim, ...]) -> Finding | None:
    """The finding about (n,) that is read across its streams."""
    if len(old) != 1 or len(new) != 2 or any(alike(event, size, 1) for size in new) or not _is_text(main(event)):
        return None
    layer = _layer_across(trace, event)
    if layer is None:
        return None
    steps, streams = (size_text((size,)) for size in new)
    return warning(
        event,
        f"{short(event)} puts {streams.strip('(),')} neighbours side by side, and {title(trace, layer)} runs along the "
        f"other axis: each sequence of the batch is made of every {streams.strip('(),')}-th element",
        label=f"{size_text(old)} read as {size_text(new)}",
        help="cut it into pieces first, and transpose them: .view(batch, -1).t().contiguous()",
        related=[(layer, f"runs along {steps.strip('(),')}")],
    )


def _is_text(x: Tensor | None) -> bool:
    """Whether the numbers come in an order that is given."""
    tensor = x
    for _ in range(MOST):
        made = source(tensor)
        if made is None:
            return False
        if short(made) in GIVEN or short(made) == "np.array":
            return True
        tensor = main(made) if short(made) in HANDED else None
        if tensor is None or any(isinstance(one, Tensor) for one in _key(made)):
            return False
    return False


def _key(made: Event) -> tuple[object, ...]:
    key = made.arguments.get("key")
    return key if isinstance(key, tuple) else (key,)


def _layer_across(trace: Trace, event: Event) -> Event | None:
    """The layer that runs along the steps of what is embedded.

    The neighbours being its batch.
    """
    users = flow_in(trace).users
    waiting: list[tuple[Event, int, int, bool]] = [(event, 0, 1, False)]
    seen = {(id(event.place.definition), event.place.at)}
    for one, slow, fast, embedded in waiting:
        for user in users.get(id(one), ()) if len(seen) < MOST else ():
            key = id(user.place.definition), user.place.at
            if key in seen:
                continue  # the same in another round
            seen.add(key)
            name, shape = short(user), shape_of(user.output, user)
            if name in SEQUENCES:
                along = steps_axis(user)
                if embedded and along is not None and (along, 1 - along) == (slow, fast) and main(user) in _of(one):
                    return user
                continue
            if shape is None or not any(given in _of(one) for given in inputs(user)):
                continue
            if name in MOVES:
                order = axes_after(user, len(shape))
                if order is not None and {slow, fast} <= set(order):
                    waiting.append((user, order.index(slow), order.index(fast), embedded))
            elif name in ("Embedding", "embedding"):
                waiting.append((user, slow, fast, True))
            elif name in KEPT and len(shape) == len(shape_of(one.output, one) or ()):
                if name != "__getitem__" or all(isinstance(part, slice) and part.step is None for part in _key(user)):
                    waiting.append((user, slow, fast, embedded))
    return None


def _of(event: Event) -> list[Tensor]:
    made = event.output if isinstance(event.output, (tuple, list)) else (event.output,)
    return [one for one in made if isinstance(one, Tensor)]
