"""Where the nodes of one definition stand: it is lowered again, and libcst's positions are computed for it alone."""

from __future__ import annotations

from collections.abc import Sequence

from libcst.metadata import MetadataWrapper, PositionProvider

from shapelint.model.lower import at_full_speed, lower


def places(
    text: str, kind: str, children: Sequence[tuple[int, bool]] | None, rows_before: int
) -> list[tuple[int, int, int, int]]:
    """(row, column, end row, end column) from 1, end exclusive, by node number."""
    _, lowering, module = lower(text, kind, children)
    with at_full_speed():
        positions = MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider)
    table = []
    for where in lowering.nodes:
        first, last = where if isinstance(where, tuple) else (where, where)
        start, end = positions[first].start, positions[last].end
        table.append((start.line + rows_before, start.column + 1, end.line + rows_before, end.column + 1))
    return table
