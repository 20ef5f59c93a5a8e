"""Copies of rows that are read in another order.

Part of moved-by-view. `x.repeat(k, 1)` puts k copies of all rows one after the other, `x.repeat_interleave(k, 0)` the k
copies of each row side by side; a view that parts (k, n) rows as (n, k), and a meeting of both, mix them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.axis_origin import CONVOLUTION, JOINS, MOVES, SCRAMBLES, step_back
from shapelint.rules.evidence.flow import alike, axis_argument, calls_of, inputs, main, shape_of, short, source, warning
from shapelint.rules.evidence.shifted_rows import is_data
from shapelint.rules.evidence.users import flow_in
from shapelint.rules.wording.words import size_text
from shapelint.sizes.dims import Dim, floor_div, product
from shapelint.sizes.tensors import Tensor

Sizes = tuple[Dim, ...]
Place = tuple[Tensor, int]
TILES = frozenset({"repeat", "tile"})
HANDED = frozenset({"rand", "randn", "randint", "normal", "rand_like", "randn_like", "tensor"})
PARTING = frozenset({"unbind", "chunk", "split"})
MERGES = frozenset({"view", "reshape", "flatten"})
LOSSES = frozenset({"cross_entropy", "CrossEntropyLoss", "nll_loss", "NLLLoss"})
"""Losses whose targets have an axis less, the first being the same."""
MEETINGS = LOSSES | frozenset({
    "add", "sub", "mul", "div", "where", "eq", "mse_loss", "MSELoss", "cosine_similarity", "l1_loss", "smooth_l1_loss",
    "bmm", "matmul", "masked_fill", "masked_fill_",
    *JOINS,
})  # fmt: skip
MOST = 150
"""Operations that are looked at on a way."""


class Order(Struct, frozen=True):
    """What an axis runs through, the slowest first.

    event: the operation that made it so.
    """

    sizes: Sizes
    event: Event


def copies_in_other_order(trace: Trace) -> Iterator[Finding]:
    """The findings about copied rows.

    Those of the first axis: channels may be repeated in any order, and learn which is which.
    """
    for event in calls_of(trace, TILES | {"repeat_interleave", *JOINS}):
        order = _made(event, 0) if shape_of(event.output, event) else None
        if order is None:
            continue
        found = next(_followed(trace, (event.output, 0), order), None)
        if found is not None and _means(event.output, event):  # the dear question last
            yield found


def _means(tensor: Tensor, event: Event) -> bool:
    """Whether the order of its elements means something.

    Random and written numbers do where another body hands them in: they stand for data.
    """
    if is_data(tensor):
        return True
    waiting, seen = [tensor], {id(tensor)}
    for one in waiting:
        made = source(one)
        if made is None or len(seen) > MOST:
            continue
        if short(made) in HANDED and made.place.definition is not event.place.definition:
            return True
        waiting += [other for other in inputs(made) if id(other) not in seen]
        seen.update(map(id, inputs(made)))
    return False


def _made(event: Event, axis: int) -> Order | None:
    """The order in which an operation puts copies or pieces."""
    x, name = main(event), short(event)
    before, after = shape_of(x, event), shape_of(event.output, event)
    if x is None or before is None or after is None or len(before) != len(after):
        return None
    if name in JOINS:
        given = inputs(event)
        if axis_argument(event, len(after)) != axis or len(given) < 2 or not _are_pieces(given, axis):
            return None
        return _order((len(given), before[axis]), event)
    if name not in TILES and axis_argument(event, len(after)) != axis and len(after) > 1:
        return None
    if before[axis] == 0 or alike(event, before[axis], after[axis]):
        return None
    times = floor_div(after[axis], before[axis])
    if product((times, before[axis])) != after[axis]:
        return None
    return _order((times, before[axis]) if name in TILES else (before[axis], times), event)


def _order(sizes: Sizes, event: Event) -> Order | None:
    return None if any(alike(event, size, 1) for size in sizes) else Order(sizes, event)


def _are_pieces(given: list[Tensor], axis: int) -> bool:
    """Whether they are one tensor several times.

    Or all that it was taken apart into, along another axis.
    """
    if all(one is given[0] for one in given):
        return True
    made = source(given[0])
    if made is None or short(made) not in PARTING or not isinstance(made.output, (tuple, list)):
        return False
    if len(made.output) != len(given) or any(a is not b for a, b in zip(made.output, given, strict=True)):
        return False
    whole = shape_of(main(made), made)
    along = 0 if whole is None or made.arguments.get("dim") is None else axis_argument(made, len(whole))
    return along is not None and (short(made) == "unbind" or along != axis)


def _followed(trace: Trace, start: Place, order: Order) -> Iterator[Finding]:
    """The findings about whatever reads the rows otherwise, on their way forward."""
    users = flow_in(trace).users
    waiting, seen = [start], {(id(start[0]), start[1])}
    for tensor, axis in waiting:
        made = source(tensor)
        for user in users.get(id(made), ()) if len(seen) < MOST else ():
            if not any(one is tensor for one in inputs(user)) or user.caught:
                continue
            other = _parted(user, tensor, axis) or _of_mask(user, tensor, axis) or _met(user, tensor, axis)
            if other is not None and _are_swapped(user, order.sizes, other.sizes):
                yield _finding(user, order, other)
            for after in _results(user):
                for at in range(len(shape_of(after, user) or ())):
                    on = (id(after), at)
                    if on not in seen and any(one is tensor and a == axis for one, a in _before(user, after, at)):
                        seen.add(on)
                        waiting.append((after, at))


def _results(event: Event) -> list[Tensor]:
    made = event.output if isinstance(event.output, (tuple, list)) else (event.output,)
    return [one for one in made if isinstance(one, Tensor)]


def _before(event: Event, tensor: Tensor, axis: int) -> list[Place]:
    """Where an axis stood in each of the tensors that have it."""
    step, name, shape = step_back(event, tensor, axis), short(event), shape_of(tensor, event)
    found = [] if step is None else [step]
    if shape is None or name in SCRAMBLES or name in MOVES or CONVOLUTION.fullmatch(name):
        if name in JOINS and step is not None:
            found = [(one, axis) for one in inputs(event)]
        return found
    for one in inputs(event):
        before = shape_of(one, event)
        at = axis - len(shape) + len(before or ())
        if before is None or at < 0 or one.role or alike(event, before[at], 1):
            continue
        if alike(event, before[at], shape[axis]) and (len(before) == len(shape) or name in MEETINGS):
            found.append((one, at))
    return found


def _parted(user: Event, tensor: Tensor, axis: int) -> Order | None:
    """The order that a view takes an axis for."""
    before, after = shape_of(tensor, user), shape_of(user.output, user)
    if short(user) not in ("view", "reshape", "unflatten") or before is None or after is None:
        return None
    for first in range(len(after)):
        if product(after[:first]) == product(before[:axis]):
            for last in range(first + 2, len(after) + 1):
                if product(after[first:last]) == before[axis]:
                    return Order(after[first:last], user)
    return None


def _of_mask(user: Event, tensor: Tensor, axis: int) -> Order | None:
    """The order that attention takes the masks of its heads for."""
    if short(user) != "MultiheadAttention" or axis != 0 or user.arguments.get("attn_mask") is not tensor:
        return None
    held: Any = getattr(user.target, "attributes", {})
    heads, query = held.get("num_heads"), shape_of(main(user), user)
    if not isinstance(heads, int) or query is None or len(query) != 3:
        return None
    return Order((query[0 if held.get("batch_first") is True else 1], heads), user)


def _met(user: Event, tensor: Tensor, axis: int) -> Order | None:
    """The order of what is brought together with the rows."""
    if short(user) not in MEETINGS or main(user) is None:
        return None
    own = shape_of(tensor, user)
    given = [one for one in inputs(user) if one is not tensor and not one.role]
    if own is None or (short(user) in JOINS and axis_argument(user, len(own)) == axis):
        return None
    for one in given:
        shape = shape_of(one, user)
        at = 0 if short(user) in LOSSES and axis == 0 else axis - len(own) + len(shape or ())
        if short(user) in ("bmm", "matmul") and axis >= len(own) - 2:
            continue
        if not shape or (axis and at != axis) or (not axis and at != 0):
            continue
        if alike(user, shape[at], own[axis]) and _means(one, user):
            found = _order_of(one, at)
            if found is not None:
                return found
    return None


def _order_of(tensor: Tensor, axis: int) -> Order | None:
    """The order in which an axis was put together, going back."""
    waiting, seen = [(tensor, axis)], {(id(tensor), axis)}
    for one, at in waiting:
        made = source(one)
        if made is None or len(seen) > MOST:
            continue
        if short(made) in TILES or short(made) in JOINS or short(made) == "repeat_interleave":
            found = _made(made, at)
            if found is not None:
                return found
        elif short(made) in MERGES and (merged := _merged(made, at)):
            return merged
        for before in _before(made, one, at):
            if (id(before[0]), before[1]) not in seen:
                seen.add((id(before[0]), before[1]))
                waiting.append(before)
    return None


def _merged(made: Event, axis: int) -> Order | None:
    """The axes that a view made one of.

    But for those of size 1.
    """
    before, after = shape_of(main(made), made), shape_of(made.output, made)
    if before is None or after is None:
        return None
    for first in range(len(before)):
        for last in range(first + 2, len(before) + 1):
            if product(before[:first]) == product(after[:axis]) and product(before[first:last]) == after[axis]:
                sizes = tuple(size for size in before[first:last] if not alike(made, size, 1))
                return Order(sizes, made) if len(sizes) > 1 else None
    return None


def _are_swapped(event: Event, one: Sizes, other: Sizes) -> bool:
    """Whether two orders part the rows in two, the other way round."""
    halves, others = ([(product(of[:at]), product(of[at:])) for at in range(1, len(of))] for of in (one, other))
    if any(alike(event, a[0], b[0]) for a in halves for b in others):
        return False
    return any(
        alike(event, a[0], b[1]) and alike(event, a[1], b[0]) and not alike(event, a[0], a[1])
        for a in halves
        for b in others
    )


def _finding(user: Event, order: Order, other: Order) -> Finding:
    slow, fast = size_text(order.sizes), size_text(other.sizes)
    tiled, name = short(order.event) in TILES, short(user)
    if other.event is user:
        what = f"{name} takes the rows for {fast}, but {short(order.event)} put them as {slow}: the rows are mixed"
    else:
        what = (
            f"{name} brings together rows that run through {slow} and rows that run through {fast}: the rows are mixed"
        )
    help = "repeat_interleave puts the copies of each row side by side, repeat all rows once more behind the others"
    if not tiled and short(order.event) != "repeat_interleave":
        help = f"put the rows together as {fast}"
    related = [(order.event, f"puts them as {slow}")]
    if other.event is not user:
        related.append((other.event, f"puts them as {fast}"))
    elif tiled and order.event.place.definition is user.place.definition:
        # Who reads them so again and again has them in mind so: the copies are what was not thought of.
        related = [(user, f"takes them as {fast}")]
        return warning(user, what, at=order.event.place, label=f"rows of {slow}", help=help, related=related)
    return warning(user, what, label=f"rows of {slow} and of {fast}", help=help, related=related)
