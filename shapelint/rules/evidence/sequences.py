"""Layers that run along one axis of a sequence, and what the code calls the axis that they run along."""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.flow import RECURRENT, Names, differ, main, origin, shape_of, short, warning
from shapelint.rules.wording.words import size_text, title

SEQUENCES = RECURRENT | {"MultiheadAttention", "TransformerEncoder", "TransformerEncoderLayer", "TransformerDecoder",
                         "TransformerDecoderLayer"}  # fmt: skip
BATCH = {"b", "bs", "bsz", "batch", "batch_size", "batchsize", "nbatch", "n_batch", "num_batch"}
STEPS = {"t", "l", "s", "seq", "seq_len", "seqlen", "length", "time", "steps", "n_steps", "num_steps", "len"}

GATHERED = {"pad_sequence": "pad_sequence", "empty": "the DataLoader"}
"""Operations that make a batch of samples, and what they are called."""


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
    """A layer that runs along what the code calls the batch, and takes what it calls the steps for the batch."""
    x, steps = main(event), steps_axis(event)
    shape = shape_of(x, event)
    if x is None or steps is None or shape is None or len(shape) != 3 or not differ(event, shape[steps], 1):
        return None
    run, other = origin(x, steps, event, names), origin(x, 1 - steps, event, names)
    if short(event).endswith("Cell"):
        return None
    if run.name.lower() in BATCH and other.name.lower() in STEPS:
        told, taken, gives = f"which the code calls `{run.name}`", f"`{other.name}`", None
    elif run.meaning == "batch" and run.event is not None and short(run.event) in GATHERED:
        told, taken = f"the samples that {GATHERED[short(run.event)]} has put together", f"axis {1 - steps}"
        gives = run.event if short(run.event) == "pad_sequence" else None
    else:
        return None
    moved = run.moved or other.moved
    return warning(
        event,
        f"{title(trace, event)} runs along axis {steps} of {size_text(shape)}, {told}, and takes {taken} for the "
        f"batch: batch_first is {bool(steps)}",
        label=f"runs along `{run.name}`" if gives is None and run.name else "runs along the batch",
        help=f"build it with batch_first={not steps}" if moved is None else f"leave out the {short(moved)} before it",
        related=[(moved, "moved here"), (gives, "puts one sample before the other")],
    )
