"""Ranks of inputs, as a file's own calls give them.

What is examined with symbols for the sizes has inputs of unknown rank, of which little can be said; the calls of the
file tell the rank, and say nothing against other sizes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from shapelint.interpret.state.run import Run
from shapelint.ops.core.trace import Trace
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Input, OptionalInput, Tensor, Unknown

Ranks = Mapping[Any, dict[str, Sequence[str]]]
"""Definition -> parameter -> a name for each axis of the tensors that are given for it."""

NO_RANKS: Ranks = {}
NAMELESS, SEVERAL = "d", "n"
"""The names of axes that the code gives none: of any size, and of those that are surely not 1 where the file calls."""


def ranks_given(trace: Trace) -> Ranks:
    """The ranks of tensors that a file gives to its own functions.

    Only where all of its calls agree.
    """
    found: dict[Any, dict[str, Sequence[str]]] = {}
    named = {(id(one.of[0]), one.of[1]): one.name for one in trace.named if one.of is not None}
    unlike: set[tuple[Any, str]] = set()
    for body in trace.bodies:
        for name, value in body.given.items():
            shape = value.known_shape if isinstance(value, Tensor) else None
            if shape is None:
                continue
            rank = len(shape)
            sizes = [
                named.get(
                    (id(value), n), named.get((id(value), n - rank), SEVERAL if _is_several(shape[n]) else NAMELESS)
                )
                for n in range(rank)
            ]
            before = found.setdefault(body.frame.definition, {}).setdefault(name, sizes)
            if before != sizes and len(before) == len(sizes):
                found[body.frame.definition][name] = [
                    NAMELESS if one == SEVERAL and not _is_several(size) else one
                    for one, size in zip(before, shape, strict=True)
                ]
            if len(before) != len(sizes):
                unlike.add((body.frame.definition, name))
    for definition, name in unlike:
        del found[definition][name]
    return found


def _is_several(size: Dim) -> bool:
    return isinstance(size, int) and size > 1


def give_ranks(run: Run, given: dict[str, Any], ranks: dict[str, Sequence[str]]) -> None:
    """Put in tensors of the ranks that the file itself gives.

    No size of theirs is known.
    """
    for name, sizes in ranks.items():
        made = given.get(name)
        if isinstance(made, Unknown) and not isinstance(made, OptionalInput):
            given[name] = made if isinstance(made, Input) else Input(made.reason, name)
            tensor = run.world.tensor_of(given[name])
            if tensor.known_shape is None:
                tensor.shape = tuple(run.world.facts.fresh(size) for size in sizes)
