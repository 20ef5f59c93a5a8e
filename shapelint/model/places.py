"""Where the nodes of one definition stand: it is lowered again, and libcst's positions are computed for it alone."""

from __future__ import annotations

from collections.abc import Sequence

from libcst.metadata import MetadataWrapper, PositionProvider

from shapelint.model.lower import deep, lower
from shapelint.model.piece import Piece
from shapelint.model.speed import without_collection

Place = tuple[int, int, int, int]
"""Row, column, end row, end column; from 1, columns in code points, the end exclusive."""


def places(piece: Piece, kind: str, children: Sequence[tuple[int, bool]] | None) -> list[Place]:
    """The place of each node in the file, by its number. Raises Unreadable."""
    _, lowering, module = lower(piece.text, kind, children)
    with without_collection(), deep():
        positions = MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider)
    table = []
    for where in lowering.nodes:
        first, last = where if isinstance(where, tuple) else (where, where)
        start, end = positions[first].start, positions[last].end
        table.append((*piece.in_file(start.line, start.column), *piece.in_file(end.line, end.column)))
    return table
