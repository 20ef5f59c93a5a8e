"""Nodes that an older Python's `ast` lacks.

For what libcst reads there.
"""

from __future__ import annotations

import ast
from typing import Any


def _node(base: type[ast.AST], name: str, *fields: str) -> Any:
    """Python's own where there is one."""
    return getattr(ast, name, None) or type(name, (base,), {"_fields": fields})


TryStar = _node(ast.stmt, "TryStar", "body", "handlers", "orelse", "finalbody")
TypeAlias = _node(ast.stmt, "TypeAlias", "name", "type_params", "value")
TemplateStr = _node(ast.expr, "TemplateStr", "values")


class Unread(ast.expr):
    """An expression that is not understood."""
