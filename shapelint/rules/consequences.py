"""Which failures follow from an earlier one: one mistake is told once.

torch stops at the first failure; what comes after it is judged as if it had been mended. Where the layer itself is
to be mended (its `in_channels`), its output stays what it is, and what fails further on is a mistake of its own.
Elsewhere nobody knows what the mended result will be, and failures of whatever is computed from it are left alone.
"""

from __future__ import annotations

from shapelint.facts import Verdict
from shapelint.rules.origins import inputs, tensors_in
from shapelint.trace import Event, Trace

MENDED_IN_PLACE = frozenset(("channel-mismatch", "feature-mismatch", "norm-mismatch", "pool-padding"))
"""Rules whose usual remedy changes no later shape, for a layer that knows its number."""


def consequences(trace: Trace) -> set[int]:
    """The ids of the events whose failure follows from that of another."""
    broken: dict[int, object] = {}  # id of a tensor -> the tensor, kept so that no other gets its id
    unbuilt: set[int] = set()
    found: set[int] = set()
    for event in trace.events:
        first = event.failure
        spoilt = bool(broken) and any(id(tensor) in broken for tensor in inputs(event))
        if event.kind == "build":
            if first is not None:
                unbuilt.add(id(event.target))
            continue
        if id(event.target) in unbuilt:
            spoilt = True
        if first is not None and spoilt:
            found.add(id(event))
        if spoilt or (first is not None and not _mended_in_place(event)):
            broken.update((id(tensor), tensor) for tensor in tensors_in(event.output))
    return found


def _mended_in_place(event: Event) -> bool:
    """Whether mending the layer leaves its output as it is. Not where the input may be what is wrong: where it lacks
    its batch axis, or wants to be flattened."""
    failures = list(event.failures())
    if event.build is None or any(need.rule not in MENDED_IN_PLACE for need in failures):
        return False
    for need in failures:
        shape = need.of.known_shape if need.of is not None else None
        if need.verdict is Verdict.NO and need.rule == "feature-mismatch" and shape is not None and len(shape) > 3:
            return False
        if need.rule == "channel-mismatch" and shape is not None and need.axis is not None and need.axis == -len(shape):
            return False
        if need.rule == "channel-mismatch" and need.axis == 0:
            return False
    return True
