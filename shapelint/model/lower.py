"""Lowering: the text of one definition to IR, through libcst."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import libcst as cst

from shapelint.model import ir
from shapelint.model.lower_expressions import EXPRESSIONS
from shapelint.model.lower_statements import STATEMENTS
from shapelint.model.lowering import Lowering


class Unreadable(Exception):
    """libcst cannot read this text."""


def parse(text: str) -> cst.Module:
    """Raises Unreadable."""
    try:
        return cst.parse_module(text)
    except (cst.ParserSyntaxError, cst.CSTValidationError, UnicodeError) as fault:
        raise Unreadable(str(fault)) from fault


def lower(
    text: str, kind: str, children: Sequence[tuple[int, bool]] | None
) -> tuple[list[ir.Statement], Lowering, cst.Module]:
    """The statements of the body of the definition of that kind which `text` holds, alone or in an `if 1:`.

    Raises Unreadable.
    """
    with at_full_speed():
        module = parse(text)
        lowering = Lowering(children, EXPRESSIONS, STATEMENTS)
        return lowering.block(_definition_in(module, kind)), lowering, module


def _definition_in(module: cst.Module, kind: str) -> Any:
    if kind == "module":
        return module
    node: Any = module.body[0]
    if type(node) is cst.If:
        node = node.body.body[0]
    if not isinstance(node, (cst.FunctionDef, cst.ClassDef)):
        raise Unreadable("no definition here")
    return node.body


@contextmanager
def at_full_speed() -> Iterator[None]:
    """Without garbage collection (a fifth of the time of a parse), and with room for deep expressions: their depth
    is bounded by the index."""
    collecting, limit = gc.isenabled(), sys.getrecursionlimit()
    gc.disable()
    sys.setrecursionlimit(max(limit, 10_000))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)
        if collecting:
            gc.enable()
