"""Which failures follow from an earlier one: one mistake is told once.

torch stops at the first failure; what comes after it is judged as if it had been mended. Where the layer itself is
to be mended (its `in_channels`), its output stays what it is, and what fails further on is a mistake of its own.
An index that is refused again is no mistake of its own. Elsewhere nobody knows what the mended result will be, and
failures of whatever is computed from it are left alone.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from shapelint.ops.core.need import Requirement
from shapelint.ops.core.trace import Event, Trace
from shapelint.rules.wording.origins import inputs, tensors_in
from shapelint.sizes.facts import Verdict
from shapelint.source.reading.callee_text import index_text

INDEXING = frozenset(("__getitem__", "__setitem__"))

WIDTHS = frozenset(("channel-mismatch", "feature-mismatch"))
"""Rules whose usual remedy changes no later shape, for a layer that knows its number: after them another layer may be
of the wrong width all by itself. What else fails there (a sum, a product) meets the same wrong number again."""


def consequences(trace: Trace) -> set[int]:
    """The ids of the events whose failure follows from that of another."""
    # By id of a tensor: the tensor, kept so that no other gets its id, and whether only a width is wrong with it.
    spoilt: dict[int, tuple[object, bool]] = {}
    unbuilt: set[int] = set()
    found: set[int] = set()
    refused: set[Hashable] = set()
    for event in trace.events:
        first = event.failure
        if event.kind == "build":
            if first is not None:
                unbuilt.add(id(event.target))
            continue
        before = [spoilt[id(tensor)][1] for tensor in inputs(event) if id(tensor) in spoilt] if spoilt else []
        if id(event.target) in unbuilt:
            before.append(False)
        if first is not None and event.bare in INDEXING:
            again = set(_same_index(event, first))
            if not refused.isdisjoint(again):
                found.add(id(event))
            if not event.caught:
                refused |= again
        if first is not None and before and not (all(before) and first.rule in WIDTHS):
            found.add(id(event))
        if first is not None or before:
            width_only = all(before) and (first is None or _mended_in_place(event))
            spoilt.update((id(tensor), (tensor, width_only)) for tensor in tensors_in(event.output))
    return found


def _same_index(event: Event, need: Requirement) -> Iterator[Hashable]:
    """What refused indices of the same mistake have in common.

    The number of axes of the tensor; or the index, where a name stands in it or the tensor is the same.
    """
    about = (event.place.definition, need.rule, str(need.actual), str(need.expected))
    if need.rule == "wrong-rank":
        yield about, id(need.of)
    text, is_name = index_text(event.place)
    if text:
        yield about, text, None if is_name else id(need.of)


def _mended_in_place(event: Event) -> bool:
    """Whether mending the layer leaves its output as it is.

    Not where the input may be what is wrong: where it lacks its batch axis, or wants to be flattened.
    """
    failures = list(event.failures())
    if event.build is None or any(need.rule not in WIDTHS for need in failures):
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
