"""Layers that run along one axis of a sequence.

And what the code calls the axis that they run along.
"""

from __future__ import annotations

import re
from typing import Any

from msgspec.structs import replace

from shapelint.ops.core.trace import Event, Trace
from shapelint.ops.formulas.einops_pattern import Malformed, read_side
from shapelint.report.findings import Finding
from shapelint.rules.evidence.axis_origin import RECURRENT, Origin, origin
from shapelint.rules.evidence.axis_words import BATCH, SAMPLES, STEPS
from shapelint.rules.evidence.flow import Names, alike, axis_argument, differ, main, number, shape_of, short, warning
from shapelint.rules.evidence.over_the_batch import batches_of_convolutions
from shapelint.rules.evidence.users import flow_in
from shapelint.rules.wording.words import size_text, title
from shapelint.sizes.dims import Dim, as_symbol, product
from shapelint.source.reading.argument_text import docstring_of, words

SEQUENCES = RECURRENT | {"MultiheadAttention", "TransformerEncoder", "TransformerEncoderLayer", "TransformerDecoder",
                         "TransformerDecoderLayer"}  # fmt: skip

GATHERED = {"pad_sequence": "pad_sequence", "empty": "the DataLoader"}
"""Operations that make a batch of samples, and what they are called."""
MERGES = {"view", "reshape", "flatten"}
PATTERNS = {"rearrange", "Rearrange"}


def steps_axis(event: Event) -> int | None:
    """The axis along which a layer runs.

    None where that is not known.
    """
    held: Any = event.target
    for name in ("layers", "0", "self_attn"):
        inner = getattr(held, "attributes", {}).get(name)
        held = held if inner is None else inner
    first = getattr(held, "attributes", {}).get("batch_first")
    return int(first) if isinstance(first, bool) else None


def along_the_batch(trace: Trace, event: Event, names: Names) -> Finding | None:
    """The finding about a layer that runs along the batch.

    By what the code calls the batch; it takes what the code calls the steps for the batch.
    """
    x, steps = main(event), steps_axis(event)
    shape = shape_of(x, event)
    if x is None or steps is None or shape is None or len(shape) != 3 or alike(event, shape[steps], 1):
        return None
    run, other = _of_the_samples(origin(x, steps, event, names), names), origin(x, 1 - steps, event, names)
    if short(event).endswith("Cell"):
        return None
    surely = differ(event, shape[steps], 1)
    if surely and run.name.lower() in SAMPLES and other.name.lower() in STEPS:
        told, taken, gives = f"which the code calls `{run.name}`", f"`{other.name}`", None
    elif surely and run.meaning == "batch" and run.event is not None and short(run.event) in GATHERED:
        told, taken = f"the samples that {GATHERED[short(run.event)]} has put together", f"axis {1 - steps}"
        gives = run.event if short(run.event) == "pad_sequence" else None
    elif surely and run.name.lower() in BATCH and run.moved is None and (pooled := _pooled(trace, event, steps)):
        told, taken, gives = f"which the code calls `{run.name}`", f"axis {1 - steps}", pooled
    elif run.name.lower() not in STEPS and _of_images(trace, event, steps, shape):
        told, taken, gives = "the batch of a convolution", f"axis {1 - steps}", None
    elif surely and not alike(event, shape[1 - steps], 1) and (name := _merged_batch(run, names)):
        batch = name if name == "the batch" else f"`{name}`"
        told, taken, gives = f"in which {batch} was merged with others", f"axis {1 - steps}", run.event
    else:
        return None
    moved = run.moved or other.moved
    says = "takes one of each sample" if gives is not None and _takes_one(gives) else "puts one sample before the other"
    return warning(
        event,
        f"{title(trace, event)} runs along axis {steps} of {size_text(shape)}, {told}, and takes {taken} for the "
        f"batch: batch_first is {bool(steps)}",
        label=f"runs along `{run.name}`" if gives is None and run.name else "runs along the batch",
        help=f"build it with batch_first={not steps}" if moved is None else f"leave out the {short(moved)} before it",
        related=[(moved, "moved here"), (gives, says)],
    )


BETWEEN = frozenset({"row", "rows", "intersample", "between", "across", "samples", "datapoints", "examples"})
"""Words of those who let samples look at each other."""
OF_THE_BATCH = re.compile(
    r"\b(?:over|along|across|within|in) (?:the|a) (?:mini-?)?batch\b|\bbatch (?:axis|dimension)", re.I
)


def _pooled(trace: Trace, event: Event, steps: int) -> Event | None:
    """What takes one of each row, or the mean of it.

    Behind a layer: who takes one of each row, takes the rows for samples. None where another layer runs along the other
    axis, or where words say that samples look at each other.
    """
    shape, flow = shape_of(main(event), event), flow_in(trace)
    if shape is None or steps != 0 or _between(event):
        return None
    waiting, seen, found = [event], {id(event)}, None
    while waiting:
        for user in flow.users.get(id(waiting.pop()), ()):
            if id(user) in seen:
                continue
            seen.add(id(user))
            made = shape_of(user.output[0] if isinstance(user.output, tuple) and user.output else user.output, user)
            if short(user) in SEQUENCES and steps_axis(user) != steps:
                return None
            if made is not None and len(made) == 3 and made[:2] == shape[:2]:
                waiting.append(user)
            elif made is not None and len(made) == 2 and made[0] == shape[0] and _takes_one(user):
                found = user
    return found


def _takes_one(user: Event) -> bool:
    """`x[:, 0]`, or the mean over axis 1."""
    key = user.arguments.get("key")
    if short(user) == "__getitem__":
        return isinstance(key, tuple) and len(key) >= 2 and key[0] == slice(None) and number(key[1]) in (0, -1)
    return short(user) in ("mean", "amax") and axis_argument(user, 3) == 1


def _between(event: Event) -> bool:
    """Whether words around a layer speak of samples among each other."""
    one = event.place.definition
    while one is not None and one.kind != "module":
        names, said = set(words(one.qualname)), docstring_of(one)
        if "batch" in names or BETWEEN & (names | set(words(said))) or OF_THE_BATCH.search(said):
            return True
        one = one.parent
    return False


def _of_the_samples(run: Origin, names: Names) -> Origin:
    """Where the samples of a recurrent layer come from.

    It keeps them apart.
    """
    while run.meaning == "batch" and run.event is not None and short(run.event) in RECURRENT:
        given = main(run.event)
        if given is None or len(shape_of(given, run.event) or ()) != 3:
            return run
        before = origin(given, run.axis, run.event, names)
        meaning = "batch" if _is_collated(before) else before.meaning
        run = replace(before, meaning=meaning, name=run.name or before.name, moved=run.moved or before.moved)
    return run


def _is_collated(of: Origin) -> bool:
    """Whether a loader put samples one before the other.

    Drawn at random, or in their order.
    """
    made = of.event
    return made is not None and of.axis == 0 and short(made) == "empty" and bool(made.arguments.get("names"))


def _merged_batch(run: Origin, names: Names) -> str:
    """What the code calls the batch that a view merged.

    "" where it did not.
    """
    if run.event is not None and short(run.event) in PATTERNS:
        return _merged_by_pattern(run.event, run)
    made, x = run.event, None if run.event is None else main(run.event)
    before = None if made is None else shape_of(x, made)
    after = None if made is None else shape_of(run.tensor, made)
    if made is None or x is None or before is None or after is None or short(made) not in MERGES or run.axis != 0:
        return ""
    count = next((n for n in range(2, len(before)) if product(before[:n]) == after[0]), 0)
    if not count or run.moved is not None or any(alike(made, size, 1) for size in before[:count]):
        return ""
    merged = [origin(x, axis, made, names) for axis in range(count)]
    if any(one.meaning == "batch" and one.event is not None and short(one.event) in GATHERED for one in merged):
        return "the batch"
    return next((one.name for one in merged if one.name.lower() in BATCH), "")


def _merged_by_pattern(event: Event, run: Origin) -> str:
    """The same for `rearrange(x, "b c (h h1) w -> (b h) (h1 w) c")`."""
    held = event.arguments if event.target is None else getattr(event.target, "attributes", {})
    x, text = main(event), held.get("pattern")
    before, after = shape_of(x, event), shape_of(run.tensor, event)
    if not isinstance(text, str) or text.count("->") != 1 or not before or not after or len(after) != 3:
        return ""
    try:
        left, right = map(read_side, text.split("->"))
    except Malformed:
        return ""
    if left.has_dots or right.has_dots or run.axis != 0 or len(left.groups[0]) != 1 or len(right.groups[0]) < 2:
        return ""
    (name,) = left.groups[0]
    lone = alike(event, before[0], 1) or alike(event, after[1], 1) or alike(event, after[0], before[0])
    return name if right.groups[0][0] == name and name.lower() in BATCH and not lone else ""


def _of_images(trace: Trace, event: Event, steps: int, shape: tuple[Dim, ...]) -> bool:
    """Whether a recurrent layer takes channels for samples.

    It runs along the batch of a convolution, and one row for each of the batch is made of what it gives: the last of
    them, or all of them side by side.
    """
    batch = as_symbol(shape[steps])
    if short(event) not in RECURRENT or steps != 0 or not isinstance(shape[1], int) or shape[1] < 2:
        return False
    if batch is None or batch not in trace.once(batches_of_convolutions):
        return False
    for user in flow_in(trace).users.get(id(event), ()):
        made = shape_of(user.output, user)
        if made is None or len(made) != 2 or as_symbol(made[0]) != batch:
            continue
        key = user.arguments.get("key")
        if short(user) in ("view", "reshape", "flatten", "mean", "sum", "amax"):
            return True
        if isinstance(key, tuple) and len(key) > 1 and key[0] == slice(None) and isinstance(key[1], int):
            return True
    return False
