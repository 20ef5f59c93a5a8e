"""Two trees of one text, side by side: that of Python's `ast`, and what is made of libcst's."""

from __future__ import annotations

import ast
import sys
from typing import Any

UNREAD = {"ctx", "type_params", "type_comment", "type_ignores", "kind"}
"""What lowering does not read."""


class Differs(AssertionError):
    """The two do not say the same."""


def compare(one: Any, other: Any, path: str = "tree", formatted: bool = False) -> int:
    """The number of nodes that are the same, places included. Raises Differs.

    formatted: in an f-string. Before Python 3.12, `ast` knows no places in there, and later no right ones for what
    is text.
    """
    if type(one) is not type(other):
        raise Differs(f"{path}: {_shown(one)}, {_shown(other)}")
    if isinstance(one, list):
        if len(one) != len(other):
            raise Differs(f"{path}: {_shown(one)}, {_shown(other)}")
        return sum(compare(a, b, f"{path}[{i}]", formatted) for i, (a, b) in enumerate(zip(one, other)))
    if not isinstance(one, ast.AST):
        if repr(one) != repr(other):  # not ==: 1 is no True, and a float may be no number
            raise Differs(f"{path}: {one!r}, {other!r}")
        return 0
    text = isinstance(one, (ast.Constant, ast.FormattedValue, ast.JoinedStr))
    if not formatted or not (text or sys.version_info < (3, 12)):
        for name in one._attributes:
            if getattr(one, name) != getattr(other, name):
                raise Differs(f"{path}.{name}: {getattr(one, name)}, {getattr(other, name)} (row {one.lineno})")
    inside = formatted or isinstance(one, ast.JoinedStr)
    fields = [name for name in one._fields if name not in UNREAD]
    return 1 + sum(compare(getattr(one, n), getattr(other, n), f"{path}.{n}", inside) for n in fields)


def _shown(node: Any) -> str:
    return f"[{', '.join(map(_shown, node))}]" if isinstance(node, list) else _dump(node)


def _dump(node: Any) -> str:
    return ast.dump(node) if isinstance(node, ast.AST) else repr(node)
