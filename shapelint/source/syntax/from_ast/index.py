"""The definitions of a file.

Only the blocks that can hold some are visited: no function, no expression.
"""

from __future__ import annotations

import ast
import warnings
from typing import Any

from shapelint.source.syntax.nodes import TryStar
from shapelint.source.syntax.reading import Record, TooNested

BLOCKS = ("body", "handlers", "cases", "orelse", "finalbody")
"""In source order."""


def parse(text: str) -> ast.Module:
    """Raises SyntaxError and TooNested."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # invalid escapes
            return ast.parse(text)
    except (RecursionError, MemoryError) as fault:
        raise TooNested("nested too deeply") from fault
    except SyntaxError as fault:
        if fault.msg.startswith("too many"):  # nested parentheses, levels of indentation
            raise TooNested(fault.msg) from fault
        raise


def definitions(tree: ast.Module, rows: int) -> tuple[list[Record], list[Any]]:
    """The definitions of a file, and the node of each.

    rows: how many the file has.
    """
    records = [Record("module", "", "", 0, 1, 1, rows, -1)]
    nodes: list[Any] = [tree]
    stack: list[tuple[Any, int]] = [(node, 0) for node in reversed(tree.body)]
    while stack:
        node, owner = stack.pop()
        kind = KINDS.get(type(node))
        if kind is None:  # a simple statement
            continue
        if kind == "block":
            for name in reversed(BLOCKS):
                stack += [(child, owner) for child in reversed(getattr(node, name, ()))]
            continue
        around = records[owner]
        name = node.name
        decorators = node.decorator_list
        first = min(node.lineno, decorators[0].lineno) if decorators else node.lineno
        qualname = f"{around.qualname}.{name}" if owner else name
        number = len(records)
        record = Record(kind, name, qualname, number, first, node.lineno, node.end_lineno, owner)
        around.children.append(number)
        records.append(record)
        nodes.append(node)
        if kind == "class":
            record.bases = tuple(dotted(base) for base in node.bases)
            stack += [(child, number) for child in reversed(node.body)]
    return records, nodes


def dotted(base: ast.expr) -> str:
    """A base class as text: `nn.Module`; `Generic` for `Generic[T]`."""
    if isinstance(base, ast.Name):
        return base.id
    if isinstance(base, ast.Subscript):
        return dotted(base.value)
    if isinstance(base, ast.Attribute) and isinstance(base.value, ast.Name):
        return f"{base.value.id}.{base.attr}"
    try:
        return ast.unparse(base)
    except RecursionError:
        return "..."


BLOCK_TYPES = (
    ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.ExceptHandler, ast.Match,
    ast.match_case, TryStar,
)  # fmt: skip
KINDS = {
    ast.FunctionDef: "function", ast.AsyncFunctionDef: "function", ast.ClassDef: "class",
    **dict.fromkeys(BLOCK_TYPES, "block"),
}  # fmt: skip
"""What of a block may hold definitions, or is one."""
