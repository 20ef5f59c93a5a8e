"""Lowering: the text of one definition to IR, through libcst."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Union

import libcst as cst

from shapelint.model import ir
from shapelint.model.lower_expressions import EXPRESSIONS
from shapelint.model.lower_statements import STATEMENTS
from shapelint.model.lowering import Lowering
from shapelint.model.speed import without_collection

Children = Union["Sequence[tuple[int, bool]]", None]


class Unreadable(Exception):
    """libcst cannot read this text."""


def parse(text: str) -> cst.Module:
    """Raises Unreadable."""
    try:
        return cst.parse_module(text)
    except (cst.ParserSyntaxError, cst.CSTValidationError) as fault:
        raise Unreadable(getattr(fault, "message", str(fault))) from fault


def lower(text: str, kind: str, children: Children) -> list[ir.Statement]:
    """The statements of the body of the one definition that `text` holds, alone or in an `if 1:`.

    kind: "module" where the text itself is the body.
    children: as in Lowering.
    Raises Unreadable.
    """
    with without_collection(), deep():
        # The tree is gone before collection is on again, or every one would be searched for cycles.
        return with_tree(text, kind, children)[0]


def with_tree(text: str, kind: str, children: Children) -> tuple[list[ir.Statement], Lowering, cst.Module]:
    """The same, and the pass and the tree it came from."""
    module = parse(text)
    lowering = Lowering(children, EXPRESSIONS, STATEMENTS)
    return lowering.block(_definition_in(module, kind)), lowering, module


def _definition_in(module: cst.Module, kind: str) -> Any:
    if kind == "module":
        return module
    node: Any = module.body[0]
    if isinstance(node, cst.If):
        node = node.body.body[0]
    return node.body


@contextmanager
def deep() -> Iterator[None]:
    """With room for the deepest expressions that the index lets through: a few frames a level."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, 5000))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)
