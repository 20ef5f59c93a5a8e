"""Comments that say from which size a row leads to which: `# 224 -> 112`, `# 30x30 -> 32x32`.

Such a comment speaks of one input. It is held against a run only where its left side holds there: a network whose rows
are commented for 224 may well be tried with 64.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from shapelint.ops.core.trace import Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.flow import warning
from shapelint.rules.evidence.windows import Window, spatial_sizes, windows
from shapelint.rules.wording.words import size_text
from shapelint.sizes.dims import Dim
from shapelint.source.reading.stated_chains import Chain, chains_of
from shapelint.source.span import Location, Span


class _Row(Struct):
    """The windows that slide on one commented row: one run of the row after the other."""

    chain: Chain
    path: str
    runs: dict[Any, list[Window]]


def broken_chains(trace: Trace) -> Iterator[Finding]:
    """Rows whose left size holds, and whose right one then never does."""
    rows: dict[tuple[int, int], _Row] = {}
    for window in windows(trace).values():
        for place in dict.fromkeys((window.place, window.event.place)):
            file = place.definition.file
            if not chains_of(file):
                continue
            row, _, end, _ = place.definition.place(place.at)
            chain = chains_of(file).get(row) if row == end else None
            if chain is not None:
                built = place is window.place and window.event.build is not None
                key = window.event.order if built else window.event.stack
                runs = rows.setdefault((id(file), row), _Row(chain, file.path, {})).runs
                runs.setdefault(key, []).append(window)
    for one in rows.values():
        yield from _broken(one)


def _broken(one: _Row) -> Iterator[Finding]:
    wrong: list[tuple[Window, tuple[Dim, ...], tuple[Dim, ...]]] = []
    for run in one.runs.values():
        first, last = run[0], run[-1]
        before = spatial_sizes(first.input, first.spatial, first.event)
        after = spatial_sizes(last.output, last.spatial, last.event)
        left = _whole(one.chain.left, first.spatial)
        if before is None or after is None or left is None or before != left:
            continue
        right = _whole(one.chain.right, last.spatial)
        if right is None or after == right or not all(isinstance(size, int) for size in after):
            return
        wrong.append((last, left, after))
    if not wrong:
        return
    last, before, after = wrong[0]
    row, column, end = one.chain.row, one.chain.column, one.chain.end_column
    yield warning(
        last.event,
        f'"{one.chain.text}" is stated, but {size_text(before)} becomes {size_text(after)}',
        at=Span(one.path, Location(row, column), Location(row, end)),
        label=f"it is {size_text(after)}",
        help="correct whichever of the two is wrong",
        related=[(last.event, f"{last.event.name} gives {size_text(after)}")],
    )


def _whole(sizes: tuple[int, ...], spatial: int) -> tuple[int, ...] | None:
    """One number stands for all axes."""
    if len(sizes) == 1:
        return sizes * spatial
    return sizes if len(sizes) == spatial else None
