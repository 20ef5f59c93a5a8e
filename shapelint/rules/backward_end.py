"""backward-end (SHP334): the backward direction is taken where it begins.

What: a bidirectional recurrent layer gives both directions of each step side by side. At the last step the forward
direction has read everything, the backward one that step only; it is done at the first. Here a layer is given both
halves of the last step, or one direction is taken where it has read a single step.
Halves that are taken at either end, sequences of one step, steps that only weigh or join others, and `h_n` are as they
should be.

Why: nothing fails. Half of the numbers say nothing but what the last step holds, and the network learns from the other.

Bad:

    import torch
    from torch import nn

    out, _ = nn.LSTM(8, 16, batch_first=True, bidirectional=True)(torch.randn(4, 20, 8))
    ends = torch.cat([out[:, -1, :16], out[:, -1, 16:]], dim=-1)  # warning: [backward-end]
    scores = nn.Linear(32, 3)(ends)

Good:

    import torch
    from torch import nn

    out, (h, _) = nn.LSTM(8, 16, batch_first=True, bidirectional=True)(torch.randn(4, 20, 8))
    ends = torch.cat([h[-2], h[-1]], dim=-1)
    scores = nn.Linear(32, 3)(ends)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.axis_origin import MOVES, RECURRENT, step_back
from shapelint.rules.evidence.flow import alike, calls_of, main, number, shape_of, short, source, warning
from shapelint.rules.evidence.users import Flow, flow_in
from shapelint.rules.wording.words import title
from shapelint.sizes.tensors import Tensor
from shapelint.source.reading.argument_text import docstring_of

severity = "warning"

MOST = 20
ALONE = frozenset({
    "Dropout", "dropout", "LayerNorm", "layer_norm", "relu", "ReLU", "tanh", "Tanh", "gelu", "GELU", "contiguous",
    "float", "to", "BatchNorm1d", "LeakyReLU", "leaky_relu", "ELU", "SiLU", "Identity", "squeeze",
})  # fmt: skip
"""Operations that look at each number of a step alone, or at one step at a time."""


BOTH = re.compile(
    r"\b(?:both|two|either|each)\b[\w\s-]{0,20}\b(?:directions?|ways|passes)\b|\bbi-?directional(?:ly)?\b", re.I
)
END = re.compile(r"\b(?:final|last|end|whole|entire|complete|summar\w+|full)\b", re.I)
DOUBT = re.compile(r"\b(?:not|no|only|instead|unlike|but|todo|step|forecast\w*|predict\w*)\b|n't|\?", re.I)


class _Taken(NamedTuple):
    """What an index takes: the step, and which half; None for both."""

    last: bool
    forward: bool | None


def check(trace: Trace) -> Iterator[Finding]:
    layers = [one for one in calls_of(trace, RECURRENT) if _goes_both_ways(one)]
    if not layers:
        return
    flow = flow_in(trace)
    picks = [(one, found) for one in calls_of(trace, {"__getitem__", "select"}) if (found := _picked(one)) is not None]
    for event, (layer, taken) in picks:
        said: str | None = ""
        if taken.forward is None:
            others = [one for _, (other, one) in picks if other is layer]
            if not taken.last or any(one.last is False or one.forward is not None for one in others):
                continue
            said = None if _linear_behind(event, flow) is None else _promised(event)
            if said is None:
                continue
        elif taken.forward is taken.last:
            continue
        way, end = ("backward", "last") if taken.last else ("forward", "first")
        yield warning(
            event,
            (f"`{said}` is promised, but " if said else "")
            + f"the {way} direction of {title(trace, layer)} has read a single step at the {end} one: it is done at "
            f"the {'first' if taken.last else 'last'}",
            label=f"where the {way} direction begins",
            help="join the states of both: torch.cat([h_n[-2], h_n[-1]], dim=-1)",
            related=[(layer, "runs in both directions")],
        )


def _goes_both_ways(event: Event) -> bool:
    return getattr(event.target, "attributes", {}).get("bidirectional") is True


def _promised(event: Event) -> str | None:
    """The sentence that speaks of both directions and the end."""
    definition = event.place.definition
    around = definition.parent if definition.kind == "function" else None
    owners = [definition, *([around] if around is not None and around.kind == "class" else [])]
    first, last = owners[-1].first_row, owners[-1].last_row
    texts = [docstring_of(one) for one in owners]
    texts += [text.lstrip("# ") for row, _, text in definition.file.comments() if first <= row <= last]
    for text in texts:
        for sentence in re.split(r"(?<=[.;])\s+", text):
            if BOTH.search(sentence) and END.search(sentence) and not DOUBT.search(sentence):
                return " ".join(sentence.split())[:80]
    return None


def _picked(event: Event) -> tuple[Event, _Taken] | None:
    """The layer of whose steps an index takes the last or first."""
    x = main(event)
    shape = shape_of(x, event)
    if x is None or shape is None or len(shape) != 3:
        return None
    if short(event) == "select":
        axis, at = number(event.arguments.get("dim")), number(event.arguments.get("index"))
        if axis is None or at is None:
            return None
        parts: list[Any] = [slice(None)] * 3
        parts[axis % 3] = at
    else:
        key = event.arguments.get("key")
        parts = [*(key if isinstance(key, tuple) else (key,))]
        if Ellipsis in [one for one in parts if not isinstance(one, Tensor)]:
            return None
        parts += [slice(None)] * (3 - len(parts))
    steps = [axis for axis in (0, 1) if number(parts[axis]) is not None]
    if len(parts) != 3 or len(steps) != 1 or parts[1 - steps[0]] != slice(None):
        return None
    axis = steps[0]
    at = number(parts[axis])
    last = at == -1 or (at is not None and at > 0 and alike(event, shape[axis], at + 1))
    if not (last or at == 0) or alike(event, shape[axis], 1):
        return None
    layer = _layer_of(x, axis)
    width = None if layer is None else getattr(layer.target, "attributes", {}).get("hidden_size")
    if layer is None or alike(event, shape[1 - axis], 0):
        return None
    half = _half(parts[2], width)
    return None if half is Ellipsis else (layer, _Taken(last, half))


def _half(part: Any, width: Any) -> Any:
    """Which half a slice of the features takes.

    None for both, an ellipsis for anything else.
    """
    if part == slice(None):
        return None
    if not isinstance(part, slice) or part.step is not None or width is None:
        return Ellipsis
    if part.start in (None, 0) and part.stop == width:
        return True
    return False if part.start == width and part.stop in (None, 2 * width) else Ellipsis


def _layer_of(x: Tensor, axis: int) -> Event | None:
    """The layer that gave the steps along an axis, in both directions."""
    tensor, at = x, axis
    for _ in range(MOST):
        made = source(tensor)
        if made is None:
            return None
        if short(made) in RECURRENT:
            first = getattr(made.target, "attributes", {}).get("batch_first")
            own = isinstance(made.output, tuple) and bool(made.output) and made.output[0] is tensor
            return made if own and isinstance(first, bool) and at == int(first) and _goes_both_ways(made) else None
        before = step_back(made, tensor, at) if short(made) in ALONE or short(made) in MOVES else None
        if before is None:
            return None
        tensor, at = before
    return None


def _linear_behind(event: Event, flow: Flow) -> Event | None:
    """The Linear that is given what was taken, and nothing else."""
    waiting, seen = [event], {id(event)}
    for one in waiting:
        for user in flow.users.get(id(one), ()) if len(seen) < MOST else ():
            if short(user) in ("Linear", "linear"):
                return user
            if short(user) in ALONE and id(user) not in seen:
                seen.add(id(user))
                waiting.append(user)
    return None
