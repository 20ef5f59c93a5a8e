"""The largest number that is surely among those of a tensor.

Of positions, or of classes drawn at random.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shapelint.ops.formulas.drawn_window import bounds_of_randint
from shapelint.sizes.dims import Dim, Expr, product
from shapelint.sizes.tensors import ANY, Array, Numbered, Tensor

FARTHEST = 12
"""How many operations are gone back."""

KEEP = frozenset((
    "unsqueeze", "expand", "expand_as", "broadcast_to", "to", "long", "int", "cuda", "cpu", "clone", "contiguous",
    "detach", "type", "type_as", "tile", "repeat", "as_tensor", "LongTensor", "from_numpy", "requires_grad_",
))  # fmt: skip
"""What leaves all numbers where they are, the last axis last: axes are put in front, and rows repeated."""

MADE = frozenset(("tensor", "as_tensor", "LongTensor", "array", "asarray"))
"""What makes a tensor of a list of numbers."""

SPREAD = frozenset(("view", "reshape", "flatten", "permute", "transpose", "t", "ravel", "squeeze"))
"""What only moves numbers about."""

NEVER = 1e-9
"""How improbable it must be that numbers drawn at random happen to fit."""


def largest(x: Tensor, rows: Dim | None = None) -> Dim | None:
    """The largest number in it, None where that is not known.

    rows: how many are allowed. Of numbers drawn at random nobody knows the largest: that of their range counts where it
    is as good as impossible that all lie below `rows`.
    """
    steps: list[tuple[Tensor, Tensor]] = []
    for _ in range(FARTHEST):
        event = x.source
        name = getattr(getattr(event, "operation", None), "short", "")
        if name == "arange":
            return _of_range(event, x, steps)
        if name in ("randint", "random_integers"):
            return _of_random(event, x, rows)
        held = list(_elements(list(event.arguments.values()), 3)) if name in MADE else []
        if held:
            return _of_keys(held, rows)
        given = [one for one in event.arguments.values() if isinstance(one, Tensor)] if name else []
        moved = name in KEEP or name in SPREAD or _is_part(name, event)
        if not given or not moved:
            return None
        steps.append((x, given[0]))
        x = given[0]
    return None


def _elements(given: Any, depth: int) -> Iterator[Any]:
    """The elements of lists among what is given.

    What stands for any number of them too.
    """
    for one in given:
        if isinstance(one, (list, tuple)) and depth:
            yield from _elements(one, depth - 1)
        elif isinstance(one, Numbered):
            yield one
        elif isinstance(one, Array) and one.parts and ANY in one.parts:
            yield one.parts[ANY]
        elif depth < 3 and not isinstance(one, Tensor):
            yield one


def _of_keys(held: list[Any], rows: Dim | None) -> int | None:
    """Of numbers that a table gives as many keys as rows.

    The last key is missed where nothing has it, which nobody counts on.
    """
    first = held[0]
    if not isinstance(first, Numbered) or first.keys != rows or first.most < first.keys:
        return None
    alike = all(isinstance(one, Numbered) and (one.most, one.keys) == (first.most, first.keys) for one in held)
    return first.most if alike else None


def _of_range(event: Any, x: Tensor, steps: list[tuple[Tensor, Tensor]]) -> Dim | None:
    """The largest number of `arange(start, end)`.

    Only the first numbers may have been taken. steps: what was made of what since, the last first.
    """
    bounds = event.arguments
    given = [*(bounds.get("bounds") or ()), *(bounds[n] for n in ("start", "end") if bounds.get(n) is not None)]
    third = len(given) > 2 or (bounds.get("step") not in (None, 1))
    start = given[0] if len(given) == 2 else 0
    if third or not given or not isinstance(start, (int, Expr)):
        return None
    shape = x.known_shape
    count: Dim | None = shape[0] if shape is not None and len(shape) == 1 else None
    parts = [index for index, (after, _) in enumerate(steps) if after.source.operation.short == "__getitem__"]
    for after, before in reversed(steps[parts[0] :] if parts else []):
        there, was = after.known_shape, before.known_shape
        if not there or not was:
            return None
        if after.source.operation.short == "__getitem__":
            count = there[-1]
        elif there[-1] != was[-1]:
            return None  # what is taken of numbers that have moved is not followed
    return None if count is None or count == 0 else start + count - 1


def _of_random(event: Any, x: Tensor, rows: Dim | None) -> Dim | None:
    """Of `randint(low, high, size)`."""
    low, high = bounds_of_randint(event.arguments)
    shape = x.known_shape
    count = product(shape) if shape else None
    if not isinstance(low, int) or not isinstance(high, int) or not isinstance(rows, int) or not isinstance(count, int):
        return None
    if high <= rows or high <= low:
        return high - 1
    fits: float = max(rows - low, 0) / (high - low)
    return high - 1 if fits**count < NEVER else None


def _is_part(name: str, event: Any) -> bool:
    """Whether it is `x[:, :n]`, or `x[None]`.

    The first numbers of the last axis, or all.
    """
    if name != "__getitem__":
        return False
    values = [value for value in event.arguments.values() if not isinstance(value, Tensor)]
    index = values[0] if values else None
    parts = index if isinstance(index, tuple) else (index,)
    return all(
        part is None or part is ... or (isinstance(part, slice) and part.start in (None, 0) and part.step in (None, 1))
        for part in parts
    ) and not (parts and parts[-1] is None)
