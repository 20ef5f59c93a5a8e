"""Attention written by hand.

A product of queries and keys that are both computed of one sum.
"""

from __future__ import annotations

from shapelint.ops.core.trace import Event, Trace
from shapelint.rules.evidence.flow import alike, inputs, shape_of, short, source
from shapelint.rules.evidence.letters import letters_of
from shapelint.rules.evidence.spelled import same_axis
from shapelint.rules.evidence.users import flow_in
from shapelint.sizes.tensors import Tensor

MEETINGS = frozenset({"matmul", "bmm", "baddbmm", "einsum", "mm", "scaled_dot_product_attention"})
"""Operations in which queries meet keys."""

LOSSES = frozenset({"CrossEntropyLoss", "cross_entropy", "NLLLoss", "nll_loss"})
APART = frozenset({
    "Linear", "linear", "LayerNorm", "layer_norm", "RMSNorm", "rms_norm", "Dropout", "dropout", "ReLU", "relu", "GELU",
    "gelu", "SiLU", "silu", "Tanh", "tanh", "Sigmoid", "sigmoid", "add", "sub", "mul", "div", "masked_fill", "where",
    "softmax", "Softmax", "log_softmax", "LogSoftmax", "split", "chunk", "transpose", "permute", "contiguous", "float",
    "to", "mean", "sum", "amax", "max", "__getitem__", "Identity", "iadd",
})  # fmt: skip
"""Operations that bring together what stands along one axis at most: that axis then is not of the same rows."""


def attends(trace: Trace, event: Event, axis: int, x: Tensor) -> Event | None:
    """The product of queries and keys behind a sum of tokens.

    Every product behind pairs all steps of axis 1 with each other, and nothing behind may bring together what stands
    along axis 0 but a loss. None where it is not so, or where no tokens were embedded.
    """
    embedded = source(x)
    if axis != 0 or embedded is None or short(embedded) not in ("Embedding", "embedding"):
        return None
    behind = list(flow_in(trace).after(event))
    made = {id(event)} | {id(user) for user in behind}
    first = None
    for user in behind:
        if not _keeps_apart(event, user):
            return None
        if short(user) not in MEETINGS:
            continue
        pair = inputs(user)
        if not all(id(source(one)) in made for one in pair):
            return None
        if first is not None and _weighs(user, pair):
            continue
        if not _pairs_steps(event, user, pair):
            return None
        first = first or user
    return first


def _keeps_apart(event: Event, user: Event) -> bool:
    """Whether an operation leaves the rows of axis 0 to themselves."""
    if short(user) in LOSSES or short(user) in ("view", "reshape"):
        return True
    given = user.output if isinstance(user.output, (list, tuple)) else (user.output,)
    rows = [one for one in given if isinstance(one, Tensor)]
    along = user.arguments.get("dim", getattr(user.target, "attributes", {}).get("dim"))
    if "softmax" in short(user).lower() and (not isinstance(along, int) or along == 0):
        return False
    return short(user) in APART | MEETINGS and all(
        one.known_shape is not None and one.known_shape != () and same_axis(user, (one, 0), (event.output, 0))
        for one in rows
    )


def _pairs_steps(event: Event, user: Event, pair: list[Tensor]) -> bool:
    """Whether each step of axis 1 meets each other."""
    steps = (event.output, 1)
    axes = _paired_axes(user, pair)
    if axes is None:
        return False
    queries, keys = pair[:2]
    return (
        same_axis(user, (queries, 0), (event.output, 0))
        and same_axis(user, (keys, 0), (event.output, 0))
        and same_axis(user, (queries, axes[0]), steps)
        and same_axis(user, (keys, axes[1]), steps)
    )


def _paired_axes(user: Event, pair: list[Tensor]) -> tuple[int, int] | None:
    """The axes along which queries and keys meet.

    The first of both is the same axis.
    """
    attends = short(user) == "scaled_dot_product_attention"
    if len(pair) != 2 and not (attends and len(pair) > 2):
        return None
    own, other = shape_of(pair[0], user), shape_of(pair[1], user)
    if own is None or other is None or len(own) != len(other) or len(own) not in (3, 4):
        return None
    if short(user) in ("matmul", "bmm"):
        return len(own) - 2, len(own) - 1
    if attends:
        return len(own) - 2, len(own) - 2
    letters = letters_of(user)
    if letters is None or [len(one) for one in letters[:2]] != [len(own), len(own)] or letters[0][0] != letters[1][0]:
        return None
    met = [set(letters[0]) - set(letters[1]), set(letters[1]) - set(letters[0])]
    if any(len(one) != 1 for one in met) or not met[0] | met[1] <= set(letters[2]):
        return None
    return letters[0].index(met[0].pop()), letters[1].index(met[1].pop())


def _weighs(user: Event, pair: list[Tensor]) -> bool:
    """Whether a square of weights meets what it weighs."""
    letters = letters_of(user) if short(user) == "einsum" else None
    if letters is not None:
        summed = (set(letters[0]) & set(letters[1])) - set(letters[2])
        return len(summed) == 1 and letters[0][0] == letters[1][0] == letters[2][0]
    if short(user) not in ("matmul", "bmm") or len(pair) != 2:
        return False
    own, other = shape_of(pair[0], user), shape_of(pair[1], user)
    if own is None or other is None or len(own) != len(other) or len(own) not in (3, 4):
        return False
    return alike(user, own[-1], own[-2]) and alike(user, own[-1], other[-2]) and not alike(user, own[-1], other[-1])
