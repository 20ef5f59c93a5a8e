"""Which names a definition reads.

A size that is taken and never used again says that something was forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from shapelint.source.looks import kept
from shapelint.source.syntax import ir
from shapelint.source.syntax.file import Definition


@kept(maxsize=256)
def names_read(definition: Definition) -> frozenset[str]:
    """The names that a definition reads.

    Those that stand in it other than as the target of an assignment.
    """
    return frozenset(_read(definition.body().statements))


def _read(node: Any) -> Iterator[str]:
    if isinstance(node, (list, tuple)):
        for one in node:
            yield from _read(one)
    elif isinstance(node, ir.Name):
        yield node.id
    elif isinstance(node, (ir.Assign, ir.For)):
        for target in node.targets if isinstance(node, ir.Assign) else [node.target]:
            yield from _in_target(target)
        for name in node.__struct_fields__:
            if name not in ("targets", "target"):
                yield from _read(getattr(node, name))
    elif isinstance(node, msgspec.Struct):
        for name in node.__struct_fields__:
            yield from _read(getattr(node, name))


def _in_target(target: Any) -> Iterator[str]:
    """What a target reads: `x[i].y = ...` reads x and i, `x = ...` nothing."""
    if isinstance(target, (ir.TupleExpr, ir.ListExpr)):
        for item in target.items:
            yield from _in_target(item)
    elif isinstance(target, ir.Starred):
        yield from _in_target(target.value)
    elif not isinstance(target, ir.Name):
        yield from _read(target)
