"""A text that libcst reads, as a tree of `ast`.

Newer grammar than that of the Python that runs shapelint.

Nodes and places are those that a newer Python gives, so that all that follows is the same for every file. Two things
are left out that lowering does not read: whether a name is loaded or stored, and type parameters.
"""

from __future__ import annotations

import ast
from functools import lru_cache

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from shapelint.source.speed import deep, without_collection
from shapelint.source.syntax.reading import lines_of
from shapelint.source.syntax.to_ast.depth import harmless
from shapelint.source.syntax.to_ast.expressions import EXPRESSIONS
from shapelint.source.syntax.to_ast.patterns import PATTERNS
from shapelint.source.syntax.to_ast.statements import STATEMENTS, block
from shapelint.source.syntax.to_ast.to import To

TREES = 4
"""How many are kept: who asks where something stands has the text read again."""


FAULTS = (cst.ParserSyntaxError, cst.CSTValidationError, cst.CSTLogicError, RecursionError)
"""What libcst raises. `t"a" t"b"` is a CSTLogicError to it."""


class Unreadable(Exception):
    """libcst cannot read this text, or should not be asked."""


@lru_cache(maxsize=TREES)
def tree_of(text: str) -> ast.Module:
    """The tree of a text with \\n newlines. Raises Unreadable."""
    if not harmless(text):
        raise Unreadable
    with without_collection(), deep():
        try:
            module = cst.parse_module(text)
            positions = MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider)
            to = To({**EXPRESSIONS, **PATTERNS, **STATEMENTS}, positions, lines_of(text))
            return ast.Module(block(to, module), [])
        except FAULTS as fault:
            raise Unreadable(str(fault)) from fault
