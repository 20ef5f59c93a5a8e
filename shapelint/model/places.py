"""Where the nodes of one definition stand: it is lowered again, and libcst's positions are computed for it alone."""

from __future__ import annotations

from libcst.metadata import MetadataWrapper, PositionProvider

from shapelint.model.lower import Children, deep, with_tree
from shapelint.model.piece import Piece
from shapelint.model.speed import without_collection

Place = tuple[int, int, int, int]
"""Row, column, end row, end column; from 1, columns in code points, the end exclusive."""


def places(piece: Piece, kind: str, children: Children) -> list[Place]:
    """The place of each node in the file, by its number. Raises Unreadable."""
    with without_collection(), deep():
        _, lowering, module = with_tree(piece.text, kind, children)
        positions = MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider)
    table = []
    for where in lowering.nodes:
        first, last = where if isinstance(where, tuple) else (where, where)
        start, end = positions[first].start, positions[last].end
        table.append((*piece.in_file(start.line, start.column), *piece.in_file(end.line, end.column)))
    return table
