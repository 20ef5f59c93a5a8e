"""Comments such as `# 224 -> 112`, held against the code.

Such a comment speaks of one input. It is held against a run only where its left side holds there: a network whose rows
are commented for 224 may well be tried with 64. Numbers that are those of the channels speak of the channels. Above a
block, it speaks of the block only where the strides in it are those of the comment: it may speak of more than that.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from typing import Any

from msgspec import Struct

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.flow import shape_of, warning
from shapelint.rules.evidence.flow_after import module_input, within
from shapelint.rules.evidence.windows import Window, spatial_sizes, windows
from shapelint.rules.wording.words import size_text
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Tensor
from shapelint.source.place import Place
from shapelint.source.reading.argument_text import docstring_of
from shapelint.source.reading.stated_chains import Chain, chain_of_text, chains_of
from shapelint.source.span import Location, Span


class Step(Struct):
    """A window or a block with a comment.

    The comment stands beside or above it.
    """

    event: Event
    input: Tensor
    output: Tensor
    spatial: int


class _Row(Struct):
    """What happens on one commented row.

    One run of the row after the other.
    """

    chain: Chain
    path: str
    runs: dict[Any, list[Step]]


def broken_chains(trace: Trace) -> Iterator[Finding]:
    """Rows whose left size holds, and whose right one then never does."""
    rows: dict[tuple[int, int], _Row] = {}
    for step in steps(trace):
        event = step.event
        built: Place | None = (
            event.target.place if event.kind == "module" else event.build.place if event.build is not None else None
        )
        for place in dict.fromkeys(one for one in (built, event.place) if one is not None):
            chain = _chain_at(place, block=event.kind == "module" and place is built)
            if chain is not None:
                key = event.order if place is built else event.stack
                one = rows.setdefault(
                    (id(place.definition.file), chain.row), _Row(chain, place.definition.file.path, {})
                )
                one.runs.setdefault(key, []).append(step)
    for row in rows.values():
        yield from _broken(trace, row)
    for event in trace.events:
        if event.kind == "module" and event.target.cls.place is not None:
            yield from _of_docstring(trace, event)


def _of_docstring(trace: Trace, event: Event) -> Iterator[Finding]:
    """The layer that leaves the sizes which its class's docstring tells.

    The layers before it give at least the first three of them.
    """
    file, name = event.target.cls.place.definition.file, event.target.cls.name
    owner = next((one for one in file.definitions if one.kind == "class" and one.qualname == name), None)
    said = None if owner is None else chain_of_text(docstring_of(owner))
    if said is None:
        return
    text, chain = said
    steps: list[tuple[int, Window]] = []
    for window in _inside(trace, event):
        made = spatial_sizes(window.output, window.spatial, window.event)
        if made is None or len(set(made)) != 1 or not isinstance(made[0], int):
            return
        if not steps or steps[-1][0] != made[0]:
            steps.append((made[0], window))
    for first in range(len(steps)):
        here = steps[first : first + len(chain)]
        wrong = next((n for n, (size, _) in enumerate(here) if size != chain[n]), None)
        if wrong is not None and wrong >= 3:
            size, window = here[wrong]
            if abs(size - chain[wrong]) <= 2 and all(step != 1 for step in window.stride):
                yield warning(
                    window.event,
                    f'"{text}" is what the docstring of {name} says, but {chain[wrong - 1]} becomes {size} here, not '
                    f"{chain[wrong]}",
                    at=window.place,
                    label=f"gives {size}",
                    help="correct whichever of the two is wrong",
                )
                return


def steps(trace: Trace) -> Iterator[Step]:
    sliding = windows(trace)
    for event in trace.events:
        window = sliding.get(id(event))
        if window is not None:
            yield Step(event, window.input, window.output, window.spatial)
        elif event.kind == "module":
            given, made = module_input(trace, event), trace.tensor(event.output)
            if given is not None and made is not None:
                ranks = {len(shape) for one in (given, made) if (shape := one.known_shape) is not None}
                if len(ranks) == 1 and 3 <= (rank := ranks.pop()) <= 5:
                    yield Step(event, given, made, rank - 2)


def _chain_at(place: Place, block: bool) -> Chain | None:
    """The chain of shapes that a comment states.

    Beside a place that fills one row, or above that of a block.
    """
    chains = chains_of(place.definition.file)
    if not chains:
        return None
    row, _, end, _ = place.definition.place(place.at)
    chain = chains.get(row) if row == end else None
    if chain is None and block:
        above = chains.get(row - 1)
        return above if above is not None and above.alone else None
    return chain


def _broken(trace: Trace, one: _Row) -> Iterator[Finding]:
    wrong: list[tuple[Step, tuple[Dim, ...], tuple[Dim, ...]]] = []
    for run in one.runs.values():
        first, last = run[0], run[-1]
        before = spatial_sizes(first.input, first.spatial, first.event)
        after = spatial_sizes(last.output, last.spatial, last.event)
        left, right = _whole(one.chain.sizes[0], first.spatial), _whole(one.chain.sizes[-1], last.spatial)
        if before is None or after is None or left is None or before != left:
            continue
        if right is None or after == right or not all(isinstance(size, int) for size in after):
            return
        if _of_channels(one.chain, first, last) or (one.chain.alone and not _scales_so(trace, last.event, left, right)):
            return
        wrong.append((last, left, after))
    if not wrong:
        return
    last, before, after = wrong[0]
    culprit = _culprit(trace, one.chain, last)
    row, column, end = one.chain.row, one.chain.column, one.chain.end_column
    comment = Span(one.path, Location(row, column), Location(row, end))
    if one.chain.alone and culprit is not None:
        made = spatial_sizes(culprit.output, culprit.spatial, culprit.event) or after
        given = spatial_sizes(culprit.input, culprit.spatial, culprit.event) or before
        message = f'"{one.chain.text}" is stated, but here {size_text(given)} becomes {size_text(made)}'
        yield warning(
            culprit.event, message, at=culprit.place, label=f"it is {size_text(made)}",
            help="correct whichever of the two is wrong", related=[(last.event, f"{size_text(after)} in the end")],
        )  # fmt: skip
        return
    yield warning(
        last.event,
        f'"{one.chain.text}" is stated, but {size_text(before)} becomes {size_text(after)}',
        at=comment,
        label=f"it is {size_text(after)}",
        help="correct whichever of the two is wrong",
        related=[(last.event, f"{last.event.name} gives {size_text(after)}")],
    )


def _of_channels(chain: Chain, first: Step, last: Step) -> bool:
    """Whether the numbers are those of another axis as well."""
    before, after = shape_of(first.input, first.event), shape_of(last.output, last.event)
    if before is None or after is None:
        return True
    return chain.sizes[0] == (before[1],) and chain.sizes[-1] == (after[1],)


def _inside(trace: Trace, event: Event) -> list[Window]:
    return [one for one in windows(trace).values() if within(one.event, event)]


def _scales_so(trace: Trace, event: Event, left: tuple[int, ...], right: tuple[int, ...]) -> bool:
    """Whether a block's strides make one size of the other.

    Those of all layers within it, but for a border.
    """
    up = prod(one.stride[-1] for one in _inside(trace, event) if one.kind == "transposed" and _known(one))
    down = prod(one.stride[-1] for one in _inside(trace, event) if one.kind != "transposed" and _known(one))
    return up * down > 1 and all(a * up == b * down for a, b in zip(left, right, strict=False))


def _known(window: Window) -> bool:
    return all(isinstance(step, int) for step in window.stride)


def _culprit(trace: Trace, chain: Chain, last: Step) -> Window | None:
    """The first layer within a block that gives none of the sizes."""
    inside = _inside(trace, last.event)
    for window in inside:
        made = spatial_sizes(window.output, window.spatial, window.event)
        if made not in [_whole(sizes, window.spatial) for sizes in chain.sizes]:
            return window
    return inside[-1] if inside else None


def _whole(sizes: tuple[int, ...], spatial: int) -> tuple[int, ...] | None:
    """One number stands for all axes.

    One more than there are begins with the channels.
    """
    if len(sizes) == 1:
        return sizes * spatial
    return sizes if len(sizes) == spatial else sizes[1:] if len(sizes) == spatial + 1 else None
