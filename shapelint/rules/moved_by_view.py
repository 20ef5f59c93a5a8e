"""moved-by-view (SHP309): a view or reshape moves an axis and mixes its elements.

What: `view` and `reshape` never move anything: they read the same numbers in the same order. Where an axis of the input
has the size of an axis of the result, but another number of elements stands behind it, what the result calls that axis
is made of pieces of all the others: (batch, steps, heads * d) viewed as (batch, heads, steps, d), a reshape of (batch,
heads, steps, d) to (batch, steps, heads * d), (layers, batch, d) viewed as (batch, layers * d). What was merged as
(queries, batch) and is parted as (batch, queries) is mixed as well; so are maps of c channels that are read as rows of
c, and rows of (b, w, h) that meet rows of (b, h, w). `repeat` puts copies of all rows one after the other,
`repeat_interleave` the copies of each row: a view that reads the one as the other mixes them. Axes are told apart by
the names of their sizes; by numbers only where copies are counted, where a view exchanges the two axes that a
recurrent layer takes, or where one long text is viewed as (steps, batch) and read along the steps.
A channel shuffle, (batch * steps, d) viewed as (batch, steps, d), and the view of a padded matrix that shifts its rows
keep or mean their order.

Why: nothing fails, as the sizes are what was wanted. The samples, steps or channels are scrambled.

Bad:

    import torch
    from torch import nn

    class Attention(nn.Module):
        def __init__(self, d=32, heads=4):
            super().__init__()
            self.heads, self.value = heads, nn.Linear(d, d)

        def forward(self, x):
            b, t, d = x.shape
            return self.value(x).view(b, self.heads, t, -1)  # warning: [moved-by-view]

    Attention()(torch.randn(2, 10, 32))

Good:

    import torch
    from torch import nn

    class Attention(nn.Module):
        def __init__(self, d=32, heads=4):
            super().__init__()
            self.heads, self.value = heads, nn.Linear(d, d)

        def forward(self, x):
            b, t, d = x.shape
            return self.value(x).view(b, t, self.heads, -1).transpose(1, 2)

    Attention()(torch.randn(2, 10, 32))
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.batches import is_unbatched
from shapelint.rules.evidence.copies import copies_in_other_order
from shapelint.rules.evidence.flow import calls_of, main, shape_of, short, warning
from shapelint.rules.evidence.image_arrays import arrays_read_as_channels, image_read_as_channels
from shapelint.rules.evidence.letter_groups import parted_in_other_letters
from shapelint.rules.evidence.moved_axes import Pairs, Sizes, moved_axes, pairs_of
from shapelint.rules.evidence.parted import merged_without_a_move, parted_in_other_order, steps_moved_by_a_view
from shapelint.rules.evidence.rows_of_maps import channels_as_rows, met_in_other_order
from shapelint.rules.evidence.shifted_rows import (
    becomes_shift,
    is_cut_between,
    is_data,
    is_packed,
    is_shift,
    is_tiled,
)
from shapelint.rules.evidence.streams import read_across
from shapelint.rules.fixes.meant_moves import mended
from shapelint.rules.wording.words import size_text
from shapelint.sizes.dims import Dim, product
from shapelint.sizes.tensors import Tensor

severity = "warning"
instead_of = ("batch-swallowed",)


def check(trace: Trace) -> Iterator[Finding]:
    moves: set[tuple[Any, ...]] = set()
    for event in calls_of(trace, ("view", "reshape")):
        x = main(event)
        old, new = shape_of(x, event), shape_of(event.output, event)
        if x is None or old is None or new is None or not new:
            continue
        parted = parted_in_other_order(event, x, old, new) or merged_without_a_move(event, old, new)
        parted = parted or channels_as_rows(trace, event, x, old, new) or met_in_other_order(trace, event, x, old, new)
        if parted is not None:
            if _is_looked_at(x):
                yield parted
            continue
        if len(old) < 2:
            across = read_across(trace, event, old, new)
            yield from () if across is None else (across,)
            continue
        pairs = pairs_of(trace, event, x, old, new)
        moved = moved_axes(event, old, new, pairs)
        if moved is None:
            plain = image_read_as_channels(event, old, new) or _steps_moved(trace, event, old, new)
            yield from () if plain is None else (plain,)
            continue
        shifts = (becomes_shift, is_cut_between, is_packed)
        if not _is_looked_at(x) or any(one(trace, event) for one in shifts) or is_tiled(x, moved[0]):
            continue
        own = {_way(event, (old, one), (new, other)) for one, other in pairs}
        if {_way(event, (new, other), (old, one)) for one, other in pairs} <= moves:
            continue  # the second of a pair only takes the first back
        moves |= own
        yield _finding(event, old, new, moved, pairs)
    yield from copies_in_other_order(trace)
    yield from arrays_read_as_channels(trace)
    yield from parted_in_other_letters(trace)


def _is_looked_at(x: Tensor) -> bool:
    """Whether the order of a tensor's elements means something.

    Asked last, as the answer is found far back.
    """
    return is_data(x) and not is_shift(x) and not is_unbatched(x)


def abstains(event: Event) -> bool:
    """Whether nothing is known of what is viewed.

    As where a mask that may have any shape was put over it.
    """
    return short(event) in ("view", "reshape") and shape_of(main(event), event) is None


def _way(event: Event, start: tuple[Sizes, int], end: tuple[Sizes, int]) -> tuple[Any, ...]:
    """The way of an axis from input to result.

    From where to where, in which body, and what stands behind it on both sides.
    """
    (old, one), (new, other) = start, end
    return (event.place.definition, one, other, old[one], _behind(old, one), _behind(new, other))


def _finding(event: Event, old: Sizes, new: Sizes, moved: tuple[int, int], pairs: Pairs) -> Finding:
    one, other = moved
    name = short(event)
    size = size_text(old[one])
    where = f"axis {one} of {size_text(old)}"
    help, fix = mended(event, old, new, pairs)
    return warning(
        event,
        f"{name} moves nothing: {size} is {where} and axis {other} of {size_text(new)}, but behind it stand "
        f"{size_text(_behind(old, one))} elements there, {size_text(_behind(new, other))} here: its elements are mixed",
        label=f"{size_text(old)} read as {size_text(new)}",
        help=help,
    ).with_(fix=fix)


def _steps_moved(trace: Trace, event: Event, old: Sizes, new: Sizes) -> Finding | None:
    found = steps_moved_by_a_view(trace, event, old, new)
    if found is None:
        return None
    help, fix = mended(event, old, new, [(0, 1), (1, 0)])
    return found.with_(help=help, fix=fix)


def _behind(sizes: Sizes, axis: int) -> Dim:
    return product(sizes[axis + 1 :])
